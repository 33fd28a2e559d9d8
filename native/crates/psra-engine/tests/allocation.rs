//! Goods made of cumulated materials by no more than insufficient operations (origin.md A.7, A.8; revised PEM Art. 7(2)).

mod support;

use serde_json::{Value, json};
use support::{case_with, codes, eur, nom, result, row, under, verdict, with};

const OK: &str = "originating";
const NO: &str = "non_originating";

fn rules(more: &Value) -> psra_engine::RuleBook {
    let mut law = json!({"kinds": ["bilateral", "diagonal"], "allocation": "highest_value",
                         "limits": [{"kind": "diagonal", "countries": ["CH", "NO"]}]});
    support::merge(&mut law, more);
    under(&[row("3926", "392600", "392699", &json!({"type": "CTH"}))], &json!({"cumulation": law, "absorption": true}))
}

fn of(id: &str, country: &str, value: &str) -> Value {
    let origin = json!({"status": "originating", "country": country});
    json!({"id": id, "hs_code": "392690", "value": eur(value), "origin": origin})
}

fn simple() -> Value {
    json!({"operations": "insufficient_only"})
}

/// By what, and whose: the member `origin` of a result.
fn origin(found: &Value) -> (&str, Vec<&str>) {
    let countries = found["origin"]["countries"].as_array().unwrap();
    (found["origin"]["by"].as_str().unwrap(), countries.iter().map(|c| c.as_str().unwrap()).collect())
}

#[test]
fn the_highest_value_decides_where_too_little_was_done() {
    let book = rules(&json!({}));
    let on = |lines: &[Value]| result(&book, &case_with("392690", lines, &simple()));
    // 100 − 49 − 1 = 50 were added: more than 49 of Switzerland.
    let own = on(&[of("a", "CH", "49"), of("b", "NO", "1"), of("c", "GB", "20")]);
    assert_eq!((own["verdict"].as_str(), origin(&own)), (Some(OK), ("value_added", vec!["GB"])));
    assert_eq!(codes(&own, "blocks_on_proof"), Vec::<String>::new());
    assert_eq!(own["origin"]["values"], json!({"CH": "49", "NO": "1"}));
    // As much as that is not more.
    let equal = on(&[of("a", "CH", "49.5"), of("b", "NO", "1")]);
    assert_eq!((equal["verdict"].as_str(), origin(&equal)), (Some(OK), ("highest_value", vec!["CH"])));
    assert_eq!(equal["origin"]["value_added"], "99/2");
    assert_eq!(codes(&equal, "blocks_on_proof"), ["origin_of_another_country"]);
    // Members of one party count together.
    let union = on(&[of("a", "CH", "40"), of("b", "DE", "30"), of("c", "FR", "11")]);
    assert_eq!(origin(&union), ("highest_value", vec!["EU"]));
    let two = on(&[of("a", "CH", "40"), of("b", "NO", "40")]);
    assert_eq!(origin(&two), ("highest_value", vec!["CH", "NO"]));
}

#[test]
fn it_is_for_originating_materials_alone() {
    let book = rules(&json!({}));
    let on = |lines: &[Value], more: &Value| verdict(&book, &case_with("392690", lines, more));
    assert_eq!(
        on(&[of("a", "CH", "40"), nom("x", "390110", "1")], &simple()),
        NO,
        "insufficient operations on a foreign one"
    );
    assert_eq!(on(&[of("a", "TR", "40")], &simple()), NO, "no cumulation with that country");
    // A part that qualifies by its own rule does so by what was done, and that was too little.
    let part =
        with(of("p", "GB", "60"), &json!({"origin": {"status": "unknown"}, "materials": [nom("i", "390110", "10")]}));
    assert_eq!(on(&[part, of("a", "CH", "40")], &simple()), NO);
    let silent =
        under(&[row("3926", "392600", "392699", &json!({"type": "CTH"}))], &json!({"cumulation": ["bilateral"]}));
    assert_eq!(
        verdict(&silent, &case_with("392690", &[of("a", "DE", "40")], &simple())),
        NO,
        "another agreement has no such rule"
    );
}

#[test]
fn whose_origin_it_is_stays_open_where_a_value_is_missing() {
    let book = rules(&json!({}));
    let unvalued = with(of("a", "CH", "1"), &json!({"value": null}));
    let open = result(&book, &case_with("392690", &[unvalued], &simple()));
    assert_eq!((open["verdict"].as_str(), origin(&open)), (Some(OK), ("undetermined", vec![])));
    assert_eq!(codes(&open, "blocks_on_proof"), ["origin_by_value_undetermined"]);
    // Whether enough was done is not known: it originates in either case, and the proof may have to name another origin.
    let asked = result(&book, &case_with("392690", &[of("a", "CH", "70")], &json!({"operations": null})));
    assert_eq!((asked["verdict"].as_str(), origin(&asked)), (Some(OK), ("highest_value", vec!["CH"])));
    assert_eq!(codes(&asked, "blocks_on_proof"), ["origin_of_another_country"]);
    let enough = result(&book, &case_with("392690", &[of("a", "CH", "70")], &json!({})));
    assert_eq!((enough["verdict"].as_str(), enough.get("origin")), (Some(OK), None));
    let own = result(&book, &case_with("392690", &[of("a", "GB", "70")], &simple()));
    assert_eq!((own["verdict"].as_str(), own.get("origin")), (Some(OK), None));
}

#[test]
fn the_proof_has_the_values() {
    let found = result(&rules(&json!({})), &case_with("392690", &[of("a", "CH", "70")], &simple()));
    let steps = found["proof"]["steps"].as_array().unwrap();
    let step = steps.iter().find(|step| step["step"] == "allocation").expect("a step");
    assert_eq!(
        step["result"],
        json!({"by": "highest_value", "countries": ["CH"], "value_added": "30", "values": {"CH": "70"}})
    );
}
