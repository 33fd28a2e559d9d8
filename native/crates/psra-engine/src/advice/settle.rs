//! The fewest missing facts that would settle an undetermined verdict, one way or the other.
//!
//! A set of facts settles it if there are answers to them with which the engine decides. Each answer is tried on a copy
//! of the case: the questions reported are never a guess about the rules.

use crate::advice::change::{Price, material_mut};
use crate::advice::oracle::Oracle;
use crate::advice::search::{Bound, minimal_sets};
use crate::case::{Case, Material, Money, Operations, ProcessFact, Status};
use crate::exact::Exact;
use crate::facts::{Kind, MissingFact};
use crate::json::Json;
use crate::logic::Truth;

/// Facts that are combined; the rest are left out of the search, and it says so.
const MOST_FACTS: usize = 16;

/// Facts after which a verdict would be decided.
#[derive(Debug)]
pub struct Settling<'f> {
    /// Each verdict that answers can lead to, with the smallest sets of facts; cheaper facts stand first.
    pub(crate) ways: Vec<(Truth, Vec<Vec<&'f MissingFact>>)>,
    pub(crate) tried: usize,
    pub(crate) not_tried: usize,
}

/// The smallest sets of facts that would settle the verdict.
#[must_use]
pub fn settling<'f>(oracle: &mut Oracle<'_>, case: &Case, facts: &'f [MissingFact], bound: Bound) -> Settling<'f> {
    let mut ranked: Vec<&MissingFact> = facts.iter().collect();
    ranked.sort_by_key(|fact| cost(fact));
    let answerable = ranked.iter().copied().filter(|fact| !answers(case, fact).is_empty());
    let tried: Vec<_> = answerable.take(MOST_FACTS).collect();
    let mut ways = Vec::new();
    for wanted in [Truth::True, Truth::False] {
        let found = minimal_sets(tried.len(), bound, |set| {
            let chosen: Vec<_> = set.iter().map(|n| tried[*n]).collect();
            decides(oracle, case, &chosen, wanted)
        });
        let least = found.sets.iter().map(Vec::len).min().unwrap_or(0);
        let smallest = found.sets.iter().filter(|set| set.len() == least);
        let mut sets: Vec<Vec<_>> = smallest.map(|set| set.iter().map(|n| tried[*n]).collect()).collect();
        sets.sort_by_key(|set| set.iter().map(|fact| u32::from(cost(fact))).sum::<u32>());
        if !sets.is_empty() {
            ways.push((wanted, sets));
        }
    }
    Settling { ways, tried: tried.len(), not_tried: facts.len() - tried.len() }
}

impl Settling<'_> {
    /// As advice shows it.
    #[must_use]
    pub fn json(&self, complete: bool) -> Json {
        let number = |n: usize| Json::Int(i64::try_from(n).unwrap_or(i64::MAX));
        let set = |set: &Vec<&MissingFact>| Json::List(set.iter().map(|fact| fact.json()).collect());
        let way = |(verdict, sets): &(Truth, Vec<Vec<&MissingFact>>)| {
            Json::object([
                ("verdict", Json::word(verdict.verdict())),
                ("facts", Json::List(sets.iter().map(set).collect())),
            ])
        };
        Json::object([
            ("settled_by", Json::List(self.ways.iter().map(way).collect())),
            ("facts_tried", number(self.tried)),
            ("facts_not_tried", number(self.not_tried)),
            ("complete", Json::Bool(complete)),
        ])
    }

    /// As an answer shows it: for each verdict the one set that is cheapest to obtain, by the places of its facts.
    #[must_use]
    pub fn brief(&self) -> Json {
        let place = |fact: &&MissingFact| Json::option(fact.pointer.as_deref());
        Json::object(self.ways.iter().filter_map(|(verdict, sets)| {
            Some((verdict.verdict(), Json::List(sets.first()?.iter().map(place).collect())))
        }))
    }
}

/// What a fact costs to obtain, the cheapest first: what the producer knows by heart, what is in his books, what takes a
/// look at the production, what only a supplier, a customs office or a lawyer can say.
#[must_use]
pub fn cost(fact: &MissingFact) -> u8 {
    let pointer = fact.pointer.as_deref().unwrap_or_default();
    match fact.kind {
        Kind::Rule => 9,
        Kind::Agreement if pointer.starts_with("/exporting_party") || pointer.starts_with("/importing_party") => 0,
        Kind::Agreement => 8,
        Kind::Classification => 6,
        Kind::Fact if pointer.ends_with("_party") || pointer == "/operations" => 0,
        Kind::Fact if pointer.starts_with("/product") && !pointer.ends_with("/wholly_obtained") => 1,
        Kind::Fact if pointer.ends_with("/tags") => 2,
        Kind::Fact if pointer.ends_with("/value") || pointer.ends_with("/net_weight_kg") => 3,
        Kind::Fact if pointer == "/processes" => 4,
        Kind::Fact => 5,
    }
}

type Answer = Box<dyn Fn(&mut Case)>;

/// Whether some answers to those facts lead to the verdict; `None` past the bound.
fn decides(oracle: &mut Oracle<'_>, case: &Case, facts: &[&MissingFact], wanted: Truth) -> Option<bool> {
    let Some((first, rest)) = facts.split_first() else { return Some(oracle.truth(case)? == wanted) };
    for answer in answers(case, first) {
        let mut answered = case.clone();
        answer(&mut answered);
        if decides(oracle, &answered, rest, wanted)? {
            return Some(true);
        }
    }
    Some(false)
}

