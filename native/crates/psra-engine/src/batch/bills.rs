//! Bills of materials as a struct of arrays: one push a bill, then one a line. What the columns cannot hold, or what
//! looks wrong, marks the bill as not plain; the engine then reads its case and says what is to be said.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use super::words::Words;
use crate::case::Operations;
use crate::date::Date;
use crate::edition;
use crate::vocabulary;

/// Decimals of the kernel's amounts and weights.
const SCALE: u32 = 6;
/// Lines of a bill that the engine would read.
const MOST_LINES: usize = 20_000;
/// Six-digit codes of each edition, a bit each: every line asks whether its code is one.
static CODES: [OnceLock<Vec<u64>>; psra_hs::EDITIONS.len()] = [const { OnceLock::new() }; psra_hs::EDITIONS.len()];

fn is_code(edition: u16, code: u32) -> bool {
    let Some(at) = psra_hs::EDITIONS.iter().position(|known| *known == edition) else { return false };
    let bits = CODES[at].get_or_init(|| {
        let mut bits = vec![0_u64; 1_000_000 / 64];
        for code in psra_hs::codes(edition).unwrap_or_default() {
            bits[*code as usize / 64] |= 1 << (code % 64);
        }
        bits
    });
    bits.get(code as usize / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
}

/// An amount that is not given; amounts are above zero.
pub(super) const ABSENT: i64 = 0;

/// A decimal in the kernel's scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scaled {
    /// Not given.
    Absent,
    /// Above zero, in millionths.
    Of(i64),
    /// Not above zero, too large, or with more decimals: for the engine.
    Odd,
}

impl Scaled {
    /// A whole number of units of 10^-`scale`.
    #[must_use]
    pub fn of(units: i128, scale: u32) -> Self {
        let millionths = if scale <= SCALE {
            10_i128.checked_pow(SCALE - scale).and_then(|f| units.checked_mul(f))
        } else {
            10_i128.checked_pow(scale - SCALE).filter(|f| units % f == 0).map(|f| units / f)
        };
        match millionths.and_then(|m| i64::try_from(m).ok()) {
            Some(m) if m > 0 => Self::Of(m),
            _ => Self::Odd,
        }
    }

    /// A decimal string.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (before, after) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(before) || !digits(after) || before.len() > 18 || after.len() > 18 {
            return Self::Odd;
        }
        let after = after.trim_end_matches('0');
        let number = |part: &str| part.bytes().fold(0_i128, |n, b| n * 10 + i128::from(b - b'0'));
        let scale = u32::try_from(after.len()).unwrap_or(u32::MAX);
        let Some(power) = 10_i128.checked_pow(scale) else { return Self::Odd };
        Self::of(number(before) * power + number(after), scale)
    }

    fn column(self) -> i64 {
        match self {
            Self::Of(m) => m,
            Self::Absent | Self::Odd => ABSENT,
        }
    }
}

/// The product's prices, each with its currency.
#[derive(Debug, Clone, Copy, Default)]
pub struct Prices<'a> {
    /// Ex works, free on board, transaction value, net cost.
    pub each: [Option<(Scaled, &'a str)>; 4],
}

/// What a bill says of its product and of itself; texts as a case writes them, absent as unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProductFacts<'a> {
    /// Of the bill.
    pub id: &'a str,
    /// Day whose law applies; absent: that of the batch.
    pub as_of: Option<&'a str>,
    /// HS edition of the bill's codes; absent: the one in force on the day.
    pub hs_edition: Option<i64>,
    /// Two capital letters.
    pub exporting_party: Option<&'a str>,
    /// Two capital letters.
    pub importing_party: Option<&'a str>,
    /// Agreements that the bill names.
    pub agreements: Option<&'a [&'a str]>,
    /// Of the product: 6, 8 or 10 digits.
    pub hs_code: &'a str,
    /// The complete list of tags that are true.
    pub tags: Option<&'a [&'a str]>,
    /// Prices.
    pub prices: Prices<'a>,
    /// Net weight in kilograms.
    pub net_weight_kg: Option<Scaled>,
    /// Whether it is wholly obtained.
    pub wholly_obtained: Option<bool>,
    /// Attested processes, without parameters.
    pub processes: &'a [&'a str],
    /// Whether no other process was carried out.
    pub processes_complete: bool,
    /// `beyond_insufficient` or `insufficient_only`.
    pub operations: Option<&'a str>,
}

