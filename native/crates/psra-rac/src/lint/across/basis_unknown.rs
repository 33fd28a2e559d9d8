//! RAC235: a price basis that the agreement does not know.

use super::{Across, Found, Together, graded};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC235",
        title: "a price basis that the agreement does not know",
        severity: Severity::Error,
        why: "An agreement defines the prices of which its limits are shares: the ex-works price, FOB, the transaction value. A limit on a basis that `bases` does not list was misread, or the agreement's document lacks it. Where either of two may be used, both must be known.",
        bad: "general: {bases: {known: [EXW]}}\n{type: MaxNOM, pct: \"50\", basis: FOB}",
        good: "general: {bases: {known: [EXW]}}\n{type: MaxNOM, pct: \"50\", basis: EXW}",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    for (place, head, general) in documents.all().filter(|(_, _, general)| !general.bases.is_empty()) {
        for (basis, span) in &head.uses_bases {
            let is_known = |price: &str| general.bases.contains(price);
            if !is_known(basis) && !basis.split("_OR_").all(is_known) {
                let mut known: Vec<_> = general.bases.iter().map(String::as_str).collect();
                known.sort_unstable();
                let message = format!("{} knows no basis {}", shown(&head.agreement), shown(basis));
                found
                    .push(place, graded(head, lint.at(*span, message)).help(format!("it knows: {}", known.join(", "))));
            }
        }
    }
}
