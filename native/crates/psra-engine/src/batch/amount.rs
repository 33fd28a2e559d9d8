//! Amounts and weights of the kernel: whole millionths, so that sums and comparisons are exact and in integers.

/// Decimals of the kernel's amounts and weights.
const DECIMALS: u32 = 6;

/// A value, price or weight in millionths of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amount(i64);

impl Amount {
    /// Not given.
    pub const ABSENT: Self = Self(0);
    /// Not above zero, too large, or with more decimals than the kernel has: for the engine.
    pub const ODD: Self = Self(-1);

    /// A decimal string.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (before, after) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(before) || !digits(after) || before.len() > 18 || after.len() > 18 {
            return Self::ODD;
        }
        let after = after.trim_end_matches('0');
        let number = |part: &str| part.bytes().fold(0_i128, |n, b| n * 10 + i128::from(b - b'0'));
        let scale = u32::try_from(after.len()).unwrap_or(u32::MAX);
        let Some(power) = 10_i128.checked_pow(scale) else { return Self::ODD };
        Scale::of(scale).amount(number(before) * power + number(after))
    }

    /// Whether it is for the engine.
    #[must_use]
    pub fn is_odd(self) -> bool {
        self == Self::ODD
    }

    /// As it stands in a column of millionths, above zero; what is odd never counts.
    pub(super) fn column(self) -> i64 {
        self.0
    }
}

/// Units of a column of decimals: 10^-`scale`.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    factor: Option<i128>,
    finer: bool,
}

impl Scale {
    /// Units of 10^-`scale`.
    #[must_use]
    pub fn of(scale: u32) -> Self {
        Self { factor: 10_i128.checked_pow(scale.abs_diff(DECIMALS)), finer: scale > DECIMALS }
    }

    /// A whole number of the units.
    #[must_use]
    #[inline]
    pub fn amount(self, units: i128) -> Amount {
        let millionths = match self.factor {
            Some(1) => Some(units),
            Some(factor) if self.finer => (units % factor == 0).then(|| units / factor),
            Some(factor) => units.checked_mul(factor),
            None => None,
        };
        match millionths.and_then(|m| i64::try_from(m).ok()) {
            Some(m) if m > 0 => Amount(m),
            _ => Amount::ODD,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_millionths_can_say_and_what_is_for_the_engine() {
        assert_eq!(Amount::read("12.5").column(), 12_500_000);
        assert_eq!(Amount::read("0.000001"), Scale::of(7).amount(10));
        assert_eq!(Scale::of(2).amount(1_250), Amount::read("12.5"));
        for odd in ["0", "-1", "1e3", "", ".5", "5.", "0.0000001", "99999999999999999"] {
            assert!(Amount::read(odd).is_odd(), "{odd}");
        }
        for odd in [Scale::of(7).amount(11), Scale::of(0).amount(i128::MAX), Scale::of(99).amount(1)] {
            assert!(odd.is_odd());
        }
    }
}
