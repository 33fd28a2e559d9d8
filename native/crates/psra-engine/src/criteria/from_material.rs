//! Manufactured from a material of a description (origin.md A.2.2, A.2.7). The condition is on non-originating materials:
//! one of the description, or, unless the rule says otherwise, of an earlier stage of manufacture may be used; one of a
//! later stage may not (PEM note 3.2). Other materials that by their nature cannot satisfy the rule are not barred
//! (TCA note 3.4, PEM note 3.5). An originating material of a later stage holds the described one in itself.

use super::{Bench, Finding};
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::Scope;
use crate::logic::Truth;
use crate::scope;
use crate::stages::{earlier, later};
use crate::subject::Line;
use crate::tags;

pub(super) fn find(bench: &Bench<'_, '_>, wanted: &[String], scope: &Scope, exact: bool) -> Finding {
    let before = earlier(wanted);
    let after = later(wanted, &before);
    let words = || wanted.iter().map(String::as_str);
    let accepted: Vec<&str> = words().chain(before.iter().copied().filter(|_| !exact)).collect();
    let mut refused = after.clone();
    refused.extend(before.iter().copied().filter(|_| exact));
    let (mut found, mut later_used) = (Truth::False, Truth::False);
    let (mut facts, mut spoiling) = (Vec::new(), Vec::new());
    for line in bench.lines.iter().filter(|l| l.in_ctc) {
        let within = scope::holds(scope, line, bench.subject);
        let of = has_any(line, &accepted);
        let holds_it = of.or(line.nom.negate().and(has_any(line, &after)));
        // A material of the description is not of a later stage, whatever else it is.
        let spoils = line.nom.and(of.negate()).and(has_any(line, &refused));
        found = found.or(within.and(holds_it));
        later_used = later_used.or(within.and(spoils));
        let open: Vec<&str> =
            accepted.iter().chain(&refused).copied().filter(|t| tags::has(line, t) == Truth::Unknown).collect();
        if within != Truth::False && (within.and(holds_it) == Truth::Unknown || within.and(spoils) == Truth::Unknown) {
            gather(&mut facts, scope::facts(scope, line, bench.subject));
            gather(&mut facts, line.identity_facts());
            if !open.is_empty() {
                gather(&mut facts, [tags::question(line, &open)]);
            }
        }
        if within.and(spoils) != Truth::False {
            spoiling.push(line.id);
        }
    }
    let mut measure = vec![("criterion", Json::word("FromMaterial")), ("tags", Json::strings(wanted))];
    if !spoiling.is_empty() {
        measure.push(("later_stage_materials", Json::strings(spoiling)));
    }
    Finding::firm(found.and(later_used.negate()), measure, facts)
}

fn has_any(line: &Line<'_>, wanted: &[&str]) -> Truth {
    Truth::any(wanted.iter().map(|tag| tags::has(line, tag)))
}

/// Whether a material used is of that description.
pub(super) fn any_material(bench: &Bench<'_, '_>, wanted: &str) -> (Truth, Vec<MissingFact>) {
    let mut outcome = Truth::False;
    let mut facts = Vec::new();
    for line in bench.lines.iter().filter(|l| l.in_ctc) {
        let has = tags::has(line, wanted);
        if has == Truth::Unknown {
            gather(&mut facts, [tags::question(line, &[wanted])]);
        }
        outcome = outcome.or(has);
    }
    (outcome, facts)
}
