//! RAC241: a code is excluded and included.

use super::codes::Codes;
use super::context::Context;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC241",
    title: "a code is excluded and included",
    severity: Severity::Error,
    why: "A material that `except` forbids and `including` allows is both. The engine lets the exception win; the list's words say which was meant.",
    bad: "{type: CTH, except: {codes: [\"39\"]}, including: {codes: [\"3926\"]}}",
    good: "{type: CTH, except: {codes: [\"3901\"]}, including: {codes: [\"3926\"]}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves() {
        let (Some(except), Some(including)) = (leaf.value.given("except"), leaf.value.given("including")) else { continue };
        let Some((out, back)) = Codes::alone(except).zip(Codes::alone(including)) else { continue };
        if let Some((from, to)) = out.common(&back) {
            let message = format!("{from:06} to {to:06} is excepted and included");
            found.push(document.graded(lint.at(including.span, message)));
        }
    }
}
