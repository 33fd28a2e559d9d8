//! A line of a bill in 24 bytes, the same for the same facts, so that lines are digested as they stand.

use zerocopy::{Immutable, IntoBytes};

use super::facts::{LineFacts, Role};
use super::origin::Origin;

/// An amount that is not given.
pub(super) const ABSENT: i64 = 0;

/// A material that takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoBytes, Immutable)]
#[repr(C)]
pub(super) struct Line {
    /// Customs value in millionths.
    pub(super) value: i64,
    /// Net weight in millionths of a kilogram.
    pub(super) weight: i64,
    /// The first six digits of its code.
    pub(super) code: u32,
    pub(super) origin: Origin,
    marks: u16,
}

const GROWN_STATED: u16 = 1;
const GROWN: u16 = 1 << 1;
const TAGS_KNOWN: u16 = 1 << 2;
/// The rest tells apart what is kept beside the line: whether there is any of it.
const HAS_TAGS: u16 = 1 << 3;
const HAS_ID: u16 = 1 << 4;
const HAS_LONG_CODE: u16 = 1 << 5;
const IS_STATED_MATERIAL: u16 = 1 << 6;

impl Line {
    pub(super) fn of(facts: &LineFacts<'_>, origin: Origin) -> Self {
        let mut marks = 0;
        let mut mark = |bit: u16, holds: bool| marks |= if holds { bit } else { 0 };
        mark(GROWN_STATED, facts.wholly_obtained.is_some());
        mark(GROWN, facts.wholly_obtained == Some(true));
        mark(TAGS_KNOWN, facts.tags.is_some());
        mark(HAS_TAGS, facts.tags.is_some_and(|tags| !tags.is_empty()));
        mark(HAS_ID, facts.id.is_some());
        mark(HAS_LONG_CODE, facts.hs_code.beyond != 0);
        mark(IS_STATED_MATERIAL, facts.role == Role::Material);
        let (value, weight) = (facts.value.0.column(), facts.net_weight_kg.column());
        Self { value, weight, code: facts.hs_code.six, origin, marks }
    }

    /// Whether it is wholly obtained.
    pub(super) fn is_grown(&self) -> Option<bool> {
        (self.marks & GROWN_STATED != 0).then_some(self.marks & GROWN != 0)
    }

    pub(super) fn are_tags_known(&self) -> bool {
        self.marks & TAGS_KNOWN != 0
    }
}
