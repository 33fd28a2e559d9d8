//! Parameters of an attested process against those that a rule demands (origin.md A.2.6). The process's code attests the
//! whole definition, so a parameter that is not stated takes nothing away; a stated one may only refute it.

use crate::case::ProcessFact;
use crate::exact::Exact;
use crate::facts::MissingFact;
use crate::json::Json;
use crate::law::{Demand, Relation};
use crate::logic::Truth;
use crate::units;
use crate::vocabulary;

/// Whether what is stated of a process leaves a demand standing; unknown where the two cannot be compared.
pub(super) fn meets(fact: &ProcessFact, demand: &Demand) -> Truth {
    let Some(stated) = fact.parameters.iter().find(|(k, v)| *k == demand.name && *v != Json::Null).map(|(_, v)| v)
    else {
        return Truth::True;
    };
    let own = vocabulary::parameter_unit(&fact.code, &demand.name);
    let unit = demand.unit.as_deref().or(own);
    let limit = Exact::decimal(&demand.value).and_then(|n| units::base(&n, unit));
    let value = measured(stated).and_then(|(n, written)| units::base(&n, written.or(own).or(unit)));
    let (Some((value, of)), Some((limit, wanted))) = (value, limit) else {
        return match (demand.relation, stated) {
            (Relation::Equals, Json::Str(text)) => Truth::from(*text == demand.value),
            (Relation::Equals, Json::Bool(truth)) => Truth::from(truth.to_string() == demand.value),
            _ => Truth::Unknown,
        };
    };
    if of != wanted {
        return Truth::Unknown;
    }
    Truth::from(match demand.relation {
        Relation::AtLeast => value >= limit,
        Relation::AtMost => value <= limit,
        Relation::MoreThan => value > limit,
        Relation::LessThan => value < limit,
        Relation::Equals => value == limit,
    })
}

/// A number with the unit behind it, if one is written.
fn measured(stated: &Json) -> Option<(Exact, Option<&str>)> {
    match stated {
        Json::Int(whole) => Some((Exact::whole(*whole), None)),
        Json::Str(text) => match text.split_once(' ') {
            Some((number, unit)) => Some((Exact::decimal(number)?, Some(unit))),
            None => Some((Exact::decimal(text)?, None)),
        },
        _ => None,
    }
}

/// What to ask where the stated parameter cannot be compared.
pub(super) fn question(place: &str, fact: &ProcessFact, demand: &Demand) -> MissingFact {
    let unit = demand.unit.as_deref().or(vocabulary::parameter_unit(&fact.code, &demand.name)).unwrap_or("1");
    let name = &demand.name;
    MissingFact::fact(
        format!("{place}/parameters/{name}"),
        format!("the {name} given for {} is no measure that compares with {} {unit}", fact.code, demand.value),
        format!("What was the {name} of {} as a decimal in {unit}?", fact.code),
    )
}
