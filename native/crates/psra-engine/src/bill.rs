//! The bill of materials as an agreement sees it, and the ways in which it may be looked at (origin.md A.6).
//!
//! An intermediate that the producer makes himself counts as originating where it qualifies under the same agreement
//! (absorption); else the materials in it count in its place, or it counts as one non-originating material. The choice
//! is the producer's, so every cut through the bill is a way to the verdict and any that succeeds is enough.

use crate::case::Material;
use crate::logic::Truth;
use crate::subject::Line;

/// Ways to look at a bill of materials; beyond, only the two extremes are tried.
const MOST_CUTS: usize = 64;
/// Lines over all ways.
const MOST_LINES: usize = 200_000;

/// A material with where it stands, and what may count in its place.
#[derive(Debug, Clone)]
pub struct Entry<'c> {
    pub(crate) line: Line<'c>,
    /// The next level, where the producer may be judged by it.
    pub(crate) inside: Option<Vec<Entry<'c>>>,
}

/// All ways to look at a bill.
#[derive(Debug)]
pub struct Cuts<'e, 'c> {
    pub(crate) ways: Vec<Vec<&'e Line<'c>>>,
    /// Not every way was laid out.
    pub(crate) partial: bool,
}

/// Lay out the ways to look at a bill.
#[must_use]
pub fn cuts<'e, 'c>(bill: &'e [Entry<'c>]) -> Cuts<'e, 'c> {
    let lines = count(bill).max(1);
    if let Some(ways) = all_ways(bill, MOST_CUTS.min(MOST_LINES / lines).max(2)) {
        return Cuts { ways, partial: false };
    }
    let whole = bill.iter().map(|entry| &entry.line).collect();
    let mut flat = Vec::new();
    flatten(bill, &mut flat);
    Cuts { ways: vec![whole, flat], partial: true }
}

fn count(bill: &[Entry<'_>]) -> usize {
    bill.iter().map(|entry| 1 + entry.inside.as_deref().map_or(0, count)).sum()
}

fn all_ways<'e, 'c>(bill: &'e [Entry<'c>], most: usize) -> Option<Vec<Vec<&'e Line<'c>>>> {
    let mut ways: Vec<Vec<&Line<'c>>> = vec![Vec::new()];
    for entry in bill {
        let mut choices = vec![vec![&entry.line]];
        if let Some(inside) = &entry.inside {
            choices.extend(all_ways(inside, most)?);
        }
        if ways.len() * choices.len() > most {
            return None;
        }
        if let [only] = choices.as_slice() {
            ways.iter_mut().for_each(|way| way.extend(only));
            continue;
        }
        ways = ways.iter().flat_map(|way| choices.iter().map(|c| [way.as_slice(), c].concat())).collect();
    }
    Some(ways)
}

fn flatten<'e, 'c>(bill: &'e [Entry<'c>], into: &mut Vec<&'e Line<'c>>) {
    for entry in bill {
        match &entry.inside {
            Some(inside) => flatten(inside, into),
            None => into.push(&entry.line),
        }
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
/// provided that more than insufficient operations were carried out.
#[must_use]
pub fn exclusively_originating(way: &[&Line<'_>]) -> (Truth, Truth) {
    let lines = || way.iter().filter(|line| line.in_ctc);
    let plain = Truth::all(lines().map(|line| line.nom.negate().and(line.gated.negate())));
    let gated = Truth::all(lines().map(|line| line.nom.negate()));
    (plain, gated)
}
