//! What only shows when documents are seen together.

use std::collections::{BTreeSet, HashMap};

use super::Lint;
use crate::diagnostic::{Diagnostic, Severity, shown};
use crate::findings::Findings;
use crate::located::{Span, Value};

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

/// What must be kept of a document to compare it with others: little, for there may be thousands.
pub(crate) struct Head<'a> {
    path: &'a str,
    text: &'a str,
    agreement: String,
    agreement_span: Span,
    is_rules: bool,
    ids: Vec<(String, Span)>,
}

impl<'a> Head<'a> {
    /// The head of a document that says what it is.
    pub fn of(path: &'a str, text: &'a str, root: &Value) -> Option<Self> {
        let agreement = root.get("agreement")?;
        let rules = root.get("rules").map(Value::items).unwrap_or_default();
        Some(Self {
            path,
            text,
            agreement: agreement.as_str()?.to_owned(),
            agreement_span: agreement.span,
            is_rules: root.str_at("kind")? == "rules",
            ids: rules.iter().filter_map(|rule| rule.get("id")).filter_map(id_and_place).collect(),
        })
    }
}

fn id_and_place(id: &Value) -> Option<(String, Span)> {
    Some((id.as_str()?.to_owned(), id.span))
}

/// Compare the heads of all documents.
pub(crate) fn run(heads: &[Head<'_>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let [no_general_rules, id_elsewhere] = &CODES;
    let with_general: BTreeSet<_> = heads.iter().filter(|h| !h.is_rules).map(|h| h.agreement.as_str()).collect();
    let mut warned = BTreeSet::new();
    for head in heads.iter().filter(|head| head.is_rules) {
        if !with_general.contains(head.agreement.as_str()) && warned.insert(head.agreement.as_str()) {
            let message = format!("{} has no document of general rules", shown(&head.agreement));
            diagnostics.extend(located(head, no_general_rules.at(head.agreement_span, message).into()));
        }
    }
    let mut owner: HashMap<&str, usize> = HashMap::new();
    for (place, head) in heads.iter().enumerate() {
        let mut found = Findings::default();
        for (id, span) in &head.ids {
            let first = *owner.entry(id).or_insert(place);
            if first != place {
                found.push(id_elsewhere.at(*span, format!("{} gives the id {} too", heads[first].path, shown(id))));
            }
        }
        diagnostics.extend(located(head, found));
    }
    diagnostics
}

fn located(head: &Head<'_>, found: Findings) -> Vec<Diagnostic> {
    crate::located(head.text, head.path, found)
}
