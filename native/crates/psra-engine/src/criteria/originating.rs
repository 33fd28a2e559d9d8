//! All the materials in a scope originate. A tolerance may forgive those that do not.

use super::{Bench, Finding};
use crate::facts::{MissingFact, gather};
use crate::law::Scope;
use crate::logic::Truth;
use crate::scope;

pub(super) fn find(bench: &Bench<'_, '_>, scope: &Scope) -> Finding {
    let (failing, facts) = non_originating_in(bench, scope);
    Finding::of_lines("Originating", bench.lines, failing, Truth::True, facts)
}

/// Non-originating materials in a scope, for certain or perhaps, with what would settle the latter.
pub(super) fn non_originating_in(bench: &Bench<'_, '_>, scope: &Scope) -> (Vec<(usize, Truth)>, Vec<MissingFact>) {
    let mut failing = Vec::new();
    let mut facts = Vec::new();
    for (n, line) in bench.lines.iter().enumerate().filter(|(_, l)| l.in_ctc) {
        let fails = line.nom.and(scope::holds(scope, line, bench.subject));
        if fails == Truth::Unknown {
            gather(&mut facts, line.identity_facts());
            gather(&mut facts, scope::facts(scope, line, bench.subject));
        }
        if fails != Truth::False {
            failing.push((n, fails));
        }
    }
    (failing, facts)
}
