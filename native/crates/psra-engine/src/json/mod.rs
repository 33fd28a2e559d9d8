//! JSON without floats: what a case may hold, how an answer is written, and the RFC 8785 form that is digested.

use std::borrow::Cow;

mod canonical;
mod parse;
mod words;
mod write;

pub use canonical::{canonical, sha256_hex};
pub use parse::{Limits, SyntaxError, parse};
pub use write::{escape_pointer, write};

/// A text of a JSON value.
pub type Text = Cow<'static, str>;

/// A JSON value. Members keep the order in which they were read or put; numbers are whole, for an
/// amount is a decimal string in every document of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number within ±(2^53 − 1), the range that RFC 8785 can represent.
    Int(i64),
    /// A number with a fraction or an exponent, or beyond the range: readable, never usable.
    Inexact,
    /// A string; fixed words are borrowed
    Str(Text),
    /// An array
    List(Vec<Json>),
    /// An object; keys may repeat here, readers refuse that
    Object(Vec<(Text, Json)>),
}

impl Json {
    /// A fixed word.
    #[must_use]
    pub const fn word(text: &'static str) -> Self {
        Self::Str(Cow::Borrowed(text))
    }

    /// A string value.
    pub fn str(text: impl Into<String>) -> Self {
        Self::Str(Cow::Owned(text.into()))
    }

    /// An object from pairs, in their order.
    pub fn object<K: Into<Text>>(members: impl IntoIterator<Item = (K, Json)>) -> Self {
        Self::Object(members.into_iter().map(|(k, v)| (k.into(), v)).collect())
    }

    /// A list of strings.
    pub fn strings<S: Into<String>>(items: impl IntoIterator<Item = S>) -> Self {
        Self::List(items.into_iter().map(Self::str).collect())
    }

    /// `null` for `None`.
    pub fn option(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Null, Self::str)
    }

    /// The same value with the members of every object in order of their keys: what is echoed from a document does not
    /// depend on how that document was stored.
    #[must_use]
    pub fn sorted(self) -> Self {
        match self {
            Self::List(items) => Self::List(items.into_iter().map(Self::sorted).collect()),
            Self::Object(mut members) => {
                members.sort_by(|(a, _), (b, _)| a.cmp(b));
                Self::Object(members.into_iter().map(|(key, value)| (key, value.sorted())).collect())
            }
            other => other,
        }
    }

    /// The member of that name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members.iter().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The member of that name, to be changed.
    #[must_use]
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        match self {
            Self::Object(members) => members.iter_mut().find(|(k, _)| k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if this is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Json]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// What a reader calls this kind of value.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) | Self::Inexact => "a number",
            Self::Str(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

impl From<&psra_rac::Value<'_>> for Json {
    /// A document's tree without its places.
    fn from(value: &psra_rac::Value<'_>) -> Self {
        match &value.kind {
            psra_rac::Kind::Null => Self::Null,
            psra_rac::Kind::Bool(truth) => Self::Bool(*truth),
            psra_rac::Kind::Int(number) => Self::Int(*number),
            psra_rac::Kind::Number(_) => Self::Inexact,
            psra_rac::Kind::Str(text) => Self::str(text.to_string()),
            psra_rac::Kind::Seq(items) => Self::List(items.iter().map(Self::from).collect()),
            psra_rac::Kind::Map(entries) => {
                Self::Object(entries.iter().map(|e| (e.key.to_string().into(), Self::from(&e.value))).collect())
            }
        }
    }
}
