//! HS codes and correlations.

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;

/// Six-digit codes of an edition, sorted.
#[pyfunction]
pub fn hs_codes(edition: u16) -> PyResult<Vec<String>> {
    let codes = psra_hs::codes(edition).ok_or_else(|| PyKeyError::new_err(edition))?;
    Ok(codes.iter().map(|code| format!("{code:06}")).collect())
}

/// Every counterpart of a six-digit code in another edition.
#[pyfunction]
pub fn correlate(code: &str, from_edition: u16, to_edition: u16) -> Vec<String> {
    let Some(code) = Some(code).filter(|text| text.len() == 6).and_then(psra_hs::parse_code) else { return Vec::new() };
    psra_hs::correlate(code, from_edition, to_edition).iter().map(|found| format!("{found:06}")).collect()
}
