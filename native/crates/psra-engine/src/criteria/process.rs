//! Attested processes (origin.md A.2.6, A.2.7). A listed code attests that the agreement's whole definition is met;
//! parameters may only refute it. What is not listed is unknown, unless the list is said to be complete. An intermediate
//! has a list of its own; the product's says what was done on the way to the product, not to which of its parts: it rules
//! out for an intermediate what it rules out for all, and attests nothing.

use super::{Bench, Finding, parameter};
use crate::case::ProcessFact;
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::Demand;
use crate::logic::Truth;
use crate::vocabulary;

/// What the case says of processes.
#[derive(Debug, Clone, Copy, Default)]
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

fn asked(bench: &Bench<'_, '_>, code: &str) -> Vec<MissingFact> {
    let subject = bench.subject;
    if subject.intermediate {
        let place = format!("{}/processes", subject.pointer);
        let reason = format!("whether {} was made by the process {code} is not attested", subject.name());
        return vec![
            MissingFact::fact(&place, &reason, vocabulary::process_question_of(code, &subject.name(), &place))
                .among([code]),
            MissingFact::fact(
                format!("{}/origin/status", subject.pointer),
                reason,
                format!("Does {} originate? State its origin.", subject.name()),
            ),
        ];
    }
    let reason = format!("whether the process {code} was carried out is not attested");
    vec![MissingFact::fact("/processes", reason, vocabulary::process_question(code)).among([code])]
}

/// Whether a process was carried out on the subject, and what would settle it.
fn carried_out(bench: &Bench<'_, '_>, code: &str, demands: &[Demand]) -> (Truth, Vec<MissingFact>) {
    let subject = bench.subject;
    let product = || by_list(bench.processes, "", code, demands);
    if !subject.intermediate {
        let (listed, facts) = product();
        return listed.map_or_else(|| silent(bench, bench.processes.complete, code), |attests| (attests, facts));
    }
    if let (Some(attests), facts) = by_list(&subject.processes, subject.pointer, code, demands) {
        return (attests, facts);
    }
    let refuted = product().0.map_or(bench.processes.complete, |attests| attests == Truth::False);
    silent(bench, subject.processes.complete || refuted, code)
}

/// What is not listed was not carried out, where nothing else was.
fn silent(bench: &Bench<'_, '_>, complete: bool, code: &str) -> (Truth, Vec<MissingFact>) {
    if complete { (Truth::False, Vec::new()) } else { (Truth::Unknown, asked(bench, code)) }
}

/// What a list says of a process; nothing where it is not in it.
fn by_list(
    processes: &Processes<'_>,
    pointer: &str,
    code: &str,
    demands: &[Demand],
) -> (Option<Truth>, Vec<MissingFact>) {
    let mut listed: Option<Truth> = None;
    let mut facts = Vec::new();
    for (n, fact) in processes.listed.iter().enumerate().filter(|(_, fact)| fact.code == code) {
        let mut attests = Truth::True;
        for demand in demands.iter().filter(|d| d.process.as_ref().is_none_or(|p| p == code)) {
            let meets = parameter::meets(fact, demand);
            if meets == Truth::Unknown {
                gather(&mut facts, [parameter::question(&format!("{pointer}/processes/{n}"), fact, demand)]);
            }
            attests = attests.and(meets);
        }
        listed = Some(listed.unwrap_or(Truth::False).or(attests));
    }
    // Listed but refuted: nothing else is said of it.
    (listed, facts)
}
