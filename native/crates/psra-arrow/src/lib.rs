//! Mass determination over Arrow. A record batch of bills (`input` has its columns) becomes columns of the engine's
//! batch; its verdicts become a record batch (`output` has its columns). No law here.

mod columns;
mod input;
mod output;

pub use input::{BadBatch, Input};
pub use output::{known, verdicts};
