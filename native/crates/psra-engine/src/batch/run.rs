//! All pairs of a batch: in order, by as many workers as are given, each pair by the kernel or by the engine. The
//! result does not depend on the number of workers.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::bills::Bills;
use super::engine::{self, Said};
use super::find::{self, Scratch};
use super::plan::{Planned, Planner};
use super::words::Words;
use crate::logic::Truth;
use crate::rulebook::RuleBook;

/// Bills that a worker takes at a time.
const PORTION: usize = 256;

/// Gives the case of a bill as JSON, where the engine has to read it.
pub trait Cases: Sync {
    /// The case of the bill of that number.
    fn case(&self, bill: usize) -> Vec<u8>;
}

impl<C: AsRef<[u8]> + Sync> Cases for [C] {
    fn case(&self, bill: usize) -> Vec<u8> {
        self[bill].as_ref().to_vec()
    }
}

/// How to decide a batch.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Agreements to decide each bill under; `None`: those that the bill names, or that bind its parties.
    pub agreements: Option<Vec<String>>,
    /// Keep the engine's whole answer for each pair.
    pub with_answers: bool,
    /// Workers; 0: as many as the machine has processors.
    pub workers: usize,
    /// Results that are known, by digest: they are taken over.
    pub known: HashMap<[u8; 32], Decided>,
}

/// Which way a pair was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By the kernel of this module.
    Kernel,
    /// By the engine.
    Engine,
}

/// One pair, decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The bill, by its number in the batch.
    pub bill: usize,
    /// The agreement; `None` where the bill is in error before any is looked at.
    pub agreement: Option<Arc<str>>,
    /// The word of the verdict, or the code of the error.
    pub verdict: Result<Arc<str>, Arc<str>>,
    /// The alternative that a proof would best rest on.
    pub preferred: Option<Arc<str>>,
    /// Whether that alternative rests on the general tolerance.
    pub tolerance_used: bool,
    /// How.
    pub way: Way,
    /// Of all that the result depends on: the bill, the rules, the day, the engine.
    pub digest: [u8; 32],
    /// The engine's answer, if it was asked for.
    pub answer: Option<Vec<u8>>,
    /// Taken over from what was known.
    pub taken_over: bool,
}

impl RuleBook {
    /// Decide all bills of a batch under all their agreements: bill by bill, agreement by agreement.
    #[must_use]
    pub fn decide_batch(&self, bills: &Bills, cases: &(impl Cases + ?Sized), options: &Options) -> Vec<Decided> {
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        let workers = if options.workers == 0 { processors() } else { options.workers };
        let portions = bills.len().div_ceil(PORTION);
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, Vec<Decided>)>> = Mutex::new(Vec::with_capacity(portions));
        let work = || {
            let mut worker = Worker::new(self, bills, cases, options);
            loop {
                let portion = next.fetch_add(1, Ordering::Relaxed);
                if portion >= portions {
                    return;
                }
                let from = portion * PORTION;
                let mut found = Vec::new();
                for bill in from..(from + PORTION).min(bills.len()) {
                    worker.bill(bill, &mut found);
                }
                done.lock().unwrap_or_else(PoisonError::into_inner).push((portion, found));
            }
        };
        if workers.min(portions) < 2 {
            work();
        } else {
            std::thread::scope(|scope| {
                for _ in 0..workers.min(portions) {
                    scope.spawn(work);
                }
            });
        }
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_unstable_by_key(|(portion, _)| *portion);
        done.into_iter().flat_map(|(_, found)| found).collect()
    }
}

struct Worker<'r, C: ?Sized> {
    book: &'r RuleBook,
    bills: &'r Bills,
    cases: &'r C,
    options: &'r Options,
    planner: Planner<'r>,
    scratch: Scratch,
    /// Agreements by number, with their names to share.
    agreements: Words,
    names: Vec<Arc<str>>,
    verdicts: [Arc<str>; 3],
}

impl<'r, C: Cases + ?Sized> Worker<'r, C> {
    fn new(book: &'r RuleBook, bills: &'r Bills, cases: &'r C, options: &'r Options) -> Self {
        let word = |truth: Truth| Arc::from(truth.verdict());
        Self {
            book,
            bills,
            cases,
            options,
            planner: Planner::new(book, bills),
            scratch: Scratch::default(),
            agreements: Words::default(),
            names: Vec::new(),
            verdicts: [word(Truth::False), word(Truth::Unknown), word(Truth::True)],
        }
    }

