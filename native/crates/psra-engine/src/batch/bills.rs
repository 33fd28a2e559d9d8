//! Bills of materials as arrays of lines: one push a bill, then one a line. What a line cannot hold, or what looks
//! wrong, marks the bill as not plain; the engine then reads its case and says what is to be said.

use std::ops::Range;

use ahash::RandomState;
use zerocopy::IntoBytes;

use super::amount::Amount;
use super::code::{Code, Edition};
use super::context::Contexts;
use super::facts::{LineFacts, ProductFacts, Role};
use super::line::Line;
use super::origin::Origin;
use super::said;
use super::words::{Words, is_word};
use crate::case::Operations;
use crate::date::Date;
use crate::vocabulary;

/// Lines of a bill that the engine would read.
const MOST_LINES: usize = 20_000;

/// One bill; its lines, words and bytes are ranges of the arrays.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) plain: bool,
    pub(super) code: Code,
    pub(super) context: u32,
    pub(super) agreements: Option<Range<usize>>,
    pub(super) processes: Range<usize>,
    pub(super) processes_complete: bool,
    pub(super) operations: Option<Operations>,
    pub(super) wholly_obtained: Option<bool>,
    pub(super) prices: [Amount; 4],
    pub(super) weight: Amount,
    pub(super) lines: Range<usize>,
    /// What is not in its lines; of a bill that is not plain, all that it says.
    pub(super) said: Range<usize>,
}

/// A portion of a batch.
#[derive(Debug)]
pub struct Bills {
    pub(super) as_of: Date,
    pub(super) heads: Vec<Head>,
    pub(super) words: Words,
    pub(super) contexts: Contexts,
    /// Words of bills and lines, by range.
    pub(super) listed: Vec<u32>,
    /// Bytes of bills, by range.
    pub(super) said: Vec<u8>,
    pub(super) lines: Vec<Line>,
    /// Where the tags of each line are among the lists, if it has any.
    tags: Vec<u32>,
    lists: Vec<Range<usize>>,
    open: Open,
}

/// What is being pushed.
#[derive(Debug)]
struct Open {
    /// Digests of the ids of lines: one that is given twice is for the engine.
    ids: Vec<u64>,
    hasher: RandomState,
    currency: [u8; 3],
    edition: Edition,
    /// Nothing that was pushed of it is for the engine.
    plain: bool,
}

impl Bills {
    /// No bills yet; `as_of` is the day whose law applies where a bill names none.
    pub(super) fn new(as_of: Date) -> Self {
        Self {
            as_of,
            heads: Vec::new(),
            words: Words::default(),
            contexts: Contexts::default(),
            listed: Vec::new(),
            said: Vec::new(),
            lines: Vec::new(),
            tags: Vec::new(),
            lists: Vec::new(),
            open: Open {
                ids: Vec::new(),
                hasher: RandomState::with_seeds(1, 2, 3, 4),
                currency: [0; 3],
                edition: Edition::none(),
                plain: false,
            },
        }
    }

    /// Make room for another portion. Words and contexts stay known.
    pub(super) fn clear(&mut self) {
        self.heads.clear();
        self.listed.clear();
        self.said.clear();
        self.lines.clear();
        self.tags.clear();
        self.lists.clear();
    }

    /// A bill that only the engine can read; `said` is all that it says.
    pub fn push_odd(&mut self, id: &str, said: &[u8]) {
        let (lines, start) = (self.lines.len(), self.said.len());
        said::text(&mut self.said, id);
        self.said.extend(said);
        self.heads.push(Head {
            plain: false,
            code: Code::ODD,
            context: 0,
            agreements: None,
            processes: 0..0,
            processes_complete: false,
            operations: None,
            wholly_obtained: None,
            prices: [Amount::ABSENT; 4],
            weight: Amount::ABSENT,
            lines: lines..lines,
            said: start..self.said.len(),
        });
    }

    /// Begin a bill; lines follow, then [`Bills::close`].
    pub fn open(&mut self, facts: &ProductFacts<'_>) {
        self.open.ids.clear();
        self.open.currency = [0; 3];
        let context = self.contexts.number(facts, &self.as_of);
        let common = self.contexts.get(context);
        let operations = match facts.operations {
            None => Some(None),
            Some("beyond_insufficient") => Some(Some(Operations::BeyondInsufficient)),
            Some("insufficient_only") => Some(Some(Operations::InsufficientOnly)),
            Some(_) => None,
        };
        self.open.edition = common.edition;
        self.open.plain = common.plain
            && common.edition.has(facts.hs_code)
            && operations.is_some()
            && facts.wholly_obtained != Some(true)
            && !facts.net_weight_kg.is_odd()
            && facts.processes.iter().all(|p| vocabulary::is_process(p));
        for (amount, currency) in facts.prices.each {
            self.open.plain &= self.is_money(amount, currency);
        }
        let start = self.said.len();
        said::text(&mut self.said, facts.id);
        said::product(&mut self.said, facts);
        let agreements = facts.agreements.map(|named| self.list(named));
        let processes = self.list(facts.processes);
        let at = self.lines.len();
        self.heads.push(Head {
            plain: false,
            code: facts.hs_code,
            context,
            agreements,
            processes,
            processes_complete: facts.processes_complete,
            operations: operations.flatten(),
            wholly_obtained: facts.wholly_obtained,
            prices: facts.prices.each.map(|(amount, _)| amount),
            weight: facts.net_weight_kg,
            lines: at..at,
            said: start..start,
        });
    }

