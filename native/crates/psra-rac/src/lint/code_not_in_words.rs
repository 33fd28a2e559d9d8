//! RAC254: the words do not mention the code.

use super::codes::bounds;
use super::context::Context;
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC254",
    title: "the words do not mention the code",
    severity: Severity::Warning,
    why: "Where a compiled leaf excepts, includes or limits codes that its rule's words do not contain, it was misread, or a note of the list names them. Codes of the rule's own range need no mention.",
    bad: "text: \"CTH except from heading 3902\"\ncriterion: {type: CTH, except: {codes: [\"3901\"]}}",
    good: "text: \"CTH except from heading 39.01\"\ncriterion: {type: CTH, except: {codes: [\"3901\"]}}",
    check: Some(check),
};

/// So many bytes of words are searched in one document; then nothing more is claimed. No input takes long.
const MOST_SEARCHED: usize = 500_000_000;

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut searched = 0;
    for scope in document.scopes() {
        let leaf = document.leaf_of(scope);
        let tree = &document.parts.trees[leaf.tree];
        let Some(text) = tree.text else { continue };
        for code in scope.value.list("codes") {
            searched += text.len();
            let Some(said) = code.as_str().filter(|_| searched < MOST_SEARCHED) else { continue };
            let Some(range) = bounds(said) else { continue };
            let is_own = document.rule_of(leaf).is_some_and(|rule| rule.from <= range.0 && range.1 <= rule.to);
            let (from, to) = said.split_once('-').unwrap_or((said, said));
            if !is_own && !(mentions(text, from) && (from == to || mentions(text, to))) {
                let message = format!("the words of {} do not mention {}", shown(tree.owner), shown(said));
                found.push(lint.at(code.span, message));
            }
        }
    }
}

/// Whether the words have the code: with or without points and blanks, and a chapter without its zero.
fn mentions(words: &str, code: &str) -> bool {
    if code.len() <= 2 {
        return stands(words, code) || code.strip_prefix('0').is_some_and(|short| stands(words, short));
    }
    let begins = |at: usize| !words[..at].ends_with(|c: char| c.is_ascii_digit());
    words.match_indices(&code[..2]).any(|(at, _)| begins(at) && spells(&words[at..], code))
}

/// Whether a text begins with the code, points and blanks between its digits left out.
fn spells(text: &str, code: &str) -> bool {
    let mut wanted = code.bytes();
    let mut next = wanted.next();
    for byte in text.bytes() {
        match next {
            Some(digit) if byte == digit => next = wanted.next(),
            Some(_) if matches!(byte, b'.' | b' ' | 0xc2 | 0xa0) => {}
            Some(_) => return false,
            None => return true,
        }
    }
    next.is_none()
}

/// Whether a number stands in the words by itself.
fn stands(words: &str, number: &str) -> bool {
    words.match_indices(number).any(|(at, _)| {
        !words[..at].ends_with(|c: char| c.is_ascii_digit())
            && !words[at + number.len()..].starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn codes_are_found_however_they_are_printed() {
        for (words, code) in [
            ("except from heading 3901", "3901"),
            ("headings 39.01 to 39.15", "3915"),
            ("subheading 3901.10", "390110"),
            ("subheading 3901 10", "390110"),
            ("of Chapter 3", "03"),
            ("of Chapters 1 to 24", "24"),
            ("heading 39.01.", "3901"),
        ] {
            assert!(mentions(words, code), "{code} in {words}");
        }
        for (words, code) in [
            ("except from heading 3902", "3901"),
            ("of Chapter 33", "03"),
            ("heading 13901", "3901"),
            ("39 and 01", "3901"),
            ("heading 3901", "39"),
            ("", "39"),
        ] {
            assert!(!mentions(words, code), "{code} in {words}");
        }
    }
}
