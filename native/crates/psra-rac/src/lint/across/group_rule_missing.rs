//! RAC236: groups of headings without a rule on changes within them.

use std::collections::BTreeSet;

use super::{Across, Found, Together};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC236",
        title: "groups of headings without a rule on changes within them",
        severity: Severity::Warning,
        why: "A row for several headings and a change of heading leave open whether a material of one of these headings makes the product of another. Agreements differ (CETA Annex 5 note 8.3 says no, CPTPP note 3(g) yes): the general rules say it under `within_group`. Said once an agreement.",
        bad: "general: {}\nrules: [{from: \"390100\", to: \"391599\", criterion: {type: CTH}}]",
        good: "general: {within_group: {rule: allowed}}\nrules: [{from: \"390100\", to: \"391599\", criterion: {type: CTH}}]",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    let mut warned = BTreeSet::new();
    for (place, head, general) in documents.lists() {
        if let Some(span) = head.needs_group_rule.filter(|_| !general.has_group_rule)
            && warned.insert(head.agreement.as_str())
        {
            let message = format!("{} does not say whether a change within this group counts", shown(general.path));
            found.push(place, lint.at(span, message).help("add `within_group` to the general rules"));
        }
    }
}
