//! RAC206: a source is not in the document.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

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
    for reference in &document.parts.references {
        let Some(id) = reference.get("id") else { continue };
        let Some(name) = id.as_str().filter(|name| document.source(name).is_none()) else { continue };
        let names: Vec<_> = document.sources.iter().take(SHOWN).map(|source| shown(&source.key)).collect();
        let help = format!("the document has: {}", names.join(", "));
        let fix = found.meant(id.span, name, document.sources.iter().map(|source| &*source.key));
        found.push(lint.at(id.span, format!("there is no source `{}`", shown(name))).help(help).fix(fix));
    }
}
