//! RAC245: a rule that is never in force.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC245",
    title: "a rule that is never in force",
    severity: Severity::Warning,
    why: "A rule may narrow its document's validity and cannot widen it. One whose days all lie outside is never selected: one of the two days is wrong, or the rule belongs to another document.",
    bad: "valid_to: \"2026-12-31\"\nrules: [{guard: {valid_from: \"2027-01-01\"}}]",
    good: "valid_to: null\nrules: [{guard: {valid_from: \"2027-01-01\"}}]",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let (first, last) = (document.root.str_at("valid_from"), document.root.str_at("valid_to"));
    for rule in &document.rules {
        let (from, to) = rule.days();
        // ISO dates compare as text.
        let day = match (from.zip(last), to.zip(first)) {
            (Some((from, last)), _) if from > last => ("valid_from", format!("the document ends on {}", shown(last))),
            (_, Some((to, first))) if to < first => ("valid_to", format!("the document begins on {}", shown(first))),
            _ => continue,
        };
        let span = rule.guard.and_then(|guard| guard.get(day.0)).unwrap_or(rule.value).span;
        found.push(lint.at(span, day.1));
    }
}
