//! Any bytes as a case: no panic, and the same input gives the same bytes.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use psra_engine::RuleBook;

const RULES: &str = include_str!("../../crates/psra-engine/tests/documents/gb-eu.yaml");
const GENERAL: &str = include_str!("../../crates/psra-engine/tests/documents/gb-eu.agreement.yaml");

fn book() -> &'static RuleBook {
    static BOOK: OnceLock<RuleBook> = OnceLock::new();
    BOOK.get_or_init(|| {
        let documents = [("rules.yaml", RULES), ("agreement.yaml", GENERAL)];
        let read = documents.map(|(path, text)| psra_rac::read(path, text.as_bytes()).expect("a sound document"));
        RuleBook::load(&read).expect("a rule book")
    })
}

fuzz_target!(|data: &[u8]| {
    let answer = book().evaluate(data, "2026-11-24");
    assert_eq!(answer, book().evaluate(data, "2026-11-24"));
});
