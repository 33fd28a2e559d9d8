//! From RaC documents to rules that can be evaluated. The documents were checked for form and law before; what still
//! cannot be used is an error that names its place, never a rule left out.

use std::fmt;

use crate::exact::Exact;
use crate::json::{Json, canonical, sha256_hex};
use crate::law::{
    Allowance, Basis, CodeRange, Criterion, Cumulation, Direction, Drawback, Frame, General, Level, Measure, Node,
    Part, PartyDefinition, Row, RowKind, RvcMethod, Scope, Tolerance, Treatment, Whole,
};

/// Why documents do not make a rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// Agreement and rule, or part of the general rules.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for LoadError {}

/// Why one value could not be used.
type Fault = String;
type Lowered<T> = Result<T, Fault>;

fn given<'j>(value: &'j Json, key: &str) -> Option<&'j Json> {
    value.get(key).filter(|v| **v != Json::Null)
}

fn text<'j>(value: &'j Json, key: &str) -> Option<&'j str> {
    given(value, key).and_then(Json::as_str)
}

fn owned(value: &Json, key: &str) -> Option<String> {
    text(value, key).map(Into::into)
}

fn need<'j>(value: &'j Json, key: &str) -> Lowered<&'j str> {
    text(value, key).ok_or_else(|| format!("{key:?} is missing"))
}

fn items<'j>(value: &'j Json, key: &str) -> &'j [Json] {
    given(value, key).and_then(Json::as_list).unwrap_or_default()
}

fn texts(value: &Json, key: &str) -> Vec<String> {
    items(value, key).iter().filter_map(Json::as_str).map(Into::into).collect()
}

fn flag(value: &Json, key: &str) -> bool {
    matches!(value.get(key), Some(Json::Bool(true)))
}

fn percent(value: &Json, key: &str) -> Lowered<Exact> {
    let written = need(value, key)?;
    Exact::percent(written).ok_or_else(|| format!("{written:?} is not a percentage"))
}

fn word<T: Copy>(value: &Json, key: &str, words: &[(&str, T)], default: Option<T>) -> Lowered<T> {
    let Some(found) = text(value, key) else { return default.ok_or_else(|| format!("{key:?} is missing")) };
    words.iter().find(|(w, _)| *w == found).map(|(_, t)| *t).ok_or_else(|| format!("{found:?} is not a {key}"))
}

fn ranges(value: &Json, key: &str) -> Lowered<Vec<CodeRange>> {
    texts(value, key)
        .iter()
        .map(|t| CodeRange::read(t).ok_or_else(|| format!("{t:?} is not a range of codes")))
        .collect()
}

fn edition(value: &Json, key: &str) -> Option<u16> {
    match value.get(key) {
        Some(Json::Int(year)) => u16::try_from(*year).ok(),
        _ => None,
    }
}

const LEVELS: &[(&str, Level)] =
    &[("chapter", Level::Chapter), ("heading", Level::Heading), ("subheading", Level::Subheading)];
const MEASURES: &[(&str, Measure)] = &[("value", Measure::Value), ("weight", Measure::Weight)];
const BASES: &[(&str, Basis)] = &[
    ("EXW", Basis::Exw),
    ("FOB", Basis::Fob),
    ("TV", Basis::Tv),
    ("NC", Basis::Nc),
    ("EXW_OR_FOB", Basis::ExwOrFob),
    ("TV_OR_EXW", Basis::TvOrExw),
];
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
fn alternatives(value: &Json) -> Lowered<Vec<Node>> {
    Ok(match node(value)? {
        Node::Any(nodes) => nodes,
        tree => vec![tree],
    })
}

/// The sources of a document, by id.
struct Sources<'j>(Option<&'j Json>);

impl Sources<'_> {
    fn find(&self, reference: &Json) -> Option<&Json> {
        self.0.and_then(|all| all.get(text(reference, "id")?))
    }

    /// The reference with what its source says.
    fn resolved(&self, reference: &Json) -> Json {
        let mut members = Vec::new();
        for part in [Some(reference), self.find(reference)].into_iter().flatten() {
            if let Json::Object(found) = part {
                members.extend(found.iter().filter(|(_, v)| *v != Json::Null).cloned());
            }
        }
        Json::Object(members)
    }

    /// The source's name, where it is not verified; a source that is not there is not verified either.
    fn unverified(&self, reference: Option<&Json>) -> Option<String> {
        let reference = reference?;
        match self.find(reference) {
            Some(source) if flag(source, "verified") => None,
            Some(source) => {
                let instrument = text(source, "instrument").unwrap_or("a source without a name");
                let proxy = text(source, "source_proxy").map(|p| format!(" (read in {p})")).unwrap_or_default();
                Some(format!("{instrument}{proxy}"))
            }
            None => Some("a source that the document does not name".into()),
        }
    }
}

