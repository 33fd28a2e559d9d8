//! The rules of all agreements, ready to be evaluated.

use std::collections::BTreeMap;

use crate::batch::Shapes;
use crate::date::Date;
use crate::edition::Editions;
use crate::json::Json;
use crate::law::{Frame, General, Row};
use crate::lower::{LoadError, frame, rows};

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
    /// HS editions of its rows, the newest first.
    pub(crate) editions: Vec<Editions>,
    /// Its documents as batches read them.
    pub(crate) shapes: Shapes,
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

    /// Rules of one id that are in force at the same time.
    fn clashes(&self) -> Vec<LoadError> {
        let mut by_id: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        let mut errors = Vec::new();
        for row in &self.rows {
            let known = by_id.entry(&row.id).or_default();
            if known.iter().any(|other| overlap(row, other)) {
                let message = "two rules of this id are in force at the same time".to_owned();
                errors.push(LoadError { place: row.id.clone(), message });
            }
            known.push(row);
        }
        errors
    }

    /// Put its rows in order for look-up; called once all are there.
    pub(crate) fn index(&mut self) {
        self.editions = self.rows.iter().map(|r| r.editions).collect();
        self.editions.sort_unstable_by(|a, b| b.cmp(a));
        self.editions.dedup();
        self.by_chapter.clear();
        for (n, row) in self.rows.iter().enumerate() {
            for chapter in row.from / 10_000..=row.to / 10_000 {
                self.by_chapter.entry(chapter).or_default().push(n);
            }
        }
    }
}

/// Whether two rows have a day in common.
fn overlap(a: &Row, b: &Row) -> bool {
    let before = |end: &Option<String>, start: &Option<String>| matches!((end, start), (Some(e), Some(s)) if e < s);
    !before(&a.valid_to, &b.valid_from) && !before(&b.valid_to, &a.valid_from)
}

/// The documents of general rules of one agreement.
fn agreements_of<'j>(documents: &'j [Json], id: &str) -> Vec<&'j Json> {
    let is = |document: &Json, key: &str, word: &str| document.get(key).and_then(Json::as_str) == Some(word);
    documents.iter().filter(|d| is(d, "kind", "agreement") && is(d, "agreement", id)).collect()
}

/// All agreements, by id.
#[derive(Debug, Clone, Default)]
pub struct RuleBook {
    pub(crate) agreements: BTreeMap<String, Agreement>,
}

impl RuleBook {
    /// A rule book of documents (rules and general rules) that `psra_rac` has read, in their order. Quarantined rules
    /// are part of it.
    ///
    /// # Errors
    /// All that is wrong: a rule that cannot be used, or two rules of one id that are in force at the same time.
    pub fn load(documents: &[psra_rac::Value<'_>]) -> Result<Self, Vec<LoadError>> {
        let mut book = Self::default();
        let mut errors = Vec::new();
        let documents: Vec<_> = documents.iter().map(|document| Json::from(document).sorted()).collect();
        for document in &documents {
            let id = document.get("agreement").and_then(Json::as_str).unwrap_or_default();
            let agreement = book
                .agreements
                .entry(id.to_owned())
                .or_insert_with(|| Agreement { id: id.into(), ..Agreement::default() });
            match document.get("kind").and_then(Json::as_str) {
                Some("agreement") => match frame(document) {
                    Ok(found) => {
                        agreement.frames.push(found);
                        agreement.shapes.learn(document);
                    }
                    Err(error) => errors.push(error),
                },
                _ => match rows(document, &agreements_of(&documents, id)) {
                    Ok(found) => {
                        agreement.rows.extend(found);
                        agreement.shapes.learn(document);
                    }
                    Err(error) => errors.push(error),
                },
            }
        }
        for agreement in book.agreements.values_mut() {
            agreement.index();
            errors.extend(agreement.clashes());
        }
        if errors.is_empty() { Ok(book) } else { Err(errors) }
    }

    /// The ids of all agreements, sorted.
    #[must_use]
    pub fn agreements(&self) -> Vec<String> {
        self.agreements.keys().cloned().collect()
    }
}