/// Extreme answers to a fact; none where an answer cannot be put into a case.
fn answers(case: &Case, fact: &MissingFact) -> Vec<Answer> {
    let pointer = fact.pointer.clone().unwrap_or_default();
    if fact.kind != Kind::Fact {
        return Vec::new();
    }
    match pointer.as_str() {
        "/operations" => [Operations::BeyondInsufficient, Operations::InsufficientOnly]
            .map(|o| -> Answer { Box::new(move |c: &mut Case| c.operations = Some(o)) })
            .into(),
        "/processes" => of_processes(fact),
        _ => of_place(case, &pointer, &fact.choices),
    }
}

/// It was carried out; or nothing but what is listed was.
fn of_processes(fact: &MissingFact) -> Vec<Answer> {
    let mut answers: Vec<Answer> = vec![Box::new(|c: &mut Case| c.processes_complete = true)];
    for code in fact.choices.clone() {
        answers.push(Box::new(move |c: &mut Case| {
            c.processes.push(ProcessFact { code: code.clone(), parameters: Vec::new() });
        }));
    }
    answers
}

fn of_place(case: &Case, pointer: &str, choices: &[String]) -> Vec<Answer> {
    let Some((owner, key)) = pointer.rsplit_once('/') else { return Vec::new() };
    if let Some(price) = Price::ALL.into_iter().find(|p| owner == "/product" && p.key() == key) {
        let currency = some_currency(case);
        return extremes()
            .map(|amount| -> Answer {
                let currency = currency.clone();
                Box::new(move |c: &mut Case| {
                    *price.slot(&mut c.product) = Some(Money { amount: amount.clone(), currency: currency.clone() });
                })
            })
            .into();
    }
    match (owner, key) {
        ("/product", "net_weight_kg") => extremes()
            .map(|kg| -> Answer { Box::new(move |c: &mut Case| c.product.net_weight_kg = Some(kg.clone())) })
            .into(),
        ("/product", "wholly_obtained") => [true, false]
            .map(|yes| -> Answer { Box::new(move |c: &mut Case| c.product.wholly_obtained = Some(yes)) })
            .into(),
        ("/product", "tags") => lists(choices)
            .into_iter()
            .map(|tags| -> Answer { Box::new(move |c: &mut Case| c.product.tags = Some(tags.clone())) })
            .collect(),
        _ => of_material(case, owner, key, choices),
    }
}

fn of_material(case: &Case, owner: &str, key: &str, choices: &[String]) -> Vec<Answer> {
    let (owner, key) = owner.strip_suffix("/origin").map_or((owner, key), |line| (line, "origin"));
    let Some(path) = path_of(case, owner) else { return Vec::new() };
    let set = |change: Box<dyn Fn(&mut Material)>| -> Answer {
        let path = path.clone();
        Box::new(move |c: &mut Case| change(material_mut(c, &path)))
    };
    let currency = some_currency(case);
    match key {
        "origin" => {
            let exporter = case.exporting_party.clone();
            vec![
                set(Box::new(move |m| (m.status, m.country) = (Status::Originating, exporter.clone()))),
                set(Box::new(|m| m.status = Status::NonOriginating)),
            ]
        }
        "value" => extremes()
            .map(|amount| {
                let currency = currency.clone();
                set(Box::new(move |m| {
                    m.value = Some(Money { amount: amount.clone(), currency: currency.clone() });
                }))
            })
            .into(),
        "net_weight_kg" => extremes().map(|kg| set(Box::new(move |m| m.net_weight_kg = Some(kg.clone())))).into(),
        "wholly_obtained" => [true, false].map(|yes| set(Box::new(move |m| m.wholly_obtained = Some(yes)))).into(),
        "tags" => lists(choices).into_iter().map(|tags| set(Box::new(move |m| m.tags = Some(tags.clone())))).collect(),
        _ => Vec::new(),
    }
}

/// As little and as much as matters beside anything a bill can hold.
fn extremes() -> [Exact; 2] {
    let most = Exact::whole(1_000_000_000_000_000);
    [Exact::whole(1).divide(&most), most]
}

/// None of the descriptions, each alone, all of them.
fn lists(choices: &[String]) -> Vec<Vec<String>> {
    let mut lists = vec![Vec::new()];
    lists.extend(choices.iter().map(|tag| vec![tag.clone()]));
    if choices.len() > 1 {
        lists.push(choices.to_vec());
    }
    lists
}

/// A currency of the case, so that an answer is comparable.
fn some_currency(case: &Case) -> String {
    let stated = Price::ALL.into_iter().find_map(|p| p.of(&case.product));
    stated
        .or_else(|| case.materials.iter().find_map(|m| m.value.as_ref()))
        .map_or_else(|| "EUR".into(), |m| m.currency.clone())
}

fn path_of(case: &Case, pointer: &str) -> Option<Vec<usize>> {
    let mut found = None;
    crate::advice::candidates::walk(&case.materials, &mut Vec::new(), &mut |material, path| {
        if material.pointer == pointer {
            found = Some(path.clone());
        }
    });
    found
}
