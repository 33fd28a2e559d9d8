//! The day on which a document is looked at.

use crate::schema::form;

/// A day of the calendar, `YYYY-MM-DD`. Days compare as their text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day<'a>(&'a str);

impl<'a> Day<'a> {
    /// The day, if the text is one.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        (form::DATE.holds)(text).then_some(Self(text))
    }

    /// The day as text.
    #[must_use]
    pub fn iso(self) -> &'a str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        assert_eq!(Day::parse("2024-02-29").map(Day::iso), Some("2024-02-29"));
        assert_eq!(Day::parse("2023-02-29"), None);
        assert_eq!(Day::parse("today"), None);
        assert!(Day::parse("2026-12-31") < Day::parse("2027-01-01"));
    }
}
