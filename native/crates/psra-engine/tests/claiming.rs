//! Insufficient operations by the agreement's own list (A.8), sets (A.10), evidence (A.7), and conditions on claiming that
//! the case settles or breaks (A.14 to A.16).

mod support;

use serde_json::{Value, json};
use support::{answer, case_with, codes, eur, missing, nom, result, row, under, verdict, with};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

fn cth() -> [Value; 2] {
    [row("3926", "392600", "392699", &json!({"type": "CTH"})), row("6203", "620300", "620399", &json!({"type": "CTH"}))]
}

fn operations(list: &[&str], more: &Value) -> Value {
    with(json!({"operations": null, "operations_list": list}), more)
}

fn list(combination: bool) -> Value {
    json!({"insufficient_operations": {
        "operations": ["simple_packing", "marking_or_labelling"], "combination": combination,
        "limited": [{"operations": ["ironing_or_pressing_of_textiles"], "chapters": ["50-63"]}],
    }})
}

#[test]
fn operations_are_judged_by_the_agreements_own_list() {
    let book = under(&cth(), &list(true));
    let on = |product: &str, done: &[&str], more: Value| {
        result(&book, &case_with(product, &[nom("a", "390110", "50")], &operations(done, &more)))
    };
    let none = || json!({});
    assert_eq!(on("392690", &["simple_packing"], none())["verdict"], NO);
    assert_eq!(on("392690", &["simple_packing", "marking_or_labelling"], none())["verdict"], NO, "a combination, too");
    let beyond = on("392690", &["simple_packing", "testing_or_calibration"], none());
    assert_eq!(beyond["verdict"], OK);
    let named = &beyond["assumptions"][0];
    assert_eq!(named["code"], "operation_beyond_insufficient");
    assert!(named["text"].as_str().unwrap().contains("testing_or_calibration"), "{named}");
    // Ironing is insufficient for textiles only (CETA Art. 7).
    assert_eq!(on("392690", &["ironing_or_pressing_of_textiles"], none())["verdict"], OK);
    assert_eq!(on("620342", &["ironing_or_pressing_of_textiles"], none())["verdict"], NO);
    // What is said of them outright must agree.
    let agreed = json!({"operations": "insufficient_only"});
    assert_eq!(on("392690", &["simple_packing"], agreed.clone())["verdict"], NO);
    let contradicted = on("392690", &["testing_or_calibration"], agreed);
    assert_eq!(
        (contradicted["verdict"].as_str(), missing(&contradicted)),
        (Some(OPEN), vec!["/operations_list".to_owned()])
    );
}

#[test]
fn one_or_more_of_the_listed_operations_are_insufficient() {
    // TCA Art. 43: "consists only of one or more of the following operations"; Japan Art. 3.4 alike. No clause on combinations.
    let law = json!({"insufficient_operations": {"operations": ["simple_packing", "marking_or_labelling"], "combination": false, "one_or_more": true}});
    let book = under(&cth(), &law);
    let on = |done: &[&str]| {
        verdict(&book, &case_with("392690", &[nom("a", "390110", "50")], &operations(done, &json!({}))))
    };
    assert_eq!(on(&["simple_packing", "marking_or_labelling"]), NO);
    assert_eq!(on(&["simple_packing", "testing_or_calibration"]), OK);
    // The same operation twice is one, also where nothing is said of several.
    let silent = under(&cth(), &list(false));
    let twice = operations(&["simple_packing", "simple_packing"], &json!({}));
    assert_eq!(verdict(&silent, &case_with("392690", &[nom("a", "390110", "50")], &twice)), NO);
}

#[test]
fn without_a_combination_clause_several_operations_leave_it_open() {
    let book = under(&cth(), &list(false));
    let on = |done: &[&str], more: Value| {
        result(&book, &case_with("392690", &[nom("a", "390110", "50")], &operations(done, &more)))
    };
    assert_eq!(on(&["simple_packing"], json!({}))["verdict"], NO);
    let two = on(&["simple_packing", "marking_or_labelling"], json!({}));
    assert_eq!((two["verdict"].as_str(), missing(&two)), (Some(OPEN), vec!["/operations".to_owned()]));
    let stated = json!({"operations": "beyond_insufficient"});
    assert_eq!(on(&["simple_packing", "marking_or_labelling"], stated)["verdict"], OK);
}

