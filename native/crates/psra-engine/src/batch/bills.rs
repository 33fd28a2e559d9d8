//! Bills of materials as a struct of arrays: one push a bill, then one a line. What the columns cannot hold, or what
//! looks wrong, marks the bill as not plain; the engine then reads its case and says what is to be said.

use std::ops::Range;

use ahash::RandomState;

use super::amount::Amount;
use super::code::Code;
use super::context::Contexts;
use super::facts::{LineFacts, ProductFacts, Role};
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
    /// What is not in the columns; of a bill that is not plain, all that it says.
    pub(super) said: Range<usize>,
}

/// What is known of a line beside its amounts, in bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks(pub(super) u8);

impl Marks {
    const TAGS_KNOWN: u8 = 1 << 2;
    /// Those are among what the bill says: its id, its tags.
    const SAYS_ID: u8 = 1 << 3;
    const SAYS_TAGS: u8 = 1 << 4;
    const SAYS_ROLE: u8 = 1 << 5;

    fn of(facts: &LineFacts<'_>) -> Self {
        let flag = |holds: bool, bit: u8| if holds { bit } else { 0 };
        Self(
            said::truth(facts.wholly_obtained)
                | flag(facts.tags.is_some(), Self::TAGS_KNOWN)
                | flag(facts.id.is_some(), Self::SAYS_ID)
                | flag(facts.tags.is_some_and(|tags| !tags.is_empty()), Self::SAYS_TAGS)
                | flag(facts.role == Role::Material, Self::SAYS_ROLE),
        )
    }

    fn are_tags_known(self) -> bool {
        self.0 & Self::TAGS_KNOWN != 0
    }

    /// Whether it is wholly obtained.
    pub(super) fn grown(self) -> Option<bool> {
        [Some(false), Some(true), None, None][usize::from(self.0 & 3)]
    }
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
    // Lines.
    pub(super) codes: Vec<u32>,
    pub(super) beyond: Vec<u16>,
    pub(super) values: Vec<i64>,
    pub(super) weights: Vec<i64>,
    pub(super) origins: Vec<u16>,
    pub(super) marks: Vec<u8>,
    /// Their tags, a range of `listed`.
    tags: Vec<Range<usize>>,
    open: Open,
}

/// What is being pushed.
#[derive(Debug)]
struct Open {
    /// Digests of the ids of lines: one that is given twice is for the engine.
    ids: Vec<u64>,
    hasher: RandomState,
    currency: [u8; 3],
}

/// An amount that is not given, in a column.
pub(super) const ABSENT: i64 = 0;

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
            codes: Vec::new(),
            beyond: Vec::new(),
            values: Vec::new(),
            weights: Vec::new(),
            origins: Vec::new(),
            marks: Vec::new(),
            tags: Vec::new(),
            open: Open { ids: Vec::new(), hasher: RandomState::with_seeds(1, 2, 3, 4), currency: [0; 3] },
        }
    }

    /// Make room for another portion. Words and contexts stay known.
    pub(super) fn clear(&mut self) {
        self.heads.clear();
        self.listed.clear();
        self.said.clear();
        self.keep_lines(0);
    }

    fn keep_lines(&mut self, lines: usize) {
        self.codes.truncate(lines);
        self.beyond.truncate(lines);
        self.values.truncate(lines);
        self.weights.truncate(lines);
        self.origins.truncate(lines);
        self.marks.truncate(lines);
        self.tags.truncate(lines);
    }

    /// A bill that only the engine can read; `said` is all that it says.
    pub fn push_odd(&mut self, id: &str, said: &[u8]) {
        let (lines, start) = (self.codes.len(), self.said.len());
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
        let mut plain = common.plain
            && common.edition.has(facts.hs_code)
            && operations.is_some()
            && facts.wholly_obtained != Some(true)
            && !facts.net_weight_kg.is_odd()
            && facts.processes.iter().all(|p| vocabulary::is_process(p));
        for (amount, currency) in facts.prices.each {
            plain &= self.is_money(amount, currency);
        }
        let start = self.said.len();
        said::text(&mut self.said, facts.id);
        said::list(&mut self.said, facts.agreements);
        said::list(&mut self.said, Some(facts.processes));
        let agreements = facts.agreements.map(|named| self.list(named));
        let processes = self.list(facts.processes);
        let at = self.codes.len();
        self.heads.push(Head {
            plain,
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
    pub fn line(&mut self, facts: &LineFacts<'_>) {
        let origin = Origin::of(facts.status, facts.country);
        let (value, currency) = facts.value;
        let money = self.is_money(value, currency);
        let Some(head) = self.heads.last_mut() else { return };
        head.plain &= self.contexts.get(head.context).edition.has(facts.hs_code)
            && money
            && !facts.net_weight_kg.is_odd()
            && facts.role != Role::Odd
            // Whether wholly obtained makes it originate is for the engine to say.
            && origin.is_some_and(|o| o.originates() || facts.wholly_obtained != Some(true))
            && facts.tags.into_iter().flatten().all(|t| is_word(t));
        if let Some(id) = facts.id {
            // One that looks like a pointer may be that of a line without an id.
            head.plain &= !id.is_empty() && id.len() <= 200 && !id.starts_with('/');
            self.open.ids.push(self.open.hasher.hash_one(id));
            said::text(&mut self.said, id);
        }
        let (origin, marks) = (origin.unwrap_or(Origin::UNKNOWN), Marks::of(facts));
        let tags = facts.tags.unwrap_or_default();
        if !tags.is_empty() {
            said::list(&mut self.said, Some(tags));
        }
        if facts.role == Role::Aside {
            let amounts = [value, facts.net_weight_kg].map(Amount::column);
            said::aside(&mut self.said, facts.hs_code, amounts, origin, marks.0);
            return;
        }
        let tags = self.list(tags);
        self.codes.push(facts.hs_code.six);
        self.beyond.push(facts.hs_code.beyond);
        self.values.push(value.column());
        self.weights.push(facts.net_weight_kg.column());
        self.origins.push(origin.number());
        self.marks.push(marks.0);
        self.tags.push(tags);
    }

    /// The bill that was begun is complete. False where it is not plain: then [`Bills::spoil`] it.
    #[must_use]
    pub fn close(&mut self) -> bool {
        let Some(head) = self.heads.last_mut() else { return true };
        self.open.ids.sort_unstable();
        let twice = self.open.ids.windows(2).any(|pair| pair[0] == pair[1]);
        self.said.extend(self.open.currency);
        head.lines.end = self.codes.len();
        head.said.end = self.said.len();
        // A bill without a line that counts, or too long, or with an id given twice: the engine has words for it.
        head.plain &= !twice && !head.lines.is_empty() && head.lines.len() <= MOST_LINES;
        head.plain
    }

    /// Take the last bill back: it has something that these columns do not hold. `said` is all that it says.
    pub fn spoil(&mut self, id: &str, said: &[u8]) {
        if let Some(head) = self.heads.pop() {
            self.keep_lines(head.lines.start);
            self.said.truncate(head.said.start);
        }
        self.push_odd(id, said);
    }

    /// Tags of a line; `None` where they are not known.
    pub(super) fn tags_of(&self, line: usize) -> Option<&[u32]> {
        Marks(self.marks[line]).are_tags_known().then(|| &self.listed[self.tags[line].clone()])
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
