//! RAC201: the range holds no code of its edition.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC201",
    title: "the range holds no code of its edition",
    severity: Severity::Error,
    why: "A rule for codes that the edition does not have can never be selected. Ranges are read in `printed_edition` if the document has one, otherwise in `hs_edition`. In a publisher's list, which we do not mend, it is a warning.",
    bad: "hs_edition: 2017\nrules: [{from: \"390721\", to: \"390721\"}]   # 3907.21 is of 2022",
    good: "hs_edition: 2017\nrules: [{from: \"390720\", to: \"390720\"}]",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for rule in document.rules.iter().filter(|rule| rule.from <= rule.to) {
        if !psra_hs::range_has_code(document.printed_edition, rule.from, rule.to) {
            let message =
                format!("no subheading of HS {} lies in {:06} to {:06}", document.printed_edition, rule.from, rule.to);
            let finding = document.graded(lint.at(rule.span_of("from"), message));
            found.push(finding.help("set `printed_edition`, or use the edition's code"));
        }
    }
}
