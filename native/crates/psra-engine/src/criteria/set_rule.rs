//! A set's components each originate, or those that do not stay within a share of the set's price (origin.md A.10).

use super::{Bench, Finding, max_nom};
use crate::exact::Exact;
use crate::law::{Basis, Scope};

pub(super) fn find(bench: &Bench<'_, '_>, max: &Exact, basis: Basis) -> Finding {
    max_nom::find(bench, "SetRule", max, basis, &Scope::default())
}
