//! RAC217: the words do not mention the number.

use super::Lint;
use super::context::{Context, walk};
use crate::diagnostic::{Finding, Severity};

pub(super) static LINT: Lint = Lint {
    code: "RAC217",
    title: "the words do not mention the number",
    severity: Severity::Warning,
    why: "A compiled leaf that states a percentage which its rule's words do not contain was misread, or the words were replaced.",
    bad: "text: \"MaxNOM 40 % (EXW)\"\ncriterion: {type: MaxNOM, pct: \"50\", basis: EXW}",
    good: "text: \"MaxNOM 50 % (EXW)\"\ncriterion: {type: MaxNOM, pct: \"50\", basis: EXW}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Vec<Finding>) {
    for rule in &document.rules {
        let (Some(text), Some(tree)) = (rule.value.str_at("text"), rule.criterion) else { continue };
        walk(tree, &mut |value| {
            for key in ["pct", "max_pct"] {
                if let Some(number) = value.get(key)
                    && number.as_str().is_some_and(|pct| !mentions(text, pct)) {
                        let pct = number.as_str().unwrap_or_default();
                        found.push(lint.at(number.span, format!("the words of {} do not mention {pct}", rule.id)));
                    }
            }
        });
    }
}

/// Whether the number stands in the words: not as a part of a longer one, with a point or a comma.
fn mentions(words: &str, number: &str) -> bool {
    let part_of_number = |c: char| c.is_ascii_digit();
    [number.to_owned(), number.replace('.', ",")].iter().any(|form| {
        words.match_indices(form.as_str()).any(|(at, _)| {
            !words[..at].ends_with(part_of_number) && !words[at + form.len()..].starts_with(part_of_number)
        })
    })
}
