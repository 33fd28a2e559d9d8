//! RFC 8785 (JSON Canonicalization Scheme) for values without fractions, and SHA-256 over it.

use std::cmp::Ordering;

use sha2::{Digest, Sha256};

use super::Json;
use super::write::write_string;

/// The canonical text: members sorted by UTF-16 code units, no blanks.
#[must_use]
pub fn canonical(value: &Json) -> String {
    let mut out = String::with_capacity(4_096);
    put(value, &mut out);
    out
}

fn put(value: &Json, out: &mut String) {
    match value {
        Json::List(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                put(item, out);
            }
            out.push(']');
        }
        Json::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            if members.iter().all(|(key, _)| key.is_ascii()) {
                sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
            } else {
                sorted.sort_by(|(a, _), (b, _)| by_utf16(a, b));
            }
            out.push('{');
            for (n, (key, item)) in sorted.into_iter().enumerate() {
                if n > 0 {
                    out.push(',');
                }
                write_string(key, out);
                out.push(':');
                put(item, out);
            }
            out.push('}');
        }
        scalar => super::write(scalar, out),
    }
}

/// The order of UTF-16 code units, which for ASCII is that of the bytes.
fn by_utf16(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// Lower-case hexadecimal SHA-256 of the text's UTF-8 bytes.
#[must_use]
pub fn sha256_hex(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |n: u8| char::from(DIGITS[usize::from(n)]);
    Sha256::digest(text.as_bytes()).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Limits, parse};
    use super::*;

    #[test]
    fn sorts_by_utf16_and_escapes_as_the_rfc_does() {
        let text = "{\"\u{20ac}\":1,\"\\r\":[2,{\"b\":\"\\u001f\\u007f/\",\"a\":null}],\"\u{fb33}\":3,\"\u{1f600}\":4,\"1\":5}";
        let value = parse(text.as_bytes(), Limits { bytes: 1000, depth: 9 }).unwrap();
        assert_eq!(
            canonical(&value),
            "{\"\\r\":[2,{\"a\":null,\"b\":\"\\u001f\u{7f}/\"}],\"1\":5,\"\u{20ac}\":1,\"\u{1f600}\":4,\"\u{fb33}\":3}"
        );
        assert_eq!(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
