//! The least sets that suffice, by exact search.
//!
//! The property asked for is monotone: what a set brings about, every larger set does too (sourcing one more material as
//! originating never harms). So the sets that matter are those of which no part suffices, a branch is given up when
//! even all that is left in it does not suffice, and sets are tried smallest first.

/// How far a search goes.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    /// Sets of more members are looked for only while no smaller one was found.
    pub size: usize,
    /// Sets that are returned.
    pub sets: usize,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Members by number, ascending; smaller sets first, then by their numbers. No set contains another.
    pub sets: Vec<Vec<usize>>,
    /// All sets of at most so many members were looked at.
    pub complete_to: usize,
    /// Whether any set suffices at all; `None` where the bound left that open.
    pub possible: Option<bool>,
}

struct Search<'o, F> {
    suffices: &'o mut F,
    count: usize,
    sets: Vec<Vec<usize>>,
}

/// The minimal sets among the numbers below `count` for which `suffices` holds. `suffices` may give up (`None`): then the
/// search ends there.
pub fn minimal_sets(count: usize, bound: Bound, mut suffices: impl FnMut(&[usize]) -> Option<bool>) -> Found {
    let all: Vec<usize> = (0..count).collect();
    let possible = suffices(&all);
    if possible != Some(true) {
        return Found { sets: Vec::new(), complete_to: if possible.is_some() { count } else { 0 }, possible };
    }
    let mut search = Search { suffices: &mut suffices, count, sets: Vec::new() };
    let mut complete_to = 0;
    for size in 1..=count {
        if size > bound.size && !search.sets.is_empty() {
            break;
        }
        if search.of_size(&mut Vec::new(), 0, size).is_none() {
            break;
        }
        complete_to = size;
        if search.sets.len() >= bound.sets {
            break;
        }
    }
    Found { sets: search.sets, complete_to, possible }
}

impl<F: FnMut(&[usize]) -> Option<bool>> Search<'_, F> {
    /// Sets that add `size` members from `next` on to `chosen`; `None` where the bound is reached.
    fn of_size(&mut self, chosen: &mut Vec<usize>, next: usize, size: usize) -> Option<()> {
        if self.sets.iter().any(|set| set.iter().all(|member| chosen.contains(member))) {
            return Some(());
        }
        if size == 0 {
            if (self.suffices)(chosen)? {
                self.sets.push(chosen.clone());
            }
            return Some(());
        }
        if self.count - next < size {
            return Some(());
        }
        // One question can save a whole branch, but not one that is no larger than the question.
        if size > 1 && !chosen.is_empty() {
            let most: Vec<usize> = chosen.iter().copied().chain(next..self.count).collect();
            if !(self.suffices)(&most)? {
                return Some(());
            }
        }
        for member in next..self.count {
            chosen.push(member);
            let went = self.of_size(chosen, member + 1, size - 1);
            chosen.pop();
            went?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDE: Bound = Bound { size: usize::MAX, sets: usize::MAX };

    /// Every subset, the plain way.
    fn brute(count: usize, suffices: impl Fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
        let subsets = (0_u32..1 << count).map(|bits| (0..count).filter(|n| bits >> n & 1 == 1).collect::<Vec<_>>());
        let good: Vec<_> = subsets.filter(|set| suffices(set)).collect();
        let holds = |outer: &[usize], inner: &[usize]| inner.iter().all(|m| outer.contains(m));
        let mut least: Vec<_> =
            good.iter().filter(|set| !good.iter().any(|g| g.len() < set.len() && holds(set, g))).cloned().collect();
        least.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        least
    }

    proptest! {
        #[test]
        fn finds_what_brute_force_finds(
            demands in prop::collection::vec(prop::collection::vec(0_usize..9, 1..5), 1..5),
            weights in prop::collection::vec(0_u32..40, 9),
            enough in 0_u32..160,
        ) {
            // Monotone by making: one demand met in full, or enough weight.
            let suffices = |set: &[usize]| {
                demands.iter().any(|d| d.iter().all(|m| set.contains(m)))
                    || (enough > 0 && set.iter().map(|m| weights[*m]).sum::<u32>() >= enough)
            };
            let found = minimal_sets(9, WIDE, |set| Some(suffices(set)));
            prop_assert_eq!(found.sets, brute(9, suffices));
        }
    }

    #[test]
    fn says_when_nothing_helps_and_when_it_gave_up() {
        assert_eq!(minimal_sets(5, WIDE, |_| Some(false)).possible, Some(false));
        assert_eq!(minimal_sets(5, WIDE, |_| None).possible, None);
        let mut left = 4;
        let found = minimal_sets(5, WIDE, |set| {
            left -= 1;
            (left >= 0).then_some(set.len() >= 2)
        });
        assert_eq!((found.complete_to, found.sets.len()), (0, 0));
        let smallest = Bound { size: 1, ..WIDE };
        let found = minimal_sets(4, smallest, |set| Some(set.contains(&3) || set.len() >= 2));
        assert_eq!(found.sets, [[3]], "a larger one is looked for only while none was found");
    }
}
