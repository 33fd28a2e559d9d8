//! RAC243: a parameter in another unit.

use super::context::Context;
use super::parameter_unknown::{parameters_of, processes_of};
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;
use crate::vocabulary::parameter_units;

pub(super) static LINT: Lint = Lint {
    code: "RAC243",
    title: "a parameter in another unit",
    severity: Severity::Error,
    why: "Each parameter of a process has one unit in the vocabulary, and cases state it in that. A rule in another unit would compare 80 % with 0.8.",
    bad: "{name: impurities_removed, relation: at_least, value: \"0.8\", unit: \"fraction\"}",
    good: "{name: impurities_removed, relation: at_least, value: \"80\", unit: \"%\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for leaf in document.leaves().iter().filter(|leaf| leaf.kind == "Process") {
        for parameter in parameters_of(leaf) {
            let (Some(name), Some(unit)) = (parameter.str_at("name"), parameter.given("unit")) else { continue };
            let own = parameter.str_at("process");
            let mut of = processes_of(leaf).into_iter().filter(|process| own.is_none_or(|own| own == *process));
            let unit_of = |process: &str| parameter_units().get(&(process.to_owned(), name.to_owned()));
            let Some(known) = of.find_map(unit_of)
            else {
                continue;
            };
            if unit.as_str().is_some_and(|unit| unit != known) {
                let message = format!("{} is stated in {}", shown(name), shown(known));
                found.push(lint.at(unit.span, message).help("convert the value, then correct the unit"));
            }
        }
    }
}
