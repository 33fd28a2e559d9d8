//! Which rows apply: narrower over wider, described over whole and residual, alternatives by equal range, guards.

mod support;

use serde_json::{Value, json};
use support::{AGREEMENT, book, case, case_with, list, missing, nom, result, row, row_with, verdict, without};

const NEVER: &str = r#"{"type":"Prohibit","scope":{}}"#;
const ALWAYS: &str = r#"{"type":"AnyHeading"}"#;

fn node(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn with_rows(rows: &[Value]) -> psra_engine::RuleBook {
    book(&[&list(rows), AGREEMENT])
}

fn plain() -> Value {
    case("392690", &[nom("L1", "392690", "90")])
}

fn applied(result: &Value) -> Vec<String> {
    let rules = result["rules"].as_array().unwrap().iter();
    rules.map(|r| r["id"].as_str().unwrap().trim_start_matches("gb-eu:hs2022:").to_owned()).collect()
}

#[test]
fn the_narrower_row_prevails() {
    for (wide, narrow, expected) in [(ALWAYS, NEVER, "non_originating"), (NEVER, ALWAYS, "originating")] {
        let book =
            with_rows(&[row("39", "390100", "392699", &node(wide)), row("3926", "392600", "392699", &node(narrow))]);
        let found = result(&book, &plain());
        assert_eq!(found["verdict"], expected);
        assert_eq!(applied(&found), ["3926~1"]);
    }
}

#[test]
fn whole_rows_of_equal_range_are_alternatives() {
    let second = json!({"id": "gb-eu:hs2022:3926~2"});
    let book = with_rows(&[
        row("3926", "392600", "392699", &node(NEVER)),
        row_with("3926", "392600", "392699", &node(ALWAYS), &second),
    ]);
    let found = result(&book, &plain());
    assert_eq!(found["verdict"], "originating");
    assert_eq!(applied(&found), ["3926~1", "3926~2"]);
}

#[test]
fn a_row_of_a_quota_stands_beside_the_wider_one_and_is_flagged() {
    let quota = json!({"guard": {"quota": "q1"}});
    let book = with_rows(&[
        row("39", "390100", "392699", &node(NEVER)),
        row_with("3926", "392600", "392699", &node(ALWAYS), &quota),
    ]);
    let found = result(&book, &plain());
    assert_eq!(found["verdict"], "originating");
    assert_eq!(applied(&found), ["39~1", "3926~1"]);
    assert!(support::codes(&found, "blocks_on_proof").contains(&"quota".to_owned()));
    let book = with_rows(&[
        row("39", "390100", "392699", &node(ALWAYS)),
        row_with("3926", "392600", "392699", &node(ALWAYS), &quota),
    ]);
    let found = result(&book, &plain());
    assert_eq!(found["proof"]["preferred"], "gb-eu:hs2022:39~1#1");
    assert!(!support::codes(&found, "blocks_on_proof").contains(&"quota".to_owned()));
}

fn described(range: &str, from: &str, to: &str, n: usize, tags: &[&str], criterion: &str) -> Value {
    let id = format!("gb-eu:hs2022:{range}~{n}");
    row_with(range, from, to, &node(criterion), &json!({"id": id, "row": "described", "applies_to": tags}))
}

fn residual(range: &str, from: &str, to: &str, n: usize, criterion: &str) -> Value {
    let id = format!("gb-eu:hs2022:{range}~{n}");
    row_with(range, from, to, &node(criterion), &json!({"id": id, "row": "residual"}))
}

#[test]
fn tags_choose_between_a_described_and_a_residual_row() {
    let book = with_rows(&[
        described("3926", "392600", "392699", 1, &["battery_pack"], ALWAYS),
        residual("3926", "392600", "392699", 2, NEVER),
    ]);
    let tagged = |tags: Value| {
        result(&book, &case_with("392690", &[nom("L1", "392690", "90")], &json!({"product": {"tags": tags}})))
    };
    let (yes, no, open) = (tagged(json!(["battery_pack", "unheard_of"])), tagged(json!([])), tagged(Value::Null));
    assert_eq!((yes["verdict"].as_str(), applied(&yes)), (Some("originating"), vec!["3926~1".into()]));
    assert_eq!((no["verdict"].as_str(), applied(&no)), (Some("non_originating"), vec!["3926~2".into()]));
    assert_eq!(open["verdict"], "undetermined");
    assert_eq!(missing(&open), ["/product/tags"]);
    assert!(open["missing_facts"][0]["ask"].as_str().unwrap().contains("battery_pack"));
    assert_eq!(applied(&open), ["3926~1", "3926~2"]);
}

#[test]
fn an_unknown_description_does_not_matter_where_both_rows_agree() {
    for (criterion, expected) in [(ALWAYS, "originating"), (NEVER, "non_originating")] {
        let book = with_rows(&[
            described("3926", "392600", "392699", 1, &["battery_pack"], criterion),
            residual("3926", "392600", "392699", 2, criterion),
        ]);
        let found = result(&book, &plain());
        assert_eq!(found["verdict"], expected);
        assert_eq!(found["missing_facts"], json!([]));
    }
}

#[test]
fn a_description_that_tags_cannot_say_is_attested_by_the_row() {
    let book = with_rows(&[
        described("3926", "392600", "392699", 1, &[], ALWAYS),
        residual("3926", "392600", "392699", 2, NEVER),
    ]);
    let open = result(&book, &case_with("392690", &[nom("L1", "392690", "90")], &json!({"product": {"tags": []}})));
    assert_eq!(open["verdict"], "undetermined");
    assert_eq!(missing(&open), ["/product/rule_row"]);
    for (n, expected) in [(1, "originating"), (2, "non_originating")] {
        let more = json!({"product": {"rule_row": format!("gb-eu:hs2022:3926~{n}")}});
        assert_eq!(verdict(&book, &case_with("392690", &[nom("L1", "392690", "90")], &more)), expected);
    }
    // An attested row of another agreement says nothing here.
    let other = json!({"product": {"tags": [], "rule_row": "gb-japan:hs2017:3926~1"}});
    assert_eq!(verdict(&book, &case_with("392690", &[nom("L1", "392690", "90")], &other)), "undetermined");
}

#[test]
fn a_code_settles_a_description_without_a_tag() {
    let book = with_rows(&[
        described("401211", "401211", "401219", 1, &["retreaded"], ALWAYS),
        residual("401211", "401211", "401219", 2, NEVER),
    ]);
    assert_eq!(verdict(&book, &case("401211", &[nom("L1", "401211", "90")])), "originating");
}

#[test]
fn a_narrower_whole_row_prevails_over_a_wider_described_one() {
    let book = with_rows(&[
        described("39", "390100", "392699", 1, &["battery_pack"], ALWAYS),
        residual("39", "390100", "392699", 2, ALWAYS),
        row("3926", "392600", "392699", &node(NEVER)),
    ]);
    let found = result(&book, &plain());
    assert_eq!(found["verdict"], "non_originating");
    assert_eq!(applied(&found), ["3926~1"]);
}

#[test]
fn no_row_and_a_quarantined_row_leave_it_open() {
    let book = with_rows(&[row("39", "390100", "391599", &node(ALWAYS))]);
    let found = result(&book, &plain());
    assert_eq!(found["verdict"], "undetermined");
    assert_eq!(found["missing_facts"][0]["kind"], "rule");
    assert_eq!(found["missing_facts"][0]["pointer"], Value::Null);
    // A product without any row may still be made of originating materials only.
    let own = json!({"id": "L1", "hs_code": "392690", "origin": {"status": "originating", "country": "GB"}});
    assert_eq!(verdict(&book, &case("392690", &[own])), "originating");

    let raw = json!({"state": "quarantined", "reason": "words not understood", "criterion": null});
    let quarantined = row_with("3926", "392600", "392699", &Value::Null, &raw);
    let book = with_rows(std::slice::from_ref(&quarantined));
    let found = result(&book, &plain());
    assert_eq!(found["verdict"], "undetermined");
    assert_eq!(found["alternatives"][0]["outcome"], "unknown");
    assert_eq!(found["missing_facts"][0]["kind"], "rule");
    assert!(found["missing_facts"][0]["reason"].as_str().unwrap().contains("words not understood"));

    // Another row that is met decides; one that is not met does not.
    let second = json!({"id": "gb-eu:hs2022:3926~2"});
    for (criterion, expected) in [(ALWAYS, "originating"), (NEVER, "undetermined")] {
        let book = with_rows(&[quarantined.clone(), row_with("3926", "392600", "392699", &node(criterion), &second)]);
        assert_eq!(verdict(&book, &plain()), expected);
    }
}

#[test]
fn dates_guard_a_row_inclusively() {
    let old = json!({"guard": {"valid_to": "2026-12-31"}});
    let new = json!({"id": "gb-eu:hs2022:3926~2", "guard": {"valid_from": "2027-01-01"}});
    let book = with_rows(&[
        row_with("3926", "392600", "392699", &node(ALWAYS), &old),
        row_with("3926", "392600", "392699", &node(NEVER), &new),
    ]);
    let on = |day: &str| verdict(&book, &case_with("392690", &[nom("L1", "392690", "90")], &json!({"as_of": day})));
    assert_eq!(on("2026-12-31"), "originating");
    assert_eq!(on("2027-01-01"), "non_originating");
}

#[test]
fn one_directional_rows() {
    let export = json!({"guard": {"direction": "export"}});
    let import = json!({"id": "gb-eu:hs2022:3926~2", "guard": {"direction": "import"}});
    let book = with_rows(&[
        row_with("3926", "392600", "392699", &node(ALWAYS), &export),
        row_with("3926", "392600", "392699", &node(NEVER), &import),
    ]);
    let from = |party: &str, to: &str| {
        let more = json!({"exporting_party": party, "importing_party": to});
        case_with("392690", &[nom("L1", "392690", "90")], &more)
    };
    assert_eq!(verdict(&book, &from("GB", "EU")), "originating");
    assert_eq!(verdict(&book, &from("FR", "GB")), "non_originating");
    let nobody = without(&without(&plain(), "", "exporting_party"), "", "importing_party");
    let found = result(&book, &nobody);
    assert_eq!(found["verdict"], "undetermined");
    assert!(missing(&found).contains(&"/exporting_party".to_owned()));
}

#[test]
fn rows_for_some_countries() {
    let some = json!({"guard": {"countries": ["FR"]}});
    let book = with_rows(&[
        row("39", "390100", "392699", &node(NEVER)),
        row_with("3926", "392600", "392699", &node(ALWAYS), &some),
    ]);
    let to = |party: &str| case_with("392690", &[nom("L1", "392690", "90")], &json!({"importing_party": party}));
    assert_eq!(verdict(&book, &to("FR")), "originating");
    assert_eq!(verdict(&book, &to("DE")), "non_originating");
}

#[test]
fn ranges_are_the_goods_that_are_in_them() {
    // No subheading lies between 3926.90 and 3926.99, so both rows are for the same goods, and alternatives.
    let rows =
        [row("392690", "392690", "392690", &node(NEVER)), row("392690-392699", "392690", "392699", &node(ALWAYS))];
    let found = result(&with_rows(&rows), &plain());
    assert_eq!(found["verdict"], "originating");
    assert_eq!(applied(&found), ["392690~1", "392690-392699~1"]);
}

#[test]
fn ranges_that_only_overlap_are_alternatives() {
    for (one, other) in [(ALWAYS, NEVER), (NEVER, ALWAYS)] {
        let rows =
            [row("3901-3926", "390100", "392699", &node(one)), row("3926-4001", "392600", "400199", &node(other))];
        let found = result(&with_rows(&rows), &plain());
        assert_eq!(found["verdict"], "originating");
        assert_eq!(applied(&found), ["3901-3926~1", "3926-4001~1"]);
    }
}

#[test]
fn a_whole_row_beside_any_other_product_describes_in_words_that_no_tag_says() {
    let book = with_rows(&[
        row("392690-392699", "392690", "392699", &node(NEVER)),
        residual("392690", "392690", "392690", 1, ALWAYS),
    ]);
    let open = result(&book, &plain());
    assert_eq!(
        (open["verdict"].as_str(), missing(&open)),
        (Some("undetermined"), vec!["/product/rule_row".to_owned()])
    );
    for (id, expected) in [("392690~1", "originating"), ("392690-392699~1", "non_originating")] {
        let more = json!({"product": {"rule_row": format!("gb-eu:hs2022:{id}")}});
        assert_eq!(verdict(&book, &case_with("392690", &[nom("L1", "392690", "90")], &more)), expected);
    }
    // Where a described row says for which goods, the whole row is for all of them.
    let book = with_rows(&[
        row("392690-392699", "392690", "392699", &node(ALWAYS)),
        described("392690", "392690", "392690", 1, &["battery_pack"], NEVER),
        residual("392690", "392690", "392690", 2, NEVER),
    ]);
    let none = case_with("392690", &[nom("L1", "392690", "90")], &json!({"product": {"tags": []}}));
    assert_eq!(verdict(&book, &none), "originating");
}
