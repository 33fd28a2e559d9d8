//! Tolerances in all their forms: limits that fail themselves, excepted materials, strict readings, notes on textiles
//! (origin.md A.5); and cumulation by day, product and country (A.7).

mod support;

use serde_json::{Value, json};
use support::{case_with, codes, eur, merge, missing, nom, result, row, under, verdict, with};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

fn tolerance(entry: &Value) -> Value {
    let mut whole = json!({"chapters": ["01-97"], "measure": "value", "pct": "10", "basis": "EXW"});
    merge(&mut whole, entry);
    whole
}

#[test]
fn less_than_excludes_the_limit_itself() {
    let rows = [row("3926", "392600", "392699", &json!({"type": "CTH"}))];
    for (exclusive, at_the_limit) in [(false, OK), (true, NO)] {
        let book = under(&rows, &json!({"tolerance": [tolerance(&json!({"exclusive": exclusive}))]}));
        let of = |value: &str| verdict(&book, &case_with("392690", &[nom("a", "392640", value)], &json!({})));
        assert_eq!((of("9.99").as_str(), of("10").as_str(), of("10.01").as_str()), (OK, at_the_limit, NO));
    }
}

#[test]
fn excepted_materials_are_never_freed() {
    // CPTPP 11.7: dairy products used for dairy products.
    let rows = [row("0406", "040600", "040699", &json!({"type": "CTH"}))];
    let entry = tolerance(&json!({"except_materials": {"codes": ["0401-0406"]}}));
    let book = under(&rows, &json!({"tolerance": [entry]}));
    let of = |code: &str| result(&book, &case_with("040690", &[nom("a", code, "5")], &json!({})));
    assert_eq!(of("040610")["verdict"], NO);
    let barred = of("040610");
    let shown = &barred["alternatives"][0]["measures"][1];
    assert_eq!((&shown["excepted_materials"], &shown["outcome"]), (&json!("met"), &json!("not_met")));
    let tagged = tolerance(&json!({"except_materials": {"tags": ["sugar"]}}));
    let rows = [row("1806", "180600", "180699", &json!({"type": "CTH"}))];
    let book = under(&rows, &json!({"tolerance": [tagged]}));
    let of = |tags: &Value| {
        result(&book, &case_with("180690", &[with(nom("a", "180620", "5"), &json!({"tags": tags}))], &json!({})))
    };
    assert_eq!(of(&json!([]))["verdict"], OK);
}

#[test]
fn a_limit_of_any_alternative_bars_it_where_the_text_is_read_strictly() {
    let either = json!({"any": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "50", "basis": "EXW"}]});
    let rows = [row("3926", "392600", "392699", &either)];
    let of = |scope: &str, other: &str| {
        let book = under(&rows, &json!({"tolerance": [tolerance(&json!({}))], "maxnom_block_scope": scope}));
        verdict(&book, &case_with("392690", &[nom("a", "392640", "9"), nom("b", "390110", other)], &json!({})))
    };
    assert_eq!(of("same_alternative", "41.01"), OK);
    assert_eq!(of("any_alternative", "41.01"), NO);
    assert_eq!(of("any_alternative", "41"), OK);
}

#[test]
fn only_a_share_of_value_rescues_a_weight_limit() {
    let rows =
        [row("1806", "180600", "180699", &json!({"type": "MaxWeight", "pct": "10", "scope": {"codes": ["1701"]}}))];
    let weighed = |value: &str| with(nom("a", "170199", value), &json!({"net_weight_kg": "5"}));
    let product = json!({"product": {"net_weight_kg": "10"}});
    let by_value = under(&rows, &json!({"tolerance": [tolerance(&json!({}))], "tolerance_rescues_weight": true}));
    assert_eq!(verdict(&by_value, &case_with("180690", &[weighed("10")], &product)), OK);
    assert_eq!(verdict(&by_value, &case_with("180690", &[weighed("10.01")], &product)), NO);
    let heavy = tolerance(&json!({"measure": "weight", "pct": "60"}));
    let by_weight = under(&rows, &json!({"tolerance": [heavy], "tolerance_rescues_weight": true}));
    assert_eq!(verdict(&by_weight, &case_with("180690", &[weighed("1")], &product)), NO);
}

