//! RAC212: the state does not fit the tree.

use super::Lint;
use super::context::Context;
use crate::diagnostic::Severity;
use crate::findings::Findings;
use crate::fix::Proposal;
use crate::located::Value;

pub(super) static LINT: Lint = Lint {
    code: "RAC212",
    title: "the state does not fit the tree",
    severity: Severity::Error,
    why: "`compiled` says that codes, values, weights and origin decide; `attested` that a fact must be attested; `quarantined` that the words were not understood, so that there is a reason and no tree. Whoever counts states relies on it.",
    bad: "{state: compiled, criterion: {type: Process, any_of: [chemical_reaction]}}",
    good: "{state: attested, criterion: {type: Process, any_of: [chemical_reaction]}}",
    check: Some(check),
};

const ATTESTED: [&str; 4] = ["Process", "FromMaterial", "Fact", "OriginRetained"];
/// Descriptions that a material's code settles, yes or no, so that nobody has to attest them.
const SETTLED: [&str; 2] = ["natural_rubber", "sugar"];

/// Whether a scope asks which materials are of a description that only the user knows.
fn describes(value: &Value<'_>) -> bool {
    let open = |tags: &Value<'_>| tags.items().iter().filter_map(Value::as_str).any(|tag| !SETTLED.contains(&tag));
    value.get("tags").is_some_and(open)
        || value.items().iter().any(describes)
        || value.entries().iter().any(|entry| describes(&entry.value))
}

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    let mut needing = vec![false; document.rules.len()];
    for tree in document.trees() {
        if let Some(place) = tree.rule {
            needing[place] = document.leaves_of(tree).iter().any(|leaf| ATTESTED.contains(&leaf.kind) || describes(leaf.value));
        }
    }
    for (rule, needs_fact) in document.rules.iter().zip(needing) {
        let has_reason = rule.value.given("reason").is_some();
        let (message, state) = match (rule.state, rule.criterion) {
            ("quarantined", Some(_)) => ("a quarantined rule has no criterion", None),
            ("quarantined", None) if !has_reason => ("a quarantined rule says why, under `reason`", None),
            ("compiled" | "attested", None) => {
                ("the rule has no criterion, so it is quarantined", has_reason.then_some("quarantined"))
            }
            ("compiled" | "attested", Some(_)) if has_reason => ("only a quarantined rule has a reason", None),
            ("compiled", Some(_)) if needs_fact => {
                ("a fact must be attested, so the rule is `attested`", Some("attested"))
            }
            ("attested", Some(_)) if !needs_fact => {
                ("nothing must be attested, so the rule is `compiled`", Some("compiled"))
            }
            _ => continue,
        };
        let span = rule.span_of("state");
        found.push(lint.at(span, message).fix(state.map(|state| Proposal::text(span, state))));
    }
}
