//! RAC247: days without a rule between two of one range.

use std::collections::HashMap;

use super::context::{Context, Rule};
use super::Lint;
use crate::day::Day;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC247",
    title: "days without a rule between two of one range",
    severity: Severity::Warning,
    why: "Rows of one range that follow each other in time leave no day out: the next begins on the day after the last. On a day between them the product is undetermined.",
    bad: "- {from: \"850760\", to: \"850760\", guard: {valid_to: \"2026-12-30\"}}\n- {from: \"850760\", to: \"850760\", guard: {valid_from: \"2027-01-01\"}}",
    good: "- {from: \"850760\", to: \"850760\", guard: {valid_to: \"2026-12-31\"}}\n- {from: \"850760\", to: \"850760\", guard: {valid_from: \"2027-01-01\"}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut by_range: HashMap<(u32, u32), Vec<&Rule<'_>>> = HashMap::new();
    let has_dated = document.rules.iter().any(|rule| rule.guard.is_some());
    for rule in document.rules.iter().filter(|_| has_dated) {
        by_range.entry((rule.from, rule.to)).or_default().push(rule);
    }
    for rows in by_range.into_values().filter(|rows| rows.len() > 1) {
        // The days that begin after all rows before them have ended. An absent first day comes before all.
        let mut rows = rows;
        rows.sort_by_key(|rule| rule.days().0);
        let mut end = rows[0].days().1;
        for rule in &rows[1..] {
            let Some(last) = end else { break };
            let (from, to) = rule.days();
            if let Some(first) = from
                && let Some(next) = Day::parse(last).and_then(Day::next)
                && *first > *next
            {
                let span = rule.guard.and_then(|guard| guard.get("valid_from")).unwrap_or(rule.value).span;
                let message = format!("no row of {:06} to {:06} holds from {} to the day before", rule.from, rule.to, shown(&next));
                found.push(lint.at(span, message));
            }
            end = to.map(|to| to.max(last));
        }
    }
}
