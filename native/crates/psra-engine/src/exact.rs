//! Exact rational numbers. Money, weight and percentages are never floats and are never rounded before they are
//! compared (origin.md A.17). Small values stay in machine words; what does not fit falls over to big integers.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// An exact rational.
#[derive(Debug, Clone)]
pub struct Exact(Form);

#[derive(Debug, Clone)]
enum Form {
    /// Numerator and positive denominator, in lowest terms.
    Small(i128, i128),
    /// What does not fit.
    Big(Box<BigRational>),
}

const DIGITS_BEFORE: usize = 30;
const DIGITS_AFTER: usize = 18;

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(short_a), Ok(short_b)) = (u64::try_from(a), u64::try_from(b)) {
            return gcd_of_words(short_a, short_b).into();
        }
        (a, b) = (b, a % b);
    }
    a
}

/// The same on single words, as nearly all amounts are, by halving (Stein): a division takes many times longer.
fn gcd_of_words(a: u64, mut b: u64) -> u64 {
    let mut a = if b == 0 { a } else { a % b };
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 {
        b >>= b.trailing_zeros();
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a << twos
}

fn small(numerator: i128, denominator: i128) -> Option<Form> {
    if denominator == 1 {
        return Some(Form::Small(numerator, 1));
    }
    let divisor = i128::try_from(gcd(numerator.unsigned_abs(), denominator.unsigned_abs())).ok()?;
    if denominator <= 0 || divisor == 0 {
        return None;
    }
    Some(Form::Small(numerator / divisor, denominator / divisor))
}

impl Exact {
    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self(Form::Small(0, 1))
    }

    /// A whole number.
    #[must_use]
    pub fn whole(value: i64) -> Self {
        Self(Form::Small(i128::from(value), 1))
    }

    /// Read a decimal string: an optional minus, 1 to 30 digits, and optionally a point and 1 to 18 digits.
    #[must_use]
    pub fn decimal(text: &str) -> Option<Self> {
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (before, after) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(before, DIGITS_BEFORE) || !digits(after, DIGITS_AFTER) {
            return None;
        }
        let after = after.trim_end_matches('0');
        let scale = u32::try_from(after.len()).ok()?;
        let joined = [before, after].concat();
        let sign = if negative { -1 } else { 1 };
        let denominator = 10_i128.checked_pow(scale)?;
        if let Some(form) = joined.parse::<i128>().ok().and_then(|n| small(sign * n, denominator)) {
            return Some(Self(form));
        }
        let numerator: BigInt = joined.parse().ok()?;
        Some(Self(Form::Big(Box::new(BigRational::new(numerator * sign, BigInt::from(denominator))))))
    }

    /// Read a percentage (`"50"`, `"7.5"`) as a fraction of one.
    #[must_use]
    pub fn percent(text: &str) -> Option<Self> {
        Some(Self::decimal(text)?.divide(&Self::whole(100)))
    }

    /// Numerator and denominator, where they fit machine words.
    #[must_use]
    pub(crate) fn small(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Form::Small(n, d) => Some((*n, *d)),
            Form::Big(_) => None,
        }
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Form::Small(n, d) => BigRational::new(BigInt::from(*n), BigInt::from(*d)),
            Form::Big(value) => (**value).clone(),
        }
    }

    fn combine(
        &self,
        other: &Self,
        quick: impl Fn(i128, i128, i128, i128) -> Option<(i128, i128)>,
        slow: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0)
            && let Some(form) = quick(*a, *b, *c, *d).and_then(|(n, d)| small(n, d))
        {
            return Self(form);
        }
        Self(Form::Big(Box::new(slow(self.big(), other.big()))))
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let quick = |a: i128, b: i128, c: i128, d: i128| {
            if b == d {
                return Some((a.checked_add(c)?, b));
            }
            Some((a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?, b.checked_mul(d)?))
        };
        self.combine(other, quick, |x, y| x + y)
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let quick = |a: i128, b: i128, c: i128, d: i128| {
            Some((a.checked_mul(d)?.checked_sub(c.checked_mul(b)?)?, b.checked_mul(d)?))
        };
        self.combine(other, quick, |x, y| x - y)
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let quick = |a: i128, b: i128, c: i128, d: i128| Some((a.checked_mul(c)?, b.checked_mul(d)?));
        self.combine(other, quick, |x, y| x * y)
    }

    /// The quotient; zero where the divisor is zero, which callers rule out before.
    #[must_use]
    pub fn divide(&self, other: &Self) -> Self {
        if other.is_zero() {
            return Self::zero();
        }
        let quick = |a: i128, b: i128, c: i128, d: i128| {
            let (n, d) = (a.checked_mul(d)?, b.checked_mul(c)?);
            if d < 0 { Some((n.checked_neg()?, d.checked_neg()?)) } else { Some((n, d)) }
        };
        self.combine(other, quick, |x, y| x / y)
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Form::Small(n, _) => *n == 0,
            Form::Big(value) => value.is_zero(),
        }
    }

    /// Whether it is above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        match &self.0 {
            Form::Small(n, _) => *n > 0,
            Form::Big(value) => value.is_positive(),
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        !self.is_zero() && !self.is_positive()
    }

    /// For display only: as a percentage without trailing zeros, cut to four decimals, or to as many as show on which
    /// side of `limit` (a fraction of one, too) it lies.
    #[must_use]
    pub fn display_pct(&self, limit: Option<&Self>) -> String {
        let pct = self.times(&Self::whole(100));
        let limit = limit.map(|l| l.times(&Self::whole(100)));
        let mut text = String::new();
        for places in 4..=DIGITS_AFTER {
            text = pct.rounded(places);
            let Some(shown) = Self::decimal(&text) else { return text };
            if limit.as_ref().is_none_or(|l| shown.cmp(l) == pct.cmp(l)) {
                return text;
            }
        }
        text
    }

    /// The least number of so many decimals that is at least this one.
    #[must_use]
    pub fn rounded_up(&self, places: u32) -> Self {
        self.to_grid(places, BigRational::ceil)
    }

    /// The greatest number of so many decimals that is at most this one.
    #[must_use]
    pub fn rounded_down(&self, places: u32) -> Self {
        self.to_grid(places, BigRational::floor)
    }

    fn to_grid(&self, places: u32, cut: impl Fn(&BigRational) -> BigRational) -> Self {
        let scale = Self::whole(10_i64.pow(places));
        let scaled = Self(Form::Big(Box::new(cut(&self.times(&scale).big()))));
        scaled.divide(&scale)
    }

    /// For display: rounded to at most so many decimals, without trailing zeros.
    #[must_use]
    pub fn display(&self, places: usize) -> String {
        self.rounded(places)
    }

    /// Read what `Display` writes: a whole number or a fraction of two.
    #[must_use]
    pub fn fraction(text: &str) -> Option<Self> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        let denominator = Self::decimal(denominator).filter(Self::is_positive)?;
        Some(Self::decimal(numerator)?.divide(&denominator))
    }

    /// Rounded half up (away from zero) to at most so many decimals, without trailing zeros.
    fn rounded(&self, places: usize) -> String {
        let whole = self.scaled_in_words(places).map_or_else(|| self.scaled(places), |whole| whole.to_string());
        let padded = if whole.len() > places { whole } else { format!("{whole:0>width$}", width = places + 1) };
        let (before, after) = padded.split_at(padded.len() - places);
        let after = after.trim_end_matches('0');
        let zero = after.is_empty() && before == "0";
        let sign = if self.is_negative() && !zero { "-" } else { "" };
        if after.is_empty() { [sign, before].concat() } else { [sign, before, ".", after].concat() }
    }

    /// Its size times a power of ten, rounded half up; `None` where that does not fit machine words.
    fn scaled_in_words(&self, places: usize) -> Option<u128> {
        let (numerator, denominator) = self.small()?;
        let scale = 10_u128.checked_pow(u32::try_from(places).ok()?)?;
        let (scaled, divisor) = (numerator.unsigned_abs().checked_mul(scale)?, denominator.unsigned_abs());
        let (whole, rest) = (scaled / divisor, scaled % divisor);
        Some(whole + u128::from(rest >= divisor - rest))
    }

    fn scaled(&self, places: usize) -> String {
        let scale = BigInt::from(10).pow(u32::try_from(places).unwrap_or(0));
        let scaled: BigRational = self.big().abs() * BigRational::from_integer(scale);
        scaled.round().to_integer().to_string()
    }
}

