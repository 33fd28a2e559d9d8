//! RAC222: an alternative makes another unreachable.

use super::context::Context;
use super::implies::Implies;
use super::meaning::{is_same, is_small};
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC222",
    title: "an alternative makes another unreachable",
    severity: Severity::Warning,
    why: "Where one alternative is met whenever another is, the stricter one is never needed: nobody gains by it. Either the list was misread, or one of the two lost a part (an exception, a limit, a second condition). The order of alternatives does not matter, for the exporter may choose any.",
    bad: "any:\n  - {type: MaxNOM, pct: \"50\", basis: EXW}\n  - {type: MaxNOM, pct: \"40\", basis: EXW}   # met only if the first is",
    good: "any:\n  - {type: CTH}\n  - {type: MaxNOM, pct: \"50\", basis: EXW}",
    check: Some(check),
};

/// Rows with more alternatives are not looked at: no treaty has one.
const MOST: usize = 64;

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let implies = Implies::new();
    for rule in &document.rules {
        let alternatives = rule.criterion.map(|tree| tree.list("any")).unwrap_or_default();
        if (2..=MOST).contains(&alternatives.len()) && rule.criterion.is_some_and(is_small) {
            for (place, strict) in alternatives.iter().enumerate() {
                if let Some(weak) = weaker(&implies, alternatives, place) {
                    let message = format!("alternative {} holds whenever this one does", weak + 1);
                    found.push(lint.at(strict.span, message).help("take this one out, or add what it lacks"));
                }
            }
        }
    }
}

/// The first alternative that holds whenever the one at a place does. Of two that say the same RAC211 speaks.
fn weaker(implies: &Implies, alternatives: &[Value<'_>], place: usize) -> Option<usize> {
    let strict = &alternatives[place];
    (0..alternatives.len()).filter(|&other| other != place).find(|&other| {
        let weak = &alternatives[other];
        implies.holds(strict, weak)
            && !is_same(strict, weak)
            // Of two that make each other hold the first is kept.
            && (other < place || !implies.holds(weak, strict))
    })
}
