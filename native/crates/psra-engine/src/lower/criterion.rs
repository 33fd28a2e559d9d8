//! From nodes of the criteria tree to criteria.

use super::Lowered;
use super::keys::{BASES, MEASURES, count, flag, given, items, limit, need, owned, ranges, text, texts, word};
use super::notes::Notes;
use crate::exact::Exact;
use crate::json::Json;
use crate::law::{
    Allowance, Basis, Change, ChapterLimit, Criterion, Demand, Effect, Level, Measure, Node, Relation, RvcMethod,
    Scope, SetLimits, Whole,
};

const LEVELS: &[(&str, Level)] =
    &[("chapter", Level::Chapter), ("heading", Level::Heading), ("subheading", Level::Subheading)];
const METHODS: &[(&str, RvcMethod)] = &[
    ("build_down", RvcMethod::BuildDown),
    ("build_up", RvcMethod::BuildUp),
    ("focused", RvcMethod::Focused),
    ("net_cost", RvcMethod::NetCost),
];

fn scope(value: &Json) -> Lowered<Scope> {
    Ok(Scope {
        codes: given(value, "codes").map(|_| ranges(value, "codes")).transpose()?,
        same: given(value, "same").map(|_| word(value, "same", LEVELS, None)).transpose()?,
        tags: given(value, "tags").map(|_| texts(value, "tags")),
        not: given(value, "not").map(scope).transpose()?.map(Box::new),
    })
}

pub(super) fn scope_at(value: &Json, key: &str) -> Lowered<Option<Scope>> {
    given(value, key).map(scope).transpose()
}

fn any_scope(value: &Json) -> Lowered<Scope> {
    Ok(scope_at(value, "scope")?.unwrap_or_default())
}

fn whole(value: &Json) -> Lowered<Whole> {
    match given(value, "of") {
        None => Ok(Whole::Product),
        Some(Json::Str(word)) if word == "product" => Ok(Whole::Product),
        Some(Json::Str(word)) if word == "basic_textile_materials" => Ok(Whole::BasicTextileMaterials),
        Some(Json::Str(word)) => Err(format!("{word:?} is not a denominator")),
        Some(of) => Ok(Whole::Materials(scope(of)?)),
    }
}

fn allowance(value: &Json) -> Lowered<Allowance> {
    Ok(Allowance {
        scope: any_scope(value)?,
        max: given(value, "max_pct").map(|_| limit(value, "max_pct")).transpose()?,
        measure: word(value, "measure", MEASURES, Some(Measure::Value))?,
        basis: word(value, "basis", BASES, Some(Basis::Exw))?,
        of: whole(value)?,
    })
}

fn change(level: Option<Level>, value: &Json) -> Lowered<Criterion> {
    Ok(Criterion::Change(Change {
        level,
        except: scope_at(value, "except")?,
        from_only: scope_at(value, "from_only")?,
        including: scope_at(value, "including")?,
        within_group_forbidden: given(value, "within_group")
            .map(|_| word(value, "within_group", &[("allowed", false), ("forbidden", true)], None))
            .transpose()?,
        allowances: items(value, "allowances").iter().map(allowance).collect::<Lowered<_>>()?,
    }))
}

fn demand(value: &Json) -> Lowered<Demand> {
    let relation = word(
        value,
        "relation",
        &[
            ("at_least", Relation::AtLeast),
            ("at_most", Relation::AtMost),
            ("more_than", Relation::MoreThan),
            ("less_than", Relation::LessThan),
            ("equals", Relation::Equals),
        ],
        None,
    )?;
    let stated = need(value, "value")?.to_owned();
    if relation != Relation::Equals && Exact::decimal(&stated).is_none() {
        return Err(format!("{stated:?} is not a decimal, so nothing can be more or less"));
    }
    Ok(Demand {
        process: owned(value, "process"),
        name: need(value, "name")?.into(),
        relation,
        value: stated,
        unit: owned(value, "unit"),
    })
}

fn process(value: &Json) -> Lowered<Criterion> {
    let all = given(value, "all_of").is_some();
    let codes = texts(value, if all { "all_of" } else { "any_of" });
    if codes.is_empty() || (all && given(value, "any_of").is_some()) {
        return Err("a Process has either any_of or all_of, with at least one code".into());
    }
    let parameters = items(value, "parameters").iter().map(demand).collect::<Lowered<_>>()?;
    Ok(Criterion::Process { codes, all, parameters })
}

fn from_material(value: &Json) -> Lowered<Criterion> {
    Ok(Criterion::FromMaterial {
        tags: texts(value, "tags"),
        scope: any_scope(value)?,
        exact: word(value, "stage", &[("exact", true), ("or_earlier", false)], Some(false))?,
    })
}

