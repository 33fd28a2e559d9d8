//! Laws of the parser: it never fails on any bytes, and what it writes it reads again as the same.

use proptest::prelude::*;
use psra_rac::{Entry, Kind, Span, Value};

fn value(kind: Kind) -> Value {
    Value { kind, span: Span::default() }
}

fn map(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    let entry = |(key, value)| Entry { key, key_span: Span::default(), value };
    value(Kind::Map(entries.into_iter().map(entry).collect()))
}

/// Text of characters that both syntaxes print.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![Just('"'), Just('\\'), Just('\''), Just('\n'), Just(':'), any::<char>()], 0..12)
        .prop_map(|letters| {
            letters
                .into_iter()
                .filter(|c| !matches!(c, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' | '\u{feff}'))
                .collect()
        })
}

fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Kind::Null),
        any::<bool>().prop_map(Kind::Bool),
        any::<i64>().prop_map(Kind::Int),
        text().prop_map(Kind::Str),
    ]
    .prop_map(value);
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|items| value(Kind::Seq(items))),
            prop::collection::btree_map(text(), inner, 0..5).prop_map(map),
        ]
    })
}

/// A document of the right shape that holds the tree, under the parameters of a process.
fn document(tree: &Value) -> String {
    let held = map([("x".to_owned(), tree.clone())]).to_json();
    format!(
        r#"{{"rac":"2.0","kind":"rules","agreement":"a","publisher":"p","hs_edition":2022,"sources":{{}},"rules":[{{
        "id":"a:hs2022:3926~1","heading":"3926","from":"392600","to":"392699","row":"whole","state":"attested",
        "criterion":{{"type":"Process","any_of":["chemical_reaction"],"parameters":{held}}},"source":{{"id":"s"}}}}]}}"#
    )
}

fn without_places(value: &Value) -> Value {
    let kind = match &value.kind {
        Kind::Seq(items) => Kind::Seq(items.iter().map(without_places).collect()),
        Kind::Map(entries) => return map(entries.iter().map(|e| (e.key.clone(), without_places(&e.value)))),
        other => other.clone(),
    };
    Value { kind, span: Span::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(data in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = psra_rac::validate("d.yaml", &data);
        let _ = psra_rac::validate("d.json", &data);
    }

    #[test]
    fn any_text_of_yaml_signs_is_answered(text in "[-a: \n\"'\\[\\]{},&*!|>#?%0-9.é]{0,120}") {
        for found in psra_rac::validate("d.yaml", text.as_bytes()) {
            prop_assert!(found.line >= 1 && found.column >= 1);
            prop_assert!((found.end_line, found.end_column) >= (found.line, found.column));
            prop_assert!(found.line as usize <= text.lines().count() + 1, "{found}");
        }
    }

    #[test]
    fn a_document_cut_or_changed_anywhere_is_answered(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut data = include_bytes!("documents/every-kind.yaml").to_vec();
        let at = at.index(data.len());
        if cut { data.truncate(at); } else { data[at] = byte; }
        let _ = psra_rac::validate("d.yaml", &data);
    }

    #[test]
    fn json_is_yaml_and_both_are_read_alike(tree in tree()) {
        let wrapped = map([("kind".to_owned(), value(Kind::Str("rules".to_owned()))), ("x".to_owned(), tree)]).to_json();
        let said = |path: &str| -> Vec<_> {
            psra_rac::validate(path, wrapped.as_bytes()).into_iter().map(|d| (d.code, d.message)).collect()
        };
        prop_assert_eq!(said("d.json"), said("d.yaml"));
    }

    #[test]
    fn what_is_written_is_read_again_as_the_same(tree in tree()) {
        let text = document(&tree);
        for path in ["d.json", "d.yaml"] {
            let first = psra_rac::read(path, text.as_bytes()).expect("a document of the right shape");
            let parameters = first.get("rules").and_then(|rules| rules.items()[0].get("criterion")?.get("parameters"));
            let held = parameters.and_then(|found| found.get("x")).map(without_places);
            prop_assert_eq!(held.as_ref(), Some(&tree), "{}", path);
            let canonical = first.to_canonical_json();
            let second = psra_rac::read("d.json", canonical.as_bytes()).expect("canonical JSON is a document");
            prop_assert_eq!(second.to_canonical_json(), canonical);
        }
    }
}

#[test]
fn canonical_json_sorts_keys_and_escapes_as_rfc_8785_does() {
    let text = r#"{"rac":"2.0","kind":"rules","agreement":"a","publisher":"é\u0001\"\/","hs_edition":2022,"sources":{},"rules":[]}"#;
    let canonical = psra_rac::read("d.json", text.as_bytes()).expect("valid").to_canonical_json();
    assert_eq!(
        canonical,
        r#"{"agreement":"a","hs_edition":2022,"kind":"rules","publisher":"é\u0001\"/","rac":"2.0","rules":[],"sources":{}}"#
    );
}
