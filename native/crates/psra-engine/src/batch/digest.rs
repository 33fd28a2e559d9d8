//! Digests: of all that a determination rests on. Columns are hashed as they stand, so that nothing is copied.

use sha2::{Digest, Sha256};
use zerocopy::IntoBytes;

use super::amount::Amount;
use super::bills::{Bills, Head};
use crate::case::Operations;

/// The digest of a pair: of its rules and of its bill.
pub(super) fn of_pair(rules: &[u8; 32], bill: &[u8; 32]) -> [u8; 32] {
    Sha256::new_with_prefix(b"psra determination 2\0").chain_update(rules).chain_update(bill).finalize().into()
}

/// The digest of what a bill says, the same whatever else is in its batch and whatever its columns were encoded in.
pub(super) fn of_bill(bills: &Bills, head: &Head) -> [u8; 32] {
    let said = &bills.said[head.said.clone()];
    if !head.plain {
        return Sha256::new_with_prefix(b"case\0").chain_update(said).finalize().into();
    }
    let lines = head.lines.clone();
    let [exw, fob, tv, nc] = head.prices.map(Amount::column);
    let operations = match head.operations {
        None => 0,
        Some(Operations::BeyondInsufficient) => 1,
        Some(Operations::InsufficientOnly) => 2,
    };
    let flags = i64::from(super::said::truth(head.wholly_obtained)) | i64::from(head.processes_complete) << 2 | operations << 3;
    let code = i64::from(head.code.six) << 16 | i64::from(head.code.beyond);
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let fixed = [code, flags, exw, fob, tv, nc, head.weight.column(), count];
    Sha256::new_with_prefix(b"bill\0")
        .chain_update(&bills.contexts.get(head.context).said)
        .chain_update(fixed.as_bytes())
        .chain_update(bills.codes[lines.clone()].as_bytes())
        .chain_update(bills.beyond[lines.clone()].as_bytes())
        .chain_update(bills.values[lines.clone()].as_bytes())
        .chain_update(bills.weights[lines.clone()].as_bytes())
        .chain_update(bills.origins[lines.clone()].as_bytes())
        .chain_update(bills.marks[lines].as_bytes())
        .chain_update(said)
        .finalize()
        .into()
}
