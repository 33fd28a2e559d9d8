//! RAC270: one code of the agreement has two rules in the printed edition.

use std::sync::OnceLock;

use super::Lint;
use super::context::{Context, Rule};
use super::meaning::is_same;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC270",
    title: "one code of the agreement has two rules in the printed edition",
    severity: Severity::Warning,
    why: "A later edition divides some subheadings. Whoever transposes a list gives each part the rule of the whole; where two parts have different rules, the row of one was forgotten, or the list was changed. The agreement, which knows the whole alone, has one rule for it. In the UK's list for Korea (HS 2007) a row for 3907.21 of HS 2022 leaves 3907.29 to another.",
    bad: "hs_edition: 2007\nprinted_edition: 2022\nrules:\n  - {from: \"390721\", to: \"390721\", criterion: {type: AnyHeading}}\n  - {from: \"390729\", to: \"390729\", criterion: {type: CTH}}   # both are 3907.20 of 2007",
    good: "hs_edition: 2007\nprinted_edition: 2022\nrules:\n  - {from: \"390721\", to: \"390729\", criterion: {type: AnyHeading}}",
    check: Some(check),
};

/// A code, and the codes of a later edition that are parts of it and of nothing else.
struct Division {
    whole: u32,
    parts: Vec<u32>,
}

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let (printed, own) = (document.printed_edition, document.hs_edition);
    // A handful of rows hold a code; a document made to take long has thousands for each.
    if printed <= own || document.rules.len() > 5_000 {
        return;
    }
    let first = document.rules.iter().map(|rule| rule.from).min().unwrap_or_default();
    let last = document.rules.iter().map(|rule| rule.to).max().unwrap_or_default();
    for Division { whole, parts } in divisions(printed, own) {
        if !parts.iter().any(|part| (first..=last).contains(part)) {
            continue;
        }
        let rows: Vec<(u32, &Rule<'_>)> =
            parts.iter().filter_map(|part| Some((*part, narrowest(document, *part)?))).collect();
        let Some(((part, row), rest)) = rows.split_first() else { continue };
        if let Some((other_part, other)) = rest.iter().find(|(_, other)| decides_differently(row, other)) {
            // The row for fewer codes is the one that somebody added.
            let (narrow, wide) = if row.to - row.from <= other.to - other.from { (row, other) } else { (other, row) };
            let message = format!(
                "{part:06} and {other_part:06} are {whole:06} of HS {own}, and {} decides otherwise",
                shown(wide.id)
            );
            found.push(lint.at(narrow.span_of("from"), message).help("give every part the rule of the whole"));
        }
    }
}

/// The row for the fewest codes that holds one, if no other is for as few: those of a described row and its rest are one
/// rule together.
fn narrowest<'r, 'a>(document: &'r Context<'a>, code: u32) -> Option<&'r Rule<'a>> {
    let holding = document.rules.iter().filter(|rule| rule.from <= code && code <= rule.to);
    holding.min_by_key(|rule| rule.to - rule.from)
}

fn decides_differently(one: &Rule<'_>, other: &Rule<'_>) -> bool {
    let is_other_row = (one.from, one.to) != (other.from, other.to);
    is_other_row && one.criterion.zip(other.criterion).is_some_and(|(a, b)| !is_same(a, b))
}

/// The divisions between two editions, in order.
fn divisions(printed: u16, own: u16) -> &'static [Division] {
    const EDITIONS: usize = psra_hs::EDITIONS.len();
    static KNOWN: [[OnceLock<Vec<Division>>; EDITIONS]; EDITIONS] =
        [const { [const { OnceLock::new() }; EDITIONS] }; EDITIONS];
    let place = |edition: u16| psra_hs::EDITIONS.iter().position(|&known| known == edition);
    let Some((later, earlier)) = place(printed).zip(place(own)) else { return &[] };
    KNOWN[later][earlier].get_or_init(|| {
        let mut found: Vec<Division> = Vec::new();
        for &code in psra_hs::codes(printed).unwrap_or_default() {
            // A part of two codes has no rule of one of them.
            let [whole] = *psra_hs::correlate(code, printed, own) else { continue };
            found.push(Division { whole, parts: vec![code] });
        }
        found.sort_by_key(|division| (division.whole, division.parts[0]));
        found.dedup_by(|next, before| {
            let is_same = next.whole == before.whole;
            if is_same {
                before.parts.append(&mut next.parts);
            }
            is_same
        });
        found.retain(|division| division.parts.len() > 1);
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_of_one_whole_and_of_nothing_else() {
        let polyethers = divisions(2022, 2007).iter().find(|division| division.whole == 390_720);
        assert_eq!(polyethers.map(|division| &*division.parts), Some(&[390_721, 390_729][..]));
        assert!(divisions(2017, 2020).is_empty());
        for division in divisions(2022, 2017) {
            assert!(division.parts.iter().all(|&part| psra_hs::is_code(2022, part)));
        }
    }
}
