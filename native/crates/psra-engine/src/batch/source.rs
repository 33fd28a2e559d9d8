//! Where a batch's bills come from: columns of Arrow, or cases in JSON.

use std::ops::Range;

use super::bills::Bills;

/// Bills by number, read a portion at a time by each worker.
pub trait Source: Sync {
    /// How many bills there are.
    fn count(&self) -> usize;

    /// Push the bills of a range, each once, in order.
    fn push(&self, range: Range<usize>, bills: &mut Bills);

    /// The case of a bill as JSON, where the engine has to read it.
    fn case(&self, bill: usize) -> Vec<u8>;
}

impl<C: AsRef<[u8]> + Sync> Source for [C] {
    fn count(&self) -> usize {
        self.len()
    }

    fn push(&self, range: Range<usize>, bills: &mut Bills) {
        self[range].iter().for_each(|case| bills.push_case("", case.as_ref()));
    }

    fn case(&self, bill: usize) -> Vec<u8> {
        self[bill].as_ref().to_vec()
    }
}
