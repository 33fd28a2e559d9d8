//! RAC258: a requirement asks for nothing that another does not ask.

use super::context::Context;
use super::implies::Implies;
use super::meaning::is_small;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC258",
    title: "a requirement asks for nothing that another does not ask",
    severity: Severity::Warning,
    why: "Requirements in `all` are cumulative. One that holds whenever another does adds nothing: it stands twice, or one of the two was misread.",
    bad: "all:\n  - {type: CTH}\n  - {type: CTSH}   # a change of heading is one of subheading",
    good: "all:\n  - {type: CTH}\n  - {type: MaxNOM, pct: \"50\", basis: EXW}",
    check: Some(check),
};

/// Joints with more members are not looked at: no treaty has one.
const MOST: usize = 64;

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let implies = Implies::new();
    for (node, members) in &document.parts.joints {
        let members = members.items();
        if node.get("all").is_none() || !(2..=MOST).contains(&members.len()) || !is_small(node) {
            continue;
        }
        for (place, weak) in members.iter().enumerate() {
            let asks_more = |other: usize| {
                let strict = &members[other];
                implies.holds(strict, weak) && (other < place || !implies.holds(weak, strict))
            };
            if let Some(other) = (0..members.len()).filter(|&other| other != place).find(|&other| asks_more(other)) {
                found.push(lint.at(weak.span, format!("requirement {} asks for all of this", other + 1)));
            }
        }
    }
}
