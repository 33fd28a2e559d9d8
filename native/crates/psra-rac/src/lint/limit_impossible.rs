//! RAC227: a limit that no product keeps.

use super::context::Context;
use super::implies::pct;
use super::limit_idle::is_exclusive;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC227",
    title: "a limit that no product keeps",
    severity: Severity::Error,
    why: "\"Less than 0 %\" and \"more than 100 %\" hold for no product. With `exclusive: true` the limit itself fails, so one of the two keys is wrong.",
    bad: "{type: MaxNOM, pct: \"0\", basis: EXW, exclusive: true}",
    good: "{type: MaxNOM, pct: \"50\", basis: EXW, exclusive: true}",
    check: Some(check),
};

const HUNDRED: u32 = 100_000_000;

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves() {
        let impossible = match leaf.kind {
            "MaxNOM" | "MaxWeight" => 0,
            "RVC" | "MinOM" => HUNDRED,
            _ => continue,
        };
        if pct(leaf.value) == Some(impossible) && is_exclusive(leaf) {
            let span = leaf.value.get("pct").unwrap_or(leaf.value).span;
            let finding = lint.at(span, format!("{} never holds", leaf.kind));
            found.push(document.graded(finding).help("correct the figure, or take `exclusive` out"));
        }
    }
}
