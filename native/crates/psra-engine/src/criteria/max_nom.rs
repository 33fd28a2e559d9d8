//! Maximum value of non-originating materials (origin.md A.2.3): their value ÷ the basis, at most the limit. The list's
//! "value of all the materials" is read as that of the non-originating ones.

use super::{Bench, Finding};
use crate::exact::Exact;
use crate::json::Json;
use crate::law::{Basis, Scope};
use crate::share;

pub(super) fn find(bench: &Bench<'_, '_>, name: &str, max: &Exact, basis: Basis, scope: &Scope) -> Finding {
    let share = share::of_price(
        bench.subject,
        basis,
        |currency| share::add_values(bench.lines.iter().copied(), scope, bench.subject, currency, |line| line.nom),
        |sum, price| sum.at_most(&max.times(price)),
    );
    let mut measure = vec![("criterion", Json::str(name))];
    measure.extend(share::shown(share::basis_name(share.basis), share.fraction.as_ref(), max));
    Finding::firm(share.outcome, measure, share.facts)
}
