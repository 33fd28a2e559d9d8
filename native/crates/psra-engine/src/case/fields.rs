//! Reading the members of one object: every key is known, none is given twice, each value is of its kind.

use std::borrow::Cow;

use crate::date::Date;
use crate::errors::{
    BAD_DATE, BAD_DECIMAL, BAD_HS_CODE, BAD_VALUE, CaseError, DUPLICATE, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE,
};
use crate::exact::Exact;
use crate::json::{Json, Text, escape_pointer};

/// An object of the case with the place where it stands.
pub(super) struct Fields<'j> {
    members: &'j [(Text, Json)],
    pub(super) pointer: Cow<'j, str>,
}

fn wrong(pointer: &str, expected: &str, found: &Json) -> CaseError {
    let hint = match (expected, found) {
        ("a decimal string", Json::Int(_) | Json::Inexact) => ": write it in quotes",
        _ => "",
    };
    CaseError::at(WRONG_TYPE, pointer, format!("{expected} is expected here, not {}{hint}", found.kind()))
}

impl<'j> Fields<'j> {
    /// Take `value` as an object that has no keys but those.
    pub(super) fn of(value: &'j Json, pointer: impl Into<Cow<'j, str>>, keys: &[&str]) -> Result<Self, CaseError> {
        let pointer = pointer.into();
        let Json::Object(members) = value else {
            return Err(wrong(&pointer, "an object", value));
        };
        let fields = Self { members, pointer };
        for (n, (key, _)) in members.iter().enumerate() {
            if !keys.contains(&key.as_ref()) {
                return Err(CaseError::at(
                    UNKNOWN_KEY,
                    fields.place(key),
                    format!("{key:?} is not a key of this object; it may have: {}", keys.join(", ")),
                ));
            }
            if members[..n].iter().any(|(earlier, _)| earlier == key) {
                let message = format!("the key {key:?} is given twice; keep one");
                return Err(CaseError::at(DUPLICATE, fields.place(key), message));
            }
        }
        Ok(fields)
    }

    /// The pointer to a member.
    pub(super) fn place(&self, key: &str) -> String {
        [&self.pointer, "/", &escape_pointer(key)].concat()
    }

    /// A member that is given and not null.
    pub(super) fn get(&self, key: &str) -> Option<&'j Json> {
        self.members.iter().find(|(k, v)| k == key && *v != Json::Null).map(|(_, v)| v)
    }

    /// A member that must be there.
    pub(super) fn need(&self, key: &str) -> Result<&'j Json, CaseError> {
        self.get(key).ok_or_else(|| {
            CaseError::at(
                MISSING_KEY,
                self.place(key),
                format!("{key:?} is required: without it nothing can be decided"),
            )
        })
    }

    pub(super) fn text(&self, key: &str) -> Result<Option<&'j str>, CaseError> {
        match self.get(key) {
            None => Ok(None),
            Some(Json::Str(text)) => Ok(Some(text)),
            Some(other) => Err(wrong(&self.place(key), "a string", other)),
        }
    }

    /// A text that a test accepts.
    pub(super) fn shaped(&self, key: &str, accepts: fn(&str) -> bool, form: &str) -> Result<Option<String>, CaseError> {
        match self.text(key)? {
            Some(text) if !accepts(text) => Err(CaseError::at(
                BAD_VALUE,
                self.place(key),
                format!("{} is not allowed here: write {form}", quoted(text)),
            )),
            text => Ok(text.map(Into::into)),
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Result<Option<T>, CaseError> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Ok(Some(*value));
        }
        let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        Err(CaseError::at(BAD_VALUE, self.place(key), format!("{} is not one of: {}", quoted(text), known.join(", "))))
    }

    pub(super) fn boolean(&self, key: &str) -> Result<Option<bool>, CaseError> {
        match self.get(key) {
            None => Ok(None),
            Some(Json::Bool(value)) => Ok(Some(*value)),
            Some(other) => Err(wrong(&self.place(key), "true or false", other)),
        }
    }

    pub(super) fn whole(&self, key: &str) -> Result<Option<i64>, CaseError> {
        match self.get(key) {
            None => Ok(None),
            Some(Json::Int(value)) => Ok(Some(*value)),
            Some(other) => Err(wrong(&self.place(key), "a whole number", other)),
        }
    }

    pub(super) fn list(&self, key: &str) -> Result<Option<&'j [Json]>, CaseError> {
        match self.get(key) {
            None => Ok(None),
            Some(Json::List(items)) => Ok(Some(items)),
            Some(other) => Err(wrong(&self.place(key), "a list", other)),
        }
    }

    /// A list of texts that a test accepts.
    pub(super) fn texts(
        &self,
        key: &str,
        accepts: fn(&str) -> bool,
        form: &str,
    ) -> Result<Option<Vec<String>>, CaseError> {
        let Some(items) = self.list(key)? else { return Ok(None) };
        let mut list = Vec::with_capacity(items.len());
        for (n, item) in items.iter().enumerate() {
            let place = format!("{}/{n}", self.place(key));
            match item {
                Json::Str(text) if accepts(text) => list.push(text.to_string()),
                Json::Str(text) => {
                    return Err(CaseError::at(
                        BAD_VALUE,
                        place,
                        format!("{} is not allowed here: write {form}", quoted(text)),
                    ));
                }
                other => return Err(wrong(&place, "a string", other)),
            }
        }
        Ok(Some(list))
    }

    pub(super) fn date(&self, key: &str) -> Result<Option<Date>, CaseError> {
        let Some(text) = self.text(key)? else { return Ok(None) };
        Date::read(text).map(Some).ok_or_else(|| {
            CaseError::at(
                BAD_DATE,
                self.place(key),
                format!("{} is not a day of the calendar: write YYYY-MM-DD", quoted(text)),
            )
        })
    }

    pub(super) fn decimal(&self, key: &str) -> Result<Option<Exact>, CaseError> {
        match self.get(key) {
            None => Ok(None),
            Some(Json::Str(text)) => Exact::decimal(text).map(Some).ok_or_else(|| {
                let form = "write digits with a point, such as \"1234.50\" (at most 30 before and 18 after it)";
                CaseError::at(BAD_DECIMAL, self.place(key), format!("{} is not a decimal: {form}", quoted(text)))
            }),
            Some(other) => Err(wrong(&self.place(key), "a decimal string", other)),
        }
    }

    /// The first six digits of an HS code of 6, 8 or 10 digits.
    pub(super) fn hs_code(&self) -> Result<u32, CaseError> {
        let value = self.need("hs_code")?;
        let place = self.place("hs_code");
        let Json::Str(text) = value else {
            return Err(wrong(&place, "a string of digits", value));
        };
        psra_hs::parse_code(text).ok_or_else(|| {
            CaseError::at(
                BAD_HS_CODE,
                place,
                format!("{} is not an HS code: write 6, 8 or 10 digits without dots", quoted(text)),
            )
        })
    }
}

/// A text as an error shows it: quoted, and cut if it is long.
pub(super) fn quoted(text: &str) -> String {
    let shown: String = text.chars().take(60).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("{shown:?}{more}")
}
