//! General tolerance (de minimis, origin.md A.5): the materials that fail an alternative are forgiven while their value
//! or weight stays within a share. It is worked out per alternative, never lets an explicit percentage of the rule be
//! exceeded, never saves a product that had to be wholly obtained, and never overrides insufficient operations.

use std::collections::BTreeMap;

use crate::criteria::Bench;
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{General, Measure, Part, Scope, Tolerance};
use crate::logic::Truth;
use crate::share;
use crate::subject::Line;

/// What a tolerance came to.
#[derive(Debug, Clone)]
pub struct Forgiven {
    pub(crate) outcome: Truth,
    pub(crate) measure: Vec<(&'static str, Json)>,
    pub(crate) facts: Vec<MissingFact>,
    /// The source of the tolerance, where it is not verified.
    pub(crate) unverified: Option<String>,
}

/// Whether a tolerance of the agreement forgives those lines; `None` where it has none for the product.
#[must_use]
pub fn forgive(bench: &Bench<'_, '_>, general: &General, failing: &BTreeMap<usize, Truth>) -> Option<Forgiven> {
    let code = bench.subject.code;
    let mut best: Option<Forgiven> = None;
    let mut facts = Vec::new();
    for part in &general.tolerance {
        let entry = &part.value;
        if !entry.chapters.iter().any(|r| r.holds(code)) || entry.except_codes.iter().any(|r| r.holds(code)) {
            continue;
        }
        let found = measure(bench, part, failing, general.tolerance_all_nom);
        gather(&mut facts, found.facts.iter().cloned());
        if best.as_ref().is_none_or(|b| found.outcome > b.outcome) {
            best = Some(found);
        }
    }
    best.map(|found| Forgiven { facts: if found.outcome == Truth::Unknown { facts } else { Vec::new() }, ..found })
}

fn measure(bench: &Bench<'_, '_>, part: &Part<Tolerance>, failing: &BTreeMap<usize, Truth>, all_nom: bool) -> Forgiven {
    let entry = &part.value;
    let everything = Scope::default();
    let truths: BTreeMap<&str, Truth> = failing.iter().map(|(n, truth)| (bench.lines[*n].id, *truth)).collect();
    let member = |line: &Line<'_>| {
        if all_nom { line.nom } else { truths.get(line.id).copied().unwrap_or(Truth::False) }
    };
    let lines = || bench.lines.iter().copied();
    let (outcome, basis, fraction, facts, name) = match entry.measure {
        Measure::Value => {
            let share = share::of_price(
                bench.subject,
                entry.basis,
                |currency| share::add_values(lines(), &everything, bench.subject, currency, member),
                |sum, price| entry.max.caps(sum, price),
            );
            (share.outcome, share::basis_name(share.basis), share.fraction, share.facts, "value")
        }
        Measure::Weight => {
            let sum = share::add_weights(lines(), &everything, bench.subject, member);
            match bench.subject.net_weight() {
                Ok(weight) => {
                    let fraction = sum.exactly().map(|s| s.divide(weight));
                    (entry.max.caps(&sum, weight), "net_weight", fraction, sum.gaps().to_vec(), "weight")
                }
                Err(missing) => {
                    let mut facts = vec![missing];
                    gather(&mut facts, sum.gaps().iter().cloned());
                    (Truth::Unknown, "net_weight", None, facts, "weight")
                }
            }
        }
    };
    let mut shown = vec![("criterion", Json::str("Tolerance")), ("measure", Json::str(name))];
    shown.extend(share::shown(basis, fraction.as_ref(), &entry.max));
    shown.push(("forgiven_materials", Json::strings(truths.keys().copied())));
    Forgiven { outcome, measure: shown, facts, unverified: part.unverified.clone() }
}