/// What a bill says of one material; texts as a case writes them, absent as unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct LineFacts<'a> {
    /// Unique in the bill.
    pub id: Option<&'a str>,
    /// 6, 8 or 10 digits.
    pub hs_code: &'a str,
    /// The complete list of tags that are true.
    pub tags: Option<&'a [&'a str]>,
    /// Customs value with its currency.
    pub value: Option<(Scaled, &'a str)>,
    /// Net weight in kilograms.
    pub net_weight_kg: Option<Scaled>,
    /// `originating`, `non_originating` or `unknown`.
    pub status: Option<&'a str>,
    /// Country of origin.
    pub country: Option<&'a str>,
    /// Whether it is wholly obtained.
    pub wholly_obtained: Option<bool>,
    /// `material`; others are for the engine, or take no part.
    pub role: Option<&'a str>,
}

/// What a line says of its origin, as far as it matters: interned, so that a plan judges each once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Origin {
    NonOriginating,
    Originating(Option<[u8; 2]>),
    Unknown,
}

/// What bills have in common that the choice of rules hangs on: interned.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Context {
    pub(super) as_of: Option<String>,
    pub(super) hs_edition: Option<i64>,
    pub(super) edition: u16,
    pub(super) exporter: Option<String>,
    pub(super) importer: Option<String>,
    pub(super) tags: Option<Vec<u32>>,
}

/// One bill; its lines and words are ranges of the arrays.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) plain: bool,
    pub(super) code: u32,
    pub(super) context: u32,
    pub(super) agreements: Option<Range<usize>>,
    pub(super) processes: Range<usize>,
    pub(super) processes_complete: bool,
    pub(super) operations: Option<Operations>,
    /// The product is stated not to be wholly obtained.
    pub(super) not_grown: bool,
    pub(super) prices: [i64; 4],
    pub(super) weight: i64,
    pub(super) lines: Range<usize>,
    pub(super) digest: [u8; 32],
}

/// Bills of materials of a batch.
#[derive(Debug)]
pub struct Bills {
    pub(super) as_of: Date,
    pub(super) heads: Vec<Head>,
    pub(super) words: Words,
    pub(super) contexts: Vec<Context>,
    context_numbers: HashMap<Context, u32>,
    pub(super) origins: Vec<Origin>,
    origin_numbers: HashMap<Origin, u32>,
    /// Words of bills, by range.
    pub(super) listed: Vec<u32>,
    // Lines.
    pub(super) codes: Vec<u32>,
    pub(super) values: Vec<i64>,
    pub(super) weights: Vec<i64>,
    pub(super) origin: Vec<u32>,
    pub(super) grown: Vec<Option<bool>>,
    /// Tags by range of `listed`; an end before its start: not known.
    pub(super) tags: Vec<(usize, usize)>,
    open: Open,
}

/// What is being pushed.
#[derive(Debug, Default)]
struct Open {
    ids: Vec<u64>,
    currency: [u8; 3],
    bytes: Vec<u8>,
}

const NO_TAGS: (usize, usize) = (1, 0);

