//! The rules in the form in which they are evaluated: codes are numbers, percentages are exact, nothing is optional
//! that has a default. `lower` makes it from RaC documents.

mod criterion;
mod general;

pub use criterion::{
    Allowance, Basis, Change, ChapterLimit, CitedNote, CodeRange, Criterion, Demand, Effect, Level, Measure, Node,
    NoteVersion, Relation, RvcMethod, Scope, SetLimits, Whole,
};
pub use general::*;

use crate::edition::Editions;
use crate::json::Json;

/// What a row of the list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// All goods of its range.
    Whole,
    /// Goods of a description.
    Described,
    /// Goods that described rows leave over.
    Residual,
}

/// Whose trade a row is for, seen from the publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Into the publisher's party.
    Import,
    /// Out of it.
    Export,
}

/// One row of an agreement's list.
#[derive(Debug, Clone)]
pub struct Row {
    pub(crate) id: String,
    pub(crate) heading: String,
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// The first and the last code that its edition has between them: `200990` is all of `200990` to `200999`.
    pub(crate) span: (u32, u32),
    pub(crate) kind: RowKind,
    pub(crate) applies_to: Vec<String>,
    pub(crate) valid_from: Option<String>,
    pub(crate) valid_to: Option<String>,
    pub(crate) direction: Option<Direction>,
    pub(crate) quota: Option<String>,
    pub(crate) countries: Option<Vec<String>>,
    /// Why it was not turned into code; then it has no alternatives.
    pub(crate) quarantined: Option<String>,
    /// Alternatives in their order, `#1` first; those that notes add come last.
    pub(crate) alternatives: Vec<Node>,
    /// Notes that it cites and that no document at hand has.
    pub(crate) notes_not_at_hand: Vec<String>,
    /// SHA-256 of the rule's canonical JSON.
    pub(crate) sha256: String,
    pub(crate) text: Option<String>,
    pub(crate) source: Json,
    pub(crate) criterion: Json,
    pub(crate) state: &'static str,
    /// The source, where it is not verified.
    pub(crate) unverified: Option<String>,
    /// The HS editions in which its range is printed and its words are read.
    pub(crate) editions: Editions,
}
