//! What an alternative depends on, line by line: for the choice of intermediates (`search`). Each reading is worse the
//! more it is; the outcome of the alternative, with and without a tolerance, never improves when any of them rises.

use crate::alternatives::of_production;
use crate::criteria::Bench;
use crate::exact::Exact;
use crate::facts::MissingFact;
use crate::law::{Allowance, Basis, Change, Criterion, General, Measure, RvcMethod, Scope, Whole};
use crate::logic::Truth;
use crate::scope;
use crate::share;
use crate::subject::Line;
use crate::tally::Tally;
use crate::tolerance;

/// What a line, or several, come to in one respect.
#[derive(Debug, Clone)]
pub enum Reading {
    /// The worst of them: none fails, one perhaps does, one does.
    Worst(Truth),
    /// Their sum: at least, at most where there is a bound, terms without a bound.
    Sum { low: Exact, high: Exact, unbounded: usize, more_is_better: bool },
}

impl Reading {
    /// Take more lines in.
    pub fn add(&mut self, more: &Self) {
        match (self, more) {
            (Self::Worst(own), Self::Worst(other)) => *own = own.or(*other),
            (Self::Sum { low, high, unbounded, .. }, Self::Sum { low: l, high: h, unbounded: u, .. }) => {
                *low = low.plus(l);
                *high = high.plus(h);
                *unbounded += u;
            }
            _ => {}
        }
    }

    /// Whether it is at least as good as another of the same respect.
    #[must_use]
    pub fn no_worse_than(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Worst(own), Self::Worst(other)) => own <= other,
            (
                Self::Sum { low, high, unbounded, more_is_better },
                Self::Sum { low: other_low, high: other_high, unbounded: other_unbounded, .. },
            ) => {
                if *more_is_better {
                    low >= other_low && high >= other_high && unbounded >= other_unbounded
                } else {
                    low <= other_low && high <= other_high && unbounded <= other_unbounded
                }
            }
            _ => false,
        }
    }
}

/// One respect in which lines are looked at.
#[derive(Debug)]
enum Gauge<'n> {
    /// Lines that fail a criterion that passes or fails line by line.
    Fails(Box<Criterion>),
    /// Failing lines, of this criterion and in this scope.
    FailsIn(Box<Criterion>, Scope),
    /// Failing lines, of this criterion and not in this scope.
    FailsOutside(Box<Criterion>, Scope),
    /// A sum over lines.
    Sum { member: Member<'n>, scope: Scope, measure: Measure, basis: Basis, more_is_better: bool },
    /// Failing lines that a tolerance never frees.
    Excepted(Vec<&'n Criterion>, Scope),
    /// Non-originating lines.
    Nom,
}

/// Which lines a sum is over.
#[derive(Debug)]
enum Member<'n> {
    NonOriginating,
    Originating,
    /// Those that fail any of these, and, where a tolerance rescues limits by weight, are in any of those scopes.
    Failing(Vec<&'n Criterion>, Vec<Scope>),
    FailingOwned(Box<Criterion>),
}

/// All that an alternative depends on.
#[derive(Debug)]
pub struct Gauges<'n, 'b> {
    gauges: Vec<Gauge<'n>>,
    bench: Bench<'b, 'b>,
}

/// What an alternative with these leaves depends on; `None` where it is not a matter of single lines and sums.
#[must_use]
pub fn gauges<'n, 'b: 'n>(
    leaves: &[&'n Criterion],
    combinations: &[Vec<usize>],
    barriers: &[&'n Criterion],
    bench: Bench<'b, 'b>,
) -> Option<Gauges<'n, 'b>> {
    let mut found = Vec::new();
    for leaf in leaves.iter().chain(barriers) {
        of_criterion(leaf, &mut found)?;
    }
    if let Some(general) = bench.general {
        of_tolerance(leaves, combinations, general, bench.subject.code, &mut found)?;
    }
    Some(Gauges { gauges: found, bench })
}

/// A sum, once for each price that the exporter may choose: they may be in different currencies.
fn sums<'n>(member: impl Fn() -> Member<'n>, scope: &Scope, measure: Measure, basis: Basis, into: &mut Vec<Gauge<'n>>) {
    let singles = if measure == Measure::Weight { &[Basis::Exw] } else { share::choices(basis) };
    into.extend(singles.iter().map(|single| {
        let member = member();
        let more_is_better = matches!(member, Member::Originating);
        Gauge::Sum { member, scope: scope.clone(), measure, basis: *single, more_is_better }
    }));
}

fn of_criterion<'n>(criterion: &'n Criterion, into: &mut Vec<Gauge<'n>>) -> Option<()> {
    match criterion {
        Criterion::Change(change) => return of_change(change, into),
        Criterion::WhollyObtainedMaterials { .. } | Criterion::Originating { .. } | Criterion::Prohibit { .. } => {
            into.push(Gauge::Fails(Box::new(criterion.clone())));
        }
        Criterion::MaxNom { basis, scope, .. } => {
            sums(|| Member::NonOriginating, scope, Measure::Value, *basis, into);
        }
        Criterion::MaxWeight { scope, of: Whole::Product, .. } => {
            sums(|| Member::NonOriginating, scope, Measure::Weight, Basis::Exw, into);
        }
        Criterion::Rvc { method, basis, scope, .. } => {
            let basis = if *method == RvcMethod::NetCost { Basis::Nc } else { *basis };
            let builds_up = *method == RvcMethod::BuildUp;
            let member = || if builds_up { Member::Originating } else { Member::NonOriginating };
            sums(member, scope, Measure::Value, basis, into);
        }
        Criterion::MinOm { measure, basis, scope, of: Whole::Product, wholly_obtained: false, .. } => {
            sums(|| Member::Originating, scope, *measure, *basis, into);
        }
        Criterion::WhollyObtainedProduct | Criterion::OriginRetained => into.push(Gauge::Nom),
        Criterion::Process { .. }
        | Criterion::ProcessFact { .. }
        | Criterion::DescriptionFact { .. }
        | Criterion::Undefined { .. } => {}
        _ => return None,
    }
    Some(())
}

