//! A diagnostic as a person reads it: one line that names place, code and message, then the source with carets, and
//! what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::parse;

/// With or without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For files and pipes.
    Plain,
    /// For a terminal.
    Colour,
}

/// A line of the source is shown whole up to so many bytes.
const WHOLE_LINE: usize = 160;
/// Of a longer line so many bytes are shown on either side of the place.
const AROUND: usize = 60;
/// And at most so many of the place itself.
const PLACE: usize = 80;

/// Diagnostics of one document as text, a blank line after each. `data` is the document.
#[must_use]
pub fn render(data: &[u8], diagnostics: &[Diagnostic], style: Style) -> String {
    // A document that is not text has no line to show.
    let text = parse::text(data).unwrap_or_default();
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    }
    // We cut long lines ourselves, for a document may be one line of many megabytes.
    .term_width(10 * WHOLE_LINE);
    diagnostics.iter().map(|found| one(text, found, &renderer, style)).collect()
}

fn one(text: &str, found: &Diagnostic, renderer: &Renderer, style: Style) -> String {
    let mut out = head(found, style);
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_level(level);
    if let Some(excerpt) = Excerpt::of(text, found) {
        let here = AnnotationKind::Primary.span(excerpt.place).label(found.severity.word());
        group = group.element(Snippet::source(excerpt.source).line_start(found.line as usize).annotation(here));
    }
    if let Some(help) = &found.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    if !group.is_empty() {
        out.push_str(&renderer.render(&[group]));
        out.push('\n');
    }
    out.push('\n');
    out
}

fn head(found: &Diagnostic, style: Style) -> String {
    match style {
        Style::Plain => format!("{found}\n"),
        Style::Colour => {
            let colour = if found.severity == Severity::Error { 91 } else { 33 };
            let Diagnostic { path, line, column, code, message, .. } = found;
            format!("{path}:{line}:{column} \u{1b}[1;{colour}m{code}\u{1b}[0m \u{1b}[1m{message}\u{1b}[0m\n")
        }
    }
}

/// The first line of a place, or what is round the place if the line is long.
struct Excerpt {
    source: String,
    place: Range<usize>,
}

impl Excerpt {
    fn of(text: &str, found: &Diagnostic) -> Option<Self> {
        let start = floor(text, found.span.start as usize);
        if text.is_empty() {
            return None;
        }
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = &text[first..first + text[first..].find('\n').unwrap_or(text.len() - first)];
        let line = line.trim_end();
        let from = (start - first).min(line.len());
        // Of a place of several lines the first is shown.
        let to = floor(line, (found.span.end as usize).saturating_sub(first)).clamp(from, line.len());
        if line.len() <= WHOLE_LINE {
            return Some(Self { source: line.to_owned(), place: from..to });
        }
        let to = floor(line, to.min(from + PLACE));
        let left = floor(line, from.saturating_sub(AROUND));
        let right = floor(line, (to + AROUND).min(line.len()));
        let before = if left > 0 { "…" } else { "" };
        let after = if right < line.len() { "…" } else { "" };
        let shift = before.len() + from - left;
        Some(Self { source: format!("{before}{}{after}", &line[left..right]), place: shift..shift + to - from })
    }
}

/// The character boundary at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate;

    fn shown(path: &str, text: &str, style: Style) -> String {
        render(text.as_bytes(), &validate(path, text.as_bytes()), style)
    }

    #[test]
    fn a_document_of_one_long_line_is_shown_round_the_place() {
        let filler = "x".repeat(50_000);
        let text = format!(r#"{{"kind":"ä{filler}","z":"{filler}"}}"#);
        let shown = shown("d.json", &text, Style::Plain);
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines[0], "d.json:1:9 RAC106 expected `kind: rules` or `kind: agreement`");
        assert_eq!(lines[2], format!("1 | {{\"kind\":\"ä{}…", &filler[..PLACE - 3 + AROUND]));
        assert_eq!(lines[3], format!("  |         {} error", "^".repeat(PLACE - 1)));
        let late = format!(r#"{{"z":"{filler}","kind":"rule","y":"{filler}"}}"#);
        let lines = self::shown("d.json", &late, Style::Plain);
        let lines: Vec<_> = lines.lines().collect();
        let seen = lines[2].strip_prefix("1 | …").and_then(|line| line.strip_suffix('…')).expect("cut on both sides");
        assert_eq!(seen.len(), AROUND + "\"rule\"".len() + AROUND);
        let caret = lines[3].find('^').expect("a caret");
        assert_eq!(&lines[2].replace('…', ".")[caret..caret + 6], "\"rule\"");
    }

    #[test]
    fn signs_that_move_a_terminal_are_not_passed_on() {
        let shown = shown("d.yaml", "kind: rules # \u{1b}[31m\u{202e}\nrac: \"2.0\"", Style::Plain);
        assert!(shown.contains("RAC109") && shown.contains("kind: rules"));
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown}");
    }

    #[test]
    fn colours_change_no_word() {
        let text = "kind: rule\n";
        let coloured = shown("d.yaml", text, Style::Colour);
        assert!(coloured.contains("\u{1b}["));
        let mut bare = String::new();
        let mut parts = coloured.split("\u{1b}[");
        bare.push_str(parts.next().unwrap_or_default());
        for part in parts {
            bare.push_str(part.split_once('m').map_or(part, |(_, rest)| rest));
        }
        assert_eq!(bare, shown("d.yaml", text, Style::Plain));
    }

    #[test]
    fn any_place_can_be_shown() {
        let text = "kind: rüles\r\n\tx: \u{1f600}\n";
        for start in 0..=u32::try_from(text.len()).expect("short") + 2 {
            for end in start..=start + 3 {
                let mut found = validate("d.yaml", b"kind: rule").remove(0);
                found.span = crate::Span { start, end };
                assert!(!render(text.as_bytes(), &[found], Style::Plain).is_empty());
            }
        }
    }
}
