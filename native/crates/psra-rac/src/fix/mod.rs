//! Remedies that are certain: proposed by a check in terms of values, turned into edits of the text, and applied.
//!
//! A check knows values and their places, not how the text is laid out; so it proposes changes, and `resolve` makes
//! edits of them that leave every other byte alone, or none if it cannot.

mod apply;
mod near;
pub(crate) mod repair;
mod resolve;
mod scalar;
mod syntax;

pub use apply::{Fixed, fix};
pub(crate) use resolve::Resolver;
pub(crate) use syntax::propose;

use crate::located::Span;

/// A certain remedy: replacing these places mends the finding.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does, as an order: "put it in quotes".
    pub title: String,
    /// In the order of the text, none over another.
    pub edits: Vec<Edit>,
}

/// A place and what comes in its stead. Lines and columns count from 1, columns characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The place in bytes of the text.
    pub span: Span,
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last.
    pub end_column: u32,
    /// The new text.
    pub replacement: String,
}

/// What a finding proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it does, as an order.
    pub title: String,
    /// The changes that do it together.
    pub changes: Vec<Change>,
}

/// A change of a value, however it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The scalar or key at this place becomes this text.
    Text(Span, String),
    /// The scalar at this place becomes this number, `true`, `false` or `null`.
    Bare(Span, String),
    /// The member of a list that begins here, or the entry whose key stands here, goes.
    Remove(Span),
    /// The node at the first place is replaced by the one at the second, which lies in it.
    Unwrap(Span, Span),
}

impl Proposal {
    /// One change.
    pub fn one(title: impl Into<String>, change: Change) -> Self {
        Self { title: title.into(), changes: vec![change] }
    }

    /// The text at a place becomes another.
    pub fn text(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::one(format!("write `{}`", crate::diagnostic::shown(&text)), Change::Text(span, text))
    }

    /// The word at a place becomes the known one that it must have meant, if there is only one.
    pub fn meant<'a>(span: Span, word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        near::only(word, known).map(|meant| Self::text(span, meant))
    }
}
