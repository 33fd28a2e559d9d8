//! A parsed document in which every value knows its place. Text is the document's own wherever it stands there as it is.

use std::borrow::Cow;

/// A half-open range of bytes in the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Value<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it stands.
    pub span: Span,
}

/// What a value is. Numbers that are not whole keep their text: a share or an amount must be a string.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number, as written.
    Number(Cow<'a, str>),
    /// Text.
    Str(Cow<'a, str>),
    /// A list.
    Seq(Vec<Value<'a>>),
    /// A mapping, in the order of the text.
    Map(Vec<Entry<'a>>),
}

/// A key with its place, and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Value<'a>,
}

impl<'a> Value<'a> {
    /// The value of a key, if this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value of a key unless it is null.
    #[must_use]
    pub fn given(&self, key: &str) -> Option<&Self> {
        self.get(key).filter(|value| value.kind != Kind::Null)
    }

    /// The entries of a mapping; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry<'a>] {
        if let Kind::Map(entries) = &self.kind { entries } else { &[] }
    }

    /// The members of a list; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Kind::Seq(items) = &self.kind { items } else { &[] }
    }

    /// The members of the list under a key; none if there is no such list.
    #[must_use]
    pub fn list(&self, key: &str) -> &[Self] {
        self.get(key).map(Self::items).unwrap_or_default()
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.kind == Kind::Null
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Kind::Str(text) = &self.kind { Some(text) } else { None }
    }

    /// A whole number.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        if let Kind::Int(number) = self.kind { Some(number) } else { None }
    }

    /// Yes or no.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Kind::Bool(truth) = self.kind { Some(truth) } else { None }
    }

    /// The text of a string under a key.
    #[must_use]
    pub fn str_at(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::as_str)
    }

    /// Whether the two say the same, wherever they stand.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Seq(a), Kind::Seq(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b)),
            (Kind::Map(a), Kind::Map(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && a.value.is_same(&b.value))
            }
            (a, b) => a == b,
        }
    }

    /// Compact JSON with the keys in the order of the text.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out, false);
        out
    }

    /// Compact JSON with sorted keys: one document, one text.
    #[must_use]
    pub fn to_canonical_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out, true);
        out
    }

    fn write_json(&self, out: &mut String, sorted: bool) {
        match &self.kind {
            Kind::Null => out.push_str("null"),
            Kind::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Kind::Int(number) => out.push_str(&number.to_string()),
            Kind::Number(text) => out.push_str(text),
            Kind::Str(text) => write_string(text, out),
            Kind::Seq(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    item.write_json(out, sorted);
                }
                out.push(']');
            }
            Kind::Map(entries) => {
                let mut order: Vec<&Entry<'_>> = entries.iter().collect();
                if sorted {
                    order.sort_by(|a, b| a.key.encode_utf16().cmp(b.key.encode_utf16()));
                }
                out.push('{');
                for (place, entry) in order.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    write_string(&entry.key, out);
                    out.push(':');
                    entry.value.write_json(out, sorted);
                }
                out.push('}');
            }
        }
    }
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            other if other < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(other))),
            other => out.push(other),
        }
    }
    out.push('"');
}
