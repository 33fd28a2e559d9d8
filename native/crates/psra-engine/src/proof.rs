//! The proof: which facts were used, under which rules by digest, and the steps with their inputs and results.

use crate::answer;
use crate::case::{Money, Operations};
use crate::decide::{Decider, Decision};
use crate::json::Json;
use crate::law::Frame;
use crate::subject::Line;

/// The proof of a verdict.
#[must_use]
pub fn proof(decider: &Decider<'_, '_>, frame: Option<&Frame>, decision: &Decision<'_, '_>) -> Json {
    Json::object([
        ("preferred", Json::option(answer::preferred(decision).map(|a| a.id.as_str()))),
        ("general_rules_sha256", Json::option(frame.map(|f| f.sha256.as_str()))),
        ("rules_sha256", Json::object(decision.listed.rows.iter().map(|row| (row.id.clone(), Json::str(&row.sha256))))),
        ("facts", facts(decider)),
        ("steps", steps(decider, frame, decision)),
    ])
}

fn step(name: &str, inputs: Json, result: Json) -> Json {
    Json::object([("step", Json::str(name)), ("inputs", inputs), ("result", result)])
}

fn none() -> Json {
    Json::Object(Vec::new())
}

fn money(money: Option<&Money>) -> Json {
    money.map_or(Json::Null, |m| Json::str(format!("{} {}", m.amount, m.currency)))
}

/// Facts of the case that the criteria may look at; amounts as exact fractions.
fn facts(decider: &Decider<'_, '_>) -> Json {
    let product = &decider.case.product;
    Json::object([
        ("hs_code", Json::str(format!("{:06}", product.hs_code))),
        ("tags", product.tags.as_ref().map_or(Json::Null, Json::strings)),
        ("ex_works_price", money(product.ex_works_price.as_ref())),
        ("fob_price", money(product.fob_price.as_ref())),
        ("transaction_value", money(product.transaction_value.as_ref())),
        ("net_cost", money(product.net_cost.as_ref())),
        ("net_weight_kg", Json::option(product.net_weight_kg.as_ref().map(ToString::to_string))),
        ("processes", Json::strings(decider.case.processes.iter().map(|p| p.code.as_str()))),
        ("processes_complete", Json::Bool(decider.case.processes_complete)),
    ])
}

fn material(line: &Line<'_>) -> Json {
    let counts_as = match line.nom {
        crate::logic::Truth::True => "non_originating",
        crate::logic::Truth::False => "originating",
        crate::logic::Truth::Unknown => "unknown",
    };
    Json::object([
        ("id", Json::str(line.id)),
        ("codes", codes(&line.codes)),
        ("value", money(line.value)),
        ("net_weight_kg", Json::option(line.weight.map(ToString::to_string))),
        ("counts_as", Json::str(counts_as)),
        ("because", Json::str(line.because)),
    ])
}

fn codes(codes: &[u32]) -> Json {
    Json::strings(codes.iter().map(|code| format!("{code:06}")))
}

fn steps(decider: &Decider<'_, '_>, frame: Option<&Frame>, decision: &Decision<'_, '_>) -> Json {
    let case = decider.case;
    let state = if frame.is_some() { "in_force" } else { "validity_unknown" };
    let mut steps = vec![
        step(
            "agreement",
            Json::object([
                ("agreement", Json::str(&decider.agreement.id)),
                ("as_of", Json::str(decider.as_of.as_str())),
                ("exporting_party", Json::option(decider.parties.exporter.as_ref().map(|p| p.code.as_str()))),
                ("importing_party", Json::option(decider.parties.importer.as_ref().map(|p| p.code.as_str()))),
            ]),
            Json::str(state),
        ),
        step(
            "classification",
            Json::object([
                ("case_edition", Json::Int(i64::from(decider.case_edition))),
                ("rules_edition", Json::Int(i64::from(decider.edition))),
            ]),
            codes(&decision.codes.codes),
        ),
        step("materials", none(), Json::List(decision.bill.iter().map(|e| material(&e.line)).collect())),
        step("wholly_obtained", none(), case.product.wholly_obtained.map_or(Json::Null, Json::Bool)),
        step("exclusively_originating", none(), Json::str(decision.exclusively.1.outcome())),
        step(
            "selection",
            Json::object([("rule_row", Json::option(case.product.rule_row.as_deref()))]),
            Json::strings(decision.listed.rows.iter().map(|r| r.id.as_str())),
        ),
        step("product_specific_rules", none(), Json::str(decision.listed.truth.outcome())),
        step("insufficient_operations", operations(case.operations), Json::str(decision.gate.outcome())),
        step("verdict", Json::object([("way", Json::str(decision.way))]), Json::str(decision.truth.verdict())),
    ];
    if !decision.log.intermediates.is_empty() {
        let own_rules = decision.log.intermediates.iter().map(answer::intermediate).collect();
        steps.insert(2, step("intermediates", none(), Json::List(own_rules)));
    }
    Json::List(steps)
}

fn operations(operations: Option<Operations>) -> Json {
    Json::object([(
        "operations",
        match operations {
            Some(Operations::BeyondInsufficient) => Json::str("beyond_insufficient"),
            Some(Operations::InsufficientOnly) => Json::str("insufficient_only"),
            None => Json::Null,
        },
    )])
}
