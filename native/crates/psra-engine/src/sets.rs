//! Sets (origin.md A.10): the agreement's own article, and rules of the list that are for sets.

use crate::bill::Entry;
use crate::decide::Decider;
use crate::edition::Translated;
use crate::facts::gather;
use crate::law::{Criterion, Node, Row};
use crate::listing::Listed;
use crate::logic::Truth;
use crate::subject::Subject;

impl<'r, 'c> Decider<'r, 'c> {
    /// A set (origin.md A.10): the agreement's own article, and rules of the list that are for sets.
    pub(crate) fn set(&self, template: &Subject<'c>, codes: &Translated, bill: &[Entry<'c>]) -> Listed<'r> {
        let mut listed = self.list(template, codes, bill);
        let for_sets = |row: &&Row| row.alternatives.iter().any(names_sets);
        listed.rows.retain(for_sets);
        listed.attempts.retain(|a| a.row.is_some_and(|r| for_sets(&r)));
        if let (Some(part), Some(code)) = (self.general.and_then(|g| g.sets.as_ref()), codes.candidates.first()) {
            let limits = part.value.limits.clone();
            let subject = Subject { code: code.law, printed: code.printed, ..template.clone() };
            let node = Node::Leaf(Box::new(Criterion::SetRule(limits)));
            // A tolerance has no part in the article on sets.
            let without = Decider { general: None, parties: self.parties.clone(), as_of: self.as_of.clone(), ..*self };
            listed
                .attempts
                .insert(0, without.alternative(format!("{}:sets#1", self.agreement.id), &node, None, &subject, bill));
        }
        listed.truth = Truth::any(listed.attempts.iter().map(|a| a.tried.outcome));
        listed.facts = Vec::new();
        gather(&mut listed.facts, listed.attempts.iter().flat_map(|a| a.tried.facts.iter().cloned()));
        listed
    }
}

fn names_sets(node: &Node) -> bool {
    match node {
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().any(names_sets),
        Node::Note(cited) => cited.versions.iter().any(|v| names_sets(&v.node)),
        Node::Leaf(criterion) => matches!(**criterion, Criterion::SetRule(_)),
    }
}
