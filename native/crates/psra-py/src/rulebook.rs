//! The origin engine.

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use psra_engine::batch::Options;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::diagnostic::{rac_error, rac_error_of};
use crate::guard::guarded;

/// Rules of any number of agreements, ready to decide.
#[pyclass(frozen, module = "psra_native")]
pub struct RuleBook(psra_engine::RuleBook);

#[pymethods]
impl RuleBook {
    /// Load RaC documents as (path, content).
    #[staticmethod]
    fn load(py: Python<'_>, documents: Vec<(String, Vec<u8>)>) -> PyResult<Self> {
        let read = guarded(py, || {
            let mut roots = Vec::with_capacity(documents.len());
            let mut wrong = Vec::new();
            for (path, data) in &documents {
                match psra_rac::read_sound(path, data) {
                    Ok(root) => roots.push(root),
                    Err(found) => wrong.extend(found),
                }
            }
            if wrong.is_empty() { Ok(psra_engine::RuleBook::load(&roots)) } else { Err(wrong) }
        })?;
        match read {
            Err(wrong) => Err(rac_error(py, wrong)),
            Ok(Ok(book)) => Ok(Self(book)),
            Ok(Err(errors)) => {
                let text: Vec<String> = errors.iter().map(ToString::to_string).collect();
                Err(rac_error_of(py, text.join("\n"), Vec::new()))
            }
        }
    }

    /// Ids of the agreements, sorted.
    fn agreements(&self) -> Vec<String> {
        self.0.agreements()
    }

    /// Decide one case.
    fn evaluate<'py>(&self, py: Python<'py>, case: &[u8], as_of: &str) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &guarded(py, || self.0.evaluate(case, as_of))?))
    }

    /// Rules that bear on a code.
    fn rules_for<'py>(
        &self,
        py: Python<'py>,
        agreement: &str,
        hs_code: &str,
        as_of: &str,
    ) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &guarded(py, || self.0.rules_for(agreement, hs_code, as_of))?))
    }

    /// Keep the books of a fungible stock.
    fn segregate<'py>(&self, py: Python<'py>, stock: &[u8], as_of: &str) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &guarded(py, || self.0.segregate(stock, as_of))?))
    }

    /// What would turn the verdict on a case, break it, or settle it.
    fn advise<'py>(&self, py: Python<'py>, case: &[u8], as_of: &str) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &guarded(py, || self.0.advise(case, as_of))?))
    }

    /// How the verdict on a case moves between two days.
    fn impact<'py>(&self, py: Python<'py>, case: &[u8], day_from: &str, day_to: &str) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &guarded(py, || self.0.impact(case, day_from, day_to))?))
    }

    /// Decide a record batch of bills under agreements: a record batch of verdicts, bill by bill.
    #[pyo3(signature = (bills, as_of, *, agreements=None, with_proofs=false, known=None, workers=0))]
    #[allow(clippy::too_many_arguments, reason = "named arguments of Python")]
    fn decide_batch(
        &self,
        py: Python<'_>,
        bills: PyArrowType<RecordBatch>,
        as_of: &str,
        agreements: Option<Vec<String>>,
        with_proofs: bool,
        known: Option<PyArrowType<RecordBatch>>,
        workers: usize,
    ) -> PyResult<PyArrowType<RecordBatch>> {
        let decided = guarded(py, || {
            let input = psra_arrow::Input::of(&bills.0).map_err(|e| e.to_string())?;
            let known = known.map(|k| psra_arrow::known(&k.0)).transpose().map_err(|e| e.to_string())?;
            let options = Options { agreements, with_answers: with_proofs, workers, known: known.unwrap_or_default() };
            let decided = self.0.decide_batch(&input, as_of, &options);
            let decided = decided.ok_or_else(|| format!("{as_of:?} is not a day of the calendar: give YYYY-MM-DD"))?;
            psra_arrow::verdicts(&input, decided).map_err(|e| e.to_string())
        })?;
        decided.map(PyArrowType).map_err(PyValueError::new_err)
    }
}
