//! Criteria as the kernel evaluates them: the leaves that it knows, with the combinations that would meet the tree.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use super::shape::{basis, given, measure, only, ranges, ratio, text, texts};
use super::sums::Ratio;
use crate::json::Json;
use crate::law::{Basis, CodeRange, Level, Measure, RvcMethod};
use crate::logic::Truth;
use crate::tags;

/// Combinations of an alternative that the kernel tries.
const MOST_COMBINATIONS: usize = 64;

/// One alternative of a row.
#[derive(Debug, Clone)]
pub(super) struct Alternative {
    pub(super) leaves: Vec<Leaf>,
    /// Leaves by number; one combination suffices.
    pub(super) combinations: Vec<Vec<usize>>,
}

/// Materials that a leaf looks at; every part that is given must hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Within {
    /// First and last six-digit codes.
    pub(super) codes: Option<Vec<(u32, u32)>>,
    pub(super) same: Option<Level>,
    pub(super) tags: Option<Vec<Tag>>,
    pub(super) not: Option<Box<Within>>,
}

impl Within {
    /// All materials, whatever they are.
    #[inline]
    pub(super) fn is_all(&self) -> bool {
        self.codes.is_none() && self.same.is_none() && self.tags.is_none() && self.not.is_none()
    }
}

/// A description, with what codes by themselves say of it.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    pub(super) word: String,
    /// Codes of any edition that settle it; `None` where no code does.
    pub(super) settled: Option<Arc<Settled>>,
}

type Settled = HashMap<u32, Truth>;

impl Tag {
    /// What a code by itself says; `None` where it leaves the description open.
    pub(super) fn by_code(&self, code: u32) -> Option<Truth> {
        self.settled.as_deref().and_then(|settled| settled.get(&code).copied())
    }

