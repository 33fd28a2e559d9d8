//! Sets (origin.md A.10): the agreement's own article, and rules of the list that are for sets. Some agreements have the
//! article for sets that are classified by certain rules of interpretation only; the rule for the set's own code governs
//! the others (CPTPP).

use std::sync::Arc;

use crate::bill::Entry;
use crate::case::Role;
use crate::decide::Decider;
use crate::edition::Translated;
use crate::facts::{MissingFact, gather};
use crate::law::{Criterion, Node, Part, Row, Sets};
use crate::listing::{Attempt, Listed};
use crate::logic::Truth;
use crate::subject::Subject;

impl<'r, 'c> Decider<'r, 'c> {
    /// What becomes of a set.
    pub(crate) fn set(&self, template: &Subject<'c>, codes: &Translated, bill: &[Entry<'c>]) -> Listed<'r> {
        let listed = self.list(template, codes, bill);
        let Some(article) = self.general.and_then(|g| g.sets.as_ref()) else { return listed };
        let by = &article.value.gir;
        match self.case.product.gir {
            Some(gir) if !by.is_empty() && !by.iter().any(|rule| rule == gir) => listed,
            // Goods put up in sets for retail sale are those of rule 3(b) and 3(c).
            None if !by.is_empty() && !by.iter().any(|rule| rule == "gir_3b") => {
                self.either(listed, article, template, codes, bill)
            }
            _ => self.by_article(listed, article, template, codes, bill),
        }
    }

    /// Nobody knows by which rule the set is classified: it stands where both ways lead to the same.
    fn either(
        &self,
        listed: Listed<'r>,
        article: &Part<Sets>,
        template: &Subject<'c>,
        codes: &Translated,
        bill: &[Entry<'c>],
    ) -> Listed<'r> {
        let truth = listed.truth;
        let mut by_article = self.by_article(listed.clone(), article, template, codes, bill);
        if by_article.truth == truth {
            return by_article;
        }
        let rows = listed.attempts.into_iter().filter(|a| !by_article.attempts.iter().any(|b| b.id == a.id));
        by_article.attempts.extend(rows.collect::<Vec<_>>());
        by_article.rows = listed.rows;
        by_article.truth = Truth::Unknown;
        gather(&mut by_article.facts, [interpretation(&article.value.gir)]);
        gather(&mut by_article.facts, listed.facts);
        by_article
    }

    /// By the article on sets, or a rule of the list that is for sets.
    fn by_article(
        &self,
        mut listed: Listed<'r>,
        article: &Part<Sets>,
        template: &Subject<'c>,
        codes: &Translated,
        bill: &[Entry<'c>],
    ) -> Listed<'r> {
        let for_sets = |row: &&Row| row.alternatives.iter().any(names_sets);
        listed.rows.retain(for_sets);
        listed.attempts.retain(|a| a.row.is_some_and(|r| for_sets(&r)));
        if let Some(code) = codes.candidates.first() {
            let subject = Subject { code: code.law, printed: code.printed, ..template.clone() };
            listed.attempts.insert(0, self.article(&article.value, &subject, bill));
        }
        listed.truth = Truth::any(listed.attempts.iter().map(|a| a.tried.outcome));
        listed.facts = Vec::new();
        gather(&mut listed.facts, listed.attempts.iter().flat_map(|a| a.tried.facts.iter().cloned()));
        listed
    }

    /// The article itself, on the components alone: packaging is no component, but all of it originating may stand in
    /// for the least number of originating components (CETA Art. 12(1)(b)).
    fn article(&self, sets: &Sets, subject: &Subject<'c>, bill: &[Entry<'c>]) -> Attempt<'r> {
        let of_role = |wanted: fn(Role) -> bool| -> Vec<Entry<'c>> {
            let roles = self.case.materials.iter().filter(|m| wanted(m.role));
            let ids: Vec<&str> = roles.map(|m| m.id.as_str()).collect();
            bill.iter().filter(|entry| ids.contains(&entry.line.id)).cloned().collect()
        };
        let components = of_role(|role| role != Role::RetailPackaging);
        let packaging = of_role(|role| role == Role::RetailPackaging);
        let packaged = match packaging.as_slice() {
            [] => Truth::False,
            _ if !sets.or_packaging => Truth::False,
            lines => Truth::all(lines.iter().map(|entry| entry.line.nom.negate())),
        };
        // A tolerance has no part in the article on sets.
        let without = Decider { general: None, parties: Arc::clone(&self.parties), as_of: self.as_of.clone(), ..*self };
        let of = |least: Option<usize>| {
            let mut limits = sets.limits.clone();
            limits.least_originating = least;
            let node = Node::Leaf(Box::new(Criterion::SetRule(limits)));
            without.alternative(format!("{}:sets#1", self.agreement.id), &node, None, subject, &components)
        };
        let strict = of(sets.limits.least_originating);
        if packaged == Truth::False || strict.tried.outcome == Truth::True {
            return strict;
        }
        let mut eased = of(None);
        if packaged == Truth::Unknown && eased.tried.outcome == Truth::True {
            eased.tried.outcome = Truth::Unknown;
            gather(&mut eased.tried.facts, packaging.iter().flat_map(|entry| entry.line.nom_facts.clone()));
        }
        eased
    }
}

fn interpretation(rules: &[String]) -> MissingFact {
    MissingFact::fact(
        "/product/gir",
        format!("the article on sets is for those classified by {} only", rules.join(", ")),
        "By which general interpretative rule is the set classified: gir_3a, gir_3b or gir_3c?",
    )
}

fn names_sets(node: &Node) -> bool {
    match node {
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().any(names_sets),
        Node::Note(cited) => cited.versions.iter().any(|v| names_sets(&v.node)),
        Node::Leaf(criterion) => matches!(**criterion, Criterion::SetRule(_)),
    }
}
