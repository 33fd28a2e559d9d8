//! Cases that cannot be read: each gets a code, a place and a sentence that says what to do, and nothing else is decided.

mod support;

use serde_json::{Value, json};
use support::{answer, case, case_with, gb_eu, merge, nom};

fn error(case: &Value) -> (String, String, String) {
    let answer = answer(&gb_eu(), case);
    assert!(answer.get("results").is_none(), "{answer}");
    let text = |key: &str| answer["error"][key].as_str().unwrap_or("-").to_owned();
    (text("code"), text("pointer"), text("message"))
}

fn sound() -> Value {
    case("392690", &[nom("L1", "390110", "70")])
}

#[test]
fn values_of_the_wrong_form() {
    let unlike: &[(Value, &str, &str)] = &[
        (json!({"colour": "red"}), "ENG301", "/colour"),
        (json!({"product": {"hs": "392690"}}), "ENG301", "/product/hs"),
        (json!({"materials": [{"id": "a", "hs_code": "390110", "price": "1"}]}), "ENG301", "/materials/0/price"),
        (json!({"product": {"a/b~c": 1}}), "ENG301", "/product/a~1b~0c"),
        (
            json!({"materials": [{"hs_code": "390110", "origin": {"state": "x"}}]}),
            "ENG301",
            "/materials/0/origin/state",
        ),
        (json!({"product": {"ex_works_price": {"amount": "1"}}, "x": null}), "ENG301", "/x"),
        (json!({"product": null}), "ENG302", "/product"),
        (json!({"product": {"hs_code": null}}), "ENG302", "/product/hs_code"),
        (json!({"materials": null}), "ENG302", "/materials"),
        (json!({"product": {"ex_works_price": {"amount": null}}}), "ENG302", "/product/ex_works_price/amount"),
        (json!({"materials": [{"id": "x"}]}), "ENG302", "/materials/0/hs_code"),
        (json!({"product": {"ex_works_price": {"amount": 100}}}), "ENG303", "/product/ex_works_price/amount"),
        (json!({"product": {"ex_works_price": {"amount": 100.5}}}), "ENG303", "/product/ex_works_price/amount"),
        (json!({"product": {"net_weight_kg": 1}}), "ENG303", "/product/net_weight_kg"),
        (json!({"product": {"hs_code": 392_690}}), "ENG303", "/product/hs_code"),
        (json!({"product": "x"}), "ENG303", "/product"),
        (json!({"materials": {}}), "ENG303", "/materials"),
        (json!({"processes_complete": "true"}), "ENG303", "/processes_complete"),
        (json!({"hs_edition": 2022.5}), "ENG303", "/hs_edition"),
        (
            json!({"processes": [{"code": "purification", "parameters": {"pct": 0.5}}]}),
            "ENG303",
            "/processes/0/parameters/pct",
        ),
        (json!({"operations": "enough"}), "ENG304", "/operations"),
        (json!({"materials": [{"hs_code": "390110", "role": "screw"}]}), "ENG304", "/materials/0/role"),
        (
            json!({"materials": [{"hs_code": "390110", "origin": {"status": "yes"}}]}),
            "ENG304",
            "/materials/0/origin/status",
        ),
        (json!({"exporting_party": "gb"}), "ENG304", "/exporting_party"),
        (json!({"product": {"ex_works_price": {"currency": "euro"}}}), "ENG304", "/product/ex_works_price/currency"),
        (json!({"product": {"tags": ["natural rubber"]}}), "ENG304", "/product/tags/0"),
        (json!({"case_id": ""}), "ENG304", "/case_id"),
        (json!({"product": {"ex_works_price": {"amount": "1,5"}}}), "ENG305", "/product/ex_works_price/amount"),
        (json!({"product": {"ex_works_price": {"amount": "1e3"}}}), "ENG305", "/product/ex_works_price/amount"),
        (json!({"product": {"net_weight_kg": "heavy"}}), "ENG305", "/product/net_weight_kg"),
        (json!({"as_of": "2026-02-30"}), "ENG306", "/as_of"),
        (json!({"as_of": "24.11.2026"}), "ENG306", "/as_of"),
        (json!({"product": {"hs_code": "3926.90"}}), "ENG307", "/product/hs_code"),
        (json!({"product": {"hs_code": "3926"}}), "ENG307", "/product/hs_code"),
        (json!({"product": {"hs_code": "392600"}}), "ENG308", "/product/hs_code"),
        (json!({"materials": [{"hs_code": "779900"}]}), "ENG308", "/materials/0/hs_code"),
        (json!({"hs_edition": 2017, "materials": [{"hs_code": "390721"}]}), "ENG308", "/materials/0/hs_code"),
        (json!({"hs_edition": 2020}), "ENG309", "/hs_edition"),
        (
            json!({"materials": [{"id": "a", "hs_code": "390110"}, {"id": "a", "hs_code": "390110"}]}),
            "ENG310",
            "/materials/1/id",
        ),
        (json!({"agreements": ["gb-eu", "gb-eu"]}), "ENG310", "/agreements/1"),
        (json!({"processes": [{"code": "alchemy"}]}), "ENG312", "/processes/0/code"),
        (json!({"product": {"rule_row": "gb-eu:hs2017:9999~1"}}), "ENG313", "/product/rule_row"),
        (json!({"product": {"rule_row": "gb-eu:hs2017:3920~1"}}), "ENG313", "/product/rule_row"),
    ];
    for (more, code, pointer) in unlike {
        let mut case = sound();
        merge(&mut case, more);
        let (found, place, message) = error(&case);
        assert_eq!((found.as_str(), place.as_str()), (*code, *pointer), "{more}: {message}");
        assert!(message.len() > 10, "{message}");
    }
}

