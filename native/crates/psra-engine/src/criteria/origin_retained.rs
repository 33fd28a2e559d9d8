//! The product keeps the origin that it had in its original classification: nothing non-originating has entered it.

use super::originating::non_originating_in;
use super::{Bench, Finding};
use crate::law::Scope;
use crate::logic::Truth;

pub(super) fn find(bench: &Bench<'_, '_>) -> Finding {
    let (failing, facts) = non_originating_in(bench, &Scope::default());
    let mut finding = Finding::of_lines("OriginRetained", bench.lines, failing, Truth::True, facts);
    finding.waiver = None;
    finding
}
