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

/// A set of codes: sorted ranges that do not touch, so that no list is too long to be compared.
#[derive(Debug, Default)]
pub(super) struct Codes(Vec<(u32, u32)>);

impl Codes {
    /// The codes of a list, without what cannot be read or holds nothing.
    pub fn of(list: &[Value<'_>]) -> Self {
        list.iter().filter_map(Value::as_str).filter_map(bounds).collect()
    }

    /// The codes of a scope that names nothing but codes.
    pub fn alone(scope: &Value<'_>) -> Option<Self> {
        let mut given = scope.entries().iter().filter(|entry| !entry.value.is_null());
        let only = given.next().filter(|entry| entry.key == "codes")?;
        given.next().is_none().then(|| Self::of(only.value.items()))
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its ranges, in order.
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// Whether it holds all of a range.
    pub fn holds(&self, (from, to): (u32, u32)) -> bool {
        let near = self.0.partition_point(|range| range.1 < from);
        self.0.get(near).is_some_and(|range| range.0 <= from && to <= range.1)
    }

    /// Whether it holds all of another set.
    pub fn holds_all(&self, other: &Self) -> bool {
        other.0.iter().all(|&range| self.holds(range))
    }

    /// The first range that both have.
    pub fn common(&self, other: &Self) -> Option<(u32, u32)> {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(one), Some(two)) = (a.peek(), b.peek()) {
            let (from, to) = (one.0.max(two.0), one.1.min(two.1));
            if from <= to {
                return Some((from, to));
            }
            if one.1 < two.1 {
                a.next()
            } else {
                b.next()
            };
        }
        None
    }
}

impl FromIterator<(u32, u32)> for Codes {
    fn from_iter<T: IntoIterator<Item = (u32, u32)>>(ranges: T) -> Self {
        let mut sorted: Vec<_> = ranges.into_iter().filter(|(from, to)| from <= to).collect();
        sorted.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::new();
        for (from, to) in sorted {
            match merged.last_mut() {
                Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        Self(merged)
    }
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
    fn ranges_that_touch_are_one() {
        let codes: Codes = [(20, 29), (10, 19), (40, 49), (9, 8)].into_iter().collect();
        assert_eq!(codes.ranges(), [(10, 29), (40, 49)]);
        assert!(codes.holds((10, 29)) && codes.holds((12, 20)) && codes.holds((40, 49)));
        assert!(!codes.holds((10, 30)) && !codes.holds((9, 11)) && !codes.holds((29, 40)));
        assert!(!Codes::default().holds((1, 1)) && Codes::default().is_empty());
    }

    #[test]
    fn the_first_in_common_is_found_from_either_side() {
        let set = |ranges: &[(u32, u32)]| ranges.iter().copied().collect::<Codes>();
        let codes = set(&[(10, 29), (40, 49)]);
        for (other, common) in [
            (set(&[(28, 41)]), Some((28, 29))),
            (set(&[(30, 39)]), None),
            (set(&[(1, 5), (49, 60)]), Some((49, 49))),
            (set(&[]), None),
        ] {
            assert_eq!((codes.common(&other), other.common(&codes)), (common, common));
        }
        assert!(codes.holds_all(&set(&[(10, 12), (41, 41)])) && !codes.holds_all(&set(&[(10, 12), (50, 50)])));
    }
}
