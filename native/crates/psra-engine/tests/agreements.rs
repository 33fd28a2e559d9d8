//! Which agreements a case is decided under, and in which state they are.

mod support;

use serde_json::{Value, json};
use support::{
    AGREEMENT, LIST, answer, book, case, case_with, codes, gb_eu, list_of, nom, result, row, verdict, without,
};

#[test]
fn named_agreements_come_in_their_order_and_an_unknown_one_gets_an_error() {
    let case = case_with("392690", &[nom("L1", "390110", "70")], &json!({"agreements": ["gb-mars", "gb-eu"]}));
    let answer = answer(&gb_eu(), &case);
    assert_eq!(answer["results"][0]["agreement"], "gb-mars");
    assert_eq!(answer["results"][0]["error"]["code"], "ENG321");
    assert!(answer["results"][0].get("verdict").is_none());
    assert_eq!(answer["results"][1]["verdict"], "originating");
}

#[test]
fn out_of_force_both_neighbours() {
    let on = |day: &str| {
        let case = case_with("392690", &[nom("L1", "390110", "70")], &json!({"as_of": day, "hs_edition": 2022}));
        answer(&gb_eu(), &case)["results"][0].clone()
    };
    assert_eq!(on("2020-12-31")["error"]["code"], "ENG322");
    assert_eq!(on("2021-01-01")["verdict"], "originating");
}

#[test]
fn unnamed_are_all_that_bind_the_two_parties() {
    let book = gb_eu();
    let between = |from: &str, to: &str| {
        let more = json!({"exporting_party": from, "importing_party": to});
        let case = without(&case_with("392690", &[nom("L1", "390110", "70")], &more), "", "agreements");
        answer(&book, &case)
    };
    for (from, to) in [("GB", "EU"), ("DE", "GB"), ("GB", "FR")] {
        assert_eq!(between(from, to)["results"][0]["agreement"], "gb-eu", "{from} {to}");
    }
    for (from, to) in [("DE", "FR"), ("GB", "JP"), ("GB", "GB")] {
        assert_eq!(between(from, to)["results"], json!([]), "{from} {to}");
    }
    let nobody = without(&without(&case("392690", &[]), "", "agreements"), "", "importing_party");
    assert_eq!(answer(&book, &nobody)["error"]["code"], "ENG320");
    assert_eq!(answer(&book, &nobody)["error"]["pointer"], "/agreements");
}

#[test]
fn named_agreements_need_no_parties() {
    let case = without(&case("392690", &[nom("L1", "390110", "70")]), "", "exporting_party");
    assert_eq!(verdict(&gb_eu(), &without(&case, "", "importing_party")), "originating");
}

#[test]
fn parties_of_another_agreement_are_told() {
    let case = case_with("392690", &[nom("L1", "390110", "70")], &json!({"importing_party": "JP"}));
    let found = result(&gb_eu(), &case);
    assert_eq!(found["verdict"], "originating");
    assert_eq!(codes(&found, "assumptions"), ["other_party"]);
}

#[test]
fn an_agreement_that_does_not_say_since_when_it_applies_is_taken_to() {
    let since = |day: Value| {
        let mut document: Value = serde_json::from_str(&support::agreement(&json!({}))).unwrap();
        document["valid_from"] = day;
        let found = result(&book(&[LIST, &document.to_string()]), &case("392690", &[nom("L1", "390110", "70")]));
        (found["verdict"].clone(), codes(&found, "assumptions"))
    };
    assert_eq!(since(json!("2021-01-01")), (json!("originating"), vec![]));
    assert_eq!(since(Value::Null), (json!("originating"), vec!["validity_unknown".to_owned()]));
}

#[test]
fn a_lone_list_grants_no_relief_and_says_so() {
    let lone = book(&[LIST]);
    let tolerated = case("391723", &[nom("L1", "390410", "55"), nom("L2", "391740", "9")]);
    let found = result(&lone, &tolerated);
    assert_eq!(found["verdict"], "non_originating");
    assert_eq!(codes(&found, "assumptions"), ["no_general_rules"]);
    assert_eq!(found["blocks_on_proof"], json!([]));

    let plain = case("392690", &[nom("L1", "390110", "70")]);
    assert_eq!(verdict(&lone, &plain), "originating");
    let simple = case_with("392690", &[nom("L1", "390110", "70")], &json!({"operations": "insufficient_only"}));
    assert_eq!(verdict(&lone, &simple), "non_originating");
    let grown = case_with("392690", &[], &json!({"product": {"wholly_obtained": true}, "operations": null}));
    assert_eq!(verdict(&lone, &grown), "originating");
    // The id tells the parties of a lone list.
    let unnamed = without(&plain, "", "agreements");
    assert_eq!(answer(&lone, &unnamed)["results"][0]["agreement"], "gb-eu");
    // A material of the other party counts only by cumulation, which is not granted.
    let partner = json!({"origin": {"status": "originating", "country": "EU"}});
    let mut partner_line = nom("L1", "392690", "70");
    support::merge(&mut partner_line, &partner);
    let found = result(&lone, &case("392690", std::slice::from_ref(&partner_line)));
    assert_eq!(found["verdict"], "non_originating");
    assert!(codes(&found, "assumptions").contains(&"cumulation_not_granted".to_owned()));
    assert_eq!(verdict(&gb_eu(), &case("392690", &[partner_line])), "originating");
}