#[test]
fn messages_say_what_to_do() {
    let said = |more: Value| {
        let mut case = sound();
        merge(&mut case, &more);
        error(&case).2
    };
    assert!(said(json!({"processes": [{"code": "alchemy"}]})).contains("chemical_reaction"));
    assert!(said(json!({"product": {"hs_code": "392600"}})).contains("392600 is not a subheading of HS 2022"));
    assert!(said(json!({"product": {"net_weight_kg": 1}})).contains("write it in quotes"));
    assert!(said(json!({"colour": "red"})).contains("operations"));
}

#[test]
fn keys_and_ids_given_twice() {
    let book = gb_eu();
    let twice = br#"{"product":{"hs_code":"392690","hs_code":"392690"},"materials":[],"agreements":["gb-eu"]}"#;
    let answer: Value = serde_json::from_slice(&book.evaluate(twice, support::TODAY)).unwrap();
    assert_eq!(answer["error"]["code"], "ENG310");
    assert_eq!(answer["error"]["pointer"], "/product/hs_code");
    let nested =
        json!({"materials": [{"id": "a", "hs_code": "390110", "materials": [{"id": "a", "hs_code": "290121"}]}]});
    assert_eq!(error(&case_with("392690", &[], &nested)).1, "/materials/0/materials/0/id");
}

#[test]
fn what_is_not_json_has_no_id_and_no_place() {
    let book = gb_eu();
    for text in [&b""[..], b"{", b"\xff", b"[1,2", b"{\"case_id\":\"c\"} x"] {
        let answer: Value = serde_json::from_slice(&book.evaluate(text, support::TODAY)).unwrap();
        assert_eq!(answer["error"]["code"], "ENG300");
        assert_eq!(answer["case_id"], Value::Null);
        assert_eq!(answer["error"]["pointer"], Value::Null);
    }
    let answer: Value = serde_json::from_slice(&book.evaluate(b"[]", support::TODAY)).unwrap();
    assert_eq!(answer["error"]["code"], "ENG303");
}

#[test]
fn the_id_of_a_case_in_error_is_kept() {
    let mut case = sound();
    merge(&mut case, &json!({"case_id": "c7", "colour": 1}));
    assert_eq!(answer(&gb_eu(), &case)["case_id"], "c7");
}

#[test]
fn limits() {
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let answer: Value = serde_json::from_slice(&gb_eu().evaluate(deep.as_bytes(), support::TODAY)).unwrap();
    assert_eq!(answer["error"]["code"], "ENG311");
    let mut line = json!({"id": "m0", "hs_code": "390110"});
    for level in 1..20 {
        line = json!({"id": format!("m{level}"), "hs_code": "390110", "materials": [line]});
    }
    assert_eq!(error(&case("392690", &[line])).0, "ENG311");
}

#[test]
fn codes_of_eight_and_ten_digits_are_cut() {
    for code in ["392690", "39269097", "3926909790"] {
        assert_eq!(support::verdict(&gb_eu(), &case(code, &[nom("L1", "3901101000", "70")])), "originating");
    }
}

#[test]
fn the_digest_is_that_of_the_canonical_form() {
    let book = gb_eu();
    let digest = |text: &str| {
        let answer: Value = serde_json::from_slice(&book.evaluate(text.as_bytes(), support::TODAY)).unwrap();
        answer["case_sha256"].as_str().map(str::to_owned)
    };
    let one =
        r#"{"product":{"hs_code":"392690"},"materials":[],"agreements":["gb-eu"],"hs_edition":2022,"case_id":"é\n"}"#;
    let two = "{ \"case_id\":\"\\u00e9\\n\", \"agreements\" : [\"gb-eu\"],\"hs_edition\": 2022,\n\"materials\":[], \"product\":{\"hs_code\":\"392690\"}}";
    // sha256 of {"agreements":["gb-eu"],"case_id":"é\n","hs_edition":2022,"materials":[],"product":{"hs_code":"392690"}}
    let expected = "b8860dab6cb8ff178add8d4c94d40bf5094889ef996850b1c39497f952c43fc2";
    assert_eq!(digest(one).as_deref(), Some(expected));
    assert_eq!(digest(two).as_deref(), Some(expected));
}

#[test]
fn a_day_is_needed_and_the_case_names_its_own() {
    let book = gb_eu();
    let text = sound().to_string();
    let answer: Value = serde_json::from_slice(&book.evaluate(text.as_bytes(), "today")).unwrap();
    assert_eq!(answer["error"]["code"], "ENG306");
    let dated = case_with("392690", &[nom("L1", "390110", "70")], &json!({"as_of": "2023-05-01"}));
    let answer: Value = serde_json::from_slice(&book.evaluate(dated.to_string().as_bytes(), "today")).unwrap();
    assert_eq!(answer["as_of"], "2023-05-01");
}
