//! What a lint sees of a document.

use crate::day::Day;
use crate::located::{Entry, Value};

/// A document's parts, read as far as they can be.
pub(crate) struct Context<'a> {
    /// The whole document.
    pub root: &'a Value,
    /// The day on which it is looked at, if that matters.
    pub as_of: Option<Day<'a>>,
    /// The agreement's id.
    pub agreement: &'a str,
    /// Who published the words.
    pub publisher: &'a str,
    /// Edition of the agreement's text.
    pub hs_edition: u16,
    /// Edition in which the ranges are printed.
    pub printed_edition: u16,
    /// Sources by id.
    pub sources: &'a [Entry],
    /// Rules whose id and range can be read.
    pub rules: Vec<Rule<'a>>,
}

/// A rule's parts.
pub(crate) struct Rule<'a> {
    /// The whole rule.
    pub value: &'a Value,
    /// Its id.
    pub id: &'a str,
    /// First code.
    pub from: u32,
    /// Last code.
    pub to: u32,
    /// `whole`, `described` or `residual`.
    pub row: &'a str,
    /// `compiled`, `attested` or `quarantined`.
    pub state: &'a str,
    /// Its tree, if it has one.
    pub criterion: Option<&'a Value>,
}

impl<'a> Rule<'a> {
    fn of(value: &'a Value) -> Option<Self> {
        let code = |key: &str| value.str_at(key).filter(|text| text.len() == 6).and_then(|text| text.parse().ok());
        Some(Self {
            value,
            id: value.str_at("id")?,
            from: code("from")?,
            to: code("to")?,
            row: value.str_at("row").unwrap_or_default(),
            state: value.str_at("state").unwrap_or_default(),
            criterion: value.given("criterion"),
        })
    }

    /// Its leaves, in the order of the text.
    pub fn leaves(&self) -> Vec<&'a Value> {
        let mut found = Vec::new();
        if let Some(tree) = self.criterion {
            collect_leaves(tree, &mut found);
        }
        found
    }

    /// Where a key of it stands, or the rule.
    pub fn span_of(&self, key: &str) -> crate::located::Span {
        self.value.get(key).unwrap_or(self.value).span
    }
}

fn collect_leaves<'a>(node: &'a Value, found: &mut Vec<&'a Value>) {
    for joint in ["any", "all"] {
        if let Some(children) = node.get(joint) {
            children.items().iter().for_each(|child| collect_leaves(child, found));
            return;
        }
    }
    found.push(node);
}

impl<'a> Context<'a> {
    /// The parts of a document that names its agreement and edition; `None` otherwise.
    pub fn of(root: &'a Value, as_of: Option<Day<'a>>) -> Option<Self> {
        let edition = |key: &str| {
            root.get(key)
                .and_then(Value::as_int)
                .and_then(|year| u16::try_from(year).ok())
                .filter(|year| psra_hs::EDITIONS.contains(year))
        };
        let hs_edition = edition("hs_edition")?;
        Some(Self {
            root,
            as_of,
            agreement: root.str_at("agreement")?,
            publisher: root.str_at("publisher").unwrap_or_default(),
            hs_edition,
            printed_edition: edition("printed_edition").unwrap_or(hs_edition),
            sources: root.get("sources").map(Value::entries).unwrap_or_default(),
            rules: root.get("rules").map(Value::items).unwrap_or_default().iter().filter_map(Rule::of).collect(),
        })
    }

    /// Whether people of this project wrote it.
    pub fn is_authored(&self) -> bool {
        self.publisher == "psra"
    }
}

/// Call `look` on every value below and including this one.
pub(crate) fn walk<'a>(value: &'a Value, look: &mut impl FnMut(&'a Value)) {
    look(value);
    value.items().iter().for_each(|item| walk(item, look));
    value.entries().iter().for_each(|entry| walk(&entry.value, look));
}
