//! RAC250: two ranges cross.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC250",
    title: "two ranges cross",
    severity: Severity::Warning,
    why: "A list is nested: a row lies in another or beside it. Two whole rows of which each holds codes that the other has not, and some in common, are a slip of a digit; the common codes would have two rules of equal rank.",
    bad: "- {from: \"390100\", to: \"391699\"}\n- {from: \"391600\", to: \"392699\"}   # 3916 in both",
    good: "- {from: \"390100\", to: \"391599\"}\n- {from: \"391600\", to: \"392699\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut rows: Vec<_> = document.rules.iter().filter(|rule| rule.row == "whole" && rule.is_range()).collect();
    // The wider of two that begin together comes first, so that what lies in it follows.
    rows.sort_by_key(|rule| (rule.from, std::cmp::Reverse(rule.to)));
    let mut open: Vec<&super::context::Rule<'_>> = Vec::new();
    for rule in rows {
        while open.last().is_some_and(|last| last.to < rule.from) {
            open.pop();
        }
        if let Some(wider) = open.last().filter(|wider| wider.to < rule.to) {
            let message = format!("{:06} to {:06} crosses the range of {}", rule.from, rule.to, shown(wider.id));
            found.push(lint.at(rule.span_of("from"), message));
        } else {
            open.push(rule);
        }
    }
}
