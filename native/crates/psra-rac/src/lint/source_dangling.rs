//! RAC206: a source is not in the document.

use std::collections::HashSet;

use super::Lint;
use super::context::{Context, walk};
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::fix::Proposal;

pub(super) static LINT: Lint = Lint {
    code: "RAC206",
    title: "a source is not in the document",
    severity: Severity::Error,
    why: "Every leaf of a rule cites its source. A reference to a source that the document does not name proves nothing.",
    bad: "sources: {tca: {…}}\nsource: {id: annex3}",
    good: "sources: {tca: {…}}\nsource: {id: tca}",
    check: Some(check),
};

/// So many sources are named in the help.
const SHOWN: usize = 10;

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let known: HashSet<&str> = document.sources.iter().map(|source| source.key.as_str()).collect();
    walk(document.root, &mut |value| {
        let Some(reference) = value.given("source") else { return };
        let Some(id) = reference.get("id") else { return };
        let Some(name) = id.as_str().filter(|name| !known.contains(name)) else { return };
        let names: Vec<_> = document.sources.iter().take(SHOWN).map(|source| shown(&source.key)).collect();
        let help = format!("the document has: {}", names.join(", "));
        let fix = Proposal::meant(id.span, name, known.iter().copied());
        found.push(lint.at(id.span, format!("there is no source `{}`", shown(name))).help(help).fix(fix));
    });
}
