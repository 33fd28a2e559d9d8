//! Diagnostics as Python objects: immutable, equal if they say the same, and fit to be sent to another process.

use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

pyo3::create_exception!(psra_native, RacError, PyException, "Documents that cannot be used.");

/// A place and what comes in its stead.
#[pyclass(frozen, eq, hash, from_py_object, module = "psra_native")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Edit(psra_rac::Edit);

#[pymethods]
impl Edit {
    #[new]
    fn new(
        start: u32,
        end: u32,
        line: u32,
        column: u32,
        end_line: u32,
        end_column: u32,
        replacement: String,
    ) -> PyResult<Self> {
        let span = span(start, end)?;
        Ok(Self(psra_rac::Edit { span, line, column, end_line, end_column, replacement }))
    }

    fn __getnewargs__(&self) -> (u32, u32, u32, u32, u32, u32, &str) {
        let psra_rac::Edit { span, line, column, end_line, end_column, replacement } = &self.0;
        (span.start, span.end, *line, *column, *end_line, *end_column, replacement)
    }

    #[getter]
    fn start(&self) -> u32 {
        self.0.span.start
    }

    #[getter]
    fn end(&self) -> u32 {
        self.0.span.end
    }

    #[getter]
    fn line(&self) -> u32 {
        self.0.line
    }

    #[getter]
    fn column(&self) -> u32 {
        self.0.column
    }

    #[getter]
    fn end_line(&self) -> u32 {
        self.0.end_line
    }

    #[getter]
    fn end_column(&self) -> u32 {
        self.0.end_column
    }

    #[getter]
    fn replacement(&self) -> &str {
        &self.0.replacement
    }

    fn __repr__(&self) -> String {
        let psra_rac::Edit { line, column, end_line, end_column, replacement, .. } = &self.0;
        format!("Edit({line}:{column}-{end_line}:{end_column}, {replacement:?})")
    }
}

/// A certain remedy.
#[pyclass(frozen, eq, hash, from_py_object, module = "psra_native")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fix(psra_rac::Fix);

#[pymethods]
impl Fix {
    #[new]
    fn new(title: String, edits: Vec<Edit>) -> Self {
        Self(psra_rac::Fix { title, edits: edits.into_iter().map(|edit| edit.0).collect() })
    }

    fn __getnewargs__<'py>(&self, py: Python<'py>) -> PyResult<(&str, Bound<'py, PyTuple>)> {
        Ok((&self.0.title, self.edits(py)?))
    }

    #[getter]
    fn title(&self) -> &str {
        &self.0.title
    }

    #[getter]
    fn edits<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.edits.iter().cloned().map(Edit))
    }

    fn __repr__(&self) -> String {
        format!("Fix({:?}, {} edits)", self.0.title, self.0.edits.len())
    }
}

/// What is wrong in a document, where, and what to do.
#[pyclass(frozen, eq, hash, from_py_object, module = "psra_native")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic(pub psra_rac::Diagnostic);

#[pymethods]
impl Diagnostic {
    #[new]
    #[allow(clippy::too_many_arguments)]
    fn new(
        code: &str,
        severity: &str,
        path: String,
        start: u32,
        end: u32,
        line: u32,
        column: u32,
        end_line: u32,
        end_column: u32,
        message: String,
        help: Option<String>,
        fix: Option<Fix>,
    ) -> PyResult<Self> {
        let lint = psra_rac::lint::all().find(|lint| lint.code == code);
        let code = lint.ok_or_else(|| PyValueError::new_err(format!("there is no code {code}")))?.code;
        let severity = [psra_rac::Severity::Error, psra_rac::Severity::Warning]
            .into_iter()
            .find(|known| known.word() == severity)
            .ok_or_else(|| PyValueError::new_err("a severity is error or warning"))?;
        let (span, fix) = (span(start, end)?, fix.map(|fix| fix.0));
        Ok(Self(psra_rac::Diagnostic {
            code,
            severity,
            path,
            line,
            column,
            end_line,
            end_column,
            span,
            message,
            help,
            fix,
        }))
    }

    fn __getnewargs__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let found = &self.0;
        PyTuple::new(
            py,
            [
                found.code.into_pyobject(py)?.into_any(),
                found.severity.word().into_pyobject(py)?.into_any(),
                found.path.as_str().into_pyobject(py)?.into_any(),
                found.span.start.into_pyobject(py)?.into_any(),
                found.span.end.into_pyobject(py)?.into_any(),
                found.line.into_pyobject(py)?.into_any(),
                found.column.into_pyobject(py)?.into_any(),
                found.end_line.into_pyobject(py)?.into_any(),
                found.end_column.into_pyobject(py)?.into_any(),
                found.message.as_str().into_pyobject(py)?.into_any(),
                found.help.as_deref().into_pyobject(py)?.into_any(),
                self.fix().into_pyobject(py)?.into_any(),
            ],
        )
    }

    #[getter]
    fn code(&self) -> &'static str {
        self.0.code
    }

    #[getter]
    fn severity(&self) -> &'static str {
        self.0.severity.word()
    }

    #[getter]
    fn path(&self) -> &str {
        &self.0.path
    }

    #[getter]
    fn start(&self) -> u32 {
        self.0.span.start
    }

    #[getter]
    fn end(&self) -> u32 {
        self.0.span.end
    }

    #[getter]
    fn line(&self) -> u32 {
        self.0.line
    }

    #[getter]
    fn column(&self) -> u32 {
        self.0.column
    }

    #[getter]
    fn end_line(&self) -> u32 {
        self.0.end_line
    }

    #[getter]
    fn end_column(&self) -> u32 {
        self.0.end_column
    }

    #[getter]
    fn message(&self) -> &str {
        &self.0.message
    }

    #[getter]
    fn help(&self) -> Option<&str> {
        self.0.help.as_deref()
    }

    #[getter]
    fn fix(&self) -> Option<Fix> {
        self.0.fix.clone().map(Fix)
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Diagnostic({:?}, {:?})", self.0.severity.word(), self.__str__())
    }
}

fn span(start: u32, end: u32) -> PyResult<psra_rac::Span> {
    if end < start {
        return Err(PyValueError::new_err("a place ends before it begins"));
    }
    Ok(psra_rac::Span { start, end })
}

/// Diagnostics for Python.
pub fn list(found: Vec<psra_rac::Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().map(Diagnostic).collect()
}

/// A `RacError` that holds the diagnostics and says one a line.
pub fn rac_error(py: Python<'_>, found: Vec<psra_rac::Diagnostic>) -> PyErr {
    let text: Vec<String> = found.iter().map(ToString::to_string).collect();
    rac_error_of(py, text.join("\n"), found)
}

/// A `RacError` with a text of its own.
pub fn rac_error_of(py: Python<'_>, text: String, found: Vec<psra_rac::Diagnostic>) -> PyErr {
    let error = RacError::new_err(text);
    match error.value(py).setattr("diagnostics", list(found)) {
        Ok(()) => error,
        Err(other) => other,
    }
}