/// A rule whose own `verified` sources, its leaves' included, decide whether it is listed as an assumption.
fn leaf_sources<'j>(tree: &'j Json, into: &mut Vec<&'j Json>) {
    into.extend(given(tree, "source"));
    for child in items(tree, "any").iter().chain(items(tree, "all")) {
        leaf_sources(child, into);
    }
}

/// The rows of a document of rules.
///
/// # Errors
/// Where a rule cannot be used.
pub fn rows(document: &Json) -> Result<Vec<Row>, LoadError> {
    let sources = Sources(document.get("sources"));
    let edition = edition(document, "printed_edition").or_else(|| edition(document, "hs_edition")).unwrap_or_default();
    let of = |rule: &Json| row(rule, document, &sources, edition);
    items(document, "rules")
        .iter()
        .map(|rule| {
            of(rule)
                .map_err(|message| LoadError { place: text(rule, "id").unwrap_or("a rule without id").into(), message })
        })
        .collect()
}

/// The later of two beginnings, or the earlier of two ends.
fn narrower(own: Option<&str>, document: Option<&str>, later: bool) -> Option<String> {
    match (own, document) {
        (Some(a), Some(b)) => Some(if later { a.max(b) } else { a.min(b) }.into()),
        (a, b) => a.or(b).map(Into::into),
    }
}

fn row(rule: &Json, document: &Json, sources: &Sources<'_>, edition: u16) -> Lowered<Row> {
    let code = |key: &str| -> Lowered<u32> {
        let written = need(rule, key)?;
        written.parse().map_err(|_| format!("{written:?} is not a code"))
    };
    let empty = Json::Object(Vec::new());
    let guard = given(rule, "guard").unwrap_or(&empty);
    let tree = given(rule, "criterion");
    let state = need(rule, "state")?;
    let quarantined = state == "quarantined" || tree.is_none();
    let reference = given(rule, "source").unwrap_or(&empty);
    let mut references = vec![reference];
    if let Some(tree) = tree {
        leaf_sources(tree, &mut references);
    }
    let (from, to) = (code("from")?, code("to")?);
    if from > to {
        return Err(format!("the range {from:06} to {to:06} runs backwards"));
    }
    Ok(Row {
        id: need(rule, "id")?.into(),
        heading: owned(rule, "heading").unwrap_or_default(),
        from,
        to,
        kind: word(
            rule,
            "row",
            &[("whole", RowKind::Whole), ("described", RowKind::Described), ("residual", RowKind::Residual)],
            None,
        )?,
        applies_to: texts(rule, "applies_to"),
        valid_from: narrower(text(guard, "valid_from"), text(document, "valid_from"), true),
        valid_to: narrower(text(guard, "valid_to"), text(document, "valid_to"), false),
        direction: given(guard, "direction")
            .map(|_| word(guard, "direction", &[("import", Direction::Import), ("export", Direction::Export)], None))
            .transpose()?,
        quota: owned(guard, "quota"),
        countries: given(guard, "countries").map(|_| texts(guard, "countries")),
        quarantined: quarantined.then(|| owned(rule, "reason").unwrap_or_else(|| "no reason is given".into())),
        alternatives: tree.filter(|_| !quarantined).map(alternatives).transpose()?.unwrap_or_default(),
        sha256: sha256_hex(&canonical(rule)),
        text: owned(rule, "text"),
        source: sources.resolved(reference),
        criterion: tree.cloned().unwrap_or(Json::Null),
        state: match state {
            "compiled" => "compiled",
            "attested" => "attested",
            _ => "quarantined",
        },
        unverified: references.into_iter().find_map(|r| sources.unverified(Some(r))),
        edition,
    })
}

