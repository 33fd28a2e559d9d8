//! RAC206: a source is not in the document.

use super::Lint;
use super::context::{Context, walk};
use crate::diagnostic::{Finding, Severity};

pub(super) static LINT: Lint = Lint {
    code: "RAC206",
    title: "a source is not in the document",
    severity: Severity::Error,
    why: "Every leaf of a rule cites its source. A reference to a source that the document does not name proves nothing.",
    bad: "sources: {tca: {…}}\nsource: {id: annex3}",
    good: "sources: {tca: {…}}\nsource: {id: tca}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Vec<Finding>) {
    walk(document.root, &mut |value| {
        let Some(reference) = value.given("source") else { return };
        let Some(id) = reference.get("id") else { return };
        if let Some(name) = id.as_str()
            && !document.sources.iter().any(|source| source.key == name) {
                let known: Vec<_> = document.sources.iter().map(|source| source.key.as_str()).collect();
                let help = format!("the document has: {}", known.join(", "));
                found.push(lint.at(id.span, format!("there is no source `{name}`")).help(help));
            }
    });
}
