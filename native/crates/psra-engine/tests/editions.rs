//! A list printed in a newer edition of the HS than that of the agreement: rows by the printed codes, criteria by the
//! agreement's (origin.md A.3).

mod support;

use serde_json::{Value, json};
use support::{book, case_with, list_of, missing, nom, result, row, verdict};

/// A list of an HS 2017 agreement whose publisher prints the codes of 2022.
fn reprinted(criterion: &Value) -> psra_engine::RuleBook {
    let editions = json!({"hs_edition": 2017, "printed_edition": 2022});
    book(&[&list_of("gb-eu", &[row("8541-8549", "854100", "854999", criterion)], &editions)])
}

fn of(product: &str, material: &str, edition: u16) -> Value {
    case_with(product, &[nom("L1", material, "90")], &json!({"hs_edition": edition}))
}

#[test]
fn a_later_split_makes_no_change_of_subheading() {
    let rule = json!({"type": "CTSH"});
    // 8541.41 and 8541.43 of 2022 are both 8541.40 in the agreement.
    assert_eq!(verdict(&reprinted(&rule), &of("854141", "854143", 2022)), "non_originating");
    assert_eq!(verdict(&reprinted(&rule), &of("854141", "854160", 2022)), "originating");
    // A list that is of 2022 itself knows the split.
    let current = book(&[&list_of("gb-eu", &[row("8541-8549", "854100", "854999", &rule)], &json!({}))]);
    assert_eq!(verdict(&current, &of("854141", "854143", 2022)), "originating");
}

#[test]
fn scopes_are_read_in_the_edition_of_the_agreement() {
    let rule = json!({"type": "AnyHeading", "except": {"codes": ["854140"]}});
    assert_eq!(verdict(&reprinted(&rule), &of("854160", "854143", 2022)), "non_originating");
    let gone = json!({"type": "AnyHeading", "except": {"codes": ["854143"]}});
    assert_eq!(verdict(&reprinted(&gone), &of("854160", "854143", 2022)), "originating");
}

#[test]
fn a_group_of_codes_is_that_which_is_printed() {
    let editions = json!({"hs_edition": 2017, "printed_edition": 2022});
    let rule = json!({"type": "CC", "within_group": "forbidden"});
    let rows = [row("3907.21-3907.29", "390721", "390729", &rule)];
    let book = book(&[&list_of("gb-eu", &rows, &editions)]);
    assert_eq!(verdict(&book, &of("390721", "290531", 2022)), "originating");
    assert_eq!(verdict(&book, &of("390721", "390729", 2022)), "non_originating");
}

#[test]
fn each_candidate_may_have_its_own_row() {
    let editions = json!({"hs_edition": 2017, "printed_edition": 2022});
    let never = json!({"type": "Prohibit", "scope": {}});
    let rows = [
        row("3907.21", "390721", "390721", &json!({"type": "AnyHeading"})),
        row("3907.29", "390729", "390729", &never),
    ];
    let book = book(&[&list_of("gb-eu", &rows, &editions)]);
    assert_eq!(verdict(&book, &of("390721", "390110", 2022)), "originating");
    assert_eq!(verdict(&book, &of("390729", "390110", 2022)), "non_originating");
    let open = result(&book, &of("390720", "390110", 2017));
    assert_eq!((open["verdict"].as_str(), missing(&open)), (Some("undetermined"), vec!["/product/hs_code".to_owned()]));
    assert!(open["missing_facts"][0]["ask"].as_str().unwrap().contains("HS 2022"));
    let attested = json!({"hs_edition": 2017, "product": {"rule_row": "gb-eu:hs2022:3907.21~1"}});
    assert_eq!(verdict(&book, &case_with("390720", &[nom("L1", "390110", "90")], &attested)), "originating");
}

#[test]
fn a_code_that_was_a_thousand_codes_is_decided_where_all_of_them_agree() {
    // Electrical waste (8549.21) had no heading of its own before 2022: the published table has a thousand counterparts.
    let agreed = json!({"type": "MaxNOM", "pct": "90", "basis": "EXW"});
    assert_eq!(verdict(&reprinted(&agreed), &of("854921", "854921", 2022)), "originating");
    assert_eq!(verdict(&reprinted(&json!({"type": "CTH"})), &of("854921", "100199", 2022)), "originating");
    let open = result(&reprinted(&json!({"type": "CTH"})), &of("854921", "854921", 2022));
    assert_eq!(open["verdict"], "undetermined");
    assert!(
        missing(&open).contains(&"/product/hs_code".to_owned())
            || missing(&open).contains(&"/materials/0/hs_code".to_owned())
    );
}

#[test]
fn a_printed_code_that_the_law_has_too_is_read_as_itself_and_that_is_said() {
    // 8529.90 of 2022 took up parts that HS 2017 had with four hundred machines.
    let rule = json!({"type": "CTH"});
    let found = result(&reprinted(&rule), &of("854160", "852990", 2022));
    assert_eq!(found["verdict"], "originating");
    assert!(support::codes(&found, "assumptions").contains(&"classification_kept".to_owned()));
    let sure = result(&reprinted(&rule), &of("854160", "852910", 2022));
    assert!(!support::codes(&sure, "assumptions").contains(&"classification_kept".to_owned()));
    // A list of 2017 that is printed in 2017 has no such reading: nobody has said which code it is there.
    let old = book(&[&list_of("gb-eu", &[row("8529", "852900", "852999", &rule)], &json!({"hs_edition": 2017}))]);
    let open = result(&old, &of("852910", "852990", 2022));
    assert_eq!(open["verdict"], "undetermined");
    assert_eq!(missing(&open), ["/materials/0/hs_code"]);
}
