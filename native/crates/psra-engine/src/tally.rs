//! Sums of which not every term is known: a lower and an upper bound, so that what is already over a limit is decided
//! and what cannot reach it is, too.

use crate::exact::Exact;
use crate::facts::{MissingFact, gather};
use crate::logic::Truth;

/// Bounds of a sum of amounts that are not negative, and what keeps them apart.
#[derive(Debug, Clone)]
pub struct Tally {
    low: Exact,
    high: High,
    gaps: Vec<MissingFact>,
}

/// The upper bound: where all terms are known it is the lower one, and is not added up twice.
#[derive(Debug, Clone)]
enum High {
    Low,
    At(Exact),
    Unbounded,
}

impl Default for Tally {
    fn default() -> Self {
        Self { low: Exact::zero(), high: High::Low, gaps: Vec::new() }
    }
}

impl Tally {
    /// Add a term that belongs to the sum as far as `member` says; `why` are the facts that would settle membership.
    pub fn add(
        &mut self,
        member: Truth,
        amount: Result<Exact, MissingFact>,
        why: impl IntoIterator<Item = MissingFact>,
    ) {
        if member == Truth::False {
            return;
        }
        if member == Truth::Unknown {
            gather(&mut self.gaps, why);
        }
        match amount {
            Ok(amount) => {
                match &self.high {
                    High::Low if member == Truth::Unknown => self.high = High::At(self.low.plus(&amount)),
                    High::At(high) => self.high = High::At(high.plus(&amount)),
                    High::Low | High::Unbounded => {}
                }
                if member == Truth::True {
                    self.low = self.low.plus(&amount);
                }
            }
            Err(missing) => {
                gather(&mut self.gaps, [missing]);
                self.high = High::Unbounded;
            }
        }
    }

    /// The sum, where it is known exactly.
    #[must_use]
    pub fn exactly(&self) -> Option<&Exact> {
        match &self.high {
            High::Low => Some(&self.low),
            High::At(high) => Some(high).filter(|high| **high == self.low),
            High::Unbounded => None,
        }
    }

    /// The least that it can be.
    #[must_use]
    pub fn low(&self) -> &Exact {
        &self.low
    }

    /// The most that it can be; `None` where there is no bound.
    #[must_use]
    pub fn high(&self) -> Option<&Exact> {
        match &self.high {
            High::Low => Some(&self.low),
            High::At(high) => Some(high),
            High::Unbounded => None,
        }
    }

    /// Whether nothing belongs to it, whatever the unknown facts are.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.high().is_some_and(Exact::is_zero)
    }

    /// Whether the sum is at most `limit`.
    #[must_use]
    pub fn at_most(&self, limit: &Exact) -> Truth {
        if self.high().is_some_and(|high| high <= limit) {
            Truth::True
        } else if self.low > *limit {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// Whether the sum is at least `limit`.
    #[must_use]
    pub fn at_least(&self, limit: &Exact) -> Truth {
        if self.low >= *limit {
            Truth::True
        } else if self.high().is_some_and(|high| high < limit) {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// What keeps the bounds apart.
    #[must_use]
    pub fn gaps(&self) -> &[MissingFact] {
        &self.gaps
    }
}

/// Whether `part` is at most `share` of `whole`, by the bounds of both.
#[must_use]
pub fn at_most_share(part: &Tally, share: &Exact, whole: &Tally) -> Truth {
    if part.high().is_some_and(|high| *high <= share.times(whole.low())) {
        Truth::True
    } else if whole.high().is_some_and(|high| *part.low() > share.times(high)) {
        Truth::False
    } else {
        Truth::Unknown
    }
}

/// Whether `part` is at least `share` of `whole`, by the bounds of both.
#[must_use]
pub fn at_least_share(part: &Tally, share: &Exact, whole: &Tally) -> Truth {
    if whole.high().is_some_and(|high| *part.low() >= share.times(high)) {
        Truth::True
    } else if part.high().is_some_and(|high| *high < share.times(whole.low())) {
        Truth::False
    } else {
        Truth::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn x(text: &str) -> Exact {
        Exact::decimal(text).unwrap()
    }

    fn gap() -> MissingFact {
        MissingFact::fact("/p", "r", "a")
    }

    #[test]
    fn bounds_decide_what_they_can() {
        let mut tally = Tally::default();
        assert!(tally.is_nothing());
        tally.add(Truth::True, Ok(x("10")), []);
        tally.add(Truth::True, Ok(x("20")), []);
        assert_eq!((tally.exactly(), tally.high()), (Some(&x("30")), Some(&x("30"))));
        tally.add(Truth::Unknown, Ok(x("30")), [gap()]);
        assert_eq!(tally.at_most(&x("60")), Truth::True);
        assert_eq!(tally.at_most(&x("59.99")), Truth::Unknown);
        assert_eq!(tally.at_most(&x("30")), Truth::Unknown, "it may be that nothing more belongs to it");
        assert_eq!(tally.at_most(&x("29.99")), Truth::False);
        assert_eq!(tally.at_least(&x("30")), Truth::True);
        assert_eq!(tally.at_least(&x("60.01")), Truth::False);
        tally.add(Truth::True, Err(gap()), []);
        assert_eq!(tally.at_most(&x("1000")), Truth::Unknown);
        assert_eq!(tally.at_most(&x("29.99")), Truth::False);
        assert_eq!(tally.gaps().len(), 1);
        assert!(tally.exactly().is_none());
    }
}
