//! RAC213: an authored rule keeps a publisher's words.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC213",
    title: "an authored rule keeps a publisher's words",
    severity: Severity::Error,
    why: "The words stay where they were landed. An authored rule cites them by locator and digest; only compiled documents carry text.",
    bad: "publisher: psra\nrules: [{text: \"…\"}]",
    good: "publisher: psra\nrules: [{source: {id: tca, locator: \"Annex 3, row 3926\"}}]",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    if document.is_authored() {
        for rule in &document.rules {
            if let Some(text) = rule.value.given("text") {
                found.push(lint.at(text.span, "an authored rule holds no words").help("cite them: locator, words_sha256"));
            }
        }
    }
}
