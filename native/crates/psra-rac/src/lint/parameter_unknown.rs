//! RAC242: a parameter that its process does not have.

use super::context::Context;
use super::parts::Leaf;
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::located::Value;
use crate::vocabulary::process_parameters;

pub(super) static LINT: Lint = Lint {
    code: "RAC242",
    title: "a parameter that its process does not have",
    severity: Severity::Error,
    why: "Parameters of a process are a closed vocabulary (`parameters` of `processes.yaml`): a case cannot state one that nobody has defined, so the rule could never be refuted by it. A parameter for one process names a process of its criterion.",
    bad: "{type: Process, any_of: [purification], parameters: [{name: shine, relation: at_least, value: \"80\", unit: \"%\"}]}",
    good: "{type: Process, any_of: [purification], parameters: [{name: impurities_removed, relation: at_least, value: \"80\", unit: \"%\"}]}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves().iter().filter(|leaf| leaf.kind == "Process") {
        for parameter in parameters_of(leaf) {
            let named = processes_of(leaf);
            if let Some(process) = parameter.given("process")
                && let Some(word) = process.as_str().filter(|word| !named.contains(word))
            {
                let message = format!("the criterion does not name the process {}", shown(word));
                found.push(lint.at(process.span, message).fix(found.meant(process.span, word, named)));
                continue;
            }
            let Some(name) = parameter.get("name") else { continue };
            let known = names(leaf, parameter);
            let Some(word) = name.as_str().filter(|word| !known.contains(word)) else { continue };
            let finding = lint.at(name.span, format!("the process has no parameter {}", shown(word)));
            let fix = found.meant(name.span, word, known.iter().copied());
            found.push(finding.help(format!("it has: {}", known.join(", "))).fix(fix));
        }
    }
}

/// Criteria with more processes or parameters are not looked at: no treaty has one.
const MOST: usize = 64;

/// The processes that a criterion names.
pub(super) fn processes_of<'a>(leaf: &Leaf<'a>) -> Vec<&'a str> {
    let words = ["any_of", "all_of"].iter().flat_map(|key| leaf.value.list(key));
    words.filter_map(Value::as_str).take(MOST).collect()
}

/// The parameters of a criterion.
pub(super) fn parameters_of<'a>(leaf: &Leaf<'a>) -> &'a [Value<'a>] {
    let (parameters, processes) = (leaf.value.list("parameters"), |key| leaf.value.list(key).len());
    let is_usual = parameters.len() <= MOST && processes("any_of") + processes("all_of") <= MOST;
    if is_usual { parameters } else { &[] }
}

/// The parameters of the process that one names, or of every process of the criterion.
fn names(leaf: &Leaf<'_>, parameter: &Value<'_>) -> Vec<&'static str> {
    let own = parameter.str_at("process");
    let of = processes_of(leaf).into_iter().filter(|process| own.is_none_or(|own| own == *process));
    let lists = of.filter_map(|process| process_parameters().get(process));
    let mut known: Vec<&str> = lists.flatten().map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    known
}
