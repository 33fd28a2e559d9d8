//! From a document of general rules to the frame of an agreement.

use super::criterion::set_limits;
use super::keys::{BASES, MEASURES, edition, flag, given, items, limit, need, owned, ranges, text, texts, word};
use super::sources::Sources;
use super::{Fault, LoadError, Lowered};
use crate::json::{Json, canonical, sha256_hex};
use crate::law::{Basis, Cumulation, Drawback, Frame, General, Part, PartyDefinition, Tolerance, Treatment};

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

fn part<T>(value: T, holder: &Json, sources: &Sources<'_>) -> Part<T> {
    Part { value, unverified: sources.unverified(given(holder, "source")) }
}

fn general(value: &Json, sources: &Sources<'_>) -> Lowered<General> {
    let tolerance = |entry: &Json| -> Lowered<Part<Tolerance>> {
        let lowered = Tolerance {
            chapters: ranges(entry, "chapters")?,
            except_codes: ranges(entry, "except_codes")?,
            measure: word(entry, "measure", MEASURES, None)?,
            max: limit(entry, "pct")?,
            basis: word(entry, "basis", BASES, Some(Basis::Exw))?,
        };
        Ok(part(lowered, entry, sources))
    };
    let treatment = |holder: &Json, ctc: &str, worth: &str| {
        let treated = Treatment {
            in_ctc: text(holder, ctc) != Some("ignored"),
            in_value: text(holder, worth) != Some("ignored"),
        };
        part(treated, holder, sources)
    };
    Ok(General {
        within_group_forbidden: given(value, "within_group").is_some_and(|v| text(v, "rule") == Some("forbidden")),
        textile_materials: given(value, "textiles").map(|v| texts(v, "basic_materials")),
        tolerance: items(value, "tolerance").iter().map(tolerance).collect::<Lowered<_>>()?,
        tolerance_all_nom: text(value, "tolerance_scope") == Some("all_nom"),
        tolerance_rescues_weight: flag(value, "tolerance_rescues_weight"),
        cumulation: given(value, "cumulation").map(|v| part(cumulation(v), v, sources)),
        absorption: given(value, "absorption").map(|v| part(switch(v), v, sources)),
        insufficient_operations: given(value, "insufficient_operations")
            .map(|v| part(texts(v, "operations"), v, sources)),
        sets: given(value, "sets").map(|v| Ok::<_, Fault>(part(set_limits(v, "pct")?, v, sources))).transpose()?,
        packaging: given(value, "packaging").map(|v| treatment(v, "retail_in_ctc", "retail_in_value")),
        accessories: given(value, "accessories").map(|v| treatment(v, "in_ctc", "in_value")),
        drawback: given(value, "drawback").map(|v| Ok::<_, Fault>(part(drawback(v)?, v, sources))).transpose()?,
        transport: given(value, "transport").map(|v| Ok::<_, Fault>(part(transport(v)?, v, sources))).transpose()?,
        references: sources.places(value),
    })
}

/// `true`, or an object with `value`.
fn switch(value: &Json) -> bool {
    matches!(value, Json::Bool(true)) || flag(value, "value")
}

/// A list of kinds, or an object with `kinds`.
fn cumulation(value: &Json) -> Cumulation {
    let kinds = value.as_list().unwrap_or_else(|| items(value, "kinds"));
    let has = |kind: &str| kinds.iter().any(|k| k.as_str() == Some(kind));
    Cumulation {
        with_party: has("bilateral") || has("full"),
        full: has("full"),
        beyond: has("diagonal") || has("extended"),
    }
}

fn drawback(value: &Json) -> Lowered<Drawback> {
    match need(value, "rule")? {
        "allowed" => Ok(Drawback::Allowed),
        "banned" => Ok(Drawback::Banned),
        "banned_chapters" => Ok(Drawback::BannedChapters(ranges(value, "chapters")?)),
        other => Err(format!("{other:?} is not a rule on drawback")),
    }
}

fn transport(value: &Json) -> Lowered<&'static str> {
    word(
        value,
        "rule",
        &[("direct", "direct"), ("non_alteration", "non_alteration"), ("customs_control", "customs_control")],
        None,
    )
}
