//! RAC256: an unverified source without a day of review.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC256",
    title: "an unverified source without a day of review",
    severity: Severity::Warning,
    why: "A source that nobody has verified is a debt. `review_by` says until when, and RAC221 reminds of it; without the day it is never paid.",
    bad: "{instrument: \"PEM Convention\", verified: false}",
    good: "{instrument: \"PEM Convention\", verified: false, review_by: \"2027-06-30\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    if document.is_authored() {
        for source in document.sources {
            let unverified = source.value.get("verified").and_then(crate::located::Value::as_bool) == Some(false);
            if unverified && source.value.given("review_by").is_none() {
                let message = format!("`{}` is not verified, and no day says until when", shown(&source.key));
                found.push(lint.at(source.key_span, message).help("add `review_by`"));
            }
        }
    }
}
