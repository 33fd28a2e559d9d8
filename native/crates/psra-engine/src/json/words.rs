//! Words that every case is full of: they are borrowed from here, not copied anew for each line of a bill.

use super::Text;

/// By their length, so that few are looked at.
const WORDS: [&[&str]; 19] = [
    &[""],
    &[],
    &["id"],
    &["EUR", "GBP", "USD"],
    &["tags", "role", "code"],
    &["value"],
    &["amount", "origin", "status"],
    &["hs_code", "product", "country", "unknown"],
    &["currency", "evidence", "contains", "material"],
    &["materials", "fob_price", "processes"],
    &["operations", "agreements"],
    &["description", "originating", "evidence_to"],
    &[],
    &["net_weight_kg", "evidence_from"],
    &["ex_works_price"],
    &["wholly_obtained", "non_originating", "exporting_party", "importing_party"],
    &[],
    &["transaction_value"],
    &["processes_complete"],
];

/// A text as a value holds it.
pub(super) fn text(read: &str) -> Text {
    let known = WORDS.get(read.len()).and_then(|words| words.iter().find(|word| **word == read));
    known.map_or_else(|| read.to_owned().into(), |word| (*word).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[test]
    fn each_word_stands_where_its_length_is_looked_up() {
        for word in WORDS.iter().copied().flatten() {
            assert!(matches!(text(word), Cow::Borrowed(found) if found == *word), "{word}");
        }
        assert!(matches!(text("amounT"), Cow::Owned(found) if found == "amounT"));
    }
}
