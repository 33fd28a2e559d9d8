//! Sums with bounds, in integers: what is certainly in it, and what may be. No product here can overflow: amounts are
//! below 2^63, lines below 2^15, numerators and denominators of limits at most 10^9.

use crate::exact::Exact;
use crate::logic::Truth;

/// The greatest numerator or denominator of a limit.
const MOST: i128 = 1_000_000_000;

/// A limit as a fraction of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ratio {
    n: i128,
    d: i128,
}

impl Ratio {
    /// `None` where it is not between nothing and all, or too fine.
    pub(super) fn of(share: &Exact) -> Option<Self> {
        let (n, d) = share.small()?;
        (n >= 0 && n <= d && d <= MOST).then_some(Self { n, d })
    }

    /// What is left of one.
    pub(super) fn rest(self) -> Self {
        Self { n: self.d - self.n, d: self.d }
    }

    pub(super) fn is_zero(self) -> bool {
        self.n == 0
    }
}

/// Bounds of a sum of amounts that are above zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    low: i128,
    high: i128,
    /// A term of it is not known, so that it has no upper bound.
    open: bool,
    /// Something belongs to it, for certain or perhaps.
    any: bool,
}

impl Sum {
    /// The whole is one amount; nothing is known where it is absent.
    pub(super) fn one(amount: i64) -> Self {
        let mut sum = Self::default();
        sum.add(Truth::True, amount);
        sum
    }

    pub(super) fn add(&mut self, member: Truth, amount: i64) {
        if member == Truth::False {
            return;
        }
        self.any = true;
        if amount == super::line::ABSENT {
            self.open = true;
            return;
        }
        let amount = i128::from(amount);
        self.high += amount;
        if member == Truth::True {
            self.low += amount;
        }
    }

    /// Nothing belongs to it, whatever is unknown.
    pub(super) fn is_nothing(self) -> bool {
        !self.any
    }

    /// At most that share of a whole.
    pub(super) fn at_most(self, share: Ratio, whole: Self) -> Truth {
        if !self.open && self.high * share.d <= share.n * whole.low {
            Truth::True
        } else if !whole.open && self.low * share.d > share.n * whole.high {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// At least that share of a whole.
    pub(super) fn at_least(self, share: Ratio, whole: Self) -> Truth {
        if !whole.open && self.low * share.d >= share.n * whole.high {
            Truth::True
        } else if !self.open && self.high * share.d < share.n * whole.low {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    /// At most another sum.
    pub(super) fn within(self, other: Self) -> Truth {
        if !self.open && self.high <= other.low {
            Truth::True
        } else if !other.open && self.low > other.high {
            Truth::False
        } else {
            Truth::Unknown
        }
    }
}
