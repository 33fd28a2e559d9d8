//! What a decision rests on that is the same for many bills: the rows that apply to a product, the tolerance, whose
//! materials count as originating. Chosen by the engine's own selection, once for each product, and digested.

use std::cell::Cell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use ahash::HashMap;
use sha2::{Digest, Sha256};

use super::bills::Bills;
use super::origin::{Origin, country_of};
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
    pub(super) own: Rc<Own>,
    /// Codes in the edition of the agreement; `None` where they are the bill's own.
    pub(super) translated: Option<Rc<Translation>>,
    pub(super) digest: [u8; 32],
}

/// The exporting party's own countries, as far as they were asked for.
pub(super) struct Own {
    parties: Parties,
    known: [Cell<Option<bool>>; 26 * 26],
}

impl Own {
    /// Whether a line of that origin is non-originating; `None` is for the engine: what other countries' materials
    /// count for (cumulation, origin.md A.7).
    pub(super) fn is_non_originating(&self, origin: Origin) -> Option<bool> {
        let Some(country) = origin.country().filter(|_| origin.originates()) else { return Some(!origin.originates()) };
        let known = &self.known[country];
        if known.get().is_none() {
            known.set(Some(self.parties.is_own(&country_of(country)) == Truth::True));
        }
        known.get().filter(|own| *own).map(|_| false)
    }
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
    plans: HashMap<Key, Rc<Planned<'r>>>,
    own: HashMap<(u32, u32), Rc<Own>>,
    translations: HashMap<(u16, Editions), Rc<Translation>>,
    named: HashMap<u32, Rc<Result<Vec<String>, &'static str>>>,
    whole: HashMap<String, [u8; 32]>,
}

impl<'r> Planner<'r> {
    pub(super) fn new(book: &'r RuleBook) -> Self {
        Self {
            book,
            plans: HashMap::default(),
            own: HashMap::default(),
            translations: HashMap::default(),
            named: HashMap::default(),
            whole: HashMap::default(),
        }
    }

    /// The plan for a product under an agreement, by its number in `agreements`.
    pub(super) fn plan(
        &mut self,
        bills: &Bills,
        number: u32,
        agreement: &str,
        code: u32,
        context: u32,
    ) -> Rc<Planned<'r>> {
        let key = (number, code, context);
        if let Some(known) = self.plans.get(&key) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.make(bills, number, agreement, code, context));
        self.plans.insert(key, Rc::clone(&made));
        made
    }

    /// The agreements in force between the parties of a context, or the error.
    pub(super) fn named(&mut self, bills: &Bills, context: u32, code: u32) -> Rc<Result<Vec<String>, &'static str>> {
        if let Some(known) = self.named.get(&context) {
            return Rc::clone(known);
        }
        let found = self.prepare(bills, context, code, false).map(|p| p.named).map_err(|e| e.code.code);
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
    fn prepare(&self, bills: &Bills, context: u32, code: u32, named: bool) -> Result<Prepared, CaseError> {
        let context = bills.contexts.get(context);
        let tags = context.tags.as_ref().map(|tags| Json::strings(tags.iter().map(String::as_str)));
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
        self.book.prepare(&case, bills.as_of.as_str())
    }

    fn make(&mut self, bills: &Bills, number: u32, id: &str, code: u32, context: u32) -> Planned<'r> {
        let day = bills.contexts.get(context).as_of.as_deref().unwrap_or(bills.as_of.as_str());
        let dated = Sha256::new_with_prefix(self.whole(id)).chain_update(day).finalize().into();
        self.try_make(bills, number, id, code, context, dated).unwrap_or(Planned::Engine(dated))
    }

    /// `dated` is the digest of the whole agreement and the day.
    fn try_make(
        &mut self,
        bills: &Bills,
        number: u32,
        id: &str,
        code: u32,
        context: u32,
        dated: [u8; 32],
    ) -> Option<Planned<'r>> {
        let prepared = self.prepare(bills, context, code, true).ok()?;
        let (decider, frame) = match self.book.decider(id, &prepared.case, &prepared.as_of, prepared.edition) {
            Ok(found) => found,
            Err(error) if error.pointer.is_none() => {
                return Some(Planned::Refused(error.code.code, dated));
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
            own: self.own(number, context, &decider.parties),
            translated: self.translation(decider.case_edition, decider.editions),
            digest: digest.finalize().into(),
        }))
    }

    fn own(&mut self, number: u32, context: u32, parties: &Parties) -> Rc<Own> {
        let make = || Rc::new(Own { parties: parties.clone(), known: [const { Cell::new(None) }; 26 * 26] });
        Rc::clone(self.own.entry((number, context)).or_insert_with(make))
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
