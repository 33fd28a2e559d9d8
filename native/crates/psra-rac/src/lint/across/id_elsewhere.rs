//! RAC231: two documents give one rule id.

use std::collections::HashMap;

use super::{Across, Found, Together};
use crate::diagnostic::{Severity, shown};
use crate::lint::Lint;

pub(super) static LINT: Across = Across {
    lint: Lint {
        code: "RAC231",
        title: "two documents give one rule id",
        severity: Severity::Error,
        why: "A verdict cites the rule by its id, so an id is given once in all documents that are loaded together.",
        bad: "39.yaml and 40.yaml both with eu-gb:hs2017:3926~1",
        good: "each id in one document",
        check: None,
    },
    look,
};

fn look(lint: &Lint, documents: &Together<'_>, found: &mut Found) {
    let mut owner: HashMap<&str, usize> = HashMap::new();
    for (place, head) in documents.heads.iter().enumerate() {
        for (id, span) in &head.ids {
            let first = *owner.entry(id).or_insert(place);
            if first != place {
                let message = format!("{} gives the id {} too", documents.heads[first].path, shown(id));
                found.push(place, lint.at(*span, message));
            }
        }
    }
}
