//! The one known word that a misspelt one must have meant.

/// Words of fewer letters are too much like others.
const SHORTEST: usize = 4;

/// Among more words nothing is guessed: the vocabularies are smaller, and a document made to take long has more.
const MOST: usize = 2_000;

/// Letters and digits alone, in lower case: what is left when case and signs are a matter of taste.
fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The word meant, if there is only one: the same but for case and signs, else the nearest at most two slips away.
pub(crate) fn only<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let spelt = bare(word);
    let known: Vec<&str> = known.into_iter().take(MOST + 1).collect();
    if known.len() > MOST {
        return None;
    }
    let mut alike = known.iter().filter(|candidate| bare(candidate) == spelt);
    match (alike.next(), alike.next()) {
        (Some(only), None) => return Some(only),
        (Some(_), Some(_)) => return None,
        (None, _) => {}
    }
    if spelt.len() < SHORTEST {
        return None;
    }
    // A short word bears one slip, a longer one two.
    let most = if spelt.len() < 2 * SHORTEST { 1 } else { 2 };
    let near = known.iter().filter(|candidate| candidate.len().abs_diff(word.len()) <= most);
    let mut ranked: Vec<(usize, &str)> = near.map(|candidate| (slips(word, candidate), *candidate)).collect();
    ranked.sort_unstable();
    match ranked.as_slice() {
        [(far, word)] if *far <= most => Some(word),
        [(far, word), (next, _), ..] if *far <= most && next > far => Some(word),
        _ => None,
    }
}

/// Letters to insert, drop, replace or swap with the next (optimal string alignment).
pub(crate) fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = replaced.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_without_a_rival_is_meant() {
        let known = ["CTH", "CTSH", "MaxNOM", "MaxWeight", "chemical_reaction", "spinning", "pinning"];
        for (word, meant) in [
            ("MAXNOM", Some("MaxNOM")),
            ("max_nom", Some("MaxNOM")),
            ("chemical-reaction", Some("chemical_reaction")),
            ("chemical_raectino", Some("chemical_reaction")),
            ("cth", Some("CTH")),
            ("CTS", None),
            ("CTX", None),
            ("sspinning", Some("spinning")),
            ("apinning", None),
            ("unheard_of", None),
        ] {
            assert_eq!(only(word, known), meant, "{word}");
        }
        assert_eq!(only("a b", ["a_b", "a-b"]), None, "two are alike");
    }

    #[test]
    fn a_swap_is_one_slip() {
        assert_eq!((slips("haeding", "heading"), slips("heading", "heading"), slips("", "abc")), (1, 0, 3));
    }
}
