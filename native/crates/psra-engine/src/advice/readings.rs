//! Shares that a decision compared with their limits, and where they would cross them as one number moves.

use crate::decide::Decision;
use crate::exact::Exact;
use crate::json::Json;

/// One share of one alternative.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Alternative and measure.
    key: (String, usize),
    share: Exact,
    limit: Exact,
}

/// All shares of a decision that are known exactly.
#[must_use]
pub fn readings(decision: &Decision<'_, '_>) -> Vec<Reading> {
    let own = decision.listed.attempts.iter();
    let inner = decision.log.intermediates.iter().flat_map(|i| i.listed.attempts.iter());
    let mut found = Vec::new();
    for (n, attempt) in own.chain(inner).enumerate() {
        for (m, measure) in attempt.tried.measures.iter().enumerate() {
            if let Some((share, limit)) = share_and_limit(measure) {
                found.push(Reading { key: (format!("{n}:{}", attempt.id), m), share, limit });
            }
        }
    }
    found
}

fn share_and_limit(measure: &Json) -> Option<(Exact, Exact)> {
    let share = Exact::fraction(measure.get("value_fraction")?.as_str()?)?;
    Some((share, Exact::percent(measure.get("limit_pct")?.as_str()?)?))
}

/// How a share depends on the number that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// a + b·x: a value or a rate in the numerator.
    Straight,
    /// a + b ÷ x: a price in the denominator.
    Reciprocal,
}

/// Where shares read at two numbers would meet their limits; each exact, above zero.
pub fn crossings(form: Form, (x, at_x): (&Exact, &[Reading]), (y, at_y): (&Exact, &[Reading])) -> Vec<Exact> {
    let one = Exact::whole(1);
    let argument = |n: &Exact| if form == Form::Straight { n.clone() } else { one.divide(n) };
    let (u, v) = (argument(x), argument(y));
    let mut found = Vec::new();
    for first in at_x {
        let Some(second) = at_y.iter().find(|r| r.key == first.key && r.limit == first.limit) else { continue };
        let slope = second.share.minus(&first.share).divide(&v.minus(&u));
        if slope.is_zero() {
            continue;
        }
        let crossing = u.plus(&first.limit.minus(&first.share).divide(&slope));
        if crossing.is_positive() {
            found.push(argument(&crossing));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(share: &str, limit: &str) -> Reading {
        Reading { key: ("a".into(), 0), share: Exact::fraction(share).unwrap(), limit: Exact::fraction(limit).unwrap() }
    }

    #[test]
    fn shares_cross_their_limits_exactly() {
        let x = |t: &str| Exact::fraction(t).unwrap();
        // 70 of a price p is within a half from 140 on.
        let found =
            crossings(Form::Reciprocal, (&x("100"), &[reading("7/10", "1/2")]), (&x("200"), &[reading("7/20", "1/2")]));
        assert_eq!(found, [x("140")]);
        // A value v beside 30 others of a price of 100 reaches a half at 20.
        let found =
            crossings(Form::Straight, (&x("10"), &[reading("2/5", "1/2")]), (&x("11"), &[reading("41/100", "1/2")]));
        assert_eq!(found, [x("20")]);
        // What does not move with it never crosses.
        let still = [reading("2/5", "1/2")];
        assert!(crossings(Form::Straight, (&x("10"), &still), (&x("11"), &still)).is_empty());
    }
}
