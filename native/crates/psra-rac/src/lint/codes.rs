//! Sets of codes as documents write them: chapters, headings, subheadings and ranges of them.

use crate::located::Value;

/// First and last subheading of a chapter, heading or subheading, or of a range of them.
pub(super) fn bounds(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let scale = match (from.len(), to.len()) {
        (2, 2) => 10_000,
        (4, 4) => 100,
        (6, 6) => 1,
        _ => return None,
    };
    Some((from.parse::<u32>().ok()? * scale, to.parse::<u32>().ok()? * scale + scale - 1))
}

/// The ranges of a list of codes, without those that cannot be read or hold nothing.
pub(super) fn ranges(codes: &[Value<'_>]) -> Vec<(u32, u32)> {
    codes.iter().filter_map(Value::as_str).filter_map(bounds).filter(|(from, to)| from <= to).collect()
}

/// Whether the ranges together hold all of one.
pub(super) fn cover(ranges: &[(u32, u32)], (from, to): (u32, u32)) -> bool {
    let mut sorted = ranges.to_vec();
    sorted.sort_unstable();
    let mut reached = from;
    for (start, end) in sorted {
        if start > reached {
            break;
        }
        reached = reached.max(end.saturating_add(1));
    }
    reached > to
}

/// The first that two lists of ranges have in common.
pub(super) fn common(a: &[(u32, u32)], b: &[(u32, u32)]) -> Option<(u32, u32)> {
    a.iter()
        .find_map(|one| b.iter().map(|other| (one.0.max(other.0), one.1.min(other.1))).find(|(from, to)| from <= to))
}

/// A scope that names nothing but codes.
pub(super) fn codes_alone<'a>(scope: &'a Value<'a>) -> Option<&'a [Value<'a>]> {
    let given = scope.entries().iter().filter(|entry| !entry.value.is_null());
    let only_codes = given.clone().all(|entry| entry.key == "codes") && given.count() == 1;
    only_codes.then(|| scope.list("codes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_each_length_are_ranges_of_subheadings() {
        assert_eq!(bounds("39"), Some((390_000, 399_999)));
        assert_eq!(bounds("3901-3915"), Some((390_100, 391_599)));
        assert_eq!(bounds("390110"), Some((390_110, 390_110)));
        assert_eq!((bounds("3"), bounds("39-3901"), bounds("é9")), (None, None, None));
    }

    #[test]
    fn ranges_cover_together() {
        let ranges = [(20, 29), (10, 19), (40, 49)];
        assert!(cover(&ranges, (10, 29)) && cover(&ranges, (12, 20)) && cover(&ranges, (40, 49)));
        assert!(!cover(&ranges, (10, 30)) && !cover(&ranges, (9, 11)) && !cover(&[], (1, 1)));
        assert_eq!(common(&ranges, &[(28, 41)]), Some((28, 29)));
        assert_eq!(common(&ranges, &[(30, 39)]), None);
    }
}
