//! What a decision rests on that is the same for many bills: the rows that apply to a product, the tolerance, whose
//! materials count as originating. Chosen by the engine's own selection, once for each product, and digested.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::bills::{Bills, Context, Origin};
use super::shape::{Period, Tolerance};
use super::tree::Alternative;
use crate::decide::of_product;
use crate::edition::{Editions, translate};
use crate::errors::CaseError;
use crate::evaluate::{ENGINE, Prepared};
use crate::json::Json;
use crate::law::{CodeRange, Row};
use crate::logic::Truth;
use crate::parties::Parties;
use crate::rulebook::{Agreement, RuleBook};
use crate::selection::select;
use crate::subject::Subject;

/// How pairs of one agreement, product and context are decided.
pub(super) enum Planned<'r> {
    /// By the kernel.
    Kernel(Plan<'r>),
    /// By the engine; the digest is that of the whole agreement.
    Engine([u8; 32]),
    /// Not at all, for this error of the catalogue.
    Refused(&'static str, [u8; 32]),
}

/// A row as the kernel evaluates it.
pub(super) struct PlanRow<'r> {
    /// `None`: published, but not turned into code.
    pub(super) alternatives: Option<&'r [Alternative]>,
    pub(super) ids: Vec<Arc<str>>,
    pub(super) quota: bool,
    /// Worlds in which it applies, by bit.
    pub(super) worlds: u64,
}

pub(super) struct Plan<'r> {
    /// The product in the rules' edition.
    pub(super) product: u32,
    pub(super) rows: Vec<PlanRow<'r>>,
    pub(super) worlds: usize,
    pub(super) has_general: bool,
    pub(super) all_nom: bool,
    pub(super) rescues_weight: bool,
    pub(super) tolerance: Vec<&'r Tolerance>,
    /// Whether a line of an origin is non-originating, by its number; `None` is for the engine.
    pub(super) origins: Rc<Vec<Option<bool>>>,
    /// Codes in the edition of the agreement; `None` where they are the bill's own.
    pub(super) translated: Option<Rc<Translation>>,
    pub(super) digest: [u8; 32],
}

/// The codes of one edition in another: all that each may be there.
#[derive(Default)]
pub(super) struct Translation {
    pub(super) of: HashMap<u32, Range<usize>>,
    pub(super) all: Vec<u32>,
}

/// Worlds that a word has bits for.
const MOST_WORLDS: usize = 64;

type Key = (u32, u32, u32);

/// Plans of one worker.
pub(super) struct Planner<'r> {
    book: &'r RuleBook,
    bills: &'r Bills,
    plans: HashMap<Key, Rc<Planned<'r>>>,
    origins: HashMap<(u32, u32), Rc<Vec<Option<bool>>>>,
    translations: HashMap<(u16, Editions), Rc<Translation>>,
    named: HashMap<u32, Rc<Result<Vec<String>, &'static str>>>,
    whole: HashMap<String, [u8; 32]>,
}

impl<'r> Planner<'r> {
    pub(super) fn new(book: &'r RuleBook, bills: &'r Bills) -> Self {
        Self {
            book,
            bills,
            plans: HashMap::new(),
            origins: HashMap::new(),
            translations: HashMap::new(),
            named: HashMap::new(),
            whole: HashMap::new(),
        }
    }