fn notes() -> Value {
    json!({"textiles": {
        "basic_materials": ["basic_wool", "basic_polyester_staple_fibres", "basic_polyurethane_polyether_yarn"],
        "mixed": {"chapters": ["50-63"], "pct": "10", "least_materials": 2,
                  "raised": [{"tags": ["basic_polyurethane_polyether_yarn"], "pct": "20"}],
                  "source": {"id": "s", "locator": "note 7"}},
        "made_up": {"chapters": ["61-63"], "pct": "8", "except_materials": {"tags": ["lining_or_interlining"]}},
    }})
}

fn yarn(id: &str, code: &str, tag: &str, kg: &str) -> Value {
    with(nom(id, code, "1"), &json!({"tags": [tag], "net_weight_kg": kg}))
}

fn own(line: Value) -> Value {
    with(line, &json!({"origin": {"status": "originating", "country": "GB"}}))
}

#[test]
fn mixed_textiles_by_the_weight_of_all_basic_materials() {
    // TCA note 7.2, the woollen fabric of 51.12: the yarn that fails is a tenth of the yarn, not of the fabric.
    let rows = [row("5112", "511200", "511299", &json!({"type": "CC"}))];
    let book = under(&rows, &notes());
    let fabric = |kg: &str, other: Value| {
        let lines = [own(yarn("wool", "510710", "basic_wool", "9")), yarn("bad", "510720", "basic_wool", kg), other];
        result(&book, &case_with("511219", &lines, &json!({"product": {"net_weight_kg": "100"}})))
    };
    let synthetic = || own(yarn("polyester", "550911", "basic_polyester_staple_fibres", "9"));
    assert_eq!(fabric("2", synthetic())["verdict"], OK);
    let measure = fabric("2", synthetic())["alternatives"][0]["measures"][1].clone();
    assert_eq!((&measure["note"], &measure["value_fraction"]), (&json!("mixed_textiles"), &json!("1/10")));
    assert_eq!(measure["article"], "note 7");
    assert_eq!(fabric("2.01", synthetic())["verdict"], NO);
    // Of one basic material alone it is not a mixed product.
    assert_eq!(fabric("1", own(yarn("more", "510710", "basic_wool", "9")))["verdict"], NO);
    // A material that does not say what it is made of is asked.
    let silent = with(synthetic(), &json!({"tags": null}));
    let open = fabric("0.5", silent);
    assert_eq!((open["verdict"].as_str(), missing(&open)), (Some(OPEN), vec!["/materials/2/tags".to_owned()]));
}

#[test]
fn a_raised_share_is_for_its_material_alone() {
    let rows = [row("6006", "600600", "600699", &json!({"type": "CTH"}))];
    let book = under(&rows, &notes());
    let of = |elastic: &str, wool: &str| {
        let lines = [
            own(yarn("polyester", "550911", "basic_polyester_staple_fibres", "80")),
            yarn("elastic", "600690", "basic_polyurethane_polyether_yarn", elastic),
            yarn("wool", "600690", "basic_wool", wool),
        ];
        verdict(&book, &case_with("600690", &lines, &json!({})))
    };
    assert_eq!(of("20", "0.0001"), NO, "together they are over the highest share");
    assert_eq!(of("15", "5"), OK);
    assert_eq!(of("8", "12"), NO, "the others still keep to a tenth");
}

#[test]
fn made_up_articles_by_value_without_linings_and_of_another_heading() {
    let rows = [row("6203", "620300", "620399", &json!({"type": "CC", "except": {"codes": ["52", "5407"]}}))];
    let book = under(&rows, &notes());
    let of = |code: &str, value: &str, tags: Value| {
        let lines =
            [own(yarn("cloth", "520811", "basic_wool", "9")), with(nom("bad", code, value), &json!({"tags": tags}))];
        verdict(&book, &case_with("620342", &lines, &json!({})))
    };
    assert_eq!(of("520811", "8", json!([])), OK);
    assert_eq!(of("520811", "8.01", json!([])), NO);
    assert_eq!(of("520811", "8", json!(["lining_or_interlining"])), NO);
    assert_eq!(of("620342", "8", json!([])), NO, "of the product's own heading");
    assert_eq!(of("610342", "8", json!([])), OK);
}

