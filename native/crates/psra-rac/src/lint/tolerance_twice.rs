//! RAC263: two tolerances for one chapter.

use super::codes::Codes;
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
        let held: Vec<_> = entries.iter().map(Held::of).collect();
        for (place, entry) in held.iter().enumerate() {
            if let Some((from, to)) = held[..place].iter().find_map(|earlier| earlier.overlap(entry)) {
                let message = format!("{from:06} to {to:06} has a tolerance before");
                found.push(lint.at(entries[place].get("chapters").unwrap_or(&entries[place]).span, message));
            }
        }
    }
}

/// What a tolerance is for.
struct Held<'a> {
    measure: Option<&'a str>,
    chapters: Codes,
    except: Codes,
    /// Parties for whose exports it is, and those for whose it is not.
    exporters: Vec<&'a str>,
    except_exporters: Vec<&'a str>,
}

impl<'a> Held<'a> {
    fn of(entry: &'a Value<'a>) -> Self {
        let codes = |key| Codes::of(entry.list(key));
        let parties = |key| entry.list(key).iter().filter_map(Value::as_str).collect();
        Self {
            measure: entry.str_at("measure"),
            chapters: codes("chapters"),
            except: codes("except_codes"),
            exporters: parties("exporters"),
            except_exporters: parties("except_exporters"),
        }
    }

    /// Whether it is for the exports of named parties alone, none of which another is for.
    fn is_for_others_than(&self, other: &Self) -> bool {
        let foreign = |party: &&str| {
            other.except_exporters.contains(party) || !(other.exporters.is_empty() || other.exporters.contains(party))
        };
        !self.exporters.is_empty() && self.exporters.iter().all(foreign)
    }

    /// What two entries have in common, unless one of them excepts it.
    fn overlap(&self, other: &Self) -> Option<(u32, u32)> {
        if self.is_for_others_than(other) || other.is_for_others_than(self) {
            return None;
        }
        let both = self.chapters.common(&other.chapters).filter(|_| self.measure == other.measure)?;
        (!self.except.holds(both) && !other.except.holds(both)).then_some(both)
    }
}
