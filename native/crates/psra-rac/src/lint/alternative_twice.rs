//! RAC211: an alternative stands twice.

use std::collections::HashMap;

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity};
use crate::findings::Findings;
use crate::fix::{Change, Proposal};
use crate::located::{Kind, Value};

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
        let Some(alternatives) = rule.criterion.and_then(|tree| tree.get("any")) else { continue };
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (place, alternative) in alternatives.items().iter().enumerate() {
            let first = *seen.entry(without_sources(alternative)).or_insert(place);
            if first != place {
                let finding = lint.at(alternative.span, format!("alternative {} says the same", first + 1));
                found.push(finding.fix(Proposal::one("remove it", Change::Remove(alternative.span))));
            }
        }
    }
}

/// The node's text without its sources, which do not change what it means.
fn without_sources(node: &Value) -> String {
    fn strip(value: &mut Value) {
        match &mut value.kind {
            Kind::Map(entries) => {
                entries.retain(|entry| entry.key != "source");
                entries.iter_mut().for_each(|entry| strip(&mut entry.value));
            }
            Kind::Seq(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut node = node.clone();
    strip(&mut node);
    node.to_canonical_json()
}
