//! What a bill says as bytes, each part with its length before it, so that no two bills are of the same bytes: for
//! digests.

use super::amount::Amount;
use super::facts::ProductFacts;

/// A length; no case is as long as what four bytes can say.
pub(super) fn length(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX - 1).to_le_bytes()
}

/// A text.
pub(super) fn text(into: &mut Vec<u8>, text: &str) {
    into.extend(length(text.len()));
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
    into.extend(given.map_or(u32::MAX.to_le_bytes(), |l| length(l.len())));
    given.unwrap_or_default().iter().for_each(|item| text(into, item));
}

/// What a bill says of its product, but for what is of its context.
pub(super) fn product(into: &mut Vec<u8>, facts: &ProductFacts<'_>) {
    into.extend(facts.hs_code.six.to_le_bytes());
    into.extend(facts.hs_code.beyond.to_le_bytes());
    let given = facts.prices.each.map(|(price, _)| price).into_iter().chain([facts.net_weight_kg]);
    let which = given.clone().fold(0, |bits, amount| bits << 1 | u8::from(amount != Amount::ABSENT));
    let operations = match facts.operations {
        None => 0,
        Some("beyond_insufficient") => 1,
        // Any other word but this one is for the engine.
        Some(_) => 2,
    };
    into.extend([which, facts.wholly_obtained.map_or(2, u8::from), u8::from(facts.processes_complete), operations]);
    given.filter(|amount| *amount != Amount::ABSENT).for_each(|amount| into.extend(amount.column().to_le_bytes()));
    list(into, facts.agreements);
    list(into, Some(facts.processes));
}
