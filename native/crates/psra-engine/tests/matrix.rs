//! Cumulation by the parties of the trade (origin.md A.7): the matrix of diagonal cumulation, keyed by exporting party,
//! country of the material, importing party, set of rules and day; limits by party; the importing party's work alone.

mod support;

use serde_json::{Value, json};
use support::{book, case_with, eur, list, missing, nom, result, row, verdict};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

/// A convention of many parties: a change of heading for chapters 39 and 61.
fn convention(cumulation: &Value) -> psra_engine::RuleBook {
    let party = |code: &str, members: &[&str]| json!({"code": code, "name": code, "members": members});
    let document = json!({
        "rac": "2.0", "kind": "agreement", "agreement": "gb-eu", "title": "Test", "publisher": "psra",
        "hs_edition": 2022, "sources": {"s": {"instrument": "Test", "verified": true}},
        "parties": [party("EU", &["DE", "FR"]), party("CH", &[]), party("NO", &[]), party("RS", &[])],
        "ruleset": [{"general": {"cumulation": cumulation}}],
    });
    let shift = json!({"type": "CTH"});
    let rows = [row("3926", "392600", "392699", &shift), row("6110", "611000", "611099", &shift)];
    book(&[&list(&rows), &document.to_string()])
}

/// Goods of heading 39.26 made of those of a country and of a foreign material; parties, day and more over it.
fn from(country: &str, more: &Value) -> Value {
    let tube = json!({"id": "m", "hs_code": "392690", "value": eur("70"), "origin": {"status": "originating", "country": country}});
    let mut case = case_with(
        "392690",
        &[tube, nom("x", "390110", "1")],
        &json!({"exporting_party": "EU", "importing_party": "CH"}),
    );
    support::merge(&mut case, more);
    case
}

fn matrix(pairs: &Value) -> Value {
    json!({"kinds": ["bilateral", "diagonal"], "limits": [{"kind": "bilateral", "importing_party_only": true}],
           "matrix": {"pairs": pairs}})
}

#[test]
fn diagonal_cumulation_takes_the_same_rules_between_all_three() {
    let pair = |from: &str, to: &str, rules: &str| json!({"from": from, "to": to, "ruleset": rules});
    let on = |pairs: Value, country: &str, more: Value| verdict(&convention(&matrix(&pairs)), &from(country, &more));
    let triangle = || json!([pair("EU", "CH", "new"), pair("EU", "NO", "new"), pair("CH", "NO", "new")]);
    assert_eq!(on(triangle(), "NO", json!({})), OK);
    assert_eq!(on(triangle(), "NO", json!({"exporting_party": "CH", "importing_party": "DE"})), OK);
    assert_eq!(on(triangle(), "RS", json!({})), NO, "a party without an agreement in the matrix");
    assert_eq!(on(triangle(), "TR", json!({})), NO, "a country that is no party");
    // Any one side missing, or under other rules: no cumulation in that triangle.
    for gone in 0..3 {
        let mut pairs = triangle();
        pairs.as_array_mut().unwrap().remove(gone);
        assert_eq!(on(pairs, "NO", json!({})), NO, "{gone}");
        let mut pairs = triangle();
        pairs[gone]["ruleset"] = json!("old");
        assert_eq!(on(pairs, "NO", json!({})), NO, "{gone}");
    }
    // Two sets in parallel: one of them has to be in force on all three sides.
    let parallel =
        json!([pair("EU", "CH", "new"), pair("EU", "CH", "old"), pair("EU", "NO", "old"), pair("CH", "NO", "old")]);
    assert_eq!(on(parallel, "NO", json!({})), OK);
    let mixed =
        json!([pair("EU", "CH", "new"), pair("EU", "CH", "old"), pair("EU", "NO", "old"), pair("CH", "NO", "new")]);
    assert_eq!(on(mixed, "NO", json!({})), NO);
    // What is of the importing party is bilateral and needs no matrix; what is of the exporting one is its own.
    assert_eq!(on(json!([]), "CH", json!({})), OK);
    assert_eq!(on(json!([]), "DE", json!({})), OK);
}

#[test]
fn the_matrix_holds_by_day_and_by_direction() {
    let pairs = json!([
        {"from": "EU", "to": "CH", "ruleset": "new"},
        {"from": "NO", "to": "EU", "ruleset": "new", "one_way": true, "valid_from": "2026-01-01", "valid_to": "2026-06-30"},
        {"from": "NO", "to": "CH", "ruleset": "new"},
    ]);
    let rules = convention(&matrix(&pairs));
    for (day, expected) in [("2025-12-31", NO), ("2026-01-01", OK), ("2026-06-30", OK), ("2026-07-01", NO)] {
        assert_eq!(verdict(&rules, &from("NO", &json!({"as_of": day}))), expected, "{day}");
    }
    // Out of Norway into the Union only: goods of the Union made up in Norway do not count there.
    let other = json!({"as_of": "2026-02-01", "exporting_party": "NO", "importing_party": "CH"});
    assert_eq!(verdict(&rules, &from("DE", &other)), NO);
}

