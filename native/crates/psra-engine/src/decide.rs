//! The verdict under one agreement, in the order of origin.md A.0: classification, wholly obtained, exclusively from
//! originating materials, the list's rules with tolerance, insufficient operations.

use crate::alternatives::{Tried, attempt};
use crate::bill::{self, Cuts, Entry, cuts};
use crate::case::{Case, Material, Operations, Product, Status};
use crate::criteria::{Bench, Processes};
use crate::cumulation::stand;
use crate::date::Date;
use crate::edition::{Translated, translate};
use crate::errors::{CaseError, UNKNOWN_RULE_ROW};
use crate::facts::{MissingFact, Note, gather, remark};
use crate::insufficient;
use crate::law::{Criterion, General, Node, Row};
use crate::logic::Truth;
use crate::packaging;
use crate::parties::Parties;
use crate::rulebook::Agreement;
use crate::selection::select;
use crate::subject::{Line, Subject};

/// All that a decision under one agreement rests on.
#[derive(Debug)]
pub struct Decider<'r, 'c> {
    pub(crate) case: &'c Case,
    pub(crate) agreement: &'r Agreement,
    pub(crate) general: Option<&'r General>,
    pub(crate) parties: Parties,
    pub(crate) as_of: Date,
    /// The HS edition of the case's codes, and that of the rules.
    pub(crate) case_edition: u16,
    pub(crate) edition: u16,
    /// Count materials of unknown origin as originating, to see whether that would matter.
    pub(crate) benefit: bool,
}

/// One alternative that was tried.
#[derive(Debug, Clone)]
pub struct Attempt<'r> {
    pub(crate) id: String,
    pub(crate) row: Option<&'r Row>,
    pub(crate) tried: Tried,
    /// Intermediates in whose place their own materials counted.
    pub(crate) opened: Vec<String>,
}

/// What the list of rules came to for a subject.
#[derive(Debug, Clone)]
pub struct Listed<'r> {
    pub(crate) truth: Truth,
    pub(crate) rows: Vec<&'r Row>,
    pub(crate) attempts: Vec<Attempt<'r>>,
    pub(crate) facts: Vec<MissingFact>,
}

/// An intermediate, or a component of a set, that was decided by its own rule.
#[derive(Debug, Clone)]
pub struct Intermediate<'r, 'c> {
    pub(crate) material: &'c Material,
    pub(crate) truth: Truth,
    pub(crate) listed: Listed<'r>,
}

/// What came up on the way.
#[derive(Debug, Default)]
pub struct Log<'r, 'c> {
    pub(crate) notes: Vec<Note>,
    pub(crate) intermediates: Vec<Intermediate<'r, 'c>>,
}

/// A verdict with what led to it.
#[derive(Debug)]
pub struct Decision<'r, 'c> {
    pub(crate) truth: Truth,
    /// By which way: a word for the proof.
    pub(crate) way: &'static str,
    pub(crate) codes: Translated,
    pub(crate) bill: Vec<Entry<'c>>,
    pub(crate) exclusively: (Truth, Truth),
    pub(crate) listed: Listed<'r>,
    pub(crate) gate: Truth,
    pub(crate) facts: Vec<MissingFact>,
    pub(crate) log: Log<'r, 'c>,
}

impl<'r, 'c> Decider<'r, 'c> {
    /// Decide.
    ///
    /// # Errors
    /// Where the case attests a row of the list that is not there, or is not for the product.
    pub fn decide(&self) -> Result<Decision<'r, 'c>, CaseError> {
        let product = &self.case.product;
        let mut codes = translate(product.hs_code, self.case_edition, self.edition, "/product");
        self.check_row(&mut codes)?;
        let mut log = Log::default();
        let set = product.is_set && self.general.is_some_and(|g| g.sets.is_some());
        let bill = self.resolve(&self.case.materials, set, &mut log);
        let subject = of_product(product);
        let gate = insufficient::gate(self.case.operations);
        let nothing = Listed { truth: Truth::False, rows: Vec::new(), attempts: Vec::new(), facts: Vec::new() };
        let mut decision = Decision {
            truth: Truth::Unknown,
            way: "none",
            codes,
            bill,
            exclusively: (Truth::False, Truth::False),
            listed: nothing,
            gate,
            facts: Vec::new(),
            log,
        };
        let cuts = cuts(&decision.bill);
        let listed =
            if set { self.set(&subject, &decision.codes, &cuts) } else { self.list(&subject, &decision.codes, &cuts) };
        let ways: Vec<_> = cuts.ways.iter().map(|way| bill::exclusively_originating(way)).collect();
        let exclusively = (Truth::any(ways.iter().map(|w| w.0)), Truth::any(ways.iter().map(|w| w.1)));
        decision.listed = listed;
        decision.exclusively = exclusively;
        self.conclude(&mut decision);
        Ok(decision)
    }

