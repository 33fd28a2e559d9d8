//! RAC202: the range ends before it begins.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC202",
    title: "the range ends before it begins",
    severity: Severity::Error,
    why: "An inverted range selects nothing.",
    bad: "{from: \"392699\", to: \"392600\"}",
    good: "{from: \"392600\", to: \"392699\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for rule in document.rules.iter().filter(|rule| rule.from > rule.to) {
        found.push(lint.at(rule.span_of("to"), format!("{:06} comes before {:06}", rule.to, rule.from)));
    }
}
