//! RAC251: a described row without a row for the rest.

use std::collections::HashMap;

use super::codes::Codes;
use super::context::Context;
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC251",
    title: "a described row without a row for the rest",
    severity: Severity::Warning,
    why: "An `ex` row is for the goods that it describes. Where neither a residual row nor a wider one covers the rest of its codes, those goods have no rule. Lists often leave the rest to a chapter row that a publisher then lost.",
    bad: "- {from: \"401200\", to: \"401299\", row: described, applies_to: [retreaded]}",
    good: "- {from: \"401200\", to: \"401299\", row: described, applies_to: [retreaded]}\n- {from: \"401200\", to: \"401299\", row: residual}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let others = document.rules.iter().filter(|rule| rule.row != "described");
    let covered: Codes = others.map(|rule| (rule.from, rule.to)).collect();
    let edition = document.printed_edition;
    let described = || document.rules.iter().filter(|rule| rule.row == "described" && rule.is_range());
    let mut rows: HashMap<(u32, u32), u32> = HashMap::new();
    described().for_each(|rule| *rows.entry((rule.from, rule.to)).or_default() += 1);
    // Several descriptions of the same codes may leave nothing over.
    for rule in described().filter(|rule| rows.get(&(rule.from, rule.to)) == Some(&1)) {
        if has_code_outside(&covered, (rule.from, rule.to), edition) {
            found.push(lint.at(rule.span_of("row"), format!("no row is for what {} does not describe", shown(rule.id))));
        }
    }
}

/// Whether the edition has a subheading in the range that the others leave out.
fn has_code_outside(covered: &Codes, (from, to): (u32, u32), edition: u16) -> bool {
    let mut next = from;
    let near = covered.ranges().partition_point(|range| range.1 < from);
    for &(start, end) in covered.ranges()[near..].iter().take_while(|(start, _)| *start <= to) {
        if start > next && psra_hs::range_has_code(edition, next, start - 1) {
            return true;
        }
        next = next.max(end.saturating_add(1));
    }
    next <= to && psra_hs::range_has_code(edition, next, to)
}
