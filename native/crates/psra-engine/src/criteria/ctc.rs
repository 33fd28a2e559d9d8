//! Change of classification (origin.md A.2.2): CC, CTH, CTSH, and "materials of any heading".
//!
//! Only non-originating materials are looked at. An allowance frees the failing materials in its scope while their
//! total stays within it; materials over an allowance are over an explicit percentage of the rule, which no tolerance
//! forgives (origin.md A.5, 2).

use std::collections::HashMap;

use super::max_weight::whole_weight;
use super::{Bench, Finding};
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{Allowance, Change, Level, Measure, Scope};
use crate::logic::Truth;
use crate::scope;
use crate::share;
use crate::subject::Line;
use crate::tags;

pub(super) fn find(bench: &Bench<'_, '_>, change: &Change) -> Finding {
    let subject = bench.subject;
    let mut failing = Vec::new();
    let mut facts = Vec::new();
    for (n, line) in bench.lines.iter().enumerate().filter(|(_, l)| l.in_ctc && l.nom != Truth::False) {
        let in_scope = |s: &Option<Scope>, absent| s.as_ref().map_or(absent, |s| scope::holds(s, line, subject));
        let included = in_scope(&change.including, Truth::False);
        let usable = match change.level {
            Some(level) => changes(bench, change, level, line).or(included),
            // "Including other materials of heading X": all but goods of the same description (PEM note 3.3).
            None => included.and(tags::has(line, SAME_DESCRIPTION)).negate(),
        };
        let passes =
            usable.and(in_scope(&change.except, Truth::False).negate()).and(in_scope(&change.from_only, Truth::True));
        let fails = line.nom.and(passes.negate());
        if fails == Truth::False {
            continue;
        }
        if fails == Truth::Unknown {
            gather(&mut facts, line.identity_facts());
            let scopes = [&change.including, &change.except, &change.from_only];
            gather(&mut facts, scopes.into_iter().flatten().flat_map(|s| scope::facts(s, line, subject)));
            if usable == Truth::Unknown && change.level.is_none() {
                gather(&mut facts, [tags::question(line, &[SAME_DESCRIPTION])]);
            }
        }
        failing.push((n, fails));
    }
    let allowances = &change.allowances;
    let level = change.level;
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
        finding.measure.push(("allowance", Json::word(rest.outcome())));
    }
    finding
}

/// Goods of the product's own description.
const SAME_DESCRIPTION: &str = "same_description";

/// Whether a material is classified elsewhere than the product: at the level, and, where the agreement or the rule says
/// so, outside the whole group of codes that the rule is printed for (CETA note 8.3; CPTPP 3(g) says the contrary).
fn changes(bench: &Bench<'_, '_>, change: &Change, level: Level, line: &Line<'_>) -> Truth {
    let by_agreement = bench.general.is_some_and(|g| g.within_group_forbidden);
    let group = bench.range.filter(|_| change.within_group_forbidden.unwrap_or(by_agreement));
    let own = level.of(bench.subject.code);
    let within = group.map_or(Truth::False, |(from, to)| line.printed_is(|code| (from..=to).contains(&code)));
    line.code_is(|code| level.of(code) != own).and(within.negate())
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
    let Some(max) = &allowance.max else { return Truth::True };
    let subject = bench.subject;
    let by_id: HashMap<_, _> = failing.iter().map(|(n, fails)| (bench.lines[*n].id, *fails)).collect();
    let fails = |id: &str| by_id.get(id).copied().unwrap_or(Truth::False);
    let lines = || failing.iter().map(|(n, _)| bench.lines[*n]);
    match allowance.measure {
        Measure::Value => {
            let share = share::of_price(
                subject,
                allowance.basis,
                false,
                |currency| share::add_values(lines(), &allowance.scope, subject, currency, |l| fails(l.id)),
                |sum, price| max.caps(sum, price),
            );
            gather(facts, share.facts);
            share.outcome
        }
        Measure::Weight => {
            let sum = share::add_weights(lines(), &allowance.scope, subject, |l| fails(l.id));
            let (whole, _) = whole_weight(bench, &allowance.of);
            let outcome = max.caps_share(&sum, &whole);
            if outcome == Truth::Unknown {
                gather(facts, sum.gaps().iter().chain(whole.gaps()).cloned());
            }
            outcome
        }
    }
}
