//! Shares of a price. Where a rule leaves the choice between two bases, either may be used.

use std::iter::once_with;

use crate::exact::Exact;
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{Basis, Scope};
use crate::limit::Limit;
use crate::logic::Truth;
use crate::scope;
use crate::subject::{Line, Subject};
use crate::tally::Tally;

/// The single bases among which a rule lets the exporter choose.
#[must_use]
pub fn choices(basis: Basis) -> &'static [Basis] {
    match basis {
        Basis::Exw => &[Basis::Exw],
        Basis::Fob => &[Basis::Fob],
        Basis::Tv => &[Basis::Tv],
        Basis::Nc => &[Basis::Nc],
        Basis::ExwOrFob => &[Basis::Exw, Basis::Fob],
        Basis::TvOrExw => &[Basis::Tv, Basis::Exw],
    }
}

/// A basis as documents write it.
#[must_use]
pub fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Exw => "EXW",
        Basis::Fob => "FOB",
        Basis::Tv => "TV",
        Basis::Nc => "NC",
        Basis::ExwOrFob => "EXW_OR_FOB",
        Basis::TvOrExw => "TV_OR_EXW",
    }
}

/// What a share of a price came to.
#[derive(Debug, Clone)]
pub struct Share {
    pub(crate) outcome: Truth,
    pub(crate) basis: Basis,
    /// Sum ÷ price, where both are known.
    pub(crate) fraction: Option<Exact>,
    pub(crate) facts: Vec<MissingFact>,
}

/// Compare a sum of values with a price, by the best of the bases allowed.
///
/// `sum` adds up in a currency, or, given none, only says what belongs to the sum; `decide` compares it with the price.
/// `any_price`: the least share that is asked for is nothing, whatever the price is.
pub fn of_price(
    subject: &Subject<'_>,
    basis: Basis,
    any_price: bool,
    sum: impl Fn(Result<&str, &MissingFact>) -> Tally,
    decide: impl Fn(&Tally, &Exact) -> Truth,
) -> Share {
    let mut best: Option<Share> = None;
    let mut facts = Vec::new();
    for single in choices(basis) {
        let share = of_single(subject, *single, any_price, &sum, &decide);
        if share.outcome == Truth::Unknown {
            gather(&mut facts, share.facts.iter().cloned());
        }
        if best.as_ref().is_none_or(|b| share.outcome > b.outcome) {
            best = Some(share);
        }
    }
    let best = best.unwrap_or(Share { outcome: Truth::Unknown, basis, fraction: None, facts: Vec::new() });
    let facts = if best.outcome == Truth::Unknown { facts } else { Vec::new() };
    Share { facts, ..best }
}

fn of_single(
    subject: &Subject<'_>,
    basis: Basis,
    any_price: bool,
    sum: &impl Fn(Result<&str, &MissingFact>) -> Tally,
    decide: &impl Fn(&Tally, &Exact) -> Truth,
) -> Share {
    match subject.price(basis) {
        Ok(price) => {
            let tally = sum(Ok(&price.currency));
            let outcome = decide(&tally, &price.amount);
            let fraction = tally.exactly().map(|s| s.divide(&price.amount));
            Share { outcome, basis, fraction, facts: tally.gaps().to_vec() }
        }
        Err(missing) => {
            let tally = sum(Err(&missing));
            if tally.is_nothing() {
                // Nothing is no share of any price, whatever the price is.
                let outcome = decide(&tally, &Exact::whole(1));
                return Share { outcome, basis, fraction: Some(Exact::zero()), facts: Vec::new() };
            }
            if any_price {
                let outcome = decide(&tally, &Exact::whole(1));
                return Share { outcome, basis, fraction: None, facts: tally.gaps().to_vec() };
            }
            let mut facts = vec![missing];
            gather(&mut facts, tally.gaps().iter().cloned());
            Share { outcome: Truth::Unknown, basis, fraction: None, facts }
        }
    }
}

/// Add up the value of lines as far as `member` says that they belong to the sum.
pub fn add_values<'l, 'c: 'l>(
    lines: impl IntoIterator<Item = &'l Line<'c>>,
    scope: &Scope,
    subject: &Subject<'_>,
    currency: Result<&str, &MissingFact>,
    member: impl Fn(&Line<'c>) -> Truth,
) -> Tally {
    let mut tally = Tally::default();
    for line in lines {
        if !line.in_value {
            continue;
        }
        let belongs = member(line).and(scope::holds(scope, line, subject));
        if belongs == Truth::False {
            continue;
        }
        let amount = match currency {
            Ok(currency) => line.amount(currency),
            Err(missing) => line.amount_known().map_err(|own| own.unwrap_or_else(|| missing.clone())),
        };
        let why = line.identity_facts().chain(once_with(|| scope::facts(scope, line, subject)).flatten());
        tally.add(belongs, amount, why);
    }
    tally
}

/// Add up net weights as far as `member` says that they belong to the sum; packaging has no part in it.
pub fn add_weights<'l, 'c: 'l>(
    lines: impl IntoIterator<Item = &'l Line<'c>>,
    scope: &Scope,
    subject: &Subject<'_>,
    member: impl Fn(&Line<'c>) -> Truth,
) -> Tally {
    let mut tally = Tally::default();
    for line in lines {
        if !line.in_weight {
            continue;
        }
        let counted = member(line);
        let belongs = counted.and(scope::holds(scope, line, subject));
        if belongs != Truth::False {
            let why = line.identity_facts().chain(once_with(|| scope::facts(scope, line, subject)).flatten());
            tally.add(belongs, line.net_weight(), why);
        }
        if belongs != Truth::True {
            add_contained(&mut tally, line, scope, counted);
        }
    }
    tally
}

/// A substance inside a composite material counts where the scope names it (origin.md A.2.5).
fn add_contained(tally: &mut Tally, line: &Line<'_>, scope: &Scope, counted: Truth) {
    for substance in line.contains {
        if scope.tags.iter().flatten().any(|tag| *tag == substance.tag) {
            tally.add(counted, Ok(substance.net_weight_kg.clone()), line.identity_facts());
        }
    }
}

/// The members of a measure that show a share against its limit.
#[must_use]
pub fn shown(basis: &str, fraction: Option<&Exact>, limit: &Limit) -> Vec<(&'static str, Json)> {
    let share = &limit.share;
    let mut members = vec![
        ("basis", Json::str(basis)),
        ("value_fraction", Json::option(fraction.map(ToString::to_string))),
        ("value_pct", Json::option(fraction.map(|f| f.display_pct(Some(share))))),
        ("limit_pct", Json::str(share.display_pct(Some(share)))),
    ];
    if limit.exclusive {
        members.push(("exclusive", Json::Bool(true)));
    }
    members
}
