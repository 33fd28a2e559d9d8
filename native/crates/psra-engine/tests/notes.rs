//! Notes are rules too (origin.md A.2.8): what they define, require, or offer in a rule's place, when, and for what.

mod support;

use serde_json::{Value, json};
use support::{AGREEMENT, book, case_with, codes, list_of, missing, nom, result, row_with, verdict};

const OK: &str = "originating";
const NO: &str = "non_originating";
const OPEN: &str = "undetermined";

fn note(effect: &str, criterion: &Value, more: &Value) -> Value {
    let mut note = json!({"title": "A note", "effect": effect, "criterion": criterion, "source": {"id": "s"}});
    support::merge(&mut note, more);
    note
}

fn rules(criterion: &Value, cited: &[&str], notes: &Value) -> String {
    let row = row_with("3926", "392600", "392699", criterion, &json!({"notes": cited}));
    list_of("gb-eu", &[row], &json!({"notes": notes}))
}

fn max(pct: &str) -> Value {
    json!({"type": "MaxNOM", "pct": pct, "basis": "EXW"})
}

fn plain(value: &str) -> Value {
    case_with("392690", &[nom("a", "392640", value)], &json!({"as_of": "2026-06-01"}))
}

#[test]
fn a_leaf_stands_for_what_a_note_defines() {
    let standard = json!({"any": [max("60"), {"type": "RVC", "method": "build_up", "pct": "35", "basis": "EXW"}]});
    let text = rules(
        &json!({"type": "Note", "id": "standard"}),
        &[],
        &json!({"standard": note("defines", &standard, &json!({}))}),
    );
    let book = book(&[&text]);
    assert_eq!(verdict(&book, &plain("60")), OK);
    let found = result(&book, &plain("60.01"));
    assert_eq!(found["verdict"], NO);
    assert_eq!(found["alternatives"][0]["measures"][0]["node"], "/note/standard/any/0");
}

#[test]
fn a_note_that_is_required_and_one_that_suffices() {
    let notes = json!({
        "chapter": note("requires", &max("30"), &json!({})),
        "process": note("alternative", &json!({"type": "Process", "any_of": ["spinning"]}), &json!({})),
        "words": note("explains", &Value::Null, &json!({})),
    });
    let found = |cited: &[&str], value: &str, spun: bool| {
        let processes = if spun { json!([{"code": "spinning"}]) } else { json!([]) };
        let mut case = plain(value);
        case["processes"] = processes;
        result(&book(&[&rules(&json!({"any": [max("50"), {"type": "CTSH"}]}), cited, &notes)]), &case)
    };
    assert_eq!(found(&[], "40", false)["verdict"], OK);
    assert_eq!(found(&["words"], "40", false)["verdict"], OK);
    assert_eq!(found(&["chapter"], "30", false)["verdict"], OK);
    assert_eq!(found(&["chapter"], "30.01", false)["verdict"], NO, "each alternative must keep to it");
    let offered = found(&["chapter", "process"], "40", true);
    assert_eq!(offered["verdict"], OK);
    assert_eq!(offered["alternatives"][2]["id"], "gb-eu:hs2022:3926~1#3");
    assert_eq!(found(&["chapter", "process"], "40", false)["verdict"], NO);
}

