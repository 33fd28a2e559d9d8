//! The general tolerance: per alternative, on the materials that fail it, and never beyond what the law allows.

mod support;

use serde_json::{Value, json};
use support::{AGREEMENT, book, case, case_with, codes, eur, list, merge, nom, one_rule, result, row, verdict};

const OK: &str = "originating";
const NO: &str = "non_originating";

fn general(rows: &[Value], more: &[(&str, &str)]) -> psra_engine::RuleBook {
    let agreement = more.iter().fold(AGREEMENT.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    book(&[&list(rows), &agreement])
}

fn plastic(criterion: &Value) -> Value {
    row("3926", "392600", "392699", criterion)
}

fn weighed(mut line: Value, kg: &str) -> Value {
    merge(&mut line, &json!({"net_weight_kg": kg}));
    line
}

#[test]
fn value_neighbours() {
    let book = one_rule(&json!({"type": "CTH"}));
    for (value, expected) in [("10", OK), ("10.000000000000000001", NO)] {
        assert_eq!(verdict(&book, &case("392690", &[nom("a", "390110", "80"), nom("b", "392640", value)])), expected);
    }
    let two = [nom("a", "392640", "5"), nom("b", "392640", "5.01")];
    assert_eq!(verdict(&book, &case("392690", &two)), NO, "the failing materials count together");
}

#[test]
fn it_is_shown_in_the_alternative() {
    let found = result(&one_rule(&json!({"type": "CTH"})), &case("392690", &[nom("a", "392640", "9")]));
    let alternative = &found["alternatives"][0];
    assert_eq!((&alternative["outcome"], &alternative["tolerance_used"]), (&json!("met"), &json!(true)));
    assert_eq!(alternative["measures"][0]["outcome"], "not_met");
    assert_eq!(alternative["measures"][0]["failing_materials"], json!(["a"]));
    let tolerance = &alternative["measures"][1];
    assert_eq!(
        (&tolerance["criterion"], &tolerance["value_pct"], &tolerance["limit_pct"]),
        (&json!("Tolerance"), &json!("9"), &json!("10"))
    );
    assert_eq!(tolerance["forgiven_materials"], json!(["a"]));
}

#[test]
fn weight_for_some_chapters_and_none_for_others() {
    let product = json!({"product": {"net_weight_kg": "10"}});
    let rows = [
        row("2106", "210600", "210699", &json!({"type": "CTH"})),
        row("1604", "160400", "160499", &json!({"type": "CTH"})),
        row("6109", "610900", "610999", &json!({"type": "CTH"})),
    ];
    let book = general(&rows, &[]);
    let on = |code: &str, kg: &str| verdict(&book, &case_with(code, &[weighed(nom("a", code, "9"), kg)], &product));
    assert_eq!(on("210690", "1.5"), OK);
    assert_eq!(on("210690", "1.501"), NO);
    assert_eq!(on("160414", "0.1"), NO, "processed fish is excepted");
    assert_eq!(on("610910", "0.1"), NO, "no tolerance is given for chapter 61");
}

#[test]
fn a_missing_price_or_weight_is_asked_for_only_where_it_matters() {
    let book = one_rule(&json!({"type": "CTH"}));
    let mut unpriced = case("392690", &[nom("a", "392640", "9")]);
    unpriced["product"]["ex_works_price"] = Value::Null;
    let found = result(&book, &unpriced);
    assert_eq!(found["verdict"], "undetermined");
    assert_eq!(support::missing(&found), ["/product/ex_works_price"]);
    let mut shifted = case("392690", &[nom("a", "390110", "9")]);
    shifted["product"]["ex_works_price"] = Value::Null;
    assert_eq!(verdict(&book, &shifted), OK);
}

#[test]
fn an_explicit_percentage_of_the_same_alternative_is_never_exceeded() {
    let both = json!({"all": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "40", "basis": "EXW"}]});
    let book = one_rule(&both);
    for (other, expected) in [("31", OK), ("31.01", NO)] {
        assert_eq!(verdict(&book, &case("392690", &[nom("a", "392640", "9"), nom("b", "390110", other)])), expected);
    }
    // A limit that stands in another alternative does not block it.
    let apart = json!({"any": [{"type": "CTH"}, {"type": "MaxNOM", "pct": "40", "basis": "EXW"}]});
    assert_eq!(verdict(&one_rule(&apart), &case("392690", &[nom("a", "392640", "9"), nom("b", "390110", "80")])), OK);
    // Nor is the limit of an allowance, whatever else is forgiven.
    let allowed = json!({"scope": {"codes": ["392640"]}, "max_pct": "20"});
    let book = one_rule(&json!({"type": "CTH", "allowances": [allowed]}));
    for (under, expected) in [("20", OK), ("20.01", NO)] {
        assert_eq!(verdict(&book, &case("392690", &[nom("a", "392640", under), nom("b", "392690", "5")])), expected);
    }
    let weight = json!({"type": "MaxWeight", "pct": "10"});
    let heavy =
        case_with("392690", &[weighed(nom("a", "392640", "1"), "1.1")], &json!({"product": {"net_weight_kg": "10"}}));
    assert_eq!(verdict(&one_rule(&weight), &heavy), NO);
}

