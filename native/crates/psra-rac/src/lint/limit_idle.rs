//! RAC226: a limit that every product keeps.

use super::context::Context;
use super::implies::pct;
use super::parts::Leaf;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC226",
    title: "a limit that every product keeps",
    severity: Severity::Warning,
    why: "Non-originating materials never weigh or cost more than the product, and a share is never less than nothing. A greatest share of 100 % or a least share of 0 % asks for nothing; a figure was lost.",
    bad: "{type: MaxNOM, pct: \"100\", basis: EXW}",
    good: "{type: MaxNOM, pct: \"50\", basis: EXW}",
    check: Some(check),
};

const HUNDRED: u32 = 100_000_000;

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves() {
        let idle = match leaf.kind {
            "MaxNOM" | "MaxWeight" => HUNDRED,
            "RVC" | "MinOM" => 0,
            _ => continue,
        };
        if pct(leaf.value) == Some(idle) && !is_exclusive(leaf) {
            let span = leaf.value.get("pct").unwrap_or(leaf.value).span;
            found.push(lint.at(span, format!("{} holds whatever is used", leaf.kind)).help("compare the figure with the words"));
        }
    }
}

/// Whether the limit itself fails.
pub(super) fn is_exclusive(leaf: &Leaf<'_>) -> bool {
    leaf.value.get("exclusive").and_then(crate::located::Value::as_bool) == Some(true)
}
