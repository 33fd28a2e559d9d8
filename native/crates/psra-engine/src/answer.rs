//! How an answer is laid out. The order of its members is fixed, so that the same case gives the same bytes.

use crate::absorption::Intermediate;
use crate::allocation::Allocation;
use crate::bill;
use crate::case::{ProcessFact, Role};
use crate::conditions::{self, Claim, conditions};
use crate::decide::{Decider, Decision};
use crate::errors::CaseError;
use crate::facts::{MissingFact, Note, remark};
use crate::json::Json;
use crate::law::{CumulationKind, Frame, Part, Row, Treatment};
use crate::listing::Attempt;
use crate::logic::Truth;
use crate::proof::{self, Bound};

/// A case that could not be read.
#[must_use]
pub fn failed(case_id: Option<&str>, error: &CaseError) -> Json {
    Json::object([("case_id", Json::option(case_id)), ("error", error.json())])
}

/// An agreement under which nothing could be decided.
#[must_use]
pub fn refused(agreement: &str, error: &CaseError) -> Json {
    Json::object([("agreement", Json::str(agreement)), ("error", error.json())])
}

/// The result under one agreement; `settled_by` are the fewest facts that would settle an open verdict, `bound` is the case to which the proof
/// is bound.
#[must_use]
pub fn result(
    decider: &Decider<'_, '_>,
    frame: Option<&Frame>,
    decision: &Decision<'_, '_>,
    settled_by: Option<Json>,
    bound: Bound<'_>,
) -> Json {
    let (blocks, from_blocks) = blocks(decider, decision);
    let mut assumptions = assumptions(decider, frame, decision);
    for note in from_blocks {
        remark(&mut assumptions, note);
    }
    let mut members = vec![
        ("agreement", Json::str(&decider.agreement.id)),
        ("verdict", Json::word(decision.truth.verdict())),
        ("rules", Json::List(decision.listed.rows.iter().map(|row| rule(row)).collect())),
        ("alternatives", Json::List(decision.listed.attempts.iter().map(alternative).collect())),
        ("ranking", Json::strings(ranking(decision))),
        ("missing_facts", Json::List(decision.facts.iter().map(MissingFact::json).collect())),
        ("assumptions", Json::List(assumptions.iter().map(Note::json).collect())),
        ("blocks_on_proof", Json::List(blocks.iter().map(Note::json).collect())),
        ("proof_terms", decider.general.and_then(|g| g.proof.as_ref()).map_or(Json::Null, |part| part.value.clone())),
        ("proof", proof::proof(decider, frame, decision, bound, &blocks)),
    ];
    members.extend(settled_by.filter(|hint| *hint != Json::Object(Vec::new())).map(|hint| ("settled_by", hint)));
    if let Some(allocation) = allocated(decision) {
        members.push(("origin", allocation.json(decider.parties.exporter.as_ref().map(|p| p.code.as_str()))));
    }
    if decider.case.product.is_set {
        members.push(("components", components(decision)));
    }
    proof::sealed(Json::object(members))
}

/// The allocation of the origin, where the verdict rests on it: not if the product is its party's whatever was done.
#[must_use]
pub fn allocated<'d>(decision: &'d Decision<'_, '_>) -> Option<&'d Allocation> {
    let rests = decision.truth == Truth::True && decision.exclusively.0 != Truth::True && decision.gate != Truth::True;
    let found = decision.allocation.as_ref().filter(|_| rests && decision.way != "wholly_obtained")?;
    (found.truth == Truth::True).then_some(found)
}

fn rule(row: &Row) -> Json {
    Json::object([
        ("id", Json::str(&row.id)),
        ("sha256", Json::str(&row.sha256)),
        ("heading", Json::str(&row.heading)),
        ("state", Json::str(row.state)),
        ("text", Json::option(row.text.as_deref())),
        ("source", row.source.clone()),
    ])
}

fn alternative(attempt: &Attempt<'_>) -> Json {
    let mut members = vec![
        ("id", Json::str(&attempt.id)),
        ("outcome", Json::word(attempt.tried.outcome.outcome())),
        ("tolerance_used", Json::Bool(attempt.tried.tolerance_used)),
        ("measures", Json::List(attempt.tried.measures.clone())),
    ];
    if let Some(quota) = attempt.row.and_then(|r| r.quota.as_deref()) {
        members.push(("quota", Json::str(quota)));
    }
    if !attempt.opened.is_empty() {
        members.push(("intermediates_opened", Json::strings(&attempt.opened)));
    }
    Json::object(members)
}

/// All alternatives by id, those that need least first: met, open, not met; within each without a quota, without
/// tolerance, without opening intermediates (origin.md A.0, 6).
fn ranking<'d>(decision: &'d Decision<'_, '_>) -> impl Iterator<Item = &'d str> {
    let mut attempts: Vec<_> = decision.listed.attempts.iter().collect();
    attempts.sort_by_key(|a| (std::cmp::Reverse(a.tried.outcome), crutches(a)));
    attempts.into_iter().map(|a| a.id.as_str())
}

