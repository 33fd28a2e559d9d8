//! Remedies for what the reader of the text finds, which sees no values.

use super::{Change, Proposal};
use crate::diagnostic::Finding;
use crate::located::{Kind, Value};

/// The first of two equal keys is looked for so many entries before the second: no input takes long.
const FARTHEST: usize = 1_000;

/// The remedy for a repeated key, a tag or an anchor, if it is certain.
pub(crate) fn propose(finding: &Finding, root: &Value) -> Option<Proposal> {
    match finding.code {
        "RAC104" => repeated(finding, root),
        "RAC105" => dressed(finding, root),
        _ => None,
    }
}

/// The second of two equal entries goes; which of two different ones was meant is not known.
fn repeated(finding: &Finding, root: &Value) -> Option<Proposal> {
    let mut here = root;
    loop {
        let entries = here.entries();
        let place = entries.partition_point(|entry| entry.key_span.start < finding.span.start);
        if let Some(second) = entries.get(place).filter(|entry| entry.key_span == finding.span) {
            let before = entries[..place].get(place.saturating_sub(FARTHEST)..)?;
            let first = before.iter().find(|entry| entry.key == second.key)?;
            return first
                .value
                .is_same(&second.value)
                .then(|| Proposal::one("remove the second", Change::Remove(finding.span)));
        }
        here = child_at(here, finding.span.start)?;
    }
}

/// Text with a tag or an anchor is the same text without.
fn dressed(finding: &Finding, root: &Value) -> Option<Proposal> {
    let mut here = root;
    while here.span != finding.span {
        here = child_at(here, finding.span.start)?;
    }
    let Kind::Str(text) = &here.kind else { return None };
    Some(Proposal::one("write the text alone", Change::Text(finding.span, text.to_string())))
}

/// The member that holds a byte.
fn child_at<'a>(value: &'a Value<'a>, byte: u32) -> Option<&'a Value<'a>> {
    match &value.kind {
        Kind::Seq(items) => items[..items.partition_point(|item| item.span.start <= byte)].last(),
        Kind::Map(entries) => {
            entries[..entries.partition_point(|entry| entry.key_span.start <= byte)].last().map(|entry| &entry.value)
        }
        _ => None,
    }
}
