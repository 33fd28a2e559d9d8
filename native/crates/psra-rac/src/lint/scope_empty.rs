//! RAC229: a scope names nothing.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC229",
    title: "a scope names nothing",
    severity: Severity::Error,
    why: "A scope without a part restricts nothing: an exception for it excludes every material, a limit in it is a limit on all. An empty list of codes or tags holds for no material. Name the materials, or leave the scope out.",
    bad: "except: {}",
    good: "except: {codes: [\"3901\"]}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for scope in document.scopes() {
        let mut given = scope.value.entries().iter().filter(|entry| !entry.value.is_null()).peekable();
        let message = if given.peek().is_none() {
            "the scope restricts nothing"
        } else if given.any(|entry| matches!(&*entry.key, "codes" | "tags") && entry.value.items().is_empty()) {
            "the scope holds no material"
        } else {
            continue;
        };
        found.push(document.graded(lint.at(scope.value.span, message)));
    }
}
