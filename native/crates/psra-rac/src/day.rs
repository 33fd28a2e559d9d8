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

    fn parts(self) -> Option<(u32, u32, u32)> {
        Some((self.0.get(..4)?.parse().ok()?, self.0.get(5..7)?.parse().ok()?, self.0.get(8..)?.parse().ok()?))
    }

    /// The day after; none after the last that can be written.
    #[must_use]
    pub fn next(self) -> Option<String> {
        let (year, month, day) = self.parts()?;
        let candidates = [(year, month, day + 1), (year, month + 1, 1), (year + 1, 1, 1)];
        candidates.iter().map(written).find(|text| Day::parse(text).is_some())
    }

    /// The same day of the next year; of 29 February the day after 28 February.
    #[must_use]
    pub fn in_a_year(self) -> Option<String> {
        let (year, month, day) = self.parts()?;
        [(year + 1, month, day), (year + 1, month + 1, 1)].iter().map(written).find(|text| Day::parse(text).is_some())
    }
}

fn written((year, month, day): &(u32, u32, u32)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
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

    #[test]
    fn days_follow_each_other_over_months_and_years() {
        for (day, next, in_a_year) in [
            ("2026-12-31", "2027-01-01", Some("2027-12-31")),
            ("2024-02-28", "2024-02-29", Some("2025-02-28")),
            ("2024-02-29", "2024-03-01", Some("2025-03-01")),
            ("2026-02-28", "2026-03-01", Some("2027-02-28")),
            ("2026-04-30", "2026-05-01", Some("2027-04-30")),
        ] {
            let day = Day::parse(day).expect("a day");
            assert_eq!(day.next().as_deref(), Some(next));
            assert_eq!(day.in_a_year().as_deref(), in_a_year);
        }
        assert_eq!(Day::parse("9999-12-31").and_then(Day::next), None);
    }
}
