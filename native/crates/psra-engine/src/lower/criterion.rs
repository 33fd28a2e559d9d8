//! From nodes of the criteria tree to criteria.

use super::Lowered;
use super::keys::{BASES, MEASURES, flag, given, items, need, percent, ranges, text, texts, word};
use crate::json::Json;
use crate::law::{Allowance, Basis, Criterion, Level, Measure, Node, RvcMethod, Scope, Whole};

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

fn scope_at(value: &Json, key: &str) -> Lowered<Option<Scope>> {
    given(value, key).map(scope).transpose()
}

fn any_scope(value: &Json) -> Lowered<Scope> {
    Ok(scope_at(value, "scope")?.unwrap_or_default())
}

fn whole(value: &Json) -> Lowered<Whole> {
    match given(value, "of") {
        None | Some(Json::Str(_)) => Ok(Whole::Product),
        Some(of) => Ok(Whole::Materials(scope(of)?)),
    }
}

fn allowance(value: &Json) -> Lowered<Allowance> {
    Ok(Allowance {
        scope: any_scope(value)?,
        max: percent(value, "max_pct")?,
        measure: word(value, "measure", MEASURES, Some(Measure::Value))?,
        basis: word(value, "basis", BASES, Some(Basis::Exw))?,
    })
}

fn change(level: Option<Level>, value: &Json) -> Lowered<Criterion> {
    Ok(Criterion::Change {
        level,
        except: scope_at(value, "except")?,
        from_only: scope_at(value, "from_only")?,
        allowances: items(value, "allowances").iter().map(allowance).collect::<Lowered<_>>()?,
    })
}

fn process(value: &Json) -> Lowered<Criterion> {
    let all = given(value, "all_of").is_some();
    let codes = texts(value, if all { "all_of" } else { "any_of" });
    if codes.is_empty() || (all && given(value, "any_of").is_some()) {
        return Err("a Process has either any_of or all_of, with at least one code".into());
    }
    let parameters = match given(value, "parameters") {
        Some(Json::Object(members)) => members.clone(),
        _ => Vec::new(),
    };
    Ok(Criterion::Process { codes, all, parameters })
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
            max: percent(value, "pct")?,
            basis: word(value, "basis", BASES, None)?,
            scope: any_scope(value)?,
        }),
        "MaxWeight" => {
            Ok(Criterion::MaxWeight { max: percent(value, "pct")?, scope: any_scope(value)?, of: whole(value)? })
        }
        "RVC" => Ok(Criterion::Rvc {
            method: word(value, "method", METHODS, None)?,
            min: percent(value, "pct")?,
            basis: word(value, "basis", BASES, None)?,
            scope: any_scope(value)?,
        }),
        "NOMleOM" => Ok(Criterion::NomLeOm),
        "MinOM" => Ok(Criterion::MinOm {
            min: percent(value, "pct")?,
            measure: word(value, "measure", MEASURES, Some(Measure::Value))?,
            scope: any_scope(value)?,
            of: whole(value)?,
            wholly_obtained: flag(value, "wholly_obtained"),
        }),
        "WO" => wholly_obtained(value),
        "Originating" => Ok(Criterion::Originating { scope: any_scope(value)? }),
        "Process" => process(value),
        "FromMaterial" => Ok(Criterion::FromMaterial { tags: texts(value, "tags") }),
        "SetRule" => Ok(Criterion::SetRule {
            max: percent(value, "max_pct")?,
            basis: word(value, "basis", BASES, Some(Basis::Exw))?,
        }),
        "OriginRetained" => Ok(Criterion::OriginRetained),
        "Prohibit" => Ok(Criterion::Prohibit { scope: any_scope(value)? }),
        "Fact" => fact(value),
        other => Err(format!("{other:?} is not a criterion")),
    }
}

fn node(value: &Json) -> Lowered<Node> {
    let nodes = |key: &str| items(value, key).iter().map(node).collect::<Lowered<Vec<_>>>();
    if given(value, "any").is_some() {
        return Ok(Node::Any(nodes("any")?));
    }
    if given(value, "all").is_some() {
        return Ok(Node::All(nodes("all")?));
    }
    Ok(Node::Leaf(Box::new(criterion(value)?)))
}

/// Members of a top-level `any` are the alternatives; any other tree is the one alternative.
pub(super) fn alternatives(value: &Json) -> Lowered<Vec<Node>> {
    Ok(match node(value)? {
        Node::Any(nodes) => nodes,
        tree => vec![tree],
    })
}
