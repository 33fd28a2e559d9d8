//! The closed vocabularies, as `psra_assets/rac/vocabulary` has them when this is built.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::parse::{Syntax, parse};

fn words(text: &str) -> BTreeSet<String> {
    let list = parse(text, Syntax::Yaml).unwrap_or_else(|found| panic!("vocabulary: {found:?}"));
    list.root.items().iter().filter_map(|entry| entry.str_at("code")).map(str::to_owned).collect()
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name() -> &'static BTreeSet<String> {
            static WORDS: OnceLock<BTreeSet<String>> = OnceLock::new();
            WORDS.get_or_init(|| words(include_str!(concat!("../../../../psra_assets/rac/vocabulary/", $file))))
        }
    };
}

vocabulary!(
    /// Codes of processes.
    processes, "processes.yaml"
);
vocabulary!(
    /// Codes of descriptions of products and materials.
    tags, "tags.yaml"
);
vocabulary!(
    /// Codes of other attested facts.
    facts, "facts.yaml"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabularies_are_read() {
        assert!(processes().contains("chemical_reaction"));
        assert!(tags().contains("retreaded"));
        assert!(!facts().is_empty());
    }
}