fn crutches(attempt: &Attempt<'_>) -> (bool, bool, bool) {
    (attempt.row.is_some_and(|r| r.quota.is_some()), attempt.tried.tolerance_used, !attempt.opened.is_empty())
}

/// The alternative that a proof would best rest on: without a quota, without tolerance, the first.
#[must_use]
pub fn preferred<'d, 'r>(decision: &'d Decision<'r, '_>) -> Option<&'d Attempt<'r>> {
    let met = decision.listed.attempts.iter().filter(|a| a.tried.outcome == Truth::True);
    met.min_by_key(|a| crutches(a))
}

/// Conditions on the proof, and what they take for granted.
fn blocks(decider: &Decider<'_, '_>, decision: &Decision<'_, '_>) -> (Vec<Note>, Vec<Note>) {
    let (mut blocks, mut assumed) = (Vec::new(), Vec::new());
    if decision.truth == Truth::False {
        return (blocks, assumed);
    }
    let claim = Claim { codes: &decision.codes.codes, cumulated: &cumulated(decision) };
    for (note, unverified) in conditions(decider.case, decider.general, claim) {
        assumed.extend(unverified.map(|source| rests_on(&format!("the condition {}", note.code), &source)));
        remark(&mut blocks, note);
    }
    for note in &decision.log.blocks {
        remark(&mut blocks, note.clone());
    }
    if let Some(note) = allocated(decision).and_then(|allocation| allocation.condition(decision.gate)) {
        remark(&mut blocks, note);
    }
    let by_rule = decision.way == "product_specific_rule";
    if let Some(quota) = preferred(decision).filter(|_| by_rule).and_then(|a| a.row?.quota.as_deref()) {
        remark(&mut blocks, conditions::quota(quota));
    }
    (blocks, assumed)
}

/// Kinds of cumulation that the verdict rests on.
fn cumulated(decision: &Decision<'_, '_>) -> Vec<CumulationKind> {
    let because = |words: &[&str]| decision.bill.iter().any(|entry| words.contains(&entry.line.because));
    let opened = preferred(decision).map(|a| a.opened.as_slice()).unwrap_or_default();
    let kinds = [
        (CumulationKind::Bilateral, because(&["cumulated", "own_or_cumulated"])),
        (CumulationKind::Diagonal, because(&["cumulated_third_country"])),
        (CumulationKind::Full, opened.iter().any(|id| decision.log.full.contains(&id.as_str()))),
    ];
    kinds.into_iter().filter(|(_, used)| *used).map(|(kind, _)| kind).collect()
}

fn rests_on(what: &str, source: &str) -> Note {
    Note::new("unverified_source", format!("{what} rests on {source}, which is not verified"))
}

fn assumptions(decider: &Decider<'_, '_>, frame: Option<&Frame>, decision: &Decision<'_, '_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let agreement = &decider.agreement.id;
    if decider.general.is_none() {
        let what = if frame.is_some() { "none for the day" } else { "no general rules" };
        notes.push(Note::new(
            "no_general_rules",
            format!(
                "{what} of {agreement} are loaded: no tolerance, cumulation or other relief is granted, insufficient operations override, wholly obtained qualifies, and its validity is not known"
            ),
        ));
    }
    if decider.general.is_some() && frame.is_some_and(|f| f.valid_from.is_none()) {
        notes.push(Note::new(
            "validity_unknown",
            format!("the general rules of {agreement} do not say since when it applies: it is taken to be in force"),
        ));
    }
    if frame.is_some_and(|f| f.parties.len() < 2) {
        notes.push(Note::new(
            "parties_as_stated",
            format!("the general rules of {agreement} do not name the other parties: those that the case states are taken to be them"),
        ));
    }
    for stranger in &decider.parties.strangers {
        notes.push(Note::new(
            "other_party",
            format!("{stranger} is not a party of {agreement}; it was evaluated as named"),
        ));
    }
    let by_list = !matches!(decision.way, "wholly_obtained" | "exclusively_originating");
    for row in decision.listed.rows.iter().filter(|_| by_list) {
        if let Some(source) = &row.unverified {
            remark(&mut notes, rests_on(&format!("rule {}", row.id), source));
        }
        if !row.notes_not_at_hand.is_empty() {
            let cited = row.notes_not_at_hand.join(", ");
            let text = format!("rule {} cites what no document at hand has as a note: {cited}", row.id);
            remark(&mut notes, Note::new("note_not_at_hand", text));
        }
    }
    parts(decider, decision, by_list, &mut notes);
    if decider.case.product.wholly_obtained == Some(true) && decision.bill.iter().any(|e| e.line.nom == Truth::True) {
        notes.push(Note::new(
            "wholly_obtained_as_stated",
            "the product is stated to be wholly obtained, though non-originating materials are listed",
        ));
    }
    for note in treatments(decider) {
        remark(&mut notes, note);
    }
    for note in unknown_origins(&decider.case.materials) {
        remark(&mut notes, note);
    }
    for note in &decision.log.notes {
        remark(&mut notes, note.clone());
    }
    notes
}

