//! Whose materials and which production count: cumulation, insufficient operations.

use super::part;
use crate::json::Json;
use crate::law::{Cumulation, CumulationKind, CumulationLimit, Evidence, InsufficientOperations, Matrix, MatrixPair};
use crate::lower::Lowered;
use crate::lower::keys::{count, flag, given, items, need, owned, ranges, texts, word};
use crate::lower::sources::Sources;

const KINDS: &[(&str, CumulationKind)] = &[
    ("bilateral", CumulationKind::Bilateral),
    ("diagonal", CumulationKind::Diagonal),
    ("full", CumulationKind::Full),
    ("extended", CumulationKind::Extended),
];

/// Kinds of cumulation, in a list of words.
pub(super) fn kinds(words: &[Json]) -> Lowered<Vec<CumulationKind>> {
    let known = |name: &str| KINDS.iter().find(|(w, _)| *w == name).map(|(_, kind)| *kind);
    words
        .iter()
        .map(|w| w.as_str().and_then(known).ok_or_else(|| "a kind of cumulation is not known".to_owned()))
        .collect()
}

/// A list of kinds, or an object with `kinds`.
pub(super) fn cumulation(value: &Json, sources: &Sources<'_>) -> Lowered<Cumulation> {
    let evidence = |holder: &Json| -> Lowered<_> {
        let months = count(holder, "validity_months")?;
        Ok(part(Evidence { kinds: texts(holder, "kinds"), validity_months: months }, holder, sources))
    };
    Ok(Cumulation {
        kinds: kinds(value.as_list().unwrap_or_else(|| items(value, "kinds")))?,
        limits: items(value, "limits").iter().map(limit).collect::<Lowered<_>>()?,
        matrix: given(value, "matrix").map(matrix).transpose()?,
        evidence: given(value, "evidence").map(evidence).transpose()?,
        // Silence is no relief: what is cumulated counts only after more than insufficient operations.
        beyond_insufficient: !matches!(value.get("beyond_insufficient"), Some(Json::Bool(false))),
        by_highest_value: word(value, "allocation", &[("highest_value", true)], Some(false))?,
    })
}

/// Silence is completeness: a matrix lists all agreements that are in force.
fn matrix(value: &Json) -> Lowered<Matrix> {
    let pair = |entry: &Json| -> Lowered<_> {
        Ok(MatrixPair {
            from: need(entry, "from")?.into(),
            to: need(entry, "to")?.into(),
            one_way: flag(entry, "one_way"),
            ruleset: need(entry, "ruleset")?.into(),
            valid_from: owned(entry, "valid_from"),
            valid_to: owned(entry, "valid_to"),
        })
    };
    Ok(Matrix {
        complete: !matches!(value.get("complete"), Some(Json::Bool(false))),
        pairs: items(value, "pairs").iter().map(pair).collect::<Lowered<_>>()?,
    })
}

fn limit(entry: &Json) -> Lowered<CumulationLimit> {
    Ok(CumulationLimit {
        kind: word(entry, "kind", KINDS, None)?,
        chapters: given(entry, "chapters").map(|_| ranges(entry, "chapters")).transpose()?,
        except_chapters: ranges(entry, "except_chapters")?,
        countries: given(entry, "countries").map(|_| texts(entry, "countries")),
        exporters: given(entry, "exporters").map(|_| texts(entry, "exporters")),
        importers: given(entry, "importers").map(|_| texts(entry, "importers")),
        importing_party_only: flag(entry, "importing_party_only"),
        valid_from: owned(entry, "valid_from"),
        valid_to: owned(entry, "valid_to"),
        ruleset: owned(entry, "ruleset"),
    })
}

pub(super) fn insufficient(value: &Json) -> Lowered<InsufficientOperations> {
    let limited = |entry: &Json| Ok((texts(entry, "operations"), ranges(entry, "chapters")?));
    Ok(InsufficientOperations {
        operations: texts(value, "operations"),
        combination: flag(value, "combination"),
        one_or_more: flag(value, "one_or_more"),
        limited: items(value, "limited").iter().map(limited).collect::<Lowered<_>>()?,
    })
}
