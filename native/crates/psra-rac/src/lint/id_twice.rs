//! RAC203: two rules have one id.

use std::collections::HashMap;

use super::Lint;
use super::context::{Context, Rule};
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::fix::{Change, Proposal};

pub(super) static LINT: Lint = Lint {
    code: "RAC203",
    title: "two rules have one id",
    severity: Severity::Error,
    why: "A verdict cites the rule by its id; two rules of one id cannot be told apart. Rows that print the same range count on: `~1`, `~2`.",
    bad: "- {id: \"eu-gb:hs2017:3926~1\"}\n- {id: \"eu-gb:hs2017:3926~1\"}",
    good: "- {id: \"eu-gb:hs2017:3926~1\"}\n- {id: \"eu-gb:hs2017:3926~2\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut seen: HashMap<&str, &Rule<'_>> = HashMap::new();
    let mut last: HashMap<&str, u32> = HashMap::new();
    for (range, number) in document.rules.iter().filter_map(numbered) {
        let known = last.entry(range).or_default();
        *known = number.max(*known);
    }
    for rule in &document.rules {
        let first = *seen.entry(rule.id).or_insert(rule);
        if !std::ptr::eq(first, rule) {
            let finding = lint.at(rule.span_of("id"), format!("the id {} stands before", shown(rule.id)));
            found.push(finding.help("count `~n` on").fix(mended(&last, first, rule)));
        }
    }
}

/// The same rule again goes; another rule takes the next number of its range.
fn mended(last: &HashMap<&str, u32>, first: &Rule<'_>, second: &Rule<'_>) -> Option<Proposal> {
    if first.value.is_same(second.value) {
        return Some(Proposal::one("remove the second", Change::Remove(second.value.span)));
    }
    let (range, _) = numbered(second)?;
    Some(Proposal::text(second.span_of("id"), format!("{range}~{}", last.get(range)?.checked_add(1)?)))
}

/// An id's range and its number.
fn numbered<'a>(rule: &Rule<'a>) -> Option<(&'a str, u32)> {
    let (range, number) = rule.id.rsplit_once('~')?;
    Some((range, number.parse().ok()?))
}