/// A change of classification, with at most one allowance, of the product's price or weight.
fn of_change(change: &Change, into: &mut Vec<Gauge<'_>>) -> Option<()> {
    let bare = Criterion::Change(Change { allowances: Vec::new(), ..change.clone() });
    match change.allowances.as_slice() {
        [] => into.push(Gauge::Fails(Box::new(bare))),
        [Allowance { scope, measure, basis, of: Whole::Product, .. }] => {
            // What the allowance does not cover fails for good, and what it perhaps covers perhaps does.
            into.push(Gauge::FailsOutside(Box::new(bare.clone()), scope.clone()));
            into.push(Gauge::FailsIn(Box::new(bare.clone()), scope.clone()));
            sums(|| Member::FailingOwned(Box::new(bare.clone())), scope, *measure, *basis, into);
        }
        _ => return None,
    }
    Some(())
}

/// Whether a tolerance may forgive lines that fail it.
fn by_line(criterion: &Criterion) -> bool {
    matches!(
        criterion,
        Criterion::Change(_)
            | Criterion::WhollyObtainedMaterials { .. }
            | Criterion::Originating { .. }
            | Criterion::Prohibit { .. }
    )
}

fn of_tolerance<'n>(
    leaves: &[&'n Criterion],
    combinations: &[Vec<usize>],
    general: &'n General,
    code: u32,
    into: &mut Vec<Gauge<'n>>,
) -> Option<()> {
    let textile = general.textiles.as_ref().is_some_and(|part| part.value.is_for(code));
    let entries: Vec<_> =
        general.tolerance.iter().map(|part| &part.value).filter(|entry| tolerance::covers(entry, code)).collect();
    // A share of some of the materials themselves, as that of the notes on textiles, is no sum that only rises.
    if entries.iter().any(|entry| entry.of.is_some() || entry.only_materials.is_some()) {
        return None;
    }
    let mut seen: Vec<Vec<usize>> = Vec::new();
    for combination in combinations {
        let forgivable: Vec<usize> = combination.iter().copied().filter(|n| by_line(leaves[*n])).collect();
        let by_weight: Vec<Scope> = combination
            .iter()
            .filter_map(|n| match leaves[*n] {
                Criterion::MaxWeight { scope, .. } if general.tolerance_rescues_weight => Some(scope.clone()),
                _ => None,
            })
            .collect();
        // The share that the notes on textiles allow is one of the materials themselves.
        if textile && combination.iter().any(|n| by_line(leaves[*n]) || of_production(leaves[*n])) {
            return None;
        }
        if (forgivable.is_empty() && by_weight.is_empty()) || seen.contains(combination) {
            continue;
        }
        seen.push(combination.clone());
        let failing: Vec<_> = forgivable.iter().map(|n| leaves[*n]).collect();
        for entry in &entries {
            let everything = Scope::default();
            for scopes in [Vec::new(), by_weight.clone()] {
                let all_nom = general.tolerance_all_nom;
                let of_failing = || Member::Failing(failing.clone(), scopes.clone());
                let member = || if all_nom { Member::NonOriginating } else { of_failing() };
                sums(member, &everything, entry.measure, entry.basis, into);
            }
            if let Some(excepted) = &entry.except_materials {
                if !by_weight.is_empty() {
                    return None;
                }
                into.push(Gauge::Excepted(failing.clone(), excepted.clone()));
            }
        }
    }
    Some(())
}