#[test]
fn an_unknown_operation_is_a_case_error() {
    let case = case_with("392690", &[nom("a", "390110", "50")], &operations(&["juggling"], &json!({})));
    let error = answer(&under(&cth(), &list(true)), &case)["error"].clone();
    assert_eq!((&error["code"], &error["pointer"]), (&json!("ENG314"), &json!("/operations_list/0")));
    let empty = case_with("392690", &[], &json!({"operations_list": []}));
    assert_eq!(answer(&under(&cth(), &list(true)), &empty)["error"]["pointer"], "/operations_list");
}

fn comb(value: &str) -> Value {
    with(nom("comb", "961511", value), &json!({"origin": {"status": "originating", "country": "GB"}}))
}

#[test]
fn ceta_sets_need_one_component_or_all_packaging() {
    let sets = json!({"pct": "25", "basis": "EXW", "limits": [{"chapters": ["01-24"], "pct": "15"}], "least_originating": 1, "or_packaging": true});
    let book = under(&cth(), &json!({"sets": sets}));
    let set = json!({"product": {"is_set": true}});
    let on = |lines: &[Value]| verdict(&book, &case_with("960500", lines, &set));
    let packaging = |origin: &str| {
        with(
            nom("box", "481920", "30"),
            &json!({"role": "retail_packaging", "origin": {"status": origin, "country": "GB"}}),
        )
    };
    assert_eq!(on(&[comb("10"), nom("soap", "340111", "25")]), OK);
    assert_eq!(on(&[comb("10"), nom("soap", "340111", "25.01")]), NO);
    assert_eq!(on(&[comb("10"), nom("food", "190531", "15"), nom("soap", "340111", "10")]), OK);
    assert_eq!(on(&[comb("10"), nom("food", "190531", "15.01")]), NO);
    assert_eq!(on(&[nom("soap", "340111", "20")]), NO, "nothing of it originates");
    assert_eq!(on(&[nom("soap", "340111", "20"), packaging("originating")]), OK);
    assert_eq!(on(&[nom("soap", "340111", "20"), packaging("non_originating")]), NO);
    assert_eq!(on(&[comb("10"), nom("soap", "340111", "20"), packaging("non_originating")]), OK, "it is no component");
    let strict = json!({"sets": {"pct": "25", "basis": "EXW", "least_originating": 1}});
    let wrapped = [nom("soap", "340111", "20"), packaging("originating")];
    assert_eq!(verdict(&under(&cth(), &strict), &case_with("960500", &wrapped, &set)), NO, "nor does it stand for one");
}

#[test]
fn the_article_on_sets_may_be_for_one_rule_of_interpretation() {
    // CPTPP Art. 17: sets of rule 3(c) by the article, those of 3(a) and 3(b) by the rule for the set.
    let rows = [row("9605", "960500", "960599", &json!({"type": "CC"}))];
    let book = under(&rows, &json!({"sets": {"pct": "10", "basis": "EXW", "gir": ["gir_3c"]}}));
    let on = |gir: Value, soap: &str| {
        result(
            &book,
            &case_with(
                "960500",
                &[comb("50"), nom("soap", "340111", soap)],
                &json!({"product": {"is_set": true, "gir": gir}}),
            ),
        )
    };
    assert_eq!(on(json!("gir_3c"), "10")["verdict"], OK);
    assert_eq!(on(json!("gir_3c"), "10.01")["verdict"], NO);
    assert_eq!(on(json!("gir_3b"), "40")["verdict"], OK, "each component changes chapter");
    assert_eq!(on(Value::Null, "10")["verdict"], OK, "both ways lead to the same");
    let open = on(Value::Null, "40");
    assert_eq!((open["verdict"].as_str(), missing(&open)), (Some(OPEN), vec!["/product/gir".to_owned()]));
}

