//! Insufficient operations (origin.md A.8): a product that has undergone only those is non-originating, whatever rule
//! it meets. It does not touch products that are wholly obtained or made exclusively from originating materials.
//!
//! A case states outright whether more was done, or lists the operations: then each is looked up in the agreement's own
//! list, with its limits by HS codes. One that is not in it goes beyond and is named. Two or more that are all in it are
//! insufficient where the agreement says so of a combination (PEM, CETA, Korea), or of "one or more of the following" (TCA
//! Art. 43, Japan Art. 3.4); where it says neither, the list leaves it open.

use crate::case::{Case, Operations};
use crate::facts::{MissingFact, Note};
use crate::law::{InsufficientOperations, Part};
use crate::logic::Truth;

/// Whether the production counts at all.
#[derive(Debug, Clone)]
pub struct Gate {
    pub(crate) truth: Truth,
    pub(crate) facts: Vec<MissingFact>,
    /// What the list of operations came to.
    pub(crate) note: Option<Note>,
}

/// Judge the operations of a case under an agreement, for a product of some candidate codes.
#[must_use]
pub fn gate(case: &Case, list: Option<&Part<InsufficientOperations>>, codes: &[u32]) -> Gate {
    let stated = case.operations.map(|operations| Truth::from(operations == Operations::BeyondInsufficient));
    let judged = case.operations_list.as_ref().zip(list).map(|(done, part)| judge(done, &part.value, codes));
    match (stated, judged) {
        (Some(stated), Some((judged, _))) if judged != Truth::Unknown && judged != stated => {
            Gate { truth: Truth::Unknown, facts: vec![contradiction()], note: None }
        }
        (_, Some((judged, note))) if judged != Truth::Unknown => Gate { truth: judged, facts: Vec::new(), note },
        (Some(stated), _) => Gate { truth: stated, facts: Vec::new(), note: None },
        (None, _) => Gate { truth: Truth::Unknown, facts: vec![question()], note: None },
    }
}

fn judge(done: &[String], list: &InsufficientOperations, codes: &[u32]) -> (Truth, Option<Note>) {
    let insufficient: Vec<Truth> = done.iter().map(|operation| is_insufficient(operation, list, codes)).collect();
    if let Some(n) = insufficient.iter().position(|t| *t == Truth::False) {
        let text = format!("the operation {} goes beyond those that the agreement lists as insufficient", done[n]);
        return (Truth::True, Some(Note::new("operation_beyond_insufficient", text)));
    }
    let several = done.iter().any(|operation| *operation != done[0]);
    if insufficient.contains(&Truth::Unknown) || (several && !list.combination && !list.one_or_more) {
        return (Truth::Unknown, None);
    }
    let text = format!("insufficient under the agreement: {}", done.join(", "));
    (Truth::False, Some(Note::new("operations_insufficient", text)))
}

fn is_insufficient(operation: &str, list: &InsufficientOperations, codes: &[u32]) -> Truth {
    if list.operations.iter().any(|listed| listed == operation) {
        return Truth::True;
    }
    let ranges: Vec<_> =
        list.limited.iter().filter(|(names, _)| names.iter().any(|n| n == operation)).flat_map(|(_, r)| r).collect();
    Truth::agree(codes.iter().map(|code| Truth::from(ranges.iter().any(|r| r.holds(*code)))))
}

fn contradiction() -> MissingFact {
    MissingFact::fact(
        "/operations_list",
        "the operations listed and what is said of them contradict each other under this agreement",
        "Which operations were carried out, and do they go beyond those that the agreement lists as insufficient?",
    )
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
