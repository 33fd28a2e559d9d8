//! Parts of which it is not known whether they may be looked into (origin.md A.6, A.7): full cumulation that hangs on
//! notices, or an exporting party that is not stated. To look into a part is a choice, and a choice more never harms; so
//! what is the same with all of them closed and with all of them open is certain, and nothing else is.

use crate::bill::{Entry, exclusively_originating};
use crate::facts::{MissingFact, gather};
use crate::listing::{Attempt, Listed};
use crate::logic::Truth;

/// What the list says of a bill, whether it is made of originating materials exclusively, and what would settle both
/// where they hang on what may be looked into.
#[derive(Debug)]
pub struct Judged<'r> {
    pub(crate) listed: Listed<'r>,
    pub(crate) exclusively: (Truth, Truth),
    pub(crate) facts: Vec<MissingFact>,
}

/// Judge a bill whatever may be looked into.
#[must_use]
pub fn judge<'r, 'c>(bill: &[Entry<'c>], list: impl Fn(&[Entry<'c>]) -> Listed<'r>) -> Judged<'r> {
    let mut facts = Vec::new();
    questions(bill, &mut facts);
    let (open, exclusively) = (list(bill), exclusively_originating(bill));
    if facts.is_empty() {
        return Judged { listed: open, exclusively, facts };
    }
    let closed = close(bill);
    let narrow = exclusively_originating(&closed);
    let both = |a: Truth, b: Truth| Truth::agree([a, b]);
    let listed = merge(list(&closed), open, &facts);
    Judged { listed, exclusively: (both(narrow.0, exclusively.0), both(narrow.1, exclusively.1)), facts }
}

/// What would settle which parts may be looked into.
fn questions(bill: &[Entry<'_>], into: &mut Vec<MissingFact>) {
    for entry in bill {
        gather(into, entry.unsure.iter().cloned());
        questions(entry.inside.as_deref().unwrap_or_default(), into);
    }
}

/// The bill without what may perhaps be looked into.
fn close<'c>(bill: &[Entry<'c>]) -> Vec<Entry<'c>> {
    let keep = |entry: &Entry<'c>| entry.inside.as_deref().filter(|_| entry.unsure.is_empty()).map(close);
    bill.iter().map(|entry| Entry { line: entry.line.clone(), inside: keep(entry), unsure: Vec::new() }).collect()
}

/// What both say; unknown where they differ.
fn merge<'r>(mut closed: Listed<'r>, open: Listed<'r>, questions: &[MissingFact]) -> Listed<'r> {
    for attempt in open.attempts {
        match closed.attempts.iter_mut().find(|known| known.id == attempt.id) {
            None => closed.attempts.push(attempt),
            Some(known) => reconcile(known, attempt, questions),
        }
    }
    if closed.truth != open.truth {
        closed.truth = Truth::Unknown;
        gather(&mut closed.facts, questions.iter().cloned());
    }
    if closed.truth == Truth::Unknown {
        gather(&mut closed.facts, open.facts);
    }
    closed
}

fn reconcile<'r>(known: &mut Attempt<'r>, other: Attempt<'r>, questions: &[MissingFact]) {
    let tried = &mut known.tried;
    if tried.outcome != other.tried.outcome {
        (tried.outcome, tried.tolerance_used) = (Truth::Unknown, false);
        gather(&mut tried.facts, questions.iter().cloned());
    }
    if tried.outcome == Truth::Unknown {
        gather(&mut tried.facts, other.tried.facts);
    }
}