#[test]
fn evidence_covers_days_and_no_more() {
    let cumulation =
        json!({"kinds": ["bilateral"], "evidence": {"kinds": ["suppliers_declaration"], "validity_months": 12}});
    let book = under(&cth(), &json!({"cumulation": cumulation}));
    let on = |evidence: Value, day: &str| {
        let origin = with(json!({"status": "originating", "country": "DE"}), &evidence);
        let line = with(nom("a", "392640", "50"), &json!({"origin": origin}));
        result(&book, &case_with("392690", &[line], &json!({"as_of": day})))
    };
    let year = json!({"evidence": "LTSD 7", "evidence_from": "2025-03-01", "evidence_to": "2026-02-28"});
    for (day, expected) in [("2025-02-28", NO), ("2025-03-01", OK), ("2026-02-28", OK), ("2026-03-01", NO)] {
        assert_eq!(on(year.clone(), day)["verdict"], expected, "{day}");
    }
    let late = on(year, "2026-03-01");
    assert_eq!(codes(&late, "assumptions"), ["evidence_out_of_date"]);
    // It covers no more than the agreement lets it.
    let two_years = json!({"evidence_from": "2025-01-31", "evidence_to": "2026-12-31"});
    assert_eq!(on(two_years.clone(), "2026-01-31")["verdict"], OK);
    assert_eq!(on(two_years, "2026-02-01")["verdict"], NO);
    let backwards = on(json!({}), "2025-06-01");
    assert_eq!(backwards["verdict"], OK, "no days are given: the statement stands");
}

#[test]
fn work_in_the_other_party_takes_a_declaration() {
    let evidence = json!({"kinds": ["suppliers_declaration_non_originating"]});
    let book = under(&cth(), &json!({"cumulation": {"kinds": ["bilateral", "full"], "evidence": evidence}}));
    let on = |held: Value| {
        let part = json!({"id": "p", "hs_code": "392640", "value": eur("60"), "materials": [nom("m", "390110", "40")],
                          "origin": {"status": "non_originating", "country": "DE", "evidence": held}});
        codes(&result(&book, &case_with("392690", &[part], &json!({}))), "blocks_on_proof")
    };
    assert_eq!(on(Value::Null), ["suppliers_declaration_missing"]);
    assert_eq!(on(json!("SD 3")), Vec::<String>::new());
}

fn blocks(general: &Value, more: &Value) -> Vec<String> {
    codes(&result(&under(&cth(), general), &case_with("392690", &[nom("a", "390110", "50")], more)), "blocks_on_proof")
}

#[test]
fn drawback() {
    let banned = json!({"drawback": {"rule": "banned"}});
    let claimed = |value: Value| json!({"product": {"drawback_claimed": value}});
    assert_eq!(blocks(&banned, &json!({})), ["drawback_banned"]);
    assert_eq!(blocks(&banned, &claimed(json!(true))), ["drawback_claimed"]);
    assert_eq!(blocks(&banned, &claimed(json!(false))), Vec::<String>::new());
    assert_eq!(blocks(&json!({"drawback": {"rule": "allowed"}}), &claimed(json!(true))), Vec::<String>::new());
    let capped = json!({"drawback": {"rule": "capped", "cap_pct": "5"}});
    assert_eq!(blocks(&capped, &claimed(json!(true))), ["drawback_capped"]);
    assert_eq!(blocks(&capped, &json!({})), Vec::<String>::new());
    let some = |chapter: &str| json!({"drawback": {"rule": "banned_chapters", "chapters": [chapter]}});
    assert_eq!((blocks(&some("39"), &json!({})).len(), blocks(&some("50-63"), &json!({})).len()), (1, 0));
}

#[test]
fn a_ban_on_drawback_is_lifted_by_the_cumulation_that_was_used() {
    let general = |kinds: Value| json!({"cumulation": ["bilateral", "full"], "drawback": {"rule": "banned", "except_kinds": kinds}});
    let part = json!({"id": "p", "hs_code": "392640", "value": eur("60"), "materials": [nom("m", "390110", "40")],
                      "origin": {"status": "non_originating", "country": "DE"}});
    let on = |kinds: Value, lines: &[Value]| {
        codes(&result(&under(&cth(), &general(kinds)), &case_with("392690", lines, &json!({}))), "blocks_on_proof")
    };
    assert_eq!(on(json!(["full"]), std::slice::from_ref(&part)), Vec::<String>::new());
    assert_eq!(on(json!([]), std::slice::from_ref(&part)), ["drawback_banned"]);
    assert_eq!(on(json!(["full"]), &[nom("a", "390110", "50")]), ["drawback_banned"]);
}

