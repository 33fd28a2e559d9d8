//! Which materials count, as what: origin and cumulation, unknown origin, roles, intermediates, sets, an empty bill.

mod support;

use serde_json::{Value, json};
use support::{
    AGREEMENT, book, case, case_with, codes, eur, gb_eu, list, missing, nom, one_rule, result, row, verdict, with,
    without,
};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

fn of(country: &Value) -> Value {
    with(nom("m", "392690", "70"), &json!({"origin": {"status": "originating", "country": country}}))
}

fn cth() -> psra_engine::RuleBook {
    one_rule(&json!({"type": "CTH"}))
}

#[test]
fn whose_origin_counts() {
    let book = cth();
    for (country, expected) in
        [(json!("GB"), OK), (json!("DE"), OK), (json!("EU"), OK), (Value::Null, OK), (json!("CN"), NO)]
    {
        assert_eq!(verdict(&book, &case("392690", &[of(&country), nom("x", "390110", "1")])), expected, "{country}");
    }
    let third = result(&book, &case("392690", &[of(&json!("TR")), nom("x", "390110", "1")]));
    assert!(codes(&third, "assumptions").contains(&"cumulation_not_granted".to_owned()));
}

#[test]
fn cumulation_must_be_granted_and_diagonal_cumulation_is_asked_about() {
    let rows = [row("3926", "392600", "392699", &json!({"type": "CTH"}))];
    let without_any = book(&[&list(&rows), &AGREEMENT.replace("      cumulation: [bilateral, full]\n", "")]);
    assert_eq!(verdict(&without_any, &case("392690", &[of(&json!("DE"))])), NO);
    assert_eq!(verdict(&without_any, &case("392690", &[of(&json!("GB"))])), OK);
    let diagonal = book(&[&list(&rows), &AGREEMENT.replace("[bilateral, full]", "[bilateral, diagonal]")]);
    let found = result(&diagonal, &case("392690", &[of(&json!("TR"))]));
    assert_eq!(found["verdict"], OPEN);
    assert_eq!(found["missing_facts"][0]["kind"], "agreement");
    assert_eq!(missing(&found), ["/materials/0/origin/country"]);
    let settled = result(&diagonal, &case("392690", &[with(of(&json!("TR")), &json!({"hs_code": "390110"}))]));
    assert_eq!(settled["verdict"], OK, "it does not matter where the rule is met anyway");
}

#[test]
fn exclusively_originating_goods_escape_insufficient_operations_unless_cumulated() {
    let book = cth();
    let simple = json!({"operations": "insufficient_only"});
    let silent = json!({"operations": null});
    assert_eq!(verdict(&book, &case_with("392690", &[of(&json!("GB"))], &simple)), OK);
    assert_eq!(verdict(&book, &case_with("392690", &[of(&json!("GB"))], &silent)), OK);
    assert_eq!(verdict(&book, &case_with("392690", &[of(&json!("DE"))], &simple)), NO);
    let found = result(&book, &case_with("392690", &[of(&json!("DE"))], &silent));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/operations".to_owned()]));
    // Without the exporting party nobody knows whose material it is.
    let nobody = without(
        &without(&case_with("392690", &[of(&json!("DE"))], &simple), "", "exporting_party"),
        "",
        "importing_party",
    );
    let found = result(&book, &nobody);
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/exporting_party".to_owned()]));
}

