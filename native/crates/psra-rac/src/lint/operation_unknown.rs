//! RAC261: an operation is not in the vocabulary.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::vocabulary::operations;

pub(super) static LINT: Lint = Lint {
    code: "RAC261",
    title: "an operation is not in the vocabulary",
    severity: Severity::Error,
    why: "Insufficient operations are a closed vocabulary with definitions (`psra rac operations`): a word outside it can never be attested or denied.",
    bad: "insufficient_operations: {operations: [simple_mixing_up]}",
    good: "insufficient_operations: {operations: [simple_mixing]}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for part in document.generals().filter_map(|general| general.given("insufficient_operations")) {
        let limited = part.list("limited").iter().flat_map(|limit| limit.list("operations"));
        for word in part.list("operations").iter().chain(limited) {
            let Some(text) = word.as_str().filter(|text| !operations().contains(*text)) else { continue };
            let fix = found.meant(word.span, text, operations().iter().map(String::as_str));
            let finding = lint.at(word.span, format!("the operation {} is not known", shown(text)));
            found.push(finding.help("`psra rac operations` lists them").fix(fix));
        }
    }
}
