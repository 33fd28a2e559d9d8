//! Any bytes as a case: every answer is JSON text, and the same input gives the same bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let book = psra_engine::RuleBook::default();
    let answer = book.evaluate(data, "2026-11-24");
    assert_eq!(answer, book.evaluate(data, "2026-11-24"));
});
