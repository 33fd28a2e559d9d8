//! A printed limit (origin.md A.17, 1): "does not exceed" is ≤, "less than" is <, "at least" is ≥, "more than" is >.
//! Nothing is rounded before it is compared.

use crate::exact::Exact;
use crate::logic::Truth;
use crate::tally::{Tally, at_least_share, at_most_share};

/// A share, as a fraction of one, with what becomes of the limit itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    pub(crate) share: Exact,
    /// The limit itself fails.
    pub(crate) exclusive: bool,
}

impl Limit {
    /// Whether as a least share it asks for nothing: at least 0 % of whatever the whole is.
    #[must_use]
    pub fn is_at_least_nothing(&self) -> bool {
        self.share.is_zero() && !self.exclusive
    }

    /// Whether the sum keeps to this greatest share of a whole.
    #[must_use]
    pub fn caps(&self, sum: &Tally, whole: &Exact) -> Truth {
        self.caps_amount(sum, &self.share.times(whole))
    }

    /// Whether what the sum leaves of a whole reaches this least share: (whole − sum) ÷ whole.
    #[must_use]
    pub fn floors_rest(&self, sum: &Tally, whole: &Exact) -> Truth {
        self.caps_amount(sum, &Exact::whole(1).minus(&self.share).times(whole))
    }

    /// Whether the sum reaches this least share of a whole.
    #[must_use]
    pub fn floors(&self, sum: &Tally, whole: &Exact) -> Truth {
        let limit = self.share.times(whole);
        if self.exclusive { sum.at_most(&limit).negate() } else { sum.at_least(&limit) }
    }

    /// Whether a part keeps to this greatest share of a whole that may not be known either. Nothing does, even of
    /// nothing, unless less than nothing is asked for.
    #[must_use]
    pub fn caps_share(&self, part: &Tally, whole: &Tally) -> Truth {
        if part.is_nothing() {
            Truth::from(!self.exclusive || self.share.is_positive())
        } else if self.exclusive {
            at_least_share(part, &self.share, whole).negate()
        } else {
            at_most_share(part, &self.share, whole)
        }
    }

    /// Whether a part reaches this least share of a whole that may not be known either.
    #[must_use]
    pub fn floors_share(&self, part: &Tally, whole: &Tally) -> Truth {
        if self.exclusive {
            at_most_share(part, &self.share, whole).negate()
        } else {
            at_least_share(part, &self.share, whole)
        }
    }

    fn caps_amount(&self, sum: &Tally, limit: &Exact) -> Truth {
        if self.exclusive { sum.at_least(limit).negate() } else { sum.at_most(limit) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(text: &str) -> Tally {
        let mut tally = Tally::default();
        tally.add(Truth::True, Ok(Exact::decimal(text).unwrap()), []);
        tally
    }

    #[test]
    fn the_limit_itself_decides_by_its_words() {
        let hundred = Exact::whole(100);
        let of = |exclusive| Limit { share: Exact::percent("40").unwrap(), exclusive };
        for (value, at_most, below, at_least, above) in
            [("39.99", true, true, false, false), ("40", true, false, true, false), ("40.01", false, false, true, true)]
        {
            assert_eq!(of(false).caps(&sum(value), &hundred), Truth::from(at_most), "{value}");
            assert_eq!(of(true).caps(&sum(value), &hundred), Truth::from(below), "{value}");
            assert_eq!(of(false).floors(&sum(value), &hundred), Truth::from(at_least), "{value}");
            assert_eq!(of(true).floors(&sum(value), &hundred), Truth::from(above), "{value}");
            assert_eq!(of(true).caps_share(&sum(value), &sum("100")), Truth::from(below), "{value}");
            assert_eq!(of(true).floors_share(&sum(value), &sum("100")), Truth::from(above), "{value}");
        }
        assert_eq!(of(false).floors_rest(&sum("60"), &hundred), Truth::True);
        assert_eq!(of(true).floors_rest(&sum("60"), &hundred), Truth::False);
        assert_eq!(of(true).floors_rest(&sum("59.99"), &hundred), Truth::True);
    }
}
