//! RAC204: the id names another agreement or edition.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::fix::Proposal;

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
        let span = rule.span_of("id");
        let range = rule.id.split_once(":hs").and_then(|(_, rest)| rest.split_once(':'));
        let fix = range.map(|(_, range)| Proposal::text(span, format!("{head}{range}")));
        found.push(lint.at(span, format!("the id must begin with {}", shown(&head))).fix(fix));
    }
}
