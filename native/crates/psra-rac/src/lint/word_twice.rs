//! RAC257: a word stands twice in a list.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::fix::{Change, Proposal};
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC257",
    title: "a word stands twice in a list",
    severity: Severity::Warning,
    why: "A process, tag or code that a list names twice says nothing more; a list with two equal words usually lost a third.",
    bad: "any_of: [purification, purification]",
    good: "any_of: [purification, isomer_separation]",
    check: Some(check),
};

/// Longer lists are not looked at: no treaty has one.
const MOST: usize = 100;

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let processes = document.leaves().iter().filter(|leaf| leaf.kind == "Process");
    let processes = processes.flat_map(|leaf| [leaf.value.list("any_of"), leaf.value.list("all_of")]);
    let codes = document.scopes().iter().map(|scope| scope.value.list("codes"));
    let tags = document.parts.tags.iter().map(|list| list.items());
    for list in processes.chain(codes).chain(tags).filter(|list| (2..=MOST).contains(&list.len())) {
        for (place, word) in list.iter().enumerate() {
            let Some(text) = word.as_str() else { continue };
            if list[..place].iter().filter_map(Value::as_str).any(|earlier| earlier == text) {
                let fix = Proposal::one("remove the second", Change::Remove(word.span));
                found.push(lint.at(word.span, format!("{} stands before", shown(text))).fix(fix));
            }
        }
    }
}
