//! Advice: what would make a product originate, what would cost it its origin, and which facts would settle what is open.
//!
//! The engine itself is asked about every variant that is reported, so advice knows no rule of its own. The search is
//! exact within a stated bound; what lies beyond the bound is said to be unknown.

mod candidates;
mod change;
mod oracle;
mod readings;
mod search;
mod settle;
mod stability;
mod turning;

use crate::answer;
use crate::case::Case;
use crate::decide::{Decider, Decision};
use crate::evaluate::{ENGINE, LIMITS, Prepared};
use crate::json::{self, Json, canonical, sha256_hex, write};
use crate::logic::Truth;
use crate::rulebook::RuleBook;

use change::{Change, Turned};
use oracle::Oracle;
use search::{Bound, Found, minimal_sets};
use turning::{Number, Way, nearest};

/// Decisions for each part of the advice under one agreement.
const MOST_DECISIONS: usize = 20_000;

/// Sets of changes: those of fewest members, and up to three members where smaller ones exist, too.
const BOUND: Bound = Bound { size: 3, sets: 40 };

/// Decisions for the hint of a plain answer, which must not take long.
const BRIEF: usize = 256;

/// Candidate codes of a product up to which the hint has all of those. A decision works each candidate out, and a code of
/// waste or of parts may have a thousand: under which it falls is then the question to answer first.
const FEW_CODES: usize = 16;

/// The cheapest facts first; and the fewest that would settle the verdict, as an undetermined answer names them.
pub fn hint(decider: &Decider<'_, '_>, decision: &mut Decision<'_, '_>) -> Json {
    decision.facts.sort_by_key(settle::cost);
    let brief = BRIEF * FEW_CODES / decision.codes.candidates.len().max(FEW_CODES);
    settle::settling(&mut Oracle::new(decider, brief), decision, Bound { size: 1, sets: 8 }).brief()
}

impl RuleBook {
    /// Advice on one case: JSON in, JSON out. `as_of` is the day whose law applies where the case names none. Never
    /// panics and never fails: what cannot be read is answered by an error, as in [`RuleBook::evaluate`].
    #[must_use]
    pub fn advise(&self, case: &[u8], as_of: &str) -> Vec<u8> {
        let mut out = String::new();
        write(&self.advice(case, as_of), &mut out);
        out.into_bytes()
    }

    fn advice(&self, text: &[u8], as_of: &str) -> Json {
        let value = match json::parse(text, LIMITS) {
            Ok(value) => value,
            Err(error) => return answer::failed(None, &error.into()),
        };
        let case_id = value.get("case_id").and_then(Json::as_str);
        let Prepared { case, as_of, edition, named } = match self.prepare(&value, as_of) {
            Ok(prepared) => prepared,
            Err(error) => return answer::failed(case_id, &error),
        };
        let results = named.iter().map(|id| {
            let advised = self
                .decider(id, &case, &as_of, edition)
                .and_then(|(decider, _)| Ok(about(&decider, &decider.decide()?)));
            advised.unwrap_or_else(|error| answer::refused(id, &error))
        });
        Json::object([
            ("case_id", Json::option(case_id)),
            ("engine", Json::str(ENGINE)),
            ("as_of", Json::str(as_of.as_str())),
            ("case_sha256", Json::str(sha256_hex(&canonical(&value)))),
            ("results", Json::List(results.collect())),
        ])
    }
}

fn about(decider: &Decider<'_, '_>, decision: &Decision<'_, '_>) -> Json {
    let oracle = || Oracle::new(decider, MOST_DECISIONS);
    let case = decider.case;
    let mut members =
        vec![("agreement", Json::str(&decider.agreement.id)), ("verdict", Json::word(decision.truth.verdict()))];
    if decision.truth == Truth::True {
        members.push(("broken_by", broken_by(&mut oracle(), case, decision)));
        members.push(("holds_while", Json::List(stability::holds_while(&mut oracle(), case, decision))));
    } else {
        members.push(("turned_by", turned_by(&mut oracle(), case, decision)));
    }
    if decision.truth == Truth::Unknown {
        let mut asked = oracle();
        let settling = settle::settling(&mut asked, decision, BOUND);
        members.push(("settled", settling.json(!asked.is_spent())));
    }
    Json::object(members)
}

/// The least sets of changes that make the product originate.
fn turned_by(oracle: &mut Oracle<'_>, case: &Case, decision: &Decision<'_, '_>) -> Json {
    let candidates = candidates::to_turn(case, decision);
    let found = minimal_sets(candidates.len(), BOUND, |set| {
        let chosen: Vec<_> = set.iter().map(|n| &candidates[*n]).collect();
        with_changes(oracle, case, &chosen).map(|(originates, _)| originates)
    });
    let sets = found.sets.clone();
    let mut shown: Vec<_> = sets
        .iter()
        .map(|set| {
            let chosen: Vec<_> = set.iter().map(|n| &candidates[*n]).collect();
            let turned = with_changes(&mut oracle.afresh(), case, &chosen).and_then(|(_, turned)| turned);
            let effort: u32 = chosen.iter().map(|c| u32::from(c.effort(case))).sum();
            let changes = chosen.iter().map(|c| c.json(case, turned.as_ref())).collect();
            ((set.len(), effort), Json::object([("changes", Json::List(changes))]))
        })
        .collect();
    shown.sort_by_key(|(rank, _)| *rank);
    searched("sets", shown.into_iter().map(|(_, json)| json).collect(), &found, candidates.len())
}

/// The smallest losses after which the product no longer originates for certain.
fn broken_by(oracle: &mut Oracle<'_>, case: &Case, decision: &Decision<'_, '_>) -> Json {
    let candidates = candidates::to_break(case, decision);
    let found = minimal_sets(candidates.len(), BOUND, |set| {
        let mut changed = case.clone();
        set.iter().for_each(|n| candidates[*n].apply(&mut changed));
        oracle.truth(&changed).map(|truth| truth != Truth::True)
    });
    let sets = found.sets.iter().map(|set| {
        Json::object([("changes", Json::List(set.iter().map(|n| candidates[*n].json(case, None)).collect()))])
    });
    searched("sets", sets.collect(), &found, candidates.len())
}

/// Whether the changes make the product originate, with the price that does it where one of them is a price; `None` past
/// the bound.
fn with_changes(oracle: &mut Oracle<'_>, case: &Case, changes: &[&Change]) -> Option<(bool, Option<Turned>)> {
    let mut variant = case.clone();
    changes.iter().for_each(|change| change.apply(&mut variant));
    if oracle.truth(&variant)? == Truth::True {
        return Some((true, None));
    }
    // One price at a time: two would have no least amounts, only trade-offs.
    let turned = changes.iter().find_map(|change| match change {
        Change::Price(price) => nearest(oracle, &variant, Number::Price(*price), Way::Up, |truth| truth == Truth::True),
        _ => None,
    });
    if turned.is_none() && oracle.is_spent() {
        return None;
    }
    Some((turned.is_some(), turned))
}

/// What was found, and how far the search went.
fn searched(name: &'static str, found: Vec<Json>, search: &Found, candidates: usize) -> Json {
    let number = |n: usize| Json::Int(i64::try_from(n).unwrap_or(i64::MAX));
    Json::object([
        (name, Json::List(found)),
        ("possible", search.possible.map_or(Json::Null, Json::Bool)),
        ("candidates", number(candidates)),
        ("complete_to_size", number(search.complete_to)),
        ("decisions_bound", number(MOST_DECISIONS)),
    ])
}
