//! From RaC documents to rules that can be evaluated. The documents were checked for form and law before; what still
//! cannot be used is an error that names its place, never a rule left out.

mod criterion;
mod general;
mod keys;
mod notes;
mod rules;
mod sources;

pub use general::frame;
pub use rules::rows;

use std::fmt;

/// Why documents do not make a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// Agreement and rule, or part of the general rules.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for LoadError {}

/// Why one value could not be used.
type Fault = String;
type Lowered<T> = Result<T, Fault>;