impl<'n> Gauges<'n, '_> {
    /// What no line comes to.
    #[must_use]
    pub fn nothing(&self) -> Vec<Reading> {
        self.gauges
            .iter()
            .map(|gauge| match gauge {
                Gauge::Sum { more_is_better, .. } => Reading::Sum {
                    low: Exact::zero(),
                    high: Exact::zero(),
                    unbounded: 0,
                    more_is_better: *more_is_better,
                },
                _ => Reading::Worst(Truth::False),
            })
            .collect()
    }

    /// What a line comes to.
    #[must_use]
    pub fn read(&self, line: &Line<'_>) -> Vec<Reading> {
        self.gauges.iter().map(|gauge| self.of(gauge, line)).collect()
    }

    fn of(&self, gauge: &Gauge<'n>, line: &Line<'_>) -> Reading {
        let subject = self.bench.subject;
        match gauge {
            Gauge::Fails(criterion) => Reading::Worst(self.fails(criterion, line)),
            Gauge::FailsIn(criterion, within) => {
                Reading::Worst(self.fails(criterion, line).and(scope::holds(within, line, subject)))
            }
            Gauge::FailsOutside(criterion, covered) => {
                Reading::Worst(self.fails(criterion, line).and(scope::holds(covered, line, subject).negate()))
            }
            Gauge::Excepted(criteria, excepted) => {
                Reading::Worst(self.any_fails(criteria, line).and(scope::holds(excepted, line, subject)))
            }
            Gauge::Nom => Reading::Worst(if line.in_ctc { line.nom } else { Truth::False }),
            Gauge::Sum { member, scope, measure, basis, more_is_better } => {
                let belongs = match member {
                    Member::NonOriginating => line.nom,
                    Member::Originating => line.nom.negate(),
                    Member::Failing(criteria, scopes) => {
                        let weighed = scopes.iter().map(|s| line.nom.and(scope::holds(s, line, subject)));
                        self.any_fails(criteria, line).or(Truth::any(weighed))
                    }
                    Member::FailingOwned(criterion) => self.fails(criterion, line),
                };
                let tally = self.tally(line, belongs, scope, *measure, *basis);
                Reading::Sum {
                    low: tally.low().clone(),
                    high: tally.high().cloned().unwrap_or_else(|| tally.low().clone()),
                    unbounded: usize::from(tally.high().is_none()),
                    more_is_better: *more_is_better,
                }
            }
        }
    }

    fn tally(&self, line: &Line<'_>, belongs: Truth, scope: &Scope, measure: Measure, basis: Basis) -> Tally {
        let subject = self.bench.subject;
        match measure {
            Measure::Weight => share::add_weights([line], scope, subject, |_| belongs),
            Measure::Value => {
                let price = subject.price(basis);
                let currency: Result<&str, &MissingFact> = match &price {
                    Ok(money) => Ok(&money.currency),
                    Err(missing) => Err(missing),
                };
                share::add_values([line], scope, subject, currency, |_| belongs)
            }
        }
    }

    fn any_fails(&self, criteria: &[&Criterion], line: &Line<'_>) -> Truth {
        Truth::any(criteria.iter().map(|criterion| self.fails(criterion, line)))
    }

    /// Whether a line fails a criterion, alone on the bench.
    fn fails(&self, criterion: &Criterion, line: &Line<'_>) -> Truth {
        let lines = [line];
        let found = criterion.find(&Bench { lines: &lines, ..self.bench });
        Truth::any(found.waiver.into_iter().flat_map(|waiver| waiver.failing).map(|(_, fails)| fails))
    }
}
