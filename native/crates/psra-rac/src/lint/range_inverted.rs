//! RAC202: the range ends before it begins.

use super::Lint;
use super::context::{Context, Rule};
use crate::diagnostic::{Severity};
use crate::findings::Findings;
use crate::fix::{Change, Proposal};

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
        let finding = lint.at(rule.span_of("to"), format!("{:06} comes before {:06}", rule.to, rule.from));
        found.push(finding.fix(swapped(rule)));
    }
}

/// The two codes change places if the heading that the row prints says that they are its first and its last.
fn swapped(rule: &Rule<'_>) -> Option<Proposal> {
    let printed: String = rule.value.str_at("heading")?.chars().filter(char::is_ascii_digit).collect();
    let bounds = match printed.len() {
        2 => (10_000, 9_999),
        4 => (100, 99),
        _ => return None,
    };
    let first = printed.parse::<u32>().ok()? * bounds.0;
    (rule.to == first && rule.from == first + bounds.1).then(|| Proposal {
        title: "let the two change places".to_owned(),
        changes: vec![
            Change::Text(rule.span_of("from"), format!("{:06}", rule.to)),
            Change::Text(rule.span_of("to"), format!("{:06}", rule.from)),
        ],
    })
}
