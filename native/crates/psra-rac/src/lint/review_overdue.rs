//! RAC221: a review is overdue.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC221",
    title: "a review is overdue",
    severity: Severity::Warning,
    why: "A source that is not verified says by which day somebody reads the law's own words. After that day it is still not verified, and whoever relies on it should know. Looked for only if the day is given (`--as-of`).",
    bad: "{instrument: \"PEM Convention\", verified: false, review_by: \"2025-12-31\"}",
    good: "{instrument: \"PEM Convention\", verified: false, review_by: \"2099-12-31\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let Some(today) = document.as_of else { return };
    for source in document.sources.iter().filter(|source| source.value.get("verified").is_some_and(|v| v.as_bool() == Some(false))) {
        let Some(review) = source.value.given("review_by") else { continue };
        // ISO dates compare as text.
        if let Some(day) = review.as_str().filter(|day| *day < today.iso()) {
            let message = format!("`{}` was to be reviewed by {}", shown(&source.key), shown(day));
            found.push(lint.at(review.span, message).help("read the law's own words, or set another day"));
        }
    }
}
