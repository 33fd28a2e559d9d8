//! YAML, as far as rules need it: block and flow collections and scalars. No anchors, aliases, tags or second document.
//! Plain scalars follow the core schema of YAML 1.2: `no` is a word, and a country.

use std::borrow::Cow;
use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Place, StrInput, Tag};

use super::{Budget, Parsed, Stop, outcome, repeated_key};
use crate::diagnostic::{Finding, offset, shown};
use crate::findings::Findings;
use crate::located::{Entry, Kind, Span, Value};

/// Largest YAML document: people write these, and the reader of YAML is slower than that of JSON.
pub const MAX_YAML_BYTES: usize = 8 * 1024 * 1024;

pub(super) fn parse(text: &str) -> Result<Parsed<'_>, Findings> {
    if text.len() > MAX_YAML_BYTES {
        let message = format!("a YAML document may have {MAX_YAML_BYTES} bytes, this one has {}", text.len());
        let finding = Finding::error("RAC101", Span::default(), message);
        return Err(finding.help("split it by chapter, or use JSON").into());
    }
    let mut reader = Reader {
        parser: Parser::new_from_str(text),
        offsets: Offsets::new(text),
        budget: Budget::default(),
        found: Findings::default(),
        aliased: false,
    };
    let root = reader.stream();
    match root {
        // What an alias stands for is not known, so there is no document to look at.
        Ok(_) if reader.aliased => Err(reader.found),
        _ => outcome(root, reader.found),
    }
}

/// Byte offsets of characters: the parser counts characters.
struct Offsets {
    bytes: Option<Vec<u32>>,
    end: u32,
}

impl Offsets {
    fn new(text: &str) -> Self {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| offset(at)).collect());
        Self { bytes, end: offset(text.len()) }
    }

    fn byte(&self, character: usize) -> u32 {
        match &self.bytes {
            None => offset(character).min(self.end),
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.end),
        }
    }

    fn span(&self, place: Place) -> Span {
        let start = self.byte(place.start.index());
        Span { start, end: self.byte(place.end.index()).max(start) }
    }
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    offsets: Offsets,
    budget: Budget,
    found: Findings,
    aliased: bool,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), Stop> {
        match self.parser.next() {
            Some(Ok((event, place))) => Ok((event, self.offsets.span(place))),
            Some(Err(error)) => {
                let at = self.offsets.byte(error.marker().index());
                Err(Finding::error("RAC103", Span { start: at, end: at + 1 }, format!("not YAML: {}", error.info()))
                    .into())
            }
            None => Err(Finding::error("RAC103", Span::default(), "not YAML: the document ends too early").into()),
        }
    }

    fn stream(&mut self) -> Result<Value<'a>, Stop> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd => {
                    return Err(Finding::error("RAC103", span, "the document is empty").into());
                }
                other => {
                    let value = self.value(other, span)?;
                    self.end()?;
                    return Ok(value);
                }
            }
        }
    }

    fn end(&mut self) -> Result<(), Stop> {
        loop {
            match self.next()? {
                (Event::DocumentEnd | Event::Nothing, _) => {}
                (Event::StreamEnd, _) => return Ok(()),
                (_, span) => {
                    return Err(Finding::error("RAC103", span, "a file holds one document, a second begins").into());
                }
            }
        }
    }

    fn value(&mut self, event: Event<'a>, span: Span) -> Result<Value<'a>, Stop> {
        self.budget.value(span)?;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(anchor, tag.as_deref(), span);
                let said_to_be_text = tag.is_some_and(|tag| tag.suffix == "str");
                let is_plain = style == ScalarStyle::Plain && !said_to_be_text;
                let kind = if is_plain { plain(text) } else { Kind::Str(text) };
                Ok(Value { kind, span })
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse(anchor, tag.as_deref(), span);
                self.sequence(span)
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse(anchor, tag.as_deref(), span);
                self.mapping(span)
            }
            Event::Alias(_) => {
                self.aliased = true;
                self.found.push(Finding::error("RAC105", span, "an alias stands here").help("write the value out"));
                Ok(Value { kind: Kind::Null, span })
            }
            _ => Err(Finding::error("RAC103", span, "expected a value").into()),
        }
    }

    /// Note an anchor or a tag; the value is read without it.
    fn refuse(&mut self, anchor: usize, tag: Option<&Tag>, span: Span) {
        if anchor != 0 {
            let finding = Finding::error("RAC105", span, "an anchor stands here");
            self.found.push(finding.help("write the value out where it is used"));
        }
        if let Some(tag) = tag {
            let message = format!("the tag `{}{}` stands here", shown(&tag.handle), shown(&tag.suffix));
            self.found.push(Finding::error("RAC105", span, message).help("put the value in quotes instead"));
        }
    }

    fn sequence(&mut self, start: Span) -> Result<Value<'a>, Stop> {
        self.budget.enter(start)?;
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                self.budget.leave();
                let end = items.last().map_or(span.end, |item: &Value| item.span.end.max(span.end));
                return Ok(Value { kind: Kind::Seq(items), span: Span { start: start.start, end } });
            }
            items.push(self.value(event, span)?);
        }
    }

    fn mapping(&mut self, start: Span) -> Result<Value<'a>, Stop> {
        self.budget.enter(start)?;
        let mut entries: Vec<Entry<'a>> = Vec::new();
        let mut seen = HashSet::new();
        loop {
            let (event, key_span) = self.next()?;
            let key = match event {
                Event::MappingEnd => {
                    self.budget.leave();
                    let end = entries.last().map_or(key_span.end, |entry| entry.value.span.end.max(key_span.end));
                    return Ok(Value { kind: Kind::Map(entries), span: Span { start: start.start, end } });
                }
                Event::Scalar(text, _, anchor, tag) => {
                    self.refuse(anchor, tag.as_deref(), key_span);
                    text
                }
                _ => return Err(Finding::error("RAC103", key_span, "a key must be a word").into()),
            };
            if !seen.insert(key.clone()) {
                self.found.push(repeated_key(&key, key_span));
            }
            let (event, span) = self.next()?;
            let value = self.value(event, span)?;
            entries.push(Entry { key, key_span, value });
        }
    }
}

fn plain(text: Cow<'_, str>) -> Kind<'_> {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        _ => number(&text).unwrap_or(Kind::Str(text)),
    }
}

/// A number of the core schema. A leading zero makes a code, not a number: `010110` stays text.
fn number(text: &str) -> Option<Kind<'static>> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let first = digits.bytes().next()?;
    if !first.is_ascii_digit() && first != b'.' {
        return None;
    }
    if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let whole = text.strip_prefix('+').unwrap_or(text);
        return Some(whole.parse().map_or_else(|_| Kind::Number(whole.to_owned().into()), Kind::Int));
    }
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let shaped = figures(whole) && figures(rest) && !(whole.is_empty() && rest.is_empty());
    (shaped && !exponent.is_empty() && figures(exponent)).then(|| Kind::Number(text.to_owned().into()))
}
