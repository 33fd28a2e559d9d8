//! General tolerance (de minimis, origin.md A.5): the materials that fail an alternative are forgiven while their value
//! or weight stays within a share. It is worked out per alternative, never lets an explicit percentage of the rule be
//! exceeded, never saves a product that had to be wholly obtained, and never overrides insufficient operations. For
//! textiles the introductory notes stand in its place (`textiles`).

use std::collections::BTreeMap;

use crate::criteria::Bench;
use crate::cumulation::is_among;
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{General, Measure, Part, Scope, Tolerance};
use crate::logic::Truth;
use crate::scope;
use crate::share;
use crate::subject::Line;
use crate::tally::Tally;
use crate::textiles;

/// What a tolerance came to.
#[derive(Debug, Clone)]
pub struct Forgiven {
    pub(crate) outcome: Truth,
    pub(crate) measure: Vec<(&'static str, Json)>,
    pub(crate) facts: Vec<MissingFact>,
    /// The source of the tolerance, where it is not verified.
    pub(crate) unverified: Option<String>,
}

/// What an alternative fails on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Materials that may not be used.
    Materials,
    /// A limit by weight, which only a share of value rescues (Japan).
    WeightLimit,
    /// Production that its materials have not undergone: the notes on textiles lift the whole requirement from what they
    /// forgive ("the requirements shall not apply, as a tolerance, to …"), the general tolerance does not.
    Production,
}

/// Lines that fail an alternative, by number: for certain or perhaps.
pub type Failing = BTreeMap<usize, Truth>;

/// Whether a tolerance of the agreement forgives those lines; `None` where it has none for the product. Of several the
/// best counts: they are the exporter's choice.
#[must_use]
pub fn forgive(bench: &Bench<'_, '_>, general: &General, failing: &Failing, what: What) -> Option<Forgiven> {
    let mut tried = Vec::new();
    for part in general.tolerance.iter().filter(|part| covers(&part.value, bench.subject.code)) {
        if is_for_exporter(bench, &part.value).0 == Truth::False {
            continue;
        }
        let by_value = part.value.measure == Measure::Value;
        if what == What::Materials || (what == What::WeightLimit && by_value) {
            tried.push(measure(bench, part, failing, general.tolerance_all_nom));
        }
    }
    if let Some(part) = general.textiles.as_ref().filter(|_| what != What::WeightLimit) {
        tried.extend(textiles::forgive(bench, &part.value, failing));
    }
    let mut facts = Vec::new();
    gather(&mut facts, tried.iter().flat_map(|found| found.facts.iter().cloned()));
    let best = tried.into_iter().reduce(|best, found| if found.outcome > best.outcome { found } else { best })?;
    Some(Forgiven { facts: if best.outcome == Truth::Unknown { facts } else { Vec::new() }, ..best })
}

/// Whether an entry is for a product.
#[must_use]
pub fn covers(entry: &Tolerance, code: u32) -> bool {
    entry.chapters.iter().any(|r| r.holds(code)) && !entry.except_codes.iter().any(|r| r.holds(code))
}

/// Whether no failing line is among the materials that a relief never frees; what would settle it.
pub(crate) fn frees_all(
    bench: &Bench<'_, '_>,
    failing: &Failing,
    excepted: Option<&Scope>,
) -> (Truth, Vec<MissingFact>) {
    let Some(excepted) = excepted else { return (Truth::True, Vec::new()) };
    let mut outcome = Truth::True;
    let mut facts = Vec::new();
    for (n, fails) in failing {
        let line = bench.lines[*n];
        let barred = scope::holds(excepted, line, bench.subject);
        if barred == Truth::Unknown {
            gather(&mut facts, scope::facts(excepted, line, bench.subject));
        }
        outcome = outcome.and(fails.and(barred).negate());
    }
    (outcome, facts)
}

