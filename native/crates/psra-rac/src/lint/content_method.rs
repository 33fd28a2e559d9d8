//! RAC260: a method of value content that lacks what it counts.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC260",
    title: "a method of value content that lacks what it counts",
    severity: Severity::Error,
    why: "The focused value method counts the materials of the listed codes only, so it needs a `scope`. The net cost method is a share of the net cost: its basis is `NC`, and no other method's is.",
    bad: "{type: RVC, method: focused, pct: \"60\", basis: FOB}",
    good: "{type: RVC, method: focused, pct: \"60\", basis: FOB, scope: {codes: [\"8407\"]}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves().iter().filter(|leaf| leaf.kind == "RVC") {
        let method = leaf.value.get("method");
        let basis = leaf.value.get("basis");
        let (Some(method), Some(basis)) = (method, basis) else { continue };
        let (Some(name), Some(price)) = (method.as_str(), basis.as_str()) else { continue };
        if name == "focused" && leaf.value.given("scope").is_none() {
            let finding = lint.at(method.span, "the focused value method counts the materials of a `scope`");
            found.push(document.graded(finding));
        }
        if (name == "net_cost") != (price == "NC") {
            let finding = lint.at(basis.span, "`NC` is the basis of the net cost method, and of no other");
            found.push(document.graded(finding));
        }
    }
}
