//! RAC214: a proxy counts as verified.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::fix::{Change, Proposal};

pub(super) static LINT: Lint = Lint {
    code: "RAC214",
    title: "a proxy counts as verified",
    severity: Severity::Error,
    why: "`source_proxy` names the text that was read in place of the law's own. Whatever rests on it is unverified, and no certificate outside the sample rests on that.",
    bad: "{instrument: \"PEM Convention\", source_proxy: \"UK reference document\", verified: true}",
    good: "{instrument: \"PEM Convention\", source_proxy: \"UK reference document\", verified: false}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for source in document.sources {
        let verified = source.value.get("verified").filter(|value| value.as_bool() == Some(true));
        if let (Some(verified), Some(_)) = (verified, source.value.given("source_proxy")) {
            let finding = lint.at(verified.span, format!("the source `{}` was read as a proxy", shown(&source.key)));
            found.push(finding.fix(Proposal::one("write `false`", Change::Bare(verified.span, "false".to_owned()))));
        }
    }
}
