//! RAC238: a list in another edition than its agreement.

use super::{Across, Found, Together, graded};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC238",
        title: "a list in another edition than its agreement",
        severity: Severity::Error,
        why: "The codes of a treaty are of one edition of the HS. The list's `hs_edition` is the agreement's; what a publisher prints in another goes under `printed_edition`. A period of general rules may say from when a list was transposed.",
        bad: "agreement.yaml: hs_edition: 2017\n39.yaml: hs_edition: 2022",
        good: "agreement.yaml: hs_edition: 2017\n39.yaml: hs_edition: 2017\n         printed_edition: 2022",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    for (place, head, general) in documents.lists() {
        if let Some(((own, span), (other, _))) = head.edition.zip(general.edition)
            && own != other
            && !general.later_editions.contains(&own)
        {
            let message = format!("{} is of HS {other}", shown(general.path));
            found.push(place, graded(head, lint.at(span, message)));
        }
    }
}
