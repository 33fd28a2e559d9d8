//! RAC264: chapters that the edition does not have.

use super::codes::bounds;
use super::context::Context;
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::located::{Kind, Value};

pub(super) static LINT: Lint = Lint {
    code: "RAC264",
    title: "chapters that the edition does not have",
    severity: Severity::Warning,
    why: "A part of the general rules that is limited to chapters holds for none if the edition has no code there: chapter 77 is reserved, and the last is 97.",
    bad: "tolerance: [{chapters: [\"98-99\"], measure: value, pct: \"10\"}]",
    good: "tolerance: [{chapters: [\"25-97\"], measure: value, pct: \"10\"}]",
    check: Some(check),
};

const KEYS: [&str; 4] = ["chapters", "except_chapters", "except_codes", "finished_goods"];

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let tables = ["notes", "quotas"].iter().filter_map(|key| document.root.get(key));
    for part in document.generals().chain(tables) {
        walk(part, &mut |code| {
            let Some((text, (from, to))) = code.as_str().and_then(|text| Some((text, bounds(text)?))) else { return };
            if from > to || !psra_hs::range_has_code(document.hs_edition, from, to) {
                found.push(lint.at(code.span, format!("HS {} has nothing under {}", document.hs_edition, shown(text))));
            }
        });
    }
}

/// Look at every code of the lists of chapters below a part.
fn walk<'a>(value: &'a Value<'a>, look: &mut impl FnMut(&'a Value<'a>)) {
    match &value.kind {
        Kind::Seq(items) => items.iter().for_each(|item| walk(item, look)),
        Kind::Map(entries) => {
            for entry in entries {
                if KEYS.contains(&&*entry.key) {
                    entry.value.items().iter().for_each(&mut *look);
                } else {
                    walk(&entry.value, look);
                }
            }
        }
        _ => {}
    }
}
