//! Deciding variants of one case under one agreement, counted, up to a bound.

use crate::advice::readings::{Reading, readings};
use crate::case::Case;
use crate::decide::{Decider, Production};
use crate::logic::Truth;

/// Decides variants of a case.
#[derive(Debug, Clone)]
pub struct Oracle<'d> {
    decider: &'d Decider<'d, 'd>,
    bound: usize,
    left: usize,
}

impl<'d> Oracle<'d> {
    /// At most `bound` decisions on variants of the decider's case.
    pub fn new(decider: &'d Decider<'d, 'd>, bound: usize) -> Self {
        Self { decider, bound, left: bound }
    }

    /// The same with the whole bound before it.
    #[must_use]
    pub fn afresh(&self) -> Self {
        Self { left: self.bound, ..self.clone() }
    }

    /// What the verdict would be; `None` past the bound.
    pub fn truth(&mut self, case: &Case) -> Option<Truth> {
        self.count()?;
        self.decider.about(case).decide().ok().map(|d| d.truth)
    }

    /// The verdict with the shares that it compared.
    pub fn read(&mut self, case: &Case) -> Option<(Truth, Vec<Reading>)> {
        self.count()?;
        self.decider.about(case).decide().ok().map(|d| (d.truth, readings(&d)))
    }

    /// Whether the bound is reached.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// What the verdict would come from. Not counted: `count` says how far a search goes, which must not hang on what
    /// the search remembers.
    pub fn production(&self, case: &Case) -> Option<Production> {
        self.decider.about(case).decide().ok().map(|d| d.production)
    }

    /// Whether more than insufficient operations would be carried out, for a product of those candidate codes.
    #[must_use]
    pub fn gate(&self, case: &Case, codes: &[u32]) -> Truth {
        self.decider.about(case).gate(codes).truth
    }

    /// The case of which the others are variants.
    #[must_use]
    pub fn case(&self) -> &'d Case {
        self.decider.case
    }

    /// Take one decision off the bound; `None` past it.
    pub fn count(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }
}