/// The frame of a document of general rules.
///
/// # Errors
/// Where a part cannot be used.
pub fn frame(document: &Json) -> Result<Frame, LoadError> {
    let sources = Sources(document.get("sources"));
    let place = || text(document, "agreement").unwrap_or("an agreement without id").to_owned();
    let mut periods = Vec::new();
    for period in items(document, "ruleset") {
        let empty = Json::Object(Vec::new());
        let rules = general(given(period, "general").unwrap_or(&empty), &sources)
            .map_err(|message| LoadError { place: place(), message })?;
        periods.push((owned(period, "valid_from"), owned(period, "valid_to"), rules));
    }
    Ok(Frame {
        hs_edition: edition(document, "hs_edition").unwrap_or_default(),
        parties: items(document, "parties")
            .iter()
            .map(|p| PartyDefinition { code: owned(p, "code").unwrap_or_default(), members: texts(p, "members") })
            .collect(),
        valid_from: owned(document, "valid_from"),
        valid_to: owned(document, "valid_to"),
        periods,
        sha256: sha256_hex(&canonical(document)),
    })
}

fn part<T>(value: T, holder: &Json, sources: &Sources<'_>) -> Part<T> {
    Part { value, unverified: sources.unverified(given(holder, "source")) }
}

fn general(value: &Json, sources: &Sources<'_>) -> Lowered<General> {
    let tolerance = |entry: &Json| -> Lowered<Part<Tolerance>> {
        let lowered = Tolerance {
            chapters: ranges(entry, "chapters")?,
            except_codes: ranges(entry, "except_codes")?,
            measure: word(entry, "measure", MEASURES, None)?,
            max: percent(entry, "pct")?,
            basis: word(entry, "basis", BASES, Some(Basis::Exw))?,
        };
        Ok(part(lowered, entry, sources))
    };
    let treatment = |holder: &Json, ctc: &str, worth: &str| {
        let treated = Treatment {
            in_ctc: text(holder, ctc) != Some("ignored"),
            in_value: text(holder, worth) != Some("ignored"),
        };
        part(treated, holder, sources)
    };
    Ok(General {
        tolerance: items(value, "tolerance").iter().map(tolerance).collect::<Lowered<_>>()?,
        tolerance_all_nom: text(value, "tolerance_scope") == Some("all_nom"),
        tolerance_rescues_weight: flag(value, "tolerance_rescues_weight"),
        cumulation: given(value, "cumulation").map(|v| part(cumulation(v), v, sources)),
        absorption: given(value, "absorption").map(|v| part(switch(v), v, sources)),
        insufficient_operations: given(value, "insufficient_operations")
            .map(|v| part(texts(v, "operations"), v, sources)),
        sets: given(value, "sets")
            .map(|v| Ok::<_, Fault>(part((percent(v, "pct")?, word(v, "basis", BASES, Some(Basis::Exw))?), v, sources)))
            .transpose()?,
        packaging: given(value, "packaging").map(|v| treatment(v, "retail_in_ctc", "retail_in_value")),
        accessories: given(value, "accessories").map(|v| treatment(v, "in_ctc", "in_value")),
        drawback: given(value, "drawback").map(|v| Ok::<_, Fault>(part(drawback(v)?, v, sources))).transpose()?,
        transport: given(value, "transport").map(|v| Ok::<_, Fault>(part(transport(v)?, v, sources))).transpose()?,
    })
}

/// `true`, or an object with `value`.
fn switch(value: &Json) -> bool {
    matches!(value, Json::Bool(true)) || flag(value, "value")
}

/// A list of kinds, or an object with `kinds`.
fn cumulation(value: &Json) -> Cumulation {
    let kinds = value.as_list().unwrap_or_else(|| items(value, "kinds"));
    let has = |kind: &str| kinds.iter().any(|k| k.as_str() == Some(kind));
    Cumulation {
        with_party: has("bilateral") || has("full"),
        full: has("full"),
        beyond: has("diagonal") || has("extended"),
    }
}

fn drawback(value: &Json) -> Lowered<Drawback> {
    match need(value, "rule")? {
        "allowed" => Ok(Drawback::Allowed),
        "banned" => Ok(Drawback::Banned),
        "banned_chapters" => Ok(Drawback::BannedChapters(ranges(value, "chapters")?)),
        other => Err(format!("{other:?} is not a rule on drawback")),
    }
}

fn transport(value: &Json) -> Lowered<&'static str> {
    word(
        value,
        "rule",
        &[("direct", "direct"), ("non_alteration", "non_alteration"), ("customs_control", "customs_control")],
        None,
    )
}
