//! How a scalar is written: as the one before it was, as far as that can be.

use crate::parse::Syntax;

/// Words that a reader of YAML may take for something else than text.
const NOT_TEXT: [&str; 8] = ["null", "true", "false", "yes", "no", "on", "off", "y"];

/// `text` in the form of `old`, the source of what stood there; `None` for a scalar of several lines.
pub(super) fn text(syntax: Syntax, old: &str, text: &str) -> Option<String> {
    if old.is_empty() || old.contains('\n') || old.starts_with(['|', '>']) || text.chars().any(char::is_control) {
        return None;
    }
    let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    Some(match (syntax, old.as_bytes()[0]) {
        (Syntax::Yaml, b'\'') => format!("'{}'", text.replace('\'', "''")),
        (Syntax::Yaml, first) if first != b'"' && is_plain(text) => text.to_owned(),
        _ => quoted,
    })
}

/// Whether every reader of YAML takes the word for text without quotes.
fn is_plain(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        && !NOT_TEXT.contains(&word.to_ascii_lowercase().as_str())
        && word != "n"
        && word != "N"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_the_text_is_kept() {
        for (old, new, written) in [
            ("\"a\"", "b", "\"b\""),
            ("'a'", "b's", "'b''s'"),
            ("a", "b_c", "b_c"),
            ("7.5", "7.5", "\"7.5\""),
            ("a", "no", "\"no\""),
            ("a", "say \"x\"", "\"say \\\"x\\\"\""),
        ] {
            assert_eq!(text(Syntax::Yaml, old, new).as_deref(), Some(written), "{old}");
        }
        assert_eq!(text(Syntax::Json, "5", "a").as_deref(), Some("\"a\""));
        for old in ["", "|\n  a", "> a", "a\n  b"] {
            assert_eq!(text(Syntax::Yaml, old, "b"), None, "{old:?}");
        }
        assert_eq!(text(Syntax::Yaml, "a", "b\nc"), None);
    }
}