#[test]
fn the_way_of_the_goods() {
    let rule = |rule: &str| json!({"transport": {"rule": rule}});
    let way = |transport: &str, supervised: Value, altered: Value| json!({"consignment": {"transport": transport, "customs_supervision": supervised, "altered": altered}});
    for (name, condition) in [
        ("direct", "transport_direct"),
        ("non_alteration", "transport_non_alteration"),
        ("customs_control", "transport_customs_control"),
    ] {
        assert_eq!(blocks(&rule(name), &json!({})), [condition]);
        assert_eq!(blocks(&rule(name), &way("direct", Value::Null, Value::Null)), Vec::<String>::new());
        assert_eq!(blocks(&rule(name), &way("through", json!(false), json!(false))), ["not_under_customs_supervision"]);
        assert_eq!(blocks(&rule(name), &way("through", json!(true), json!(true))), ["altered_on_the_way"]);
    }
    let kept = way("through", json!(true), json!(false));
    assert_eq!(blocks(&rule("direct"), &kept), ["transport_direct"], "a document has to show the single consignment");
    assert_eq!(blocks(&rule("non_alteration"), &kept), Vec::<String>::new());
    assert_eq!(
        blocks(&rule("non_alteration"), &way("through", json!(true), Value::Null)),
        ["transport_non_alteration"]
    );
    assert_eq!(blocks(&rule("customs_control"), &way("through", json!(true), Value::Null)), Vec::<String>::new());
}

#[test]
fn territory() {
    let allowed = json!({"territoriality": {"outward_processing_pct": "10", "except_chapters": ["50-63"], "returned_goods": true}});
    let outside = |amount: &str| json!({"product": {"outward_processing_value": eur(amount)}});
    assert_eq!(blocks(&allowed, &outside("10")), Vec::<String>::new());
    assert_eq!(blocks(&allowed, &outside("10.01")), ["outward_processing_exceeded"]);
    assert_eq!(blocks(&allowed, &outside("0")), Vec::<String>::new());
    assert_eq!(blocks(&json!({}), &outside("0.01")), ["outward_processing"]);
    let foreign = json!({"product": {"outward_processing_value": {"amount": "5", "currency": "USD"}}});
    assert_eq!(blocks(&allowed, &foreign), ["outward_processing_undetermined"]);
    let textile = case_with("620342", &[nom("a", "390110", "50")], &outside("1"));
    assert_eq!(codes(&result(&under(&cth(), &allowed), &textile), "blocks_on_proof"), ["outward_processing"]);
    let back = |what: &str| json!({"product": {"returned": what}});
    assert_eq!(blocks(&allowed, &back("unchanged")), Vec::<String>::new());
    assert_eq!(blocks(&json!({}), &back("unchanged")), ["returned_goods"]);
    assert_eq!(blocks(&allowed, &back("worked")), ["returned_goods_worked"]);
}

#[test]
fn what_packaging_and_a_proof_take_is_told() {
    let general = json!({
        "packaging": {"retail_in_ctc": "ignored", "condition": "classified_with_product"},
        "proof": {"kinds": ["statement_on_origin"], "validity_months": 12, "threshold_amount": "6000", "threshold_currency": "EUR"},
    });
    let lines = [nom("a", "390110", "50"), with(nom("box", "392310", "1"), &json!({"role": "retail_packaging"}))];
    let found = result(&under(&cth(), &general), &case_with("392690", &lines, &json!({})));
    assert_eq!(codes(&found, "assumptions"), ["packaging_condition"]);
    assert_eq!(found["proof_terms"]["threshold_amount"], "6000");
    assert!(found["proof_terms"].get("source").is_none());
}
