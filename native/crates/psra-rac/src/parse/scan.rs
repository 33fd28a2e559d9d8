//! Finding the end of a JSON string's plain part, eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// A word whose high bits mark the bytes that are zero; the lowest mark is always right.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// Marks the bytes that end plain text: a quote, a backslash, a control sign. The lowest mark is always right.
const fn signs(word: u64) -> u64 {
    let quote = zeros(word ^ (ONES * b'"' as u64));
    let backslash = zeros(word ^ (ONES * b'\\' as u64));
    let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
    quote | backslash | control
}

/// So many bytes come before the first quote, backslash or control sign, or before the end.
pub(super) fn text_until_sign(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        let found = signs(u64::from_le_bytes(*word));
        if found != 0 {
            return 8 * place + found.trailing_zeros() as usize / 8;
        }
    }
    let is_sign = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    bytes.len() - rest.len() + rest.iter().position(is_sign).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one_by_one(bytes: &[u8]) -> usize {
        bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(bytes.len())
    }

    #[test]
    fn each_byte_at_each_place_is_told_apart() {
        for byte in 0..=u8::MAX {
            for place in 0..20 {
                let mut text = [b'~'; 20];
                text[place] = byte;
                assert_eq!(text_until_sign(&text), one_by_one(&text), "{byte} at {place}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_end_where_reading_one_by_one_ends(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(text_until_sign(&bytes), one_by_one(&bytes));
        }
    }
}
