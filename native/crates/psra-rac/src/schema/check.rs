//! Walks a document along its shape and reports everything that does not fit.

use super::generated::{ALL_OF, ANY_OF, DOCUMENTS, LEAVES};
use super::{Object, Shape};
use crate::diagnostic::{Finding, shown};
use crate::findings::Findings;
use crate::located::{Kind, Value};

/// A key at most so many slips from a known one is taken for it in a suggestion.
const FARTHEST: usize = 2;

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
        let at = root.get("kind").unwrap_or(root).span;
        found.push(Finding::error("RAC106", at, "expected `kind: rules` or `kind: agreement`"));
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
    for entry in entries {
        match object.keys.iter().find(|key| key.name == entry.key) {
            Some(key) => shape_at(&entry.value, &key.shape, found),
            None => found.push(unknown_key(object, &entry.key, entry.key_span)),
        }
    }
    for key in object.keys.iter().filter(|key| key.required && value.get(key.name).is_none()) {
        let at = entries.first().map_or(value.span, |entry| entry.key_span);
        found.push(Finding::error("RAC109", at, format!("{} lacks the key `{}`", object.name, key.name)));
    }
}

fn unknown_key(object: &Object, key: &str, span: crate::located::Span) -> Finding {
    let finding = Finding::error("RAC108", span, format!("{} has no key `{}`", object.name, shown(key)));
    let known = object.keys.iter().filter(|known| key.len() <= known.name.len() + FARTHEST);
    match known.map(|known| (distance(key, known.name), known.name)).min() {
        Some((far, name)) if far <= FARTHEST => finding.help(format!("did you mean `{name}`?")),
        _ => {
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
        Shape::Bool => expect(value, value.as_bool().is_some(), "true or false", found),
        Shape::Text(form) => match value.as_str() {
            Some(text) => expect(value, (form.holds)(text), form.expected, found),
            None => found.push(wrong(value, form.expected)),
        },
        Shape::Word(words) => {
            let fits = value.as_str().is_some_and(|text| words.contains(&text));
            if !fits {
                found.push(wrong(value, &one_of(words)));
            }
        }
        Shape::Edition => {
            let fits = value.as_int().is_some_and(|year| psra_hs::EDITIONS.iter().any(|&e| i64::from(e) == year));
            expect(value, fits, "an edition of the HS: 2002, 2007, 2012, 2017 or 2022", found);
        }
        Shape::Int(low, high) => {
            let fits = value.as_int().is_some_and(|number| (*low..=*high).contains(&number));
            if !fits {
                found.push(wrong(value, &format!("a whole number from {low} to {high}")));
            }
        }
        Shape::Pair => {
            let fits = matches!(value.items(), [a, b] if a.as_int().is_some() && b.as_int().is_some());
            expect(value, fits, "two whole numbers", found);
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
        Shape::Pair | Shape::List(..) => matches!(value.kind, Kind::Seq(_)),
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
        Shape::Pair | Shape::List(..) => "a list".to_owned(),
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
            found.push(Finding::error("RAC110", kind.span, "this criterion is not known").help(one_of(&names)));
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
    let finding = Finding::error("RAC107", value.span, format!("expected {expected}, found {seen}"));
    match value.kind {
        Kind::Int(_) | Kind::Number(_) if expected.contains("in quotes") => finding.help("put it in quotes"),
        _ => finding,
    }
}

fn one_of(words: &[&str]) -> String {
    if let [only] = words { format!("\"{only}\"") } else { format!("one of {}", words.join(", ")) }
}

/// Edit distance, for suggestions.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let next = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}
