//! What a line takes part in by its role (origin.md A.11, A.12): shipment packing and neutral elements in nothing,
//! retail packaging and accessories as the agreement says. A relief that it does not grant is not given.

use crate::case::Role;
use crate::law::{General, Treatment};

/// In which tests a line takes part; `None` where in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub(crate) in_ctc: bool,
    pub(crate) in_value: bool,
    pub(crate) in_weight: bool,
}

/// What a role takes part in.
#[must_use]
pub fn part(role: Role, general: Option<&General>) -> Option<Part> {
    let by = |treatment: Option<&Treatment>| treatment.map_or((true, true), |t| (t.in_ctc, t.in_value));
    match role {
        Role::Neutral | Role::ShippingPacking => None,
        Role::Material => Some(Part { in_ctc: true, in_value: true, in_weight: true }),
        Role::RetailPackaging => {
            let (in_ctc, in_value) = by(general.and_then(|g| g.packaging.as_ref()).map(|p| &p.value));
            // Net weight is without packaging (TCA Annex 2 note 1.3).
            Some(Part { in_ctc, in_value, in_weight: false })
        }
        Role::Accessory => {
            let (in_ctc, in_value) = by(general.and_then(|g| g.accessories.as_ref()).map(|p| &p.value));
            Some(Part { in_ctc, in_value, in_weight: in_ctc })
        }
    }
}
