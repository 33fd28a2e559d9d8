//! What the engine's tests share: rule books from documents, cases by a short hand, and looking into answers.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use psra_engine::RuleBook;
use serde_json::{Map, Value, json};

pub const LIST: &str = include_str!("../documents/gb-eu.yaml");
pub const AGREEMENT: &str = include_str!("../documents/gb-eu.agreement.yaml");
pub const TODAY: &str = "2026-11-24";

/// A rule book of documents, which must be sound.
pub fn book(documents: &[&str]) -> RuleBook {
    fn read<'a>((n, text): (usize, &&'a str)) -> psra_rac::Value<'a> {
        let path = if text.starts_with('{') { format!("{n}.json") } else { format!("{n}.yaml") };
        psra_rac::read(&path, text.as_bytes())
            .unwrap_or_else(|found| panic!("{}", found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
    }
    let documents: Vec<_> = documents.iter().enumerate().map(read).collect();
    RuleBook::load(&documents).unwrap_or_else(|e| panic!("{e:?}"))
}

/// The EU-UK list for chapters 39 and 40 with its general rules.
pub fn gb_eu() -> RuleBook {
    book(&[LIST, AGREEMENT])
}

/// A list of one rule for 3926, with this criterion, under the general rules of gb-eu.
pub fn one_rule(criterion: &Value) -> RuleBook {
    book(&[&list(&[row("3926", "392600", "392699", criterion)]), AGREEMENT])
}

/// A rules document of those rows.
pub fn list(rows: &[Value]) -> String {
    list_of("gb-eu", rows, &json!({}))
}

/// A rules document of another agreement, with more keys.
pub fn list_of(agreement: &str, rows: &[Value], more: &Value) -> String {
    let mut document = json!({
        "rac": "2.0", "kind": "rules", "agreement": agreement, "publisher": "psra", "hs_edition": 2022,
        "sources": {"s": {"instrument": "Test", "verified": true}},
        "rules": rows,
    });
    merge(&mut document, more);
    document.to_string()
}

/// A whole row; its id is that of gb-eu in HS 2022.
pub fn row(range: &str, from: &str, to: &str, criterion: &Value) -> Value {
    json!({
        "id": format!("gb-eu:hs2022:{range}~1"), "heading": range, "from": from, "to": to, "row": "whole", "applies_to": [],
        "state": "attested", "reason": null, "criterion": criterion, "source": {"id": "s"},
    })
}

/// Put the members of `more` into `into`, over what is there.
pub fn merge(into: &mut Value, more: &Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            for (key, value) in more {
                merge(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (into, more) => *into = more.clone(),
    }
}

/// A row with members put over those of [`row`].
pub fn row_with(range: &str, from: &str, to: &str, criterion: &Value, more: &Value) -> Value {
    let mut row = row(range, from, to, criterion);
    merge(&mut row, more);
    row
}

/// An amount in euro.
pub fn eur(amount: &str) -> Value {
    json!({"amount": amount, "currency": "EUR"})
}

/// A non-originating material from its code and its value.
pub fn nom(id: &str, code: &str, value: &str) -> Value {
    json!({"id": id, "hs_code": code, "value": eur(value), "origin": {"status": "non_originating", "country": "CN"}})
}

/// A case under gb-eu: an ex-works price of 100, nothing but these materials, more than insufficient operations.
pub fn case(product: &str, materials: &[Value]) -> Value {
    json!({
        "case_id": "c", "agreements": ["gb-eu"], "exporting_party": "GB", "importing_party": "EU",
        "product": {"hs_code": product, "ex_works_price": eur("100"), "wholly_obtained": false},
        "materials": materials,
        "processes": [], "processes_complete": true, "operations": "beyond_insufficient",
    })
}

/// A case with members put over those of [`case`].
pub fn case_with(product: &str, materials: &[Value], more: &Value) -> Value {
    let mut case = case(product, materials);
    merge(&mut case, more);
    case
}

/// A copy without the member at `pointer`'s last step.
pub fn without(case: &Value, parent: &str, key: &str) -> Value {
    let mut case = case.clone();
    case.pointer_mut(parent).and_then(Value::as_object_mut).map(|m: &mut Map<String, Value>| m.remove(key));
    case
}

/// The whole answer.
pub fn answer(book: &RuleBook, case: &Value) -> Value {
    serde_json::from_slice(&book.evaluate(case.to_string().as_bytes(), TODAY)).expect("an answer is JSON")
}

/// The first result; the case must have been read.
pub fn result(book: &RuleBook, case: &Value) -> Value {
    let answer = answer(book, case);
    answer.pointer("/results/0").cloned().unwrap_or_else(|| panic!("no result: {answer}"))
}

/// The first verdict.
pub fn verdict(book: &RuleBook, case: &Value) -> String {
    let result = result(book, case);
    result["verdict"].as_str().unwrap_or_else(|| panic!("no verdict: {result}")).to_owned()
}

/// Pointers of the missing facts of a result.
pub fn missing(result: &Value) -> Vec<String> {
    let facts = result["missing_facts"].as_array().expect("a list of missing facts");
    facts.iter().map(|f| f["pointer"].as_str().unwrap_or("-").to_owned()).collect()
}

/// The codes of notes in a member of a result.
pub fn codes(result: &Value, member: &str) -> Vec<String> {
    result[member]
        .as_array()
        .expect("a list of notes")
        .iter()
        .map(|n| n["code"].as_str().unwrap_or("-").to_owned())
        .collect()
}

/// A document with more said of it.
pub fn with(mut document: Value, more: &Value) -> Value {
    merge(&mut document, more);
    document
}

/// An agreement document of gb-eu with these general rules and no others.
pub fn agreement(general: &Value) -> String {
    json!({
        "rac": "2.0", "kind": "agreement", "agreement": "gb-eu", "title": "Test", "publisher": "psra",
        "hs_edition": 2022, "valid_from": "1990-01-01", "sources": {"s": {"instrument": "Test", "verified": true}},
        "parties": [
            {"code": "GB", "name": "United Kingdom", "members": []},
            {"code": "EU", "name": "European Union", "members": ["DE", "FR"]},
        ],
        "ruleset": [{"general": general}],
    })
    .to_string()
}

/// A list of rows under these general rules and no others.
pub fn under(rows: &[Value], general: &Value) -> RuleBook {
    book(&[&list(rows), &agreement(general)])
}
