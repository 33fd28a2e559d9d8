//! RAC223: a change of classification that no material can make.

use super::codes::Codes;
use super::context::{Context, Rule};
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC223",
    title: "a change of classification that no material can make",
    severity: Severity::Error,
    why: "`from_only` names the codes that a change must come from. Where all of them are excepted, or lie where the change forbids, no material satisfies the rule, and only goods without foreign materials qualify.",
    bad: "{type: CTH, from_only: {codes: [\"3901\"]}, except: {codes: [\"39\"]}}",
    good: "{type: CTH, from_only: {codes: [\"3901\"]}, except: {codes: [\"3902\"]}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves() {
        let Some(only) = leaf.value.given("from_only") else { continue };
        let Some(from) = Codes::alone(only).filter(|from| !from.is_empty()) else { continue };
        let except = leaf.value.given("except").and_then(Codes::alone).unwrap_or_default();
        let own = document.rule_of(leaf).and_then(|rule| own(rule, leaf.kind));
        let forbidden: Codes = except.ranges().iter().copied().chain(own).collect();
        if forbidden.holds_all(&from) {
            let finding = lint.at(only.span, "every code that the change may come from is forbidden");
            found.push(document.graded(finding).help("compare `from_only` and `except` with the list's words"));
        }
    }
}

/// What the change forbids by itself to every product of the rule: its one chapter, heading or subheading.
pub(super) fn own(rule: &Rule<'_>, kind: &str) -> Option<(u32, u32)> {
    let size = match kind {
        "CC" => 10_000,
        "CTH" => 100,
        "CTSH" => 1,
        _ => return None,
    };
    let first = rule.from / size;
    (rule.is_range() && first == rule.to / size).then_some((first * size, first * size + size - 1))
}
