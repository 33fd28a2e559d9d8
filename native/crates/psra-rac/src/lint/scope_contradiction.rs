//! RAC240: a scope takes away what it names.

use super::codes::Codes;
use super::context::Context;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC240",
    title: "a scope takes away what it names",
    severity: Severity::Error,
    why: "`not` takes materials out of a scope. Where it takes all of its codes out, the scope holds nothing, and the exception or limit in which it stands does nothing.",
    bad: "scope: {codes: [\"3901\"], not: {codes: [\"39\"]}}",
    good: "scope: {codes: [\"39\"], not: {codes: [\"3901\"]}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for scope in document.scopes() {
        let Some(not) = scope.value.given("not") else { continue };
        let Some(taken) = Codes::alone(not) else { continue };
        let named = Codes::of(scope.value.list("codes"));
        if !named.is_empty() && taken.holds_all(&named) {
            found.push(document.graded(lint.at(not.span, "nothing is left of the codes of this scope")));
        }
    }
}
