//! RAC263: two tolerances for one chapter.

use super::codes::{common, cover, ranges};
use super::context::Context;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC263",
    title: "two tolerances for one chapter",
    severity: Severity::Error,
    why: "Each chapter has one general tolerance or none. Where two entries hold for one chapter and measure alike, which of them applies is a guess; chapters 50 to 63 have theirs in the notes on textiles.",
    bad: "tolerance:\n  - {chapters: [\"01-24\"], measure: value, pct: \"10\"}\n  - {chapters: [\"24-97\"], measure: value, pct: \"15\"}",
    good: "tolerance:\n  - {chapters: [\"01-24\"], measure: value, pct: \"10\"}\n  - {chapters: [\"25-97\"], measure: value, pct: \"15\"}",
    check: Some(check),
};

/// Longer lists are not looked at: there are 97 chapters.
const MOST: usize = 100;

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for entries in document.generals().map(|general| general.list("tolerance")).filter(|list| list.len() <= MOST) {
        for (place, entry) in entries.iter().enumerate() {
            let meets = |other: &&Value<'_>| other.str_at("measure") == entry.str_at("measure") && overlap(other, entry).is_some();
            if let Some(other) = entries[..place].iter().find(meets) {
                let (from, to) = overlap(other, entry).unwrap_or_default();
                let message = format!("{from:06} to {to:06} has a tolerance before");
                found.push(lint.at(entry.get("chapters").unwrap_or(entry).span, message));
            }
        }
    }
}

/// What two entries have in common, unless one of them excepts it.
fn overlap(a: &Value<'_>, b: &Value<'_>) -> Option<(u32, u32)> {
    let both = common(&ranges(a.list("chapters")), &ranges(b.list("chapters")))?;
    let excepted = [a, b].map(|entry| ranges(entry.list("except_codes"))).concat();
    (!cover(&excepted, both)).then_some(both)
}
