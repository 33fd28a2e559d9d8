//! Which changes are worth asking about: for a verdict to be turned, and for one to be broken.

use crate::advice::change::{Change, Path, Price};
use crate::case::{Case, Material, Operations, Role, Status};
use crate::decide::Decision;
use crate::json::Json;

/// Changes that could make the product originate, the readiest first.
#[must_use]
pub fn to_turn(case: &Case, decision: &Decision<'_, '_>) -> Vec<Change> {
    let mut found = Vec::new();
    walk(&case.materials, &mut Vec::new(), &mut |material, path| {
        if material.status != Status::Originating && material.wholly_obtained != Some(true) {
            found.push(Change::Originating(path.clone()));
        }
    });
    let known = |code: &str| case.processes.iter().any(|fact| fact.code == code);
    found.extend(processes(decision).into_iter().filter(|code| !known(code)).map(Change::Carried));
    found.extend(prices(case, decision).into_iter().map(Change::Price));
    if case.operations != Some(Operations::BeyondInsufficient) {
        found.push(Change::Beyond);
    }
    found.sort_by_cached_key(|change| change.effort(case));
    found
}

/// Single losses that could cost an originating product its origin; prices and values are looked at apart.
#[must_use]
pub fn to_break(case: &Case, decision: &Decision<'_, '_>) -> Vec<Change> {
    let mut found = Vec::new();
    walk(&case.materials, &mut Vec::new(), &mut |material, path| {
        if material.status == Status::Originating {
            found.push(Change::NotOriginating(path.clone()));
        }
    });
    let asked = processes(decision);
    let mut carried: Vec<_> =
        case.processes.iter().map(|fact| fact.code.clone()).filter(|c| asked.contains(c)).collect();
    carried.dedup();
    found.extend(carried.into_iter().map(Change::NotCarried));
    found
}

/// Prices that a share was compared with and that the case states.
#[must_use]
pub fn prices(case: &Case, decision: &Decision<'_, '_>) -> Vec<Price> {
    let mut bases: Vec<String> = Vec::new();
    each_measure(decision, |measure| bases.extend(measure.get("basis").and_then(Json::as_str).map(str::to_owned)));
    let used = |price: &Price| {
        let name = match price {
            Price::ExWorks => "EXW",
            Price::Fob => "FOB",
            Price::Transaction => "TV",
            Price::NetCost => "NC",
        };
        bases.iter().any(|basis| basis == name)
    };
    Price::ALL.into_iter().filter(|price| price.of(&case.product).is_some()).filter(used).collect()
}

/// Processes that a criterion asked for, in the order of the rules.
fn processes(decision: &Decision<'_, '_>) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    let mut add = |code: &str| {
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    };
    each_measure(decision, |measure| {
        for key in ["any_of", "all_of"] {
            measure
                .get(key)
                .and_then(Json::as_list)
                .unwrap_or_default()
                .iter()
                .filter_map(Json::as_str)
                .for_each(&mut add);
        }
        if measure.get("kind").and_then(Json::as_str) == Some("process") {
            measure.get("code").and_then(Json::as_str).into_iter().for_each(&mut add);
        }
    });
    codes
}

fn each_measure(decision: &Decision<'_, '_>, mut look: impl FnMut(&Json)) {
    let inner = decision.log.intermediates.iter().flat_map(|i| &i.listed.attempts);
    for attempt in decision.listed.attempts.iter().chain(inner) {
        attempt.tried.measures.iter().for_each(&mut look);
    }
}

/// Lines that count, at every level, with the path to each.
pub fn walk(materials: &[Material], path: &mut Path, look: &mut impl FnMut(&Material, &Path)) {
    for (n, material) in materials.iter().enumerate() {
        path.push(n);
        if !matches!(material.role, Role::Neutral | Role::ShippingPacking) {
            look(material, path);
            walk(&material.materials, path, look);
        }
        path.pop();
    }
}
