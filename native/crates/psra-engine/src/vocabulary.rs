//! The closed vocabulary of processes, with the question that asks for each.

use std::collections::BTreeMap;
use std::sync::OnceLock;

static FILE: &str = include_str!("../../../../psra_assets/rac/vocabulary/processes.yaml");

/// Codes with their questions. The file is a list of flat entries, one key a line, texts in double quotes.
fn questions() -> &'static BTreeMap<&'static str, &'static str> {
    static QUESTIONS: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    QUESTIONS.get_or_init(|| {
        let mut found = BTreeMap::new();
        let mut code = None;
        for line in FILE.lines() {
            if let Some(word) = line.strip_prefix("- code: ") {
                code = Some(word.trim());
            } else if let (Some(text), Some(word)) = (line.trim().strip_prefix("question: "), code) {
                found.insert(word, text.trim().trim_matches('"'));
            }
        }
        found
    })
}

/// Whether a word is a process.
#[must_use]
pub fn is_process(code: &str) -> bool {
    psra_rac::processes().contains(code)
}

/// All processes, sorted.
#[must_use]
pub fn processes() -> Vec<&'static str> {
    psra_rac::processes().iter().map(String::as_str).collect()
}

/// What to ask about a process.
#[must_use]
pub fn process_question(code: &str) -> String {
    let own = questions().get(code).map_or("Was this process carried out in the party?", |q| *q);
    format!("{own} If so, list {code} under processes; if no other process was carried out, set processes_complete.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_process_has_its_question() {
        assert!(is_process("chemical_reaction") && !is_process("alchemy"));
        for code in processes() {
            assert!(questions().get(code).is_some_and(|q| q.ends_with('?')), "{code}");
        }
    }
}
