//! What an agreement's list says of a subject: over all its candidate codes, all worlds of its descriptions and all ways
//! to look at its bill. Every alternative is tried and kept, so that the exporter can choose.

use crate::alternatives::{Tried, attempt, criteria_of, printed_limits};
use crate::bill::Entry;
use crate::criteria::{Bench, Processes};
use crate::decide::Decider;
use crate::edition::Translated;
use crate::facts::{MissingFact, gather};
use crate::gauge::gauges;
use crate::law::{Effect, Node, Row};
use crate::logic::Truth;
use crate::search::{Way, ways};
use crate::selection::select;
use crate::subject::Subject;

/// One alternative that was tried.
#[derive(Debug, Clone)]
pub struct Attempt<'r> {
    pub(crate) id: String,
    pub(crate) row: Option<&'r Row>,
    pub(crate) tried: Tried,
    /// Intermediates in whose place their own materials counted.
    pub(crate) opened: Vec<String>,
}

/// What the list of rules came to for a subject.
#[derive(Debug, Clone)]
pub struct Listed<'r> {
    pub(crate) truth: Truth,
    pub(crate) rows: Vec<&'r Row>,
    pub(crate) attempts: Vec<Attempt<'r>>,
    pub(crate) facts: Vec<MissingFact>,
}

