//! The choice of intermediates (origin.md A.6), exactly: which ways through a bill an alternative has to be tried on.
//!
//! Tests of classification pass or fail line by line, tests of value and weight are sums, so one way through a part of
//! the bill is never worse than another that fails no less and weighs no less in each of them. Only ways of which none
//! is worse than another in all respects (a Pareto front) are kept, part by part, up to a bound. A criterion that is
//! neither (shares of a set of materials, descriptions of materials) has every way tried, up to a bound. Beyond either
//! bound the search says so, and what is not met on the ways that were tried stays undetermined.

use crate::bill::Entry;
use crate::gauge::{Gauges, Reading};
use crate::subject::Line;

/// Ways of which none is worse than another; beyond, the search gives up.
const MOST_KEPT: usize = 1_024;
/// Ways that are tried where every one has to be.
const MOST_WAYS: usize = 4_096;
/// Lines over all ways.
const MOST_LINES: usize = 1_000_000;

/// A way to look at a bill.
#[derive(Debug, Clone)]
pub struct Way<'e, 'c> {
    pub(crate) lines: Vec<&'e Line<'c>>,
    /// Intermediates in whose place their own materials count.
    pub(crate) opened: Vec<&'e str>,
}

/// The ways that have to be tried, those that open least first; never empty.
#[derive(Debug)]
pub struct Ways<'e, 'c> {
    pub(crate) ways: Vec<Way<'e, 'c>>,
    /// Not every way that might succeed is among them.
    pub(crate) partial: bool,
}

/// What was chosen for an entry that leaves a choice.
#[derive(Debug, Clone)]
enum Pick {
    Whole,
    Opened(Vec<Pick>),
}

/// A way through a part of the bill, with what it comes to.
#[derive(Debug, Clone)]
struct State {
    readings: Vec<Reading>,
    picks: Vec<Pick>,
}

/// The ways on which an alternative with these gauges has to be tried; without gauges, all of them.
#[must_use]
pub fn ways<'e, 'c>(bill: &'e [Entry<'c>], gauges: Option<&Gauges<'_, '_>>) -> Ways<'e, 'c> {
    if !bill.iter().any(Entry::has_choice) {
        return Ways { ways: vec![laid_out(bill, &[])], partial: false };
    }
    let found = match gauges {
        Some(gauges) => front(bill, gauges, false),
        None => every(bill, MOST_WAYS.min(MOST_LINES / count(bill).max(1)).max(2)),
    };
    let partial = found.is_none();
    let states = found.unwrap_or_else(|| vec![whole(bill), open(bill)]);
    let mut ways: Vec<_> = states.iter().map(|state| laid_out(bill, &state.picks)).collect();
    ways.sort_by_key(|way| way.opened.len());
    Ways { ways, partial }
}

fn count(bill: &[Entry<'_>]) -> usize {
    bill.iter().map(|entry| 1 + entry.inside.as_deref().map_or(0, count)).sum()
}

/// Ways of which none is worse than another in all respects; `None` where there are too many. `constant`: what leaves
/// no choice counts, too, since the whole is compared with something that has it not.
fn front(bill: &[Entry<'_>], gauges: &Gauges<'_, '_>, constant: bool) -> Option<Vec<State>> {
    let mut states = vec![State { readings: gauges.nothing(), picks: Vec::new() }];
    for entry in bill {
        if !entry.has_choice() {
            if constant {
                let readings = gauges.read(&entry.line);
                states.iter_mut().for_each(|state| state.add(&readings));
            }
            continue;
        }
        let mut choices = vec![State { readings: gauges.read(&entry.line), picks: vec![Pick::Whole] }];
        if let Some(inside) = &entry.inside {
            let opened = front(inside, gauges, true)?;
            choices.extend(opened.into_iter().map(|s| State { picks: vec![Pick::Opened(s.picks)], ..s }));
        }
        choices = kept(choices)?;
        let joined = states.iter().flat_map(|state| choices.iter().map(|choice| state.with(choice))).collect();
        states = kept(joined)?;
    }
    Some(states)
}

/// Those that no other is at least as good as; of equal ones the first.
fn kept(states: Vec<State>) -> Option<Vec<State>> {
    let mut kept: Vec<State> = Vec::new();
    for state in states {
        if kept.iter().any(|other| no_worse(other, &state)) {
            continue;
        }
        kept.retain(|other| !no_worse(&state, other));
        kept.push(state);
        if kept.len() > MOST_KEPT {
            return None;
        }
    }
    Some(kept)
}

fn no_worse(a: &State, b: &State) -> bool {
    a.readings.iter().zip(&b.readings).all(|(a, b)| a.no_worse_than(b))
}

impl State {
    fn add(&mut self, readings: &[Reading]) {
        self.readings.iter_mut().zip(readings).for_each(|(own, more)| own.add(more));
    }

    fn with(&self, choice: &Self) -> Self {
        let mut joined = self.clone();
        joined.add(&choice.readings);
        joined.picks.extend(choice.picks.iter().cloned());
        joined
    }
}

/// Every way, unless there are more than `most`.
fn every(bill: &[Entry<'_>], most: usize) -> Option<Vec<State>> {
    let mut all = vec![Vec::new()];
    for entry in bill.iter().filter(|entry| entry.has_choice()) {
        let mut choices = vec![Pick::Whole];
        if let Some(inside) = &entry.inside {
            choices.extend(every(inside, most)?.into_iter().map(|state| Pick::Opened(state.picks)));
        }
        if all.len() * choices.len() > most {
            return None;
        }
        all = all
            .iter()
            .flat_map(|picks: &Vec<Pick>| {
                choices.iter().map(|choice| picks.iter().chain([choice]).cloned().collect::<Vec<_>>())
            })
            .collect();
    }
    Some(all.into_iter().map(|picks| State { readings: Vec::new(), picks }).collect())
}

fn whole(bill: &[Entry<'_>]) -> State {
    let choices = bill.iter().filter(|entry| entry.has_choice());
    State { readings: Vec::new(), picks: choices.map(|_| Pick::Whole).collect() }
}

/// Everything looked into, down to the last level.
fn open(bill: &[Entry<'_>]) -> State {
    let pick = |entry: &Entry<'_>| match &entry.inside {
        Some(inside) => Pick::Opened(open(inside).picks),
        None => Pick::Whole,
    };
    State { readings: Vec::new(), picks: bill.iter().filter(|entry| entry.has_choice()).map(pick).collect() }
}

fn laid_out<'e, 'c>(bill: &'e [Entry<'c>], picks: &[Pick]) -> Way<'e, 'c> {
    let mut way = Way { lines: Vec::new(), opened: Vec::new() };
    lay(bill, picks, &mut way);
    way
}

fn lay<'e, 'c>(bill: &'e [Entry<'c>], picks: &[Pick], way: &mut Way<'e, 'c>) {
    let mut picks = picks.iter();
    for entry in bill {
        let pick = if entry.has_choice() { picks.next() } else { None };
        match (pick, &entry.inside) {
            (Some(Pick::Opened(inner)), Some(inside)) => {
                way.opened.push(entry.line.id);
                lay(inside, inner, way);
            }
            _ => way.lines.push(&entry.line),
        }
    }
}
