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
    for rule in &document.rules {
        for leaf in rule.leaves().into_iter().filter(|leaf| leaf.str_at("type") == Some("Fact")) {
            let Some(code) = leaf.get("code") else { continue };
            if code.as_str().is_some_and(|word| !facts().contains(word)) {
                let message = format!("the fact {} is not known", shown(code.as_str().unwrap_or_default()));
                found.push(lint.at(code.span, message).help("define it in psra_assets/rac/vocabulary/facts.yaml"));
            }
        }
    }
}
