//! What a lint sees of a document: its parts, gathered in one pass.

use std::collections::HashMap;

use super::parts::{Leaf, Parts, Scope, Tree};
use crate::day::Day;
use crate::diagnostic::{Finding, Severity};
use crate::located::{Entry, Span, Value};

/// Up to so many sources it is faster to look through them than to hash.
const FEW: usize = 16;

/// A document's parts, read as far as they can be.
pub(crate) struct Context<'a> {
    /// The whole document.
    pub root: &'a Value<'a>,
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
    pub sources: &'a [Entry<'a>],
    /// Their places, if there are too many to look through.
    by_id: HashMap<&'a str, usize>,
    /// Rules whose id and range can be read.
    pub rules: Vec<Rule<'a>>,
    /// Trees, leaves, scopes and what else stands in many places.
    pub parts: Parts<'a>,
}

/// A rule's parts.
pub(crate) struct Rule<'a> {
    /// The whole rule.
    pub value: &'a Value<'a>,
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
    pub criterion: Option<&'a Value<'a>>,
    /// When and for whom it holds.
    pub guard: Option<&'a Value<'a>>,
}

impl<'a> Rule<'a> {
    fn of(value: &'a Value<'a>) -> Option<Self> {
        let (mut id, mut from, mut to) = (None, None, None);
        let (mut row, mut state, mut criterion, mut guard) = ("", "", None, None);
        let given = |value: &'a Value<'a>| Some(value).filter(|value| !value.is_null());
        for entry in value.entries() {
            match &*entry.key {
                "id" => id = entry.value.as_str(),
                "from" => from = code(&entry.value),
                "to" => to = code(&entry.value),
                "row" => row = entry.value.as_str().unwrap_or_default(),
                "state" => state = entry.value.as_str().unwrap_or_default(),
                "criterion" => criterion = given(&entry.value),
                "guard" => guard = given(&entry.value),
                _ => {}
            }
        }
        Some(Self { value, id: id?, from: from?, to: to?, row, state, criterion, guard })
    }

    /// Where a key of it stands, or the rule.
    pub fn span_of(&self, key: &str) -> Span {
        self.value.get(key).unwrap_or(self.value).span
    }

    /// Whether its range is one that holds codes.
    pub fn is_range(&self) -> bool {
        self.from <= self.to
    }

    /// First and last day on which it holds, as its guard says them.
    pub fn days(&self) -> (Option<&'a str>, Option<&'a str>) {
        self.guard.map_or((None, None), |guard| (guard.str_at("valid_from"), guard.str_at("valid_to")))
    }
}

fn code(value: &Value<'_>) -> Option<u32> {
    value.as_str().filter(|text| text.len() == 6).and_then(|text| text.parse().ok())
}

impl<'a> Context<'a> {
    /// The parts of a document that names its agreement and edition; `None` otherwise.
    pub fn of(root: &'a Value<'a>, as_of: Option<Day<'a>>) -> Option<Self> {
        let edition = |key: &str| {
            root.get(key)
                .and_then(Value::as_int)
                .and_then(|year| u16::try_from(year).ok())
                .filter(|year| psra_hs::EDITIONS.contains(year))
        };
        let hs_edition = edition("hs_edition")?;
        let rules: Vec<_> = root.list("rules").iter().filter_map(Rule::of).collect();
        let parts = Parts::of(root, &rules);
        let sources = root.get("sources").map(Value::entries).unwrap_or_default();
        Some(Self {
            root,
            as_of,
            agreement: root.str_at("agreement")?,
            publisher: root.str_at("publisher").unwrap_or_default(),
            hs_edition,
            printed_edition: edition("printed_edition").unwrap_or(hs_edition),
            sources,
            by_id: if sources.len() > FEW {
                sources.iter().zip(0..).map(|(s, n)| (&*s.key, n)).collect()
            } else {
                HashMap::new()
            },
            rules,
            parts,
        })
    }

    /// A source of the document, by its id.
    pub fn source(&self, id: &str) -> Option<&'a Entry<'a>> {
        if self.by_id.is_empty() {
            self.sources.iter().find(|source| source.key == id)
        } else {
            self.by_id.get(id).map(|&place| &self.sources[place])
        }
    }

    /// Whether people of this project wrote it.
    pub fn is_authored(&self) -> bool {
        self.publisher == "psra"
    }

    /// A finding about words that a publisher printed: we do not mend them, so it stops nothing there.
    pub fn graded(&self, finding: Finding) -> Finding {
        if self.is_authored() { finding } else { Finding { severity: Severity::Warning, ..finding } }
    }

    /// The trees of rules and notes.
    pub fn trees(&self) -> &[Tree<'a>] {
        &self.parts.trees
    }

    /// The leaves of all trees, in the order of the text.
    pub fn leaves(&self) -> &[Leaf<'a>] {
        &self.parts.leaves
    }

    /// The scopes of all leaves.
    pub fn scopes(&self) -> &[Scope<'a>] {
        &self.parts.scopes
    }

    /// The leaves of a tree.
    pub fn leaves_of(&self, tree: &Tree<'a>) -> &[Leaf<'a>] {
        &self.parts.leaves[tree.leaves.clone()]
    }

    /// The rule in which a leaf stands; `None` for a note's.
    pub fn rule_of(&self, leaf: &Leaf<'a>) -> Option<&Rule<'a>> {
        self.parts.trees[leaf.tree].rule.map(|place| &self.rules[place])
    }

    /// The leaf to which a scope belongs.
    pub fn leaf_of(&self, scope: &Scope<'a>) -> &Leaf<'a> {
        &self.parts.leaves[scope.leaf]
    }

    /// The dated sets of general rules, if this is an agreement.
    pub fn periods(&self) -> &'a [Value<'a>] {
        self.root.list("ruleset")
    }

    /// The general rules of each period.
    pub fn generals(&self) -> impl Iterator<Item = &'a Value<'a>> {
        self.periods().iter().filter_map(|period| period.given("general"))
    }
}
