//! Codes of goods as the kernel takes them: six digits that decide, and what a case says beyond them.

use std::sync::OnceLock;

/// Six-digit codes of each edition, a bit each: every line asks whether its code is one.
static CODES: [OnceLock<Vec<u64>>; psra_hs::EDITIONS.len()] = [const { OnceLock::new() }; psra_hs::EDITIONS.len()];

/// A code of 6, 8 or 10 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The first six digits.
    pub(super) six: u32,
    /// What follows them, one to one: 0 nothing, 1 to 100 two digits, from 101 four.
    pub(super) beyond: u16,
}

impl Code {
    /// Not a code at all: none of any edition.
    pub const ODD: Self = Self { six: 0, beyond: 0 };

    /// As a case writes it; [`Code::ODD`] where it is no code.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let Some(six) = psra_hs::parse_code(text) else { return Self::ODD };
        let rest = text.as_bytes()[6..].iter().fold(0_u16, |n, digit| n * 10 + u16::from(digit - b'0'));
        let from = [0, 1, 101][(text.len() - 6) / 2];
        Self { six, beyond: from + rest }
    }
}

/// The codes of an edition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edition(&'static [u64]);

impl Edition {
    /// `None` for an edition that is not known.
    pub(super) fn of(year: u16) -> Option<Self> {
        let at = psra_hs::EDITIONS.iter().position(|known| *known == year)?;
        Some(Self(CODES[at].get_or_init(|| {
            let mut bits = vec![0_u64; 1_000_000 / 64];
            for code in psra_hs::codes(year).unwrap_or_default() {
                bits[*code as usize / 64] |= 1 << (code % 64);
            }
            bits
        })))
    }

    /// An edition without a code.
    pub(super) fn none() -> Self {
        Self(&[])
    }

    pub(super) fn has(self, code: Code) -> bool {
        self.0.get(code.six as usize / 64).is_some_and(|word| word >> (code.six % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_are_written_apart_stay_apart() {
        let written = ["392690", "39269000", "39269001", "39269099", "3926900000", "3926909999", "391723"];
        let read = written.map(Code::read);
        for (n, code) in read.iter().enumerate() {
            assert!(!read[..n].contains(code), "{}", written[n]);
        }
        assert_eq!(Code::read("3926"), Code::ODD);
    }

    #[test]
    fn an_edition_knows_its_codes() {
        let edition = Edition::of(2022).expect("an edition");
        assert!(edition.has(Code::read("3926909790")));
        assert!(!edition.has(Code::read("000000")) && !edition.has(Code::ODD));
        assert!(!Edition::none().has(Code::read("392690")));
        assert!(Edition::of(2021).is_none());
    }
}
