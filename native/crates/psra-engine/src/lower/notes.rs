//! Notes that rules cite (origin.md A.2.8): looked up in the rules document, then in those of the agreement.

use super::Lowered;
use super::criterion::node;
use super::keys::{given, need, owned, ranges, text, word};
use super::sources::Sources;
use crate::json::Json;
use crate::law::{CitedNote, Criterion, Effect, Node, NoteVersion};

const EFFECTS: &[(&str, Option<Effect>)] = &[
    ("defines", Some(Effect::Defines)),
    ("requires", Some(Effect::Requires)),
    ("alternative", Some(Effect::Alternative)),
    ("explains", None),
];

/// Notes that cite notes, at most so deep; no published list goes beyond one.
const DEEPEST: usize = 8;

/// The documents in which a rule's notes are looked up, the nearest first.
#[derive(Clone, Copy)]
pub struct Notes<'j> {
    own: &'j Json,
    agreement: &'j [&'j Json],
    depth: usize,
}

/// A note with the document that has it.
type Found<'j> = (&'j Json, &'j Json);

impl<'j> Notes<'j> {
    /// The notes of a document of rules and of its agreement's documents.
    #[must_use]
    pub fn of(own: &'j Json, agreement: &'j [&'j Json]) -> Self {
        Self { own, agreement, depth: 0 }
    }

    /// All notes of that id in the nearest documents that have one: the agreement's may differ from period to period.
    fn find(&self, id: &str) -> Vec<Found<'j>> {
        let named = |document: &'j Json| given(document, "notes").and_then(|n| given(n, id)).map(|n| (n, document));
        if let Some(found) = named(self.own) {
            return vec![found];
        }
        self.agreement.iter().filter_map(|d| named(d)).collect()
    }

    /// Whether a note of that id is at hand.
    pub(super) fn has(&self, id: &str) -> bool {
        !self.find(id).is_empty()
    }

    /// The note that a leaf names: it must define a criterion. One that is not at hand leaves its place open.
    pub(super) fn defined(&self, id: &str) -> Lowered<Node> {
        if !self.has(id) {
            return Ok(Node::Leaf(Box::new(Criterion::Undefined { note: id.into() })));
        }
        match self.cited(id)? {
            Some(note) if note.effect == Effect::Defines => Ok(Node::Note(Box::new(note))),
            _ => Err(format!("the note {id:?} defines no criterion")),
        }
    }

    /// A note that a row or a leaf cites; `None` where it only explains, or is not at hand.
    pub(super) fn cited(&self, id: &str) -> Lowered<Option<CitedNote>> {
        if self.depth == DEEPEST {
            return Err(format!("the note {id:?} cites itself"));
        }
        let inner = Self { depth: self.depth + 1, ..*self };
        let found = self.find(id);
        let effect = found.first().map(|(note, _)| word(note, "effect", EFFECTS, None)).transpose()?.flatten();
        let Some(effect) = effect else { return Ok(None) };
        let mut versions = Vec::new();
        for (note, document) in found {
            if word(note, "effect", EFFECTS, None)? != Some(effect) {
                return Err(format!("the note {id:?} has another effect in another period"));
            }
            let tree = given(note, "criterion").ok_or_else(|| format!("the note {id:?} has no criterion"))?;
            versions.push(NoteVersion {
                chapters: given(note, "chapters").map(|_| ranges(note, "chapters")).transpose()?,
                valid_from: later(text(note, "valid_from"), text(document, "valid_from")),
                valid_to: earlier(text(note, "valid_to"), text(document, "valid_to")),
                node: node(tree, &inner)?,
            });
        }
        let undefined = Criterion::Undefined { note: id.into() };
        Ok(Some(CitedNote { id: id.into(), effect, versions, undefined }))
    }

    /// The first source in a rule's notes that is not verified, those of its leaves included.
    pub(super) fn unverified(&self, ids: &[String]) -> Lowered<Option<String>> {
        for id in ids {
            for (note, document) in self.find(id) {
                if need(note, "effect")? == "explains" {
                    continue;
                }
                if let Some(source) = Sources(document.get("sources")).unverified_in(note) {
                    return Ok(Some(source));
                }
            }
        }
        Ok(None)
    }
}

/// The ids of notes that a tree's leaves name.
pub(super) fn named_by_leaves(tree: &Json, into: &mut Vec<String>) {
    match tree {
        Json::List(items) => items.iter().for_each(|item| named_by_leaves(item, into)),
        Json::Object(members) => {
            if text(tree, "type") == Some("Note") {
                into.extend(owned(tree, "id"));
            }
            members.iter().for_each(|(_, member)| named_by_leaves(member, into));
        }
        _ => {}
    }
}

/// The later of two beginnings; an absent one is open.
pub(super) fn later(a: Option<&str>, b: Option<&str>) -> Option<String> {
    a.max(b).map(Into::into)
}

/// The earlier of two ends; an absent one is open.
pub(super) fn earlier(a: Option<&str>, b: Option<&str>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b).into()),
        (a, b) => a.or(b).map(Into::into),
    }
}
