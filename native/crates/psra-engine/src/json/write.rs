//! Writing: compact, members in their order, the same bytes for the same value.

use std::borrow::Cow;

use super::Json;

/// Append `value` as compact JSON.
pub fn write(value: &Json, out: &mut String) {
    match value {
        Json::Null | Json::Inexact => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Int(number) => out.push_str(&number.to_string()),
        Json::Str(text) => write_string(text, out),
        Json::List(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            for (n, (key, item)) in members.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write_string(key, out);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
    }
}

/// Which bytes are escaped.
const ESCAPED: [bool; 256] = {
    let mut escaped = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        escaped[control] = true;
        control += 1;
    }
    escaped[b'"' as usize] = true;
    escaped[b'\\' as usize] = true;
    escaped
};

/// Whether all of a text is written as it is, looked at sixteen bytes at a time.
#[allow(clippy::needless_bitwise_bool, reason = "without branches, sixteen bytes are compared in one instruction")]
fn is_plain(text: &str) -> bool {
    let (blocks, rest) = text.as_bytes().as_chunks::<16>();
    let odd = |block: &[u8; 16]| block.iter().fold(false, |odd, b| odd | (*b < b' ') | (*b == b'"') | (*b == b'\\'));
    !blocks.iter().any(odd) && !rest.iter().any(|byte| ESCAPED[usize::from(*byte)])
}

/// Append a string as RFC 8785 writes it: the short escapes, `\u00xx` for other controls, all else as it is.
pub(super) fn write_string(text: &str, out: &mut String) {
    out.reserve(text.len() + 3);
    out.push('"');
    if is_plain(text) {
        out.push_str(text);
        out.push('"');
        return;
    }
    let mut run = 0;
    for (at, byte) in text.bytes().enumerate().filter(|(_, b)| ESCAPED[usize::from(*b)]) {
        // What is escaped is one byte, so both sides of it are whole characters.
        out.push_str(&text[run..at]);
        run = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            0x8 => out.push_str("\\b"),
            0xc => out.push_str("\\f"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            other => out.push_str(&format!("\\u{other:04x}")),
        }
    }
    out.push_str(&text[run..]);
    out.push('"');
}

/// A key as a step of a JSON pointer (RFC 6901).
#[must_use]
pub fn escape_pointer(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1").into() } else { key.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_found_wherever_it_stands() {
        for length in 0..40 {
            let plain = "é".repeat(length);
            let mut out = String::new();
            write_string(&plain, &mut out);
            assert_eq!(out, format!("\"{plain}\""));
            for (odd, written) in [("\"", "\\\""), ("\\", "\\\\"), ("\u{1f}", "\\u001f"), ("\n", "\\n")] {
                for at in 0..=length {
                    let (before, after) = ("a".repeat(at), "a".repeat(length - at));
                    let mut out = String::new();
                    write_string(&format!("{before}{odd}{after}"), &mut out);
                    assert_eq!(out, format!("\"{before}{written}{after}\""));
                }
            }
        }
    }
}
