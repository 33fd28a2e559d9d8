//! What only shows when documents are seen together.

mod article_dangling;
mod basis_unknown;
mod country_unknown;
mod edition_differs;
mod group_rule_missing;
mod head;
mod id_elsewhere;
mod no_general_rules;
mod note_dangling;
mod quota_dangling;

use std::collections::HashMap;

use super::Lint;
use crate::diagnostic::{Diagnostic, Finding, Severity};
use crate::findings::Findings;
use crate::located::Span;
pub(crate) use head::Head;

/// A lint that looks at all documents.
pub(super) struct Across {
    /// What it is called, and why it exists.
    pub lint: Lint,
    look: fn(&Lint, &Together<'_>, &mut Found),
}

static LINTS: [&Across; 9] = [
    &no_general_rules::LINT,
    &id_elsewhere::LINT,
    &note_dangling::LINT,
    &article_dangling::LINT,
    &quota_dangling::LINT,
    &basis_unknown::LINT,
    &group_rule_missing::LINT,
    &country_unknown::LINT,
    &edition_differs::LINT,
];

/// The lints across documents.
pub(super) fn all() -> impl Iterator<Item = &'static Lint> {
    LINTS.iter().map(|across| &across.lint)
}

/// All documents, and which of them holds the general rules of an agreement.
pub(super) struct Together<'h> {
    heads: &'h [Head<'h>],
    general: HashMap<&'h str, &'h Head<'h>>,
}

impl<'h> Together<'h> {
    /// Each list of rules, by its place, with its agreement's general rules.
    fn lists(&self) -> impl Iterator<Item = (usize, &'h Head<'h>, &'h Head<'h>)> + '_ {
        let rules = self.heads.iter().enumerate().filter(|(_, head)| head.is_rules);
        rules.filter_map(|(place, head)| Some((place, head, *self.general.get(head.agreement.as_str())?)))
    }

    /// Each document that has its agreement's general rules, those themselves among them.
    fn all(&self) -> impl Iterator<Item = (usize, &'h Head<'h>, &'h Head<'h>)> + '_ {
        let heads = self.heads.iter().enumerate();
        heads.filter_map(|(place, head)| Some((place, head, *self.general.get(head.agreement.as_str())?)))
    }
}

/// Findings by document.
pub(super) struct Found(Vec<Findings>);

impl Found {
    fn push(&mut self, place: usize, finding: Finding) {
        self.0[place].push(finding);
    }
}

/// Words of documents with the first place of each.
pub(super) type Words = Vec<(String, Span)>;

/// A finding about words that a publisher printed stops nothing.
fn graded(head: &Head<'_>, finding: Finding) -> Finding {
    if head.is_authored { finding } else { Finding { severity: Severity::Warning, ..finding } }
}

/// Compare the heads of all documents.
pub(crate) fn run(heads: &[Head<'_>]) -> Vec<Diagnostic> {
    let general = heads.iter().filter(|head| !head.is_rules).map(|head| (head.agreement.as_str(), head)).collect();
    let together = Together { heads, general };
    let mut found = Found(heads.iter().map(|_| Findings::default()).collect());
    for across in LINTS {
        (across.look)(&across.lint, &together, &mut found);
    }
    let with_places = heads.iter().zip(found.0);
    with_places.flat_map(|(head, found)| crate::located(head.text, head.path, found)).collect()
}
