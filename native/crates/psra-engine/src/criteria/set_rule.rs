//! A set's components each originate, or those that do not keep to limits: a share of the set's price, shares for
//! components of some chapters, a least number that originate (origin.md A.10).

use super::{Bench, Finding, max_nom};
use crate::facts::gather;
use crate::json::Json;
use crate::law::{Scope, SetLimits};
use crate::logic::Truth;

pub(super) fn find(bench: &Bench<'_, '_>, limits: &SetLimits) -> Finding {
    let mut finding = max_nom::find(bench, "SetRule", &limits.max, limits.basis, &Scope::default());
    let mut facts = std::mem::take(&mut finding.facts);
    for limit in &limits.limits {
        let share = max_nom::of_basis(bench, &limit.max, limits.basis, &limit.chapters);
        finding.outcome = finding.outcome.and(share.outcome);
        gather(&mut facts, share.facts);
    }
    if let Some(least) = limits.least_originating {
        finding.outcome = finding.outcome.and(enough(bench, least));
        gather(&mut facts, bench.lines.iter().filter(|l| l.in_ctc).flat_map(|l| l.identity_facts()));
        finding.measure.push(("least_originating", Json::str(least.to_string())));
    }
    if finding.outcome == Truth::Unknown {
        finding.facts = facts;
    }
    finding
}

/// Whether so many components originate.
fn enough(bench: &Bench<'_, '_>, least: usize) -> Truth {
    let count = |of: fn(Truth) -> bool| bench.lines.iter().filter(|l| l.in_ctc && of(l.nom)).count();
    if count(|nom| nom == Truth::False) >= least {
        Truth::True
    } else if count(|nom| nom != Truth::True) < least {
        Truth::False
    } else {
        Truth::Unknown
    }
}