    fn of(word: String) -> Self {
        static KNOWN: Mutex<BTreeMap<String, Option<Arc<Settled>>>> = Mutex::new(BTreeMap::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let settled = known.entry(word.clone()).or_insert_with(|| {
            let codes = psra_hs::EDITIONS.iter().flat_map(|edition| psra_hs::codes(*edition).unwrap_or_default());
            let found: Settled = codes.filter_map(|c| Some((*c, tags::settled(&word, *c)?))).collect();
            (!found.is_empty()).then(|| Arc::new(found))
        });
        let settled = settled.clone();
        drop(known);
        Self { word, settled }
    }
}

/// To what a share is compared.
#[derive(Debug, Clone)]
pub(super) enum Whole {
    Product,
    Materials(Within),
}

/// Failing materials that are freed, without limit or up to a share.
#[derive(Debug, Clone)]
pub(super) struct Allowance {
    pub(super) within: Within,
    pub(super) max: Option<Ratio>,
    pub(super) measure: Measure,
    pub(super) basis: Basis,
    /// Of what, where weight is counted.
    pub(super) of: Whole,
}

/// A least share.
#[derive(Debug, Clone)]
pub(super) struct Floor {
    pub(super) min: Ratio,
    pub(super) measure: Measure,
    pub(super) basis: Basis,
}

/// A criterion that the kernel knows.
#[derive(Debug, Clone)]
pub(super) enum Leaf {
    Change {
        level: Option<Level>,
        except: Option<Within>,
        from_only: Option<Within>,
        allowances: Vec<Allowance>,
    },
    MaxNom {
        max: Ratio,
        basis: Basis,
        within: Within,
    },
    MaxWeight {
        max: Ratio,
        within: Within,
        of: Whole,
    },
    Rvc {
        builds_up: bool,
        min: Ratio,
        basis: Basis,
        within: Within,
    },
    NomLeOm,
    MinOm {
        limit: Floor,
        within: Within,
        of: Whole,
        grown: bool,
    },
    WhollyObtained {
        within: Option<Within>,
    },
    /// No non-originating material, which a tolerance may forgive, or not.
    NoneOf {
        within: Within,
        firm: bool,
    },
    Process {
        codes: Vec<String>,
        all: bool,
    },
    /// The product is of a description.
    Description(Tag),
}

/// Members of a top-level `any` are the alternatives; any other tree is the one alternative.
pub(super) fn alternatives(tree: &Json) -> Option<Vec<Alternative>> {
    match given(tree, "any") {
        Some(nodes) if only(tree, &["any"], &[]) => nodes.as_list()?.iter().map(alternative).collect(),
        Some(_) => None,
        None => Some(vec![alternative(tree)?]),
    }
}

fn alternative(tree: &Json) -> Option<Alternative> {
    let mut leaves = Vec::new();
    let combinations = spread(tree, &mut leaves)?;
    (!combinations.is_empty()).then_some(Alternative { leaves, combinations })
}

fn spread(node: &Json, leaves: &mut Vec<Leaf>) -> Option<Vec<Vec<usize>>> {
    let found = if let Some(nodes) = given(node, "any") {
        let mut found = Vec::new();
        for inner in nodes.as_list().filter(|_| only(node, &["any"], &[]))? {
            found.extend(spread(inner, leaves)?);
        }
        found
    } else if let Some(nodes) = given(node, "all") {
        let mut found = vec![Vec::new()];
        for inner in nodes.as_list().filter(|_| only(node, &["all"], &[]))? {
            let more = spread(inner, leaves)?;
            if found.len() * more.len() > MOST_COMBINATIONS {
                return None;
            }
            found = found.iter().flat_map(|a: &Vec<usize>| more.iter().map(|b| [a.as_slice(), b].concat())).collect();
        }
        found
    } else {
        leaves.push(leaf(node)?);
        vec![vec![leaves.len() - 1]]
    };
    (found.len() <= MOST_COMBINATIONS).then_some(found)
}

fn leaf(value: &Json) -> Option<Leaf> {
    let plain = [("exclusive", "false")];
    let sound = |known: &[&str], plain: &[(&str, &str)]| only(value, &[known, &["type", "source"]].concat(), plain);
    match text(value, "type")? {
        "CC" => change(value, Some(Level::Chapter)),
        "CTH" => change(value, Some(Level::Heading)),
        "CTSH" => change(value, Some(Level::Subheading)),
        "AnyHeading" => change(value, None),
        "MaxNOM" if sound(&["pct", "basis", "scope"], &plain) => {
            Some(Leaf::MaxNom { max: ratio(value, "pct")?, basis: basis(value)?, within: scope(value)? })
        }
        "MaxWeight" if sound(&["pct", "scope", "of"], &plain) => {
            Some(Leaf::MaxWeight { max: ratio(value, "pct")?, within: scope(value)?, of: whole(value)? })
        }
        "RVC" if sound(&["pct", "basis", "scope", "method"], &plain) => rvc(value),
        "NOMleOM" if sound(&[], &[]) => Some(Leaf::NomLeOm),
        "MinOM" if sound(&["pct", "measure", "basis", "scope", "of", "wholly_obtained"], &plain) => {
            let limit = Floor { min: ratio(value, "pct")?, measure: measure(value)?, basis: basis(value)? };
            let grown = matches!(given(value, "wholly_obtained"), Some(Json::Bool(true)));
            Some(Leaf::MinOm { limit, within: scope(value)?, of: whole(value)?, grown })
        }
        "WO" if sound(&["subject", "scope"], &[]) => {
            let materials = text(value, "subject") == Some("materials");
            let product = given(value, "scope").is_none() && matches!(text(value, "subject"), None | Some("product"));
            (materials != product).then_some(())?;
            Some(Leaf::WhollyObtained { within: if materials { Some(scope(value)?) } else { None } })
        }
        "Originating" | "Prohibit" if sound(&["scope"], &[]) => {
            Some(Leaf::NoneOf { within: scope(value)?, firm: false })
        }
        "OriginRetained" if sound(&[], &[]) => Some(Leaf::NoneOf { within: Within::default(), firm: true }),
        "Process" if sound(&["any_of", "all_of"], &[("parameters", "[]")]) => process(value),
        "Fact" if sound(&["code", "kind"], &[]) => fact(value),
        _ => None,
    }
}

fn change(value: &Json, level: Option<Level>) -> Option<Leaf> {
    let known: &[&str] = &["type", "source", "except", "allowances"];
    let known = if level.is_some() { [known, &["from_only"]].concat() } else { known.to_vec() };
    if !only(value, &known, &[("within_group", "allowed")]) {
        return None;
    }
    let part = |key: &str| given(value, key).map(within).map_or(Some(None), |w| w.map(Some));
    let allowances = given(value, "allowances").map_or(Some(&[][..]), Json::as_list)?;
    let allowances = allowances.iter().map(allowance).collect::<Option<_>>()?;
    Some(Leaf::Change { level, except: part("except")?, from_only: part("from_only")?, allowances })
}

fn allowance(value: &Json) -> Option<Allowance> {
    let known = ["scope", "max_pct", "measure", "basis", "of", "source"];
    if !only(value, &known, &[("exclusive", "false")]) {
        return None;
    }
    Some(Allowance {
        within: scope(value)?,
        max: match given(value, "max_pct") {
            None => None,
            Some(_) => Some(ratio(value, "max_pct")?),
        },
        measure: measure(value)?,
        basis: basis(value)?,
        of: whole(value)?,
    })
}

fn fact(value: &Json) -> Option<Leaf> {
    let code = text(value, "code")?.to_owned();
    match text(value, "kind")? {
        "process" => Some(Leaf::Process { codes: vec![code], all: true }),
        "description" => Some(Leaf::Description(Tag::of(code))),
        _ => None,
    }
}

fn rvc(value: &Json) -> Option<Leaf> {
    let method = match text(value, "method")? {
        "build_down" => RvcMethod::BuildDown,
        "build_up" => RvcMethod::BuildUp,
        "focused" => RvcMethod::Focused,
        "net_cost" => RvcMethod::NetCost,
        _ => return None,
    };
    let basis = if method == RvcMethod::NetCost { Basis::Nc } else { basis(value)? };
    Some(Leaf::Rvc { builds_up: method == RvcMethod::BuildUp, min: ratio(value, "pct")?, basis, within: scope(value)? })
}

fn process(value: &Json) -> Option<Leaf> {
    let all = given(value, "all_of").is_some();
    let codes = texts(value, if all { "all_of" } else { "any_of" })?;
    let both = all && given(value, "any_of").is_some();
    (!codes.is_empty() && !both).then_some(Leaf::Process { codes, all })
}

/// The denominator of a share: the product, or materials of a scope.
fn whole(value: &Json) -> Option<Whole> {
    match given(value, "of") {
        None => Some(Whole::Product),
        Some(Json::Str(word)) if word == "product" => Some(Whole::Product),
        Some(Json::Str(_)) => None,
        Some(of) => Some(Whole::Materials(within(of)?)),
    }
}

fn scope(value: &Json) -> Option<Within> {
    given(value, "scope").map_or_else(|| Some(Within::default()), within)
}

pub(super) fn within(value: &Json) -> Option<Within> {
    if !only(value, &["codes", "same", "tags", "not"], &[]) {
        return None;
    }
    let same = match text(value, "same") {
        None if given(value, "same").is_none() => None,
        Some("chapter") => Some(Level::Chapter),
        Some("heading") => Some(Level::Heading),
        Some("subheading") => Some(Level::Subheading),
        _ => return None,
    };
    Some(Within {
        codes: match given(value, "codes") {
            None => None,
            Some(_) => Some(ranges(value, "codes")?.into_iter().map(six_digits).collect()),
        },
        same,
        tags: match given(value, "tags") {
            None => None,
            Some(_) => Some(texts(value, "tags")?.into_iter().map(Tag::of).collect()),
        },
        not: match given(value, "not") {
            None => None,
            Some(inner) => Some(Box::new(within(inner)?)),
        },
    })
}

fn six_digits(range: CodeRange) -> (u32, u32) {
    let width = match range.level {
        Level::Chapter => 10_000,
        Level::Heading => 100,
        Level::Subheading => 1,
    };
    (range.from * width, range.to * width + width - 1)
}
