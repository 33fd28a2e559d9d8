//! Wholly obtained (origin.md A.1): the product itself, or the materials in a scope. A tolerance may forgive materials,
//! never the product (origin.md A.5, 3).

use super::{Bench, Finding};
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::Scope;
use crate::logic::Truth;
use crate::scope;
use crate::subject::Line;

pub(super) fn product(bench: &Bench<'_, '_>) -> Finding {
    let subject = bench.subject;
    let asked = MissingFact::fact(
        format!("{}/wholly_obtained", subject.pointer),
        "the rule asks whether the product is wholly obtained",
        format!("Is {} wholly obtained in the exporting party?", subject.name()),
    );
    // A product made of non-originating materials is not wholly obtained, whether or not that is said.
    let made_of_others = Truth::any(bench.lines.iter().filter(|l| l.in_ctc).map(|l| l.nom));
    let outcome = match subject.wholly_obtained {
        Some(stated) => Truth::from(stated),
        None if made_of_others == Truth::True => Truth::False,
        None => Truth::Unknown,
    };
    Finding::firm(outcome, vec![("criterion", Json::word("WO")), ("subject", Json::word("product"))], vec![asked])
}

pub(super) fn materials(bench: &Bench<'_, '_>, scope: &Scope) -> Finding {
    let mut failing = Vec::new();
    let mut facts = Vec::new();
    for (n, line) in bench.lines.iter().enumerate().filter(|(_, l)| l.in_ctc) {
        let concerned = scope::holds(scope, line, bench.subject);
        let fails = concerned.and(is_wholly_obtained(line).negate());
        if fails == Truth::False {
            continue;
        }
        if fails == Truth::Unknown {
            gather(&mut facts, scope::facts(scope, line, bench.subject));
            gather(&mut facts, line.identity_facts());
            if line.wholly_obtained.is_none() {
                gather(&mut facts, [asked(line)]);
            }
        }
        failing.push((n, fails));
    }
    let mut finding = Finding::of_lines("WO", bench.lines, failing, Truth::True, facts);
    finding.measure.insert(1, ("subject", Json::word("materials")));
    finding
}

/// Originating materials in scope of which it is not said whether they were wholly obtained.
pub(super) fn open(bench: &Bench<'_, '_>, scope: &Scope) -> Vec<MissingFact> {
    let silent = |line: &&&Line<'_>| line.wholly_obtained.is_none() && line.nom != Truth::True;
    let concerned = |line: &&&Line<'_>| scope::holds(scope, line, bench.subject) != Truth::False;
    bench.lines.iter().filter(silent).filter(concerned).map(|line| asked(line)).collect()
}

fn asked(line: &Line<'_>) -> MissingFact {
    MissingFact::fact(
        format!("{}/wholly_obtained", line.pointer),
        format!("the rule asks whether material {:?} is wholly obtained", line.id),
        format!("Is material {:?} wholly obtained in a party?", line.id),
    )
}

/// Whether a material is wholly obtained in a party: a non-originating one is not; an originating one need not be.
pub(super) fn is_wholly_obtained(line: &Line<'_>) -> Truth {
    line.nom.negate().and(Truth::from(line.wholly_obtained))
}
