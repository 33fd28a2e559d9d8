//! RAC215: two periods of general rules overlap.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Finding, Severity};
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC215",
    title: "two periods of general rules overlap",
    severity: Severity::Error,
    why: "On each day one set of general rules holds. Both days of a period are inclusive: the next begins on the day after.",
    bad: "- {valid_to: \"2026-01-01\"}\n- {valid_from: \"2026-01-01\"}",
    good: "- {valid_to: \"2025-12-31\"}\n- {valid_from: \"2026-01-01\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Vec<Finding>) {
    let mut periods: Vec<(&str, &str, &Value)> = document
        .root
        .get("ruleset")
        .map(Value::items)
        .unwrap_or_default()
        .iter()
        .map(|period| {
            (period.str_at("valid_from").unwrap_or("0000-00-00"), period.str_at("valid_to").unwrap_or("9999-99-99"), period)
        })
        .collect();
    periods.sort_by_key(|period| period.0);
    for pair in periods.windows(2) {
        if pair[1].0 <= pair[0].1 {
            let span = pair[1].2.get("valid_from").unwrap_or(pair[1].2).span;
            found.push(lint.at(span, format!("the period before ends on {} only", pair[0].1)));
        }
    }
}
