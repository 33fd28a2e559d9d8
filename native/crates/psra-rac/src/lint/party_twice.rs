//! RAC269: a country stands twice among the parties.

use std::collections::HashSet;

use super::context::Context;
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC269",
    title: "a country stands twice among the parties",
    severity: Severity::Error,
    why: "A country belongs to one party. One that stands twice makes goods originate in two, or cumulate with themselves.",
    bad: "parties: [{code: EU, members: [DE, FR]}, {code: FR}]",
    good: "parties: [{code: EU, members: [DE, FR]}, {code: GB}]",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut seen = HashSet::new();
    for party in document.root.list("parties") {
        for country in party.get("code").into_iter().chain(party.list("members")) {
            if let Some(code) = country.as_str().filter(|code| !seen.insert(*code)) {
                found.push(lint.at(country.span, format!("{} stands before", shown(code))));
            }
        }
    }
}