#[test]
fn materials_that_are_no_textiles_are_free_but_count_in_a_limit_of_value() {
    // TCA note 8.2 and 8.3: trousers with metal buttons.
    let barred = json!({"type": "CC", "except": {"codes": ["9606", "5208"]}});
    let rows = [row("6203", "620300", "620399", &barred)];
    let buttons = |value: &str| [own(nom("cloth", "520811", "40")), nom("buttons", "960622", value)];
    assert_eq!(verdict(&under(&rows, &notes()), &case_with("620342", &buttons("30"), &json!({}))), OK);
    let both = json!({"all": [barred, {"type": "MaxNOM", "pct": "20", "basis": "EXW"}]});
    let rows = [row("6203", "620300", "620399", &both)];
    assert_eq!(verdict(&under(&rows, &notes()), &case_with("620342", &buttons("20"), &json!({}))), OK);
    assert_eq!(verdict(&under(&rows, &notes()), &case_with("620342", &buttons("20.01"), &json!({}))), NO);
}

fn of(country: &str) -> Value {
    with(nom("m", "392690", "70"), &json!({"origin": {"status": "originating", "country": country}}))
}

#[test]
fn a_kind_of_cumulation_holds_only_as_its_limits_say() {
    let rows = [row("3926", "392600", "392699", &json!({"type": "CTH"}))];
    let book =
        |limits: Value| under(&rows, &json!({"cumulation": {"kinds": ["bilateral", "diagonal"], "limits": limits}}));
    let on = |book: &psra_engine::RuleBook, country: &str, day: &str| {
        verdict(book, &case_with("392690", &[of(country), nom("x", "390110", "1")], &json!({"as_of": day})))
    };
    let named =
        book(json!([{"kind": "diagonal", "countries": ["TR"], "valid_from": "2024-01-01", "valid_to": "2025-12-31"}]));
    for (country, day, expected) in [
        ("TR", "2023-12-31", NO),
        ("TR", "2024-01-01", OK),
        ("TR", "2025-12-31", OK),
        ("TR", "2026-01-01", NO),
        ("CN", "2025-06-01", NO),
        ("DE", "2025-06-01", OK),
    ] {
        assert_eq!(on(&named, country, day), expected, "{country} {day}");
    }
    // Rules that have to apply between all countries are for notices to say.
    let ruled = book(json!([{"kind": "diagonal", "countries": ["TR"], "ruleset": "revised"}]));
    assert_eq!((on(&ruled, "TR", "2025-06-01").as_str(), on(&ruled, "CN", "2025-06-01").as_str()), (OPEN, NO));
    let by_product = book(json!([{"kind": "bilateral", "except_chapters": ["39"]}]));
    assert_eq!(on(&by_product, "DE", "2025-06-01"), NO);
    let by_product = book(json!([{"kind": "bilateral", "chapters": ["39"]}]));
    assert_eq!(on(&by_product, "DE", "2025-06-01"), OK);
    let found = result(&named, &case_with("392690", &[of("TR")], &json!({"as_of": "2025-06-01"})));
    assert!(codes(&found, "assumptions").contains(&"cumulation_applied".to_owned()));
}

#[test]
fn cumulation_may_ask_for_no_more_than_insufficient_operations() {
    let rows = [row("3926", "392600", "392699", &json!({"type": "CTH"}))];
    let simple = json!({"operations": "insufficient_only"});
    for (beyond, expected) in [(json!(true), NO), (Value::Null, NO), (json!(false), OK)] {
        let cumulation = json!({"kinds": ["bilateral"], "beyond_insufficient": beyond});
        let book = under(&rows, &json!({"cumulation": cumulation}));
        assert_eq!(verdict(&book, &case_with("392690", &[of("DE")], &simple)), expected, "{beyond}");
    }
}

#[test]
fn full_cumulation_with_a_named_country_and_parts_that_originate_in_the_other_party() {
    let rows = [
        row("392640", "392640", "392640", &json!({"type": "CTH"})),
        row("3926", "392600", "392699", &json!({"type": "CTH"})),
    ];
    let part = |country: &str, status: &str, inner: &str| {
        json!({"id": "part", "hs_code": "392640", "value": eur("60"), "origin": {"status": status, "country": country},
               "materials": [nom("resin", inner, "40")]})
    };
    let limits = json!([{"kind": "full", "countries": ["TR"]}]);
    let book = under(&rows, &json!({"cumulation": {"kinds": ["bilateral", "full"], "limits": limits}}));
    let on = |line: Value| verdict(&book, &case_with("392690", &[line], &json!({})));
    assert_eq!(on(part("TR", "non_originating", "390110")), OK);
    assert_eq!(on(part("CN", "non_originating", "390110")), NO);
    assert_eq!(on(part("DE", "non_originating", "390110")), NO, "the limit names Türkiye alone");
    // Of unknown status and made in the other party, it is decided by the same rules.
    assert_eq!(on(part("DE", "unknown", "390110")), OK);
    assert_eq!(on(part("DE", "unknown", "392640")), NO);
}

