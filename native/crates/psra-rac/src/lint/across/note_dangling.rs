//! RAC232: a note that nobody wrote.

use super::{Across, Found, Together, graded};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC232",
        title: "a note that nobody wrote",
        severity: Severity::Error,
        why: "A note is looked up in the list of rules and then in the agreement's document. A rule that cites a missing one lacks a part: a requirement, an alternative or a definition. In a publisher's list it is a warning; the UK's list for Switzerland cites a note 9 that its file does not have.",
        bad: "rules: [{notes: [note-9]}]   # no document of the agreement has it",
        good: "notes: {note-9: {…}}\nrules: [{notes: [note-9]}]",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    for (place, head, general) in documents.all() {
        for (id, span) in &head.cites_notes {
            if !head.notes.contains(id) && !general.notes.contains(id) {
                let message = format!("no document of {} has the note `{}`", shown(&head.agreement), shown(id));
                found.push(place, graded(head, lint.at(*span, message)));
            }
        }
    }
}
