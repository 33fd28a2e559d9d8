//! Walks a document along its shape and reports everything that does not fit.

use super::generated::{ALL_OF, ANY_OF, DOCUMENTS, LEAVES};
use super::{Object, Shape};
use crate::diagnostic::{Finding, shown};
use crate::findings::Findings;
use crate::fix::{Proposal, repair};
use crate::located::{Entry, Kind, Value};

/// Check a document against `RaC` 2.0. Reports all findings, in the order of the text.
#[must_use]
pub fn check(root: &Value) -> Findings {
    let mut found = Findings::default();
    if !matches!(root.kind, Kind::Map(_)) {
        found.push(Finding::error("RAC106", root.span, "expected a mapping, the document"));
        return found;
    }
    let kind = root.str_at("kind");
    let Some((_, object)) = DOCUMENTS.iter().find(|(known, _)| kind == Some(known)) else {
        let at = root.get("kind").unwrap_or(root);
        let finding = Finding::error("RAC106", at.span, "expected `kind: rules` or `kind: agreement`");
        let names: Vec<_> = DOCUMENTS.iter().map(|(name, _)| *name).collect();
        found.push(finding.fix(meant(at, &names, &found)));
        return found;
    };
    object_at(root, object, &mut found);
    found
}

fn object_at(value: &Value, object: &Object, found: &mut Findings) {
    let Kind::Map(entries) = &value.kind else {
        found.push(wrong(value, object.name));
        return;
    };
    // One bit a key: no object has more than 32.
    let mut there: u32 = 0;
    let mut all: Option<u32> = None;
    for entry in entries {
        match object.keys.iter().position(|key| key.name == entry.key) {
            Some(place) => {
                there |= 1 << place;
                shape_at(&entry.value, &object.keys[place].shape, found);
            }
            None => {
                let all = *all.get_or_insert_with(|| keys_of(object, entries));
                let finding = unknown_key(object, all, entry, found.is_full());
                found.push(finding);
            }
        }
    }
    for (place, key) in object.keys.iter().enumerate() {
        if key.required && there & 1 << place == 0 {
            let at = entries.first().map_or(value.span, |entry| entry.key_span);
            found.push(Finding::error("RAC109", at, format!("{} lacks the key `{}`", object.name, key.name)));
        }
    }
}

/// The object's keys that a mapping has, one bit each.
fn keys_of(object: &Object, entries: &[Entry]) -> u32 {
    let places = entries.iter().filter_map(|entry| object.keys.iter().position(|key| key.name == entry.key));
    places.fold(0, |there, place| there | 1 << place)
}

fn unknown_key(object: &Object, there: u32, entry: &Entry, is_only_counted: bool) -> Finding {
    let message = format!("{} has no key `{}`", object.name, shown(&entry.key));
    let finding = Finding::error("RAC108", entry.key_span, message);
    if is_only_counted {
        return finding;
    }
    let absent =
        object.keys.iter().enumerate().filter(|(place, _)| there & 1 << place == 0).map(|(_, known)| known.name);
    match Proposal::meant(entry.key_span, &entry.key, absent) {
        Some(meant) => finding.fix(meant),
        None => {
            let names: Vec<_> = object.keys.iter().map(|known| known.name).collect();
            finding.help(format!("it has: {}", names.join(", ")))
        }
    }
}

fn shape_at(value: &Value, shape: &Shape, found: &mut Findings) {
    match shape {
        Shape::OrNull(inner) => {
            if value.kind != Kind::Null {
                shape_at(value, inner, found);
            }
        }
        Shape::Bool => {
            if value.as_bool().is_none() {
                let fix = repair::bare(value, |text| matches!(text, "true" | "false"));
                found.push(wrong(value, "true or false").fix(fix));
            }
        }
        Shape::Text(form) => match value.as_str() {
            Some(text) if (form.holds)(text) => {}
            _ => found.push(wrong(value, form.expected).fix(repair::of_form(form, value))),
        },
        Shape::Word(words) => {
            let fits = value.as_str().is_some_and(|text| words.contains(&text));
            if !fits {
                found.push(wrong(value, &one_of(words)).fix(meant(value, words, found)));
            }
        }
        Shape::Edition => {
            let is_edition = |year: i64| psra_hs::EDITIONS.iter().any(|&edition| i64::from(edition) == year);
            if !value.as_int().is_some_and(is_edition) {
                let fix = repair::bare(value, |text| text.parse().is_ok_and(is_edition));
                found.push(wrong(value, "an edition of the HS: 2002, 2007, 2012, 2017 or 2022").fix(fix));
            }
        }
        Shape::Int(low, high) => {
            let fits = |number: i64| (*low..=*high).contains(&number);
            if !value.as_int().is_some_and(fits) {
                let fix = repair::bare(value, |text| text.parse().is_ok_and(fits));
                found.push(wrong(value, &format!("a whole number from {low} to {high}")).fix(fix));
            }
        }
        Shape::Pair(low, high) => {
            let within = |item: &Value| item.as_int().is_some_and(|number| (*low..=*high).contains(&number));
            let fits = value.items().len() == 2 && value.items().iter().all(within);
            expect(value, fits, "two whole numbers, none negative", found);
        }
        Shape::List(inner, filled) => {
            let Kind::Seq(items) = &value.kind else {
                found.push(wrong(value, "a list"));
                return;
            };
            if *filled && items.is_empty() {
                found.push(wrong(value, "a list that is not empty"));
            }
            for item in items {
                shape_at(item, inner, found);
            }
        }
        Shape::Table(inner) => {
            let Kind::Map(entries) = &value.kind else {
                found.push(wrong(value, "a mapping"));
                return;
            };
            for entry in entries {
                shape_at(&entry.value, inner, found);
            }
        }
        Shape::Object(object) => object_at(value, object, found),
        Shape::Node => node_at(value, found),
        Shape::Union(shapes) => match shapes.iter().find(|shape| is_kind_of(value, shape)) {
            Some(shape) => shape_at(value, shape, found),
            None => {
                let names: Vec<_> = shapes.iter().map(called).collect();
                found.push(wrong(value, &names.join(", or ")));
            }
        },
    }
}

