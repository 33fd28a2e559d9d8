//! Regional value content (origin.md A.2.4), each method by its formula, at least the limit.

use super::{Bench, Finding};
use crate::exact::Exact;
use crate::json::Json;
use crate::law::{Basis, RvcMethod, Scope};
use crate::limit::Limit;
use crate::margin::{self, Side};
use crate::share;

pub(super) fn find(bench: &Bench<'_, '_>, method: RvcMethod, min: &Limit, basis: Basis, scope: &Scope) -> Finding {
    let basis = if method == RvcMethod::NetCost { Basis::Nc } else { basis };
    let builds_up = method == RvcMethod::BuildUp;
    let one = Exact::whole(1);
    let share = share::of_price(
        bench.subject,
        basis,
        builds_up && min.is_at_least_nothing(),
        |currency| {
            share::add_values(bench.lines.iter().copied(), scope, bench.subject, currency, |line| {
                if builds_up { line.nom.negate() } else { line.nom }
            })
        },
        |sum, price| {
            if builds_up { min.floors(sum, price) } else { min.floors_rest(sum, price) }
        },
    );
    let content = share.fraction.as_ref().map(|f| if builds_up { f.clone() } else { one.minus(f) });
    let name = match method {
        RvcMethod::BuildDown => "build_down",
        RvcMethod::BuildUp => "build_up",
        RvcMethod::Focused => "focused",
        RvcMethod::NetCost => "net_cost",
    };
    let mut measure = vec![("criterion", Json::word("RVC")), ("method", Json::str(name))];
    measure.extend(share::shown(share::basis_name(share.basis), content.as_ref(), min));
    let side = if builds_up { Side::Floor } else { Side::Rest };
    measure.extend(margin::of_share(bench.subject, &share, min, side));
    Finding::firm(share.outcome, measure, share.facts)
}
