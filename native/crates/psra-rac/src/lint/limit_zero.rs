//! RAC228: a greatest share of nothing.

use super::context::Context;
use super::implies::pct;
use super::limit_idle::is_exclusive;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC228",
    title: "a greatest share of nothing",
    severity: Severity::Warning,
    why: "\"At most 0 %\" says that no such material may be used at all. Written as a share it invites a tolerance on it and asks for a price that decides nothing: write `Prohibit` or `Originating`.",
    bad: "{type: MaxNOM, pct: \"0\", basis: EXW, scope: {codes: [\"1701\"]}}",
    good: "{type: Prohibit, scope: {codes: [\"1701\"]}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves().iter().filter(|leaf| matches!(leaf.kind, "MaxNOM" | "MaxWeight")) {
        if pct(leaf.value) == Some(0) && !is_exclusive(leaf) {
            let span = leaf.value.get("pct").unwrap_or(leaf.value).span;
            found.push(lint.at(span, "no such material may be used").help("write `Prohibit`, or `Originating`"));
        }
    }
}
