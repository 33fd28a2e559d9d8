//! Kleene's strong three-valued logic: a verdict is only as sure as what it rests on.

/// What is known of a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    False,
    /// It may or may not hold.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// True only if both are; false if either is.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// True if either is; false only if both are.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::Unknown => Self::Unknown,
            Self::False => Self::True,
        }
    }

    /// All of them hold (vacuously true).
    pub fn all(items: impl IntoIterator<Item = Self>) -> Self {
        items.into_iter().fold(Self::True, Self::and)
    }

    /// At least one of them holds (vacuously false).
    pub fn any(items: impl IntoIterator<Item = Self>) -> Self {
        items.into_iter().fold(Self::False, Self::or)
    }

    /// What all possible worlds agree on; unknown where they differ or where there is none.
    pub fn agree(items: impl IntoIterator<Item = Self>) -> Self {
        let mut items = items.into_iter();
        let Some(first) = items.next() else { return Self::Unknown };
        if items.all(|item| item == first) { first } else { Self::Unknown }
    }

    /// How an alternative or a measure says it.
    #[must_use]
    pub fn outcome(self) -> &'static str {
        match self {
            Self::True => "met",
            Self::Unknown => "unknown",
            Self::False => "not_met",
        }
    }

    /// How a verdict says it.
    #[must_use]
    pub fn verdict(self) -> &'static str {
        match self {
            Self::True => "originating",
            Self::Unknown => "undetermined",
            Self::False => "non_originating",
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(value: Option<bool>) -> Self {
        value.map_or(Self::Unknown, Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn connectives_are_sound_for_every_completion() {
        let worlds = |t: Truth| match t {
            True => vec![true],
            False => vec![false],
            Unknown => vec![true, false],
        };
        for a in [True, False, Unknown] {
            for b in [True, False, Unknown] {
                for x in worlds(a) {
                    for y in worlds(b) {
                        for (sure, fact) in [(a.and(b), x && y), (a.or(b), x || y), (a.negate(), !x)] {
                            assert!(sure == Unknown || sure == Truth::from(fact));
                        }
                    }
                }
            }
        }
        assert_eq!(Truth::agree([True, True]), True);
        assert_eq!(Truth::agree([True, False]), Unknown);
        assert_eq!(Truth::agree([]), Unknown);
    }
}
