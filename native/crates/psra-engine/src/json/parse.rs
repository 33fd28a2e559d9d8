//! A strict reader of RFC 8259 text with limits of its own, so that no input can exhaust stack or memory.

use super::{Json, Text, words};

/// What a document may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the whole text.
    pub bytes: usize,
    /// Nesting of lists and objects.
    pub depth: usize,
}

/// Why a text is not JSON, and at which byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// What was wrong.
    pub message: String,
    /// Byte offset.
    pub offset: usize,
    /// Whether a limit was exceeded, rather than the grammar.
    pub limit: bool,
}

const MAX_WHOLE: i64 = 9_007_199_254_740_991;

/// Read one JSON text.
///
/// # Errors
/// Where the text is too large or nested too deeply, is not UTF-8, or is not JSON.
pub fn parse(text: &[u8], limits: Limits) -> Result<Json, SyntaxError> {
    if text.len() > limits.bytes {
        return Err(SyntaxError {
            message: format!("the case is larger than {} bytes", limits.bytes),
            offset: limits.bytes,
            limit: true,
        });
    }
    let text = std::str::from_utf8(text).map_err(|e| SyntaxError {
        message: "the case is not UTF-8".into(),
        offset: e.valid_up_to(),
        limit: false,
    })?;
    let mut reader = Reader { text, at: 0, room: limits.depth };
    reader.blank();
    let value = reader.value()?;
    reader.blank();
    if reader.at < text.len() {
        return Err(reader.error("text follows the JSON value"));
    }
    Ok(value)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    room: usize,
}

impl<'t> Reader<'t> {
    fn error(&self, message: &str) -> SyntaxError {
        SyntaxError { message: message.into(), offset: self.at, limit: false }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<Json, SyntaxError> {
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => Ok(Json::Str(self.string()?)),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => Err(self.error("a JSON value was expected")),
            None => Err(self.error("the text ends where a JSON value was expected")),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Json, SyntaxError>) -> Result<Json, SyntaxError> {
        if self.room == 0 {
            return Err(SyntaxError { limit: true, ..self.error("the case is nested too deeply") });
        }
        self.room -= 1;
        self.at += 1;
        let value = read(self)?;
        self.room += 1;
        Ok(value)
    }

    fn list(&mut self) -> Result<Json, SyntaxError> {
        let mut items = Vec::new();
        self.blank();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Json::List(items));
        }
        loop {
            self.blank();
            items.push(self.value()?);
            self.blank();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Json::List(items));
                }
                _ => return Err(self.error("',' or ']' was expected")),
            }
        }
    }

    fn object(&mut self) -> Result<Json, SyntaxError> {
        let mut members = Vec::new();
        self.blank();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Json::Object(members));
        }
        loop {
            self.blank();
            if self.peek() != Some(b'"') {
                return Err(self.error("a key in quotes was expected"));
            }
            let key = self.string()?;
            self.blank();
            if self.peek() != Some(b':') {
                return Err(self.error("':' was expected"));
            }
            self.at += 1;
            self.blank();
            members.push((key, self.value()?));
            self.blank();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Json::Object(members));
                }
                _ => return Err(self.error("',' or '}' was expected")),
            }
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, SyntaxError> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            return Ok(value);
        }
        Err(self.error("a JSON value was expected"))
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.error("a digit was expected"));
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Json, SyntaxError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        let whole = self.at;
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        if self.at > whole {
            return Ok(Json::Inexact);
        }
        Ok(match self.text[start..whole].parse::<i64>() {
            Ok(value) if (-MAX_WHOLE..=MAX_WHOLE).contains(&value) => Json::Int(value),
            _ => Json::Inexact,
        })
    }

    fn string(&mut self) -> Result<Text, SyntaxError> {
        self.at += 1;
        let run = self.plain();
        if self.peek() == Some(b'"') {
            self.at += 1;
            return Ok(words::text(run));
        }
        let mut out = run.to_owned();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out.into());
                }
                Some(b'\\') => {
                    self.at += 1;
                    out.push(self.escape()?);
                    out.push_str(self.plain());
                }
                Some(_) => return Err(self.error("a control character stands in a string")),
                None => return Err(self.error("a string is not closed")),
            }
        }
    }

    /// What stands as it is, up to a quote, an escape or what may not be there.
    fn plain(&mut self) -> &'t str {
        let rest = &self.text.as_bytes()[self.at..];
        let run = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len());
        self.at += run;
        &self.text[self.at - run..self.at]
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        let Some(byte) = self.peek() else {
            return Err(self.error("a string is not closed"));
        };
        self.at += 1;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => {
                self.at -= 1;
                return Err(self.error("this escape does not exist in JSON"));
            }
        })
    }

    fn hex(&mut self) -> Result<u32, SyntaxError> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4).unwrap_or_default();
        if digits.len() != 4 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(self.error("four hexadecimal digits were expected"));
        }
        let value = digits.iter().fold(0, |sum, d| sum * 16 + char::from(*d).to_digit(16).unwrap_or(0));
        self.at += 4;
        Ok(value)
    }

    fn unicode(&mut self) -> Result<char, SyntaxError> {
        let first = self.hex()?;
        let scalar = if (0xD800..0xDC00).contains(&first) {
            if !self.text[self.at..].starts_with("\\u") {
                return Err(self.error("half of a surrogate pair stands alone"));
            }
            self.at += 2;
            let second = self.hex()?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(self.error("half of a surrogate pair stands alone"));
            }
            0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(scalar).ok_or_else(|| self.error("half of a surrogate pair stands alone"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { bytes: 1000, depth: 4 };

    fn read(text: &str) -> Result<Json, String> {
        parse(text.as_bytes(), LIMITS).map_err(|e| format!("{}@{}", e.message, e.offset))
    }

    #[test]
    fn reads_values_and_refuses_what_is_not_json() {
        assert_eq!(
            read(r#" {"a":[1,-2,true,null,"x\u00e9\ud83d\ude00\n"]} "#).unwrap().get("a").unwrap().kind(),
            "a list"
        );
        assert_eq!(read("1.5").unwrap(), Json::Inexact);
        assert_eq!(read("1e2").unwrap(), Json::Inexact);
        assert_eq!(read("9007199254740992").unwrap(), Json::Inexact);
        assert_eq!(read("-0").unwrap(), Json::Int(0));
        for bad in [
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "01",
            "+1",
            "tru",
            "\"a",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "1 2",
            "\"\u{1}\"",
            "NaN",
        ] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn limits_are_errors_of_their_own() {
        assert!(parse(b"[[[[1]]]]", LIMITS).is_ok());
        assert!(parse(b"[[[[[1]]]]]", LIMITS).unwrap_err().limit);
        assert!(parse(&[b' '; 1001], LIMITS).unwrap_err().limit);
        assert!(!parse(b"\xff", LIMITS).unwrap_err().limit);
    }
}
