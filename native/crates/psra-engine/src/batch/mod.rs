//! Verdicts in bulk: bills × agreements in, columns out, nothing allocated for a line.
//!
//! The kernel decides what is plain: one level of materials of one currency, each of one code, whose origin is
//! certain, under rules whose every key it knows. Whatever is not plain (in the bill, the rule or the agreement's
//! general rules) is decided by the engine itself, so that verdicts are the same by either way; the result says which
//! way was taken. New keys of the law or of a case are not plain until the kernel learns them: it reads documents
//! and cases by lists of known keys, and hands over at the first that is not on the list.

mod amount;
mod bills;
mod code;
mod context;
mod digest;
mod engine;
mod facts;
mod find;
mod line;
mod origin;
mod plan;
mod read;
mod run;
mod said;
mod shape;
mod source;
mod sums;
mod tree;
mod words;

pub use amount::{Amount, Scale};
pub use bills::Bills;
pub use code::Code;
pub use facts::{LineFacts, Prices, ProductFacts, Role};
pub use origin::Status;
pub use run::{Decided, Options, Way};
pub(crate) use shape::Shapes;
pub use source::Source;
