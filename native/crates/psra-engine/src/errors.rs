//! The catalogue of what can be wrong with a case (`ENG3xx`). Each error names its place by a JSON pointer and says
//! what to write instead.

use crate::json::Json;

/// A code of the catalogue with its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// `ENG3xx`
    pub code: &'static str,
    /// What it means, in a few words.
    pub title: &'static str,
}

macro_rules! catalogue {
    ($($name:ident = $code:literal, $title:literal;)*) => {
        $(
            #[doc = $title]
            pub const $name: Code = Code { code: $code, title: $title };
        )*
        /// All codes of the engine.
        pub const CATALOGUE: &[Code] = &[$($name),*];
    };
}

catalogue! {
    NOT_JSON = "ENG300", "The case is not JSON";
    UNKNOWN_KEY = "ENG301", "Unknown key";
    MISSING_KEY = "ENG302", "Required key is missing";
    WRONG_TYPE = "ENG303", "Value of the wrong type";
    BAD_VALUE = "ENG304", "Value that is not allowed here";
    BAD_DECIMAL = "ENG305", "Not a decimal string";
    BAD_DATE = "ENG306", "Not a date";
    BAD_HS_CODE = "ENG307", "Not an HS code";
    UNKNOWN_HS_CODE = "ENG308", "HS code unknown in its edition";
    UNKNOWN_HS_EDITION = "ENG309", "HS edition unknown";
    DUPLICATE = "ENG310", "Key or identifier given twice";
    LIMIT = "ENG311", "The case is too large";
    UNKNOWN_PROCESS = "ENG312", "Process unknown";
    UNKNOWN_RULE_ROW = "ENG313", "Rule row unknown or not for this product";
    UNKNOWN_OPERATION = "ENG314", "Operation unknown";
    STOCK_SHORT = "ENG315", "More is issued than the stock holds";
    NO_AGREEMENT = "ENG320", "No agreement to decide under";
    UNKNOWN_AGREEMENT = "ENG321", "Agreement unknown";
    AGREEMENT_OUT_OF_FORCE = "ENG322", "Agreement not in force";
}

/// Why a case, or a case under one agreement, was not decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseError {
    /// The code of the catalogue.
    pub code: Code,
    /// A sentence that says what to do.
    pub message: String,
    /// JSON pointer into the case; `None` where no place in it is to blame.
    pub pointer: Option<String>,
}

impl CaseError {
    /// An error at a place.
    pub fn at(code: Code, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), pointer: Some(pointer.into()) }
    }

    /// An error of no particular place.
    pub fn of(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), pointer: None }
    }

    /// As an answer says it.
    #[must_use]
    pub fn json(&self) -> Json {
        Json::object([
            ("code", Json::str(self.code.code)),
            ("message", Json::str(&self.message)),
            ("pointer", Json::option(self.pointer.as_deref())),
        ])
    }
}

impl From<crate::json::SyntaxError> for CaseError {
    /// Not JSON, or too large, with the byte at which that shows.
    fn from(error: crate::json::SyntaxError) -> Self {
        let code = if error.limit { LIMIT } else { NOT_JSON };
        Self::of(code, format!("{} (byte {})", error.message, error.offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_of_the_range() {
        for (n, code) in CATALOGUE.iter().enumerate() {
            assert!(code.code.starts_with("ENG3") && code.code.len() == 6);
            assert!(CATALOGUE[..n].iter().all(|c| c.code != code.code));
        }
    }
}
