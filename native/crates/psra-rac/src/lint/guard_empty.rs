//! RAC246: a guard that guards nothing.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::fix::{Change, Proposal};

pub(super) static LINT: Lint = Lint {
    code: "RAC246",
    title: "a guard that guards nothing",
    severity: Severity::Warning,
    why: "A guard says when, for whom or within which quota a rule holds. An empty one says nothing; what it should say was lost, or it can go.",
    bad: "guard: {}",
    good: "guard: {valid_to: \"2026-12-31\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for rule in &document.rules {
        let Some(entry) = rule.value.entries().iter().find(|entry| entry.key == "guard") else { continue };
        let says = |value: &crate::located::Value<'_>| !value.is_null();
        if !entry.value.is_null() && !entry.value.entries().iter().any(|entry| says(&entry.value)) {
            let fix = entry.value.entries().is_empty().then(|| Proposal::one("take it out", Change::Remove(entry.key_span)));
            found.push(lint.at(entry.value.span, "the guard says nothing").fix(fix));
        }
    }
}
