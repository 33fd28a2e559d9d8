//! What a line says of its origin, as a number: the status, and the country where one is stated.

use zerocopy::{Immutable, IntoBytes};

/// Numbers of a status: no country, or one of 26 x 26.
const COUNTRIES: u16 = 1 + 26 * 26;

/// What a case states of a material's origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// `non_originating`.
    NonOriginating,
    /// `unknown`.
    Unknown,
    /// Nothing, which is the same as unknown.
    Absent,
    /// `originating`.
    Originating,
    /// Another word: for the engine.
    Odd,
}

impl Status {
    /// As a case writes it.
    #[must_use]
    pub fn read(text: Option<&str>) -> Self {
        match text {
            None => Self::Absent,
            Some("non_originating") => Self::NonOriginating,
            Some("originating") => Self::Originating,
            Some("unknown") => Self::Unknown,
            Some(_) => Self::Odd,
        }
    }
}

/// A status with its country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoBytes, Immutable)]
#[repr(transparent)]
pub(super) struct Origin(u16);

impl Origin {
    /// Nothing is stated.
    pub(super) const UNKNOWN: Self = Self(Status::Absent as u16 * COUNTRIES);

    /// `None` where the status is no word of a case, or the country not two capital letters.
    pub(super) fn of(status: Status, country: Option<&str>) -> Option<Self> {
        let place = match country.map(str::as_bytes) {
            None => 0,
            Some([a @ b'A'..=b'Z', b @ b'A'..=b'Z']) => 1 + u16::from(a - b'A') * 26 + u16::from(b - b'A'),
            Some(_) => return None,
        };
        (status != Status::Odd).then_some(Self(status as u16 * COUNTRIES + place))
    }

    /// Whether it is stated to originate.
    pub(super) fn originates(self) -> bool {
        self.0 >= Status::Originating as u16 * COUNTRIES
    }

    /// The stated country; a number below 26 x 26.
    pub(super) fn country(self) -> Option<usize> {
        usize::from(self.0 % COUNTRIES).checked_sub(1)
    }
}

/// The country of a number.
pub(super) fn country_of(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or_default());
    [letter(number / 26), letter(number)].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_says_what_it_was_made_of() {
        for status in [Status::NonOriginating, Status::Unknown, Status::Absent, Status::Originating] {
            for country in [None, Some("AA"), Some("DE"), Some("ZZ")] {
                let origin = Origin::of(status, country).expect("plain");
                assert_eq!(origin.originates(), status == Status::Originating);
                assert_eq!(origin.country().map(country_of).as_deref(), country);
            }
        }
        for (status, country) in [(Status::Odd, None), (Status::Unknown, Some("de")), (Status::Unknown, Some("DEU"))] {
            assert_eq!(Origin::of(status, country), None);
        }
    }
}
