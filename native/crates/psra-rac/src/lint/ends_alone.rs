//! RAC220: a rule ends and none follows.

use std::collections::HashMap;

use super::Lint;
use super::context::{Context, Rule};
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC220",
    title: "a rule ends and none follows",
    severity: Severity::Warning,
    why: "Rules that end are staged: the agreement says what holds after them. With no row of the same range after the last day, a product that was decided on that day is undetermined on the next. Add the row that follows, or leave `valid_to` out if the law does not end it.",
    bad: "- {from: \"850760\", to: \"850760\", guard: {valid_to: \"2026-12-31\"}}",
    good: "- {from: \"850760\", to: \"850760\", guard: {valid_to: \"2026-12-31\"}}\n- {from: \"850760\", to: \"850760\", guard: {valid_from: \"2027-01-01\"}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    // The last day of each range; `None` if a row of it has no end. ISO dates compare as text.
    let mut last: HashMap<(u32, u32), Option<&str>> = HashMap::new();
    for rule in &document.rules {
        let end = end_of(rule).and_then(Value::as_str);
        let known = last.entry((rule.from, rule.to)).or_insert(end);
        *known = known.zip(end).map(|(a, b)| a.max(b));
    }
    for rule in &document.rules {
        let Some(end) = end_of(rule) else { continue };
        let Some(day) = end.as_str() else { continue };
        if last.get(&(rule.from, rule.to)) == Some(&Some(day)) {
            let message = format!("no row of {:06} to {:06} holds after {}", rule.from, rule.to, shown(day));
            found.push(lint.at(end.span, message));
        }
    }
}

fn end_of<'a>(rule: &Rule<'a>) -> Option<&'a Value<'a>> {
    let guard = rule.guard?;
    let end = guard.given("valid_to")?;
    // A validity that ends before it begins has a finding of its own.
    (guard.str_at("valid_from") <= end.as_str()).then_some(end)
}
