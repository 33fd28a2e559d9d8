//! RAC237: a country that is no party.

use super::{Across, Found, Together, graded};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC237",
        title: "a country that is no party",
        severity: Severity::Error,
        why: "A rule that holds for some countries only names parties of the agreement or their members. Any other never trades under it.",
        bad: "guard: {countries: [US]}",
        good: "guard: {countries: [GB]}",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    for (place, head, general) in documents.lists().filter(|(_, _, general)| !general.parties.is_empty()) {
        for (country, span) in &head.names_countries {
            if !general.parties.contains(country) {
                let message = format!("{} is no party of {}", shown(country), shown(&head.agreement));
                found.push(place, graded(head, lint.at(*span, message)));
            }
        }
    }
}
