//! RAC233: an article that the agreement does not have.

use super::{Across, Found, Together, graded};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC233",
        title: "an article that the agreement does not have",
        severity: Severity::Error,
        why: "A reference names an article of the agreement's document, where its title and the digest of its words stand. One that is not there cites nothing.",
        bad: "source: {id: tca, article: \"412\"}",
        good: "source: {id: tca, article: \"42\"}",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    for (place, head, general) in documents.all() {
        for (id, span) in &head.cites_articles {
            if !general.articles.contains(id) {
                let message = format!("{} has no article `{}`", shown(general.path), shown(id));
                found.push(place, graded(head, lint.at(*span, message)));
            }
        }
    }
}
