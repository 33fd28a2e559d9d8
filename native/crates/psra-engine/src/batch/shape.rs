//! Documents of the law as the kernel reads them: row by row, with lists of the keys whose meaning it knows. A key that
//! is not on a list, or a value other than its default where only the default is known, leaves the row (or the whole
//! agreement's period) to the engine.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::sums::Ratio;
use super::tree::{Alternative, Within, within};
use crate::exact::Exact;
use crate::json::{Json, Text, canonical};
use crate::law::{Basis, CodeRange, Measure};

/// What the kernel knows of an agreement's documents, in their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shapes {
    /// One for each row of the agreement; `None` where it is for the engine.
    pub(super) rows: Vec<Option<Vec<Alternative>>>,
    /// One for each period of each document of general rules.
    pub(super) periods: Vec<Vec<Option<Period>>>,
    /// Notes that rows may cite without any effect on the verdict.
    explaining: BTreeSet<String>,
    /// Notes cited by rows, by row.
    cited: Vec<Vec<String>>,
    /// All documents, rules left out: those have digests of their own.
    pub(super) frame: Vec<u8>,
}

/// General rules of a period.
#[derive(Debug, Clone)]
pub(super) struct Period {
    pub(super) tolerance: Vec<Tolerance>,
    pub(super) all_nom: bool,
    pub(super) rescues_weight: bool,
    /// Products whose rules the kernel does not know.
    pub(super) beyond: Vec<CodeRange>,
}

#[derive(Debug, Clone)]
pub(super) struct Tolerance {
    pub(super) chapters: Vec<CodeRange>,
    pub(super) except: Vec<CodeRange>,
    pub(super) measure: Measure,
    pub(super) max: Ratio,
    pub(super) basis: Basis,
    /// Materials that it never frees.
    pub(super) except_materials: Option<Within>,
}

impl Shapes {
    /// Learn a document, after the agreement has taken in its rows or its frame.
    pub(crate) fn learn(&mut self, document: &Json) {
        for (id, note) in object(document, "notes") {
            if note.get("effect").and_then(Json::as_str) == Some("explains") {
                self.explaining.insert(id.to_string());
            } else {
                self.explaining.remove(id.as_ref());
            }
        }
        if document.get("kind").and_then(Json::as_str) == Some("agreement") {
            let periods = document.get("ruleset").and_then(Json::as_list).unwrap_or_default();
            self.periods.push(periods.iter().map(|p| p.get("general").and_then(period)).collect());
        } else {
            for rule in document.get("rules").and_then(Json::as_list).unwrap_or_default() {
                self.rows.push(row(rule));
                self.cited.push(texts(rule, "notes").unwrap_or_default());
            }
        }
        let rest = match document {
            Json::Object(members) => members.iter().filter(|(k, _)| k != "rules").cloned().collect(),
            _ => Vec::new(),
        };
        self.frame =
            Sha256::new_with_prefix(&self.frame).chain_update(canonical(&Json::Object(rest))).finalize().to_vec();
    }

    /// The alternatives of a row, by its number in the agreement.
    pub(super) fn row(&self, n: usize) -> Option<&[Alternative]> {
        let explained = self.cited.get(n)?.iter().all(|id| self.explaining.contains(id));
        self.rows.get(n)?.as_deref().filter(|_| explained)
    }
}

fn object<'j>(value: &'j Json, key: &str) -> &'j [(Text, Json)] {
    match value.get(key) {
        Some(Json::Object(members)) => members,
        _ => &[],
    }
}

/// Whether an object has no keys but `known` ones; those of `plain` may only have the value that is their default.
pub(super) fn only(value: &Json, known: &[&str], plain: &[(&str, &str)]) -> bool {
    let Json::Object(members) = value else { return false };
    members.iter().filter(|(_, v)| *v != Json::Null).all(|(key, v)| {
        known.contains(&key.as_ref())
            || plain.iter().any(|(k, default)| {
                *k == key.as_ref()
                    && match v {
                        Json::Str(text) => text == default,
                        Json::Bool(truth) => *default == if *truth { "true" } else { "false" },
                        Json::List(items) => items.is_empty() && *default == "[]",
                        _ => false,
                    }
            })
    })
}

pub(super) fn given<'j>(value: &'j Json, key: &str) -> Option<&'j Json> {
    value.get(key).filter(|v| **v != Json::Null)
}

pub(super) fn text<'j>(value: &'j Json, key: &str) -> Option<&'j str> {
    given(value, key).and_then(Json::as_str)
}

/// A list of texts; `None` where it is anything else, empty where it is absent.
pub(super) fn texts(value: &Json, key: &str) -> Option<Vec<String>> {
    let Some(list) = given(value, key) else { return Some(Vec::new()) };
    list.as_list()?.iter().map(|item| item.as_str().map(Into::into)).collect()
}

