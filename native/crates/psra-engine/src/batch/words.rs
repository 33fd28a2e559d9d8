//! Words as numbers: tags, processes and agreements are compared by number, not by text.

use ahash::HashMap;

/// Words in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Words {
    numbers: HashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Words {
    /// The number of a word; a new one where it is new.
    pub(super) fn add(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).expect("fewer than 2^32 words");
        self.numbers.insert(word.into(), number);
        self.texts.push(word.into());
        number
    }

    pub(super) fn text(&self, number: u32) -> &str {
        &self.texts[number as usize]
    }
}

/// Whether a text is a word as tags are written.
pub(super) fn is_word(text: &str) -> bool {
    (1..=80).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
