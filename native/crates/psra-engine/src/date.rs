//! Calendar dates without a clock: `YYYY-MM-DD`, of the Gregorian calendar, compared as they are written.

use std::fmt;

/// A day. Validity is inclusive at both ends, without time zones (origin.md A.17).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(String);

impl Date {
    /// Read `YYYY-MM-DD`; `None` where it is not a day of the calendar.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(n, b)| if n == 4 || n == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return None;
        }
        let part = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
        let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        (year > 0 && (1..=days_of(year, month)?).contains(&day)).then(|| Self(text.into()))
    }

    /// The day after; `None` after the last day of the year 9999.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        let part = |from: usize, to: usize| self.0[from..to].parse::<u32>().ok();
        let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        let (year, month, day) = match (month, day + 1) {
            (_, next) if next <= days_of(year, month)? => (year, month, next),
            (12, _) => (year + 1, 1, 1),
            _ => (year, month + 1, 1),
        };
        (year <= 9999).then(|| Self(format!("{year:04}-{month:02}-{day:02}")))
    }

    /// The same day some months later, or the last of that month; `None` beyond the year 9999.
    #[must_use]
    pub fn months_later(&self, months: usize) -> Option<Self> {
        let part = |from: usize, to: usize| self.0[from..to].parse::<u32>().ok();
        let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        let passed = u32::try_from(months).ok()?.checked_add(month - 1)?;
        let (year, month) = (year.checked_add(passed / 12)?, passed % 12 + 1);
        let day = day.min(days_of(year, month)?);
        (year <= 9999).then(|| Self(format!("{year:04}-{month:02}-{day:02}")))
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it lies between the two, both inclusive; an absent end is open.
    #[must_use]
    pub fn within(&self, from: Option<&str>, to: Option<&str>) -> bool {
        from.is_none_or(|f| f <= self.as_str()) && to.is_none_or(|t| self.as_str() <= t)
    }
}

/// The days of a month; `None` where there is no such month.
fn days_of(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    })
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_days_of_the_calendar_only() {
        for good in ["2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"] {
            assert!(Date::read(good).is_some(), "{good}");
        }
        for bad in [
            "2023-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "2026-4-01",
            "20260401",
            "0000-01-01",
            "2026-01-00",
            "２０２６-01-01",
        ] {
            assert!(Date::read(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_day_follows_a_day() {
        for (day, next) in [
            ("2026-12-31", "2027-01-01"),
            ("2024-02-28", "2024-02-29"),
            ("2023-02-28", "2023-03-01"),
            ("2026-04-30", "2026-05-01"),
            ("2026-11-27", "2026-11-28"),
        ] {
            assert_eq!(Date::read(day).unwrap().next().unwrap().as_str(), next);
        }
        assert!(Date::read("9999-12-31").unwrap().next().is_none());
    }

    #[test]
    fn both_ends_are_inclusive() {
        let day = Date::read("2026-12-31").unwrap();
        assert!(day.within(Some("2026-12-31"), Some("2026-12-31")));
        assert!(day.within(None, None));
        assert!(!day.within(Some("2027-01-01"), None));
        assert!(!day.within(None, Some("2026-12-30")));
    }
}