#[test]
fn the_notes_lift_a_requirement_of_production_from_what_they_forgive() {
    // TCA note 8.1: trousers of originating cloth, with pockets of cloth that was not woven here.
    let woven = json!({"type": "Process", "all_of": ["weaving", "making_up"]});
    let rows = [row("6203", "620300", "620399", &woven)];
    let book = under(&rows, &notes());
    let trousers = |pockets: &str, more: Value| {
        let lines = [
            own(nom("cloth", "520942", "40")),
            with(nom("pockets", "520811", pockets), &json!({"tags": []})),
            nom("buttons", "960622", "30"),
        ];
        result(&book, &case_with("620342", &lines, &more))
    };
    assert_eq!(trousers("8", json!({}))["verdict"], OK);
    assert_eq!(trousers("8", json!({}))["alternatives"][0]["tolerance_used"], true);
    assert_eq!(trousers("8.01", json!({}))["verdict"], NO);
    assert_eq!(trousers("8", json!({"operations": "insufficient_only"}))["verdict"], NO);
    // The general tolerance is for materials that may not be used; what was not done it does not replace.
    let general = json!({"tolerance": [tolerance(&json!({}))]});
    let rows = [row("3926", "392600", "392699", &json!({"type": "Process", "any_of": ["chemical_reaction"]}))];
    assert_eq!(verdict(&under(&rows, &general), &case_with("392690", &[nom("a", "392640", "1")], &json!({}))), NO);
}

#[test]
fn what_no_open_fact_could_save_is_not_asked_for() {
    let woven = json!({"type": "Process", "all_of": ["weaving", "making_up"]});
    let rows = [row("5208", "520800", "520899", &woven), row("6203", "620300", "620399", &woven)];
    let book = under(&rows, &notes());
    // One cloth of no known fibres and weight is all of the textile: whatever it is, it is over the share.
    let lines = [nom("cloth", "520942", "60"), nom("buttons", "960622", "1")];
    let found = result(&book, &case_with("620342", &lines, &json!({})));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(NO), vec![]));
    // Half of the weight is over it, too; a tenth may be within it.
    let heavy = |kg: &str| {
        let bad = with(nom("bad", "520942", "60"), &json!({"net_weight_kg": kg}));
        let good = with(own(nom("good", "520511", "20")), &json!({"net_weight_kg": "9"}));
        result(&book, &case_with("520811", &[bad, good], &json!({})))["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!((heavy("9").as_str(), heavy("1").as_str()), (NO, OPEN));
}

#[test]
fn a_scheme_that_names_its_publisher_alone_takes_the_other_party_from_the_case() {
    let rows = [row("3926", "392600", "392699", &json!({"type": "CTH"}))];
    let alone = |general: &Value| {
        let mut document: Value = serde_json::from_str(&support::agreement(general)).unwrap();
        document["parties"] = json!([{"code": "GB", "name": "United Kingdom", "members": []}]);
        support::book(&[&support::list(&rows), &document.to_string()])
    };
    let bilateral = alone(&json!({"cumulation": ["bilateral"]}));
    let on = |book: &psra_engine::RuleBook, country: &str, importer: &Value| {
        let more = json!({"importing_party": importer});
        result(book, &case_with("392690", &[of(country), nom("x", "390110", "1")], &more))
    };
    let found = on(&bilateral, "MA", &json!("MA"));
    assert_eq!(
        (found["verdict"].as_str(), codes(&found, "assumptions")),
        (Some(OK), vec!["parties_as_stated".to_owned()])
    );
    // Whether a third country is a party of it nobody says.
    let open = on(&bilateral, "TN", &json!("MA"));
    assert_eq!(
        (open["verdict"].as_str(), missing(&open)),
        (Some(OPEN), vec!["/materials/0/origin/country".to_owned()])
    );
    assert_eq!(on(&alone(&json!({})), "MA", &json!("MA"))["verdict"], NO, "no cumulation is granted");
    assert_eq!(on(&bilateral, "GB", &json!("MA"))["verdict"], OK);
}
