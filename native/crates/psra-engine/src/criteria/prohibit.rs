//! No non-originating material of a scope may be used. Such materials "may not be used", so a tolerance may forgive
//! them (origin.md A.5).

use super::originating::non_originating_in;
use super::{Bench, Finding};
use crate::law::Scope;
use crate::logic::Truth;

pub(super) fn find(bench: &Bench<'_, '_>, scope: &Scope) -> Finding {
    let (failing, facts) = non_originating_in(bench, scope);
    Finding::of_lines("Prohibit", bench.lines, failing, Truth::True, facts)
}