#[test]
fn unknown_origin_is_non_originating_and_told_where_it_could_change_the_verdict() {
    let book = cth();
    for line in [
        with(nom("m", "392690", "70"), &json!({"origin": {"status": "unknown"}})),
        with(nom("m", "392690", "70"), &json!({"origin": null})),
    ] {
        let found = result(&book, &case("392690", &[line, nom("x", "390110", "1")]));
        assert_eq!(found["verdict"], NO);
        assert_eq!(missing(&found), ["/materials/0/origin/status"]);
        assert_eq!(codes(&found, "assumptions"), ["origin_unknown"]);
    }
    let harmless = with(nom("m", "390110", "70"), &json!({"origin": {"status": "unknown"}}));
    let found = result(&book, &case("392690", &[harmless]));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OK), vec![]));
    assert_eq!(codes(&found, "assumptions"), ["origin_unknown"]);
    let hopeless = with(nom("m", "390110", "70"), &json!({"origin": {"status": "unknown"}}));
    let found = result(&book, &case("392690", &[hopeless, nom("x", "392690", "90")]));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(NO), vec![]));
    let grown = with(nom("m", "392690", "70"), &json!({"origin": {"status": "unknown"}, "wholly_obtained": true}));
    assert_eq!(verdict(&book, &case("392690", &[with(grown, &json!({"origin": {"country": "GB"}}))])), OK);
}

#[test]
fn roles() {
    let value = one_rule(&json!({"type": "MaxNOM", "pct": "50", "basis": "EXW"}));
    let role = |role: &str| with(nom("r", "392690", "51"), &json!({"role": role}));
    let base = nom("m", "390110", "1");
    for (name, in_ctc, in_value) in [
        ("material", NO, NO),
        ("retail_packaging", OK, NO),
        ("accessory", OK, NO),
        ("shipping_packing", OK, OK),
        ("neutral", OK, OK),
    ] {
        assert_eq!(verdict(&cth(), &case("392690", &[base.clone(), role(name)])), in_ctc, "{name}");
        assert_eq!(verdict(&value, &case("392690", &[base.clone(), role(name)])), in_value, "{name}");
    }
    // Net weight is without packaging.
    let weight = one_rule(&json!({"type": "MaxWeight", "pct": "10"}));
    for (name, expected) in [("material", NO), ("retail_packaging", OK)] {
        let heavy = with(role(name), &json!({"net_weight_kg": "5"}));
        let light = with(base.clone(), &json!({"net_weight_kg": "1"}));
        let product = json!({"product": {"net_weight_kg": "10"}});
        assert_eq!(verdict(&weight, &case_with("392690", &[light, heavy], &product)), expected, "{name}");
    }
    let rows = [row("3926", "392600", "392699", &json!({"type": "CTH"}))];
    let considered = book(&[&list(&rows), &AGREEMENT.replace("retail_in_ctc: ignored", "retail_in_ctc: considered")]);
    assert_eq!(verdict(&considered, &case("392690", &[base.clone(), role("retail_packaging")])), NO);
    let lone = book(&[&list(&rows)]);
    assert_eq!(verdict(&lone, &case("392690", &[base, role("retail_packaging")])), NO, "no relief is granted");
}

#[test]
fn an_empty_bill_decides_nothing() {
    let packing = with(nom("r", "392690", "1"), &json!({"role": "shipping_packing"}));
    for lines in [vec![], vec![packing]] {
        let found = result(&gb_eu(), &case("392690", &lines));
        assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/materials".to_owned()]));
    }
}

fn made(inside: &[Value], more: &Value) -> Value {
    let line = json!({"id": "sub", "hs_code": "392640", "value": eur("60"), "materials": inside});
    with(line, more)
}

#[test]
fn an_intermediate_that_qualifies_is_absorbed() {
    // 3926.40 from 3901.10: a change of heading, so the intermediate's 55 of foreign value disappear.
    let rule = json!({"all": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "50", "basis": "EXW"}]});
    let own = row("392640", "392640", "392640", &json!({"type": "CTH"}));
    let rows = [own, row("3926", "392600", "392699", &rule)];
    let with_rows = book(&[&list(&rows), AGREEMENT]);
    let inside = [nom("resin", "390110", "55")];
    let found = result(&with_rows, &case("392690", &[made(&inside, &json!({})), nom("x", "730110", "1")]));
    assert_eq!(found["verdict"], OK, "{found}");
    assert!(codes(&found, "assumptions").contains(&"intermediate".to_owned()));
    let steps = found["proof"]["steps"].as_array().unwrap();
    assert!(steps.iter().any(|s| s["step"] == "intermediates" && s["result"][0]["id"] == "sub"));
    // Stated non-originating, it is not; and looked into, its resin alone is over the limit.
    let stated = json!({"origin": {"status": "non_originating"}});
    assert_eq!(verdict(&with_rows, &case("392690", &[made(&inside, &stated), nom("x", "730110", "1")])), NO);
    let none = book(&[&list(&rows), &AGREEMENT.replace("absorption: true", "absorption: false")]);
    assert_eq!(verdict(&none, &case("392690", &[made(&inside, &json!({})), nom("x", "730110", "1")])), NO);
}

