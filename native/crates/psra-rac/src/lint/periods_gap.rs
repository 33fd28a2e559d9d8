//! RAC265: days without general rules between two periods.

use super::context::Context;
use super::Lint;
use crate::day::Day;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC265",
    title: "days without general rules between two periods",
    severity: Severity::Warning,
    why: "On a day between two periods the agreement grants no tolerance, no cumulation and no proof. The next period begins on the day after the last.",
    bad: "- {valid_to: \"2025-12-30\"}\n- {valid_from: \"2026-01-01\"}",
    good: "- {valid_to: \"2025-12-31\"}\n- {valid_from: \"2026-01-01\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut periods: Vec<_> = document.periods().iter().collect();
    // ISO dates compare as text; an absent first day comes before all.
    periods.sort_by_key(|period| period.str_at("valid_from"));
    for (earlier, later) in periods.iter().zip(periods.iter().skip(1)) {
        let next = earlier.str_at("valid_to").and_then(Day::parse).and_then(Day::next);
        let Some((next, begins)) = next.zip(later.get("valid_from")) else { continue };
        if begins.as_str().is_some_and(|first| *first > *next) {
            found.push(lint.at(begins.span, format!("no general rules hold from {} to the day before", shown(&next))));
        }
    }
}
