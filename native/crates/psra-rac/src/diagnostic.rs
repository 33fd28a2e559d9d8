//! What is wrong, where, and what to do about it.

use std::fmt;

use crate::fix::{Fix, Proposal};
use crate::located::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document cannot be used.
    Error,
    /// The document can be used; somebody should look.
    Warning,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A finding in a document, by byte offsets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, `RAC1xx` syntax and schema, `RAC2xx` law.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do, where that is known.
    pub help: Option<String>,
    /// What mends it, where that is certain.
    pub fix: Option<Box<Proposal>>,
}

impl Finding {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, span, message: message.into(), help: None, fix: None }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// The same with a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with what mends it, if that is certain.
    #[must_use]
    pub fn fix(mut self, proposal: impl Into<Option<Proposal>>) -> Self {
        self.fix = proposal.into().map(Box::new);
        self
    }
}

/// A finding with its file and its place in lines and columns, both from 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Stable code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file, as it was named.
    pub path: String,
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last.
    pub end_column: u32,
    /// The same place in bytes of the text, which begins after a byte order mark.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The edits that mend it, where they are certain.
    pub fix: Option<Fix>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{} {} {}", self.path, self.line, self.column, self.code, self.message)
    }
}

/// Turns byte offsets of one text into lines and columns. Offsets that rise cost no more than the text is long, even if
/// it is one line.
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<u32>,
    /// Where the last answer was: a character's byte, and its column.
    cursor: (usize, u32),
}

impl<'a> LineIndex<'a> {
    /// Index a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let after = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| offset(at + 1));
        Self { text, starts: std::iter::once(0).chain(after).collect(), cursor: (0, 0) }
    }

    /// Line and column, both from 1, of a byte.
    #[must_use]
    pub fn position(&mut self, byte: u32) -> (u32, u32) {
        let byte = byte.min(offset(self.text.len()));
        let line = self.starts.partition_point(|&start| start <= byte).max(1) - 1;
        let start = self.starts[line] as usize;
        let mut end = byte as usize;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let (seen, columns) = self.cursor;
        let between = |from: usize, to: usize| self.text.get(from..to).map_or(0, |part| offset(part.chars().count()));
        let is_on_line = start <= seen && self.starts.get(line + 1).is_none_or(|&next| seen < next as usize);
        let column = if is_on_line && seen <= end {
            columns + between(seen, end)
        } else if is_on_line && seen - end < end - start {
            columns - between(end, seen)
        } else {
            between(start, end)
        };
        self.cursor = (end, column);
        (offset(line) + 1, column + 1)
    }

    /// The finding as a diagnostic of the file `path`.
    #[must_use]
    pub fn diagnostic(&mut self, path: &str, finding: Finding) -> Diagnostic {
        let (line, column) = self.position(finding.span.start);
        // Spans may hold each other: the next finding begins after this one's start, not after its end.
        let start = self.cursor;
        let (end_line, end_column) = self.position(finding.span.end.max(finding.span.start));
        self.cursor = start;
        Diagnostic {
            code: finding.code,
            severity: finding.severity,
            path: path.to_owned(),
            line,
            column,
            end_line,
            end_column,
            span: finding.span,
            message: finding.message,
            help: finding.help,
            fix: None,
        }
    }
}

/// A document's own words as a message shows them: on one line, and not for ever.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut found: String = text.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    if text.len() > found.len() && text.chars().nth(LONGEST).is_some() {
        found.push('…');
    }
    found
}

/// An offset as it is kept; texts over 4 GiB are refused long before.
#[must_use]
pub fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_in_any_order_of_asking() {
        let text = "aé\u{1f600}b\n\ncd";
        let mut index = LineIndex::new(text);
        // Forward, backward, inside a character, past the end.
        for (byte, place) in [
            (0, (1, 1)),
            (1, (1, 2)),
            (3, (1, 3)),
            (7, (1, 4)),
            (9, (2, 1)),
            (11, (3, 2)),
            (3, (1, 3)),
            (2, (1, 2)),
            (99, (3, 3)),
        ] {
            assert_eq!(index.position(byte), place, "{byte}");
        }
    }

    #[test]
    fn words_are_shown_on_one_line() {
        assert_eq!(shown("kind"), "kind");
        assert_eq!(shown("a\nb\u{1b}[31m"), "a\\nb\\u{1b}[31m");
        assert_eq!(shown(&"ä".repeat(1_000)), format!("{}…", "ä".repeat(60)));
    }

    #[test]
    fn a_finding_inside_another_keeps_its_own_place() {
        let text = "0123456789";
        let mut index = LineIndex::new(text);
        let outer = index.diagnostic("f", Finding::error("X", Span { start: 1, end: 9 }, "outer"));
        let inner = index.diagnostic("f", Finding::warning("X", Span { start: 3, end: 4 }, "inner"));
        assert_eq!((outer.column, outer.end_column), (2, 10));
        assert_eq!((inner.column, inner.end_column), (4, 5));
    }
}