    /// A line of the bill that was begun.
    #[inline]
    pub fn line(&mut self, facts: &LineFacts<'_>) {
        let origin = Origin::of(facts.status, facts.country);
        let (value, currency) = facts.value;
        self.open.plain &= self.open.edition.has(facts.hs_code)
            && !facts.net_weight_kg.is_odd()
            && facts.role != Role::Odd
            // Whether wholly obtained makes it originate is for the engine to say.
            && origin.is_some_and(|o| o.originates() || facts.wholly_obtained != Some(true))
            && self.is_money(value, currency);
        if let Some(id) = facts.id {
            // One that looks like a pointer may be that of a line without an id.
            self.open.plain &= !id.is_empty() && id.len() <= 200 && !id.starts_with('/');
            self.open.ids.push(self.open.hasher.hash_one(id));
            said::text(&mut self.said, id);
        }
        if facts.hs_code.beyond != 0 {
            self.said.extend(facts.hs_code.beyond.to_le_bytes());
        }
        let line = Line::of(facts, origin.unwrap_or(Origin::UNKNOWN));
        let tags = self.tags(facts.tags.unwrap_or_default());
        if facts.role == Role::Aside {
            self.said.extend(line.as_bytes());
            return;
        }
        self.lines.push(line);
        self.tags.push(tags);
    }

    /// The number of a list of tags; 0 for none.
    fn tags(&mut self, tags: &[&str]) -> u32 {
        if tags.is_empty() {
            return 0;
        }
        self.open.plain &= tags.iter().all(|t| is_word(t));
        said::list(&mut self.said, Some(tags));
        let range = self.list(tags);
        self.lists.push(range);
        u32::try_from(self.lists.len()).expect("fewer than 2^32 lists of tags in a portion")
    }

    /// The bill that was begun is complete. False where it is not plain: then [`Bills::spoil`] it.
    #[must_use]
    pub fn close(&mut self) -> bool {
        let Some(head) = self.heads.last_mut() else { return true };
        self.open.ids.sort_unstable();
        let twice = self.open.ids.windows(2).any(|pair| pair[0] == pair[1]);
        self.said.extend(self.open.currency);
        head.lines.end = self.lines.len();
        head.said.end = self.said.len();
        // A bill without a line that counts, or too long, or with an id given twice: the engine has words for it.
        head.plain = self.open.plain && !twice && !head.lines.is_empty() && head.lines.len() <= MOST_LINES;
        head.plain
    }

    /// Take the last bill back: it has something that lines do not hold. `said` is all that it says.
    pub fn spoil(&mut self, id: &str, said: &[u8]) {
        if let Some(head) = self.heads.pop() {
            self.lines.truncate(head.lines.start);
            self.tags.truncate(head.lines.start);
            self.said.truncate(head.said.start);
        }
        self.push_odd(id, said);
    }

    /// Tags of a line; `None` where they are not known.
    pub(super) fn tags_of(&self, line: usize) -> Option<&[u32]> {
        let list = || self.tags[line].checked_sub(1).map_or(0..0, |n| self.lists[n as usize].clone());
        self.lines[line].are_tags_known().then(|| &self.listed[list()])
    }

    /// Whether an amount is plain. All amounts of a bill are of one currency.
    fn is_money(&mut self, amount: Amount, currency: &str) -> bool {
        if amount == Amount::ABSENT {
            return true;
        }
        let Ok(currency) = <[u8; 3]>::try_from(currency.as_bytes()) else { return false };
        if self.open.currency == [0; 3] && currency.iter().all(u8::is_ascii_uppercase) {
            self.open.currency = currency;
        }
        !amount.is_odd() && self.open.currency == currency
    }

    fn list(&mut self, words: &[&str]) -> Range<usize> {
        let from = self.listed.len();
        for word in words {
            let number = self.words.add(word);
            self.listed.push(number);
        }
        from..self.listed.len()
    }
}
