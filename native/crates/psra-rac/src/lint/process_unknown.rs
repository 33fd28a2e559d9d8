//! RAC207: a process is not in the vocabulary.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::vocabulary::processes;

pub(super) static LINT: Lint = Lint {
    code: "RAC207",
    title: "a process is not in the vocabulary",
    severity: Severity::Error,
    why: "Processes are a closed vocabulary with definitions and questions (`psra rac processes`): a word outside it can never be attested.",
    bad: "{type: Process, any_of: [chemical_reactions]}",
    good: "{type: Process, any_of: [chemical_reaction]}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves().iter().filter(|leaf| leaf.kind == "Process") {
        for code in ["any_of", "all_of"].iter().flat_map(|key| leaf.value.list(key)) {
            let Some(word) = code.as_str().filter(|word| !processes().contains(*word)) else { continue };
            let finding = lint.at(code.span, format!("the process {} is not known", shown(word)));
            let fix = found.meant(code.span, word, processes().iter().map(String::as_str));
            found.push(finding.help("`psra rac processes` lists them").fix(fix));
        }
    }
}
