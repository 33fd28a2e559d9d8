//! The law kernel for Python. No law here: each function hands over to a crate and gives the lock back meanwhile.

use pyo3::prelude::*;

mod diagnostic;
mod guard;
mod hs;
mod rac;
mod rulebook;

/// A decision makes and drops some hundred small values; the system's allocator takes two fifths of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The extension module.
#[pymodule]
mod _native {
    #[pymodule_export]
    use crate::diagnostic::{Diagnostic, Edit, Fix, RacError};
    #[pymodule_export]
    use crate::hs::{correlate, hs_codes};
    #[pymodule_export]
    use crate::rac::{explain, fix, lints, render, to_canonical_json, validate, validate_many, validate_schema};
    #[pymodule_export]
    use crate::rulebook::RuleBook;

    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
