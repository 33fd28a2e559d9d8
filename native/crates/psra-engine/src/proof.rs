//! The proof: which facts were used, under which rules by digest, and the steps in the order of origin.md A.0, each with
//! where it stands in the agreement, its inputs and its result. The alternatives of the answer are part of it: they hold
//! the criteria with their measures. `psra/proof_checker` works all of it out again and shares no code with this crate.

use crate::answer;
use crate::case::{Money, Rate};
use crate::decide::{Decider, Decision};
use crate::edition::six_digits;
use crate::evaluate::ENGINE;
use crate::facts::Note;
use crate::json::{Json, canonical, sha256_hex};
use crate::law::Frame;
use crate::logic::Truth;
use crate::subject::Line;

/// The case to which a proof is bound: as it was received, and the digest of its canonical form.
#[derive(Debug, Clone, Copy)]
pub struct Bound<'j> {
    pub(crate) case: &'j Json,
    pub(crate) sha256: &'j str,
}

/// The proof of a verdict; `blocks` are the conditions on claiming.
#[must_use]
pub fn proof(
    decider: &Decider<'_, '_>,
    frame: Option<&Frame>,
    decision: &Decision<'_, '_>,
    bound: Bound<'_>,
    blocks: &[Note],
) -> Json {
    Json::object([
        ("engine", Json::word(ENGINE)),
        ("case_sha256", Json::str(bound.sha256)),
        ("general_rules_sha256", Json::option(frame.map(|f| f.sha256.as_str()))),
        ("rules_sha256", Json::object(decision.listed.rows.iter().map(|row| (row.id.clone(), Json::str(&row.sha256))))),
        ("preferred", Json::option(answer::preferred(decision).map(|a| a.id.as_str()))),
        ("facts", facts(bound.case)),
        ("steps", steps(decider, frame, decision, blocks)),
    ])
}

/// A result with its seal: its proof ends with the digest of all the rest of it, so that what only explains a verdict is
/// held as fast as what it rests on.
#[must_use]
pub fn sealed(mut result: Json) -> Json {
    let sha256 = Json::Str(sha256_hex(&canonical(&result)).into());
    if let Some(Json::Object(proof)) = result.get_mut("proof") {
        proof.push(("sha256".into(), sha256));
    }
    result
}

/// The steps, written one after the other.
struct Steps<'d, 'r, 'c> {
    decider: &'d Decider<'r, 'c>,
    written: Vec<Json>,
}

impl Steps<'_, '_, '_> {
    /// A step under those parts of the general rules.
    fn put(&mut self, name: &'static str, parts: &[&str], inputs: Json, result: Json) {
        let mut members = vec![("step", Json::word(name))];
        let places = self.decider.general.map(|general| general.places(parts)).unwrap_or_default();
        if !places.is_empty() {
            members.push(("under", Json::strings(places)));
        }
        if !matches!(&inputs, Json::Object(none) if none.is_empty()) {
            members.push(("inputs", inputs));
        }
        members.push(("result", result));
        self.written.push(Json::object(members));
    }
}

fn none() -> Json {
    Json::Object(Vec::new())
}

fn steps(decider: &Decider<'_, '_>, frame: Option<&Frame>, decision: &Decision<'_, '_>, blocks: &[Note]) -> Json {
    let mut steps = Steps { decider, written: Vec::new() };
    before_the_list(&mut steps, frame, decision);
    by_the_list(&mut steps, decision);
    after_the_list(&mut steps, decision, blocks);
    Json::List(steps.written)
}

/// Scope and date, classification, wholly obtained, and where each material stands (origin.md A.0, 1 to 5).
fn before_the_list(steps: &mut Steps<'_, '_, '_>, frame: Option<&Frame>, decision: &Decision<'_, '_>) {
    let decider = steps.decider;
    let parties = &decider.parties;
    steps.put(
        "agreement",
        &[],
        Json::object([
            ("agreement", Json::str(&decider.agreement.id)),
            ("as_of", Json::str(decider.as_of.as_str())),
            ("exporting_party", Json::option(parties.exporter.as_ref().map(|p| p.code.as_str()))),
            ("importing_party", Json::option(parties.importer.as_ref().map(|p| p.code.as_str()))),
        ]),
        Json::str(if frame.is_some() { "in_force" } else { "validity_unknown" }),
    );
    steps.put(
        "classification",
        &[],
        Json::object([
            ("case_edition", Json::Int(i64::from(decider.case_edition))),
            ("rules_edition", Json::Int(i64::from(decider.editions.law))),
            ("printed_edition", Json::Int(i64::from(decider.editions.printed))),
        ]),
        codes(&decision.codes.codes),
    );
    if !decider.case.exchange_rates.is_empty() {
        let used = decider.case.exchange_rates.iter().map(rate).collect();
        steps.put("exchange_rates", &[], none(), Json::List(used));
    }
    let stated = decider.case.product.wholly_obtained.map_or(Json::Null, Json::Bool);
    steps.put("wholly_obtained", &["wholly_obtained"], none(), stated);
    if !decision.log.intermediates.is_empty() {
        let own_rules = decision.log.intermediates.iter().map(answer::intermediate).collect();
        steps.put("intermediates", &["absorption", "tracing", "sets"], none(), Json::List(own_rules));
    }
    steps.put(
        "materials",
        &["cumulation", "packaging", "accessories", "neutral_elements", "accounting_segregation"],
        none(),
        Json::List(decision.bill.iter().map(|e| material(&e.line)).collect()),
    );
    let (plain, gated) = decision.exclusively;
    let cumulated = Json::object([("without_cumulation_or_absorption", Json::word(plain.outcome()))]);
    steps.put("exclusively_originating", &[], cumulated, Json::word(gated.outcome()));
}

