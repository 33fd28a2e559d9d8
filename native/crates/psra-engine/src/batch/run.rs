//! All pairs of a batch: in order, by as many workers as are given, each pair by the kernel or by the engine. The
//! result does not depend on the number of workers.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::bills::Bills;
use super::digest::Said;
use super::engine::Engine;
use super::find::{self, Scratch};
use super::plan::{Planned, Planner};
use super::source::Source;
use super::words::Words;
use crate::date::Date;
use crate::logic::Truth;
use crate::rulebook::RuleBook;

/// Bills that a worker takes at a time: few enough that their columns stay in the processor's cache.
const PORTION: usize = 64;

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
    /// Decide all bills of a batch under all their agreements: bill by bill, agreement by agreement. `as_of` is the
    /// day whose law applies where a bill names none; `None` where it is no day.
    #[must_use]
    pub fn decide_batch<S: Source + ?Sized>(
        &self,
        source: &S,
        as_of: &str,
        options: &Options,
    ) -> Option<impl Iterator<Item = Decided> + use<S>> {
        let as_of = Date::read(as_of)?;
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        let workers = if options.workers == 0 { processors() } else { options.workers };
        let portions = source.count().div_ceil(PORTION);
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, Vec<Decided>)>> = Mutex::new(Vec::with_capacity(portions));
        let work = || {
            let mut worker = Worker::new(self, source, &as_of, options);
            loop {
                let portion = next.fetch_add(1, Ordering::Relaxed);
                if portion >= portions {
                    return;
                }
                let from = portion * PORTION;
                let found = worker.portion(from..(from + PORTION).min(source.count()));
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
        Some(done.into_iter().flat_map(|(_, found)| found))
    }
}

struct Worker<'r, S: ?Sized> {
    source: &'r S,
    options: &'r Options,
    engine: Engine<'r, S>,
    /// The portion at hand, and the number of its first bill.
    bills: Bills,
    first: usize,
    planner: Planner<'r>,
    scratch: Scratch,
    /// Agreements by number, with their names to share.
    agreements: Words,
    names: Vec<Arc<str>>,
    /// Numbers of the agreements that the batch is decided under.
    asked: Option<Vec<u32>>,
    verdicts: [Arc<str>; 3],
}

impl<'r, S: Source + ?Sized> Worker<'r, S> {
    fn new(book: &'r RuleBook, source: &'r S, as_of: &'r Date, options: &'r Options) -> Self {
        let word = |truth: Truth| Arc::from(truth.verdict());
        let mut worker = Self {
            source,
            options,
            engine: Engine::new(book, source, as_of.as_str()),
            bills: Bills::new(as_of.clone()),
            first: 0,
            planner: Planner::new(book),
            scratch: Scratch::default(),
            agreements: Words::default(),
            names: Vec::new(),
            asked: None,
            verdicts: [word(Truth::False), word(Truth::Unknown), word(Truth::True)],
        };
        worker.asked = options.agreements.as_ref().map(|ids| ids.iter().map(|id| worker.number(id)).collect());
        worker
    }

    fn number(&mut self, agreement: &str) -> u32 {
        let number = self.agreements.add(agreement);
        if self.names.len() <= number as usize {
            self.names.push(agreement.into());
        }
        number
    }

    fn portion(&mut self, range: Range<usize>) -> Vec<Decided> {
        self.bills.clear();
        self.first = range.start;
        let mut found = Vec::with_capacity(range.len() * self.asked.as_ref().map_or(1, Vec::len));
        self.source.push(range, &mut self.bills);
        (0..self.bills.heads.len()).for_each(|at| self.bill(at, &mut found));
        found
    }

    /// Decide the bill at a place of the portion.
    fn bill(&mut self, at: usize, found: &mut Vec<Decided>) {
        let said = Said::of(&self.bills, &self.bills.heads[at]);
        if let Some(asked) = self.asked.take() {
            found.extend(asked.iter().map(|number| self.pair(at, *number, &said)));
            self.asked = Some(asked);
            return;
        }
        match self.named(at) {
            Ok(named) => {
                for id in &named {
                    let number = self.number(id);
                    found.push(self.pair(at, number, &said));
                }
            }
            Err(code) => {
                let bill = self.first + at;
                found.push(Decided {
                    bill,
                    agreement: None,
                    verdict: Err(code.into()),
                    preferred: None,
                    tolerance_used: false,
                    way: Way::Engine,
                    digest: said.under(&[0; 32]),
                    answer: self.options.with_answers.then(|| self.engine.refusal(bill)),
                    taken_over: false,
                });
            }
        }
    }

    /// Agreements that a bill names, or that bind its parties.
    fn named(&mut self, at: usize) -> Result<Vec<String>, &'static str> {
        let (bills, head) = (&self.bills, &self.bills.heads[at]);
        match (&head.agreements, head.plain) {
            (Some(listed), true) => {
                Ok(bills.listed[listed.clone()].iter().map(|n| bills.words.text(*n).to_owned()).collect())
            }
            (None, true) => (*self.planner.named(bills, head.context, head.code.six)).clone(),
            (_, false) => self.engine.named(self.first + at),
        }
    }

    fn pair(&mut self, at: usize, number: u32, said: &Said) -> Decided {
        let (bills, bill) = (&self.bills, self.first + at);
        let head = &bills.heads[at];
        let id = &self.names[number as usize];
        let planned = head.plain.then(|| self.planner.plan(bills, number, id, head.code.six, head.context));
        let rules = match planned.as_deref() {
            None => {
                Sha256::new_with_prefix(self.planner.whole(id)).chain_update(bills.as_of.as_str()).finalize().into()
            }
            Some(Planned::Kernel(plan)) => plan.digest,
            Some(Planned::Engine(digest) | Planned::Refused(_, digest)) => *digest,
        };
        let mut decided = Decided {
            bill,
            agreement: Some(Arc::clone(id)),
            verdict: Ok(Arc::clone(&self.verdicts[1])),
            preferred: None,
            tolerance_used: false,
            way: Way::Kernel,
            digest: said.under(&rules),
            answer: None,
            taken_over: false,
        };
        let known = self.options.known.get(&decided.digest);
        if let Some(known) = known.filter(|k| !self.options.with_answers || k.answer.is_some()) {
            let (agreement, digest) = (decided.agreement, decided.digest);
            return Decided { bill, agreement, taken_over: true, digest, ..known.clone() };
        }
        decided.answer = self.options.with_answers.then(|| self.engine.answer(bill, id));
        let kernel = match planned.as_deref() {
            Some(Planned::Kernel(plan)) => find::decide(bills, head, plan, &mut self.scratch),
            Some(Planned::Refused(code, _)) => {
                decided.verdict = Err((*code).into());
                return decided;
            }
            _ => None,
        };
        let preferred = match kernel {
            Some(found) => {
                decided.verdict = Ok(Arc::clone(&self.verdicts[found.truth as usize]));
                found.preferred
            }
            None => {
                let said = self.engine.decide(bill, id);
                decided.way = Way::Engine;
                decided.verdict = said.verdict.map(Into::into).map_err(Into::into);
                said.preferred
            }
        };
        if let Some((best, tolerated)) = preferred {
            (decided.preferred, decided.tolerance_used) = (Some(best), tolerated);
        }
        decided
    }
}
