//! Stages of textile manufacture that the headings of section XI settle (PEM list note 4: natural fibres are of 50.02, 50.03,
//! 51.01 to 51.05, 52.01 to 52.03 and 53.01 to 53.05, man-made staple fibres of 55.01 to 55.07; chemical materials and textile
//! pulp are not of chapters 50 to 63). Where a heading may hold goods of the description, the tags say it.

use crate::tags::Settled;

/// Where yarn may be, whatever was done to it.
const YARN_PERHAPS: &[&str] = &[
    "5004-5006",
    "5106-5110",
    "5204-5207",
    "5306-5308",
    "5401-5403",
    "5406",
    "5508-5511",
    "5605-5606",
    "01-49",
    "64-71",
    "5404-5405",
    "5604",
    "5607",
];
/// Where fabric may be, whatever was done to it.
const FABRIC_PERHAPS: &[&str] =
    &["01-49", "64-71", "5007", "5111-5113", "5208-5212", "5309-5311", "5407-5408", "5512-5516", "56", "58-60"];

/// Descriptions by their headings, alike in HS 2002 to 2022.
pub const TEXTILES: &[Settled] = &[
    Settled {
        tag: "yarn",
        yes: &["5004-5006", "5106-5110", "5204-5207", "5306-5308", "5401-5403", "5406", "5508-5511", "5605-5606"],
        perhaps: &["01-49", "64-71", "5404-5405", "5604", "5607"],
    },
    Settled { tag: "single_yarn", yes: &[], perhaps: YARN_PERHAPS },
    Settled { tag: "unbleached_yarn", yes: &[], perhaps: YARN_PERHAPS },
    Settled { tag: "unbleached_single_yarn", yes: &[], perhaps: YARN_PERHAPS },
    Settled {
        tag: "synthetic_or_artificial_filament_yarn",
        yes: &["5402-5403", "5406"],
        perhaps: &["01-49", "64-71", "5401", "5404-5405", "56"],
    },
    // 5308.10 is coir yarn; 53.07 has yarn of jute and of other bast fibres, 5308.90 of sisal and of others.
    Settled { tag: "coir_yarn", yes: &["530810"], perhaps: &["01-49", "64-71", "5604", "5607"] },
    Settled { tag: "jute_yarn", yes: &[], perhaps: &["01-49", "64-71", "5307", "5604", "5607"] },
    Settled { tag: "coir_or_jute_yarn", yes: &["530810"], perhaps: &["01-49", "64-71", "5307", "5604", "5607"] },
    Settled { tag: "sisal_yarn", yes: &[], perhaps: &["01-49", "64-71", "5308", "5604", "5607"] },
    Settled { tag: "ring_spun_viscose_yarn", yes: &[], perhaps: &["01-49", "64-71", "5510-5511", "5604", "5607"] },
    Settled {
        tag: "woven_fabric",
        yes: &["5007", "5111-5113", "5208-5212", "5309-5311", "5407-5408", "5512-5516"],
        perhaps: &["01-49", "64-71", "58-59"],
    },
    Settled {
        tag: "fabric",
        yes: &["5007", "5111-5113", "5208-5212", "5309-5311", "5407-5408", "5512-5516", "5801-5803", "60"],
        perhaps: &["01-49", "64-71", "56", "58-59"],
    },
    Settled {
        tag: "textile_fibres",
        yes: &["5002-5003", "5101-5105", "5201-5203", "5301-5305", "5501-5507"],
        perhaps: &["01-49", "64-71", "5001", "54", "56", "63"],
    },
    Settled {
        tag: "natural_fibres",
        yes: &["5002-5003", "5101-5105", "5201-5203", "5301-5305"],
        perhaps: &["01-49", "64-71", "5001", "56", "63"],
    },
    Settled {
        tag: "natural_fibres_unprepared",
        yes: &["5101-5102", "5201"],
        perhaps: &["01-49", "64-71", "5001-5003", "5103-5104", "5202", "5301-5305", "56", "63"],
    },
    Settled { tag: "man_made_staple_fibres", yes: &["5501-5507"], perhaps: &["01-49", "64-71", "56", "63"] },
    Settled { tag: "man_made_staple_fibres_unprepared", yes: &["5501-5505"], perhaps: &["01-49", "64-71", "56", "63"] },
    Settled { tag: "chemical_materials", yes: &[], perhaps: &["01-49", "64-71"] },
    Settled { tag: "textile_pulp", yes: &[], perhaps: &["01-49", "64-71"] },
    Settled { tag: "chemical_materials_or_textile_pulp", yes: &[], perhaps: &["01-49", "64-71"] },
    Settled { tag: "uncoated_fabric", yes: &[], perhaps: FABRIC_PERHAPS },
    Settled { tag: "uncoated_or_unlaminated_fabric", yes: &[], perhaps: FABRIC_PERHAPS },
    Settled { tag: "unembroidered_fabric", yes: &[], perhaps: FABRIC_PERHAPS },
    Settled { tag: "unembroidered_fabric_not_knitted", yes: &[], perhaps: FABRIC_PERHAPS },
    Settled { tag: "unprinted_fabric", yes: &[], perhaps: FABRIC_PERHAPS },
];
