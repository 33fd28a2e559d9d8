//! From a document of general rules to the frame of an agreement.

mod claim;
mod relief;
mod standing;

use super::keys::{edition, flag, given, items, owned, text, texts};
use super::sources::Sources;
use super::{LoadError, Lowered};
use crate::json::{Json, canonical, sha256_hex};
use crate::law::{Frame, General, Part, PartyDefinition};

/// The frame of a document of general rules.
///
/// # Errors
/// Where a part cannot be used.
pub fn frame(document: &Json) -> Result<Frame, LoadError> {
    let sources = Sources(document.get("sources"));
    let place = || text(document, "agreement").unwrap_or("an agreement without id").to_owned();
    let mut periods = Vec::new();
    for period in items(document, "ruleset") {
        let empty = Json::Object(Vec::new());
        let rules = general(given(period, "general").unwrap_or(&empty), &sources)
            .map_err(|message| LoadError { place: place(), message })?;
        periods.push((owned(period, "valid_from"), owned(period, "valid_to"), rules));
    }
    Ok(Frame {
        hs_edition: edition(document, "hs_edition").unwrap_or_default(),
        parties: items(document, "parties")
            .iter()
            .map(|p| PartyDefinition { code: owned(p, "code").unwrap_or_default(), members: texts(p, "members") })
            .collect(),
        valid_from: owned(document, "valid_from"),
        valid_to: owned(document, "valid_to"),
        periods,
        sha256: sha256_hex(&canonical(document)),
    })
}

/// A part with the place that says it: the locator, else the key of the article.
fn part<T>(value: T, holder: &Json, sources: &Sources<'_>) -> Part<T> {
    let source = given(holder, "source");
    Part {
        value,
        unverified: sources.unverified(source),
        article: source.and_then(|s| owned(s, "locator").or_else(|| owned(s, "article"))),
    }
}

/// A part that stands under a key, if it does.
fn under<T>(
    value: &Json,
    key: &str,
    sources: &Sources<'_>,
    read: impl Fn(&Json) -> Lowered<T>,
) -> Lowered<Option<Part<T>>> {
    given(value, key).map(|holder| Ok(part(read(holder)?, holder, sources))).transpose()
}

fn general(value: &Json, sources: &Sources<'_>) -> Lowered<General> {
    Ok(General {
        within_group_forbidden: given(value, "within_group").is_some_and(|v| text(v, "rule") == Some("forbidden")),
        tolerance: items(value, "tolerance")
            .iter()
            .map(|entry| Ok(part(relief::tolerance(entry)?, entry, sources)))
            .collect::<Lowered<_>>()?,
        tolerance_all_nom: text(value, "tolerance_scope") == Some("all_nom"),
        tolerance_rescues_weight: flag(value, "tolerance_rescues_weight"),
        block_any_alternative: text(value, "maxnom_block_scope") == Some("any_alternative"),
        textiles: under(value, "textiles", sources, |v| relief::textiles(v, sources))?,
        cumulation: under(value, "cumulation", sources, |v| standing::cumulation(v, sources))?,
        absorption: under(value, "absorption", sources, |v| Ok(switch(v)))?,
        insufficient_operations: under(value, "insufficient_operations", sources, standing::insufficient)?,
        sets: under(value, "sets", sources, relief::sets)?,
        packaging: under(value, "packaging", sources, |v| {
            Ok(relief::treatment(v, "retail_in_ctc", "retail_in_value"))
        })?,
        accessories: under(value, "accessories", sources, |v| Ok(relief::treatment(v, "in_ctc", "in_value")))?,
        segregation: under(value, "accounting_segregation", sources, claim::segregation)?,
        territoriality: under(value, "territoriality", sources, claim::territoriality)?,
        drawback: under(value, "drawback", sources, claim::drawback)?,
        transport: under(value, "transport", sources, claim::transport)?,
        proof: under(value, "proof", sources, |v| Ok(claim::proof(v)))?,
        references: Sources::places(value),
    })
}

/// `true`, or an object with `value`.
fn switch(value: &Json) -> bool {
    matches!(value, Json::Bool(true)) || flag(value, "value")
}
