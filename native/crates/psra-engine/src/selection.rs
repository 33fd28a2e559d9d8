//! Which rows of the list apply to a product (origin.md A.3).
//!
//! A narrower range prevails over a wider one (subheading over heading over group over chapter), a described row over
//! whole and residual rows of its codes, and whole rows of equal range, or of ranges that only overlap, are alternatives.
//! Rows of an origin quota stand beside the others. Where a description, the direction or the partner is not known, every
//! world that is possible is kept: a verdict stands only if all agree.

use crate::case::Case;
use crate::date::Date;
use crate::facts::{MissingFact, gather};
use crate::law::{Row, RowKind};
use crate::logic::Truth;
use crate::parties::{Parties, partner_in};
use crate::subject::Subject;
use crate::tags;

/// Guards of unknown outcome that are combined in full; beyond, they are tried one by one.
const COMBINED_GUARDS: usize = 3;

/// The rows that may apply, world by world.
#[derive(Debug, Clone)]
pub struct Selection<'r> {
    /// Each possible world: the rows that apply in it, in the list's order. Never empty; a world may have no row.
    pub(crate) worlds: Vec<Vec<&'r Row>>,
    /// What would tell the worlds apart.
    pub(crate) facts: Vec<MissingFact>,
}

/// Select among the rows of a list.
pub fn select<'r>(
    rows: impl Iterator<Item = &'r Row>,
    subject: &Subject<'_>,
    case: &Case,
    as_of: &Date,
    parties: &Parties,
    agreement: &str,
) -> Selection<'r> {
    let covering: Vec<&Row> = rows
        .filter(|r| (r.from..=r.to).contains(&subject.printed))
        .filter(|r| as_of.within(r.valid_from.as_deref(), r.valid_to.as_deref()))
        .collect();
    let guards: Vec<(&Row, Truth)> = covering
        .into_iter()
        .map(|r| (r, guard(r, case, parties, agreement)))
        .filter(|(_, t)| *t != Truth::False)
        .collect();
    let mut facts = Vec::new();
    if guards.iter().any(|(_, truth)| *truth == Truth::Unknown) {
        gather(&mut facts, [guard_question()]);
    }
    let mut worlds: Vec<Vec<&Row>> = Vec::new();
    for present in guard_worlds(&guards) {
        for world in described_worlds(&present, subject, &mut facts) {
            if !worlds.contains(&world) {
                worlds.push(world);
            }
        }
    }
    if worlds.len() < 2 {
        facts.clear();
    }
    Selection { worlds, facts }
}

fn guard_question() -> MissingFact {
    MissingFact::agreement(
        "/exporting_party",
        "a rule holds only in one direction, or only for some countries, and the parties are not stated",
        "Which party exports the product, and which imports it?",
    )
}

/// Whether a row is open to this trade: direction and countries. Its dates were looked at before.
fn guard(row: &Row, case: &Case, parties: &Parties, agreement: &str) -> Truth {
    let direction = row.direction.map_or(Truth::True, |d| parties.runs(d, agreement));
    let countries = row.countries.as_ref().map_or(Truth::True, |list| partner_in(list, agreement, case));
    direction.and(countries)
}

fn guard_worlds<'r>(guards: &[(&'r Row, Truth)]) -> Vec<Vec<&'r Row>> {
    let open: Vec<usize> = (0..guards.len()).filter(|n| guards[*n].1 == Truth::Unknown).collect();
    let chosen: Vec<Vec<usize>> = if open.len() <= COMBINED_GUARDS {
        (0..1_usize << open.len())
            .map(|bits| open.iter().enumerate().filter(|(k, _)| bits >> k & 1 == 1).map(|(_, n)| *n).collect())
            .collect()
    } else {
        let one_by_one = open.iter().map(|n| vec![*n]);
        std::iter::once(Vec::new()).chain(std::iter::once(open.clone())).chain(one_by_one).collect()
    };
    chosen
        .into_iter()
        .map(|taken| {
            let keep = |n: &usize| guards[*n].1 == Truth::True || taken.contains(n);
            (0..guards.len()).filter(keep).map(|n| guards[n].0).collect()
        })
        .collect()
}

/// A row among those present, with what it is for beside them.
#[derive(Clone, Copy)]
struct Placed<'r> {
    row: &'r Row,
    kind: RowKind,
}

