//! A criterion that a note should define, but does not for this product on this day: nobody may guess it.

use super::{Bench, Finding};
use crate::facts::MissingFact;
use crate::json::Json;
use crate::logic::Truth;

pub(super) fn find(bench: &Bench<'_, '_>, note: &str) -> Finding {
    let missing = MissingFact::rule(
        format!("the note {note:?} defines no criterion for {:06} on {}", bench.subject.code, bench.as_of),
        "Look up the agreement's note; the documents that are loaded have none that applies.",
    );
    let measure = vec![("criterion", Json::word("Note")), ("id", Json::str(note))];
    Finding::firm(Truth::Unknown, measure, vec![missing])
}
