//! Processes that an intermediate is stated to have undergone (origin.md A.2.6, A.6).

mod support;

use serde_json::{Value, json};
use support::{case_with, eur, nom, result, row, under, verdict};

/// A part that qualifies by a chemical reaction alone, in goods that take nothing foreign of their own heading.
fn reacted() -> psra_engine::RuleBook {
    let process = json!({"type": "Process", "any_of": ["chemical_reaction", "purification"],
        "parameters": [{"process": "purification", "name": "impurities_removed", "relation": "at_least", "value": "80", "unit": "%"}]});
    let rows = [row("392640", "392640", "392640", &process), row("3926", "392600", "392699", &json!({"type": "CTH"}))];
    under(&rows, &json!({"absorption": true}))
}

fn part(more: &Value) -> Value {
    let mut part =
        json!({"id": "part", "hs_code": "392640", "value": eur("60"), "materials": [nom("i", "392640", "10")]});
    support::merge(&mut part, more);
    part
}

#[test]
fn processes_of_an_intermediate_are_its_own() {
    let rules = reacted();
    let on = |more: &Value, product: &Value| verdict(&rules, &case_with("392690", &[part(more)], product));
    let silent = json!({"processes": null, "processes_complete": null});
    let none = json!({});
    let done = |code: &str| json!({"processes": [{"code": code}]});
    assert_eq!(on(&done("chemical_reaction"), &silent), "originating");
    let found = result(&rules, &case_with("392690", &[part(&done("chemical_reaction"))], &silent));
    let steps = found["proof"]["steps"].as_array().unwrap();
    let shown = steps.iter().find(|step| step["step"] == "intermediates").expect("a step");
    assert_eq!(shown["result"][0]["processes"], json!([{"code": "chemical_reaction", "parameters": {}}]));
    // What the part says of itself goes before what the product's list leaves out.
    assert_eq!(on(&done("chemical_reaction"), &none), "originating");
    assert_eq!(on(&json!({"processes_complete": true}), &silent), "non_originating");
    assert_eq!(on(&json!({"processes_complete": true}), &done("chemical_reaction")), "non_originating");
    assert_eq!(on(&done("spinning"), &silent), "undetermined");
    let spun = json!({"processes": [{"code": "spinning"}], "processes_complete": true});
    assert_eq!(on(&spun, &silent), "non_originating");
    // Its parameters may only refute it.
    let cleaned =
        |share: &str| json!({"processes": [{"code": "purification", "parameters": {"impurities_removed": share}}]});
    assert_eq!(on(&cleaned("80"), &none), "originating");
    assert_eq!(on(&cleaned("79.9"), &none), "non_originating");
    // The part's are not the product's: heading 39.26 itself is made of the part alone.
    let rows = [
        row("392640", "392640", "392640", &json!({"type": "CTH"})),
        row("3926", "392600", "392699", &json!({"type": "Process", "any_of": ["chemical_reaction"]})),
    ];
    let product = under(&rows, &json!({"absorption": true}));
    assert_eq!(verdict(&product, &case_with("392690", &[part(&done("chemical_reaction"))], &none)), "non_originating");
}

#[test]
fn the_process_of_an_intermediate_is_asked_at_its_place() {
    let rules = reacted();
    let silent = json!({"processes": null, "processes_complete": null});
    let found = result(&rules, &case_with("392690", &[part(&json!({}))], &silent));
    assert_eq!(found["verdict"], "undetermined");
    assert_eq!(
        support::missing(&found),
        [
            "/materials/0/processes",
            "/materials/0/processes",
            "/materials/0/origin/status",
            "/materials/0/origin/status"
        ]
    );
    assert_eq!(found["missing_facts"][0]["choices"], json!(["chemical_reaction"]));
    assert_eq!(found["settled_by"]["originating"], json!(["/materials/0/processes"]));
    let odd = json!({"processes": [{"code": "purification", "parameters": {"impurities_removed": "most"}}]});
    let found = result(&rules, &case_with("392690", &[part(&odd)], &json!({})));
    assert_eq!(support::missing(&found), ["/materials/0/processes/0/parameters/impurities_removed"]);
}

#[test]
fn an_unknown_process_of_an_intermediate_is_an_error_of_the_case() {
    let case = case_with("392690", &[part(&json!({"processes": [{"code": "alchemy"}]}))], &json!({}));
    let answer = support::answer(&reacted(), &case);
    assert_eq!(answer["error"]["pointer"], "/materials/0/processes/0/code");
}
