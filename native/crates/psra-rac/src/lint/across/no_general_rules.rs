//! RAC230: a list of rules without general rules.

use std::collections::BTreeSet;

use super::{Across, Found, Together};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC230",
        title: "a list of rules without general rules",
        severity: Severity::Warning,
        why: "Without the agreement's document no tolerance, cumulation or other relief is granted, and no certificate can be issued. A lone list still decides, and the answer says on what assumptions.",
        bad: "eu-gb/39.yaml",
        good: "eu-gb/39.yaml\neu-gb/agreement.yaml",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    let mut warned = BTreeSet::new();
    for (place, head) in documents.heads.iter().enumerate().filter(|(_, head)| head.is_rules) {
        let agreement = head.agreement.as_str();
        if !documents.general.contains_key(agreement) && warned.insert(agreement) {
            let message = format!("{} has no document of general rules", shown(agreement));
            found.push(place, lint.at(head.agreement_span, message));
        }
    }
}
