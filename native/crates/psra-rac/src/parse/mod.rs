//! Bytes to located values. YAML for what people write, JSON for what the compiler writes; the same limits for both.

mod json;
mod scan;
mod yaml;

use crate::diagnostic::{Finding, offset, shown};
use crate::findings::Findings;
use crate::located::{Span, Value};

/// Largest document in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Deepest nesting of lists and mappings.
pub const MAX_DEPTH: usize = 64;
/// Most values in a document.
pub const MAX_VALUES: usize = 5_000_000;

/// Which syntax a file has, by the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// `.yaml`, `.yml`.
    Yaml,
    /// `.json`.
    Json,
}

impl Syntax {
    /// JSON for `.json`, YAML for everything else.
    #[must_use]
    pub fn of(path: &str) -> Self {
        if path.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("json")) {
            Self::Json
        } else {
            Self::Yaml
        }
    }
}

/// The text of a document: UTF-8, without a byte order mark, within the size limit.
///
/// # Errors
/// RAC101 if it is too large, RAC102 if it is not UTF-8, at the first byte that is not.
pub fn text(data: &[u8]) -> Result<&str, Finding> {
    if data.len() > MAX_BYTES {
        let message = format!("the document has {} bytes, more than {MAX_BYTES}", data.len());
        return Err(Finding::error("RAC101", Span::default(), message).help("split it by chapter"));
    }
    let text = std::str::from_utf8(data).map_err(|error| {
        let at = offset(error.valid_up_to());
        Finding::error("RAC102", Span { start: at, end: at + 1 }, "the document is not UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// A tree that could be read, and what is wrong with its syntax all the same.
pub struct Parsed<'a> {
    /// The document.
    pub root: Value<'a>,
    /// Repeated keys, anchors, aliases and tags: errors, but the rest can be looked at.
    pub found: Findings,
}

/// Parse a document.
///
/// # Errors
/// What cannot be read, at the first place, after what was found before it.
pub fn parse(text: &str, syntax: Syntax) -> Result<Parsed<'_>, Findings> {
    match syntax {
        Syntax::Json => json::parse(text),
        Syntax::Yaml => yaml::parse(text),
    }
}

/// What ends the reading. In a box, for it is large and rare.
type Stop = Box<Finding>;

fn outcome(root: Result<Value<'_>, Stop>, mut found: Findings) -> Result<Parsed<'_>, Findings> {
    match root {
        Ok(root) => Ok(Parsed { root, found }),
        Err(stop) => {
            found.push(*stop);
            Err(found)
        }
    }
}

/// Counts values and depth against the limits.
#[derive(Default)]
struct Budget {
    values: usize,
    depth: usize,
}

impl Budget {
    fn value(&mut self, at: Span) -> Result<(), Stop> {
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(Finding::error("RAC101", at, format!("the document has more than {MAX_VALUES} values")).into());
        }
        Ok(())
    }

    fn enter(&mut self, at: Span) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("the document is nested deeper than {MAX_DEPTH} levels");
            return Err(Finding::error("RAC101", at, message).into());
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }
}

fn repeated_key(key: &str, span: Span) -> Finding {
    Finding::error("RAC104", span, format!("the key `{}` stands twice", shown(key))).help("keep one of them")
}
