//! RAC209: a fact is not in the vocabulary.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::vocabulary::facts;

pub(super) static LINT: Lint = Lint {
    code: "RAC209",
    title: "a fact is not in the vocabulary",
    severity: Severity::Error,
    why: "A fact to be attested needs a definition and a yes/no question that a production manager can answer.",
    bad: "{type: Fact, code: something_special, kind: process}",
    good: "{type: Fact, code: <a word of facts.yaml>, kind: process}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves().iter().filter(|leaf| leaf.kind == "Fact") {
        let Some(code) = leaf.value.get("code") else { continue };
        let Some(word) = code.as_str().filter(|word| !facts().contains(*word)) else { continue };
        let fix = found.meant(code.span, word, facts().iter().map(String::as_str));
        let finding = lint.at(code.span, format!("the fact {} is not known", shown(word)));
        found.push(finding.help("define it in psra_assets/rac/vocabulary/facts.yaml").fix(fix));
    }
}
