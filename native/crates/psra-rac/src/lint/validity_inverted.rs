//! RAC205: the validity ends before it begins.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC205",
    title: "the validity ends before it begins",
    severity: Severity::Error,
    why: "Both days are inclusive; a validity that ends before it begins never holds.",
    bad: "{valid_from: \"2027-01-01\", valid_to: \"2026-12-31\"}",
    good: "{valid_from: \"2026-01-01\", valid_to: \"2026-12-31\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for value in &document.parts.dated {
        // ISO dates compare as text.
        if let (Some(from), Some(to)) = (value.str_at("valid_from"), value.str_at("valid_to"))
            && to < from
        {
            let span = value.get("valid_to").unwrap_or(value).span;
            found.push(lint.at(span, format!("{} comes before {}", shown(to), shown(from))));
        }
    }
}
