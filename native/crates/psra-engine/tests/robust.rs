//! Whatever comes in, an answer goes out: valid JSON with a verdict or an error, and never a panic.

mod support;

use proptest::prelude::*;
use psra_engine::RuleBook;
use serde_json::{Value, json};
use std::sync::OnceLock;
use support::{TODAY, case, gb_eu, nom};

fn shared_book() -> &'static RuleBook {
    static BOOK: OnceLock<RuleBook> = OnceLock::new();
    BOOK.get_or_init(gb_eu)
}

fn answered(text: &[u8]) -> Value {
    let answer: Value = serde_json::from_slice(&shared_book().evaluate(text, TODAY)).expect("an answer is JSON");
    assert!(answer.get("case_id").is_some());
    match answer.get("results").and_then(Value::as_array) {
        None => {
            let code = answer["error"]["code"].as_str().expect("a code");
            assert!(code.starts_with("ENG3"), "{answer}");
            assert!(answer["error"]["message"].is_string());
        }
        Some(results) => {
            for result in results {
                assert!(result["verdict"].is_string() != result["error"].is_object(), "{result}");
                if result["verdict"] == "undetermined" {
                    assert!(!result["missing_facts"].as_array().expect("facts").is_empty(), "{result}");
                }
            }
        }
    }
    answer
}

fn sound() -> String {
    let line = json!({
        "id": "L2", "hs_code": "39011010", "tags": ["yarn"], "value": {"amount": "7.5", "currency": "EUR"}, "net_weight_kg": "0.8",
        "origin": {"status": "originating", "country": "DE", "evidence": "x"}, "wholly_obtained": false, "role": "material",
        "contains": [{"tag": "sugar", "net_weight_kg": "0.1"}], "materials": [{"id": "L3", "hs_code": "290121"}],
    });
    case("392690", &[nom("L1", "390110", "70"), line]).to_string()
}

/// JSON made of the words that a case knows, in places where they may or may not belong.
fn confused() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|f| json!(f)),
        prop::sample::select(vec![
            "392690",
            "390110",
            "3926909790",
            "100.00",
            "-1",
            "0",
            "EUR",
            "GBP",
            "GB",
            "EU",
            "gb-eu",
            "originating",
            "unknown",
            "material",
            "neutral",
            "beyond_insufficient",
            "chemical_reaction",
            "2026-11-24",
            "yarn",
            "",
            "é",
        ])
        .prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    let keys = prop::sample::select(vec![
        "case_id",
        "agreements",
        "exporting_party",
        "importing_party",
        "as_of",
        "hs_edition",
        "product",
        "materials",
        "processes",
        "processes_complete",
        "operations",
        "hs_code",
        "tags",
        "ex_works_price",
        "amount",
        "currency",
        "value",
        "net_weight_kg",
        "origin",
        "status",
        "country",
        "role",
        "contains",
        "tag",
        "code",
        "parameters",
        "is_set",
        "id",
        "rule_row",
        "wholly_obtained",
        "zzz",
    ]);
    scalar.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(keys.clone(), inner, 0..6)
                .prop_map(|m| Value::Object(m.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes(text in prop::collection::vec(any::<u8>(), 0..200)) {
        answered(&text);
    }

    #[test]
    fn a_case_with_bytes_changed(at in 0usize..900, byte in any::<u8>(), cut in 0usize..900) {
        let mut text = sound().into_bytes();
        let n = at % text.len();
        text[n] = byte;
        answered(&text);
        text.truncate(cut);
        answered(&text);
    }

    #[test]
    fn words_out_of_place(value in confused()) {
        answered(value.to_string().as_bytes());
    }

    #[test]
    fn words_out_of_place_in_a_case(value in confused(), place in 0usize..12) {
        let pointers = [
            "/product", "/materials", "/processes", "/agreements", "/product/ex_works_price", "/materials/0", "/materials/1/origin",
            "/materials/1/contains", "/materials/1/materials", "/materials/0/value", "/operations", "/product/hs_code",
        ];
        let mut case: Value = serde_json::from_str(&sound()).unwrap();
        *case.pointer_mut(pointers[place]).unwrap() = value;
        answered(case.to_string().as_bytes());
    }

    #[test]
    fn any_codes_prices_and_days(
        product in "[0-9]{6}", material in "[0-9]{6}", amount in "-?[0-9]{1,30}(\\.[0-9]{1,18})?",
        day in "[12][0-9]{3}-[01][0-9]-[0-3][0-9]", edition in prop::sample::select(vec![2002, 2007, 2012, 2017, 2022]),
    ) {
        let mut case: Value = serde_json::from_str(&sound()).unwrap();
        case["product"]["hs_code"] = json!(product);
        case["product"]["ex_works_price"]["amount"] = json!(amount);
        case["materials"][0]["hs_code"] = json!(material);
        case["materials"][0]["value"]["amount"] = json!(amount);
        case["as_of"] = json!(day);
        case["hs_edition"] = json!(edition);
        answered(case.to_string().as_bytes());
    }

    #[test]
    fn any_look_up(agreement in ".{0,10}", code in ".{0,12}", day in ".{0,12}") {
        let found: Result<Value, _> = serde_json::from_slice(&shared_book().rules_for(&agreement, &code, &day));
        prop_assert!(found.is_ok());
    }
}

#[test]
fn a_large_bill_is_answered() {
    let lines: Vec<Value> = (0..10_000).map(|n| json!({"id": format!("m{n}"), "hs_code": "392690"})).collect();
    let answer = answered(case("392690", &lines).to_string().as_bytes());
    assert_eq!(answer["results"][0]["verdict"], "undetermined");
    let many: Vec<Value> = (0..20_001).map(|n| json!({"id": format!("m{n}"), "hs_code": "392690"})).collect();
    assert_eq!(answered(case("392690", &many).to_string().as_bytes())["error"]["code"], "ENG311");
}

#[test]
fn many_intermediates_are_answered() {
    let line = |n: usize| {
        let inside: Vec<Value> = (0..3).map(|k| nom(&format!("m{n}.{k}"), "392690", "1")).collect();
        json!({"id": format!("m{n}"), "hs_code": "392690", "value": {"amount": "3", "currency": "EUR"}, "materials": inside})
    };
    let lines: Vec<Value> = (0..40).map(line).collect();
    let answer = answered(case("392690", &lines).to_string().as_bytes());
    assert_eq!(
        answer["results"][0]["verdict"], "non_originating",
        "each of the 2^40 ways is worse than one that fails"
    );
}