    /// The plan for a product under an agreement, by its number in `agreements`.
    pub(super) fn plan(&mut self, number: u32, agreement: &str, code: u32, context: u32) -> Rc<Planned<'r>> {
        let key = (number, code, context);
        if let Some(known) = self.plans.get(&key) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.make(number, agreement, code, context));
        self.plans.insert(key, Rc::clone(&made));
        made
    }

    /// The agreements in force between the parties of a context, or the error.
    pub(super) fn named(&mut self, context: u32, code: u32) -> Rc<Result<Vec<String>, &'static str>> {
        if let Some(known) = self.named.get(&context) {
            return Rc::clone(known);
        }
        let found = self.prepare(context, code, false).map(|p| p.named).map_err(|e| e.code.code);
        let found = Rc::new(found);
        self.named.insert(context, Rc::clone(&found));
        found
    }

    /// The digest of all documents of an agreement.
    pub(super) fn whole(&mut self, agreement: &str) -> [u8; 32] {
        if let Some(known) = self.whole.get(agreement) {
            return *known;
        }
        let mut digest = Sha256::new_with_prefix(b"agreement\0");
        field(&mut digest, ENGINE);
        field(&mut digest, agreement);
        if let Some(found) = self.book.agreements.get(agreement) {
            digest.update(&found.shapes.frame);
            found.frames.iter().for_each(|frame| field(&mut digest, &frame.sha256));
            found.rows.iter().for_each(|row| field(&mut digest, &row.sha256));
        }
        let made: [u8; 32] = digest.finalize().into();
        self.whole.insert(agreement.into(), made);
        made
    }

    /// The case that a context makes of a product without materials; `named` where the batch names the agreements.
    fn prepare(&self, context: u32, code: u32, named: bool) -> Result<Prepared, CaseError> {
        let context = &self.bills.contexts[context as usize];
        let tags = context.tags.as_ref().map(|t| Json::strings(t.iter().map(|n| self.bills.words.text(*n))));
        let product = Json::object([
            ("hs_code", Json::str(format!("{code:06}"))),
            ("tags", tags.unwrap_or(Json::Null)),
            ("wholly_obtained", Json::Bool(false)),
        ]);
        let case = Json::object([
            ("agreements", if named { Json::List(Vec::new()) } else { Json::Null }),
            ("as_of", Json::option(context.as_of.as_deref())),
            ("hs_edition", context.hs_edition.map_or(Json::Null, Json::Int)),
            ("exporting_party", Json::option(context.exporter.as_deref())),
            ("importing_party", Json::option(context.importer.as_deref())),
            ("product", product),
            ("materials", Json::List(Vec::new())),
        ]);
        self.book.prepare(&case, self.bills.as_of.as_str())
    }

    fn make(&mut self, number: u32, id: &str, code: u32, context: u32) -> Planned<'r> {
        let whole = self.whole(id);
        let made = self.try_make(number, id, code, context, &whole);
        made.unwrap_or_else(|| Planned::Engine(self.dated(&whole, context)))
    }

    /// A digest with the day.
    pub(super) fn dated(&self, digest: &[u8; 32], context: u32) -> [u8; 32] {
        let context: &Context = &self.bills.contexts[context as usize];
        let day = context.as_of.as_deref().unwrap_or(self.bills.as_of.as_str());
        Sha256::new_with_prefix(digest).chain_update(day).finalize().into()
    }

    fn try_make(&mut self, number: u32, id: &str, code: u32, context: u32, whole: &[u8; 32]) -> Option<Planned<'r>> {
        let prepared = self.prepare(context, code, true).ok()?;
        let (decider, frame) = match self.book.decider(id, &prepared.case, &prepared.as_of, prepared.edition) {
            Ok(found) => found,
            Err(error) if error.pointer.is_none() => {
                return Some(Planned::Refused(error.code.code, self.dated(whole, context)));
            }
            Err(_) => return None,
        };
        let agreement: &'r Agreement = self.book.agreements.get(id)?;
        let period = match frame {
            Some(_) => Some(period(agreement, &prepared.as_of)?),
            None => None,
        };
        let [candidate] = translate(code, decider.case_edition, decider.editions, "").candidates[..] else {
            return None;
        };
        let product = candidate.law;
        let beyond = |ranges: &[CodeRange]| ranges.iter().any(|r| r.holds(product));
        let rules: Option<&'r Period> = period.flatten();
        if rules.is_some_and(|p| beyond(&p.beyond)) || decider.general.is_some() != rules.is_some() {
            return None;
        }
        let subject = Subject { code: product, printed: candidate.printed, ..of_product(&prepared.case.product) };
        let rows = || agreement.rows_of(candidate.printed).filter(|r| r.editions == decider.editions);
        let selection = select(rows(), &subject, &prepared.case, &prepared.as_of, &decider.parties, id);
        if selection.worlds.len() > MOST_WORLDS {
            return None;
        }
        let mut digest = Sha256::new_with_prefix(b"rules\0");
        field(&mut digest, ENGINE);
        field(&mut digest, id);
        field(&mut digest, prepared.as_of.as_str());
        field(&mut digest, frame.map_or("-", |f| f.sha256.as_str()));
        digest.update(decider.editions.printed.to_le_bytes());
        digest.update(decider.editions.law.to_le_bytes());
        digest.update((selection.worlds.len() as u64).to_le_bytes());
        let mut planned = Vec::new();
        for row in rows().filter(|r| selection.worlds.iter().any(|w| w.contains(r))) {
            let worlds = selection.worlds.iter().enumerate().filter(|(_, w)| w.contains(&row));
            let made = plan_row(agreement, row, worlds.fold(0, |bits, (n, _)| bits | 1 << n))?;
            field(&mut digest, &row.id);
            field(&mut digest, &row.sha256);
            digest.update(made.worlds.to_le_bytes());
            planned.push(made);
        }
        let tolerance = rules.map_or(&[][..], |p| p.tolerance.as_slice()).iter();
        let applies = |t: &&Tolerance| beyond(&t.chapters) && !beyond(&t.except);
        let all_nom = rules.is_some_and(|p| p.all_nom);
        Some(Planned::Kernel(Plan {
            product,
            rows: planned,
            worlds: selection.worlds.len(),
            has_general: rules.is_some(),
            all_nom,
            rescues_weight: rules.is_some_and(|p| p.rescues_weight),
            tolerance: tolerance.filter(applies).collect(),
            origins: self.origins(number, context, &decider.parties),
            translated: self.translation(decider.case_edition, decider.editions),
            digest: digest.finalize().into(),
        }))
    }

    fn origins(&mut self, number: u32, context: u32, parties: &Parties) -> Rc<Vec<Option<bool>>> {
        let all = &self.bills.origins;
        let made = self
            .origins
            .entry((number, context))
            .or_insert_with(|| Rc::new(all.iter().map(|origin| is_non_originating(origin, parties)).collect()));
        Rc::clone(made)
    }

    fn translation(&mut self, from: u16, to: Editions) -> Option<Rc<Translation>> {
        if to == Editions::of_one(from) {
            return None;
        }
        let made = self.translations.entry((from, to)).or_insert_with(|| {
            let mut made = Translation::default();
            for code in psra_hs::codes(from).unwrap_or_default() {
                let start = made.all.len();
                made.all.extend(translate(*code, from, to, "").codes);
                made.of.insert(*code, start..made.all.len());
            }
            Rc::new(made)
        });
        Some(Rc::clone(made))
    }
}

