//! What bills have in common that the choice of rules hangs on: day, edition, parties, the product's tags. Each such
//! context is read once, however many bills are of it.

use ahash::HashMap;

use super::code::Edition;
use super::facts::ProductFacts;
use super::said::{list, option};
use super::words::is_word;
use crate::date::Date;
use crate::edition;

/// One context.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) as_of: Option<String>,
    pub(super) hs_edition: Option<i64>,
    pub(super) exporter: Option<String>,
    pub(super) importer: Option<String>,
    pub(super) tags: Option<Vec<String>>,
    /// Codes of the edition that the bill's codes are in.
    pub(super) edition: Edition,
    /// Whether all of it is as a case may say it.
    pub(super) plain: bool,
    /// All that it says, to be digested.
    pub(super) said: Box<[u8]>,
}

impl Context {
    fn of(facts: &ProductFacts<'_>, batch_day: &Date, said: &[u8]) -> Self {
        let day = facts.as_of.map_or_else(|| Some(batch_day.clone()), Date::read);
        let year = match facts.hs_edition {
            None => day.as_ref().map(edition::in_force),
            Some(year) => u16::try_from(year).ok(),
        };
        let edition = year.and_then(Edition::of);
        let is_party = |p: Option<&str>| p.is_none_or(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase()));
        Self {
            as_of: facts.as_of.map(Into::into),
            hs_edition: facts.hs_edition,
            exporter: facts.exporting_party.map(Into::into),
            importer: facts.importing_party.map(Into::into),
            tags: facts.tags.map(|tags| tags.iter().map(|t| (*t).into()).collect()),
            plain: day.is_some()
                && edition.is_some()
                && is_party(facts.exporting_party)
                && is_party(facts.importing_party)
                && facts.tags.into_iter().flatten().all(|t| is_word(t)),
            edition: edition.unwrap_or(Edition::none()),
            said: said.into(),
        }
    }
}

/// Contexts by number.
#[derive(Debug, Default)]
pub(super) struct Contexts {
    all: Vec<Context>,
    numbers: HashMap<Box<[u8]>, u32>,
    last: u32,
    said: Vec<u8>,
}

impl Contexts {
    /// The number of the context of those facts.
    pub(super) fn number(&mut self, facts: &ProductFacts<'_>, batch_day: &Date) -> u32 {
        let said = &mut self.said;
        said.clear();
        option(said, facts.as_of);
        said.extend(facts.hs_edition.unwrap_or(0).to_le_bytes());
        option(said, facts.exporting_party);
        option(said, facts.importing_party);
        list(said, facts.tags);
        // Bills of a batch mostly follow others of their kind.
        if self.all.get(self.last as usize).is_none_or(|last| *last.said != **said) {
            self.last = match self.numbers.get(said.as_slice()) {
                Some(known) => *known,
                None => {
                    let new = u32::try_from(self.all.len()).expect("fewer than 2^32 contexts");
                    self.numbers.insert(said.as_slice().into(), new);
                    self.all.push(Context::of(facts, batch_day, said));
                    new
                }
            };
        }
        self.last
    }

    pub(super) fn get(&self, number: u32) -> &Context {
        &self.all[number as usize]
    }
}
