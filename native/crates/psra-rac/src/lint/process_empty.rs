//! RAC219: a process criterion names no process.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC219",
    title: "a process criterion names no process",
    severity: Severity::Error,
    why: "`Process` has either `any_of` or `all_of`, and not an empty list.",
    bad: "{type: Process}",
    good: "{type: Process, any_of: [chemical_reaction]}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves().iter().filter(|leaf| leaf.kind == "Process") {
        let filled = |key: &str| !leaf.value.list(key).is_empty();
        if filled("any_of") == filled("all_of") {
            found.push(lint.at(leaf.value.span, "expected `any_of` or `all_of`, one of the two and not empty"));
        }
    }
}
