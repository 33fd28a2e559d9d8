//! Which codes an edition has.

use std::sync::OnceLock;

/// Editions by the year of their entry into force, oldest first.
pub const EDITIONS: [u16; 5] = [2002, 2007, 2012, 2017, 2022];

static SOURCES: [&str; 5] = [
    include_str!("../facts/codes-2002.txt"),
    include_str!("../facts/codes-2007.txt"),
    include_str!("../facts/codes-2012.txt"),
    include_str!("../facts/codes-2017.txt"),
    include_str!("../facts/codes-2022.txt"),
];

static TABLES: [OnceLock<Vec<u32>>; 5] = [const { OnceLock::new() }; 5];

/// The place of an edition in `EDITIONS`.
pub(crate) fn index(edition: u16) -> Option<usize> {
    EDITIONS.iter().position(|&known| known == edition)
}

/// Sorted six-digit codes of an edition; `None` for an edition that is not known.
#[must_use]
pub fn codes(edition: u16) -> Option<&'static [u32]> {
    let place = index(edition)?;
    Some(TABLES[place].get_or_init(|| read(SOURCES[place])))
}

/// Read the form of `facts/codes-*.txt`: a heading and the last two digits of its subheadings.
fn read(text: &str) -> Vec<u32> {
    let mut found = Vec::with_capacity(5_700);
    for line in text.lines() {
        let mut parts = line.split(' ');
        let Some(heading) = parts.next().and_then(|part| part.parse::<u32>().ok()) else {
            continue;
        };
        found.extend(parts.filter_map(|part| part.parse::<u32>().ok()).map(|last| heading * 100 + last));
    }
    found
}

/// Whether the edition has this subheading.
#[must_use]
pub fn is_code(edition: u16, code: u32) -> bool {
    codes(edition).is_some_and(|known| known.binary_search(&code).is_ok())
}

/// Whether any subheading of the edition lies in the inclusive range.
#[must_use]
pub fn range_has_code(edition: u16, from: u32, to: u32) -> bool {
    codes(edition).is_some_and(|known| {
        let at = known.partition_point(|&code| code < from);
        known.get(at).is_some_and(|&code| code <= to)
    })
}

/// The first six digits of a code of 6, 8 or 10 digits.
#[must_use]
pub fn parse_code(text: &str) -> Option<u32> {
    let shaped = matches!(text.len(), 6 | 8 | 10) && text.bytes().all(|byte| byte.is_ascii_digit());
    if shaped { text[..6].parse().ok() } else { None }
}

/// The edition in force in a year. Editions enter into force on 1 January; before 2002 none is known.
#[must_use]
pub fn edition_in_force(year: i32) -> Option<u16> {
    EDITIONS.iter().rev().copied().find(|&edition| i32::from(edition) <= year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_edition_has_the_published_number_of_subheadings() {
        // UN Comtrade's lists without 9999.99.
        let counts: Vec<usize> = EDITIONS.iter().filter_map(|&edition| codes(edition)).map(<[u32]>::len).collect();
        assert_eq!(counts, [5224, 5052, 5205, 5387, 5612]);
    }

    #[test]
    fn codes_are_sorted_and_unique() {
        for edition in EDITIONS {
            let known = codes(edition).expect("known edition");
            assert!(known.windows(2).all(|pair| pair[0] < pair[1]), "{edition}");
        }
    }

    #[test]
    fn polyethers_were_split_in_2022() {
        assert!(is_code(2017, 390_720) && !is_code(2022, 390_720));
        assert!(is_code(2022, 390_721) && !is_code(2017, 390_721));
        assert!(!is_code(2020, 390_720), "there is no edition of 2020");
    }

    #[test]
    fn a_range_between_two_codes_is_empty() {
        assert!(range_has_code(2022, 392_600, 392_699));
        assert!(!range_has_code(2022, 392_700, 399_999));
        assert!(!range_has_code(2022, 392_699, 392_600));
    }

    #[test]
    fn only_six_eight_or_ten_digits_are_a_code() {
        assert_eq!(parse_code("3926909790"), Some(392_690));
        assert_eq!(parse_code("010121"), Some(10_121));
        for bad in ["", "39269", "3926.90", "3926901", "39269a", "\u{663}92690"] {
            assert_eq!(parse_code(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_edition_of_a_year() {
        assert_eq!(edition_in_force(2026), Some(2022));
        assert_eq!(edition_in_force(2021), Some(2017));
        assert_eq!(edition_in_force(2001), None);
    }
}
