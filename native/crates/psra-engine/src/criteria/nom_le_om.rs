//! The value of the non-originating materials does not exceed that of the originating ones.

use super::{Bench, Finding};
use crate::facts::gather;
use crate::json::Json;
use crate::law::Scope;
use crate::logic::Truth;
use crate::share;
use crate::tally::Tally;

pub(super) fn find(bench: &Bench<'_, '_>) -> Finding {
    let everything = Scope::default();
    let valued = bench.lines.iter().filter(|l| l.in_value).find_map(|l| l.value);
    let currency = valued.map_or("one currency", |v| v.currency.as_str());
    let sum = |of: fn(Truth) -> Truth| {
        share::add_values(bench.lines.iter().copied(), &everything, bench.subject, Ok(currency), move |line| {
            of(line.nom)
        })
    };
    let (non_originating, originating) = (sum(|nom| nom), sum(Truth::negate));
    let outcome = compare(&non_originating, &originating);
    let mut facts = non_originating.gaps().to_vec();
    gather(&mut facts, originating.gaps().iter().cloned());
    let shown = |tally: &Tally| Json::option(tally.exactly().map(ToString::to_string));
    let measure = vec![
        ("criterion", Json::word("NOMleOM")),
        ("non_originating", shown(&non_originating)),
        ("originating", shown(&originating)),
    ];
    Finding::firm(outcome, measure, facts)
}

fn compare(non_originating: &Tally, originating: &Tally) -> Truth {
    let met = non_originating.high().is_some_and(|high| high <= originating.low());
    let failed = originating.high().is_some_and(|high| non_originating.low() > high);
    match (met, failed) {
        (true, _) => Truth::True,
        (_, true) => Truth::False,
        _ => Truth::Unknown,
    }
}
