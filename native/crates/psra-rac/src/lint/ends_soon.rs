//! RAC249: a rule ends within a year.

use super::context::Context;
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC249",
    title: "a rule ends within a year",
    severity: Severity::Warning,
    why: "A long-term supplier's declaration covers up to two years. What ends within a year decides differently for goods delivered later in that time: tell those who rely on it, and see that the row that follows is there. Looked for only if the day is given (`--as-of`).",
    bad: "guard: {valid_to: \"2026-12-31\"}   # looked at on 2026-01-01",
    good: "guard: {valid_to: \"2027-12-31\"}   # looked at on 2026-01-01",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let Some((today, limit)) = document.as_of.and_then(|day| Some((day, day.in_a_year()?))) else { return };
    let ends = document.rules.iter().filter_map(|rule| rule.guard?.given("valid_to"));
    for end in document.root.given("valid_to").into_iter().chain(ends) {
        // ISO dates compare as text.
        if let Some(day) = end.as_str().filter(|day| *day >= today.iso() && *day < &*limit) {
            found.push(lint.at(end.span, format!("it holds until {} only", shown(day))));
        }
    }
}
