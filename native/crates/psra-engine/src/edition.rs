//! Editions of the Harmonized System (origin.md A.3): which one a case is in, and its codes in another.

use crate::date::Date;
use crate::facts::MissingFact;

/// The edition in force on a day; before the first one that is known, that one.
#[must_use]
pub fn in_force(as_of: &Date) -> u16 {
    let year = as_of.as_str().get(..4).and_then(|y| y.parse().ok()).unwrap_or(i32::MAX);
    psra_hs::edition_in_force(year).unwrap_or(psra_hs::EDITIONS[0])
}

/// A code of a case in the edition of the rules.
#[derive(Debug, Clone)]
pub struct Translated {
    /// All codes that it may be there.
    pub(crate) codes: Vec<u32>,
    /// What to ask where that is not exactly one.
    pub(crate) fact: Option<MissingFact>,
}

/// Translate a code that exists in `from`. Where editions do not map one to one, all candidates are kept.
#[must_use]
pub fn translate(code: u32, from: u16, to: u16, pointer: &str) -> Translated {
    if from == to {
        return Translated { codes: vec![code], fact: None };
    }
    let codes = psra_hs::correlate(code, from, to);
    let place = format!("{pointer}/hs_code");
    let list = codes.iter().map(|c| format!("{c:06}")).collect::<Vec<_>>().join(", ");
    let fact = match codes.len() {
        1 => None,
        0 => Some(MissingFact::classification(
            place,
            format!("{code:06} of HS {from} has no counterpart in HS {to}, in which the rules are written"),
            format!("Under which HS {to} subheading does it fall?"),
        )),
        _ => Some(
            MissingFact::classification(
                place,
                format!("{code:06} of HS {from} may be any of {list} in HS {to}, in which the rules are written"),
                format!("Under which HS {to} subheading does it fall: {list}?"),
            )
            .among(codes.iter().map(|c| format!("{c:06}"))),
        ),
    };
    Translated { codes, fact }
}
