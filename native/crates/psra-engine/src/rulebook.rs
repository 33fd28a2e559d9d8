//! The rules of all agreements, ready to be evaluated.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::law::{Frame, General, Row};

/// Rules and general rules of one agreement.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    pub(crate) id: String,
    /// Documents of general rules; empty where only a list was loaded.
    pub(crate) frames: Vec<Frame>,
    /// Rows in the order of their documents.
    pub(crate) rows: Vec<Row>,
    /// Row numbers by chapter, so that a product looks at few of them.
    pub(crate) by_chapter: BTreeMap<u32, Vec<usize>>,
}

/// Whether an agreement is in force, and under which general rules.
#[derive(Debug, Clone, Copy)]
pub enum Force<'r> {
    /// It is, under these general rules; no rules where its document holds none for the day.
    In(&'r Frame, Option<&'r General>),
    /// Nothing is known but its list.
    NotKnown,
    /// It is not in force on the day.
    Out,
}

impl Agreement {
    /// Its state on a day.
    #[must_use]
    pub fn force(&self, as_of: &Date) -> Force<'_> {
        if self.frames.is_empty() {
            return Force::NotKnown;
        }
        let open = |from: &Option<String>, to: &Option<String>| as_of.within(from.as_deref(), to.as_deref());
        let Some(frame) = self.frames.iter().find(|f| open(&f.valid_from, &f.valid_to)) else { return Force::Out };
        let general = frame.periods.iter().find(|(from, to, _)| open(from, to)).map(|(_, _, general)| general);
        Force::In(frame, general)
    }

    /// Rows whose range touches the chapter of a six-digit code.
    pub fn rows_of(&self, code: u32) -> impl Iterator<Item = &Row> {
        self.by_chapter.get(&(code / 10_000)).into_iter().flatten().map(|n| &self.rows[*n])
    }

    /// HS editions in which its rows are printed, the newest first.
    #[must_use]
    pub fn editions(&self) -> Vec<u16> {
        let mut editions: Vec<u16> = self.rows.iter().map(|r| r.edition).collect();
        editions.sort_unstable_by(|a, b| b.cmp(a));
        editions.dedup();
        editions
    }

    pub(crate) fn index(&mut self) {
        self.by_chapter.clear();
        for (n, row) in self.rows.iter().enumerate() {
            for chapter in row.from / 10_000..=row.to / 10_000 {
                self.by_chapter.entry(chapter).or_default().push(n);
            }
        }
    }
}

/// All agreements, by id.
#[derive(Debug, Clone, Default)]
pub struct RuleBook {
    pub(crate) agreements: BTreeMap<String, Agreement>,
}

impl RuleBook {
    /// The ids of all agreements, sorted.
    #[must_use]
    pub fn agreements(&self) -> Vec<String> {
        self.agreements.keys().cloned().collect()
    }
}
