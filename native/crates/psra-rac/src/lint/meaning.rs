//! Whether two nodes say the same: sources and the order of keys do not change what a node means.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::located::{Entry, Kind, Value};

fn says(entry: &Entry<'_>) -> bool {
    // A key that is null is a key that is absent.
    entry.key != "source" && !entry.value.is_null()
}

/// Up to so many keys it is faster to compare than to hash.
const FEW: usize = 16;

/// Whether the two say the same.
pub(super) fn is_same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Seq(a), Kind::Seq(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (Kind::Map(one), Kind::Map(other)) => {
            let count = |entries: &[Entry<'_>]| entries.iter().filter(|entry| says(entry)).count();
            if count(one) != count(other) {
                return false;
            }
            if one.len() <= FEW {
                let has = |entry: &Entry<'_>| b.given(&entry.key).is_some_and(|other| is_same(&entry.value, other));
                return one.iter().filter(|entry| says(entry)).all(has);
            }
            let by_key: HashMap<&str, &Value<'_>> = other.iter().map(|entry| (&*entry.key, &entry.value)).collect();
            let has = |entry: &Entry<'_>| by_key.get(&*entry.key).is_some_and(|other| is_same(&entry.value, other));
            one.iter().filter(|entry| says(entry)).all(has)
        }
        (a, b) => a == b,
    }
}

/// A number that is the same for nodes that say the same.
pub(super) fn digest(node: &Value<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &node.kind {
        Kind::Map(entries) => {
            let of_entry = |entry: &Entry<'_>| {
                let mut hasher = DefaultHasher::new();
                entry.key.hash(&mut hasher);
                digest(&entry.value).hash(&mut hasher);
                hasher.finish()
            };
            // A sum, for the order of keys means nothing.
            let sum = entries.iter().filter(|entry| says(entry)).map(of_entry).fold(1, u64::wrapping_add);
            sum.hash(&mut hasher);
        }
        Kind::Seq(items) => items.iter().for_each(|item| digest(item).hash(&mut hasher)),
        Kind::Str(text) | Kind::Number(text) => text.hash(&mut hasher),
        Kind::Int(number) => number.hash(&mut hasher),
        Kind::Bool(truth) => truth.hash(&mut hasher),
        Kind::Null => {}
    }
    hasher.finish()
}

/// Whether a node has at most so many values: larger ones are not compared with each other, for it would take long.
pub(super) fn is_small(node: &Value<'_>) -> bool {
    fn left(node: &Value<'_>, budget: usize) -> Option<usize> {
        let budget = budget.checked_sub(1)?;
        let budget = node.items().iter().try_fold(budget, |budget, item| left(item, budget))?;
        node.entries().iter().try_fold(budget, |budget, entry| left(&entry.value, budget))
    }
    left(node, 1_000).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Syntax, parse};

    fn read(text: &str) -> Value<'_> {
        parse(text, Syntax::Yaml).unwrap_or_else(|found| panic!("{found:?}")).root
    }

    #[test]
    fn order_of_keys_and_sources_do_not_matter_and_all_else_does() {
        let one = read("{type: MaxNOM, pct: '50', basis: EXW, scope: {codes: ['39', '40']}, source: {id: a}}");
        for same in [
            "{basis: EXW, pct: '50', scope: {codes: ['39', '40']}, type: MaxNOM}",
            "{basis: EXW, exclusive: null, pct: '50', scope: {codes: ['39', '40'], same: null}, type: MaxNOM}",
        ] {
            assert!(is_same(&one, &read(same)) && digest(&one) == digest(&read(same)), "{same}");
        }
        for other in [
            "{basis: EXW, pct: '40', scope: {codes: ['39', '40']}, type: MaxNOM}",
            "{basis: EXW, pct: '50', scope: {codes: ['40', '39']}, type: MaxNOM}",
            "{basis: EXW, pct: '50', type: MaxNOM}",
            "{basis: EXW, pct: '50', scope: {codes: ['39', '40']}, type: MaxNOM, exclusive: true}",
        ] {
            assert!(!is_same(&one, &read(other)) && !is_same(&read(other), &one), "{other}");
            assert_ne!(digest(&one), digest(&read(other)), "{other}");
        }
    }
}
