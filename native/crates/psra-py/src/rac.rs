//! The validator.

use std::collections::HashMap;

use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::PyBytes;

use crate::diagnostic::{Diagnostic, list, rac_error};
use crate::guard::guarded;

fn day(as_of: Option<&str>) -> PyResult<Option<psra_rac::Day<'_>>> {
    let parse = |text| {
        psra_rac::Day::parse(text)
            .ok_or_else(|| PyValueError::new_err(format!("as_of is a day YYYY-MM-DD, not {text:?}")))
    };
    as_of.map(parse).transpose()
}

/// All diagnostics of one document.
#[pyfunction]
#[pyo3(signature = (path, data, *, as_of=None))]
pub fn validate(py: Python<'_>, path: &str, data: &[u8], as_of: Option<&str>) -> PyResult<Vec<Diagnostic>> {
    let as_of = day(as_of)?;
    Ok(list(guarded(py, || psra_rac::validate(path, data, as_of))?))
}

/// What is wrong with the syntax and the shape of one document.
#[pyfunction]
pub fn validate_schema(py: Python<'_>, path: &str, data: &[u8]) -> PyResult<Vec<Diagnostic>> {
    Ok(list(guarded(py, || psra_rac::validate_schema(path, data))?))
}

/// All diagnostics of many documents. Their bytes are not copied.
#[pyfunction]
#[pyo3(signature = (documents, *, as_of=None))]
#[allow(clippy::needless_pass_by_value)]
pub fn validate_many(
    py: Python<'_>,
    documents: Vec<(PyBackedStr, PyBackedBytes)>,
    as_of: Option<&str>,
) -> PyResult<Vec<Diagnostic>> {
    let as_of = day(as_of)?;
    Ok(list(guarded(py, || psra_rac::validate_many(&documents, as_of))?))
}

/// Apply every certain remedy to a document.
#[pyfunction]
#[pyo3(signature = (path, data, *, as_of=None))]
pub fn fix<'py>(
    py: Python<'py>,
    path: &str,
    data: &[u8],
    as_of: Option<&str>,
) -> PyResult<(Bound<'py, PyBytes>, Vec<Diagnostic>)> {
    let as_of = day(as_of)?;
    let fixed = guarded(py, || psra_rac::fix(path, data, as_of))?;
    Ok((PyBytes::new(py, &fixed.data), list(fixed.applied)))
}

/// Diagnostics as text with source lines and carets.
#[pyfunction]
#[pyo3(signature = (diagnostics, documents, *, colour=false))]
#[allow(clippy::needless_pass_by_value)]
pub fn render(
    py: Python<'_>,
    diagnostics: Vec<Diagnostic>,
    documents: Vec<(PyBackedStr, PyBackedBytes)>,
    colour: bool,
) -> PyResult<String> {
    let found: Vec<_> = diagnostics.into_iter().map(|diagnostic| diagnostic.0).collect();
    let style = if colour { psra_rac::Style::Colour } else { psra_rac::Style::Plain };
    guarded(py, || {
        let texts: HashMap<&str, &[u8]> = documents.iter().map(|(path, data)| (&**path, &**data)).collect();
        let of_one = found.chunk_by(|one, next| one.path == next.path);
        of_one.map(|group| psra_rac::render(texts.get(&*group[0].path).unwrap_or(&&[][..]), group, style)).collect()
    })
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
