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

/// The unit in which a parameter of a process is stated, if the vocabulary has the parameter.
#[must_use]
pub fn parameter_unit(process: &str, parameter: &str) -> Option<&'static str> {
    let mut code = None;
    for line in FILE.lines() {
        if let Some(word) = line.strip_prefix("- code: ") {
            code = Some(word.trim());
        } else if let Some(rest) = line.trim().strip_prefix("- {name: ").filter(|_| code == Some(process)) {
            let (name, rest) = rest.split_once(", unit: \"")?;
            if name == parameter {
                return rest.split_once('"').map(|(unit, _)| unit);
            }
        }
    }
    None
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

/// What to ask about a process that an intermediate may have undergone; `place` is where its own are listed.
#[must_use]
pub fn process_question_of(code: &str, of: &str, place: &str) -> String {
    let own = questions().get(code).map_or("Was this process carried out in the party?", |q| *q);
    format!(
        "Of {of}: {own} If so, list {code} under {place}; if no other process was carried out on it, set its processes_complete."
    )
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

    #[test]
    fn every_parameter_has_its_unit() {
        for (process, names) in psra_rac::process_parameters() {
            for name in names {
                assert!(parameter_unit(process, name).is_some(), "{process}: {name}");
            }
        }
        assert_eq!(parameter_unit("purification", "impurities_removed"), Some("%"));
        assert_eq!(parameter_unit("purification", "colour"), None);
    }
}
