//! RAC225: an allowance of a hundred per cent.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::fix::{Change, Proposal};
use super::implies::millionths;

pub(super) static LINT: Lint = Lint {
    code: "RAC225",
    title: "an allowance of a hundred per cent",
    severity: Severity::Warning,
    why: "An allowance without `max_pct` has no limit. A hundred per cent of the price looks like a limit and is none: leave it out, or write the list's own figure. In compiled documents it stands for words such as \"may be used\" and is left alone.",
    bad: "allowances: [{scope: {same: heading}, max_pct: \"100\"}]",
    good: "allowances: [{scope: {same: heading}, max_pct: \"20\"}]",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    if !document.is_authored() {
        return;
    }
    for (allowance, _) in &document.parts.allowances {
        let Some(entry) = allowance.entries().iter().find(|entry| entry.key == "max_pct") else { continue };
        if entry.value.as_str().and_then(millionths) == Some(100_000_000) {
            let fix = Proposal::one("take the limit out", Change::Remove(entry.key_span));
            found.push(lint.at(entry.value.span, "an allowance of a hundred per cent limits nothing").fix(fix));
        }
    }
}