#[test]
fn general_rules_change_with_the_day() {
    let text = AGREEMENT.replace(
        "    general:\n",
        "    general: {}\n  - valid_from: \"2025-01-01\"\n    valid_to: null\n    general:\n",
    );
    let text = text.replacen("valid_to: null\n    general: {}", "valid_to: \"2024-12-31\"\n    general: {}", 1);
    let book = book(&[LIST, &text]);
    let on = |day: &str| {
        let lines = [nom("L1", "390410", "55"), nom("L2", "391740", "9")];
        verdict(&book, &case_with("391723", &lines, &json!({"as_of": day})))
    };
    assert_eq!(on("2024-12-31"), "non_originating");
    assert_eq!(on("2025-01-01"), "originating");
}

#[test]
fn unverified_sources_are_listed() {
    let list = LIST.replace("verified: true", "verified: false");
    let agreement = AGREEMENT.replace("verified: true", "verified: false");
    let book = book(&[&list, &agreement]);
    let found = result(&book, &case("391723", &[nom("L1", "390410", "55"), nom("L2", "391740", "9")]));
    let texts: Vec<&str> = found["assumptions"].as_array().unwrap().iter().filter_map(|n| n["text"].as_str()).collect();
    for part in ["rule gb-eu:hs2017:3916-3919~1 ", "the tolerance ", "insufficient operations "] {
        assert!(texts.iter().any(|t| t.contains(part)), "{part}: {texts:?}");
    }
    assert!(!texts.iter().any(|t| t.contains("cumulation")), "{texts:?}");
    // What a verdict does not rest on is not listed.
    let grown = case_with("391723", &[], &json!({"product": {"wholly_obtained": true}}));
    let texts = result(&book, &grown)["assumptions"].to_string();
    assert!(!texts.contains("rule gb-eu") && !texts.contains("insufficient"), "{texts}");
}

#[test]
fn rules_are_looked_up_by_code() {
    let book = gb_eu();
    let rules = |agreement: &str, code: &str, day: &str| -> Value {
        serde_json::from_slice(&book.rules_for(agreement, code, day)).unwrap()
    };
    let found = rules("gb-eu", "3926909790", support::TODAY);
    assert_eq!(found[0]["id"], "gb-eu:hs2017:3926~1");
    assert_eq!(found[0]["criterion"]["any"][0]["type"], "CTSH");
    assert_eq!(rules("gb-eu", "010121", support::TODAY), json!([]));
    assert_eq!(rules("gb-mars", "392690", support::TODAY)["error"]["code"], "ENG321");
    assert_eq!(rules("gb-eu", "3926", support::TODAY)["error"]["code"], "ENG307");
    assert_eq!(rules("gb-eu", "392600", support::TODAY)["error"]["code"], "ENG308");
    assert_eq!(rules("gb-eu", "392690", "x")["error"]["code"], "ENG306");
    assert_eq!(book.agreements(), ["gb-eu"]);
}

#[test]
fn the_newest_edition_that_has_a_row_is_used() {
    let old =
        list_of("gb-eu", &[row("3907", "390700", "390799", &json!({"type": "CTSH"}))], &json!({"hs_edition": 2017}));
    let book = book(&[&old.replace("hs2022", "hs2017"), AGREEMENT]);
    // 3907.61 and 3907.69 of HS 2017 were 3907.60 before; 3907.21 and 3907.29 of HS 2022 are both 3907.20 of HS 2017.
    let split = case("390721", &[nom("L1", "390729", "40")]);
    assert_eq!(verdict(&book, &split), "non_originating", "a split of 2022 is no change of subheading in 2017");
    let real = case("390721", &[nom("L1", "390730", "40")]);
    assert_eq!(verdict(&book, &real), "originating");
}

#[test]
fn candidates_that_disagree_leave_the_verdict_open() {
    let old =
        list_of("gb-eu", &[row("3907", "390700", "390799", &json!({"type": "CTSH"}))], &json!({"hs_edition": 2017}));
    let book = book(&[&old.replace("hs2022", "hs2017"), AGREEMENT]);
    // In HS 2012 the code is 3907.60; in HS 2017 it may be 3907.61 or 3907.69.
    let both = case_with("390760", &[nom("L1", "390760", "60")], &json!({"hs_edition": 2012}));
    let found = result(&book, &both);
    assert_eq!(found["verdict"], "undetermined");
    let kinds: Vec<_> = found["missing_facts"].as_array().unwrap().iter().map(|f| f["kind"].clone()).collect();
    assert!(kinds.iter().all(|k| k == "classification"), "{found}");
    assert!(found["missing_facts"][0]["reason"].as_str().unwrap().contains("390761, 390769"));
    let agree = case_with("390760", &[nom("L1", "290531", "60")], &json!({"hs_edition": 2012}));
    assert_eq!(verdict(&book, &agree), "originating");
}
