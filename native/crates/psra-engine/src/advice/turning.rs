//! Where the verdict turns as one number moves: a price of the product, the value of a material.
//!
//! Between two numbers at which some share crosses its limit no comparison changes, so neither does the verdict. It is
//! enough to decide at each crossing and once between each two.

use crate::advice::change::{Price, Turned, material_mut};
use crate::advice::oracle::Oracle;
use crate::advice::readings::{Form, Reading, crossings};
use crate::case::{Case, Money};
use crate::exact::Exact;

/// A number of a case that can move.
#[derive(Debug, Clone, Copy)]
pub enum Number<'p> {
    /// A price of the product.
    Price(Price),
    /// The value of the material at a path.
    Value(&'p [usize]),
}

/// Which way it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To more.
    Up,
    /// To less, above zero.
    Down,
}

impl Number<'_> {
    fn form(self) -> Form {
        match self {
            Self::Price(_) => Form::Reciprocal,
            Self::Value(_) => Form::Straight,
        }
    }

    fn slot(self, case: &mut Case) -> &mut Option<Money> {
        match self {
            Self::Price(price) => price.slot(&mut case.product),
            Self::Value(path) => &mut material_mut(case, path).value,
        }
    }
}

/// The nearest number, on that way from the one in the case, from which on `wanted` holds of the verdict; `None` where
/// it never does or the case has no such number.
pub fn nearest(
    oracle: &mut Oracle<'_>,
    case: &Case,
    number: Number<'_>,
    way: Way,
    wanted: impl Fn(crate::logic::Truth) -> bool,
) -> Option<Turned> {
    let mut case = case.clone();
    let start = number.slot(&mut case).as_ref().map(|m| m.amount.clone()).filter(Exact::is_positive)?;
    let mut at = |oracle: &mut Oracle<'_>, x: &Exact| {
        if let Some(money) = number.slot(&mut case) {
            money.amount = x.clone();
        }
        oracle.read(&case)
    };
    let two = Exact::whole(2);
    let mut points: Vec<Exact> = Vec::new();
    // Shares are read near by and far off: another alternative, or a tolerance, may come into play only there.
    for far in [1, 1_000, 1_000_000] {
        let far = Exact::whole(far);
        let x = if way == Way::Up { start.times(&far) } else { start.divide(&far) };
        let y = if way == Way::Up { x.times(&two) } else { x.divide(&two) };
        let (_, at_x): (_, Vec<Reading>) = at(oracle, &x)?;
        let (_, at_y) = at(oracle, &y)?;
        for point in crossings(number.form(), (&x, &at_x), (&y, &at_y)) {
            let ahead = if way == Way::Up { point > start } else { point < start };
            if ahead && !points.contains(&point) {
                points.push(point);
            }
        }
    }
    points.sort();
    if way == Way::Down {
        points.reverse();
    }
    for (n, point) in points.iter().enumerate() {
        if wanted(at(oracle, point)?.0) {
            return Some(Turned { at: point.clone(), included: true });
        }
        let beyond = match points.get(n + 1) {
            Some(next) => point.plus(next).divide(&two),
            None if way == Way::Up => point.times(&two),
            None => point.divide(&two),
        };
        if wanted(at(oracle, &beyond)?.0) {
            return Some(Turned { at: point.clone(), included: false });
        }
    }
    None
}
