//! How a code of one edition is found again in another.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::codes::{EDITIONS, codes, index, is_code};

/// One published table, from a newer edition to an older one: counterparts of the codes that are not themselves alone.
struct Table {
    newer: u16,
    older: u16,
    text: &'static str,
    forward: OnceLock<BTreeMap<u32, Vec<u32>>>,
    backward: OnceLock<BTreeMap<u32, Vec<u32>>>,
}

macro_rules! table {
    ($newer:literal, $older:literal, $file:literal) => {
        Table {
            newer: $newer,
            older: $older,
            text: include_str!($file),
            forward: OnceLock::new(),
            backward: OnceLock::new(),
        }
    };
}

static TABLES: [Table; 7] = [
    table!(2022, 2017, "../facts/2022-2017.txt"),
    table!(2022, 2012, "../facts/2022-2012.txt"),
    table!(2022, 2007, "../facts/2022-2007.txt"),
    table!(2022, 2002, "../facts/2022-2002.txt"),
    table!(2017, 2012, "../facts/2017-2012.txt"),
    table!(2017, 2007, "../facts/2017-2007.txt"),
    table!(2017, 2002, "../facts/2017-2002.txt"),
];

impl Table {
    fn forward(&self) -> &BTreeMap<u32, Vec<u32>> {
        self.forward.get_or_init(|| {
            let mut found = BTreeMap::new();
            for (codes, counterparts) in self.text.lines().filter_map(|line| line.split_once(':')) {
                let counterparts: Vec<u32> = numbers(counterparts).collect();
                found.extend(numbers(codes).map(|code| (code, counterparts.clone())));
            }
            found
        })
    }

    fn backward(&self) -> &BTreeMap<u32, Vec<u32>> {
        self.backward.get_or_init(|| {
            let mut found: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for (&newer, counterparts) in self.forward() {
                for &older in counterparts {
                    found.entry(older).or_default().push(newer);
                }
            }
            for &code in codes(self.newer).unwrap_or_default() {
                if !self.forward().contains_key(&code) {
                    found.entry(code).or_default().push(code);
                }
            }
            found
        })
    }

    fn to_older(&self, code: u32) -> Vec<u32> {
        self.forward().get(&code).cloned().unwrap_or_else(|| vec![code])
    }

    fn to_newer(&self, code: u32) -> Vec<u32> {
        self.backward().get(&code).cloned().unwrap_or_default()
    }
}

fn numbers(text: &str) -> impl Iterator<Item = u32> {
    text.split_whitespace().filter_map(|part| part.parse().ok())
}

/// The counterparts of every code of an edition in another, code by code in the order of `codes`.
struct Counterparts {
    ends: Vec<usize>,
    found: Vec<u32>,
}

impl Counterparts {
    fn of(from: u16, to: u16) -> Self {
        let mut all = Self { ends: Vec::new(), found: Vec::new() };
        for &code in codes(from).unwrap_or_default() {
            all.found.extend(join(code, from, to));
            all.ends.push(all.found.len());
        }
        all
    }

    fn at(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.found[start..self.ends[place]]
    }
}

static COUNTERPARTS: [[OnceLock<Counterparts>; EDITIONS.len()]; EDITIONS.len()] =
    [const { [const { OnceLock::new() }; EDITIONS.len()] }; EDITIONS.len()];

/// Every counterpart, sorted, of a six-digit code of the edition `from` in the edition `to`.
///
/// Empty if the code or an edition is not known. Editions without a table of their own (2012 to 2007, say) are joined
/// through 2017, which can only widen the set: a caller that asks for agreement of all candidates stays sound.
#[must_use]
pub fn correlate(code: u32, from: u16, to: u16) -> &'static [u32] {
    let (Some(old), Some(new)) = (index(from), index(to)) else { return &[] };
    let Some(place) = codes(from).and_then(|known| known.binary_search(&code).ok()) else { return &[] };
    COUNTERPARTS[old][new].get_or_init(|| Counterparts::of(from, to)).at(place)
}

/// The counterparts of a code that `from` has, out of the tables.
fn join(code: u32, from: u16, to: u16) -> Vec<u32> {
    if from == to {
        return vec![code];
    }
    let mut found = if let Some(table) = TABLES.iter().find(|t| t.newer == from && t.older == to) {
        table.to_older(code)
    } else if let Some(table) = TABLES.iter().find(|t| t.newer == to && t.older == from) {
        table.to_newer(code)
    } else if from != 2017 && to != 2017 {
        join(code, from, 2017).into_iter().flat_map(|middle| join(middle, 2017, to)).collect()
    } else {
        Vec::new()
    };
    found.sort_unstable();
    found.dedup();
    found.retain(|&candidate| is_code(to, candidate));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_has_every_part_and_each_part_one_origin() {
        assert_eq!(correlate(390_720, 2017, 2022), [390_721, 390_729]);
        assert_eq!(correlate(390_721, 2022, 2017), [390_720]);
        assert_eq!(correlate(390_760, 2012, 2017), [390_761, 390_769]);
    }

    #[test]
    fn an_unchanged_code_is_itself() {
        for edition in EDITIONS {
            assert_eq!(correlate(392_690, 2022, edition), [392_690], "{edition}");
            assert_eq!(correlate(392_690, edition, edition), [392_690], "{edition}");
        }
    }

    #[test]
    fn what_is_not_a_code_has_no_counterpart() {
        assert!(correlate(390_720, 2022, 2017).is_empty());
        assert!(correlate(392_690, 2020, 2022).is_empty());
        assert!(correlate(392_690, 2022, 2020).is_empty());
    }

    #[test]
    fn counterparts_are_codes_and_the_relation_is_symmetric() {
        for table in &TABLES {
            for (&code, counterparts) in table.forward() {
                assert!(is_code(table.newer, code), "{} {code}", table.newer);
                for &older in counterparts {
                    assert!(is_code(table.older, older), "{} {older}", table.older);
                    assert!(table.to_newer(older).contains(&code), "{} {older} to {code}", table.older);
                }
            }
        }
    }

    #[test]
    fn every_code_of_an_edition_is_found_in_every_other() {
        for (from, to) in [(2012, 2007), (2007, 2012), (2002, 2022)] {
            for &code in codes(from).expect("known").iter().step_by(7) {
                let found = correlate(code, from, to);
                assert!(!found.is_empty() && found.iter().all(|&c| is_code(to, c)), "{from} {code} to {to}");
            }
        }
    }

    #[test]
    fn every_code_of_2022_is_found_in_2017() {
        let lost: Vec<_> =
            codes(2022).expect("known").iter().filter(|&&c| correlate(c, 2022, 2017).is_empty()).collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}
