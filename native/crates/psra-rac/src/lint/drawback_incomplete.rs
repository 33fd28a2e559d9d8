//! RAC267: a rule on drawback that lacks its limit.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC267",
    title: "a rule on drawback that lacks its limit",
    severity: Severity::Error,
    why: "A ban for certain chapters names them, a cap says how much, and neither says anything where drawback is allowed or banned altogether.",
    bad: "drawback: {rule: banned_chapters}",
    good: "drawback: {rule: banned_chapters, chapters: [\"50-63\"]}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for drawback in document.generals().filter_map(|general| general.given("drawback")) {
        let Some(rule) = drawback.get("rule") else { continue };
        let has_chapters = !drawback.list("chapters").is_empty();
        let has_cap = drawback.given("cap_pct").is_some();
        let message = match rule.as_str() {
            Some("banned_chapters") if !has_chapters => "the ban names no `chapters`",
            Some("capped") if !has_cap => "the cap has no `cap_pct`",
            Some("allowed" | "banned" | "capped") if has_chapters => "`chapters` are of `banned_chapters`",
            Some("allowed" | "banned" | "banned_chapters") if has_cap => "`cap_pct` is of `capped`",
            _ => continue,
        };
        found.push(lint.at(rule.span, message));
    }
}