/// Limits of a set, in a rule or in the agreement's article; `key` is what its greatest share is called there.
pub(super) fn set_limits(value: &Json, key: &str) -> Lowered<SetLimits> {
    let chapter = |entry: &Json| -> Lowered<ChapterLimit> {
        let chapters = Scope { codes: Some(ranges(entry, "chapters")?), ..Scope::default() };
        Ok(ChapterLimit { chapters, max: limit(entry, "pct")? })
    };
    Ok(SetLimits {
        max: limit(value, key)?,
        basis: word(value, "basis", BASES, Some(Basis::Exw))?,
        limits: items(value, "limits").iter().map(chapter).collect::<Lowered<_>>()?,
        least_originating: count(value, "least_originating")?,
    })
}

fn wholly_obtained(value: &Json) -> Lowered<Criterion> {
    match text(value, "subject") {
        Some("materials") => Ok(Criterion::WhollyObtainedMaterials { scope: any_scope(value)? }),
        None if given(value, "scope").is_some() => Ok(Criterion::WhollyObtainedMaterials { scope: any_scope(value)? }),
        _ => Ok(Criterion::WhollyObtainedProduct),
    }
}

fn fact(value: &Json) -> Lowered<Criterion> {
    let code = need(value, "code")?.to_owned();
    match need(value, "kind")? {
        "process" => Ok(Criterion::ProcessFact { code }),
        "material" => Ok(Criterion::MaterialFact { code }),
        "description" => Ok(Criterion::DescriptionFact { code }),
        other => Err(format!("{other:?} is not a kind of fact")),
    }
}

fn criterion(value: &Json) -> Lowered<Criterion> {
    match need(value, "type")? {
        "CC" => change(Some(Level::Chapter), value),
        "CTH" => change(Some(Level::Heading), value),
        "CTSH" => change(Some(Level::Subheading), value),
        "AnyHeading" => change(None, value),
        "MaxNOM" => Ok(Criterion::MaxNom {
            max: limit(value, "pct")?,
            basis: word(value, "basis", BASES, None)?,
            scope: any_scope(value)?,
        }),
        "MaxWeight" => {
            Ok(Criterion::MaxWeight { max: limit(value, "pct")?, scope: any_scope(value)?, of: whole(value)? })
        }
        "RVC" => Ok(Criterion::Rvc {
            method: word(value, "method", METHODS, None)?,
            min: limit(value, "pct")?,
            basis: word(value, "basis", BASES, None)?,
            scope: any_scope(value)?,
        }),
        "NOMleOM" => Ok(Criterion::NomLeOm),
        "MinOM" => Ok(Criterion::MinOm {
            min: limit(value, "pct")?,
            measure: word(value, "measure", MEASURES, Some(Measure::Value))?,
            basis: word(value, "basis", BASES, Some(Basis::Exw))?,
            scope: any_scope(value)?,
            of: whole(value)?,
            wholly_obtained: flag(value, "wholly_obtained"),
        }),
        "WO" => wholly_obtained(value),
        "Originating" => Ok(Criterion::Originating { scope: any_scope(value)? }),
        "Process" => process(value),
        "FromMaterial" => from_material(value),
        "SetRule" => Ok(Criterion::SetRule(set_limits(value, "max_pct")?)),
        "OriginRetained" => Ok(Criterion::OriginRetained),
        "Prohibit" => Ok(Criterion::Prohibit { scope: any_scope(value)? }),
        "Fact" => fact(value),
        other => Err(format!("{other:?} is not a criterion")),
    }
}

pub(super) fn node(value: &Json, notes: &Notes<'_>) -> Lowered<Node> {
    let members = |key: &str| items(value, key).iter().map(|n| node(n, notes)).collect::<Lowered<Vec<_>>>();
    if given(value, "any").is_some() {
        return Ok(Node::Any(members("any")?));
    }
    if given(value, "all").is_some() {
        return Ok(Node::All(members("all")?));
    }
    if text(value, "type") == Some("Note") {
        return notes.defined(need(value, "id")?);
    }
    Ok(Node::Leaf(Box::new(criterion(value)?)))
}

/// Members of a top-level `any` are the alternatives; any other tree is the one alternative. What the row's notes
/// require is asked of each; what they offer in its place comes after.
pub(super) fn alternatives(value: &Json, cited: &[String], notes: &Notes<'_>) -> Lowered<Vec<Node>> {
    let mut alternatives = match node(value, notes)? {
        Node::Any(several) => several,
        tree => vec![tree],
    };
    let (mut required, mut offered) = (Vec::new(), Vec::new());
    for id in cited {
        match notes.cited(id)? {
            Some(note) if note.effect == Effect::Requires => required.push(Node::Note(Box::new(note))),
            Some(note) if note.effect == Effect::Alternative => offered.push(Node::Note(Box::new(note))),
            _ => {}
        }
    }
    if !required.is_empty() {
        alternatives = alternatives
            .into_iter()
            .map(|own| Node::All(std::iter::once(own).chain(required.iter().cloned()).collect()))
            .collect();
    }
    alternatives.extend(offered);
    Ok(alternatives)
}
