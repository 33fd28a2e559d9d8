//! RAC215: two periods of general rules overlap.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
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

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut periods: Vec<&Value> = document.root.get("ruleset").map(Value::items).unwrap_or_default().iter().collect();
    // ISO dates compare as text; an absent first day comes before all.
    periods.sort_by_key(|period| period.str_at("valid_from"));
    for (earlier, later) in periods.iter().zip(periods.iter().skip(1)) {
        let (end, start) = (earlier.str_at("valid_to"), later.str_at("valid_from"));
        let message = match end {
            Some(day) if start.is_none_or(|start| start <= day) => {
                format!("the period before ends on {} only", shown(day))
            }
            None => "the period before does not end".to_owned(),
            Some(_) => continue,
        };
        found.push(lint.at(later.get("valid_from").unwrap_or(later).span, message));
    }
}
