//! Conditions on claiming: stocks kept in the books, territory, the way of the goods, drawback, proof.

use super::standing::kinds;
use crate::json::Json;
use crate::law::{Drawback, DrawbackRule, Segregation, Territoriality, Transport};
use crate::lower::Lowered;
use crate::lower::keys::{flag, given, items, limit, need, percent, ranges, texts, word};

pub(super) fn segregation(value: &Json) -> Lowered<Segregation> {
    Ok(Segregation {
        materials: flag(value, "materials"),
        finished_goods: ranges(value, "finished_goods")?,
        authorisation: flag(value, "authorisation"),
        cost_difficulty: flag(value, "cost_difficulty"),
        methods: texts(value, "methods"),
    })
}

pub(super) fn territoriality(value: &Json) -> Lowered<Territoriality> {
    Ok(Territoriality {
        outward_processing: given(value, "outward_processing_pct")
            .map(|_| limit(value, "outward_processing_pct"))
            .transpose()?,
        except_chapters: ranges(value, "except_chapters")?,
        returned_goods: flag(value, "returned_goods"),
    })
}

pub(super) fn drawback(value: &Json) -> Lowered<Drawback> {
    let rule = match need(value, "rule")? {
        "allowed" => DrawbackRule::Allowed,
        "banned" => DrawbackRule::Banned,
        "banned_chapters" => DrawbackRule::BannedChapters(ranges(value, "chapters")?),
        "capped" => DrawbackRule::Capped(given(value, "cap_pct").map(|_| percent(value, "cap_pct")).transpose()?),
        other => return Err(format!("{other:?} is not a rule on drawback")),
    };
    Ok(Drawback { rule, except_kinds: kinds(items(value, "except_kinds"))? })
}

pub(super) fn transport(value: &Json) -> Lowered<Transport> {
    const RULES: &[(&str, Transport)] = &[
        ("direct", Transport::Direct),
        ("non_alteration", Transport::NonAlteration),
        ("customs_control", Transport::CustomsControl),
    ];
    word(value, "rule", RULES, None)
}

/// The terms of a proof as they stand in the document, without its source.
pub(super) fn proof(value: &Json) -> Json {
    match value {
        Json::Object(members) => Json::Object(
            members.iter().filter(|(key, member)| key != "source" && *member != Json::Null).cloned().collect(),
        ),
        other => other.clone(),
    }
}
