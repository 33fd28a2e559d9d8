//! RAC210: a residual row has nothing to be residual to.

use std::collections::BTreeSet;

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC210",
    title: "a residual row has nothing to be residual to",
    severity: Severity::Warning,
    why: "A residual row is for what described rows of the same codes leave over. With no described or narrower row beside it, it is a whole row, or a row is missing.",
    bad: "- {from: \"401200\", to: \"401299\", row: residual}",
    good: "- {from: \"401200\", to: \"401299\", row: described, applies_to: [retreaded]}\n- {from: \"401200\", to: \"401299\", row: residual}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    // A residual for the whole of a chapter leaves over what any other row of the chapter takes.
    let others = document.rules.iter().filter(|rule| rule.row != "residual" && rule.from <= rule.to);
    let taken: BTreeSet<u32> = others.flat_map(|rule| rule.from / 10_000..=rule.to / 10_000).collect();
    for rule in document.rules.iter().filter(|rule| rule.row == "residual") {
        if !taken.contains(&(rule.from / 10_000)) {
            let finding = lint.at(rule.span_of("row"), "no other row stands beside this residual row");
            found.push(finding.help("use `row: whole`"));
        }
    }
}
