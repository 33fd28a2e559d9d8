//! The kernel: one bill under one plan. The same law as the criteria, the tolerance and the listing of the engine, on
//! columns and in integers; each function names the one that it mirrors.

use std::ops::Range;
use std::sync::Arc;

use super::amount::Amount;
use super::bills::{Bills, Head};
use super::line::{ABSENT, Line};
use super::plan::{Plan, PlanRow};
use super::shape::Tolerance;
use super::sums::Sum;
use super::tree::{Allowance, Alternative, Floor, Leaf, Tag, Whole, Within};
use crate::case::Operations;
use crate::law::{Basis, Measure};
use crate::logic::Truth;
use crate::share::choices;

/// What a pair came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) truth: Truth,
    /// The alternative that a proof would best rest on, and whether it needs the tolerance.
    pub(super) preferred: Option<(Arc<str>, bool)>,
}

/// Room that is used again for each pair.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    codes: Vec<Range<usize>>,
    nom: Vec<bool>,
    /// For each leaf, how far each line fails it.
    failing: Vec<Vec<Truth>>,
    outcomes: Vec<Finding>,
    together: Vec<Truth>,
}

/// What a tolerance may forgive of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiver {
    None,
    Lines,
    Weight,
}

/// What a leaf came to.
#[derive(Debug, Clone, Copy)]
struct Finding {
    outcome: Truth,
    waiver: Waiver,
    /// What is left when the lines that a tolerance may forgive are forgiven.
    rest: Truth,
}

impl Finding {
    fn of(outcome: Truth, waiver: Waiver) -> Self {
        Self { outcome, waiver, rest: Truth::True }
    }
}

const VALUE: fn(&Line) -> i64 = |line| line.value;
const WEIGHT: fn(&Line) -> i64 = |line| line.weight;

/// A bill as one agreement sees it.
struct Bench<'b, 'r> {
    bills: &'b Bills,
    head: &'b Head,
    plan: &'b Plan<'r>,
    lines: &'b [Line],
    /// Where the rules are of another edition: of each line, the codes among a pool that it may have there.
    there: Option<(&'b [Range<usize>], &'b [u32])>,
    nom: &'b [bool],
}

