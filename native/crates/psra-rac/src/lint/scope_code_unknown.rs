//! RAC216: a scope names codes that the edition does not have.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC216",
    title: "a scope names codes that the edition does not have",
    severity: Severity::Warning,
    why: "An exception for a code that does not exist excludes nothing. The publisher may have transposed the list to another edition.",
    bad: "hs_edition: 2017\nexcept: {codes: [\"390721\"]}",
    good: "hs_edition: 2017\nexcept: {codes: [\"390720\"]}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for code in document.scopes().iter().flat_map(|scope| scope.value.list("codes")) {
        let Some((from, to)) = code.as_str().and_then(bounds) else { continue };
        if from > to {
            found.push(lint.at(code.span, "the range ends before it begins"));
        } else if !psra_hs::range_has_code(document.printed_edition, from, to) {
            let text = code.as_str().unwrap_or_default();
            found.push(lint.at(code.span, format!("HS {} has nothing under {text}", document.printed_edition)));
        }
    }
}

/// First and last subheading of a chapter, heading or subheading, or of a range of them.
fn bounds(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let scale = match (from.len(), to.len()) {
        (2, 2) => 10_000,
        (4, 4) => 100,
        (6, 6) => 1,
        _ => return None,
    };
    Some((from.parse::<u32>().ok()? * scale, to.parse::<u32>().ok()? * scale + scale - 1))
}