    fn conclude(&self, decision: &mut Decision<'r, 'c>) {
        let product = &self.case.product;
        if product.wholly_obtained == Some(true) {
            (decision.truth, decision.way) = (Truth::True, "wholly_obtained");
            return;
        }
        if bill::is_empty(&decision.bill) {
            (decision.truth, decision.way) = (Truth::Unknown, "no_materials");
            decision.exclusively = (Truth::Unknown, Truth::Unknown);
            decision.facts = vec![MissingFact::fact(
                "/materials",
                "the bill of materials has no line that counts, and the product is not stated to be wholly obtained",
                "Of which materials is the product made, or is it wholly obtained (/product/wholly_obtained)?",
            )];
            return;
        }
        let (plain, gated) = decision.exclusively;
        let produced = gated.or(decision.listed.truth);
        decision.truth = plain.or(produced.and(decision.gate));
        decision.way = match (plain, gated, decision.listed.truth) {
            (Truth::True, _, _) => "exclusively_originating",
            (_, Truth::True, _) => "exclusively_originating_by_cumulation_or_absorption",
            (_, _, Truth::True) => "product_specific_rule",
            _ => "none",
        };
        if decision.truth != Truth::Unknown {
            return;
        }
        let mut facts = Vec::new();
        gather(&mut facts, decision.listed.facts.iter().filter(|_| decision.listed.truth == Truth::Unknown).cloned());
        if plain == Truth::Unknown || gated == Truth::Unknown {
            let unsure = |l: &Line<'_>| l.in_ctc && (l.nom == Truth::Unknown || l.gated == Truth::Unknown);
            let lines = decision.bill.iter().map(|e| &e.line).filter(|l| unsure(l));
            gather(&mut facts, lines.flat_map(|l| l.nom_facts.iter().cloned()));
        }
        if decision.gate == Truth::Unknown && produced != Truth::False {
            gather(&mut facts, [insufficient::question()]);
        }
        decision.facts = facts;
    }

    /// The row that the case attests: it must be of this agreement's list and cover the product. It tells the code, too.
    fn check_row(&self, codes: &mut Translated) -> Result<(), CaseError> {
        let Some(attested) = self.case.product.rule_row.as_deref() else { return Ok(()) };
        if attested.split(':').next() != Some(self.agreement.id.as_str()) {
            return Ok(());
        }
        let wrong = |message: String| Err(CaseError::at(UNKNOWN_RULE_ROW, "/product/rule_row", message));
        let named = |row: &&Row| row.id == attested;
        let open = |row: &&Row| self.as_of.within(row.valid_from.as_deref(), row.valid_to.as_deref());
        if !self.agreement.rows.iter().any(|r| named(&r)) {
            return wrong(format!("{attested:?} is not a row of {}; name a rule's id without '#'", self.agreement.id));
        }
        let Some(row) = self.agreement.rows.iter().filter(open).find(named) else {
            return wrong(format!("{attested:?} is not in force on {}", self.as_of));
        };
        let covered: Vec<u32> = codes.codes.iter().copied().filter(|c| (row.from..=row.to).contains(c)).collect();
        if covered.is_empty() {
            return wrong(format!(
                "{attested:?} is for {:06} to {:06}, which does not cover the product's code {:06}",
                row.from, row.to, self.case.product.hs_code
            ));
        }
        if covered.len() == 1 {
            codes.fact = None;
        }
        codes.codes = covered;
        Ok(())
    }

