//! JSON (RFC 8259) with places.

use std::borrow::Cow;
use std::collections::HashSet;

use super::scan::text_until_sign;
use super::{Budget, Parsed, Stop, outcome, repeated_key};
use crate::diagnostic::{Finding, offset};
use crate::findings::Findings;
use crate::located::{Entry, Kind, Span, Value};

pub(super) fn parse(text: &str) -> Result<Parsed<'_>, Findings> {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        budget: Budget::default(),
        repeated: Findings::default(),
        items: Vec::new(),
        entries: Vec::new(),
    };
    outcome(parser.document(), parser.repeated)
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    budget: Budget,
    repeated: Findings,
    /// Members of the lists and mappings that are open: each is moved out, at its exact size, when it is closed.
    items: Vec<Value<'a>>,
    entries: Vec<Entry<'a>>,
}

impl<'a> Parser<'a> {
    fn document(&mut self) -> Result<Value<'a>, Stop> {
        self.space();
        let value = self.value()?;
        self.space();
        if self.at < self.bytes.len() { Err(self.wrong("the end of the document")) } else { Ok(value) }
    }

    fn span(&self, start: usize) -> Span {
        Span { start: offset(start), end: offset(self.at) }
    }

    #[cold]
    #[allow(clippy::unnecessary_box_returns)]
    fn wrong(&self, expected: &str) -> Stop {
        let found = self.text[self.floor()..].chars().next().map_or("the end".to_owned(), |c| format!("{c:?}"));
        let span = Span { start: offset(self.at), end: offset(self.at + 1) };
        Finding::error("RAC103", span, format!("expected {expected}, found {found}")).into()
    }

    fn floor(&self) -> usize {
        let mut at = self.at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(there);
        there
    }

    fn value(&mut self) -> Result<Value<'a>, Stop> {
        let start = self.at;
        self.budget.value(self.span(start))?;
        let kind = match self.bytes.get(self.at) {
            Some(b'{') => self.map()?,
            Some(b'[') => self.seq()?,
            Some(b'"') => Kind::Str(self.string()?),
            Some(b't') => self.word("true", Kind::Bool(true))?,
            Some(b'f') => self.word("false", Kind::Bool(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return Err(self.wrong("a value")),
        };
        Ok(Value { kind, span: self.span(start) })
    }

    fn word(&mut self, word: &str, kind: Kind<'a>) -> Result<Kind<'a>, Stop> {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(kind)
        } else {
            Err(self.wrong("a value"))
        }
    }

    fn number(&mut self) -> Result<Kind<'a>, Stop> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        let mut whole = true;
        if self.take(b'.') {
            whole = false;
            self.digits()?;
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            whole = false;
            self.at += 1;
            if !self.take(b'+') {
                self.take(b'-');
            }
            self.digits()?;
        }
        let text = &self.text[start..self.at];
        Ok(match text.parse() {
            Ok(number) if whole => Kind::Int(number),
            _ => Kind::Number(Cow::Borrowed(text)),
        })
    }

    fn digits(&mut self) -> Result<(), Stop> {
        let start = self.at;
        while matches!(self.bytes.get(self.at), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { Err(self.wrong("a digit")) } else { Ok(()) }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
        self.at += 1;
        let start = self.at;
        self.at += text_until_sign(&self.bytes[start..]);
        if self.bytes.get(self.at) == Some(&b'"') {
            let found = &self.text[start..self.at];
            self.at += 1;
            return Ok(Cow::Borrowed(found));
        }
        self.string_with_escapes(start)
    }

    fn string_with_escapes(&mut self, start: usize) -> Result<Cow<'a, str>, Stop> {
        let mut found = self.text[start..self.at].to_owned();
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Cow::Owned(found));
                }
                Some(b'\\') => found.push(self.escape()?),
                _ => return Err(self.wrong("the end of a string")),
            }
            let start = self.at;
            self.at += text_until_sign(&self.bytes[start..]);
            found.push_str(&self.text[start..self.at]);
        }
    }

    fn escape(&mut self) -> Result<char, Stop> {
        self.at += 1;
        let found = match self.bytes.get(self.at) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.wrong("an escape")),
        };
        self.at += 1;
        Ok(found)
    }

    fn unicode(&mut self) -> Result<char, Stop> {
        self.at += 1;
        let first = self.hex()?;
        let code = if (0xd800..0xdc00).contains(&first) {
            if !(self.take(b'\\') && self.take(b'u')) {
                return Err(self.wrong("the second half of a surrogate pair"));
            }
            let second = self.hex()?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(self.wrong("the second half of a surrogate pair"));
            }
            0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        } else {
            first
        };
        char::from_u32(code).ok_or_else(|| self.wrong("a character"))
    }

    fn hex(&mut self) -> Result<u32, Stop> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.bytes.get(self.at).and_then(|&byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or_else(|| self.wrong("four hexadecimal digits"))?;
            self.at += 1;
        }
        Ok(code)
    }

    fn seq(&mut self) -> Result<Kind<'a>, Stop> {
        self.budget.enter(self.span(self.at))?;
        self.at += 1;
        let first = self.items.len();
        self.space();
        if !self.take(b']') {
            loop {
                self.space();
                let item = self.value()?;
                self.items.push(item);
                self.space();
                if self.take(b']') {
                    break;
                }
                if !self.take(b',') {
                    return Err(self.wrong("`,` or `]`"));
                }
            }
        }
        self.budget.leave();
        Ok(Kind::Seq(self.items.drain(first..).collect()))
    }

    fn map(&mut self) -> Result<Kind<'a>, Stop> {
        self.budget.enter(self.span(self.at))?;
        self.at += 1;
        let first = self.entries.len();
        self.space();
        if !self.take(b'}') {
            loop {
                self.space();
                if self.bytes.get(self.at) != Some(&b'"') {
                    return Err(self.wrong("a key"));
                }
                let start = self.at;
                let key = self.string()?;
                let key_span = self.span(start);
                self.space();
                if !self.take(b':') {
                    return Err(self.wrong("`:`"));
                }
                self.space();
                let value = self.value()?;
                self.entries.push(Entry { key, key_span, value });
                self.space();
                if self.take(b'}') {
                    break;
                }
                if !self.take(b',') {
                    return Err(self.wrong("`,` or `}`"));
                }
            }
        }
        let entries: Vec<_> = self.entries.drain(first..).collect();
        self.note_repeated(&entries);
        self.budget.leave();
        Ok(Kind::Map(entries))
    }

    fn note_repeated(&mut self, entries: &[Entry<'_>]) {
        // Canonical JSON has its keys in order: then none stands twice.
        if entries.is_sorted_by(|earlier, later| earlier.key < later.key) {
            return;
        }
        let mut seen = HashSet::with_capacity(entries.len());
        for entry in entries {
            if !seen.insert(&*entry.key) {
                self.repeated.push(repeated_key(&entry.key, entry.key_span));
            }
        }
    }
}
