//! Laws of the parser: it never fails on any bytes, and what it writes it reads again as the same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use psra_rac::{Entry, Kind, Severity, Span, Value};

fn value(kind: Kind<'static>) -> Value<'static> {
    Value { kind, span: Span::default() }
}

fn map(entries: impl IntoIterator<Item = (String, Value<'static>)>) -> Value<'static> {
    let entry = |(key, value)| Entry { key: String::into(key), key_span: Span::default(), value };
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

fn tree() -> impl Strategy<Value = Value<'static>> {
    let leaf = prop_oneof![
        Just(Kind::Null),
        any::<bool>().prop_map(Kind::Bool),
        any::<i64>().prop_map(Kind::Int),
        text().prop_map(|said| Kind::Str(said.into())),
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
    let said = |text: &str| value(Kind::Str(text.to_owned().into()));
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
        let _ = psra_rac::validate("d.yaml", &data, None);
        let _ = psra_rac::validate("d.json", &data, None);
    }

    #[test]
    fn any_text_of_yaml_signs_is_answered(text in "[-a: \n\"'\\[\\]{},&*!|>#?%0-9.é]{0,120}") {
        for found in psra_rac::validate("d.yaml", text.as_bytes(), None) {
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
        let _ = psra_rac::validate("d.yaml", &data, None);
    }

    #[test]
    fn json_is_yaml_and_both_are_read_alike(tree in tree()) {
        let wrapped = map([("kind".to_owned(), value(Kind::Str("rules".into()))), ("x".to_owned(), tree)]).to_json();
        let said = |path: &str| -> Vec<_> {
            psra_rac::validate(path, wrapped.as_bytes(), None).into_iter().map(|d| (d.code, d.message)).collect()
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
                (entry.key.to_string(), (annex, entry.value.get("verified").and_then(Value::as_bool) == Some(true)))
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

/// Text that stands in the documents below, and text that is wrong in its place.
const SLIPS: &[(&str, &str)] = &[
    ("heading: ", "haeding: "),
    ("row: whole", "row: Whole"),
    ("row: whole", "row: whole\n    row: whole"),
    ("row: whole", "row: whole # so\n    row: whole"),
    ("\"392600\"", "392600"),
    ("\"392600\"", "\"3926.00\""),
    ("\"392699\"", "'3926 99'"),
    ("\"50\"", "50"),
    ("\"50\"", "'50 %'"),
    ("\"50\"", "\"150\""),
    ("state: compiled", "state: attested"),
    ("state: compiled", "stat: compiled"),
    ("{type: CTSH}", "{type: ctsh}"),
    ("{type: CTSH}", "{type: CTSH}\n        - {type: CTSH}"),
    ("{type: CTSH}", "{type: CTSH, except: {tags: [sugr, sugar]}}"),
    ("{type: CTSH}", "{type: Process, any_of: [chemical-reaction]}"),
    ("{id: s}", "{id: s, locator: a, locator: a}"),
    ("{id: s}", "{id: s, id: t}"),
    ("verified: true", "verified: 'true', source_proxy: x"),
    ("hs_edition: 2017", "hs_edition: '2017'"),
    ("kind: rules", "kind: rule"),
    ("eu-zz:hs2017", "EU-zz:hs2017"),
    ("publisher: psra", "publisher: psra\r"),
    ("A treaty", "Ein Übereinkommen"),
    ("rac: ", "\u{feff}rac: "),
];

/// A document with any of the slips, some of them made twice, and its rule once more.
fn slipped() -> impl Strategy<Value = String> {
    (prop::collection::vec(0..SLIPS.len(), 0..6), any::<bool>()).prop_map(|(slips, again)| {
        let mut text = include_str!("lints/RAC201/good.yaml").to_owned();
        if again {
            let rule = text.split_once("rules:\n").expect("rules").1.to_owned();
            text.push_str(&rule);
        }
        for slip in slips {
            let (good, bad) = SLIPS[slip];
            text = text.replacen(good, bad, 1);
        }
        text
    })
}

/// Findings of one severity by code.
fn counts(found: &[psra_rac::Diagnostic], severity: Severity) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    found.iter().filter(|one| one.severity == severity).for_each(|one| *counts.entry(one.code).or_default() += 1);
    counts
}

/// What holds of mending any document.
fn mended_once_and_never_worse(path: &str, data: &[u8]) -> Result<(), TestCaseError> {
    let before = psra_rac::validate(path, data, None);
    let fixed = psra_rac::fix(path, data, None);
    let after = psra_rac::validate(path, &fixed.data, None);
    prop_assert_eq!(fixed.applied.is_empty(), fixed.data == data);
    let errors = [&before, &after].map(|found| counts(found, Severity::Error));
    let warnings = [&before, &after].map(|found| counts(found, Severity::Warning));
    let total = |counts: &BTreeMap<_, usize>| counts.values().sum::<usize>();
    for (code, count) in &errors[1] {
        prop_assert!(count <= errors[0].get(code).unwrap_or(&0), "{} is found more often", code);
    }
    if !fixed.applied.is_empty() && total(&errors[0]) == total(&errors[1]) {
        prop_assert!(total(&warnings[1]) < total(&warnings[0]));
        for (code, count) in &warnings[1] {
            prop_assert!(count <= warnings[0].get(code).unwrap_or(&0), "{} is found more often", code);
        }
    }
    let again = psra_rac::fix(path, &fixed.data, None);
    prop_assert_eq!(&again.data, &fixed.data);
    if path.ends_with("yaml") {
        let comments = |data: &[u8]| data.windows(2).filter(|two| two == b" #").count();
        prop_assert_eq!(comments(data), comments(&fixed.data), "a remark is lost");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mending_twice_is_mending_once_and_never_worse(text in slipped()) {
        mended_once_and_never_worse("d.yaml", text.as_bytes())?;
    }

    #[test]
    fn a_damaged_document_is_mended_without_harm(text in slipped(), at in any::<prop::sample::Index>(), sign in "[-a:\"'\\[\\]{},&*|>#%0. \n]") {
        let mut text = text;
        let at = at.index(text.len());
        if text.is_char_boundary(at) {
            text.insert_str(at, &sign);
        }
        mended_once_and_never_worse("d.yaml", text.as_bytes())?;
    }

    #[test]
    fn json_is_mended_as_yaml_is(text in slipped()) {
        // The same slips, written as JSON by way of the tree: keys that stand twice stand twice there too.
        let Ok(root) = psra_rac::read("d.yaml", text.as_bytes()) else { return Ok(()) };
        let json = root.to_json().replace("\"whole\"", "\"Whole\"").replace("\"50\"", "50").replace("\"heading\"", "\"haeding\"");
        mended_once_and_never_worse("d.json", json.as_bytes())?;
        let mended = psra_rac::fix("d.json", json.as_bytes(), None).data;
        prop_assert!(!String::from_utf8_lossy(&mended).contains("Whole"));
        prop_assert!(psra_rac::read("d.json", &mended).is_ok());
    }
}
