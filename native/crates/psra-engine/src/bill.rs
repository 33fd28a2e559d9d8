//! The bill of materials as an agreement sees it (origin.md A.6).
//!
//! An intermediate that the producer makes himself counts as originating where it qualifies under the same agreement
//! (absorption); else the materials in it count in its place, or it counts as one non-originating material. The choice
//! is the producer's, so every way through the bill leads to the verdict and any that succeeds is enough: `search`
//! finds it. That of a non-originating intermediate only the non-originating materials in it count where
//! the agreement traces (EU-Korea Art. 5(1)(b)) is the same choice: it is looked into.

use crate::case::Material;
use crate::facts::MissingFact;
use crate::logic::Truth;
use crate::subject::Line;

/// A material with where it stands, and what may count in its place.
#[derive(Debug, Clone)]
pub struct Entry<'c> {
    pub(crate) line: Line<'c>,
    /// The next level, where the producer may be judged by it.
    pub(crate) inside: Option<Vec<Entry<'c>>>,
    /// What would settle whether he may; empty where that is certain.
    pub(crate) unsure: Vec<MissingFact>,
}

impl<'c> Entry<'c> {
    /// A line that stands as it is.
    #[must_use]
    pub fn whole(line: Line<'c>) -> Self {
        Self { line, inside: None, unsure: Vec::new() }
    }

    /// Whether there is more than one way to look at it.
    #[must_use]
    pub fn has_choice(&self) -> bool {
        self.inside.is_some()
    }
}

/// Whether anything is in the bill that counts in a test of origin.
#[must_use]
pub fn is_empty(bill: &[Entry<'_>]) -> bool {
    !bill.iter().any(|entry| entry.line.in_ctc)
}

/// Whether any line, at any level, says nothing of its origin.
#[must_use]
pub fn has_unknown_origin(materials: &[Material]) -> bool {
    materials.iter().any(|m| is_unknown(m) || has_unknown_origin(&m.materials))
}

/// Whether a line says nothing of its origin and is not an intermediate that is decided by its own rule.
#[must_use]
pub fn is_unknown(material: &Material) -> bool {
    material.status == crate::case::Status::Unknown
        && material.wholly_obtained != Some(true)
        && material.materials.is_empty()
        && !matches!(material.role, crate::case::Role::Neutral | crate::case::Role::ShippingPacking)
}

/// Whether the product is made exclusively from originating materials: for certain whatever was done to them, and
/// provided that more than insufficient operations were carried out. An intermediate may stand whole or be looked into.
#[must_use]
pub fn exclusively_originating(bill: &[Entry<'_>]) -> (Truth, Truth) {
    bill.iter().fold((Truth::True, Truth::True), |(plain, gated), entry| {
        let line = &entry.line;
        let whole = if line.in_ctc {
            (line.nom.negate().and(line.gated.negate()), line.nom.negate())
        } else {
            (Truth::True, Truth::True)
        };
        let inside = entry.inside.as_deref().map_or((Truth::False, Truth::False), exclusively_originating);
        (plain.and(whole.0.or(inside.0)), gated.and(whole.1.or(inside.1)))
    })
}