/// What the treatment of packaging and accessories takes for granted (origin.md A.11).
fn treatments(decider: &Decider<'_, '_>) -> Vec<Note> {
    let Some(general) = decider.general else { return Vec::new() };
    let has = |role| decider.case.materials.iter().any(|m| m.role == role);
    let of = |part: Option<&Part<Treatment>>, role, code, what: &str| {
        let condition = part.and_then(|p| p.value.condition.as_deref()).filter(|_| has(role))?;
        Some(Note::new(code, format!("{what} are treated as the agreement says on a condition: {condition}")))
    };
    let packaging = of(general.packaging.as_ref(), Role::RetailPackaging, "packaging_condition", "retail packagings");
    let accessories = of(general.accessories.as_ref(), Role::Accessory, "accessories_condition", "accessories");
    packaging.into_iter().chain(accessories).collect()
}

fn unknown_origins(materials: &[crate::case::Material]) -> Vec<Note> {
    let mut notes = Vec::new();
    for material in materials {
        if bill::is_unknown(material) {
            notes.push(Note::new(
                "origin_unknown",
                format!("the origin of material {:?} is unknown: it counts as non-originating", material.id),
            ));
        }
        notes.extend(unknown_origins(&material.materials));
    }
    notes
}

/// Parts of the general rules that the verdict used and whose source is not verified.
fn parts(decider: &Decider<'_, '_>, decision: &Decision<'_, '_>, by_list: bool, notes: &mut Vec<Note>) {
    for attempt in decision.listed.attempts.iter().filter(|a| a.tried.outcome == Truth::True) {
        if let Some(source) = &attempt.tried.unverified {
            remark(notes, rests_on("the tolerance", source));
        }
    }
    let Some(general) = decider.general else { return };
    let lines = || decision.bill.iter().map(|e| &e.line);
    let mut used = |name: &str, applies: bool, source: Option<&String>| {
        if let Some(source) = source.filter(|_| applies) {
            remark(notes, rests_on(name, source));
        }
    };
    let cumulated = lines()
        .any(|l| matches!(l.because, "cumulated" | "own_or_cumulated" | "third_country" | "cumulated_third_country"));
    used("cumulation", cumulated, unverified(general.cumulation.as_ref()));
    used("absorption", !decision.log.intermediates.is_empty(), unverified(general.absorption.as_ref()));
    used("the article on sets", decider.case.product.is_set, unverified(general.sets.as_ref()));
    let role = |wanted| decider.case.materials.iter().any(|m| m.role == wanted);
    used("the rule on packaging", role(crate::case::Role::RetailPackaging), unverified(general.packaging.as_ref()));
    used("the rule on accessories", role(crate::case::Role::Accessory), unverified(general.accessories.as_ref()));
    used("the list of insufficient operations", by_list, unverified(general.insufficient_operations.as_ref()));
}

fn unverified<T>(part: Option<&Part<T>>) -> Option<&String> {
    part.and_then(|p| p.unverified.as_ref())
}

/// The components of a set, each with the outcome of its own rule.
fn components(decision: &Decision<'_, '_>) -> Json {
    let of = |id: &str| decision.log.intermediates.iter().find(|i| i.material.id == id);
    Json::List(
        decision
            .bill
            .iter()
            .map(|entry| {
                let line = &entry.line;
                let decided = of(line.id);
                Json::object([
                    ("id", Json::str(line.id)),
                    ("verdict", Json::word(line.nom.negate().verdict())),
                    ("because", Json::str(line.because)),
                    ("alternatives", Json::List(decided.map_or_else(Vec::new, attempts))),
                ])
            })
            .collect(),
    )
}

fn attempts(intermediate: &Intermediate<'_, '_>) -> Vec<Json> {
    intermediate.listed.attempts.iter().map(alternative).collect()
}

/// An intermediate as the proof shows it.
#[must_use]
pub fn intermediate(intermediate: &Intermediate<'_, '_>) -> Json {
    let material = intermediate.material;
    let mut members = vec![
        ("id", Json::str(&material.id)),
        ("result", Json::word(intermediate.truth.verdict())),
        ("alternatives", Json::List(attempts(intermediate))),
    ];
    if !material.processes.is_empty() || material.processes_complete {
        members.push(("processes", Json::List(material.processes.iter().map(process).collect())));
        members.push(("processes_complete", Json::Bool(material.processes_complete)));
    }
    Json::object(members)
}

fn process(fact: &ProcessFact) -> Json {
    Json::object([
        ("code", Json::str(&fact.code)),
        ("parameters", Json::object(fact.parameters.iter().map(|(name, value)| (name.clone(), value.clone())))),
    ])
}
