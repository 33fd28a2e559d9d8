//! An attested fact of the vocabulary: a process, a material's description, or the product's own.

use super::from_material::any_material;
use super::{Bench, Finding, process};
use crate::json::Json;
use crate::tags;

fn measure(kind: &str, code: &str) -> Vec<(&'static str, Json)> {
    vec![("criterion", Json::word("Fact")), ("kind", Json::str(kind)), ("code", Json::str(code))]
}

pub(super) fn process(bench: &Bench<'_, '_>, code: &str) -> Finding {
    let wanted = [code.to_owned()];
    let found = process::find(bench, &wanted, true, &[]);
    Finding { measure: measure("process", code), ..found }
}

pub(super) fn material(bench: &Bench<'_, '_>, code: &str) -> Finding {
    let (outcome, facts) = any_material(bench, code);
    Finding::firm(outcome, measure("material", code), facts)
}

pub(super) fn description(bench: &Bench<'_, '_>, code: &str) -> Finding {
    let subject = bench.subject;
    let outcome = tags::product_has(subject, code);
    let asked = tags::product_question(subject, &[code]);
    Finding::firm(outcome, measure("description", code), vec![asked])
}
