//! RAC211: an alternative stands twice.

use std::collections::HashMap;

use super::context::Context;
use super::{Lint, meaning};
use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::fix::{Change, Proposal};
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC211",
    title: "an alternative stands twice",
    severity: Severity::Warning,
    why: "Of two equal alternatives one is never reached; usually one of them was meant to differ.",
    bad: "any:\n  - {type: CTH}\n  - {type: CTH}",
    good: "any:\n  - {type: CTH}\n  - {type: MaxNOM, pct: \"50\", basis: EXW}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for rule in &document.rules {
        let Some(tree) = rule.criterion else { continue };
        let alternatives = tree.list("any");
        if alternatives.len() < 2 {
            continue;
        }
        let mut seen: HashMap<u64, usize> = HashMap::new();
        for (place, alternative) in alternatives.iter().enumerate() {
            let first = *seen.entry(meaning::digest(alternative)).or_insert(place);
            if first != place && meaning::is_same(&alternatives[first], alternative) {
                let finding = lint.at(alternative.span, format!("alternative {} says the same", first + 1));
                found.push(finding.fix(removed(tree, alternatives, place)));
            }
        }
    }
}

/// It goes, and with it the joint if it joined only the two.
fn removed(tree: &Value<'_>, alternatives: &[Value<'_>], place: usize) -> Proposal {
    match alternatives {
        [first, _] if tree.entries().len() == 1 => Proposal::one("keep the first", Change::Unwrap(tree.span, first.span)),
        _ => Proposal::one("remove it", Change::Remove(alternatives[place].span)),
    }
}
