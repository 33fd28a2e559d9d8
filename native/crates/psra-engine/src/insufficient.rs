//! Insufficient operations (origin.md A.8): a product that has undergone only those is non-originating, whatever rule
//! it meets. It does not touch products that are wholly obtained or made exclusively from originating materials.

use crate::case::Operations;
use crate::facts::MissingFact;
use crate::logic::Truth;

/// Whether the production counts at all.
#[must_use]
pub fn gate(operations: Option<Operations>) -> Truth {
    match operations {
        Some(Operations::BeyondInsufficient) => Truth::True,
        Some(Operations::InsufficientOnly) => Truth::False,
        None => Truth::Unknown,
    }
}

/// What to ask where it is not stated.
#[must_use]
pub fn question() -> MissingFact {
    MissingFact::fact(
        "/operations",
        "whether more than insufficient operations were carried out is not stated; they override every rule",
        "Was more done than the operations that the agreement lists as insufficient: beyond_insufficient or insufficient_only?",
    )
}
