//! RAC224: an exception excludes what the change excludes already.

use super::change_impossible::own;
use super::codes::Codes;
use super::context::Context;
use super::parts::Role;
use super::Lint;
use crate::diagnostic::Severity;
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC224",
    title: "an exception excludes what the change excludes already",
    severity: Severity::Warning,
    why: "A change of heading excludes the product's own heading by itself. An exception that names nothing else says nothing: a wider one was meant (the chapter), or another code.",
    bad: "{from: \"392600\", to: \"392699\", criterion: {type: CTH, except: {codes: [\"3926\"]}}}",
    good: "{from: \"392600\", to: \"392699\", criterion: {type: CTH, except: {codes: [\"3920\"]}}}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for scope in document.scopes().iter().filter(|scope| scope.role == Role::Except) {
        let leaf = document.leaf_of(scope);
        let Some(excluded) = document.rule_of(leaf).and_then(|rule| own(rule, leaf.kind)) else { continue };
        let Some(codes) = Codes::alone(scope.value).filter(|codes| !codes.is_empty()) else { continue };
        if Codes::from_iter([excluded]).holds_all(&codes) {
            found.push(lint.at(scope.value.span, format!("{} alone excludes these codes", leaf.kind)));
        }
    }
}