/// Whether an entry is for what the exporting party exports, and what would settle it.
fn is_for_exporter(bench: &Bench<'_, '_>, entry: &Tolerance) -> (Truth, Vec<MissingFact>) {
    let (parties, exporter) = (bench.parties, bench.parties.exporter.as_ref());
    let barred = Some(entry.except_exporters.as_slice()).filter(|named| !named.is_empty());
    let excepted = barred.map_or(Truth::False, |named| is_among(exporter, Some(named), parties));
    let outcome = is_among(exporter, entry.exporters.as_deref(), parties).and(excepted.negate());
    let question = || {
        MissingFact::fact(
            "/exporting_party",
            "the tolerance differs by the exporting party, which is not known",
            "Which party exports the product?",
        )
    };
    (outcome, if outcome == Truth::Unknown { vec![question()] } else { Vec::new() })
}

/// Whether all failing lines are among materials.
fn all_among(bench: &Bench<'_, '_>, failing: &Failing, named: Option<&Scope>) -> (Truth, Vec<MissingFact>) {
    let others = named.map(|scope| Scope { not: Some(Box::new(scope.clone())), ..Scope::default() });
    frees_all(bench, failing, others.as_ref())
}

fn measure(bench: &Bench<'_, '_>, part: &Part<Tolerance>, failing: &Failing, all_nom: bool) -> Forgiven {
    let entry = &part.value;
    let everything = Scope::default();
    let truths: BTreeMap<&str, Truth> = failing.iter().map(|(n, truth)| (bench.lines[*n].id, *truth)).collect();
    let member = |line: &Line<'_>| {
        if all_nom { line.nom } else { truths.get(line.id).copied().unwrap_or(Truth::False) }
    };
    let lines = || bench.lines.iter().copied();
    let (outcome, basis, fraction, mut facts, name) = match entry.measure {
        Measure::Value => {
            let share = share::of_price(
                bench.subject,
                entry.basis,
                false,
                |currency| share::add_values(lines(), &everything, bench.subject, currency, member),
                |sum, price| entry.max.caps(sum, price),
            );
            (share.outcome, share::basis_name(share.basis), share.fraction, share.facts, "value")
        }
        Measure::Weight => {
            let sum = share::add_weights(lines(), &everything, bench.subject, member);
            // Nothing is at most any share, whatever the weight is: packaging has none.
            let mut whole = Tally::default();
            match &entry.of {
                Some(of) => whole = share::add_weights(lines(), of, bench.subject, |_| Truth::True),
                None => whole.add(Truth::True, bench.subject.net_weight().cloned(), []),
            }
            let known = sum.exactly().zip(whole.exactly());
            let fraction = known.filter(|(_, w)| w.is_positive()).map(|(s, w)| s.divide(w));
            let mut facts = sum.gaps().to_vec();
            gather(&mut facts, whole.gaps().iter().cloned());
            let name = if entry.of.is_some() { "weight_of_named_materials" } else { "net_weight" };
            (entry.max.caps_share(&sum, &whole), name, fraction, facts, "weight")
        }
    };
    let (freed, unsure) = frees_all(bench, failing, entry.except_materials.as_ref());
    gather(&mut facts, unsure);
    let mut outcome = outcome.and(freed);
    for named in [entry.of.as_ref(), entry.only_materials.as_ref()] {
        let (among, unsure) = all_among(bench, failing, named);
        outcome = outcome.and(among);
        gather(&mut facts, unsure);
    }
    if let Some(of) = &entry.of {
        let may_belong = |line: &Line<'_>| scope::holds(of, line, bench.subject) != Truth::False;
        if textiles::is_hopeless(bench, may_belong, failing, &entry.max.share) {
            outcome = Truth::False;
        }
    }
    let (by_exporter, unsure) = is_for_exporter(bench, entry);
    outcome = outcome.and(by_exporter);
    gather(&mut facts, unsure);
    let mut shown = vec![("criterion", Json::word("Tolerance")), ("measure", Json::str(name))];
    shown.extend(share::shown(basis, fraction.as_ref(), &entry.max));
    shown.push(("forgiven_materials", Json::strings(truths.keys().copied())));
    if entry.except_materials.is_some() {
        shown.push(("excepted_materials", Json::word(freed.negate().outcome())));
    }
    if entry.counts_in_value_content {
        shown.push(("counts_in_value_content", Json::Bool(true)));
    }
    shown.push(("article", Json::option(part.article.as_deref())));
    Forgiven { outcome, measure: shown, facts, unverified: part.unverified.clone() }
}
