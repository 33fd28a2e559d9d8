//! Change of classification (origin.md A.2.2): CC, CTH, CTSH, and "materials of any heading".
//!
//! Only non-originating materials are looked at. An allowance frees the failing materials in its scope while their
//! total stays within it; materials over an allowance are over an explicit percentage of the rule, which no tolerance
//! forgives (origin.md A.5, 2).

use std::collections::HashMap;

use super::{Bench, Finding};
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{Allowance, Level, Measure, Scope};
use crate::logic::Truth;
use crate::scope;
use crate::share;
use crate::tally::Tally;

pub(super) fn find(
    bench: &Bench<'_, '_>,
    level: Option<Level>,
    except: Option<&Scope>,
    from_only: Option<&Scope>,
    allowances: &[Allowance],
) -> Finding {
    let subject = bench.subject;
    let mut failing = Vec::new();
    let mut facts = Vec::new();
    for (n, line) in bench.lines.iter().enumerate().filter(|(_, l)| l.in_ctc && l.nom != Truth::False) {
        let shifts = level.map_or(Truth::True, |lv| line.code_is(|code| lv.of(code) != lv.of(subject.code)));
        let barred = except.map_or(Truth::False, |s| scope::holds(s, line, subject));
        let admitted = from_only.map_or(Truth::True, |s| scope::holds(s, line, subject));
        let fails = line.nom.and(shifts.and(barred.negate()).and(admitted).negate());
        if fails == Truth::False {
            continue;
        }
        if fails == Truth::Unknown {
            gather(&mut facts, line.identity_facts());
            gather(&mut facts, except.into_iter().chain(from_only).flat_map(|s| scope::facts(s, line, subject)));
        }
        failing.push((n, fails));
    }
    let freed = free(bench, allowances, &failing, &mut facts);
    let rest = Truth::all(freed.iter().filter_map(|(_, state)| *state));
    let left = freed.iter().filter(|(_, state)| state.is_none()).map(|(pair, _)| *pair).collect();
    let name = match level {
        Some(Level::Chapter) => "CC",
        Some(Level::Heading) => "CTH",
        Some(Level::Subheading) => "CTSH",
        None => "AnyHeading",
    };
    let mut finding = Finding::of_lines(name, bench.lines, left, rest, facts);
    let under_allowance: Vec<_> =
        freed.iter().filter(|(_, state)| state.is_some()).map(|((n, _), _)| bench.lines[*n].id).collect();
    if !under_allowance.is_empty() {
        finding.measure.push(("under_allowance", Json::strings(under_allowance)));
        finding.measure.push(("allowance", Json::str(rest.outcome())));
    }
    finding
}

type Failing = (usize, Truth);

/// For each failing line: `None` where no allowance covers it, else whether one that covers it holds.
fn free(
    bench: &Bench<'_, '_>,
    allowances: &[Allowance],
    failing: &[Failing],
    facts: &mut Vec<MissingFact>,
) -> Vec<(Failing, Option<Truth>)> {
    let held: Vec<_> = allowances.iter().map(|a| hold(bench, a, failing, facts)).collect();
    failing
        .iter()
        .map(|(n, fails)| {
            let line = bench.lines[*n];
            let mut state = None;
            for (allowance, holds) in allowances.iter().zip(&held) {
                let covered = scope::holds(&allowance.scope, line, bench.subject);
                if covered == Truth::Unknown {
                    gather(facts, scope::facts(&allowance.scope, line, bench.subject));
                }
                if covered != Truth::False {
                    // Perhaps covered: perhaps freed, so never surer than that.
                    let frees = if covered == Truth::True { *holds } else { Truth::Unknown };
                    // A line that only perhaps fails does not break the rule for certain.
                    let frees = frees.or(fails.negate());
                    state = Some(state.unwrap_or(Truth::False).or(frees));
                }
            }
            ((*n, *fails), state)
        })
        .collect()
}

/// Whether the failing materials in the allowance's scope stay within it.
fn hold(bench: &Bench<'_, '_>, allowance: &Allowance, failing: &[Failing], facts: &mut Vec<MissingFact>) -> Truth {
    let subject = bench.subject;
    let by_id: HashMap<_, _> = failing.iter().map(|(n, fails)| (bench.lines[*n].id, *fails)).collect();
    let fails = |id: &str| by_id.get(id).copied().unwrap_or(Truth::False);
    let lines = || failing.iter().map(|(n, _)| bench.lines[*n]);
    match allowance.measure {
        Measure::Value => {
            let share = share::of_price(
                subject,
                allowance.basis,
                |currency| share::add_values(lines(), &allowance.scope, subject, currency, |l| fails(l.id)),
                |sum, price| sum.at_most(&allowance.max.times(price)),
            );
            gather(facts, share.facts);
            share.outcome
        }
        Measure::Weight => {
            let sum = share::add_weights(lines(), &allowance.scope, subject, |l| fails(l.id));
            let (outcome, missing) = weight_outcome(bench, &sum, allowance);
            gather(facts, missing);
            outcome
        }
    }
}

fn weight_outcome(bench: &Bench<'_, '_>, sum: &Tally, allowance: &Allowance) -> (Truth, Vec<MissingFact>) {
    if sum.is_nothing() {
        return (Truth::True, Vec::new());
    }
    match bench.subject.net_weight() {
        Ok(weight) => (sum.at_most(&allowance.max.times(weight)), sum.gaps().to_vec()),
        Err(missing) => (Truth::Unknown, vec![missing]),
    }
}
