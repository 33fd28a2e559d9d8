//! From a document of rules to rows.

use super::criterion::alternatives;
use super::keys::{edition, given, items, need, owned, text, texts, word};
use super::notes::{Notes, earlier, later, named_by_leaves};
use super::sources::Sources;
use super::{LoadError, Lowered};
use crate::edition::Editions;
use crate::json::{Json, canonical, sha256_hex};
use crate::law::{Direction, Row, RowKind};

/// The rows of a document of rules.
///
/// # Errors
/// Where a rule cannot be used.
pub fn rows(document: &Json, agreement: &[&Json]) -> Result<Vec<Row>, LoadError> {
    let notes = Notes::of(document, agreement);
    let sources = Sources(document.get("sources"));
    let law = edition(document, "hs_edition").unwrap_or_default();
    let editions = Editions { printed: edition(document, "printed_edition").unwrap_or(law), law };
    let of = |rule: &Json| row(rule, document, &sources, &notes, editions);
    items(document, "rules")
        .iter()
        .map(|rule| {
            of(rule)
                .map_err(|message| LoadError { place: text(rule, "id").unwrap_or("a rule without id").into(), message })
        })
        .collect()
}

/// The first and the last code that an edition has in a range; the range itself where it has none.
fn span(edition: u16, from: u32, to: u32) -> (u32, u32) {
    let codes = psra_hs::codes(edition).unwrap_or_default();
    let (start, end) = (codes.partition_point(|code| *code < from), codes.partition_point(|code| *code <= to));
    match codes.get(start..end) {
        Some([first, .., last]) => (*first, *last),
        Some([only]) => (*only, *only),
        _ => (from, to),
    }
}

fn row(rule: &Json, document: &Json, sources: &Sources<'_>, notes: &Notes<'_>, editions: Editions) -> Lowered<Row> {
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
    let mut cited = texts(rule, "notes");
    if let Some(tree) = tree {
        named_by_leaves(tree, &mut cited);
    }
    let unverified = sources.unverified(Some(reference)).or_else(|| tree.and_then(|t| sources.unverified_in(t)));
    let (from, to) = (code("from")?, code("to")?);
    if from > to {
        return Err(format!("the range {from:06} to {to:06} runs backwards"));
    }
    Ok(Row {
        id: need(rule, "id")?.into(),
        heading: owned(rule, "heading").unwrap_or_default(),
        from,
        to,
        span: span(editions.printed, from, to),
        kind: word(
            rule,
            "row",
            &[("whole", RowKind::Whole), ("described", RowKind::Described), ("residual", RowKind::Residual)],
            None,
        )?,
        applies_to: texts(rule, "applies_to"),
        valid_from: later(text(guard, "valid_from"), text(document, "valid_from")),
        valid_to: earlier(text(guard, "valid_to"), text(document, "valid_to")),
        direction: given(guard, "direction")
            .map(|_| word(guard, "direction", &[("import", Direction::Import), ("export", Direction::Export)], None))
            .transpose()?,
        quota: owned(guard, "quota"),
        countries: given(guard, "countries").map(|_| texts(guard, "countries")),
        quarantined: quarantined.then(|| owned(rule, "reason").unwrap_or_else(|| "no reason is given".into())),
        alternatives: tree
            .filter(|_| !quarantined)
            .map(|t| alternatives(t, &texts(rule, "notes"), notes))
            .transpose()?
            .unwrap_or_default(),
        notes_not_at_hand: cited.iter().filter(|id| !notes.has(id)).cloned().collect(),
        sha256: sha256_hex(&canonical(rule)),
        text: owned(rule, "text"),
        source: sources.resolved(reference),
        criterion: tree.cloned().unwrap_or(Json::Null),
        state: match state {
            "compiled" => "compiled",
            "attested" => "attested",
            _ => "quarantined",
        },
        unverified: match unverified {
            None => notes.unverified(&cited)?,
            found => found,
        },
        editions,
    })
}
