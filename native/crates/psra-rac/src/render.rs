//! A diagnostic as a person reads it: one line that names place, code and message, then the source with carets, what
//! to do, and how the text is after its remedy.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::fix::Fix;
use crate::parse;

/// With or without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For files and pipes.
    Plain,
    /// For a terminal.
    Colour,
}

/// A line is shown whole if it has at most so many bytes before and after the place.
const WHOLE_LINE: usize = 120;
/// Of a longer line so many bytes are shown on either side of the place.
const AROUND: usize = 60;
/// And so many of the place itself, if that is long.
const PLACE: usize = 80;
/// A remedy that touches more bytes than this is not shown as it would be.
const MOST_SUGGESTED: usize = 1_000;

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
    let said = found.fix.as_ref().map(|fix| &fix.title);
    if let Some(help) = found.help.as_ref().filter(|help| said != Some(help)) {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let remedy = found.fix.as_ref().map(|fix| suggestion(text, fix));
    let groups: Vec<Group<'_>> =
        [Some(group).filter(|group| !group.is_empty()), remedy].into_iter().flatten().collect();
    if !groups.is_empty() {
        out.push_str(&renderer.render(&groups));
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

/// What a remedy does, and how the text is after it.
fn suggestion<'a>(text: &'a str, fix: &'a Fix) -> Group<'a> {
    let title = Group::with_title(Level::HELP.with_name("fix").secondary_title(fix.title.as_str()));
    let (Some(first), Some(last)) = (fix.edits.first(), fix.edits.last()) else { return title };
    let (start, end) = (first.span.start as usize, last.span.end as usize);
    let (from, before) = left_of(text, start);
    let (to, after) = right_of(text, end);
    if to - from > MOST_SUGGESTED {
        return title;
    }
    let source = format!("{before}{}{after}", &text[from..to]);
    let patches = fix.edits.iter().map(|edit| {
        let at = |byte: u32| byte as usize - from + before.len();
        Patch::new(at(edit.span.start)..at(edit.span.end), edit.replacement.as_str())
    });
    title.element(Snippet::source(source).line_start(first.line as usize).patches(patches))
}

/// Where the source shown before a place begins, and the sign that there is more of its line.
fn left_of(text: &str, byte: usize) -> (usize, &'static str) {
    let seen = floor(text, byte.saturating_sub(WHOLE_LINE));
    match text[seen..byte].rfind('\n') {
        Some(at) => (seen + at + 1, ""),
        None if seen == 0 => (0, ""),
        None => (floor(text, byte - AROUND), "…"),
    }
}

/// Where the source shown after a place ends, and the sign that there is more of its line.
fn right_of(text: &str, byte: usize) -> (usize, &'static str) {
    let seen = floor(text, byte + WHOLE_LINE);
    match text[byte..seen].find('\n') {
        Some(at) => (byte + at, ""),
        None if seen == text.len() => (seen, ""),
        None => (floor(text, byte + AROUND), "…"),
    }
}

/// The first line of a place, or what is round the place if the line is long.
struct Excerpt {
    source: String,
    place: Range<usize>,
}

impl Excerpt {
    fn of(text: &str, found: &Diagnostic) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let start = floor(text, found.span.start as usize);
        let end = floor(text, found.span.end as usize).max(start);
        // Of a place of several lines the first is shown, and of a long one the beginning.
        let end = text[start..end].find('\n').map_or(end, |at| start + at);
        let end = if end - start > WHOLE_LINE { floor(text, start + PLACE) } else { end };
        let (from, before) = left_of(text, start);
        let (to, after) = right_of(text, end);
        let source = format!("{before}{}{after}", text[from..to].trim_end());
        let shift = before.len() + start - from;
        let place = shift.min(source.len())..(shift + end - start).min(source.len());
        Some(Self { source, place })
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
        render(text.as_bytes(), &validate(path, text.as_bytes(), None), style)
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
                let mut found = validate("d.yaml", b"kind: rule", None).remove(0);
                found.span = crate::Span { start, end };
                assert!(!render(text.as_bytes(), &[found], Style::Plain).is_empty());
            }
        }
    }
}
