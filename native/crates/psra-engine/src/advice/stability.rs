//! How far an originating verdict is from turning: how far a price may fall, the value of a material rise, a currency
//! move, each by itself (origin.md A.17, 7).

use crate::advice::candidates::{prices, walk};
use crate::advice::change::{Turned, material};
use crate::advice::oracle::Oracle;
use crate::advice::turning::{Number, Way, nearest};
use crate::case::Case;
use crate::decide::Decision;
use crate::json::Json;
use crate::logic::Truth;

/// Materials whose values are looked at, those of the highest value first.
const MOST_VALUES: usize = 64;

/// Every number of the case that bounds the verdict, with its bound.
#[must_use]
pub fn holds_while(oracle: &mut Oracle<'_>, case: &Case, decision: &Decision<'_, '_>) -> Vec<Json> {
    let mut bounds = Vec::new();
    let turns = |truth: Truth| truth != Truth::True;
    for price in prices(case, decision) {
        for way in [Way::Down, Way::Up] {
            if let Some(turned) = nearest(oracle, case, Number::Price(price), way, turns) {
                let currency = price.of(&case.product).map_or("", |money| money.currency.as_str());
                bounds.push(bound(&format!("/product/{}", price.key()), None, way, &turned, currency));
            }
        }
    }
    let mut paths = Vec::new();
    walk(&case.materials, &mut Vec::new(), &mut |line, path| {
        if let Some(money) = &line.value {
            paths.push((money.amount.clone(), path.clone()));
        }
    });
    paths.sort_by(|(a, _), (b, _)| b.cmp(a));
    for (_, path) in paths.iter().take(MOST_VALUES) {
        for way in [Way::Up, Way::Down] {
            if let Some(turned) = nearest(oracle, case, Number::Value(path), way, turns) {
                let line = material(case, path);
                let currency = line.value.as_ref().map_or("", |money| money.currency.as_str());
                bounds.push(bound(&format!("{}/value", line.pointer), Some(&line.id), way, &turned, currency));
            }
        }
    }
    bounds
}

/// The amount on the safe side of the turn, in whole cents, beside the exact one.
fn bound(pointer: &str, material: Option<&str>, way: Way, turned: &Turned, currency: &str) -> Json {
    // The verdict turns at the number itself or only beyond it: where it turns there, the number is no longer safe.
    let (name, safe) = match (way, turned.included) {
        (Way::Down, true) => ("more_than", turned.at.rounded_up(2)),
        (Way::Down, false) => ("at_least", turned.at.rounded_up(2)),
        (Way::Up, true) => ("less_than", turned.at.rounded_down(2)),
        (Way::Up, false) => ("at_most", turned.at.rounded_down(2)),
    };
    let mut members = vec![("pointer", Json::str(pointer))];
    members.extend(material.map(|id| ("material", Json::str(id))));
    members.extend([
        ("bound", Json::str(name)),
        ("amount", Json::str(safe.display(2))),
        ("amount_fraction", Json::str(turned.at.to_string())),
        ("currency", Json::str(currency)),
    ]);
    Json::object(members)
}
