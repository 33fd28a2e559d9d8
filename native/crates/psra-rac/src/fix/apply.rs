//! Applying remedies: all that do not meet, again until none is left, and none that makes a document worse.

use std::collections::BTreeMap;

use super::{Edit, Fix};
use crate::day::Day;
use crate::diagnostic::{Diagnostic, Severity};
use crate::{MAX_FINDINGS, parse, validate};

/// So often the remedies of what is found then are applied. One round mends all that does not meet.
const MOST_ROUNDS: usize = 20;
/// So often a round is tried with fewer of its remedies, if together they make the document worse; less often if the
/// document is long.
const MOST_TRIALS: usize = 200;
/// So many bytes are validated in the trials of a round.
const MOST_TRIED: usize = 64 * 1024 * 1024;

/// A document after its remedies.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// The document; the same bytes if nothing was mended.
    pub data: Vec<u8>,
    /// What was mended, each at its place at the time.
    pub applied: Vec<Diagnostic>,
}

/// Apply every certain remedy to a document. A remedy after which an error would be found more often than before, or
/// nothing less, is not applied; so a document never gets worse, and mending twice is mending once. A document with more
/// findings than are shown is left as it is.
#[must_use]
pub fn fix(path: &str, data: &[u8], as_of: Option<Day<'_>>) -> Fixed {
    let mut fixed = Fixed { data: data.to_vec(), applied: Vec::new() };
    if parse::text(data).is_err() {
        return fixed;
    }
    for _ in 0..MOST_ROUNDS {
        let mut round = Round::new(path, &fixed.data, as_of);
        if round.found.len() > MAX_FINDINGS {
            break;
        }
        let candidates = round.candidates();
        round.try_all(&candidates);
        if round.accepted.is_empty() {
            break;
        }
        let Round { accepted, best, .. } = round;
        fixed.applied.extend(accepted);
        fixed.data = best;
    }
    fixed
}

/// One pass over a document.
struct Round<'a> {
    path: &'a str,
    data: &'a [u8],
    as_of: Option<Day<'a>>,
    found: Vec<Diagnostic>,
    accepted: Vec<Diagnostic>,
    /// The document with the accepted remedies.
    best: Vec<u8>,
    counts: Counts,
    /// So many trials are left.
    trials: usize,
}

impl<'a> Round<'a> {
    fn new(path: &'a str, data: &'a [u8], as_of: Option<Day<'a>>) -> Self {
        let found = validate(path, data, as_of);
        let counts = Counts::of(&found);
        let trials = (MOST_TRIED / data.len().max(1)).clamp(1, MOST_TRIALS);
        Self { path, data, as_of, found, accepted: Vec::new(), best: data.to_vec(), counts, trials }
    }

    /// What has a remedy that meets none before it.
    fn candidates(&self) -> Vec<Diagnostic> {
        let mut taken: Vec<&Edit> = Vec::new();
        let mut chosen = Vec::new();
        for found in &self.found {
            if let Some(fix) = &found.fix
                && fix.edits.iter().all(|edit| taken.iter().all(|other| !meet(edit, other)))
            {
                taken.extend(&fix.edits);
                chosen.push(found.clone());
            }
        }
        chosen
    }

    fn try_all(&mut self, group: &[Diagnostic]) {
        if group.is_empty() || self.trials == 0 {
            return;
        }
        self.trials -= 1;
        let with: Vec<&Fix> = self.accepted.iter().chain(group).filter_map(|found| found.fix.as_ref()).collect();
        let trial = edited(self.data, &with);
        let after = Counts::of(&validate(self.path, &trial, self.as_of));
        if after.is_better(&self.counts) {
            self.accepted.extend_from_slice(group);
            self.accepted.sort_by_key(|found| found.span.start);
            self.best = trial;
            self.counts = after;
        } else if let Some((left, right)) = group.split_at_checked(group.len() / 2).filter(|(left, _)| !left.is_empty())
        {
            self.try_all(left);
            self.try_all(right);
        }
    }
}

/// How often each code is found, errors and warnings apart.
struct Counts([BTreeMap<&'static str, usize>; 2]);

impl Counts {
    fn of(found: &[Diagnostic]) -> Self {
        let mut counts = Self(Default::default());
        for diagnostic in found {
            *counts.0[usize::from(diagnostic.severity == Severity::Warning)].entry(diagnostic.code).or_default() += 1;
        }
        counts
    }

    /// Whether there are fewer errors, or as many and fewer warnings, and none of any code is new. With an error gone
    /// a part of the document is read that was not read before, so there may be warnings about it.
    fn is_better(&self, before: &Self) -> bool {
        let total = |counts: &BTreeMap<_, usize>| counts.values().sum::<usize>();
        let none_new = |now: &BTreeMap<&str, usize>, then: &BTreeMap<&str, usize>| {
            now.iter().all(|(code, count)| count <= then.get(code).unwrap_or(&0))
        };
        let ([errors, warnings], [old_errors, old_warnings]) = (&self.0, &before.0);
        none_new(errors, old_errors)
            && (total(errors) < total(old_errors)
                || (none_new(warnings, old_warnings) && total(warnings) < total(old_warnings)))
    }
}

/// Whether two edits touch one byte, or begin at one place.
fn meet(a: &Edit, b: &Edit) -> bool {
    a.span.start == b.span.start || (a.span.start < b.span.end && b.span.start < a.span.end)
}

/// The document with the edits, whose places are of its text.
fn edited(data: &[u8], fixes: &[&Fix]) -> Vec<u8> {
    let mark = data.len() - parse::text(data).map_or(data.len(), str::len);
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    for edit in edits {
        let (start, end) = (mark + edit.span.start as usize, mark + edit.span.end as usize);
        out.extend_from_slice(&data[at..start]);
        out.extend_from_slice(edit.replacement.as_bytes());
        at = end;
    }
    out.extend_from_slice(&data[at..]);
    out
}
