//! What a bill says as bytes, each part with its length before it, so that no two bills are of the same bytes: for
//! digests.

use super::code::Code;
use super::origin::Origin;

/// A text.
pub(super) fn text(into: &mut Vec<u8>, text: &str) {
    into.extend((text.len() as u64).to_le_bytes());
    into.extend(text.as_bytes());
}

/// A text, or that there is none.
pub(super) fn option(into: &mut Vec<u8>, given: Option<&str>) {
    match given {
        None => into.push(0),
        Some(given) => {
            into.push(1);
            text(into, given);
        }
    }
}

/// Texts, or that there is no list.
pub(super) fn list(into: &mut Vec<u8>, given: Option<&[&str]>) {
    into.extend(given.map_or(u64::MAX, |l| l.len() as u64).to_le_bytes());
    given.unwrap_or_default().iter().for_each(|item| text(into, item));
}

/// A truth, or that it is not known.
pub(super) fn truth(known: Option<bool>) -> u8 {
    known.map_or(2, u8::from)
}

/// A line that takes no part, so that it is in no column.
pub(super) fn aside(into: &mut Vec<u8>, code: Code, amounts: [i64; 2], origin: Origin, marks: u8) {
    into.extend(code.six.to_le_bytes());
    into.extend(code.beyond.to_le_bytes());
    amounts.iter().for_each(|amount| into.extend(amount.to_le_bytes()));
    into.extend(origin.number().to_le_bytes());
    into.push(marks);
}
