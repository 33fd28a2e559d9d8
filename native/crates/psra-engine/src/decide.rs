//! The verdict under one agreement, in the order of origin.md A.0: classification, wholly obtained, exclusively from
//! originating materials, the list's rules with tolerance, insufficient operations.

use std::sync::Arc;

use crate::absorption::Log;
use crate::allocation::{Allocation, allocate};
use crate::bill::{self, Entry};
use crate::case::{Case, Product};
use crate::criteria::Processes;
use crate::cumulation::Use;
use crate::date::Date;
use crate::edition::{Editions, Translated, translate};
use crate::errors::{CaseError, UNKNOWN_RULE_ROW};
use crate::facts::{MissingFact, gather};
use crate::insufficient::{self, Gate};
use crate::law::{General, Row};
use crate::listing::Listed;
use crate::logic::Truth;
use crate::openings;
use crate::parties::Parties;
use crate::rulebook::Agreement;
use crate::subject::{Line, Subject};

/// All that a decision under one agreement rests on.
#[derive(Debug, Clone)]
pub struct Decider<'r, 'c> {
    pub(crate) case: &'c Case,
    pub(crate) agreement: &'r Agreement,
    pub(crate) general: Option<&'r General>,
    pub(crate) parties: Arc<Parties>,
    pub(crate) as_of: Date,
    /// The HS edition of the case's codes, and those of the rules.
    pub(crate) case_edition: u16,
    pub(crate) editions: Editions,
    /// Count materials of unknown origin as originating, to see whether that would matter.
    pub(crate) benefit: bool,
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
    pub(crate) production: Production,
    pub(crate) gate: Truth,
    pub(crate) gate_facts: Vec<MissingFact>,
    pub(crate) facts: Vec<MissingFact>,
    /// Whose origin it has where no more than insufficient operations were carried out.
    pub(crate) allocation: Option<Allocation>,
    pub(crate) log: Log<'r, 'c>,
}

/// What a verdict comes from, apart from whether more than insufficient operations were carried out.
#[derive(Debug, Clone, Copy)]
pub struct Production {
    /// Whatever was done: wholly obtained, or exclusively of originating materials.
    whatever_was_done: Truth,
    /// By the list's rules, or by materials that count only so, if more was done than that.
    if_enough_was_done: Truth,
    /// By where it is allocated, if no more was.
    allocated: Truth,
}

impl Production {
    fn sure(truth: Truth) -> Self {
        Self { whatever_was_done: truth, if_enough_was_done: Truth::False, allocated: Truth::False }
    }

    /// The verdict, by whether more than insufficient operations were carried out.
    #[must_use]
    pub fn verdict(self, gate: Truth) -> Truth {
        self.whatever_was_done.or(self.if_enough_was_done.and(gate)).or(self.allocated)
    }
}

impl<'r, 'c> Decider<'r, 'c> {
    /// Whether more than insufficient operations were carried out, for a product of some candidate codes.
    pub(crate) fn gate(&self, codes: &[u32]) -> Gate {
        insufficient::gate(self.case, self.general.and_then(|g| g.insufficient_operations.as_ref()), codes)
    }

    /// The same question about a variant of the case, of the same product code between the same parties.
    pub(crate) fn about<'v>(&self, case: &'v Case) -> Decider<'r, 'v> {
        Decider {
            case,
            agreement: self.agreement,
            general: self.general,
            parties: Arc::clone(&self.parties),
            as_of: self.as_of.clone(),
            case_edition: self.case_edition,
            editions: self.editions,
            benefit: self.benefit,
        }
    }

    /// Decide.
    ///
    /// # Errors
    /// Where the case attests a row of the list that is not there, or is not for the product.
    pub fn decide(&self) -> Result<Decision<'r, 'c>, CaseError> {
        let product = &self.case.product;
        let mut codes = translate(product.hs_code, self.case_edition, self.editions, "/product");
        self.check_row(&mut codes)?;
        let mut log = Log::default();
        log.notes.extend(codes.kept.clone());
        let set = product.is_set && self.general.is_some_and(|g| g.sets.is_some());
        let used = Use { parties: &self.parties, products: &codes.codes, as_of: &self.as_of };
        let bill = self.resolve(&self.case.materials, set, used, &mut log);
        let subject = of_product(product);
        let gate = self.gate(&codes.codes);
        log.notes.extend(gate.note.clone());
        let nothing = Listed { truth: Truth::False, rows: Vec::new(), attempts: Vec::new(), facts: Vec::new() };
        let mut decision = Decision {
            truth: Truth::Unknown,
            way: "none",
            codes,
            bill,
            exclusively: (Truth::False, Truth::False),
            listed: nothing,
            production: Production::sure(Truth::Unknown),
            gate: gate.truth,
            gate_facts: gate.facts,
            facts: Vec::new(),
            allocation: None,
            log,
        };
        let codes = &decision.codes;
        let judged = openings::judge(&decision.bill, |lines| {
            if set { self.set(&subject, codes, lines) } else { self.list(&subject, codes, lines) }
        });
        decision.listed = judged.listed;
        decision.exclusively = judged.exclusively;
        decision.allocation = allocate(&subject, &decision.bill, self.general, &self.parties);
        self.conclude(&mut decision, judged.facts);
        Ok(decision)
    }

    /// The verdict; `openings` would settle what may be looked into.
    fn conclude(&self, decision: &mut Decision<'r, 'c>, openings: Vec<MissingFact>) {
        let product = &self.case.product;
        if product.wholly_obtained == Some(true) {
            decision.production = Production::sure(Truth::True);
            (decision.truth, decision.way) = (Truth::True, "wholly_obtained");
            return;
        }
        if bill::is_empty(&decision.bill) {
            (decision.truth, decision.way) = (Truth::Unknown, "no_materials");
            decision.exclusively = (Truth::Unknown, Truth::Unknown);
            decision.allocation = None;
            decision.facts = vec![MissingFact::fact(
                "/materials",
                "the bill of materials has no line that counts, and the product is not stated to be wholly obtained",
                "Of which materials is the product made, or is it wholly obtained (/product/wholly_obtained)?",
            )];
            return;
        }
        let (plain, gated) = decision.exclusively;
        let produced = gated.or(decision.listed.truth);
        decision.production = Production {
            whatever_was_done: plain,
            if_enough_was_done: produced,
            allocated: decision.allocation.as_ref().map_or(Truth::False, |allocation| allocation.truth),
        };
        decision.truth = decision.production.verdict(decision.gate);
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
            gather(&mut facts, openings);
        }
        if decision.gate == Truth::Unknown && produced != Truth::False {
            gather(&mut facts, decision.gate_facts.iter().cloned());
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
        codes.retain_printed(|code| (row.from..=row.to).contains(&code));
        if codes.candidates.is_empty() {
            return wrong(format!(
                "{attested:?} is for {:06} to {:06}, which does not cover the product's code {:06}",
                row.from, row.to, self.case.product.hs_code
            ));
        }
        Ok(())
    }
}

pub(crate) fn of_product(product: &Product) -> Subject<'_> {
    Subject {
        code: 0,
        printed: 0,
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
        processes: Processes::default(),
    }
}
