//! Six-digit codes of the Harmonized System, edition by edition, and how codes correlate between editions.
//!
//! The facts stand in `facts/`, written by `scripts/build_hs_facts.py` from the UN Statistics Division's tables. A code is a
//! number: `390110` is the subheading 3901.10. No code is ever mapped by guess: `correlate` gives every counterpart, and
//! a caller that needs one answer must see whether there is one.

mod codes;
mod correlation;

pub use codes::{EDITIONS, codes, edition_in_force, is_code, parse_code, range_has_code};
pub use correlation::correlate;
