//! RAC268: what a note does does not fit its criterion.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC268",
    title: "what a note does does not fit its criterion",
    severity: Severity::Error,
    why: "A note that requires, allows or defines something has a criterion; one that explains has none. Whoever cites the note relies on its effect.",
    bad: "notes: {n1: {title: \"Standard QVC\", effect: defines, criterion: null}}",
    good: "notes: {n1: {title: \"Standard QVC\", effect: defines, criterion: {type: MaxNOM, pct: \"60\", basis: EXW}}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for note in document.root.get("notes").map(Value::entries).unwrap_or_default() {
        let Some(effect) = note.value.get("effect") else { continue };
        let message = match (effect.as_str(), note.value.given("criterion")) {
            (Some("explains"), Some(_)) => "a note that explains has no criterion",
            (Some("defines" | "requires" | "alternative"), None) => "the note has no criterion, so it only explains",
            _ => continue,
        };
        found.push(lint.at(effect.span, message));
    }
}
