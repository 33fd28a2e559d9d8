//! RAC259: alternatives or requirements of which there is one.

use super::context::Context;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::fix::{Change, Proposal};

pub(super) static LINT: Lint = Lint {
    code: "RAC259",
    title: "alternatives or requirements of which there is one",
    severity: Severity::Warning,
    why: "`any` and `all` join two or more. With one member the other was lost, or the joint can go; it changes nothing but the numbers of the alternatives.",
    bad: "any:\n  - {type: CTH}",
    good: "type: CTH",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    // A compiler may keep the joints of the words that it read.
    if !document.is_authored() {
        return;
    }
    for (node, members) in &document.parts.joints {
        if let [only] = members.items() {
            let word = if node.get("any").is_some() { "any" } else { "all" };
            let fix = (node.entries().len() == 1).then(|| Proposal::one("take the joint out", Change::Unwrap(node.span, only.span)));
            found.push(lint.at(members.span, format!("`{word}` has one member")).fix(fix));
        }
    }
}
