//! Minimum share of originating (or wholly obtained) materials, by value or by weight, of the product or of a set of
//! materials: "at least 10 % by weight of all 24.01 used is wholly obtained".

use super::max_weight::whole_weight;
use super::wholly_obtained::is_wholly_obtained;
use super::{Bench, Finding};
use crate::exact::Exact;
use crate::facts::gather;
use crate::json::Json;
use crate::law::{Basis, Measure, Scope, Whole};
use crate::logic::Truth;
use crate::share;
use crate::subject::Line;
use crate::tally::{Tally, at_least_share};

pub(super) fn find(
    bench: &Bench<'_, '_>,
    min: &Exact,
    measure: Measure,
    scope: &Scope,
    of: &Whole,
    wholly_obtained: bool,
) -> Finding {
    let member = |line: &Line<'_>| if wholly_obtained { is_wholly_obtained(line) } else { line.nom.negate() };
    let (part, whole, basis) = match measure {
        Measure::Weight => {
            let (whole, name) = whole_weight(bench, of);
            (share::add_weights(bench.lines.iter().copied(), scope, bench.subject, member), whole, name)
        }
        Measure::Value => by_value(bench, scope, of, member),
    };
    let outcome =
        if part.is_nothing() && min.is_positive() { Truth::False } else { at_least_share(&part, min, &whole) };
    let fraction = part.exactly().zip(whole.exactly()).filter(|(_, w)| w.is_positive()).map(|(p, w)| p.divide(w));
    let mut facts = part.gaps().to_vec();
    gather(&mut facts, whole.gaps().iter().cloned());
    let mut shown = vec![("criterion", Json::str("MinOM"))];
    shown.extend(share::shown(basis, fraction.as_ref(), min));
    Finding::firm(outcome, shown, facts)
}

fn by_value(
    bench: &Bench<'_, '_>,
    scope: &Scope,
    of: &Whole,
    member: impl Fn(&Line<'_>) -> Truth,
) -> (Tally, Tally, &'static str) {
    let add = |within: &Scope, currency, counted: &dyn Fn(&Line<'_>) -> Truth| {
        share::add_values(bench.lines.iter().copied(), within, bench.subject, currency, counted)
    };
    match of {
        Whole::Materials(all) => {
            let valued = bench.lines.iter().filter(|l| l.in_value).find_map(|l| l.value);
            let currency = valued.map_or("one currency", |v| v.currency.as_str());
            (add(scope, Ok(currency), &member), add(all, Ok(currency), &|_| Truth::True), "value_of_materials")
        }
        Whole::Product => {
            let price = bench.subject.price(Basis::Exw);
            let currency = price.as_ref().map(|money| money.currency.as_str());
            let part = add(scope, currency, &member);
            let mut whole = Tally::default();
            whole.add(Truth::True, price.clone().map(|money| money.amount.clone()), []);
            (part, whole, "EXW")
        }
    }
}
