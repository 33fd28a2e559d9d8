//! Reading the members of a document's objects.

use super::Lowered;
use crate::exact::Exact;
use crate::json::Json;
use crate::law::{Basis, CodeRange, Measure};
use crate::limit::Limit;

pub(super) fn given<'j>(value: &'j Json, key: &str) -> Option<&'j Json> {
    value.get(key).filter(|v| **v != Json::Null)
}

pub(super) fn text<'j>(value: &'j Json, key: &str) -> Option<&'j str> {
    given(value, key).and_then(Json::as_str)
}

pub(super) fn owned(value: &Json, key: &str) -> Option<String> {
    text(value, key).map(Into::into)
}

pub(super) fn need<'j>(value: &'j Json, key: &str) -> Lowered<&'j str> {
    text(value, key).ok_or_else(|| format!("{key:?} is missing"))
}

pub(super) fn items<'j>(value: &'j Json, key: &str) -> &'j [Json] {
    given(value, key).and_then(Json::as_list).unwrap_or_default()
}

pub(super) fn texts(value: &Json, key: &str) -> Vec<String> {
    items(value, key).iter().filter_map(Json::as_str).map(Into::into).collect()
}

pub(super) fn flag(value: &Json, key: &str) -> bool {
    matches!(value.get(key), Some(Json::Bool(true)))
}

pub(super) fn percent(value: &Json, key: &str) -> Lowered<Exact> {
    let written = need(value, key)?;
    Exact::percent(written).ok_or_else(|| format!("{written:?} is not a percentage"))
}

/// A limit with what becomes of it: `exclusive` says that it fails itself.
pub(super) fn limit(value: &Json, key: &str) -> Lowered<Limit> {
    Ok(Limit { share: percent(value, key)?, exclusive: flag(value, "exclusive") })
}

pub(super) fn count(value: &Json, key: &str) -> Lowered<Option<usize>> {
    match given(value, key) {
        None => Ok(None),
        Some(Json::Int(number)) => {
            usize::try_from(*number).map(Some).map_err(|_| format!("{number} is not a number of things"))
        }
        Some(other) => Err(format!("{key:?} is {}, not a whole number", other.kind())),
    }
}

pub(super) fn word<T: Copy>(value: &Json, key: &str, words: &[(&str, T)], default: Option<T>) -> Lowered<T> {
    let Some(found) = text(value, key) else { return default.ok_or_else(|| format!("{key:?} is missing")) };
    words.iter().find(|(w, _)| *w == found).map(|(_, t)| *t).ok_or_else(|| format!("{found:?} is not a {key}"))
}

pub(super) fn ranges(value: &Json, key: &str) -> Lowered<Vec<CodeRange>> {
    texts(value, key)
        .iter()
        .map(|t| CodeRange::read(t).ok_or_else(|| format!("{t:?} is not a range of codes")))
        .collect()
}

pub(super) fn edition(value: &Json, key: &str) -> Option<u16> {
    match value.get(key) {
        Some(Json::Int(year)) => u16::try_from(*year).ok(),
        _ => None,
    }
}

pub(super) const MEASURES: &[(&str, Measure)] = &[("value", Measure::Value), ("weight", Measure::Weight)];
pub(super) const BASES: &[(&str, Basis)] = &[
    ("EXW", Basis::Exw),
    ("FOB", Basis::Fob),
    ("TV", Basis::Tv),
    ("NC", Basis::Nc),
    ("EXW_OR_FOB", Basis::ExwOrFob),
    ("TV_OR_EXW", Basis::TvOrExw),
];
