//! RAC208: a tag is not in the vocabulary.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::vocabulary::tags;

pub(super) static LINT: Lint = Lint {
    code: "RAC208",
    title: "a tag is not in the vocabulary",
    severity: Severity::Error,
    why: "Descriptions of products and materials are a closed vocabulary (`psra rac tags`): a case cannot confirm a word that nobody has defined.",
    bad: "applies_to: [retreaded_tyre]",
    good: "applies_to: [retreaded]",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for word in document.parts.tags.iter().flat_map(|list| list.items()) {
        let Some(text) = word.as_str().filter(|text| !tags().contains(*text)) else { continue };
        let finding = lint.at(word.span, format!("the tag {} is not known", shown(text)));
        let fix = found.meant(word.span, text, tags().iter().map(String::as_str));
        found.push(finding.help("`psra rac tags` lists them").fix(fix));
    }
}
