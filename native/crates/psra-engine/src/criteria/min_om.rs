//! Minimum share of originating (or wholly obtained) materials, by value or by weight, of the product or of a set of
//! materials: "at least 10 % by weight of all 24.01 used is wholly obtained" (origin.md A.2.5). Where none of that set is
//! used, there is nothing of which a share could be too small.

use super::max_weight::whole_weight;
use super::wholly_obtained::is_wholly_obtained;
use super::{Bench, Finding};
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{Basis, Scope, Whole};
use crate::limit::Limit;
use crate::logic::Truth;
use crate::margin::{self, Side};
use crate::share;
use crate::subject::Line;
use crate::tally::Tally;

/// Which materials count in the share.
pub(super) type Member = fn(&Line<'_>) -> Truth;

/// Originating ones.
pub(super) const ORIGINATING: Member = |line| line.nom.negate();
/// Wholly obtained ones.
pub(super) const WHOLLY_OBTAINED: Member = |line| is_wholly_obtained(line);

pub(super) fn by_weight(bench: &Bench<'_, '_>, min: &Limit, scope: &Scope, of: &Whole, member: Member) -> Finding {
    let (whole, name) = whole_weight(bench, of);
    let part = share::add_weights(bench.lines.iter().copied(), scope, bench.subject, member);
    of_tallies(min, &part, &whole, matches!(of, Whole::Product), name)
}

pub(super) fn by_value(
    bench: &Bench<'_, '_>,
    min: &Limit,
    basis: Basis,
    scope: &Scope,
    of: &Whole,
    member: Member,
) -> Finding {
    let all = match of {
        Whole::Product => {
            let share = share::of_price(
                bench.subject,
                basis,
                min.is_at_least_nothing(),
                |currency| add(bench, scope, currency, member),
                |sum, price| min.floors(sum, price),
            );
            let mut measure = vec![("criterion", Json::word("MinOM"))];
            measure.extend(share::shown(share::basis_name(share.basis), share.fraction.as_ref(), min));
            measure.extend(margin::of_share(bench.subject, &share, min, Side::Floor));
            return Finding::firm(share.outcome, measure, share.facts);
        }
        Whole::Materials(all) => all.clone(),
        Whole::BasicTextileMaterials => {
            Scope { tags: bench.general.and_then(|g| g.textile_materials()).map(<[_]>::to_vec), ..Scope::default() }
        }
    };
    let valued = bench.lines.iter().filter(|l| l.in_value).find_map(|l| l.value);
    let currency = valued.map_or("one currency", |v| v.currency.as_str());
    let (part, whole) = (add(bench, scope, Ok(currency), member), add(bench, &all, Ok(currency), |_| Truth::True));
    of_tallies(min, &part, &whole, false, "value_of_materials")
}

fn add(bench: &Bench<'_, '_>, within: &Scope, currency: Result<&str, &MissingFact>, member: Member) -> Tally {
    share::add_values(bench.lines.iter().copied(), within, bench.subject, currency, member)
}

/// The share of two sums; `positive`: the whole is above zero even where it is not known.
fn of_tallies(min: &Limit, part: &Tally, whole: &Tally, positive: bool, basis: &str) -> Finding {
    let outcome = if min.is_at_least_nothing() {
        Truth::True
    } else if part.is_nothing() && positive {
        Truth::False
    } else if whole.is_nothing() {
        Truth::True
    } else {
        min.floors_share(part, whole)
    };
    let fraction = part.exactly().zip(whole.exactly()).filter(|(_, w)| w.is_positive()).map(|(p, w)| p.divide(w));
    let mut facts = part.gaps().to_vec();
    gather(&mut facts, whole.gaps().iter().cloned());
    let mut shown = vec![("criterion", Json::word("MinOM"))];
    shown.extend(share::shown(basis, fraction.as_ref(), min));
    Finding::firm(outcome, shown, facts)
}
