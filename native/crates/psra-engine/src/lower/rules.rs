//! From a document of rules to rows.

use super::criterion::alternatives;
use super::keys::{edition, given, items, need, owned, text, texts, word};
use super::sources::Sources;
use super::{LoadError, Lowered};
use crate::json::{Json, canonical, sha256_hex};
use crate::law::{Direction, Row, RowKind};

/// A rule whose own `verified` sources, its leaves' included, decide whether it is listed as an assumption.
fn leaf_sources<'j>(tree: &'j Json, into: &mut Vec<&'j Json>) {
    into.extend(given(tree, "source"));
    for child in items(tree, "any").iter().chain(items(tree, "all")) {
        leaf_sources(child, into);
    }
}

/// The rows of a document of rules.
///
/// # Errors
/// Where a rule cannot be used.
pub fn rows(document: &Json) -> Result<Vec<Row>, LoadError> {
    let sources = Sources(document.get("sources"));
    let edition = edition(document, "printed_edition").or_else(|| edition(document, "hs_edition")).unwrap_or_default();
    let of = |rule: &Json| row(rule, document, &sources, edition);
    items(document, "rules")
        .iter()
        .map(|rule| {
            of(rule)
                .map_err(|message| LoadError { place: text(rule, "id").unwrap_or("a rule without id").into(), message })
        })
        .collect()
}

/// The later of two beginnings, or the earlier of two ends.
fn narrower(own: Option<&str>, document: Option<&str>, later: bool) -> Option<String> {
    match (own, document) {
        (Some(a), Some(b)) => Some(if later { a.max(b) } else { a.min(b) }.into()),
        (a, b) => a.or(b).map(Into::into),
    }
}

fn row(rule: &Json, document: &Json, sources: &Sources<'_>, edition: u16) -> Lowered<Row> {
    let code = |key: &str| -> Lowered<u32> {
        let written = need(rule, key)?;
        written.parse().map_err(|_| format!("{written:?} is not a code"))
    };
    let empty = Json::Object(Vec::new());
    let guard = given(rule, "guard").unwrap_or(&empty);
    let tree = given(rule, "criterion");
    let state = need(rule, "state")?;
    let quarantined = state == "quarantined" || tree.is_none();
    let reference = given(rule, "source").unwrap_or(&empty);
    let mut references = vec![reference];
    if let Some(tree) = tree {
        leaf_sources(tree, &mut references);
    }
    let (from, to) = (code("from")?, code("to")?);
    if from > to {
        return Err(format!("the range {from:06} to {to:06} runs backwards"));
    }
    Ok(Row {
        id: need(rule, "id")?.into(),
        heading: owned(rule, "heading").unwrap_or_default(),
        from,
        to,
        kind: word(
            rule,
            "row",
            &[("whole", RowKind::Whole), ("described", RowKind::Described), ("residual", RowKind::Residual)],
            None,
        )?,
        applies_to: texts(rule, "applies_to"),
        valid_from: narrower(text(guard, "valid_from"), text(document, "valid_from"), true),
        valid_to: narrower(text(guard, "valid_to"), text(document, "valid_to"), false),
        direction: given(guard, "direction")
            .map(|_| word(guard, "direction", &[("import", Direction::Import), ("export", Direction::Export)], None))
            .transpose()?,
        quota: owned(guard, "quota"),
        countries: given(guard, "countries").map(|_| texts(guard, "countries")),
        quarantined: quarantined.then(|| owned(rule, "reason").unwrap_or_else(|| "no reason is given".into())),
        alternatives: tree.filter(|_| !quarantined).map(alternatives).transpose()?.unwrap_or_default(),
        sha256: sha256_hex(&canonical(rule)),
        text: owned(rule, "text"),
        source: sources.resolved(reference),
        criterion: tree.cloned().unwrap_or(Json::Null),
        state: match state {
            "compiled" => "compiled",
            "attested" => "attested",
            _ => "quarantined",
        },
        unverified: references.into_iter().find_map(|r| sources.unverified(Some(r))),
        edition,
    })
}
