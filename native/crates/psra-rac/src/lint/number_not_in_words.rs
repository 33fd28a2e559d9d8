//! RAC217: the words do not mention the number.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC217",
    title: "the words do not mention the number",
    severity: Severity::Warning,
    why: "Where a compiled leaf states a percentage that its rule's words do not contain, it was misread, the words were replaced, or a note states the number. An allowance of 100 needs no number in the words.",
    bad: "text: \"MaxNOM 40 % (EXW)\"\ncriterion: {type: MaxNOM, pct: \"50\", basis: EXW}",
    good: "text: \"MaxNOM 50 % (EXW)\"\ncriterion: {type: MaxNOM, pct: \"50\", basis: EXW}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for tree in document.trees() {
        let Some(words) = tree.text.map(Words::of) else { continue };
        for leaf in document.leaves_of(tree) {
            let own = leaf.value.entries().iter().filter(|entry| matches!(&*entry.key, "pct" | "max_pct"));
            let freed = leaf.value.list("allowances").iter().filter_map(|allowance| allowance.get("max_pct"));
            let limits = leaf.value.list("limits").iter().filter_map(|limit| limit.get("pct"));
            for number in own.map(|entry| &entry.value).chain(freed).chain(limits) {
                // A hundred is how "may be used" without a limit is written.
                let said = |pct: &str| pct == "100" || words.mention(pct);
                let Some(pct) = number.as_str().map(shortest).filter(|pct| !said(pct)) else { continue };
                // What a list calls by name a note of it defines.
                if leaf.kind == "RVC" && words.name_a_standard() {
                    continue;
                }
                let message = format!("the words of {} do not mention {}", shown(tree.owner), shown(&pct));
                found.push(lint.at(number.span, message));
            }
        }
    }
}

/// A rule's words, and what was found in them.
struct Words<'a> {
    text: &'a str,
    numbers: OnceCell<HashSet<String>>,
    standard: OnceCell<bool>,
}

/// Up to so many bytes it is faster to look for a number than to gather all of them.
const SHORT: usize = 2_000;

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, numbers: OnceCell::new(), standard: OnceCell::new() }
    }

    /// Whether they have a number, as it stands or with its own zeros and a decimal comma.
    fn mention(&self, number: &str) -> bool {
        (self.text.len() <= SHORT && stands(self.text, number))
            || self.numbers.get_or_init(|| numbers(self.text)).contains(number)
    }

    fn name_a_standard(&self) -> bool {
        *self.standard.get_or_init(|| self.text.to_ascii_lowercase().contains("standard qvc"))
    }
}

fn stands(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].bytes().next_back();
        let after = text[at + number.len()..].bytes().next();
        !before.is_some_and(is_of_number) && !after.is_some_and(is_of_number)
    })
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b',')
}

/// The numbers of a text, with a point for the decimal comma.
fn numbers(words: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut rest = words;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[start..];
        let whole = figures(rest);
        let fraction = rest[whole..].strip_prefix(['.', ',']).map_or(0, figures);
        let end = if fraction > 0 { whole + 1 + fraction } else { whole };
        found.insert(shortest(&rest[..end].replace(',', ".")));
        rest = &rest[end..];
    }
    found
}

fn figures(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `50.0` and `050` are 50.
fn shortest(number: &str) -> String {
    let number = number.trim_start_matches('0');
    let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    if number.is_empty() { "0".to_owned() } else { number.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_whole() {
        let found = numbers("MaxNOM 47,5 % (EXW), 150.0 of 2019. 0.5");
        for there in ["47.5", "150", "2019", "0.50"] {
            assert!(found.contains(&shortest(there)), "{there}");
        }
        for absent in ["47", "5", "50", "15"] {
            assert!(!found.contains(&shortest(absent)), "{absent}");
        }
        assert!(numbers("0 %").contains("0") && numbers("none, not \u{665}").is_empty());
    }
}
