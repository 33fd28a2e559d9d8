//! Maximum value of non-originating materials (origin.md A.2.3): their value ÷ the basis, at most the limit. The list's
//! "value of all the materials" is read as that of the non-originating ones, for its conditions "apply only in relation
//! to such materials". Two limits of one rule are two criteria: neither is added to the other (PEM note 3.6).

use super::{Bench, Finding};
use crate::json::Json;
use crate::law::{Basis, Scope};
use crate::limit::Limit;
use crate::margin::{self, Side};
use crate::share::{self, Share};

pub(super) fn find(bench: &Bench<'_, '_>, name: &str, max: &Limit, basis: Basis, scope: &Scope) -> Finding {
    let share = of_basis(bench, max, basis, scope);
    let mut measure = vec![("criterion", Json::str(name))];
    measure.extend(share::shown(share::basis_name(share.basis), share.fraction.as_ref(), max));
    measure.extend(margin::of_share(bench.subject, &share, max, Side::Cap));
    Finding::firm(share.outcome, measure, share.facts)
}

/// The value of the non-originating materials in scope, against the limit.
pub(super) fn of_basis(bench: &Bench<'_, '_>, max: &Limit, basis: Basis, scope: &Scope) -> Share {
    share::of_price(
        bench.subject,
        basis,
        false,
        |currency| share::add_values(bench.lines.iter().copied(), scope, bench.subject, currency, |line| line.nom),
        |sum, price| max.caps(sum, price),
    )
}
