//! Any bytes as a JSON document: every answer is a list of diagnostics.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = psra_rac::validate("d.json", data, None);
});
