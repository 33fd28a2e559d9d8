//! Descriptions of foods, metals and other goods that the headings of the nomenclature settle. A code that no range
//! names is of no good of the description; where a heading may hold some, the tags say it.

use crate::tags::Settled;

/// Descriptions by their codes, alike in HS 2002 to 2022 (a subheading that an edition lacks names nothing there).
pub const GOODS: &[Settled] = &[
    // Vegetable products are of section II and vegetable oils of 15.07 to 15.15; products of animals, minerals, metals
    // and machines are none. Lac is of an insect, agar and 12.12 may be of algae, 1515.60 and 1516.30 of microbes.
    Settled {
        tag: "vegetable_materials",
        yes: &["06-11", "1201-1211", "1213-1214", "14", "1507-1514", "151511-151550", "151590", "151620"],
        perhaps: &["1212", "13", "151560", "151630", "1517-1522", "16-24", "29-71", "94-97"],
    },
    // Fresh or dried grapes, their must and juice, wine and vermouth, spirits of wine or marc, lees and argol.
    Settled {
        tag: "grapes",
        yes: &["0806", "200961-200969", "2204-2205", "220820", "2307"],
        perhaps: &[
            "0811-0813",
            "1106",
            "12-13",
            "1515-1518",
            "1522",
            "1602",
            "1702",
            "1704",
            "1806",
            "19",
            "2001-2008",
            "200960",
            "200980",
            "200989-200990",
            "2101",
            "2103-2106",
            "2202",
            "2206-2209",
            "2306",
            "2308-2309",
            "29-30",
            "3203",
            "33",
            "38",
        ],
    },
    // Orange, grape, apple and cranberry juice; 2009.31 and 2009.39 may be of limes, 2009.21 and 2009.29 of pomelos.
    Settled {
        tag: "fruit_juice_other",
        yes: &["200911-200919", "200961-200969", "200971-200979", "200981"],
        perhaps: &[
            "2007-2008",
            "200921-200939",
            "200960",
            "200970",
            "200980",
            "200989-200990",
            "2106",
            "2202",
            "220430",
            "2206",
        ],
    },
    // Durum wheat is 1001.10 to 1001.19; flour and groats of wheat, malt and starch may be of it.
    Settled {
        tag: "cereals_not_durum",
        yes: &["100190-100199", "1002-1008", "1102", "110313-110319", "110812"],
        perhaps: &[
            "0709-0712",
            "1101",
            "110311",
            "110320-110329",
            "1104",
            "1107",
            "110811",
            "110819",
            "1109",
            "1515",
            "17",
            "19-22",
            "2302-2309",
            "29",
            "35",
            "38",
        ],
    },
    // Maize and what is made of it may be of Zea indurata; 11.05, 11.06 and 12.08 are flours of other plants.
    Settled {
        tag: "cereals_flour_not_durum",
        yes: &["100190-100199", "1002-1004", "1006-1008", "110210", "110290"],
        perhaps: &["0709-0712", "1005", "11", "1208", "1515", "1702", "19-22", "2302-2309", "29", "35", "38"],
    },
    Settled { tag: "cereals", yes: &["10"], perhaps: &["0709-0712", "11", "19-20", "23"] },
    Settled {
        tag: "cereals_vegetables_roots_tubers_fruit",
        yes: &["07", "0803-0813", "10"],
        perhaps: &["0801-0802", "0814", "0904-0910", "11-12", "19-21", "23"],
    },
    // Nuts in a wide sense may be of chapter 12, dried fruits of plants of chapter 9.
    Settled {
        tag: "fruit_nuts_or_vegetables",
        yes: &["0701-0713", "0801-0813"],
        perhaps: &["0714", "0814", "0904-0910", "1105-1106", "12", "20-21"],
    },
    Settled {
        tag: "fruit_and_nuts",
        yes: &["0801-0813"],
        perhaps: &["07", "0814", "0904-0910", "1106", "12", "20-21"],
    },
    Settled {
        tag: "cereals_sugar_meat_milk",
        yes: &["0201-0208", "0401-0402", "10", "1701", "1703"],
        perhaps: &["0209-0210", "0403-0406", "05", "11", "16", "1702", "1704", "18-19", "2105-2106", "23", "35"],
    },
    Settled {
        tag: "chicory",
        yes: &["070521-070529", "121294"],
        perhaps: &["0601", "0710-0712", "1212", "2005", "2101"],
    },
    Settled { tag: "olives", yes: &["070992", "071120"], perhaps: &["0709-0712", "2001", "2005"] },
    Settled { tag: "meat_and_offal", yes: &["02"], perhaps: &["0504", "16", "2301"] },
    Settled { tag: "swine_meat_or_offal", yes: &["0203", "020630-020649"], perhaps: &["0209-0210", "16"] },
    Settled { tag: "poultry_meat_and_offal", yes: &["0207"], perhaps: &["0209-0210", "16"] },
    // 2103.30 is mustard flour and meal and prepared mustard.
    Settled { tag: "mustard", yes: &["210330"], perhaps: &[] },
    // Outer soles and heels are 6406.20; between the uppers and the others the six digits do not say where assemblies are.
    Settled { tag: "uppers_affixed_to_inner_soles", yes: &[], perhaps: &["640610", "640690-640699"] },
    // Paper and paperboard are 48.01 to 48.06; what is coated, combined or made of it may be called so or not.
    Settled { tag: "paper", yes: &["4801-4806"], perhaps: &["4807-4823"] },
    Settled {
        tag: "paper_making_materials",
        yes: &["47"],
        perhaps: &["12-15", "25-38", "44", "48", "5202", "5301-5305", "6310"],
    },
    // 4302.11 to 4302.20 are not assembled, 4302.30 is.
    Settled { tag: "non_assembled_furskins", yes: &["430211-430220"], perhaps: &[] },
    // 50.02 is raw silk; waste may be prepared for spinning or not.
    Settled { tag: "raw_silk_or_silk_waste_prepared", yes: &["5002"], perhaps: &["5003"] },
    Settled { tag: "glass_slivers_rovings_strands", yes: &[], perhaps: &["7019"] },
    Settled { tag: "glass_wool", yes: &["701980"], perhaps: &["7019"] },
    // 7301.10 is sheet piling, 7301.20 the heading's welded angles, shapes and sections.
    Settled { tag: "welded_sections", yes: &["730120"], perhaps: &[] },
    // 72.06, 7218.10 and 7224.10 are ingots and other primary forms, 72.07, 7218.9 and 7224.90 semi-finished products.
    Settled { tag: "ingots_or_primary_forms", yes: &["7206", "721810", "722410"], perhaps: &["71", "74-81"] },
    Settled { tag: "semi_finished_materials", yes: &["7207", "721890-721899", "722490"], perhaps: &["71", "74-81"] },
    Settled { tag: "ingots_primary_or_semi_finished", yes: &["7206-7207", "7218", "7224"], perhaps: &["71", "74-81"] },
    // 7403.11 to 7403.19 are refined copper, 7403.21 to 7403.29 alloys.
    Settled { tag: "refined_copper_or_scrap", yes: &["740311-740319", "7404"], perhaps: &[] },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::Truth::{False, True};
    use crate::tags::settled;

    #[test]
    fn what_the_heading_says_needs_no_tag() {
        assert_eq!(settled("grapes", 80610), Some(True));
        assert_eq!(settled("grapes", 701_090), Some(False));
        assert_eq!(settled("grapes", 220_600), None);
        assert_eq!(settled("vegetable_materials", 70992), Some(True));
        assert_eq!(settled("vegetable_materials", 30249), Some(False));
        assert_eq!(settled("cereals_not_durum", 100_119), Some(False));
        assert_eq!(settled("cereals_not_durum", 100_199), Some(True));
        assert_eq!(settled("cereals_not_durum", 110_100), None);
        assert_eq!(settled("fruit_juice_other", 200_912), Some(True));
        assert_eq!(settled("fruit_juice_other", 200_949), Some(False));
        assert_eq!(settled("fruit_juice_other", 200_931), None);
        assert_eq!(settled("uppers_affixed_to_inner_soles", 640_620), Some(False));
        assert_eq!(settled("uppers_affixed_to_inner_soles", 640_690), None);
        assert_eq!(settled("ingots_or_primary_forms", 721_810), Some(True));
        assert_eq!(settled("ingots_or_primary_forms", 721_891), Some(False));
    }

    #[test]
    fn every_description_is_of_the_vocabulary_and_stands_once() {
        for (n, goods) in GOODS.iter().enumerate() {
            assert!(psra_rac::tags().contains(goods.tag), "{}", goods.tag);
            assert!(GOODS[..n].iter().all(|other| other.tag != goods.tag), "{}", goods.tag);
            let ranges = goods.yes.iter().chain(goods.perhaps);
            assert!(ranges.clone().all(|range| crate::law::CodeRange::read(range).is_some()), "{}", goods.tag);
        }
    }
}
