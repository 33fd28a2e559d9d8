//! RAC203: two rules have one id.

use std::collections::HashSet;

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC203",
    title: "two rules have one id",
    severity: Severity::Error,
    why: "A verdict cites the rule by its id; two rules of one id cannot be told apart. Rows that print the same range count on: `~1`, `~2`.",
    bad: "- {id: \"eu-gb:hs2017:3926~1\"}\n- {id: \"eu-gb:hs2017:3926~1\"}",
    good: "- {id: \"eu-gb:hs2017:3926~1\"}\n- {id: \"eu-gb:hs2017:3926~2\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    for rule in &document.rules {
        if !seen.insert(rule.id) {
            found.push(lint.at(rule.span_of("id"), format!("the id {} stands before", shown(rule.id))).help("count `~n` on"));
        }
    }
}
