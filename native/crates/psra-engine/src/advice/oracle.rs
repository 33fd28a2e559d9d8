//! Deciding variants of one case under one agreement, counted, up to a bound.

use crate::advice::readings::{Reading, readings};
use crate::case::Case;
use crate::date::Date;
use crate::logic::Truth;
use crate::rulebook::RuleBook;

/// Decides variants of a case.
#[derive(Debug, Clone)]
pub struct Oracle<'b> {
    book: &'b RuleBook,
    agreement: &'b str,
    as_of: Date,
    edition: u16,
    bound: usize,
    left: usize,
}

impl<'b> Oracle<'b> {
    /// At most `bound` decisions under the agreement, on a day, for codes of an HS edition.
    pub fn new(book: &'b RuleBook, agreement: &'b str, as_of: Date, edition: u16, bound: usize) -> Self {
        Self { book, agreement, as_of, edition, bound, left: bound }
    }

    /// The same with the whole bound before it.
    #[must_use]
    pub fn afresh(&self) -> Self {
        Self { left: self.bound, ..self.clone() }
    }

    /// What the verdict would be; `None` past the bound.
    pub fn truth(&mut self, case: &Case) -> Option<Truth> {
        self.count()?;
        self.book.decision(self.agreement, case, &self.as_of, self.edition, |d| d.truth).ok()
    }

    /// The verdict with the shares that it compared.
    pub fn read(&mut self, case: &Case) -> Option<(Truth, Vec<Reading>)> {
        self.count()?;
        self.book.decision(self.agreement, case, &self.as_of, self.edition, |d| (d.truth, readings(d))).ok()
    }

    /// Whether the bound is reached.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    fn count(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }
}
