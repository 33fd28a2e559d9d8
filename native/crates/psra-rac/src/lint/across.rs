//! What only shows when documents are seen together.

use std::collections::{BTreeMap, BTreeSet};

use super::Lint;
use crate::diagnostic::{Diagnostic, Finding, LineIndex, Severity};
use crate::located::Value;

pub(super) static CODES: [Lint; 2] = [
    Lint {
        code: "RAC230",
        title: "a list of rules without general rules",
        severity: Severity::Warning,
        why: "Without the agreement's document no tolerance, cumulation or other relief is granted, and no certificate can be issued. A lone list still decides, and the answer says on what assumptions.",
        bad: "eu-gb/39.yaml",
        good: "eu-gb/39.yaml\neu-gb/agreement.yaml",
        check: None,
    },
    Lint {
        code: "RAC231",
        title: "two documents give one rule id",
        severity: Severity::Error,
        why: "A verdict cites the rule by its id, so an id is given once in all documents that are loaded together.",
        bad: "39.yaml and 40.yaml both with eu-gb:hs2017:3926~1",
        good: "each id in one document",
        check: None,
    },
];

/// What must be kept of a document to compare it with others.
pub(crate) struct Head {
    path: String,
    agreement: String,
    kind: String,
    place: Diagnostic,
    ids: Vec<(String, Diagnostic)>,
}

impl Head {
    /// The head of a document that says what it is.
    pub fn of(path: &str, text: &str, root: &Value) -> Option<Self> {
        let index = LineIndex::new(text);
        let agreement = root.get("agreement")?;
        let name = agreement.as_str()?.to_owned();
        let general = format!("{name} has no document of general rules");
        let place = index.diagnostic(path, Finding::warning("RAC230", agreement.span, general));
        let ids = root
            .get("rules")
            .map(Value::items)
            .unwrap_or_default()
            .iter()
            .filter_map(|rule| rule.get("id"))
            .filter_map(|id| {
                let text = id.as_str()?.to_owned();
                let finding = Finding::error("RAC231", id.span, format!("another document gives the id {text}"));
                Some((text, index.diagnostic(path, finding)))
            })
            .collect();
        Some(Self { path: path.to_owned(), agreement: name, kind: root.str_at("kind")?.to_owned(), place, ids })
    }
}

/// Compare the heads of all documents.
pub(crate) fn run(heads: &[Head]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let with_general: BTreeSet<_> =
        heads.iter().filter(|h| h.kind == "agreement").map(|h| h.agreement.as_str()).collect();
    let mut warned = BTreeSet::new();
    for head in heads.iter().filter(|head| head.kind == "rules") {
        if !with_general.contains(head.agreement.as_str()) && warned.insert(head.agreement.as_str()) {
            found.push(head.place.clone());
        }
    }
    let mut owner: BTreeMap<&str, &str> = BTreeMap::new();
    for head in heads {
        for (id, diagnostic) in &head.ids {
            if *owner.entry(id).or_insert(&head.path) != head.path {
                found.push(diagnostic.clone());
            }
        }
    }
    found
}
