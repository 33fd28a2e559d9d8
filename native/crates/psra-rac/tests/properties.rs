//! Laws of the parser: it never fails on any bytes, and what it writes it reads again as the same.

use proptest::prelude::*;

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|truth| truth.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<String>()
            .prop_map(|text| format!("{text:?}").replace("\\'", "'"))
            .prop_filter("JSON has other escapes", |t| !t.contains("\\u{") && !t.contains("\\0")),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::btree_map("[a-z]{1,4}", inner, 0..5).prop_map(|map| {
                let entries: Vec<_> = map.into_iter().map(|(key, value)| format!("{key:?}: {value}")).collect();
                format!("{{{}}}", entries.join(", "))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_answered(data in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = psra_rac::validate("d.yaml", &data);
        let _ = psra_rac::validate("d.json", &data);
    }

    #[test]
    fn any_text_of_yaml_signs_is_answered(text in "[-a: \n\"'\\[\\]{},&*!|>#?%0-9.]{0,120}") {
        for found in psra_rac::validate("d.yaml", text.as_bytes()) {
            prop_assert!(found.line >= 1 && found.column >= 1);
            prop_assert!((found.end_line, found.end_column) >= (found.line, found.column));
        }
    }

    #[test]
    fn json_is_yaml_and_both_are_read_alike(text in json()) {
        let wrapped = format!("{{\"kind\": \"rules\", \"x\": {text}}}");
        let codes = |path: &str| -> Vec<_> {
            psra_rac::validate(path, wrapped.as_bytes()).into_iter().map(|d| (d.code, d.message)).collect()
        };
        prop_assert_eq!(codes("d.json"), codes("d.yaml"));
    }
}

#[test]
fn canonical_json_is_a_fixed_point() {
    let text = r#"{"rac":"2.0","kind":"rules","agreement":"a","publisher":"é\u0001\"","hs_edition":2022,"sources":{},"rules":[]}"#;
    let first = psra_rac::read("d.json", text.as_bytes()).expect("valid").to_canonical_json();
    let second = psra_rac::read("d.json", first.as_bytes()).expect("valid").to_canonical_json();
    assert_eq!(first, second);
    assert!(first.starts_with(r#"{"agreement":"a","hs_edition":2022,"#), "{first}");
    assert!(first.contains(r#""é\u0001\"""#), "{first}");
}
