//! The closed vocabularies, as `psra_assets/rac/vocabulary` has them when this is built.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::located::Value;
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
vocabulary!(
    /// Codes of operations that an agreement may list as insufficient.
    operations, "operations.yaml"
);
vocabulary!(
    /// Codes of the general rules' other words.
    terms, "terms.yaml"
);

/// What further keys of a vocabulary's entries say: lists of texts by the entry's code.
type Lists = BTreeMap<String, Vec<String>>;

fn lists(text: &str, of: impl Fn(&Value) -> Vec<String>) -> Lists {
    let list = parse(text, Syntax::Yaml).unwrap_or_else(|found| panic!("vocabulary: {found:?}"));
    let entries = list.root.items().iter();
    entries.filter_map(|entry| Some((entry.str_at("code")?.to_owned(), of(entry)))).collect()
}

/// Names of the parameters that a rule may set for a process, by the process's code.
#[must_use]
pub fn process_parameters() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        lists(include_str!("../../../../psra_assets/rac/vocabulary/processes.yaml"), |entry| {
            let parameters = entry.get("parameters").map_or(&[][..], Value::items);
            parameters.iter().filter_map(|item| item.str_at("name").map(str::to_owned)).collect()
        })
    })
}

/// The unit of each parameter that has one, by the process's code and the parameter's name.
pub(crate) fn parameter_units() -> &'static BTreeMap<(String, String), String> {
    static UNITS: OnceLock<BTreeMap<(String, String), String>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let text = include_str!("../../../../psra_assets/rac/vocabulary/processes.yaml");
        let list = parse(text, Syntax::Yaml).unwrap_or_else(|found| panic!("vocabulary: {found:?}"));
        let mut units = BTreeMap::new();
        for entry in list.root.items() {
            for parameter in entry.list("parameters") {
                if let (Some(code), Some(name), Some(unit)) =
                    (entry.str_at("code"), parameter.str_at("name"), parameter.str_at("unit"))
                {
                    units.insert((code.to_owned(), name.to_owned()), unit.to_owned());
                }
            }
        }
        units
    })
}

/// Under which keys of the general rules a term may stand, by the term's code.
pub(crate) fn term_uses() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        lists(include_str!("../../../../psra_assets/rac/vocabulary/terms.yaml"), |entry| {
            entry.str_at("use").unwrap_or_default().split(", ").map(str::to_owned).collect()
        })
    })
}

/// Descriptions of the next earlier stage of manufacture, by the tag's code.
#[must_use]
pub fn made_from() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        lists(include_str!("../../../../psra_assets/rac/vocabulary/tags.yaml"), |entry| {
            let tags = entry.get("made_from").map_or(&[][..], Value::items);
            tags.iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabularies_are_read() {
        assert!(processes().contains("chemical_reaction"));
        assert!(tags().contains("retreaded"));
        assert!(!facts().is_empty());
        assert!(operations().contains("simple_mixing"));
        assert!(terms().contains("approved_exporter"));
    }

    #[test]
    fn stages_and_parameters_are_of_the_vocabulary() {
        assert_eq!(process_parameters().len(), processes().len());
        assert_eq!(made_from().len(), tags().len());
        for earlier in made_from().values().flatten() {
            assert!(tags().contains(earlier), "{earlier}");
        }
    }
}