    /// What the list says of a subject, over all its candidate codes and ways to look at its bill.
    fn list(&self, template: &Subject<'c>, codes: &Translated, cuts: &Cuts<'_, 'c>) -> Listed<'r> {
        let mut merged = Listed { truth: Truth::Unknown, rows: Vec::new(), attempts: Vec::new(), facts: Vec::new() };
        let mut truths = Vec::new();
        for code in &codes.codes {
            let subject = Subject { code: *code, ..template.clone() };
            let one = self.list_one(&subject, cuts);
            truths.push(one.truth);
            merge(&mut merged, one, codes);
        }
        merged.truth = Truth::agree(truths.iter().copied());
        let split = truths.iter().any(|t| *t != truths[0]);
        let asked = codes.fact.iter().filter(|_| truths.is_empty() || split).cloned();
        let mut facts: Vec<_> = asked.collect();
        gather(&mut facts, std::mem::take(&mut merged.facts));
        merged.facts = facts;
        merged
    }

    fn list_one(&self, subject: &Subject<'c>, cuts: &Cuts<'_, 'c>) -> Listed<'r> {
        let rows = || self.agreement.rows_of(subject.code).filter(|r| r.edition == self.edition);
        let selection = select(rows(), subject, self.case, &self.as_of, &self.parties, &self.agreement.id);
        let chosen: Vec<&Row> = rows().filter(|r| selection.worlds.iter().any(|w| w.contains(r))).collect();
        let mut attempts = Vec::new();
        for row in &chosen {
            attempts.extend(self.row(row, subject, cuts));
        }
        let mut truths = Vec::new();
        let mut facts = Vec::new();
        for world in &selection.worlds {
            let of_world = || attempts.iter().filter(|a| a.row.is_some_and(|r| world.contains(&r)));
            let truth = if world.is_empty() { Truth::Unknown } else { Truth::any(of_world().map(|a| a.tried.outcome)) };
            truths.push(truth);
            if world.is_empty() {
                gather(&mut facts, [self.no_rule(subject)]);
            } else if truth == Truth::Unknown {
                gather(&mut facts, of_world().flat_map(|a| a.tried.facts.iter().cloned()));
            }
        }
        let truth = Truth::agree(truths);
        let mut all = Vec::new();
        if truth == Truth::Unknown {
            gather(&mut all, selection.facts);
            gather(&mut all, facts);
        }
        Listed { truth, rows: chosen, attempts, facts: all }
    }

    fn no_rule(&self, subject: &Subject<'_>) -> MissingFact {
        MissingFact::rule(
            format!(
                "no row of the list of {} applies to {:06} (HS {}) on {}",
                self.agreement.id, subject.code, self.edition, self.as_of
            ),
            "Look up the agreement's rule for this code; the list that is loaded has none.",
        )
    }

    fn row(&self, row: &'r Row, subject: &Subject<'c>, cuts: &Cuts<'_, 'c>) -> Vec<Attempt<'r>> {
        if let Some(reason) = &row.quarantined {
            let fact = MissingFact::rule(
                format!("rule {} is published but not turned into code: {reason}", row.id),
                "Read the rule's words and decide by hand, or have the rule authored.",
            );
            let tried = Tried::impossible(fact);
            return vec![Attempt { id: format!("{}#1", row.id), row: Some(row), tried, opened: Vec::new() }];
        }
        row.alternatives
            .iter()
            .enumerate()
            .map(|(n, node)| Attempt {
                row: Some(row),
                ..self.alternative(format!("{}#{}", row.id, n + 1), node, subject, cuts)
            })
            .collect()
    }

    /// One alternative, by the best of the ways to look at the bill.
    fn alternative(&self, id: String, node: &Node, subject: &Subject<'c>, cuts: &Cuts<'_, 'c>) -> Attempt<'r> {
        let processes = Processes { listed: &self.case.processes, complete: self.case.processes_complete };
        let mut best: Option<(Tried, usize)> = None;
        let mut facts = Vec::new();
        for (n, way) in cuts.ways.iter().enumerate() {
            let bench = Bench { subject, lines: way, processes: &processes };
            let tried = attempt(node, &bench, self.general);
            gather(&mut facts, tried.facts.iter().cloned());
            let met = tried.rank() == (Truth::True, true);
            if best.as_ref().is_none_or(|(b, _)| tried.rank() > b.rank()) {
                best = Some((tried, n));
            }
            if met {
                break;
            }
        }
        let (mut tried, way) =
            best.unwrap_or_else(|| (Tried::impossible(MissingFact::rule("nothing to test", "List the materials.")), 0));
        if cuts.partial && tried.outcome == Truth::False {
            tried.outcome = Truth::Unknown;
            facts.push(MissingFact::fact(
                "/materials",
                "the bill has too many intermediates to try every way of looking at it",
                "State the origin of the intermediates.",
            ));
        }
        tried.facts = if tried.outcome == Truth::Unknown { facts } else { Vec::new() };
        let opened = if way == 0 { Vec::new() } else { opened(cuts, way) };
        Attempt { id, row: None, tried, opened }
    }

    /// A set (origin.md A.10): the agreement's own article, and rules of the list that are for sets.
    fn set(&self, template: &Subject<'c>, codes: &Translated, cuts: &Cuts<'_, 'c>) -> Listed<'r> {
        let mut listed = self.list(template, codes, cuts);
        let for_sets = |row: &&Row| row.alternatives.iter().any(names_sets);
        listed.rows.retain(for_sets);
        listed.attempts.retain(|a| a.row.is_some_and(|r| for_sets(&r)));
        if let (Some(part), Some(code)) = (self.general.and_then(|g| g.sets.as_ref()), codes.codes.first()) {
            let (max, basis) = part.value.clone();
            let subject = Subject { code: *code, ..template.clone() };
            let node = Node::Leaf(Box::new(Criterion::SetRule { max, basis }));
            // A tolerance has no part in the article on sets.
            let without = Decider { general: None, parties: self.parties.clone(), as_of: self.as_of.clone(), ..*self };
            listed
                .attempts
                .insert(0, without.alternative(format!("{}:sets#1", self.agreement.id), &node, &subject, cuts));
        }
        listed.truth = Truth::any(listed.attempts.iter().map(|a| a.tried.outcome));
        listed.facts = Vec::new();
        gather(&mut listed.facts, listed.attempts.iter().flat_map(|a| a.tried.facts.iter().cloned()));
        listed
    }

    /// Where each line stands; intermediates are decided bottom-up.
    fn resolve(&self, materials: &'c [Material], components: bool, log: &mut Log<'r, 'c>) -> Vec<Entry<'c>> {
        materials.iter().filter_map(|material| self.resolve_one(material, components, log)).collect()
    }

    fn resolve_one(&self, material: &'c Material, component: bool, log: &mut Log<'r, 'c>) -> Option<Entry<'c>> {
        let part = packaging::part(material.role, self.general)?;
        let code = translate(material.hs_code, self.case_edition, self.edition, &material.pointer);
        let granted = self.general.and_then(|g| g.cumulation.as_ref());
        let standing = stand(material, &self.parties, granted, self.benefit && material.materials.is_empty());
        if let Some(note) = standing.note {
            remark(&mut log.notes, note);
        }
        let mut line = Line {
            id: &material.id,
            pointer: &material.pointer,
            codes: code.codes.clone(),
            code_fact: code.fact.clone(),
            tags: material.tags.as_deref(),
            value: material.value.as_ref(),
            weight: material.net_weight_kg.as_ref(),
            wholly_obtained: material.wholly_obtained,
            contains: &material.contains,
            nom: standing.nom,
            nom_facts: standing.facts,
            because: standing.because,
            gated: standing.gated,
            in_ctc: part.in_ctc,
            in_value: part.in_value,
            in_weight: part.in_weight,
        };
        if material.materials.is_empty() || line.nom != Truth::True {
            return Some(Entry { line, inside: None });
        }
        let own = material.country.as_deref().map_or(Truth::True, |c| self.parties.is_own(c)) == Truth::True;
        let full = granted.is_some_and(|part| part.value.full)
            && material.country.as_deref().is_some_and(|c| self.parties.is_party(c) == Truth::True);
        if !own && !full {
            return Some(Entry { line, inside: None });
        }
        let inside = self.resolve(&material.materials, false, log);
        if !own {
            remark(
                &mut log.notes,
                Note::new(
                    "full_cumulation",
                    format!(
                        "the materials inside {:?}, made in another party, may count in its place; that takes a supplier's declaration for it",
                        material.id
                    ),
                ),
            );
        }
        let absorbs = self.general.and_then(|g| g.absorption.as_ref()).is_some_and(|part| part.value);
        if own && material.status == Status::Unknown && (absorbs || component) {
            let (truth, facts) = self.qualify(material, &code, &inside, log);
            line.nom = truth.negate();
            line.because = match truth {
                Truth::True => "absorbed",
                Truth::Unknown => "intermediate_undetermined",
                Truth::False => "intermediate_not_originating",
            };
            line.gated = if truth == Truth::False { Truth::False } else { Truth::True };
            line.nom_facts = facts;
        }
        let inside = if component || line.nom == Truth::False { None } else { Some(inside) };
        Some(Entry { line, inside })
    }

    /// Whether an intermediate originates by its own rule under the same agreement.
    fn qualify(
        &self,
        material: &'c Material,
        code: &Translated,
        inside: &[Entry<'c>],
        log: &mut Log<'r, 'c>,
    ) -> (Truth, Vec<MissingFact>) {
        if bill::is_empty(inside) {
            return (Truth::False, Vec::new());
        }
        let cuts = cuts(inside);
        let listed = self.list(&of_intermediate(material), code, &cuts);
        let exclusively = Truth::any(cuts.ways.iter().map(|way| bill::exclusively_originating(way).1));
        let truth = exclusively.or(listed.truth);
        remark(
            &mut log.notes,
            Note::new(
                "intermediate",
                format!(
                    "intermediate {:?} was decided by its own rule: its value stands for its ex-works price, and the operations stated for the product are taken to cover it",
                    material.id
                ),
            ),
        );
        let facts = if truth == Truth::Unknown { listed.facts.clone() } else { Vec::new() };
        log.intermediates.push(Intermediate { material, truth, listed });
        (truth, facts)
    }
}

fn names_sets(node: &Node) -> bool {
    match node {
        Node::Any(nodes) | Node::All(nodes) => nodes.iter().any(names_sets),
        Node::Leaf(criterion) => matches!(**criterion, Criterion::SetRule { .. }),
    }
}

/// Ids of intermediates that are looked into in a way but stand whole in the first.
fn opened(cuts: &Cuts<'_, '_>, way: usize) -> Vec<String> {
    let kept: Vec<&str> = cuts.ways[way].iter().map(|l| l.id).collect();
    cuts.ways[0].iter().filter(|l| !kept.contains(&l.id)).map(|l| l.id.to_owned()).collect()
}

/// Alternatives under several candidate codes: where their outcomes differ, the outcome is unknown.
fn merge<'r>(into: &mut Listed<'r>, one: Listed<'r>, codes: &Translated) {
    for row in one.rows {
        if !into.rows.contains(&row) {
            into.rows.push(row);
        }
    }
    for attempt in one.attempts {
        match into.attempts.iter_mut().find(|a| a.id == attempt.id) {
            None => into.attempts.push(attempt),
            Some(known) if known.tried.outcome != attempt.tried.outcome => {
                known.tried.outcome = Truth::Unknown;
                known.tried.tolerance_used = false;
                gather(&mut known.tried.facts, codes.fact.clone());
            }
            Some(_) => {}
        }
    }
    gather(&mut into.facts, one.facts);
}

fn of_product(product: &Product) -> Subject<'_> {
    Subject {
        code: 0,
        pointer: "/product",
        tags: product.tags.as_deref(),
        rule_row: product.rule_row.as_deref(),
        exw: product.ex_works_price.as_ref(),
        fob: product.fob_price.as_ref(),
        tv: product.transaction_value.as_ref(),
        nc: product.net_cost.as_ref(),
        weight: product.net_weight_kg.as_ref(),
        wholly_obtained: product.wholly_obtained,
        intermediate: false,
    }
}

fn of_intermediate(material: &Material) -> Subject<'_> {
    Subject {
        code: 0,
        pointer: &material.pointer,
        tags: material.tags.as_deref(),
        rule_row: None,
        exw: material.value.as_ref(),
        fob: None,
        tv: None,
        nc: None,
        weight: material.net_weight_kg.as_ref(),
        wholly_obtained: material.wholly_obtained,
        intermediate: true,
    }
}

impl From<Option<Operations>> for Truth {
    /// Whether more than insufficient operations were carried out.
    fn from(operations: Option<Operations>) -> Self {
        match operations {
            Some(Operations::BeyondInsufficient) => Self::True,
            Some(Operations::InsufficientOnly) => Self::False,
            None => Self::Unknown,
        }
    }
}
