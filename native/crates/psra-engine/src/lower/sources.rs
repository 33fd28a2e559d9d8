//! The sources that a document names, and whether they are verified.

use super::keys::{flag, given, text};
use crate::json::Json;

/// The sources of a document, by id.
pub(super) struct Sources<'j>(pub(super) Option<&'j Json>);

impl Sources<'_> {
    fn find(&self, reference: &Json) -> Option<&Json> {
        self.0.and_then(|all| all.get(text(reference, "id")?))
    }

    /// The reference with what its source says.
    pub(super) fn resolved(&self, reference: &Json) -> Json {
        let mut members = Vec::new();
        for part in [Some(reference), self.find(reference)].into_iter().flatten() {
            if let Json::Object(found) = part {
                members.extend(found.iter().filter(|(_, v)| *v != Json::Null).cloned());
            }
        }
        Json::Object(members)
    }

    /// Where each part of an object says that it stands: its own source, and those of its entries.
    pub(super) fn places(parts: &Json) -> Vec<(String, String)> {
        let Json::Object(members) = parts else { return Vec::new() };
        let mut found: Vec<(String, String)> = Vec::new();
        for (name, part) in members {
            let entries = part.as_list().unwrap_or(std::slice::from_ref(part));
            let cited = |entry| given(entry, "source").and_then(|s| text(s, "locator").or_else(|| text(s, "article")));
            for place in entries.iter().filter_map(cited) {
                if !found.iter().any(|(known, at)| known == name && at == place) {
                    found.push((name.to_string(), place.to_owned()));
                }
            }
        }
        found
    }

    /// The source's name, where it is not verified; a source that is not there is not verified either. A reference may
    /// say for its own place whether it is.
    pub(super) fn unverified(&self, reference: Option<&Json>) -> Option<String> {
        let reference = reference?;
        let Some(source) = self.find(reference) else {
            return Some("a source that the document does not name".into());
        };
        let verified = if given(reference, "verified").is_some() { reference } else { source };
        if flag(verified, "verified") {
            return None;
        }
        let instrument = text(source, "instrument").unwrap_or("a source without a name");
        let proxy = text(source, "source_proxy").map(|p| format!(" (read in {p})")).unwrap_or_default();
        Some(format!("{instrument}{proxy}"))
    }

    /// The first source in a tree, at whatever depth, that is not verified.
    pub(super) fn unverified_in(&self, tree: &Json) -> Option<String> {
        match tree {
            Json::List(items) => items.iter().find_map(|item| self.unverified_in(item)),
            Json::Object(members) => members.iter().find_map(|(key, member)| match key.as_ref() {
                "source" => self.unverified(Some(member).filter(|m| **m != Json::Null)),
                _ => self.unverified_in(member),
            }),
            _ => None,
        }
    }
}
