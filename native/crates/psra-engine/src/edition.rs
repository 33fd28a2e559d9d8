//! Editions of the Harmonized System (origin.md A.3): which one a case is in, and its codes in those of a list.
//!
//! A list is printed in one edition, which says for which goods a row is; its words are read in the edition of the
//! agreement, which says what has changed its classification. A publisher may print current codes over an older law: a
//! subheading that was split since must not make a change of classification that the law does not know.

use crate::date::Date;
use crate::facts::{MissingFact, Note};

/// A code as it is written. Every line of every proof has one, so it is not left to the formatter.
#[must_use]
pub fn six_digits(code: u32) -> String {
    [100_000, 10_000, 1_000, 100, 10, 1].iter().filter_map(|place| char::from_digit(code / place % 10, 10)).collect()
}

/// The edition in force on a day; before the first one that is known, that one.
#[must_use]
pub fn in_force(as_of: &Date) -> u16 {
    let year = as_of.as_str().get(..4).and_then(|y| y.parse().ok()).unwrap_or(i32::MAX);
    psra_hs::edition_in_force(year).unwrap_or(psra_hs::EDITIONS[0])
}

/// The two editions of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Editions {
    /// In which the ranges of its rows are printed.
    pub(crate) printed: u16,
    /// In which the agreement is written, so that its criteria are read in it.
    pub(crate) law: u16,
}

impl Editions {
    /// One edition for both.
    #[must_use]
    pub fn of_one(edition: u16) -> Self {
        Self { printed: edition, law: edition }
    }
}

/// A code as a list sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// In the edition in which the list is printed.
    pub(crate) printed: u32,
    /// In that of the agreement.
    pub(crate) law: u32,
}

/// A code of a case in the editions of a list.
#[derive(Debug, Clone)]
pub struct Translated {
    /// All that it may be there.
    pub(crate) candidates: Vec<Candidate>,
    /// The same, in the edition of the agreement only.
    pub(crate) codes: Vec<u32>,
    /// What to ask where that is not exactly one.
    pub(crate) fact: Option<MissingFact>,
    /// What was taken for granted.
    pub(crate) kept: Option<Note>,
}

impl Translated {
    fn of(candidates: Vec<Candidate>, fact: Option<MissingFact>) -> Self {
        let mut codes: Vec<u32> = candidates.iter().map(|c| c.law).collect();
        codes.sort_unstable();
        codes.dedup();
        Self { candidates, codes, fact, kept: None }
    }

    /// Only those candidates that a test of the printed code keeps.
    pub fn retain_printed(&mut self, test: impl Fn(u32) -> bool) {
        let kept = self.candidates.iter().copied().filter(|c| test(c.printed)).collect();
        *self = Self { kept: self.kept.take(), ..Self::of(kept, self.fact.take()) };
        if self.candidates.len() == 1 {
            self.fact = None;
        }
    }
}

/// Translate a code that exists in `from`. Where editions do not map one to one, all candidates are kept. Two materials of
/// one code may still be different goods, so each has its own candidates.
#[must_use]
pub fn translate(code: u32, from: u16, to: Editions, pointer: &str) -> Translated {
    if to == Editions::of_one(from) {
        return Translated::of(vec![Candidate { printed: code, law: code }], None);
    }
    let laws = psra_hs::correlate(code, from, to.law);
    if from == to.printed && laws.len() > 1 && laws.contains(&code) {
        let kept = Some(kept(code, to, pointer));
        return Translated { kept, ..Translated::of(vec![Candidate { printed: code, law: code }], None) };
    }
    let candidates: Vec<_> = if to.printed == to.law {
        laws.iter().map(|&law| Candidate { printed: law, law }).collect()
    } else if from == to.printed {
        laws.iter().map(|&law| Candidate { printed: code, law }).collect()
    } else {
        let printed = psra_hs::correlate(code, from, to.printed);
        printed.iter().flat_map(|&p| of_printed(p, laws, to)).collect()
    };
    let fact = match candidates.len() {
        1 => None,
        _ if laws.len() == 1 => Some(question(code, from, to.printed, pointer)),
        _ => Some(question(code, from, to.law, pointer)),
    };
    Translated::of(candidates, fact)
}