#[test]
fn absorption_does_not_escape_insufficient_operations() {
    let own = row("392640", "392640", "392640", &json!({"type": "CTH"}));
    let book = book(&[&list(&[own, row("3926", "392600", "392699", &json!({"type": "CTH"}))]), AGREEMENT]);
    let line = made(&[nom("resin", "390110", "55")], &json!({}));
    assert_eq!(verdict(&book, &case("392690", std::slice::from_ref(&line))), OK);
    assert_eq!(
        verdict(&book, &case_with("392690", std::slice::from_ref(&line), &json!({"operations": "insufficient_only"}))),
        NO
    );
    let found = result(&book, &case_with("392690", &[line], &json!({"operations": null})));
    assert_eq!((found["verdict"].as_str(), missing(&found)), (Some(OPEN), vec!["/operations".to_owned()]));
}

#[test]
fn an_intermediate_that_fails_counts_whole_or_by_what_is_in_it() {
    let hard = row("392640", "392640", "392640", &json!({"type": "Prohibit", "scope": {}}));
    let rows = |criterion: &Value| list(&[hard.clone(), row("3926", "392600", "392699", criterion)]);
    let inside = [nom("resin", "390110", "40")];
    // Whole it fails the change of heading, looked into it does not; its value is 60 whole, 40 looked into.
    let by_change = book(&[&rows(&json!({"type": "CTH"})), AGREEMENT]);
    let found = result(&by_change, &case("392690", &[made(&inside, &json!({}))]));
    assert_eq!(found["verdict"], OK);
    assert_eq!(found["alternatives"][0]["intermediates_opened"], json!(["sub"]));
    let by_value = |pct: &str| book(&[&rows(&json!({"type": "MaxNOM", "pct": pct, "basis": "EXW"})), AGREEMENT]);
    assert_eq!(verdict(&by_value("40"), &case("392690", &[made(&inside, &json!({}))])), OK);
    assert_eq!(verdict(&by_value("39.99"), &case("392690", &[made(&inside, &json!({}))])), NO);
    // Whole it is better where what is in it may not be used.
    let barred = json!({"type": "AnyHeading", "except": {"codes": ["3901"]}});
    let inside = [nom("resin", "390110", "40"), nom("dye", "320417", "1")];
    assert_eq!(verdict(&book(&[&rows(&barred), AGREEMENT]), &case("392690", &[made(&inside, &json!({}))])), OK);
    // Made in the other party, it is looked into only by full cumulation, which is said.
    let partner = json!({"origin": {"status": "non_originating", "country": "DE"}});
    let found = result(&by_change, &case("392690", &[made(&[nom("resin", "390110", "40")], &partner)]));
    assert_eq!(
        (found["verdict"].as_str(), codes(&found, "assumptions")),
        (Some(OK), vec!["full_cumulation".to_owned()])
    );
    let bilateral = book(&[&rows(&json!({"type": "CTH"})), &AGREEMENT.replace("[bilateral, full]", "[bilateral]")]);
    assert_eq!(verdict(&bilateral, &case("392690", &[made(&[nom("resin", "390110", "40")], &partner)])), NO);
    // Made in a third country, nobody looks into it.
    let foreign = json!({"origin": {"status": "non_originating", "country": "CN"}});
    assert_eq!(verdict(&by_change, &case("392690", &[made(&inside, &foreign)])), NO);
}

