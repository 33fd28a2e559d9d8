//! What a verdict still needs to know, and what it took for granted.

use crate::json::Json;

/// Where the missing thing belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A fact of the case.
    Fact,
    /// The classification of a product or a material in another HS edition.
    Classification,
    /// A rule that could not be turned into code, or is not there.
    Rule,
    /// Something that the agreement, not the case, leaves open.
    Agreement,
}

/// A fact that would settle the verdict.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MissingFact {
    /// What kind of thing is missing.
    pub kind: Kind,
    /// Where in the case it belongs.
    pub pointer: Option<String>,
    /// Why the verdict hangs on it.
    pub reason: String,
    /// The question to ask.
    pub ask: String,
    /// Words of a vocabulary, or codes, among which the answer is; none where it is free.
    pub choices: Vec<String>,
}

impl MissingFact {
    /// A fact of the case that belongs at `pointer`.
    pub fn fact(pointer: impl Into<String>, reason: impl Into<String>, ask: impl Into<String>) -> Self {
        Self {
            kind: Kind::Fact,
            pointer: Some(pointer.into()),
            reason: reason.into(),
            ask: ask.into(),
            choices: Vec::new(),
        }
    }

    /// The same question with the words among which its answer is.
    #[must_use]
    pub fn among<S: Into<String>>(self, choices: impl IntoIterator<Item = S>) -> Self {
        Self { choices: choices.into_iter().map(Into::into).collect(), ..self }
    }

    /// A code that could be any of several.
    pub fn classification(pointer: impl Into<String>, reason: impl Into<String>, ask: impl Into<String>) -> Self {
        Self { kind: Kind::Classification, ..Self::fact(pointer, reason, ask) }
    }

    /// A rule that is missing or not understood.
    pub fn rule(reason: impl Into<String>, ask: impl Into<String>) -> Self {
        Self { kind: Kind::Rule, pointer: None, reason: reason.into(), ask: ask.into(), choices: Vec::new() }
    }

    /// Something that the agreement leaves open.
    pub fn agreement(pointer: impl Into<String>, reason: impl Into<String>, ask: impl Into<String>) -> Self {
        Self { kind: Kind::Agreement, ..Self::fact(pointer, reason, ask) }
    }

    /// As an answer says it.
    #[must_use]
    pub fn json(&self) -> Json {
        let kind = match self.kind {
            Kind::Fact => "fact",
            Kind::Classification => "classification",
            Kind::Rule => "rule",
            Kind::Agreement => "agreement",
        };
        let mut members = vec![
            ("kind", Json::str(kind)),
            ("pointer", Json::option(self.pointer.as_deref())),
            ("reason", Json::str(&self.reason)),
            ("ask", Json::str(&self.ask)),
        ];
        if !self.choices.is_empty() {
            members.push(("choices", Json::strings(&self.choices)));
        }
        Json::object(members)
    }
}

/// Nobody answers more questions at once; the next come when these are answered.
const MOST: usize = 500;

/// Append those facts that are not there yet.
pub fn gather(into: &mut Vec<MissingFact>, more: impl IntoIterator<Item = MissingFact>) {
    for fact in more {
        if into.len() < MOST && !into.contains(&fact) {
            into.push(fact);
        }
    }
}

/// Something that a verdict took for granted, or a condition on its proof: a code for machines, a text for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A stable word.
    pub code: &'static str,
    /// What it says.
    pub text: String,
}

impl Note {
    /// A note.
    pub fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }

    /// As an answer says it.
    #[must_use]
    pub fn json(&self) -> Json {
        Json::object([("code", Json::str(self.code)), ("text", Json::str(&self.text))])
    }
}

/// Append a note that is not there yet.
pub fn remark(into: &mut Vec<Note>, note: Note) {
    if !into.contains(&note) {
        into.push(note);
    }
}
