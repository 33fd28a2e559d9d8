//! What is wrong, where, and what to do about it.

use std::fmt;

use crate::located::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
}

impl Finding {
    /// An error at a place.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, span, message: message.into(), help: None }
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
}

/// A finding with its file and its place in lines and columns, both from 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{} {} {}", self.path, self.line, self.column, self.code, self.message)
    }
}

/// Turns byte offsets of one text into lines and columns.
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> LineIndex<'a> {
    /// Index a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let after = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| offset(at + 1));
        Self { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// Line and column, both from 1, of a byte.
    #[must_use]
    pub fn position(&self, byte: u32) -> (u32, u32) {
        let byte = byte.min(offset(self.text.len()));
        let line = self.starts.partition_point(|&start| start <= byte).max(1) - 1;
        let start = self.starts[line] as usize;
        let mut end = byte as usize;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.text.get(start..end).map_or(0, |before| before.chars().count());
        (offset(line) + 1, offset(column) + 1)
    }

    /// The finding as a diagnostic of the file `path`.
    #[must_use]
    pub fn diagnostic(&self, path: &str, finding: Finding) -> Diagnostic {
        let (line, column) = self.position(finding.span.start);
        let (end_line, end_column) = self.position(finding.span.end.max(finding.span.start));
        Diagnostic {
            code: finding.code,
            severity: finding.severity,
            path: path.to_owned(),
            line,
            column,
            end_line,
            end_column,
            message: finding.message,
            help: finding.help,
        }
    }
}

/// An offset as it is kept; texts over 4 GiB are refused long before.
#[must_use]
pub fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
