//! Laws of the parser: it never fails on any bytes, and what it writes it reads again as the same.

use std::collections::BTreeMap;

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

/// A document of the right shape with any texts as names and as values.
fn document(sources: &BTreeMap<String, (String, bool)>) -> String {
    let said = |text: &str| value(Kind::Str(text.to_owned()));
    let held = map(sources.iter().map(|(name, (annex, verified))| {
        let keys = [("instrument", said("x")), ("annex", said(annex)), ("verified", value(Kind::Bool(*verified)))];
        (name.clone(), map(keys.map(|(key, what)| (key.to_owned(), what))))
    }));
    format!(
        r#"{{"rac":"2.0","kind":"rules","agreement":"a","publisher":"p","hs_edition":2022,"rules":[],"sources":{}}}"#,
        held.to_json()
    )
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
    fn what_is_written_is_read_again_as_the_same(
        sources in prop::collection::btree_map(text(), (text(), any::<bool>()), 0..6)
    ) {
        let text = document(&sources);
        for path in ["d.json", "d.yaml"] {
            let first = psra_rac::read(path, text.as_bytes()).expect("a document of the right shape");
            let held = first.get("sources").expect("a required key").entries().iter().map(|entry| {
                let annex = entry.value.str_at("annex").expect("a text").to_owned();
                (entry.key.clone(), (annex, entry.value.get("verified").and_then(Value::as_bool) == Some(true)))
            });
            prop_assert_eq!(&held.collect::<BTreeMap<_, _>>(), &sources, "{}", path);
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
