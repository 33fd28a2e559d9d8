//! Diagnostics as Python objects.

use pyo3::exceptions::PyException;
use pyo3::prelude::*;

pyo3::create_exception!(psra_native, RacError, PyException, "Documents that cannot be used.");

/// What is wrong in a document, where, and what to do.
#[pyclass(frozen, get_all, module = "psra_native")]
pub struct Diagnostic {
    code: &'static str,
    severity: &'static str,
    path: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    message: String,
    help: Option<String>,
}

#[pymethods]
impl Diagnostic {
    fn __str__(&self) -> String {
        format!("{}:{}:{} {} {}", self.path, self.line, self.column, self.code, self.message)
    }

    fn __repr__(&self) -> String {
        format!("Diagnostic({:?}, {:?})", self.severity, self.__str__())
    }
}

impl From<psra_rac::Diagnostic> for Diagnostic {
    fn from(found: psra_rac::Diagnostic) -> Self {
        Self {
            code: found.code,
            severity: found.severity.word(),
            path: found.path,
            line: found.line,
            column: found.column,
            end_line: found.end_line,
            end_column: found.end_column,
            message: found.message,
            help: found.help,
        }
    }
}

/// A `RacError` that holds the diagnostics and says one a line.
pub fn rac_error(py: Python<'_>, found: Vec<psra_rac::Diagnostic>) -> PyErr {
    let text: Vec<String> = found.iter().map(ToString::to_string).collect();
    rac_error_of(py, text.join("\n"), found)
}

/// A `RacError` with a text of its own.
pub fn rac_error_of(py: Python<'_>, text: String, found: Vec<psra_rac::Diagnostic>) -> PyErr {
    let error = RacError::new_err(text);
    let diagnostics: Vec<Diagnostic> = found.into_iter().map(Into::into).collect();
    match error.value(py).setattr("diagnostics", diagnostics) {
        Ok(()) => error,
        Err(other) => other,
    }
}