impl fmt::Display for Exact {
    /// The exact fraction in lowest terms: `7/10`, or `3` where it is whole.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Small(n, 1) => write!(f, "{n}"),
            Form::Small(n, d) => write!(f, "{n}/{d}"),
            Form::Big(value) => write!(f, "{value}"),
        }
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Form::Small(a, b), Form::Small(c, d)) = (&self.0, &other.0)
            && let (Some(left), Some(right)) = (a.checked_mul(*d), c.checked_mul(*b))
        {
            return left.cmp(&right);
        }
        self.big().cmp(&other.big())
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::zero(), |sum, item| sum.plus(&item))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn x(text: &str) -> Exact {
        Exact::decimal(text).unwrap()
    }

    #[test]
    fn reads_decimals_and_nothing_else() {
        assert_eq!(x("70.00").to_string(), "70");
        assert_eq!(x("-0.50").to_string(), "-1/2");
        assert_eq!(x("00.1"), x("0.10"));
        for bad in ["", "-", ".5", "5.", "1e3", "+1", "1,5", " 1", "1 ", "--1", "0.1234567890123456789", "１"] {
            assert!(Exact::decimal(bad).is_none(), "{bad}");
        }
        assert!(Exact::decimal(&"9".repeat(31)).is_none());
    }

    #[test]
    fn falls_over_to_big_integers() {
        let huge = x(&format!("{}.{}", "9".repeat(30), "9".repeat(18)));
        assert!(huge > x("1"));
        assert_eq!(huge.minus(&huge), Exact::zero());
        assert_eq!(huge.times(&huge).divide(&huge), huge);
        assert_eq!(Exact::whole(1).divide(&x("-3")).to_string(), "-1/3");
    }

    #[test]
    fn amounts_are_cut_to_the_side_that_is_asked_for() {
        let third = Exact::whole(100).divide(&Exact::whole(3));
        assert_eq!(third.rounded_up(2), x("33.34"));
        assert_eq!(third.rounded_down(2), x("33.33"));
        assert_eq!(x("33.34").rounded_up(2), x("33.34"));
        assert_eq!(x("33.34").rounded_down(2), x("33.34"));
        assert_eq!(third.display(2), "33.33");
        assert_eq!(Exact::fraction(&third.to_string()), Some(third));
        assert_eq!(Exact::fraction("7"), Some(Exact::whole(7)));
        assert_eq!(Exact::fraction("7/0"), None);
    }

    #[test]
    fn display_never_hides_on_which_side_of_the_limit_it_lies() {
        let half = Exact::percent("50").unwrap();
        let above = x("50.000000004").divide(&x("100"));
        assert_eq!(above.display_pct(Some(&half)), "50.000000004");
        assert_eq!(above.display_pct(None), "50");
        assert_eq!(x("50.004").divide(&x("100")).display_pct(Some(&half)), "50.004");
        assert_eq!(Exact::whole(2).divide(&Exact::whole(3)).display_pct(None), "66.6667");
        assert_eq!(x("-0.5").display_pct(None), "-50");
    }

    proptest! {
        #[test]
        fn agrees_with_big_rationals(a in any::<i64>(), b in 1i64.., c in any::<i64>(), d in 1i64..) {
            let (p, q) = (Exact::whole(a).divide(&Exact::whole(b)), Exact::whole(c).divide(&Exact::whole(d)));
            prop_assert_eq!(p.plus(&q).big(), p.big() + q.big());
            prop_assert_eq!(p.minus(&q).big(), p.big() - q.big());
            prop_assert_eq!(p.times(&q).big(), p.big() * q.big());
            prop_assert_eq!(p.cmp(&q), p.big().cmp(&q.big()));
            prop_assert_eq!(p.plus(&p).big(), p.big() + p.big());
        }

        #[test]
        fn words_have_the_divisor_that_they_have(a in any::<u64>(), b in any::<u64>(), n in 1_u64..100_000) {
            let euclid = |mut a: u64, mut b: u64| {
                while b != 0 {
                    (a, b) = (b, a % b);
                }
                a
            };
            let few = (a >> 40) * n;
            for (a, b) in [(a, b), (few, n), (n, few), (few, n << 9), (a, 0), (0, b)] {
                prop_assert_eq!(gcd_of_words(a, b), euclid(a, b));
            }
        }

        #[test]
        fn words_round_as_big_rationals_do(n in any::<i64>(), d in 1_i64..2_000, places in 0_usize..6) {
            let value = Exact::whole(n).divide(&Exact::whole(d));
            let whole = value.scaled_in_words(places);
            prop_assert_eq!(whole.map(|w| w.to_string()), Some(value.scaled(places)));
        }
    }
}