#[test]
fn japan_lets_it_rescue_a_weight_limit() {
    let weight = json!({"type": "MaxWeight", "pct": "10"});
    let rescues =
        [("tolerance_scope: failing_only", "tolerance_scope: failing_only\n      tolerance_rescues_weight: true")];
    let book = general(&[plastic(&weight)], &rescues);
    let heavy = |value: &str| {
        case_with("392690", &[weighed(nom("a", "392640", value), "5")], &json!({"product": {"net_weight_kg": "10"}}))
    };
    assert_eq!(verdict(&book, &heavy("10")), OK);
    assert_eq!(verdict(&book, &heavy("10.01")), NO);
}

#[test]
fn all_non_originating_materials_where_the_agreement_counts_them() {
    let strict = general(&[plastic(&json!({"type": "CTH"}))], &[("failing_only", "all_nom")]);
    let lines = |other: &str| case("392690", &[nom("a", "392640", "4"), nom("b", "390110", other)]);
    assert_eq!(verdict(&strict, &lines("6")), OK);
    assert_eq!(verdict(&strict, &lines("6.01")), NO);
}

#[test]
fn it_forgives_materials_that_had_to_be_wholly_obtained_but_not_products() {
    let grown = json!({"type": "WO", "subject": "materials", "scope": {"codes": ["39"]}});
    assert_eq!(verdict(&one_rule(&grown), &case("392690", &[nom("a", "390110", "10")])), OK);
    assert_eq!(verdict(&one_rule(&grown), &case("392690", &[nom("a", "390110", "10.01")])), NO);
    assert_eq!(verdict(&one_rule(&json!({"type": "WO"})), &case("392690", &[nom("a", "390110", "1")])), NO);
    let originating = json!({"type": "Originating", "scope": {}});
    assert_eq!(verdict(&one_rule(&originating), &case("392690", &[nom("a", "390110", "10")])), OK);
}

#[test]
fn it_never_overrides_insufficient_operations() {
    let simple = json!({"operations": "insufficient_only"});
    let book = one_rule(&json!({"type": "CTH"}));
    assert_eq!(verdict(&book, &case_with("392690", &[nom("a", "392640", "1")], &simple)), NO);
    let silent = json!({"operations": null});
    let found = result(&book, &case_with("392690", &[nom("a", "392640", "1")], &silent));
    assert_eq!(
        (found["verdict"].as_str(), support::missing(&found)),
        (Some("undetermined"), vec!["/operations".to_owned()])
    );
    let hopeless = result(&book, &case_with("392690", &[nom("a", "392640", "90")], &silent));
    assert_eq!((hopeless["verdict"].as_str(), support::missing(&hopeless)), (Some(NO), vec![]));
}

#[test]
fn either_measure_where_the_agreement_gives_two() {
    let two = [(
        "        - {chapters: [\"01\", \"03\", \"25-49\", \"64-97\"], measure: value, pct: \"10\", basis: EXW, source: {id: text, locator: Article 42}}",
        "        - {chapters: [\"25-49\"], measure: value, pct: \"10\", basis: EXW_OR_FOB}\n        - {chapters: [\"25-49\"], measure: weight, pct: \"10\"}",
    )];
    let book = general(&[plastic(&json!({"type": "CTH"}))], &two);
    let with = |value: &str, kg: &str, fob: Value| {
        let more = json!({"product": {"net_weight_kg": "10", "fob_price": fob}});
        verdict(&book, &case_with("392690", &[weighed(nom("a", "392640", value), kg)], &more))
    };
    assert_eq!(with("11", "1", eur("100")), OK, "by weight");
    assert_eq!(with("11", "9", eur("110")), OK, "by free-on-board price");
    assert_eq!(with("11", "9", eur("109")), NO);
}

