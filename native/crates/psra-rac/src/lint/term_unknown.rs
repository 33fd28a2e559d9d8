//! RAC262: a word of the general rules is not in the vocabulary.

use super::Lint;
use super::context::Context;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::vocabulary::term_uses;

pub(super) static LINT: Lint = Lint {
    code: "RAC262",
    title: "a word of the general rules is not in the vocabulary",
    severity: Severity::Error,
    why: "Words of the general rules (categories of wholly obtained goods, conditions, evidence, exporters) have definitions, and each stands under its own keys (`psra rac terms`).",
    bad: "proof: {kinds: [], above_threshold: trusted_exporter}",
    good: "proof: {kinds: [], above_threshold: approved_exporter}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for general in document.generals() {
        for path in term_uses().values().flatten().collect::<std::collections::BTreeSet<_>>() {
            let mut at = Some(general);
            for key in path.split('.') {
                at = at.and_then(|value| value.given(key));
            }
            let Some(place) = at else { continue };
            for word in std::iter::once(place).chain(place.items()).filter(|word| word.as_str().is_some()) {
                let text = word.as_str().unwrap_or_default();
                if term_uses().get(text).is_some_and(|uses| uses.contains(path)) {
                    continue;
                }
                let of_key = || term_uses().iter().filter(|(_, uses)| uses.contains(path)).map(|(word, _)| word.as_str());
                let finding = lint.at(word.span, format!("{} is no word for `{path}`", shown(text)));
                let help = format!("there are: {}", of_key().collect::<Vec<_>>().join(", "));
                found.push(finding.help(help).fix(found.meant(word.span, text, of_key())));
            }
        }
    }
}
