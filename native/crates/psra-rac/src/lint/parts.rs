//! The parts of a document that stand in many places: trees, leaves, scopes, references, words, days.
//!
//! One pass gathers them for all lints: a lint that walked the document itself would cost more than it looks at.

use std::ops::Range;

use super::context::Rule;
use crate::located::{Kind, Value};

/// The tree of a rule or of a note.
pub(crate) struct Tree<'a> {
    /// The rule that it belongs to, by its place; `None` for a note's.
    pub rule: Option<usize>,
    /// The words that it was compiled from, if they are there.
    pub text: Option<&'a str>,
    /// What it belongs to: a rule's or a note's id.
    pub owner: &'a str,
    /// Its leaves, by their places.
    pub leaves: Range<usize>,
}

/// A criterion.
pub(crate) struct Leaf<'a> {
    /// The whole leaf.
    pub value: &'a Value<'a>,
    /// Its `type`.
    pub kind: &'a str,
    /// The tree in which it stands, by its place.
    pub tree: usize,
}

/// How a leaf uses a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// `except`.
    Except,
    /// `including`.
    Including,
    /// `from_only`.
    FromOnly,
    /// `scope` of the leaf itself.
    Subject,
    /// `of`, a denominator.
    Whole,
    /// Scope of an allowance.
    Allowance,
    /// `not` of another scope.
    Not,
}

/// A set of materials that a leaf names.
pub(crate) struct Scope<'a> {
    /// The whole scope.
    pub value: &'a Value<'a>,
    /// What it is for.
    pub role: Role,
    /// The leaf to which it belongs, by its place.
    pub leaf: usize,
}

/// The parts.
#[derive(Default)]
pub(crate) struct Parts<'a> {
    /// The trees of rules, then of notes.
    pub trees: Vec<Tree<'a>>,
    /// All their leaves.
    pub leaves: Vec<Leaf<'a>>,
    /// All scopes of the leaves.
    pub scopes: Vec<Scope<'a>>,
    /// All allowances of the leaves, each with its leaf's place.
    pub allowances: Vec<(&'a Value<'a>, usize)>,
    /// Joints (`any`, `all`) with their node: all of them, the outer before the inner.
    pub joints: Vec<(&'a Value<'a>, &'a Value<'a>)>,
    /// References to sources, wherever they stand.
    pub references: Vec<&'a Value<'a>>,
    /// Lists of tags, wherever they stand.
    pub tags: Vec<&'a Value<'a>>,
    /// Whatever has a last day.
    pub dated: Vec<&'a Value<'a>>,
}

impl<'a> Parts<'a> {
    /// Gather them.
    pub fn of(root: &'a Value<'a>, rules: &[Rule<'a>]) -> Self {
        let mut parts = Self::default();
        for (place, rule) in rules.iter().enumerate() {
            if let Some(tree) = rule.criterion {
                let text = rule.value.str_at("text");
                parts.tree(tree, Some(place), text, rule.id);
            }
        }
        for note in root.get("notes").map(Value::entries).unwrap_or_default() {
            if let Some(tree) = note.value.given("criterion") {
                parts.tree(tree, None, note.value.str_at("text"), &note.key);
            }
        }
        parts.everywhere(root);
        parts
    }

    fn tree(&mut self, root: &'a Value<'a>, rule: Option<usize>, text: Option<&'a str>, owner: &'a str) {
        let first = self.leaves.len();
        self.node(root);
        self.trees.push(Tree { rule, text, owner, leaves: first..self.leaves.len() });
    }

    fn node(&mut self, node: &'a Value<'a>) {
        let mut kind = "";
        for entry in node.entries() {
            match &*entry.key {
                "any" | "all" => {
                    self.joints.push((node, &entry.value));
                    entry.value.items().iter().for_each(|child| self.node(child));
                    return;
                }
                "type" => kind = entry.value.as_str().unwrap_or_default(),
                _ => {}
            }
        }
        self.leaf(node, kind);
    }

    fn leaf(&mut self, value: &'a Value<'a>, kind: &'a str) {
        let place = self.leaves.len();
        self.leaves.push(Leaf { value, kind, tree: self.trees.len() });
        for entry in value.entries() {
            let role = match &*entry.key {
                "except" => Role::Except,
                "including" => Role::Including,
                "from_only" => Role::FromOnly,
                "scope" => Role::Subject,
                "of" => Role::Whole,
                "allowances" => {
                    for allowance in entry.value.items() {
                        self.allowances.push((allowance, place));
                        allowance
                            .given("scope")
                            .into_iter()
                            .for_each(|value| self.scope(value, Role::Allowance, place));
                        allowance.given("of").into_iter().for_each(|value| self.scope(value, Role::Whole, place));
                    }
                    continue;
                }
                _ => continue,
            };
            self.scope(&entry.value, role, place);
        }
    }

    fn scope(&mut self, value: &'a Value<'a>, role: Role, leaf: usize) {
        // A denominator may be a word.
        if matches!(value.kind, Kind::Map(_)) {
            self.scopes.push(Scope { value, role, leaf });
            value.given("not").into_iter().for_each(|inner| self.scope(inner, Role::Not, leaf));
        }
    }

    /// What has its meaning wherever it stands.
    fn everywhere(&mut self, value: &'a Value<'a>) {
        match &value.kind {
            Kind::Seq(items) => items.iter().for_each(|item| self.everywhere(item)),
            Kind::Map(entries) => {
                for entry in entries {
                    match (&*entry.key, &entry.value.kind) {
                        ("source", Kind::Map(_)) => self.references.push(&entry.value),
                        ("tags" | "applies_to", Kind::Seq(_)) => self.tags.push(&entry.value),
                        ("valid_to", _) => self.dated.push(value),
                        (_, Kind::Seq(_) | Kind::Map(_)) => self.everywhere(&entry.value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}
