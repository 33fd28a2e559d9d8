//! Attested processes (origin.md A.2.6, A.2.7). A listed code attests that the agreement's whole definition is met;
//! parameters may only refute it. What is not listed is unknown, unless the list is said to be complete.

use super::{Bench, Finding, parameter};
use crate::case::ProcessFact;
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::Demand;
use crate::logic::Truth;
use crate::vocabulary;

/// What the case says of processes.
#[derive(Debug, Clone, Copy)]
pub struct Processes<'c> {
    pub(crate) listed: &'c [ProcessFact],
    pub(crate) complete: bool,
}

pub(super) fn find(bench: &Bench<'_, '_>, codes: &[String], all: bool, parameters: &[Demand]) -> Finding {
    let each: Vec<_> = codes.iter().map(|code| carried_out(bench, code, parameters)).collect();
    let truths = || each.iter().map(|(truth, _)| *truth);
    let outcome = if all { Truth::all(truths()) } else { Truth::any(truths()) };
    let facts = each.iter().filter(|(truth, _)| *truth == Truth::Unknown).flat_map(|(_, facts)| facts.clone());
    let named = |truth: Truth| Json::strings(codes.iter().zip(truths()).filter(|(_, t)| *t == truth).map(|(c, _)| c));
    let measure = vec![
        ("criterion", Json::word("Process")),
        (if all { "all_of" } else { "any_of" }, Json::strings(codes)),
        ("attested", named(Truth::True)),
    ];
    Finding::firm(outcome, measure, facts.collect())
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
    .among([code])
}

/// Whether a process was carried out on the subject, and what would settle it.
fn carried_out(bench: &Bench<'_, '_>, code: &str, demands: &[Demand]) -> (Truth, Vec<MissingFact>) {
    let processes = bench.processes;
    let mut listed: Option<Truth> = None;
    let mut facts = Vec::new();
    for (n, fact) in processes.listed.iter().enumerate().filter(|(_, fact)| fact.code == code) {
        let mut attests = Truth::True;
        for demand in demands.iter().filter(|d| d.process.as_ref().is_none_or(|p| p == code)) {
            let meets = parameter::meets(fact, demand);
            if meets == Truth::Unknown {
                gather(&mut facts, [parameter::question(n, fact, demand)]);
            }
            attests = attests.and(meets);
        }
        listed = Some(listed.unwrap_or(Truth::False).or(attests));
    }
    // Listed but refuted: nothing else is said of it.
    let truth = listed.unwrap_or(if processes.complete { Truth::False } else { Truth::Unknown });
    if bench.subject.intermediate && truth != Truth::False {
        // The list says what was done on the way to the product, not on which of its parts.
        return (Truth::Unknown, vec![asked(bench, code)]);
    }
    if listed.is_none() {
        facts = vec![asked(bench, code)];
    }
    (truth, facts)
}