#[test]
fn an_undetermined_intermediate_leaves_it_open_only_where_it_matters() {
    let own = row("392640", "392640", "392640", &json!({"type": "Process", "any_of": ["chemical_reaction"]}));
    let rule = json!({"type": "Prohibit", "scope": {}});
    let open = book(&[&list(&[own.clone(), row("3926", "392600", "392699", &rule)]), AGREEMENT]);
    let inside = [nom("resin", "392640", "40")];
    let done = json!({"processes": [{"code": "chemical_reaction"}], "processes_complete": false});
    let found = result(&open, &case_with("392690", &[made(&inside, &json!({}))], &done));
    assert_eq!(
        (found["verdict"].as_str(), missing(&found)),
        (Some(OPEN), vec!["/materials/0/processes".to_owned(), "/materials/0/origin/status".to_owned()])
    );
    // That no such process was carried out settles it.
    assert_eq!(verdict(&open, &case("392690", &[made(&inside, &json!({}))])), NO);
    let any = book(&[&list(&[own, row("3926", "392600", "392699", &json!({"type": "AnyHeading"}))]), AGREEMENT]);
    assert_eq!(verdict(&any, &case_with("392690", &[made(&inside, &json!({}))], &done)), OK);
}

#[test]
fn sets() {
    let never = row("9605", "960500", "960599", &json!({"type": "Prohibit", "scope": {}}));
    let book = book(&[&list(&[never]), AGREEMENT]);
    let own = |value: &str| json!({"id": "comb", "hs_code": "961511", "value": eur(value), "origin": {"status": "originating", "country": "GB"}});
    let set = json!({"product": {"is_set": true}});
    for (value, expected) in [("15", OK), ("15.01", NO)] {
        let found = result(&book, &case_with("960500", &[own("50"), nom("soap", "340111", value)], &set));
        assert_eq!(found["verdict"], expected);
        assert_eq!(found["alternatives"][0]["id"], "gb-eu:sets#1");
        assert_eq!(found["components"][0]["verdict"], OK);
        assert_eq!(found["components"][1]["verdict"], NO);
    }
    assert_eq!(verdict(&book, &case_with("960500", &[own("50")], &set)), OK);
    assert_eq!(
        verdict(&book, &case("960500", &[own("50"), nom("soap", "340111", "15")])),
        NO,
        "not stated to be a set"
    );
}

#[test]
fn a_set_rule_of_the_list_comes_with_the_article() {
    let rule = json!({"type": "SetRule", "max_pct": "25", "basis": "EXW"});
    let book = book(&[&list(&[row("8206", "820600", "820699", &rule)]), AGREEMENT]);
    let set = json!({"product": {"is_set": true}});
    let of = |value: &str| verdict(&book, &case_with("820600", &[nom("tool", "820411", value)], &set));
    assert_eq!((of("25").as_str(), of("25.01").as_str()), (OK, NO));
}

#[test]
fn a_component_of_a_set_is_decided_by_its_own_rule() {
    let comb = row("9615", "961500", "961599", &json!({"type": "CTH"}));
    let book = book(&[&list(&[comb]), &AGREEMENT.replace("absorption: true", "absorption: false")]);
    let line = |code: &str| json!({"id": "comb", "hs_code": "961511", "value": eur("50"), "materials": [nom("resin", code, "20")]});
    let set = json!({"product": {"is_set": true}});
    let found = result(&book, &case_with("960500", &[line("390110")], &set));
    assert_eq!(found["verdict"], OK);
    assert_eq!(found["components"][0]["alternatives"][0]["id"], "gb-eu:hs2022:9615~1#1");
    assert_eq!(verdict(&book, &case_with("960500", &[line("961519")], &set)), NO);
}
