//! The rules in the form in which they are evaluated: codes are numbers, percentages are exact, nothing is optional
//! that has a default. `lower` makes it from RaC documents.

mod criterion;

pub use criterion::{
    Allowance, Basis, Change, ChapterLimit, CitedNote, CodeRange, Criterion, Demand, Effect, Level, Measure, Node,
    NoteVersion, Relation, RvcMethod, Scope, SetLimits, Whole,
};

use crate::json::Json;
use crate::limit::Limit;

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
    /// The HS edition in which its range is printed.
    pub(crate) edition: u16,
}

/// A part of the general rules, with its source where that is not verified.
#[derive(Debug, Clone)]
pub struct Part<T> {
    pub(crate) value: T,
    pub(crate) unverified: Option<String>,
}

/// A tolerance for products of some chapters.
#[derive(Debug, Clone)]
pub struct Tolerance {
    pub(crate) chapters: Vec<CodeRange>,
    pub(crate) except_codes: Vec<CodeRange>,
    pub(crate) measure: Measure,
    pub(crate) max: Limit,
    pub(crate) basis: Basis,
}

/// How a line that is not a plain material takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Treatment {
    /// In tests of classification and process.
    pub(crate) in_ctc: bool,
    /// In tests of value.
    pub(crate) in_value: bool,
}

/// Which cumulation an agreement has (origin.md A.7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cumulation {
    /// The other party's originating materials count (bilateral, or full).
    pub(crate) with_party: bool,
    /// Production in the other party counts, too.
    pub(crate) full: bool,
    /// Materials of countries that are no party may count, on conditions (diagonal, extended).
    pub(crate) beyond: bool,
}

/// Whether drawback and a proof go together (origin.md A.16).
#[derive(Debug, Clone)]
pub enum Drawback {
    /// They do.
    Allowed,
    /// They do not.
    Banned,
    /// They do not for products of these chapters.
    BannedChapters(Vec<CodeRange>),
}

/// The general rules of one period. An absent relief is not granted.
#[derive(Debug, Clone, Default)]
pub struct General {
    /// A material of a rule's own printed range fails a change of classification where the rule is silent.
    pub(crate) within_group_forbidden: bool,
    /// Tags of the basic textile materials.
    pub(crate) textile_materials: Option<Vec<String>>,
    pub(crate) tolerance: Vec<Part<Tolerance>>,
    pub(crate) tolerance_all_nom: bool,
    pub(crate) tolerance_rescues_weight: bool,
    pub(crate) cumulation: Option<Part<Cumulation>>,
    pub(crate) absorption: Option<Part<bool>>,
    pub(crate) insufficient_operations: Option<Part<Vec<String>>>,
    pub(crate) sets: Option<Part<SetLimits>>,
    pub(crate) packaging: Option<Part<Treatment>>,
    pub(crate) accessories: Option<Part<Treatment>>,
    pub(crate) drawback: Option<Part<Drawback>>,
    pub(crate) transport: Option<Part<&'static str>>,
    /// Where each part stands in the agreement, for the proof.
    pub(crate) references: Vec<(String, String)>,
}

impl General {
    /// Where the parts of those names stand, in one line; `None` where no source is named.
    #[must_use]
    pub fn reference(&self, parts: &[&str]) -> Option<String> {
        let found =
            self.references.iter().filter(|(part, _)| parts.contains(&part.as_str())).map(|(_, at)| at.as_str());
        let places: Vec<_> = found.collect();
        (!places.is_empty()).then(|| places.join("; "))
    }
}

/// A party of an agreement, with its members.
#[derive(Debug, Clone)]
pub struct PartyDefinition {
    pub(crate) code: String,
    pub(crate) members: Vec<String>,
}

impl PartyDefinition {
    /// Whether a country is this party or a member of it.
    #[must_use]
    pub fn has(&self, country: &str) -> bool {
        self.code == country || self.members.iter().any(|m| m == country)
    }
}

/// The frame of an agreement: its parties and its general rules by date.
#[derive(Debug, Clone)]
pub struct Frame {
    pub(crate) hs_edition: u16,
    pub(crate) parties: Vec<PartyDefinition>,
    pub(crate) valid_from: Option<String>,
    pub(crate) valid_to: Option<String>,
    pub(crate) periods: Vec<(Option<String>, Option<String>, General)>,
    pub(crate) sha256: String,
}
