//! RAC244: a source that nothing cites.

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
    if !document.is_authored() || document.sources.len() > 1_000 {
        return;
    }
    for source in document.sources {
        if !document.parts.references.iter().any(|reference| reference.str_at("id") == Some(&*source.key)) {
            found.push(lint.at(source.key_span, format!("nothing cites `{}`", shown(&source.key))));
        }
    }
}
