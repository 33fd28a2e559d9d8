//! RAC244: a source that nothing cites.

use std::collections::HashSet;

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC244",
    title: "a source that nothing cites",
    severity: Severity::Warning,
    why: "Sources stand once a file so that leaves can cite them. One that nothing cites suggests that a rule cites the wrong one.",
    bad: "sources: {tca: {…}, unread: {…}}   # only tca is cited",
    good: "sources: {tca: {…}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    if document.is_authored() {
        let cited: HashSet<&str> = document.parts.references.iter().filter_map(|reference| reference.str_at("id")).collect();
        for source in document.sources.iter().filter(|source| !cited.contains(&*source.key)) {
            found.push(lint.at(source.key_span, format!("nothing cites `{}`", shown(&source.key))));
        }
    }
}
