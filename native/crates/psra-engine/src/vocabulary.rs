//! The closed vocabulary of processes.

/// Whether a word is a process.
#[must_use]
pub fn is_process(code: &str) -> bool {
    processes().contains(&code)
}

/// All processes.
#[must_use]
pub fn processes() -> Vec<&'static str> {
    vec!["chemical_reaction", "mixing_and_blending"]
}

/// What to ask about a process.
#[must_use]
pub fn process_question(code: &str) -> String {
    format!("Was this process carried out: {code}?")
}
