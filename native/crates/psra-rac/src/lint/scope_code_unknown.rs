//! RAC216: a scope names codes that the edition does not have.

use super::Lint;
use super::codes::bounds;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC216",
    title: "a scope names codes that the edition does not have",
    severity: Severity::Warning,
    why: "An exception for a code that does not exist excludes nothing. The publisher may have transposed the list to another edition.",
    bad: "hs_edition: 2017\nexcept: {codes: [\"390721\"]}",
    good: "hs_edition: 2017\nexcept: {codes: [\"390720\"]}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for code in document.scopes().iter().flat_map(|scope| scope.value.list("codes")) {
        let Some((from, to)) = code.as_str().and_then(bounds) else { continue };
        if from > to {
            found.push(lint.at(code.span, "the range ends before it begins"));
        } else if !psra_hs::range_has_code(document.printed_edition, from, to) {
            let text = code.as_str().unwrap_or_default();
            found.push(lint.at(code.span, format!("HS {} has nothing under {text}", document.printed_edition)));
        }
    }
}