/// The publisher prints its rules over the case's own codes, and the code stands in the law too: it is read as itself.
/// What else the table has for it (parts that were once classified with each machine, say) is for the user to tell.
fn kept(code: u32, to: Editions, pointer: &str) -> Note {
    let Editions { printed, law } = to;
    let text = format!(
        "{pointer}: {code:06} of HS {printed}, in which the rules are printed, is read as {code:06} of HS {law}, in which the agreement is written; goods that HS {law} had elsewhere need a case in its codes"
    );
    Note::new("classification_kept", text)
}

/// The codes of the law that go with a printed one, among those possible.
fn of_printed(printed: u32, laws: &[u32], to: Editions) -> Vec<Candidate> {
    let own = psra_hs::correlate(printed, to.printed, to.law);
    let together: Vec<u32> = laws.iter().copied().filter(|law| own.contains(law)).collect();
    let laws = if together.is_empty() { laws } else { &together };
    laws.iter().map(|&law| Candidate { printed, law }).collect()
}

/// Codes that a question names; beyond, it says how many there are.
const NAMED: usize = 20;

fn question(code: u32, from: u16, to: u16, pointer: &str) -> MissingFact {
    let codes = psra_hs::correlate(code, from, to);
    let place = format!("{pointer}/hs_code");
    let named = codes.iter().take(NAMED).map(|c| format!("{c:06}")).collect::<Vec<_>>().join(", ");
    let list = if codes.len() > NAMED { format!("{named} and {} more", codes.len() - NAMED) } else { named };
    if codes.is_empty() {
        MissingFact::classification(
            place,
            format!("{code:06} of HS {from} has no counterpart in HS {to}, in which the rules are written"),
            format!("Under which HS {to} subheading does it fall?"),
        )
    } else {
        MissingFact::classification(
            place,
            format!("{code:06} of HS {from} may be any of {list} in HS {to}, in which the rules are written"),
            format!("Under which HS {to} subheading does it fall: {list}?"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_with_its_zeros() {
        assert_eq!([six_digits(10_121), six_digits(970_610)], ["010121", "970610"]);
    }

    #[test]
    fn a_list_of_an_older_law_is_found_by_its_printed_codes() {
        let to = Editions { printed: 2022, law: 2017 };
        let pairs = |code, from| {
            let found = translate(code, from, to, "/product");
            (found.candidates.iter().map(|c| (c.printed, c.law)).collect::<Vec<_>>(), found.fact.is_some())
        };
        // 3907.20 was split in 2022: one code of the law, two printed ones.
        assert_eq!(pairs(390_721, 2022), (vec![(390_721, 390_720)], false));
        assert_eq!(pairs(390_720, 2017), (vec![(390_721, 390_720), (390_729, 390_720)], true));
        assert_eq!(pairs(392_010, 2012), (vec![(392_010, 392_010)], false));
        // Of a third edition only pairs that belong together: 3907.60 was split in 2017 already.
        assert_eq!(pairs(390_760, 2012), (vec![(390_761, 390_761), (390_769, 390_769)], true));
        // 8529.90 took up parts of every machine; it stands in both editions.
        let parts = translate(852_990, 2022, to, "/product");
        assert_eq!((parts.codes.as_slice(), parts.fact, parts.kept.is_some()), (&[852_990][..], None, true));
        assert!(translate(852_990, 2022, Editions::of_one(2017), "/product").codes.len() > 400);
        assert!(translate(854_141, 2022, to, "/product").kept.is_none());
        let mut found = translate(390_720, 2017, to, "/product");
        found.retain_printed(|code| code == 390_729);
        assert_eq!((found.candidates.len(), found.codes.as_slice(), found.fact), (1, &[390_720][..], None));
    }

    #[test]
    fn a_question_names_no_more_codes_than_can_be_read() {
        let waste = translate(854_921, 2022, Editions::of_one(2017), "/product");
        assert!(waste.codes.len() > 1_000);
        assert!(waste.fact.unwrap().ask.contains("more?"));
    }
}