#[test]
fn a_note_has_its_days_and_its_products() {
    let of = |more: Value, day: &str| {
        let notes = json!({"n": note("requires", &max("30"), &more)});
        let case = case_with("392690", &[nom("a", "390110", "40")], &json!({"as_of": day}));
        verdict(&book(&[&rules(&json!({"type": "CTH"}), &["n"], &notes)]), &case)
    };
    let until = || json!({"valid_to": "2026-05-31"});
    assert_eq!((of(until(), "2026-05-31").as_str(), of(until(), "2026-06-01").as_str()), (NO, OK));
    let since = || json!({"valid_from": "2026-05-31"});
    assert_eq!((of(since(), "2026-05-31").as_str(), of(since(), "2026-05-30").as_str()), (NO, OK));
    assert_eq!(of(json!({"chapters": ["3926"]}), "2026-05-31"), NO);
    assert_eq!(of(json!({"chapters": ["40-97"]}), "2026-05-31"), OK);
    // A definition that does not hold on the day leaves its place open; an alternative is then none.
    let gone = json!({"n": note("defines", &max("60"), &json!({"valid_to": "2026-05-31"}))});
    let found = result(&book(&[&rules(&json!({"type": "Note", "id": "n"}), &[], &gone)]), &plain("10"));
    assert_eq!((found["verdict"].as_str(), found["missing_facts"][0]["kind"].as_str()), (Some(OPEN), Some("rule")));
    let gone = json!({"n": note("alternative", &max("60"), &json!({"valid_to": "2026-05-31"}))});
    let found = result(&book(&[&rules(&json!({"type": "CTH"}), &["n"], &gone)]), &plain("10"));
    assert_eq!((found["verdict"].as_str(), found["alternatives"].as_array().unwrap().len()), (Some(NO), 1));
}

#[test]
fn a_note_of_the_agreement_is_found_after_the_documents_own() {
    let with_note = |pct: &str| {
        let stated = format!(
            "ruleset:\nnotes:\n  n: {{title: N, effect: defines, criterion: {{type: MaxNOM, pct: \"{pct}\", basis: EXW}}, source: {{id: text}}}}"
        );
        let (head, tail) = AGREEMENT.split_once("ruleset:").expect("an agreement has its rulesets");
        format!("{head}{}\nruleset:{tail}", stated.trim_start_matches("ruleset:\n"))
    };
    let leaf = json!({"type": "Note", "id": "n"});
    let from_agreement = book(&[&rules(&leaf, &[], &json!({})), &with_note("40")]);
    assert_eq!(
        (verdict(&from_agreement, &plain("40")).as_str(), verdict(&from_agreement, &plain("40.01")).as_str()),
        (OK, NO)
    );
    let own = json!({"n": note("defines", &max("20"), &json!({}))});
    let nearest = book(&[&rules(&leaf, &[], &own), &with_note("40")]);
    assert_eq!(verdict(&nearest, &plain("40")), NO);
}

#[test]
fn a_note_that_is_not_at_hand() {
    let found = result(&book(&[&rules(&json!({"type": "Note", "id": "lost"}), &[], &json!({}))]), &plain("1"));
    assert_eq!(found["verdict"], OPEN);
    assert_eq!(missing(&found), ["-"]);
    assert!(found["missing_facts"][0]["reason"].as_str().unwrap().contains("lost"));
    // Cited by a row, it may say nothing that matters: the rule is decided without it, and that is said.
    let found = result(&book(&[&rules(&json!({"type": "CTSH"}), &["lost"], &json!({}))]), &plain("1"));
    assert_eq!(found["verdict"], OK);
    assert!(codes(&found, "assumptions").contains(&"note_not_at_hand".to_owned()));
}

#[test]
fn notes_that_cannot_be_used_stop_the_rule_book() {
    let load = |notes: Value, criterion: Value| {
        let text = rules(&criterion, &[], &notes);
        let read = psra_rac::read("0.json", text.as_bytes()).expect("the form is right");
        psra_engine::RuleBook::load(&[read]).expect_err("it must not be used").remove(0).message
    };
    let leaf = json!({"type": "Note", "id": "n"});
    assert!(load(json!({"n": note("defines", &leaf, &json!({}))}), leaf.clone()).contains("cites itself"));
    assert!(load(json!({"n": note("requires", &max("1"), &json!({}))}), leaf).contains("defines no criterion"));
}

#[test]
fn a_note_rests_on_its_own_source() {
    let mut notes = json!({"n": note("defines", &max("60"), &json!({}))});
    let leaf = json!({"type": "Note", "id": "n"});
    let assumed = |notes: &Value| codes(&result(&book(&[&rules(&leaf, &[], notes)]), &plain("1")), "assumptions");
    assert!(!assumed(&notes).contains(&"unverified_source".to_owned()));
    notes["n"]["source"]["verified"] = json!(false);
    assert!(assumed(&notes).contains(&"unverified_source".to_owned()));
}