pub(super) fn ranges(value: &Json, key: &str) -> Option<Vec<CodeRange>> {
    texts(value, key)?.iter().map(|t| CodeRange::read(t)).collect()
}

pub(super) fn ratio(value: &Json, key: &str) -> Option<Ratio> {
    Ratio::of(&Exact::percent(text(value, key)?)?)
}

pub(super) fn measure(value: &Json) -> Option<Measure> {
    match text(value, "measure") {
        None | Some("value") => Some(Measure::Value),
        Some("weight") => Some(Measure::Weight),
        Some(_) => None,
    }
}

pub(super) fn basis(value: &Json) -> Option<Basis> {
    match text(value, "basis") {
        None | Some("EXW") => Some(Basis::Exw),
        Some("FOB") => Some(Basis::Fob),
        Some("TV") => Some(Basis::Tv),
        Some("NC") => Some(Basis::Nc),
        Some("EXW_OR_FOB") => Some(Basis::ExwOrFob),
        Some("TV_OR_EXW") => Some(Basis::TvOrExw),
        Some(_) => None,
    }
}

const ROW: &[&str] = &[
    "id",
    "heading",
    "from",
    "to",
    "row",
    "applies_to",
    "guard",
    "state",
    "reason",
    "criterion",
    "text",
    "source",
    "notes",
];
const GUARD: &[&str] = &["valid_from", "valid_to", "direction", "quota", "countries"];

fn row(rule: &Json) -> Option<Vec<Alternative>> {
    let guarded = given(rule, "guard").is_none_or(|guard| only(guard, GUARD, &[]));
    if !guarded || !only(rule, ROW, &[]) || text(rule, "state") == Some("quarantined") {
        return None;
    }
    super::tree::alternatives(given(rule, "criterion")?)
}

/// Parts that bear on nothing that a plain bill can say: materials of other countries, intermediates, sets, packaging,
/// operations and proofs are not in it, or are stated in words of the case.
const WITHOUT_EFFECT: &[&str] = &[
    "bases",
    "cumulation",
    "absorption",
    "tracing",
    "wholly_obtained",
    "insufficient_operations",
    "sets",
    "packaging",
    "accessories",
    "neutral_elements",
    "accounting_segregation",
    "valuation",
    "territoriality",
    "transport",
    "drawback",
    "proof",
];
const WITH_EFFECT: &[&str] = &["tolerance", "tolerance_scope", "tolerance_rescues_weight", "textiles", "within_group"];

fn period(general: &Json) -> Option<Period> {
    let known = [WITHOUT_EFFECT, WITH_EFFECT].concat();
    if !only(general, &known, &[("maxnom_block_scope", "same_alternative")]) {
        return None;
    }
    let allowed = given(general, "within_group").is_none_or(|v| text(v, "rule") == Some("allowed"));
    let all_nom = match text(general, "tolerance_scope") {
        None | Some("failing_only") => false,
        Some("all_nom") => true,
        Some(_) => return None,
    };
    let mut beyond = ranges_of_textiles(general)?;
    let mut entries = Vec::new();
    for entry in given(general, "tolerance").map_or(Some(&[][..]), Json::as_list)? {
        match tolerance(entry) {
            Some(known) => entries.push(known),
            None => beyond.extend(ranges(entry, "chapters")?),
        }
    }
    Some(Period {
        tolerance: entries,
        all_nom,
        rescues_weight: matches!(given(general, "tolerance_rescues_weight"), Some(Json::Bool(true))),
        beyond,
    })
    .filter(|_| allowed)
}

/// Products for which notes on textiles stand in the tolerance's place.
fn ranges_of_textiles(general: &Json) -> Option<Vec<CodeRange>> {
    let Some(textiles) = given(general, "textiles") else { return Some(Vec::new()) };
    if !only(textiles, &["basic_materials", "mixed", "made_up", "source"], &[]) {
        return None;
    }
    let parts = ["mixed", "made_up"].into_iter().filter_map(|key| given(textiles, key));
    let mut found: Vec<CodeRange> = CodeRange::read("50-63").into_iter().collect();
    for part in parts {
        found.extend(ranges(part, "chapters")?);
    }
    Some(found)
}

fn tolerance(entry: &Json) -> Option<Tolerance> {
    // Whether it counts in a value content is shown, no more.
    let known = [
        "chapters",
        "except_codes",
        "except_materials",
        "measure",
        "pct",
        "basis",
        "counts_in_value_content",
        "source",
    ];
    if !only(entry, &known, &[("exclusive", "false")]) {
        return None;
    }
    Some(Tolerance {
        chapters: ranges(entry, "chapters")?,
        except: ranges(entry, "except_codes")?,
        measure: given(entry, "measure").and_then(|_| measure(entry))?,
        max: ratio(entry, "pct")?,
        basis: basis(entry)?,
        except_materials: match given(entry, "except_materials") {
            None => None,
            Some(scope) => Some(within(scope)?),
        },
    })
}
