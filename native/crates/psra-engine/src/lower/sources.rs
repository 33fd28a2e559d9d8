//! The sources that a document names, and whether they are verified.

use super::keys::{flag, text};
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

    /// The source's name, where it is not verified; a source that is not there is not verified either.
    pub(super) fn unverified(&self, reference: Option<&Json>) -> Option<String> {
        let reference = reference?;
        match self.find(reference) {
            Some(source) if flag(source, "verified") => None,
            Some(source) => {
                let instrument = text(source, "instrument").unwrap_or("a source without a name");
                let proxy = text(source, "source_proxy").map(|p| format!(" (read in {p})")).unwrap_or_default();
                Some(format!("{instrument}{proxy}"))
            }
            None => Some("a source that the document does not name".into()),
        }
    }
}