impl<'r, 'c> Decider<'r, 'c> {
    /// What the list says of a subject, over all its candidate codes and ways to look at its bill.
    pub(crate) fn list(&self, template: &Subject<'c>, codes: &Translated, bill: &[Entry<'c>]) -> Listed<'r> {
        let mut merged = Listed { truth: Truth::Unknown, rows: Vec::new(), attempts: Vec::new(), facts: Vec::new() };
        let mut truths = Vec::new();
        for candidate in &codes.candidates {
            let subject = Subject { code: candidate.law, printed: candidate.printed, ..template.clone() };
            let one = self.list_one(&subject, bill);
            truths.push(one.truth);
            merge(&mut merged, one, codes);
        }
        merged.truth = Truth::agree(truths.iter().copied());
        let split = truths.iter().any(|t| *t != truths[0]);
        let asked = codes.fact.iter().filter(|_| truths.is_empty() || split).cloned();
        let mut facts: Vec<_> = asked.collect();
        gather(&mut facts, std::mem::take(&mut merged.facts));
        merged.facts = facts;
        merged
    }

    fn list_one(&self, subject: &Subject<'c>, bill: &[Entry<'c>]) -> Listed<'r> {
        let rows = || self.agreement.rows_of(subject.printed).filter(|r| r.editions == self.editions);
        let selection = select(rows(), subject, self.case, &self.as_of, &self.parties, &self.agreement.id);
        let chosen: Vec<&Row> = rows().filter(|r| selection.worlds.iter().any(|w| w.contains(r))).collect();
        let mut attempts = Vec::new();
        for row in &chosen {
            attempts.extend(self.row(row, subject, bill));
        }
        let mut truths = Vec::new();
        let mut facts = Vec::new();
        for world in &selection.worlds {
            let of_world = || attempts.iter().filter(|a| a.row.is_some_and(|r| world.contains(&r)));
            let truth = if world.is_empty() { Truth::Unknown } else { Truth::any(of_world().map(|a| a.tried.outcome)) };
            truths.push(truth);
            if world.is_empty() {
                gather(&mut facts, [self.no_rule(subject)]);
            } else if truth == Truth::Unknown {
                gather(&mut facts, of_world().flat_map(|a| a.tried.facts.iter().cloned()));
            }
        }
        let truth = Truth::agree(truths);
        let mut all = Vec::new();
        if truth == Truth::Unknown {
            gather(&mut all, selection.facts);
            gather(&mut all, facts);
        }
        Listed { truth, rows: chosen, attempts, facts: all }
    }

    fn no_rule(&self, subject: &Subject<'_>) -> MissingFact {
        MissingFact::rule(
            format!(
                "no row of the list of {} applies to {:06} (HS {}) on {}",
                self.agreement.id, subject.printed, self.editions.printed, self.as_of
            ),
            "Look up the agreement's rule for this code; the list that is loaded has none.",
        )
    }

    fn row(&self, row: &'r Row, subject: &Subject<'c>, bill: &[Entry<'c>]) -> Vec<Attempt<'r>> {
        if let Some(reason) = &row.quarantined {
            let fact = MissingFact::rule(
                format!("rule {} is published but not turned into code: {reason}", row.id),
                "Read the rule's words and decide by hand, or have the rule authored.",
            );
            let tried = Tried::impossible(fact);
            return vec![Attempt { id: format!("{}#1", row.id), row: Some(row), tried, opened: Vec::new() }];
        }
        row.alternatives
            .iter()
            .enumerate()
            .filter(|(_, node)| self.offers(node, subject))
            .map(|(n, node)| Attempt {
                row: Some(row),
                ..self.alternative(format!("{}#{}", row.id, n + 1), node, Some(row), subject, bill)
            })
            .collect()
    }

    /// Whether it is an alternative for the product on the day: one that a note offers may not be.
    fn offers(&self, node: &Node, subject: &Subject<'_>) -> bool {
        match node {
            Node::Note(cited) => cited.effect != Effect::Alternative || cited.on(subject.code, &self.as_of).is_some(),
            _ => true,
        }
    }

    /// One alternative, by the best of the ways to look at the bill.
    pub(crate) fn alternative(
        &self,
        id: String,
        node: &Node,
        row: Option<&Row>,
        subject: &Subject<'c>,
        bill: &[Entry<'c>],
    ) -> Attempt<'r> {
        let processes = Processes { listed: &self.case.processes, complete: self.case.processes_complete };
        let strict = self.general.is_some_and(|general| general.block_any_alternative);
        let barriers = row.filter(|_| strict).map(printed_limits).unwrap_or_default();
        let bench = Bench {
            subject,
            lines: &[],
            processes: &processes,
            general: self.general,
            range: row.map(|r| (r.from, r.to)),
            as_of: &self.as_of,
            parties: &self.parties,
        };
        let spread = || criteria_of(node, &bench).and_then(|(leaves, ways)| gauges(&leaves, &ways, &barriers, bench));
        let gauges = bill.iter().any(Entry::has_choice).then(spread).flatten();
        let ways = ways(bill, gauges.as_ref());
        let mut best: Option<(Tried, &Way<'_, 'c>)> = None;
        let mut facts = Vec::new();
        for way in &ways.ways {
            let tried = attempt(node, &Bench { lines: &way.lines, ..bench }, self.general, &barriers);
            gather(&mut facts, tried.facts.iter().cloned());
            let met = tried.rank() == (Truth::True, true);
            if best.as_ref().is_none_or(|(b, _)| tried.rank() > b.rank()) {
                best = Some((tried, way));
            }
            if met {
                break;
            }
        }
        let Some((mut tried, way)) = best else {
            let tried = Tried::impossible(MissingFact::rule("nothing to test", "List the materials."));
            return Attempt { id, row: None, tried, opened: Vec::new() };
        };
        if ways.partial && tried.outcome == Truth::False {
            tried.outcome = Truth::Unknown;
            facts.push(MissingFact::fact(
                "/materials",
                "the bill has too many intermediates to try every way of looking at it",
                "State the origin of the intermediates.",
            ));
        }
        tried.facts = if tried.outcome == Truth::Unknown { facts } else { Vec::new() };
        let opened = way.opened.iter().map(|id| (*id).to_owned()).collect();
        Attempt { id, row: None, tried, opened }
    }
}

/// Alternatives under several candidate codes: where their outcomes differ, the outcome is unknown.
fn merge<'r>(into: &mut Listed<'r>, one: Listed<'r>, codes: &Translated) {
    for row in one.rows {
        if !into.rows.contains(&row) {
            into.rows.push(row);
        }
    }
    for attempt in one.attempts {
        match into.attempts.iter_mut().find(|a| a.id == attempt.id) {
            None => into.attempts.push(attempt),
            Some(known) if known.tried.outcome != attempt.tried.outcome => {
                known.tried.outcome = Truth::Unknown;
                known.tried.tolerance_used = false;
                gather(&mut known.tried.facts, codes.fact.clone());
            }
            Some(_) => {}
        }
    }
    gather(&mut into.facts, one.facts);
}
