//! Digests: of all that a determination rests on. Lines are hashed as they stand, so that nothing is copied.

use sha2::{Digest, Sha256};
use zerocopy::IntoBytes;

use super::bills::{Bills, Head};
use super::said;

/// What a bill says, hashed: the same whatever else is in its batch and whatever its columns were encoded in.
#[derive(Clone)]
pub(super) struct Said(Sha256);

impl Said {
    pub(super) fn of(bills: &Bills, head: &Head) -> Self {
        let own = &bills.said[head.said.clone()];
        if !head.plain {
            return Self(Sha256::new_with_prefix(b"case\0").chain_update(said::length(own.len())).chain_update(own));
        }
        let lines = &bills.lines[head.lines.clone()];
        let hashed = Sha256::new_with_prefix(b"bill\0")
            .chain_update(&bills.contexts.get(head.context).said)
            .chain_update(said::length(lines.len()))
            .chain_update(lines.as_bytes())
            .chain_update(own);
        Self(hashed)
    }

    /// The digest of the bill under those rules.
    pub(super) fn under(&self, rules: &[u8; 32]) -> [u8; 32] {
        self.0.clone().chain_update(rules).finalize().into()
    }
}