/// Decide a plain bill; `None` where a line is for the engine under this plan.
pub(super) fn decide(bills: &Bills, head: &Head, plan: &Plan<'_>, scratch: &mut Scratch) -> Option<Found> {
    let lines = &bills.lines[head.lines.clone()];
    let Scratch { codes, nom, failing, outcomes, together } = scratch;
    codes.clear();
    let there = match &plan.translated {
        None => None,
        Some(table) => {
            for line in lines {
                codes.push(table.of.get(&line.code).filter(|found| !found.is_empty())?.clone());
            }
            Some((codes.as_slice(), table.all.as_slice()))
        }
    };
    nom.clear();
    for line in lines {
        nom.push(plan.own.is_non_originating(line.origin)?);
    }
    let bench = Bench { bills, head, plan, lines, there, nom };
    let mut best: Option<((bool, bool), &PlanRow<'_>, usize)> = None;
    let mut worlds = [Truth::False; 64];
    let mut reached = 0_u64;
    for row in &plan.rows {
        reached |= row.worlds;
        let mut row_truth = Truth::False;
        match row.alternatives {
            None => row_truth = Truth::Unknown,
            Some(alternatives) => {
                for (n, alternative) in alternatives.iter().enumerate() {
                    let (outcome, tolerated) = bench.attempt(alternative, failing, outcomes, together);
                    row_truth = row_truth.or(outcome);
                    let rank = (row.quota, tolerated);
                    if outcome == Truth::True && best.as_ref().is_none_or(|(known, ..)| rank < *known) {
                        best = Some((rank, row, n));
                        if rank == (false, false) {
                            // No other alternative of the row is better, and none makes it more than met.
                            break;
                        }
                    }
                }
            }
        }
        for (world, truth) in worlds.iter_mut().enumerate().take(plan.worlds) {
            if row.worlds >> world & 1 == 1 {
                *truth = truth.or(row_truth);
            }
        }
    }
    // A world without a row leaves all open.
    for (world, truth) in worlds.iter_mut().enumerate().take(plan.worlds) {
        if reached >> world & 1 == 0 {
            *truth = Truth::Unknown;
        }
    }
    let listed = Truth::agree(worlds[..plan.worlds].iter().copied());
    let exclusively = Truth::from(!bench.nom.contains(&true));
    let produced = exclusively.or(listed);
    // As `insufficient::gate` of what is stated outright.
    let gate = head.operations.map(|stated| Truth::from(stated == Operations::BeyondInsufficient));
    let truth = exclusively.or(produced.and(gate.unwrap_or(Truth::Unknown)));
    Some(Found { truth, preferred: best.map(|((_, tolerated), row, n)| (Arc::clone(&row.ids[n]), tolerated)) })
}

impl Bench<'_, '_> {
    /// As `alternatives::attempt`: the outcome, and whether it rests on the tolerance.
    fn attempt(
        &self,
        alternative: &Alternative,
        failing: &mut Vec<Vec<Truth>>,
        outcomes: &mut Vec<Finding>,
        together: &mut Vec<Truth>,
    ) -> (Truth, bool) {
        if failing.len() < alternative.leaves.len() {
            failing.resize_with(alternative.leaves.len(), Vec::new);
        }
        outcomes.clear();
        for (leaf, fails) in alternative.leaves.iter().zip(failing.iter_mut()) {
            outcomes.push(self.find(leaf, fails));
        }
        let mut best: Option<(Truth, bool)> = None;
        for combination in &alternative.combinations {
            let found = self.combine(combination, failing, outcomes, together);
            if best.is_none_or(|b| (found.0, !found.1) > (b.0, !b.1)) {
                best = Some(found);
            }
        }
        best.unwrap_or((Truth::Unknown, false))
    }

    /// As `alternatives::combine`.
    fn combine(
        &self,
        combination: &[usize],
        failing: &[Vec<Truth>],
        outcomes: &[Finding],
        together: &mut Vec<Truth>,
    ) -> (Truth, bool) {
        let plain = Truth::all(combination.iter().map(|n| outcomes[*n].outcome));
        if plain == Truth::True || !self.plan.has_general || self.plan.tolerance.is_empty() {
            return (plain, false);
        }
        // As `alternatives::combine`: an open limit of weight may be kept, or have to be forgiven.
        let is_open = |n: &usize| outcomes[*n].waiver == Waiver::Weight && outcomes[*n].outcome == Truth::Unknown;
        let by_itself = self.plan.rescues_weight && combination.iter().any(is_open);
        let mut outcome = self.tolerated(combination, failing, outcomes, together, true);
        if by_itself {
            outcome = outcome.or(self.tolerated(combination, failing, outcomes, together, false));
        }
        (plain.or(outcome), outcome == Truth::True)
    }

    /// As `alternatives::tolerated`; false where there is nothing to forgive.
    fn tolerated(
        &self,
        combination: &[usize],
        failing: &[Vec<Truth>],
        outcomes: &[Finding],
        together: &mut Vec<Truth>,
        rescue_open: bool,
    ) -> Truth {
        together.clear();
        together.resize(self.lines.len(), Truth::False);
        let (mut rest, mut any, mut weight_limit) = (Truth::True, false, false);
        for n in combination {
            let Finding { outcome, waiver, rest: left } = outcomes[*n];
            let usable = match waiver {
                Waiver::None => false,
                Waiver::Lines => true,
                Waiver::Weight => self.plan.rescues_weight && (rescue_open || outcome == Truth::False),
            };
            if usable && outcome != Truth::True && failing[*n].iter().any(|fails| *fails != Truth::False) {
                any = true;
                rest = rest.and(left);
                weight_limit |= waiver == Waiver::Weight;
                for (all, one) in together.iter_mut().zip(&failing[*n]) {
                    *all = all.or(*one);
                }
            } else {
                rest = rest.and(outcome);
            }
        }
        if !any {
            return Truth::False;
        }
        // A limit by weight is rescued by a share of value only.
        let entries = self.plan.tolerance.iter().filter(|t| !(weight_limit && t.measure == Measure::Weight));
        rest.and(Truth::any(entries.map(|t| self.forgive(t, together))))
    }

    /// As `tolerance::measure`.
    fn forgive(&self, tolerance: &Tolerance, failing: &[Truth]) -> Truth {
        let member = |n: usize| if self.plan.all_nom { Truth::from(self.nom[n]) } else { failing[n] };
        let outcome = match tolerance.measure {
            Measure::Value => {
                let sum = self.sum(VALUE, &Within::default(), member);
                self.of_price(tolerance.basis, sum, false, |sum, price| sum.at_most(tolerance.max, price))
            }
            Measure::Weight if self.head.weight == Amount::ABSENT => Truth::Unknown,
            Measure::Weight => {
                self.sum(WEIGHT, &Within::default(), member).at_most(tolerance.max, Sum::one(self.head.weight.column()))
            }
        };
        let Some(excepted) = &tolerance.except_materials else { return outcome };
        let freed = |(n, fails): (usize, &Truth)| fails.and(self.holds(excepted, n)).negate();
        outcome.and(Truth::all(failing.iter().enumerate().map(freed)))
    }

    /// Whether a leaf holds, with the lines that fail it where a tolerance may forgive those.
    fn find(&self, leaf: &Leaf, fails: &mut Vec<Truth>) -> Finding {
        let nom = |n: usize| Truth::from(self.nom[n]);
        match leaf {
            Leaf::Change { level, except, from_only, allowances } => {
                let own = level.map(|level| (level, level.of(self.plan.product)));
                let found = self.lines(fails, |n| {
                    if !self.nom[n] {
                        return Truth::False;
                    }
                    let shifts = own.map_or(Truth::True, |(level, own)| self.code_is(n, |c| level.of(c) != own));
                    let barred = except.as_ref().map_or(Truth::False, |w| self.holds(w, n));
                    let admitted = from_only.as_ref().map_or(Truth::True, |w| self.holds(w, n));
                    shifts.and(barred.negate()).and(admitted).negate()
                });
                if allowances.is_empty() { found } else { self.free(allowances, fails) }
            }
            Leaf::NoneOf { within, firm } => {
                let found = self.lines(fails, |n| nom(n).and(self.holds(within, n)));
                if *firm { Finding::of(found.outcome, Waiver::None) } else { found }
            }
            Leaf::WhollyObtained { within: Some(within) } => {
                self.lines(fails, |n| self.holds(within, n).and(self.is_grown(n).negate()))
            }
            // Nothing is said of the product, or that it is not: made of non-originating materials it is not.
            Leaf::WhollyObtained { within: None } => Finding::of(self.product_grown(), Waiver::None),
            Leaf::Description(tag) => Finding::of(self.product_is(tag), Waiver::None),
            Leaf::MaxNom { max, basis, within } => {
                let sum = self.sum(VALUE, within, nom);
                Finding::of(self.of_price(*basis, sum, false, |sum, price| sum.at_most(*max, price)), Waiver::None)
            }
            Leaf::Rvc { builds_up, min, basis, within } => {
                let sum = self.sum(VALUE, within, |n| if *builds_up { nom(n).negate() } else { nom(n) });
                let decide = |sum: Sum, price| {
                    if *builds_up { sum.at_least(*min, price) } else { sum.at_most(min.rest(), price) }
                };
                Finding::of(self.of_price(*basis, sum, *builds_up && min.is_zero(), decide), Waiver::None)
            }
            Leaf::NomLeOm => {
                let sum = |of: fn(Truth) -> Truth| self.sum(VALUE, &Within::default(), |n| of(nom(n)));
                Finding::of(sum(|t| t).within(sum(Truth::negate)), Waiver::None)
            }
            Leaf::MaxWeight { max, within, of } => {
                self.lines(fails, |n| nom(n).and(self.holds(within, n)));
                let part = self.sum(WEIGHT, within, nom);
                let outcome = if part.is_nothing() { Truth::True } else { part.at_most(*max, self.whole_weight(of)) };
                Finding::of(outcome, Waiver::Weight)
            }
            Leaf::MinOm { limit, within, of, grown } => {
                Finding::of(self.min_om(limit, within, of, *grown), Waiver::None)
            }
            Leaf::Process { codes, all } => {
                let each = codes.iter().map(|code| self.carried_out(code));
                Finding::of(if *all { Truth::all(each) } else { Truth::any(each) }, Waiver::None)
            }
        }
    }

    /// Fill in how far each line fails; the leaf holds where none does.
    fn lines(&self, fails: &mut Vec<Truth>, of: impl Fn(usize) -> Truth) -> Finding {
        fails.clear();
        fails.extend((0..self.lines.len()).map(of));
        Finding::of(fails.iter().copied().max().unwrap_or(Truth::False).negate(), Waiver::Lines)
    }

    /// As `ctc::free`: lines under an allowance leave those that fail; whether it holds must hold beside.
    fn free(&self, allowances: &[Allowance], fails: &mut [Truth]) -> Finding {
        let member = |n: usize| fails[n];
        let stays_within = |allowance: &Allowance| {
            let Some(max) = allowance.max else { return Truth::True };
            match allowance.measure {
                Measure::Value => {
                    let sum = self.sum(VALUE, &allowance.within, member);
                    self.of_price(allowance.basis, sum, false, |sum, price| sum.at_most(max, price))
                }
                Measure::Weight => {
                    self.sum(WEIGHT, &allowance.within, member).at_most(max, self.whole_weight(&allowance.of))
                }
            }
        };
        let held: Vec<Truth> = allowances.iter().map(stays_within).collect();
        let mut rest = Truth::True;
        for (n, failing) in fails.iter_mut().enumerate().filter(|(_, f)| **f != Truth::False) {
            let mut state = None;
            for (allowance, holds) in allowances.iter().zip(&held) {
                let covered = self.holds(&allowance.within, n);
                if covered != Truth::False {
                    let frees = if covered == Truth::True { *holds } else { Truth::Unknown };
                    state = Some(state.unwrap_or(Truth::False).or(frees.or(failing.negate())));
                }
            }
            if let Some(state) = state {
                rest = rest.and(state);
                *failing = Truth::False;
            }
        }
        let left = fails.iter().copied().max().unwrap_or(Truth::False).negate();
        Finding { outcome: left.and(rest), waiver: Waiver::Lines, rest }
    }

    /// As `min_om`: of the product's price by any basis allowed; else of a weight, or of materials.
    fn min_om(&self, limit: &Floor, within: &Within, of: &Whole, grown: bool) -> Truth {
        let member = |n: usize| if grown { self.is_grown(n) } else { Truth::from(!self.nom[n]) };
        let (column, whole) = match (limit.measure, of) {
            (Measure::Value, Whole::Product) => {
                let sum = self.sum(VALUE, within, member);
                return self
                    .of_price(limit.basis, sum, limit.min.is_zero(), |sum, price| sum.at_least(limit.min, price));
            }
            (Measure::Weight, of) => (WEIGHT, self.whole_weight(of)),
            (Measure::Value, Whole::Materials(of)) => (VALUE, self.sum(VALUE, of, |_| Truth::True)),
        };
        let part = self.sum(column, within, member);
        if limit.min.is_zero() {
            Truth::True
        } else if part.is_nothing() && matches!(of, Whole::Product) {
            Truth::False
        } else if whole.is_nothing() {
            Truth::True
        } else {
            part.at_least(limit.min, whole)
        }
    }

    fn whole_weight(&self, of: &Whole) -> Sum {
        match of {
            Whole::Product => Sum::one(self.head.weight.column()),
            Whole::Materials(within) => self.sum(WEIGHT, within, |_| Truth::True),
        }
    }

    fn sum(&self, amount: fn(&Line) -> i64, within: &Within, member: impl Fn(usize) -> Truth) -> Sum {
        let mut sum = Sum::default();
        for (n, line) in self.lines.iter().enumerate() {
            let belongs = member(n);
            if belongs != Truth::False {
                sum.add(belongs.and(self.holds(within, n)), amount(line));
            }
        }
        sum
    }

    /// As `share::of_price`: by the best of the bases allowed.
    fn of_price(&self, basis: Basis, sum: Sum, any_price: bool, decide: impl Fn(Sum, Sum) -> Truth) -> Truth {
        Truth::any(choices(basis).iter().map(|single| {
            let price = self.head.prices[match single {
                Basis::Exw | Basis::ExwOrFob => 0,
                Basis::Fob => 1,
                Basis::Tv | Basis::TvOrExw => 2,
                Basis::Nc => 3,
            }]
            .column();
            match (price, any_price || sum.is_nothing()) {
                // Nothing is no share of any price, and all is at least nothing of any, whatever the price is.
                (ABSENT, true) => decide(sum, Sum::one(1)),
                (ABSENT, false) => Truth::Unknown,
                _ => decide(sum, Sum::one(price)),
            }
        }))
    }

    /// As `scope::holds`.
    #[inline]
    fn holds(&self, within: &Within, n: usize) -> Truth {
        if within.is_all() { Truth::True } else { self.holds_in(within, n) }
    }

    fn holds_in(&self, within: &Within, n: usize) -> Truth {
        let codes = within.codes.as_ref().map_or(Truth::True, |ranges| {
            self.code_is(n, |code| ranges.iter().any(|(from, to)| (*from..=*to).contains(&code)))
        });
        let own = self.plan.product;
        let same = within.same.map_or(Truth::True, |level| self.code_is(n, |code| level.of(code) == level.of(own)));
        let tags = match &within.tags {
            None => Truth::True,
            Some(tags) => Truth::any(tags.iter().map(|tag| {
                let settled = || self.candidates(n).iter().map(|code| tag.by_code(*code));
                let first = settled().next().flatten().filter(|first| settled().all(|s| s == Some(*first)));
                first.unwrap_or_else(|| self.is_listed(&tag.word, n))
            })),
        };
        let not = within.not.as_ref().map_or(Truth::True, |inner| self.holds(inner, n).negate());
        codes.and(same).and(tags).and(not)
    }

    /// The codes that a line may have in the edition of the rules.
    fn candidates(&self, n: usize) -> &[u32] {
        match self.there {
            None => std::slice::from_ref(&self.lines[n].code),
            Some((ranges, pool)) => &pool[ranges[n].clone()],
        }
    }

    /// As `Line::code_is`: for all that the line's code may be, for none, or for some.
    fn code_is(&self, n: usize, test: impl Fn(u32) -> bool) -> Truth {
        match self.candidates(n) {
            [only] => Truth::from(test(*only)),
            several => Truth::agree(several.iter().map(|code| Truth::from(test(*code)))),
        }
    }

    fn product_is(&self, tag: &Tag) -> Truth {
        let tags = self.bills.contexts.get(self.head.context).tags.as_ref();
        let listed = |tags: &Vec<String>| Truth::from(tags.contains(&tag.word));
        tag.by_code(self.plan.product).unwrap_or_else(|| tags.map_or(Truth::Unknown, listed))
    }

    fn is_listed(&self, tag: &str, n: usize) -> Truth {
        match self.bills.tags_of(self.head.lines.start + n) {
            None => Truth::Unknown,
            Some(listed) => Truth::from(listed.iter().any(|word| self.bills.words.text(*word) == tag)),
        }
    }

    fn is_grown(&self, n: usize) -> Truth {
        Truth::from(!self.nom[n]).and(Truth::from(self.lines[n].is_grown()))
    }

    fn product_grown(&self) -> Truth {
        if self.head.wholly_obtained == Some(false) || self.nom.contains(&true) { Truth::False } else { Truth::Unknown }
    }

    fn carried_out(&self, code: &str) -> Truth {
        let listed = &self.bills.listed[self.head.processes.clone()];
        if listed.iter().any(|word| self.bills.words.text(*word) == code) {
            Truth::True
        } else if self.head.processes_complete {
            Truth::False
        } else {
            Truth::Unknown
        }
    }
}
