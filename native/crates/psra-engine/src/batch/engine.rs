//! The engine in the kernel's place: what it says of a case under one agreement, in columns.

use std::sync::Arc;

use super::source::Source;
use crate::answer::preferred;
use crate::errors::NOT_JSON;
use crate::evaluate::{LIMITS, Prepared};
use crate::json::{Json, parse, write};
use crate::rulebook::RuleBook;

/// What the engine said of a pair.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// The verdict's word, or the code of the error.
    pub(super) verdict: Result<&'static str, &'static str>,
    /// The alternative that a proof would best rest on, and whether it needs the tolerance.
    pub(super) preferred: Option<(Arc<str>, bool)>,
}

/// Reads the cases of bills and decides them; one at a time is kept, for the next agreement.
pub(super) struct Engine<'r, S: ?Sized> {
    book: &'r RuleBook,
    source: &'r S,
    as_of: &'r str,
    read: Option<(usize, Result<Prepared, &'static str>)>,
}

impl<'r, S: Source + ?Sized> Engine<'r, S> {
    pub(super) fn new(book: &'r RuleBook, source: &'r S, as_of: &'r str) -> Self {
        Self { book, source, as_of, read: None }
    }

    /// The agreements that a case names, or that are in force between its parties.
    pub(super) fn named(&mut self, bill: usize) -> Result<Vec<String>, &'static str> {
        let value = parse(&self.source.case(bill), LIMITS).map_err(|_| NOT_JSON.code)?;
        let prepared = self.book.prepare(&value, self.as_of).map_err(|error| error.code.code)?;
        let named = prepared.named.clone();
        self.read = Some((bill, Ok(prepared)));
        Ok(named)
    }

    /// The verdict under an agreement, whatever agreements the case names.
    pub(super) fn decide(&mut self, bill: usize, agreement: &str) -> Said {
        let read = self.read.take().filter(|(known, _)| *known == bill);
        let read = read.unwrap_or_else(|| (bill, self.prepare(bill)));
        let case = match &self.read.insert(read).1 {
            Ok(case) => case,
            Err(code) => return Said { verdict: Err(code), preferred: None },
        };
        let found = self.book.decision(agreement, &case.case, &case.as_of, case.edition, |decision| Said {
            verdict: Ok(decision.truth.verdict()),
            preferred: preferred(decision).map(|best| (best.id.as_str().into(), best.tried.tolerance_used)),
        });
        found.unwrap_or_else(|error| Said { verdict: Err(error.code.code), preferred: None })
    }

    fn prepare(&self, bill: usize) -> Result<Prepared, &'static str> {
        let value = parse(&self.source.case(bill), LIMITS).map_err(|_| NOT_JSON.code)?;
        self.book.prepare(&under(value, &[]), self.as_of).map_err(|error| error.code.code)
    }

    /// The whole answer under an agreement, with its proof.
    pub(super) fn answer(&self, bill: usize, agreement: &str) -> Vec<u8> {
        let case = self.source.case(bill);
        let answer = match parse(&case, LIMITS) {
            Ok(value) => self.book.respond(&under(value, &[agreement]), self.as_of),
            Err(_) => self.book.answer(&case, self.as_of),
        };
        let mut text = String::new();
        write(&answer, &mut text);
        text.into_bytes()
    }

    /// The answer to a case that names no agreement, or is in error.
    pub(super) fn refusal(&self, bill: usize) -> Vec<u8> {
        self.book.evaluate(&self.source.case(bill), self.as_of)
    }
}

/// A case that names those agreements and no other.
fn under(case: Json, agreements: &[&str]) -> Json {
    let Json::Object(mut members) = case else { return case };
    members.retain(|(key, _)| key != "agreements");
    members.push(("agreements".into(), Json::strings(agreements.iter().copied())));
    Json::Object(members)
}