impl Bills {
    /// No bills yet; `as_of` is the day whose law applies where a bill names none. `None` where it is no day.
    #[must_use]
    pub fn new(as_of: &str) -> Option<Self> {
        Some(Self {
            as_of: Date::read(as_of)?,
            heads: Vec::new(),
            words: Words::default(),
            contexts: Vec::new(),
            context_numbers: HashMap::new(),
            // The numbers that `line` knows.
            origins: vec![Origin::NonOriginating, Origin::Unknown, Origin::Originating(None)],
            origin_numbers: HashMap::new(),
            listed: Vec::new(),
            codes: Vec::new(),
            values: Vec::new(),
            weights: Vec::new(),
            origin: Vec::new(),
            grown: Vec::new(),
            tags: Vec::new(),
            open: Open::default(),
        })
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// A bill that only the engine can read; `said` is all that it says.
    pub fn push_odd(&mut self, id: &str, said: &[u8]) {
        let mut digest = Sha256::new_with_prefix(b"case\0");
        digest.update((id.len() as u64).to_le_bytes());
        let at = self.codes.len();
        self.heads.push(Head {
            plain: false,
            code: 0,
            context: 0,
            agreements: None,
            processes: 0..0,
            processes_complete: false,
            operations: None,
            not_grown: false,
            prices: [ABSENT; 4],
            weight: ABSENT,
            lines: at..at,
            digest: digest.chain_update(id).chain_update(said).finalize().into(),
        });
    }

    /// Begin a bill; lines follow, then [`Bills::close`].
    pub fn open(&mut self, facts: &ProductFacts<'_>) {
        self.open.ids.clear();
        self.open.bytes.clear();
        self.open.currency = [0; 3];
        let day = match facts.as_of {
            None => Some(self.as_of.clone()),
            Some(text) => Date::read(text),
        };
        let edition = match facts.hs_edition {
            None => day.as_ref().map(edition::in_force),
            Some(year) => u16::try_from(year).ok().filter(|y| psra_hs::EDITIONS.contains(y)),
        };
        let code = psra_hs::parse_code(facts.hs_code);
        let is_party = |p: Option<&str>| p.is_none_or(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase()));
        let operations = match facts.operations {
            None => Some(None),
            Some("beyond_insufficient") => Some(Some(Operations::BeyondInsufficient)),
            Some("insufficient_only") => Some(Some(Operations::InsufficientOnly)),
            Some(_) => None,
        };
        let mut plain = code.zip(edition).is_some_and(|(c, e)| is_code(e, c))
            && day.is_some()
            && operations.is_some()
            && is_party(facts.exporting_party)
            && is_party(facts.importing_party)
            && facts.wholly_obtained != Some(true)
            && facts.tags.into_iter().flatten().all(|t| is_word(t))
            && facts.processes.iter().all(|p| vocabulary::is_process(p));
        let mut prices = [ABSENT; 4];
        for (price, given) in prices.iter_mut().zip(facts.prices.each) {
            plain &= self.money(given, price);
        }
        plain &= facts.net_weight_kg != Some(Scaled::Odd);
        let tags = facts.tags.map(|tags| tags.iter().map(|t| self.words.add(t)).collect());
        let context = Context {
            as_of: facts.as_of.map(Into::into),
            hs_edition: facts.hs_edition,
            edition: edition.unwrap_or_default(),
            exporter: facts.exporting_party.map(Into::into),
            importer: facts.importing_party.map(Into::into),
            tags,
        };
        let context = number(&mut self.context_numbers, &mut self.contexts, context);
        let agreements = facts.agreements.map(|named| self.list(named));
        let processes = self.list(facts.processes);
        self.note(&[
            facts.id,
            facts.as_of.unwrap_or("-"),
            facts.exporting_party.unwrap_or("-"),
            facts.importing_party.unwrap_or("-"),
            facts.hs_code,
            facts.operations.unwrap_or("-"),
        ]);
        self.note_list(facts.agreements);
        self.note_list(facts.tags);
        self.note_list(Some(facts.processes));
        for given in facts.prices.each {
            self.note_money(given);
        }
        self.note_money(facts.net_weight_kg.map(|w| (w, "")));
        let flags = [truth_byte(facts.wholly_obtained), u8::from(facts.processes_complete)];
        self.open.bytes.extend(flags);
        self.open.bytes.extend(facts.hs_edition.unwrap_or(0).to_le_bytes());
        let at = self.codes.len();
        self.heads.push(Head {
            plain,
            code: code.unwrap_or_default(),
            context,
            agreements,
            processes,
            processes_complete: facts.processes_complete,
            operations: operations.flatten(),
            not_grown: facts.wholly_obtained == Some(false),
            prices,
            weight: facts.net_weight_kg.map_or(ABSENT, Scaled::column),
            lines: at..at,
            digest: [0; 32],
        });
    }

    /// A line of the bill that was begun.
    pub fn line(&mut self, facts: &LineFacts<'_>) {
        let edition = self.heads.last().map_or(0, |h| self.contexts[h.context as usize].edition);
        let code = psra_hs::parse_code(facts.hs_code);
        let country = facts.country.map(|c| <[u8; 2]>::try_from(c.as_bytes()).ok());
        let origin = match (facts.status, facts.wholly_obtained, country) {
            (Some("originating"), _, country) => Some(Origin::Originating(country.flatten())),
            // Whether wholly obtained makes it originate is for the engine to say.
            (_, Some(true), _) => None,
            (Some("non_originating"), ..) => Some(Origin::NonOriginating),
            (None | Some("unknown"), ..) => Some(Origin::Unknown),
            _ => None,
        };
        let is_country = country.is_none_or(|c| c.is_some_and(|c| c.iter().all(u8::is_ascii_uppercase)));
        let takes_part = !matches!(facts.role, Some("shipping_packing" | "neutral"));
        let mut value = ABSENT;
        let mut plain = code.is_some_and(|c| is_code(edition, c))
            && is_country
            && origin.is_some()
            && matches!(facts.role, None | Some("material" | "shipping_packing" | "neutral"))
            && facts.tags.into_iter().flatten().all(|t| is_word(t))
            && facts.net_weight_kg != Some(Scaled::Odd);
        plain &= self.money(facts.value, &mut value);
        self.note(&[
            facts.id.unwrap_or("-"),
            facts.hs_code,
            facts.status.unwrap_or("-"),
            facts.country.unwrap_or("-"),
            facts.role.unwrap_or("-"),
        ]);
        self.note_list(facts.tags);
        self.note_money(facts.value);
        self.note_money(facts.net_weight_kg.map(|w| (w, "")));
        self.open.bytes.push(truth_byte(facts.wholly_obtained));
        if let Some(id) = facts.id {
            // One that looks like a pointer may be that of a line without an id.
            plain &= !id.is_empty() && id.len() <= 200 && !id.starts_with('/');
            let mut hasher = DefaultHasher::new();
            id.hash(&mut hasher);
            self.open.ids.push(hasher.finish());
        }
        if let Some(head) = self.heads.last_mut() {
            head.plain &= plain;
        }
        if !takes_part {
            return;
        }
        let origin = match origin.unwrap_or(Origin::Unknown) {
            Origin::NonOriginating => 0,
            Origin::Unknown => 1,
            Origin::Originating(None) => 2,
            of_country @ Origin::Originating(Some(_)) => {
                number(&mut self.origin_numbers, &mut self.origins, of_country)
            }
        };
        let tags = facts.tags.map(|tags| self.list(tags));
        self.codes.push(code.unwrap_or_default());
        self.values.push(value);
        self.weights.push(facts.net_weight_kg.map_or(ABSENT, Scaled::column));
        self.origin.push(origin);
        self.grown.push(facts.wholly_obtained);
        self.tags.push(tags.map_or(NO_TAGS, |range| (range.start, range.end)));
    }