fn field(digest: &mut Sha256, text: &str) {
    digest.update((text.len() as u64).to_le_bytes());
    digest.update(text);
}

/// The period of a day, as the engine finds it; `None` within where the kernel does not know it, `None` where that is so.
#[allow(clippy::option_option)]
fn period<'r>(agreement: &'r Agreement, as_of: &crate::date::Date) -> Option<Option<&'r Period>> {
    let open = |from: &Option<String>, to: &Option<String>| as_of.within(from.as_deref(), to.as_deref());
    let at = agreement.frames.iter().position(|f| open(&f.valid_from, &f.valid_to))?;
    let Some(n) = agreement.frames[at].periods.iter().position(|(from, to, _)| open(from, to)) else {
        return Some(None);
    };
    agreement.shapes.periods.get(at)?.get(n)?.as_ref().map(Some)
}

fn plan_row<'r>(agreement: &'r Agreement, row: &Row, worlds: u64) -> Option<PlanRow<'r>> {
    let number = agreement
        .by_chapter
        .get(&(row.from / 10_000))?
        .iter()
        .find(|n| std::ptr::eq(&raw const agreement.rows[**n], row))?;
    let alternatives = if row.quarantined.is_some() { None } else { Some(agreement.shapes.row(*number)?) };
    let ids = (1..=alternatives.map_or(0, <[_]>::len)).map(|n| format!("{}#{n}", row.id).into()).collect();
    Some(PlanRow { alternatives, ids, quota: row.quota.is_some(), worlds })
}

/// Materials that are the exporting party's own, and those that do not originate. What other countries' count for
/// (cumulation, origin.md A.7) is for the engine.
fn is_non_originating(origin: &Origin, parties: &Parties) -> Option<bool> {
    match origin {
        Origin::NonOriginating | Origin::Unknown => Some(true),
        Origin::Originating(None) => Some(false),
        Origin::Originating(Some(country)) => {
            let country = std::str::from_utf8(country).ok()?;
            (parties.is_own(country) == Truth::True).then_some(false)
        }
    }
}
