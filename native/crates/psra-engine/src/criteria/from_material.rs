//! Manufactured from a material of a description: one of the materials used is of it.

use super::{Bench, Finding};
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::logic::Truth;
use crate::tags;

pub(super) fn find(bench: &Bench<'_, '_>, wanted: &[String]) -> Finding {
    let (outcome, facts) = any_material(bench, wanted);
    let measure = vec![("criterion", Json::str("FromMaterial")), ("tags", Json::strings(wanted))];
    Finding::firm(outcome, measure, facts)
}

/// Whether a material used has all of those tags.
pub(super) fn any_material(bench: &Bench<'_, '_>, wanted: &[String]) -> (Truth, Vec<MissingFact>) {
    let mut outcome = Truth::False;
    let mut facts = Vec::new();
    for line in bench.lines.iter().filter(|l| l.in_ctc) {
        let has = Truth::all(wanted.iter().map(|tag| tags::has(line, tag)));
        if has == Truth::Unknown {
            let open: Vec<_> =
                wanted.iter().map(String::as_str).filter(|t| tags::has(line, t) == Truth::Unknown).collect();
            gather(&mut facts, [tags::question(line, &open)]);
        }
        outcome = outcome.or(has);
    }
    (outcome, facts)
}