    fn bill(&mut self, bill: usize, found: &mut Vec<Decided>) {
        let (bills, options) = (self.bills, self.options);
        let head = &bills.heads[bill];
        if let Some(agreements) = &options.agreements {
            agreements.iter().for_each(|id| found.push(self.pair(bill, id)));
            return;
        }
        let named = match (&head.agreements, head.plain) {
            (Some(listed), true) => {
                let texts = bills.listed[listed.clone()].iter().map(|n| bills.words.text(*n).to_owned());
                Ok(texts.collect())
            }
            (None, true) => (*self.planner.named(head.context, head.code)).clone(),
            (_, false) => engine::named(self.book, &self.cases.case(bill), bills.as_of.as_str()),
        };
        match named {
            Ok(named) => named.iter().for_each(|id| found.push(self.pair(bill, id))),
            Err(code) => found.push(Decided {
                bill,
                agreement: None,
                verdict: Err(code.into()),
                preferred: None,
                tolerance_used: false,
                way: Way::Engine,
                digest: combined(&[0; 32], &head.digest),
                answer: options.with_answers.then(|| self.book.evaluate(&self.cases.case(bill), bills.as_of.as_str())),
                taken_over: false,
            }),
        }
    }

    fn pair(&mut self, bill: usize, id: &str) -> Decided {
        let head = &self.bills.heads[bill];
        let number = self.agreements.add(id);
        if self.names.len() <= number as usize {
            self.names.push(id.into());
        }
        let agreement = Some(Arc::clone(&self.names[number as usize]));
        let planned = head.plain.then(|| self.planner.plan(number, id, head.code, head.context));
        let rules = match planned.as_deref() {
            None => {
                let whole = self.planner.whole(id);
                Sha256::new_with_prefix(whole).chain_update(self.bills.as_of.as_str()).finalize().into()
            }
            Some(Planned::Kernel(plan)) => plan.digest,
            Some(Planned::Engine(digest) | Planned::Refused(_, digest)) => *digest,
        };
        let digest = combined(&rules, &head.digest);
        if let Some(known) =
            self.options.known.get(&digest).filter(|k| !self.options.with_answers || k.answer.is_some())
        {
            return Decided { bill, agreement, taken_over: true, digest, ..known.clone() };
        }
        let mut decided = Decided {
            bill,
            agreement,
            verdict: Ok(Arc::clone(&self.verdicts[1])),
            preferred: None,
            tolerance_used: false,
            way: Way::Kernel,
            digest,
            answer: None,
            taken_over: false,
        };
        let kernel = match planned.as_deref() {
            Some(Planned::Kernel(plan)) => find::decide(self.bills, head, plan, &mut self.scratch),
            Some(Planned::Refused(code, _)) => {
                decided.verdict = Err((*code).into());
                decided.answer = self.options.with_answers.then(|| self.ask(bill, id).answer);
                return decided;
            }
            _ => None,
        };
        match kernel {
            Some(found) => {
                decided.verdict = Ok(Arc::clone(&self.verdicts[found.truth as usize]));
                (decided.preferred, decided.tolerance_used) =
                    found.preferred.map_or((None, false), |(p, t)| (Some(p), t));
                decided.answer = self.options.with_answers.then(|| self.ask(bill, id).answer);
            }
            None => {
                let said = self.ask(bill, id);
                decided.way = Way::Engine;
                decided.verdict = said.verdict.map(Into::into).map_err(Into::into);
                (decided.preferred, decided.tolerance_used) =
                    said.preferred.map_or((None, false), |(p, t)| (Some(p), t));
                decided.answer = self.options.with_answers.then_some(said.answer);
            }
        }
        decided
    }

    fn ask(&self, bill: usize, id: &str) -> Said {
        engine::ask(self.book, &self.cases.case(bill), self.bills.as_of.as_str(), id)
    }
}

/// The digest of a pair: of its rules and its bill.
fn combined(rules: &[u8; 32], bill: &[u8; 32]) -> [u8; 32] {
    Sha256::new_with_prefix(b"psra determination 1\0").chain_update(rules).chain_update(bill).finalize().into()
}