impl<'r> Placed<'r> {
    /// A row for "any other product" leaves over what others of the same goods describe: where none does by tags, the whole
    /// row beside it does, in words that no tag says.
    fn of(row: &'r Row, present: &[&Row]) -> Self {
        let beside = |kind: RowKind| present.iter().any(|other| other.kind == kind && other.span == row.span);
        let describes = row.kind == RowKind::Whole
            && row.applies_to.is_empty()
            && row.quota.is_none()
            && beside(RowKind::Residual)
            && !beside(RowKind::Described);
        Self { row, kind: if describes { RowKind::Described } else { row.kind } }
    }

    /// Whether the product is of its description; whole and residual rows ask for none.
    fn describes(&self, subject: &Subject<'_>) -> Truth {
        match self.kind {
            RowKind::Whole | RowKind::Residual => Truth::True,
            RowKind::Described if self.row.applies_to.is_empty() => Truth::Unknown,
            RowKind::Described => Truth::all(self.row.applies_to.iter().map(|tag| tags::product_has(subject, tag))),
        }
    }

    /// Whether it takes the place of another row.
    fn prevails(&self, other: &Self) -> bool {
        let within = |x: &Row, y: &Row| y.span.0 <= x.span.0 && x.span.1 <= y.span.1 && x.span != y.span;
        if within(self.row, other.row) {
            return true;
        }
        !within(other.row, self.row) && self.kind == RowKind::Described && other.kind != RowKind::Described
    }
}

fn described_worlds<'r>(present: &[&'r Row], subject: &Subject<'_>, facts: &mut Vec<MissingFact>) -> Vec<Vec<&'r Row>> {
    if let Some(row) = subject.rule_row.and_then(|attested| present.iter().find(|r| r.id == attested)) {
        return vec![vec![*row]];
    }
    let placed: Vec<Placed<'_>> = present.iter().map(|row| Placed::of(row, present)).collect();
    let status: Vec<Truth> = placed.iter().map(|p| p.describes(subject)).collect();
    let open: Vec<usize> = (0..placed.len()).filter(|n| status[*n] == Truth::Unknown).collect();
    let world = |chosen: Option<usize>| {
        let applies = |n: &usize| status[*n] == Truth::True || Some(*n) == chosen;
        let applicable: Vec<Placed<'_>> = (0..placed.len()).filter(applies).map(|n| placed[n]).collect();
        prevailing(&applicable)
    };
    let base = world(None);
    let mut worlds = vec![base.clone()];
    let mut matters: Vec<&Row> = Vec::new();
    for n in open {
        let other = world(Some(n));
        if other != base {
            matters.push(placed[n].row);
            if !worlds.contains(&other) {
                worlds.push(other);
            }
        }
    }
    ask(&matters, subject, facts);
    worlds
}

fn ask(matters: &[&Row], subject: &Subject<'_>, facts: &mut Vec<MissingFact>) {
    let mut wanted: Vec<&str> = Vec::new();
    for tag in matters.iter().flat_map(|r| &r.applies_to) {
        if tags::product_has(subject, tag) == Truth::Unknown && !wanted.contains(&tag.as_str()) {
            wanted.push(tag);
        }
    }
    if !wanted.is_empty() {
        gather(facts, [tags::product_question(subject, &wanted)]);
    }
    let unnamed: Vec<&str> = matters.iter().filter(|r| r.applies_to.is_empty()).map(|r| r.id.as_str()).collect();
    if !unnamed.is_empty() {
        gather(
            facts,
            [MissingFact::fact(
                format!("{}/rule_row", subject.pointer),
                "rows of the list are for goods of a description that tags cannot say",
                format!(
                    "Does one of these rows describe the product: {}? Name the row that applies.",
                    unnamed.join(", ")
                ),
            )],
        );
    }
}

/// Those rows over which no other prevails.
fn prevailing<'r>(applicable: &[Placed<'r>]) -> Vec<&'r Row> {
    let primary = || applicable.iter().filter(|p| p.row.quota.is_none());
    let stands = |p: &&Placed<'r>| p.row.quota.is_some() || !primary().any(|other| other.prevails(p));
    applicable.iter().filter(stands).map(|p| p.row).collect()
}

impl PartialEq for Row {
    /// Rows are the same if their ids are.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
