//! RAC234: a quota that the agreement does not have.

use super::{Across, Found, Together, graded};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC234",
        title: "a quota that the agreement does not have",
        severity: Severity::Error,
        why: "A rule that holds within a quota names one of the agreement's `quotas`. Without it nobody can tell how much may still be imported under the rule.",
        bad: "guard: {quota: tuna}",
        good: "guard: {quota: annex-4-tuna}   # a key of the agreement's quotas",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    for (place, head, general) in documents.lists() {
        for (id, span) in &head.cites_quotas {
            if !general.quotas.contains(id) {
                let message = format!("{} has no quota `{}`", shown(general.path), shown(id));
                found.push(place, graded(head, lint.at(*span, message)));
            }
        }
    }
}
