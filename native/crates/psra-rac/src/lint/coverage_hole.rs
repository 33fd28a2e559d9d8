//! RAC218: subheadings between the rows have no rule.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC218",
    title: "subheadings between the rows have no rule",
    severity: Severity::Warning,
    why: "A product of an uncovered subheading stays undetermined. Holes appear where a list was printed in another edition, or a row was lost. Looked for between the first and the last row of each chapter that the document touches.",
    bad: "- {from: \"390100\", to: \"391599\"}\n- {from: \"391700\", to: \"392699\"}   # 3916 is nowhere",
    good: "- {from: \"390100\", to: \"391599\"}\n- {from: \"391600\", to: \"392699\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut ranges: Vec<(u32, u32)> =
        document.rules.iter().filter(|rule| rule.from <= rule.to).map(|rule| (rule.from, rule.to)).collect();
    ranges.sort_unstable();
    let mut covered_to: Option<u32> = None;
    for (from, to) in ranges {
        if let Some(end) = covered_to {
            let same_chapter = from / 10_000 == end / 10_000;
            if same_chapter && from > end + 1 && psra_hs::range_has_code(document.printed_edition, end + 1, from - 1) {
                let span = document.root.entries().iter().find(|entry| entry.key == "rules").map_or(document.root.span, |entry| entry.key_span);
                found.push(lint.at(span, format!("no row covers the subheadings from {:06} to {:06}", end + 1, from - 1)));
            }
        }
        covered_to = Some(covered_to.map_or(to, |end| end.max(to)));
    }
}