    /// The bill that was begun is complete. False where it is not plain: then [`Bills::spoil`] it.
    #[must_use]
    pub fn close(&mut self) -> bool {
        self.open.ids.sort_unstable();
        let twice = self.open.ids.windows(2).any(|pair| pair[0] == pair[1]);
        let end = self.codes.len();
        let digest = Sha256::new_with_prefix(b"bill\0").chain_update(&self.open.bytes).finalize().into();
        let Some(head) = self.heads.last_mut() else { return true };
        head.lines.end = end;
        head.digest = digest;
        // A bill without a line that counts, or too long, or with an id given twice: the engine has words for it.
        head.plain &= !twice && !head.lines.is_empty() && head.lines.len() <= MOST_LINES;
        head.plain
    }

    /// Take the last bill back: it has something that these columns do not hold. `said` is all that it says.
    pub fn spoil(&mut self, id: &str, said: &[u8]) {
        if let Some(head) = self.heads.pop() {
            let keep = head.lines.start;
            self.codes.truncate(keep);
            self.values.truncate(keep);
            self.weights.truncate(keep);
            self.origin.truncate(keep);
            self.grown.truncate(keep);
            self.tags.truncate(keep);
        }
        self.push_odd(id, said);
    }

    /// Tags of a line; `None` where they are not known.
    pub(super) fn tags_of(&self, line: usize) -> Option<&[u32]> {
        let (from, to) = self.tags[line];
        (from <= to).then(|| &self.listed[from..to])
    }

    /// Take an amount over; false where it is not plain. All amounts of a bill are of one currency.
    fn money(&mut self, given: Option<(Scaled, &str)>, into: &mut i64) -> bool {
        let Some((amount, currency)) = given else { return true };
        let Ok(currency) = <[u8; 3]>::try_from(currency.as_bytes()) else { return false };
        if self.open.currency == [0; 3] {
            self.open.currency = currency;
        }
        *into = amount.column();
        matches!(amount, Scaled::Of(_)) && self.open.currency == currency && currency.iter().all(u8::is_ascii_uppercase)
    }

    fn list(&mut self, words: &[&str]) -> Range<usize> {
        let from = self.listed.len();
        for word in words {
            let number = self.words.add(word);
            self.listed.push(number);
        }
        from..self.listed.len()
    }

    fn note(&mut self, texts: &[&str]) {
        for text in texts {
            self.open.bytes.extend((text.len() as u64).to_le_bytes());
            self.open.bytes.extend(text.as_bytes());
        }
    }

    fn note_list(&mut self, list: Option<&[&str]>) {
        self.open.bytes.extend(list.map_or(u64::MAX, |l| l.len() as u64).to_le_bytes());
        self.note(list.unwrap_or_default());
    }

    fn note_money(&mut self, given: Option<(Scaled, &str)>) {
        let (kind, amount) = match given {
            None => (0_u8, 0),
            Some((Scaled::Of(m), _)) => (1, m),
            Some((Scaled::Absent, _)) => (2, 0),
            Some((Scaled::Odd, _)) => (3, 0),
        };
        self.open.bytes.push(kind);
        self.open.bytes.extend(amount.to_le_bytes());
        self.note(&[given.map_or("", |(_, currency)| currency)]);
    }
}

fn truth_byte(known: Option<bool>) -> u8 {
    known.map_or(2, u8::from)
}

fn is_word(text: &str) -> bool {
    (1..=80).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn number<T: Clone + Eq + Hash>(numbers: &mut HashMap<T, u32>, all: &mut Vec<T>, item: T) -> u32 {
    if let Some(known) = numbers.get(&item) {
        return *known;
    }
    let new = u32::try_from(all.len()).expect("fewer than 2^32 of them");
    all.push(item.clone());
    numbers.insert(item, new);
    new
}