#[test]
fn an_open_matrix_asks_for_the_pairs_that_it_lacks() {
    let pairs = json!([{"from": "EU", "to": "CH", "ruleset": "new"}, {"from": "EU", "to": "NO", "ruleset": "new"},
                       {"from": "EU", "to": "RS", "ruleset": "new"}, {"from": "CH", "to": "RS", "ruleset": "old"}]);
    let mut law = matrix(&pairs);
    law["matrix"]["complete"] = json!(false);
    let rules = convention(&law);
    let asked = result(&rules, &from("NO", &json!({})));
    assert_eq!((asked["verdict"].as_str(), missing(&asked)), (Some(OPEN), vec!["/materials/0/origin/country".into()]));
    assert_eq!(verdict(&rules, &from("RS", &json!({}))), NO, "all three are listed, and one has other rules");
    assert_eq!(verdict(&rules, &from("TR", &json!({}))), OPEN, "with a country that is not in it nothing is known");
    assert_eq!(verdict(&rules, &from("CH", &json!({}))), OK);
}

#[test]
fn who_trades_is_asked_where_the_matrix_depends_on_it() {
    let pairs = json!([{"from": "EU", "to": "CH", "ruleset": "new"}, {"from": "EU", "to": "NO", "ruleset": "new"},
                       {"from": "CH", "to": "NO", "ruleset": "new"}]);
    let rules = convention(&matrix(&pairs));
    let open = result(&rules, &from("NO", &json!({"importing_party": null})));
    assert_eq!((open["verdict"].as_str(), missing(&open)), (Some(OPEN), vec!["/importing_party".into()]));
    // Whoever imports: there is no agreement with that country at all.
    assert_eq!(verdict(&rules, &from("TR", &json!({"importing_party": null}))), NO);
}

#[test]
fn limits_name_the_parties_of_the_trade() {
    let law = json!({"kinds": ["bilateral", "diagonal"], "limits": [
        {"kind": "bilateral"},
        {"kind": "diagonal", "countries": ["TR"], "exporters": ["EU"], "importers": ["CH", "NO"]}]});
    let rules = convention(&law);
    let on =
        |from_: &str, to: &str| verdict(&rules, &from("TR", &json!({"exporting_party": from_, "importing_party": to})));
    assert_eq!((on("DE", "CH").as_str(), on("EU", "NO").as_str()), (OK, OK));
    assert_eq!((on("EU", "RS").as_str(), on("CH", "NO").as_str()), (NO, NO));
    let open = result(&rules, &from("TR", &json!({"importing_party": null})));
    assert_eq!((open["verdict"].as_str(), missing(&open)), (Some(OPEN), vec!["/importing_party".into()]));
}

#[test]
fn a_set_of_rules_that_a_limit_names_is_looked_up() {
    let pairs = json!([{"from": "EU", "to": "CH", "ruleset": "new"}, {"from": "EU", "to": "TR", "ruleset": "old"},
                       {"from": "EU", "to": "CH", "ruleset": "old"}, {"from": "CH", "to": "TR", "ruleset": "old"}]);
    let law = |rules: &str| {
        json!({"kinds": ["diagonal"], "matrix": {"pairs": pairs},
               "limits": [{"kind": "diagonal", "ruleset": rules}]})
    };
    assert_eq!(verdict(&convention(&law("new")), &from("TR", &json!({}))), NO);
    assert_eq!(verdict(&convention(&law("old")), &from("TR", &json!({}))), OK);
}

#[test]
fn work_of_the_importing_party_alone_may_count_in_full() {
    // Revised PEM Art. 7(3), (4): in full everywhere, but for textiles only what the importing party has done.
    let law = json!({"kinds": ["bilateral", "full"], "limits": [
        {"kind": "bilateral"},
        {"kind": "full", "except_chapters": ["50-63"]},
        {"kind": "full", "chapters": ["50-63"], "importing_party_only": true}]});
    let rules = convention(&law);
    let made = |product: &str, part: &str, inner: &str, country: &str, to: Value| {
        let part = json!({"id": "part", "hs_code": part, "value": eur("60"), "origin": {"status": "non_originating", "country": country},
                          "materials": [nom("inner", inner, "40")]});
        verdict(&rules, &case_with(product, &[part], &json!({"exporting_party": "EU", "importing_party": to})))
    };
    assert_eq!(made("392690", "392640", "390110", "NO", json!("CH")), OK);
    assert_eq!(made("611020", "611030", "520512", "CH", json!("CH")), OK);
    assert_eq!(made("611020", "611030", "520512", "NO", json!("CH")), NO);
    assert_eq!(made("611020", "611030", "520512", "NO", json!("NO")), OK);
}
