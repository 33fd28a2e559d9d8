//! RAC204: the id names another agreement or edition.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC204",
    title: "the id names another agreement or edition",
    severity: Severity::Error,
    why: "A rule id begins with the document's agreement and HS edition: `<agreement>:hs<edition>:`.",
    bad: "agreement: eu-gb\nhs_edition: 2017\nrules: [{id: \"eu-jp:hs2017:3926~1\"}]",
    good: "agreement: eu-gb\nhs_edition: 2017\nrules: [{id: \"eu-gb:hs2017:3926~1\"}]",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let head = format!("{}:hs{}:", document.agreement, document.hs_edition);
    for rule in document.rules.iter().filter(|rule| !rule.id.starts_with(&head)) {
        found.push(lint.at(rule.span_of("id"), format!("the id must begin with {}", shown(&head))));
    }
}