#[test]
fn conditions_on_the_proof_are_not_the_verdict() {
    let banned =
        general(&[plastic(&json!({"type": "CTH"}))], &[("rule: allowed", "rule: banned_chapters, chapters: [\"39\"]")]);
    let found = result(&banned, &case("392690", &[nom("a", "390110", "80")]));
    assert_eq!(found["verdict"], OK);
    assert_eq!(codes(&found, "blocks_on_proof"), ["drawback_banned", "transport_non_alteration"]);
    let failed = result(&banned, &case("392690", &[nom("a", "392640", "80")]));
    assert_eq!((failed["verdict"].as_str(), codes(&failed, "blocks_on_proof")), (Some(NO), vec![]));
    let elsewhere = general(
        &[plastic(&json!({"type": "CTH"}))],
        &[("rule: allowed", "rule: banned_chapters, chapters: [\"50-63\"]")],
    );
    let found = result(&elsewhere, &case("392690", &[nom("a", "390110", "80")]));
    assert_eq!(codes(&found, "blocks_on_proof"), ["transport_non_alteration"]);
}

#[test]
fn nothing_is_at_most_any_share_of_a_weight_that_is_not_known() {
    // Net weight is without packaging, so packaging that fails weighs nothing (TCA Annex 2 note 1.3).
    let rows = [row("2106", "210600", "210699", &json!({"type": "CTH"}))];
    let book = general(&rows, &[("retail_in_ctc: ignored", "retail_in_ctc: part_of_unit")]);
    let as_packaging = |mut line: Value| {
        merge(&mut line, &json!({"role": "retail_packaging"}));
        line
    };
    let other = nom("b", "170199", "1");
    assert_eq!(verdict(&book, &case("210690", &[as_packaging(nom("a", "210690", "9")), other.clone()])), OK);
    assert_eq!(verdict(&book, &case("210690", &[nom("a", "210690", "9"), other])), "undetermined");
}

/// "Less than 5 % of the weight of the rubber used": where no rubber is used nothing is too much.
#[test]
fn nothing_is_less_than_a_share_of_nothing() {
    let strict = |pct: &str| json!({"type": "MaxWeight", "pct": pct, "scope": {"codes": ["40"]}, "of": {"codes": ["40"]}, "exclusive": true});
    let plastics = case("392690", &[weighed(nom("a", "390110", "80"), "1")]);
    assert_eq!(verdict(&one_rule(&strict("5")), &plastics), OK);
    assert_eq!(verdict(&one_rule(&strict("0")), &plastics), NO, "nothing is not less than nothing");
    let rubber = case("392690", &[weighed(nom("a", "400110", "80"), "1")]);
    assert_eq!(verdict(&one_rule(&strict("5")), &rubber), NO);
}

/// What no material fails is not forgiven with the materials that fail something else.
#[test]
fn a_requirement_that_no_material_fails_is_not_forgiven() {
    let rescued =
        [("tolerance_scope: failing_only", "tolerance_scope: failing_only\n      tolerance_rescues_weight: true")];
    let limit = json!({"type": "MaxWeight", "pct": "0", "scope": {"codes": ["40"]}, "exclusive": true});
    let both = |limit: &Value| general(&[plastic(&json!({"all": [{"type": "CTH"}, limit]}))], &rescued);
    let bill = case("392690", &[weighed(nom("a", "392640", "1"), "1")]);
    assert_eq!(verdict(&both(&json!({"type": "CTH"})), &bill), OK);
    assert_eq!(verdict(&both(&limit), &bill), NO);
}

/// Of a limit of weight it may be open whether it is kept; then it may need no tolerance, which is left for the rest.
#[test]
fn an_open_limit_of_weight_may_be_kept() {
    let rescued = [
        ("tolerance_scope: failing_only", "tolerance_scope: failing_only\n      tolerance_rescues_weight: true"),
        ("measure: value", "measure: weight"),
    ];
    let limit = json!({"type": "MaxWeight", "pct": "40", "scope": {"codes": ["40"]}});
    let book = general(&[plastic(&json!({"all": [{"type": "CTH"}, limit]}))], &rescued);
    let bill = |kg: Option<&str>| {
        let mut rubber = nom("b", "400110", "1");
        rubber["net_weight_kg"] = json!(kg);
        let more = json!({"product": {"net_weight_kg": "1"}});
        case_with("392690", &[weighed(nom("a", "392640", "1"), "0.01"), rubber], &more)
    };
    assert_eq!(verdict(&book, &bill(Some("0.4"))), OK);
    assert_eq!(verdict(&book, &bill(Some("0.41"))), NO, "weight rescues no limit of weight");
    assert_eq!(verdict(&book, &bill(None)), "undetermined");
}
