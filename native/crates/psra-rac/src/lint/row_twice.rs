//! RAC248: two whole rows of one range hold on one day.

use std::collections::HashMap;

use super::context::{Context, Rule};
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC248",
    title: "two whole rows of one range hold on one day",
    severity: Severity::Warning,
    why: "Two rows for the same codes on the same days are read as alternatives. That is what some lists mean; in an authored document they stand as one row with `any`, and two rows mean that one of them was to have a guard, an `ex` or another range.",
    bad: "- {from: \"392600\", to: \"392699\", row: whole}\n- {from: \"392600\", to: \"392699\", row: whole}",
    good: "- {from: \"392600\", to: \"392699\", row: whole, guard: {valid_to: \"2026-12-31\"}}\n- {from: \"392600\", to: \"392699\", row: whole, guard: {valid_from: \"2027-01-01\"}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    if !document.is_authored() {
        return;
    }
    let mut by_range: HashMap<(u32, u32), Vec<&Rule<'_>>> = HashMap::new();
    for rule in document.rules.iter().filter(|rule| rule.row == "whole" && rule.is_range()) {
        let rows = by_range.entry((rule.from, rule.to)).or_default();
        // A handful of rows share a range; a document made to take long has thousands.
        if rows.len() < 100 {
            if let Some(other) = rows.iter().find(|other| meet(other, rule)) {
                let message = format!("{} is for the same codes on the same days", shown(other.id));
                found.push(lint.at(rule.span_of("from"), message).help("write one row with `any`, or guard the two"));
            }
            rows.push(rule);
        }
    }
}

/// Whether there is a day on which both hold without a difference that their guards state.
fn meet(a: &Rule<'_>, b: &Rule<'_>) -> bool {
    let differs = |key: &str| {
        let said = |rule: &Rule<'_>| rule.guard.and_then(|guard| guard.given(key)).map(Value::to_canonical_json);
        said(a) != said(b)
    };
    let ends_before = |one: &Rule<'_>, other: &Rule<'_>| one.days().1.zip(other.days().0).is_some_and(|(end, start)| end < start);
    !ends_before(a, b) && !ends_before(b, a) && !["quota", "direction", "countries"].into_iter().any(differs)
}
