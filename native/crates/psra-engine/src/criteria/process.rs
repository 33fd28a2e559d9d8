//! Attested processes (origin.md A.2.6, A.2.7). A listed code attests that the agreement's whole definition is met;
//! parameters may only refute it. What is not listed is unknown, unless the list is said to be complete.

use super::{Bench, Finding};
use crate::case::ProcessFact;
use crate::exact::Exact;
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::logic::Truth;
use crate::vocabulary;

/// What the case says of processes.
#[derive(Debug, Clone, Copy)]
pub struct Processes<'c> {
    pub(crate) listed: &'c [ProcessFact],
    pub(crate) complete: bool,
}

pub(super) fn find(bench: &Bench<'_, '_>, codes: &[String], all: bool, parameters: &[(String, Json)]) -> Finding {
    let each: Vec<_> = codes.iter().map(|code| carried_out(bench, code, parameters)).collect();
    let outcome = if all { Truth::all(each.iter().copied()) } else { Truth::any(each.iter().copied()) };
    let mut facts = Vec::new();
    for (code, _) in codes.iter().zip(&each).filter(|(_, truth)| **truth == Truth::Unknown) {
        gather(&mut facts, [asked(bench, code)]);
    }
    let named = |truth: Truth| Json::strings(codes.iter().zip(&each).filter(|(_, t)| **t == truth).map(|(c, _)| c));
    let measure = vec![
        ("criterion", Json::str("Process")),
        (if all { "all_of" } else { "any_of" }, Json::strings(codes)),
        ("attested", named(Truth::True)),
    ];
    Finding::firm(outcome, measure, facts)
}

fn asked(bench: &Bench<'_, '_>, code: &str) -> MissingFact {
    if bench.subject.intermediate {
        return MissingFact::fact(
            format!("{}/origin/status", bench.subject.pointer),
            format!("whether {} was made by the process {code} is not attested", bench.subject.name()),
            format!("Does {} originate? State its origin.", bench.subject.name()),
        );
    }
    MissingFact::fact(
        "/processes",
        format!("whether the process {code} was carried out is not attested"),
        vocabulary::process_question(code),
    )
}

/// Whether a process was carried out on the subject.
fn carried_out(bench: &Bench<'_, '_>, code: &str, parameters: &[(String, Json)]) -> Truth {
    let processes = bench.processes;
    let mut truth = if processes.complete { Truth::False } else { Truth::Unknown };
    for fact in processes.listed.iter().filter(|fact| fact.code == code) {
        truth = truth.or(Truth::from(!refuted(fact, parameters)));
        if truth == Truth::Unknown {
            // Listed but refuted: nothing else is said of it.
            truth = Truth::False;
        }
    }
    if bench.subject.intermediate && truth == Truth::True {
        // The list says what was done on the way to the product, not on which of its parts.
        return Truth::Unknown;
    }
    truth
}

/// Whether a parameter of the case contradicts one that the rule demands: `min_x` and `max_x` bound a decimal, any
/// other must be equal. Parameters that the rule does not name refute nothing.
fn refuted(fact: &ProcessFact, parameters: &[(String, Json)]) -> bool {
    parameters.iter().any(|(name, demanded)| {
        let value = |key: &str| fact.parameters.iter().find(|(k, v)| k == key && *v != Json::Null).map(|(_, v)| v);
        let bounded = |key: &str, breaks: fn(&Exact, &Exact) -> bool| {
            let stated = value(key).or_else(|| value(name)).and_then(number);
            stated.zip(number(demanded)).is_some_and(|(stated, limit)| breaks(&stated, &limit))
        };
        if let Some(key) = name.strip_prefix("min_") {
            bounded(key, |stated, limit| stated < limit)
        } else if let Some(key) = name.strip_prefix("max_") {
            bounded(key, |stated, limit| stated > limit)
        } else {
            value(name).is_some_and(|stated| match (number(stated), number(demanded)) {
                (Some(a), Some(b)) => a != b,
                _ => stated != demanded,
            })
        }
    })
}

fn number(value: &Json) -> Option<Exact> {
    match value {
        Json::Int(whole) => Some(Exact::whole(*whole)),
        Json::Str(text) => Exact::decimal(text),
        _ => None,
    }
}
