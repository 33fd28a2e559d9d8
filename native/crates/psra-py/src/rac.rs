//! The validator.

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::diagnostic::{Diagnostic, rac_error};
use crate::guard::guarded;

/// All diagnostics of one document.
#[pyfunction]
pub fn validate(py: Python<'_>, path: &str, data: &[u8]) -> PyResult<Vec<Diagnostic>> {
    Ok(guarded(py, || psra_rac::validate(path, data))?.into_iter().map(Into::into).collect())
}

/// All diagnostics of many documents.
#[pyfunction]
pub fn validate_many(py: Python<'_>, documents: Vec<(String, Vec<u8>)>) -> PyResult<Vec<Diagnostic>> {
    Ok(guarded(py, || psra_rac::validate_many(&documents))?.into_iter().map(Into::into).collect())
}

/// The document as compact JSON with sorted keys.
#[pyfunction]
pub fn to_canonical_json<'py>(py: Python<'py>, path: &str, data: &[u8]) -> PyResult<Bound<'py, PyBytes>> {
    let text = guarded(py, || psra_rac::read(path, data).map(|root| root.to_canonical_json()))?
        .map_err(|found| rac_error(py, found))?;
    Ok(PyBytes::new(py, text.as_bytes()))
}

/// All codes with their titles.
#[pyfunction]
pub fn lints() -> Vec<(&'static str, &'static str)> {
    psra_rac::lint::all().map(|lint| (lint.code, lint.title)).collect()
}

/// A code's documentation as Markdown.
#[pyfunction]
pub fn explain(code: &str) -> PyResult<String> {
    psra_rac::lint::explain(code).ok_or_else(|| PyKeyError::new_err(code.to_owned()))
}
