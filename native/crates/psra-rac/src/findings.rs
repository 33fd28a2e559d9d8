//! Findings of one document, not more than anybody reads.

use crate::diagnostic::{Finding, Severity};
use crate::fix::Proposal;
use crate::located::Span;

/// So many findings of one document are kept; of the others only their number. No input makes the list longer than
/// what a person could use.
pub const MAX_FINDINGS: usize = 10_000;

/// For so many findings the word that was meant is looked for.
const MOST_GUESSED: usize = 1_000;

/// Findings in the order in which they were made.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    dropped: Option<Dropped>,
}

#[derive(Debug)]
struct Dropped {
    count: usize,
    first: Span,
    worst: Severity,
}

impl Findings {
    /// Whether another finding would only be counted, so that it needs no remedy.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.kept.len() >= MAX_FINDINGS
    }

    /// The word that a misspelt one must have meant, if there is only one, as a remedy. Where a thousand things are wrong
    /// no more words are guessed.
    pub fn meant<'a>(&self, span: Span, word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Proposal> {
        if self.kept.len() >= MOST_GUESSED { None } else { Proposal::meant(span, word, known) }
    }

    /// Add a finding.
    pub fn push(&mut self, finding: Finding) {
        if self.is_full() {
            let worst = finding.severity;
            let dropped = self.dropped.get_or_insert(Dropped { count: 0, first: finding.span, worst });
            dropped.count += 1;
            // An error is less than a warning in the order of severities.
            dropped.worst = dropped.worst.min(worst);
        } else {
            self.kept.push(finding);
        }
    }

    /// Add all findings of another list.
    pub fn append(&mut self, other: Self) {
        for finding in other.kept {
            self.push(finding);
        }
        if let Some(more) = other.dropped {
            let dropped = self.dropped.get_or_insert(Dropped { count: 0, ..more });
            dropped.count += more.count;
            dropped.worst = dropped.worst.min(more.worst);
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.dropped.is_none()
    }

    /// The errors alone.
    #[must_use]
    pub fn errors(mut self) -> Self {
        self.kept.retain(|finding| finding.severity == Severity::Error);
        self.dropped = self.dropped.filter(|dropped| dropped.worst == Severity::Error);
        self
    }

    /// The findings in the order of the text, the last of them saying how many are not shown.
    #[must_use]
    pub fn in_order(mut self) -> Vec<Finding> {
        self.kept.sort_by_key(|finding| (finding.span.start, finding.code));
        if let Some(Dropped { count, first, worst }) = self.dropped {
            let finding = Finding::error("RAC101", first, format!("{count} more findings are not shown"));
            self.kept.push(Finding { severity: worst, ..finding }.help("mend these first"));
        }
        self.kept
    }
}

impl From<Finding> for Findings {
    fn from(only: Finding) -> Self {
        Self { kept: vec![only], dropped: None }
    }
}

impl From<Vec<Finding>> for Findings {
    fn from(list: Vec<Finding>) -> Self {
        let mut found = Self::default();
        list.into_iter().for_each(|finding| found.push(finding));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_limit_is_counted_and_keeps_its_weight() {
        let at = |start: usize| Span { start: crate::diagnostic::offset(start), end: 0 };
        let mut found = Findings::default();
        (0..MAX_FINDINGS).rev().for_each(|n| found.push(Finding::warning("RAC218", at(n), "a hole")));
        found.push(Finding::warning("RAC218", at(7), "a hole"));
        let mut more = Findings::default();
        more.push(Finding::error("RAC107", at(8), "wrong"));
        found.append(more);
        let shown = found.in_order();
        assert_eq!(shown.len(), MAX_FINDINGS + 1);
        assert_eq!((shown[0].span.start, shown[1].span.start), (0, 1));
        let last = shown.last().expect("not empty");
        assert_eq!((last.code, last.severity), ("RAC101", Severity::Error));
        assert_eq!(last.message, "2 more findings are not shown");
    }

    #[test]
    fn errors_alone() {
        let mut full = Findings::default();
        (0..MAX_FINDINGS).for_each(|_| full.push(Finding::warning("W", Span::default(), "w")));
        full.push(Finding::error("E", Span::default(), "e"));
        assert!(!full.errors().is_empty(), "an error that is not shown is an error");
        let list = vec![Finding::warning("A", Span::default(), "w"), Finding::error("B", Span::default(), "e")];
        let errors = Findings::from(list).errors().in_order();
        assert_eq!(errors.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["B"]);
        assert!(Findings::from(Finding::warning("A", Span::default(), "w")).errors().is_empty());
    }
}
