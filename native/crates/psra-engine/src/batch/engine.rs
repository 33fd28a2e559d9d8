//! The engine in the kernel's place: one case under one agreement, and what its answer says in columns.

use std::sync::Arc;

use crate::evaluate::LIMITS;
use crate::json::{Json, parse, write};
use crate::rulebook::RuleBook;

/// What the engine said of a pair.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    /// The verdict's word, or the code of the error.
    pub(super) verdict: Result<String, String>,
    pub(super) preferred: Option<(Arc<str>, bool)>,
    pub(super) answer: Vec<u8>,
}

/// Decide a case under that agreement only.
pub(super) fn ask(book: &RuleBook, case: &[u8], as_of: &str, agreement: &str) -> Answered {
    let answer = match parse(case, LIMITS) {
        Ok(Json::Object(mut members)) => {
            members.retain(|(key, _)| key != "agreements");
            members.push(("agreements".into(), Json::strings([agreement])));
            book.respond(&Json::Object(members), as_of)
        }
        Ok(value) => book.respond(&value, as_of),
        Err(_) => book.answer(case, as_of),
    };
    let result = answer.get("results").and_then(Json::as_list).and_then(<[Json]>::first).unwrap_or(&answer);
    let word = |value: &Json, key: &str| value.get(key).and_then(Json::as_str).map(str::to_owned);
    let error = || result.get("error").and_then(|e| word(e, "code")).unwrap_or_default();
    let mut text = String::new();
    write(&answer, &mut text);
    Answered {
        verdict: word(result, "verdict").ok_or_else(error),
        preferred: preferred(result),
        answer: text.into_bytes(),
    }
}

/// The agreements that a case names, or that are in force between its parties.
pub(super) fn named(book: &RuleBook, case: &[u8], as_of: &str) -> Result<Vec<String>, &'static str> {
    let value = parse(case, LIMITS).map_err(|_| crate::errors::NOT_JSON.code)?;
    book.prepare(&value, as_of).map(|prepared| prepared.named).map_err(|error| error.code.code)
}

/// As `answer::preferred`: without a quota, without tolerance, without looking into intermediates; the first.
fn preferred(result: &Json) -> Option<(Arc<str>, bool)> {
    let alternatives = result.get("alternatives").and_then(Json::as_list)?;
    let met = alternatives.iter().filter(|a| a.get("outcome").and_then(Json::as_str) == Some("met"));
    let tolerated = |a: &Json| a.get("tolerance_used") == Some(&Json::Bool(true));
    let best = met.min_by_key(|a| (a.get("quota").is_some(), tolerated(a), a.get("intermediates_opened").is_some()))?;
    Some((best.get("id").and_then(Json::as_str)?.into(), tolerated(best)))
}
