//! RAC252: an authored rule is quarantined.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC252",
    title: "an authored rule is quarantined",
    severity: Severity::Warning,
    why: "Quarantine is for published words that the compiler does not understand. Whoever writes a rule by hand understands it; a quarantined one decides nothing and makes every product of its codes undetermined.",
    bad: "publisher: psra\nrules: [{state: quarantined, reason: \"later\", criterion: null}]",
    good: "publisher: psra\nrules: [{state: compiled, criterion: {type: CTH}}]",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    if document.is_authored() {
        for rule in document.rules.iter().filter(|rule| rule.state == "quarantined") {
            found.push(lint.at(rule.span_of("state"), "an authored rule decides nothing").help("write its criterion"));
        }
    }
}
