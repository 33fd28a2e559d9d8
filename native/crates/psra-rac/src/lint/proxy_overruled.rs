//! RAC255: a place of a proxy counts as verified.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::fix::{Change, Proposal};

pub(super) static LINT: Lint = Lint {
    code: "RAC255",
    title: "a place of a proxy counts as verified",
    severity: Severity::Error,
    why: "A reference may say that its place was verified although its source was not. Not if the source is a proxy: whoever reads the UK's text has not read the treaty's, wherever in it he reads.",
    bad: "sources: {tca: {source_proxy: \"UK text\", verified: false}}\nsource: {id: tca, verified: true}",
    good: "sources: {tca: {source_proxy: \"UK text\", verified: false}}\nsource: {id: tca}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let is_proxy =
        |id: &str| document.source(id).is_some_and(|source| source.value.given("source_proxy").is_some());
    for reference in &document.parts.references {
        let Some(verified) = reference.get("verified").filter(|value| value.as_bool() == Some(true)) else { continue };
        if let Some(id) = reference.str_at("id").filter(|id| is_proxy(id)) {
            let fix = Proposal::one("write `false`", Change::Bare(verified.span, "false".to_owned()));
            found.push(lint.at(verified.span, format!("the source `{}` was read as a proxy", shown(id))).fix(fix));
        }
    }
}
