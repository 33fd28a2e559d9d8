//! Maximum net weight of non-originating materials (origin.md A.2.5), of the product's net weight without packaging or
//! of the weight of a set of materials. Substances inside composite materials count where the rule names them.
//!
//! Japan lets the tolerance rescue a weight limit (origin.md A.5, 2): the materials in scope are what it may forgive.

use super::{Bench, Finding, Waiver};
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{Scope, Whole};
use crate::limit::Limit;
use crate::logic::Truth;
use crate::scope;
use crate::share;
use crate::tally::Tally;

pub(super) fn find(bench: &Bench<'_, '_>, max: &Limit, scope: &Scope, of: &Whole) -> Finding {
    let part = share::add_weights(bench.lines.iter().copied(), scope, bench.subject, |line| line.nom);
    let (whole, name) = whole_weight(bench, of);
    let outcome = max.caps_share(&part, &whole);
    let fraction = part.exactly().zip(whole.exactly()).filter(|(_, w)| w.is_positive()).map(|(p, w)| p.divide(w));
    let mut facts = part.gaps().to_vec();
    gather(&mut facts, whole.gaps().iter().cloned());
    let mut measure = vec![("criterion", Json::word("MaxWeight"))];
    measure.extend(share::shown(name, fraction.as_ref(), max));
    let failing = bench
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.in_weight)
        .map(|(n, line)| (n, line.nom.and(scope::holds(scope, line, bench.subject))))
        .filter(|(_, counted)| *counted != Truth::False)
        .collect();
    let mut finding = Finding::firm(outcome, measure, facts);
    finding.waiver = Some(Waiver { rest: Truth::True, failing, weight_limit: true });
    finding
}

/// The weight to which a share is compared.
pub(super) fn whole_weight(bench: &Bench<'_, '_>, of: &Whole) -> (Tally, &'static str) {
    let add = |scope: &Scope| share::add_weights(bench.lines.iter().copied(), scope, bench.subject, |_| Truth::True);
    match of {
        Whole::Product => {
            let mut whole = Tally::default();
            whole.add(Truth::True, bench.subject.net_weight().cloned(), []);
            (whole, "net_weight")
        }
        Whole::Materials(scope) => (add(scope), "weight_of_materials"),
        Whole::BasicTextileMaterials => {
            let tags = bench.general.and_then(|g| g.textile_materials());
            let whole = match tags {
                Some(tags) => add(&Scope { tags: Some(tags.to_vec()), ..Scope::default() }),
                None => {
                    let mut unknown = Tally::default();
                    unknown.add(Truth::True, Err(no_textile_materials()), []);
                    unknown
                }
            };
            (whole, "weight_of_basic_textile_materials")
        }
    }
}

fn no_textile_materials() -> MissingFact {
    MissingFact::rule(
        "the rule is a share of the basic textile materials, which the general rules at hand do not name",
        "Look up the agreement's note on basic textile materials.",
    )
}