/// The rows that apply, and what came of them (origin.md A.0, 6 to 8).
fn by_the_list(steps: &mut Steps<'_, '_, '_>, decision: &Decision<'_, '_>) {
    let listed = &decision.listed;
    let attested = steps.decider.case.product.rule_row.as_deref();
    let rows = Json::strings(listed.rows.iter().map(|r| r.id.as_str()));
    steps.put("selection", &[], Json::object([("rule_row", Json::option(attested))]), rows);
    let parts: &[&str] = if steps.decider.case.product.is_set { &["sets"] } else { &[] };
    steps.put("product_specific_rules", parts, none(), Json::word(listed.truth.outcome()));
    let by_tolerance: Vec<_> =
        listed.attempts.iter().filter(|a| a.tried.tolerance_used).map(|a| a.id.as_str()).collect();
    if !by_tolerance.is_empty() {
        steps.put("tolerance", &["tolerance", "textiles"], none(), Json::strings(by_tolerance));
    }
}

/// Insufficient operations, conditions on claiming, and the verdict (origin.md A.0, 9 and 10).
fn after_the_list(steps: &mut Steps<'_, '_, '_>, decision: &Decision<'_, '_>, blocks: &[Note]) {
    let gate = Json::word(decision.gate.outcome());
    steps.put("insufficient_operations", &["insufficient_operations"], none(), gate);
    if let Some(allocation) = answer::allocated(decision) {
        let exporter = steps.decider.parties.exporter.as_ref().map(|p| p.code.as_str());
        steps.put("allocation", &["cumulation"], none(), allocation.json(exporter));
    }
    if !blocks.is_empty() {
        let codes = Json::strings(blocks.iter().map(|note| note.code));
        steps.put("conditions", &["transport", "drawback", "territoriality"], none(), codes);
    }
    let way = Json::object([("way", Json::str(decision.way))]);
    steps.put("verdict", &[], way, Json::word(decision.truth.verdict()));
}

fn money(money: Option<&Money>) -> Json {
    money.map_or(Json::Null, |m| Json::str(format!("{} {}", m.amount, m.currency)))
}

/// Facts of the case beside its materials, as the case states them.
fn facts(case: &Json) -> Json {
    const FACTS: [&str; 7] = [
        "product",
        "exchange_rates",
        "processes",
        "processes_complete",
        "operations",
        "operations_list",
        "consignment",
    ];
    Json::object(FACTS.into_iter().filter_map(|key| Some((key, case.get(key)?.clone()))))
}

/// A rate by which an amount was converted (origin.md A.17, 3).
fn rate(rate: &Rate) -> Json {
    Json::object([
        ("from", Json::str(&rate.from)),
        ("to", Json::str(&rate.to)),
        ("rate", Json::str(rate.factor.to_string())),
        ("date", Json::str(rate.date.as_str())),
        ("source", Json::option(rate.source.as_deref())),
    ])
}

fn material(line: &Line<'_>) -> Json {
    let counts_as = match line.nom {
        Truth::True => "non_originating",
        Truth::False => "originating",
        Truth::Unknown => "unknown",
    };
    Json::object([
        ("id", Json::str(line.id)),
        ("codes", codes(&line.codes)),
        ("value", money(line.value)),
        ("net_weight_kg", Json::option(line.weight.map(ToString::to_string))),
        ("counts_as", Json::word(counts_as)),
        ("because", Json::word(line.because)),
    ])
}

fn codes(codes: &[u32]) -> Json {
    Json::strings(codes.iter().map(|code| six_digits(*code)))
}