/// Whether a value is of the kind that a shape of a union stands for; it may still be wrong in detail.
fn is_kind_of(value: &Value, shape: &Shape) -> bool {
    match shape {
        Shape::Bool => matches!(value.kind, Kind::Bool(_)),
        Shape::Text(_) | Shape::Word(_) => matches!(value.kind, Kind::Str(_)),
        Shape::Edition | Shape::Int(..) => matches!(value.kind, Kind::Int(_)),
        Shape::Pair(..) | Shape::List(..) => matches!(value.kind, Kind::Seq(_)),
        Shape::Table(_) | Shape::Object(_) | Shape::Node => matches!(value.kind, Kind::Map(_)),
        Shape::Union(shapes) => shapes.iter().any(|inner| is_kind_of(value, inner)),
        Shape::OrNull(inner) => value.kind == Kind::Null || is_kind_of(value, inner),
    }
}

/// What a shape of a union is called in messages.
fn called(shape: &Shape) -> String {
    match shape {
        Shape::Bool => "true or false".to_owned(),
        Shape::Text(form) => form.expected.to_owned(),
        Shape::Word(words) => one_of(words),
        Shape::Edition | Shape::Int(..) => "a whole number".to_owned(),
        Shape::Pair(..) | Shape::List(..) => "a list".to_owned(),
        Shape::Table(_) | Shape::Node => "a mapping".to_owned(),
        Shape::Object(object) => object.name.to_owned(),
        Shape::Union(shapes) => shapes.iter().map(called).collect::<Vec<_>>().join(", or "),
        Shape::OrNull(inner) => called(inner),
    }
}

fn node_at(value: &Value, found: &mut Findings) {
    if value.get("any").is_some() {
        object_at(value, &ANY_OF, found);
    } else if value.get("all").is_some() {
        object_at(value, &ALL_OF, found);
    } else if let Some(kind) = value.get("type") {
        if let Some((_, object)) = kind.as_str().and_then(|name| LEAVES.iter().find(|(known, _)| *known == name)) {
            object_at(value, object, found);
        } else {
            let names: Vec<_> = LEAVES.iter().map(|(name, _)| *name).collect();
            let finding = Finding::error("RAC110", kind.span, "this criterion is not known").help(one_of(&names));
            found.push(finding.fix(meant(kind, &names, found)));
        }
    } else {
        found.push(Finding::error("RAC110", value.span, "expected `any`, `all`, or a criterion with its `type`"));
    }
}

fn expect(value: &Value, fits: bool, expected: &str, found: &mut Findings) {
    if !fits {
        found.push(wrong(value, expected));
    }
}

fn wrong(value: &Value, expected: &str) -> Finding {
    let seen = match &value.kind {
        Kind::Null => "nothing".to_owned(),
        Kind::Bool(truth) => format!("{truth}"),
        Kind::Int(number) => format!("the number {number}"),
        Kind::Number(text) => format!("the number {}", shown(text)),
        Kind::Str(text) => format!("\"{}\"", shown(text)),
        Kind::Seq(_) => "a list".to_owned(),
        Kind::Map(_) => "a mapping".to_owned(),
    };
    Finding::error("RAC107", value.span, format!("expected {expected}, found {seen}"))
}

/// The one of these words that the text must have meant.
fn meant(value: &Value, words: &[&str], found: &Findings) -> Option<Proposal> {
    if found.is_full() {
        return None;
    }
    Proposal::meant(value.span, value.as_str()?, words.iter().copied())
}

fn one_of(words: &[&str]) -> String {
    if let [only] = words { format!("\"{only}\"") } else { format!("one of {}", words.join(", ")) }
}
