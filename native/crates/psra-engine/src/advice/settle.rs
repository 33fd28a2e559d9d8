//! The fewest missing facts that would settle an undetermined verdict, one way or the other.
//!
//! A set of facts settles it if there are answers to them with which the engine decides. Each answer is tried on a copy
//! of the case: the questions reported are never a guess about the rules.

use std::collections::HashMap;

use crate::advice::change::{Price, material_mut};
use crate::advice::oracle::Oracle;
use crate::advice::search::{Bound, minimal_sets};
use crate::case::{Case, Material, Money, Operations, ProcessFact, Status};
use crate::decide::{Decision, Production};
use crate::exact::Exact;
use crate::facts::{Kind, MissingFact};
use crate::json::Json;
use crate::logic::Truth;

/// Facts that are combined; the rest are left out of the search, and it says so.
const MOST_FACTS: usize = 16;

/// Where a case says whether more than insufficient operations were carried out.
const OPERATIONS: &str = "/operations";

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
pub fn settling<'f>(oracle: &mut Oracle<'_>, decision: &'f Decision<'_, '_>, bound: Bound) -> Settling<'f> {
    let (case, facts) = (oracle.case(), decision.facts.as_slice());
    let mut ranked: Vec<&MissingFact> = facts.iter().collect();
    ranked.sort_by_key(|fact| cost(fact));
    let with_answers = ranked.into_iter().map(|fact| (fact, answers(case, fact)));
    let answerable = with_answers.filter(|(_, answers)| !answers.is_empty()).take(MOST_FACTS);
    let (tried, answers): (Vec<_>, Vec<_>) = answerable.unzip();
    let mut trials = Trials {
        oracle,
        codes: &decision.codes.codes,
        case: case.clone(),
        of_work: tried.iter().map(|fact| fact.pointer.as_deref() == Some(OPERATIONS)).collect(),
        answers,
        given: Vec::new(),
        known: HashMap::from([(Vec::new(), decision.production)]),
    };
    let mut ways = Vec::new();
    for wanted in [Truth::True, Truth::False] {
        let found = minimal_sets(tried.len(), bound, |set| trials.decides(set, wanted));
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
        Kind::Fact if pointer.ends_with("/processes") => 4,
        Kind::Fact => 5,
    }
}

/// An answer to a fact, put into a case in the place of what was there; what was there puts itself back the same way.
type Answer = Box<dyn Fn(&mut Case) -> Undo>;
type Undo = Box<dyn FnOnce(&mut Case)>;

/// Answers tried one after the other on one copy of the case, which is as it was when a trial is over.
struct Trials<'o, 'd, 'f> {
    oracle: &'o mut Oracle<'d>,
    /// Candidate codes of the product.
    codes: &'f [u32],
    case: Case,
    /// Those to each fact.
    answers: Vec<Vec<Answer>>,
    /// Which facts are of what was done to the materials: nothing but the gate hangs on those.
    of_work: Vec<bool>,
    /// What is put into the case now: facts and their answers, by number.
    given: Vec<(usize, usize)>,
    /// What was worked out before, by the answers but those of what was done: the search comes by the same answers
    /// again, and for both verdicts.
    known: HashMap<Vec<(usize, usize)>, Production>,
}

impl Trials<'_, '_, '_> {
    /// Whether some answers to those facts lead to the verdict; `None` past the bound.
    fn decides(&mut self, facts: &[usize], wanted: Truth) -> Option<bool> {
        let Some((first, rest)) = facts.split_first() else { return Some(self.truth()? == wanted) };
        for n in 0..self.answers[*first].len() {
            let undo = self.answers[*first][n](&mut self.case);
            self.given.push((*first, n));
            let led = self.decides(rest, wanted);
            self.given.pop();
            undo(&mut self.case);
            if led? {
                return Some(true);
            }
        }
        Some(false)
    }

    fn truth(&mut self) -> Option<Truth> {
        self.oracle.count()?;
        let key: Vec<_> = self.given.iter().copied().filter(|(fact, _)| !self.of_work[*fact]).collect();
        let production = match self.known.get(&key) {
            Some(known) => *known,
            None => {
                let found = self.oracle.production(&self.case)?;
                self.known.insert(key, found);
                found
            }
        };
        Some(production.verdict(self.oracle.gate(&self.case, self.codes)))
    }
}

/// Puts a value into its place in a case.
fn put<T: Clone + 'static>(value: T, place: impl Fn(&mut Case) -> &mut T + Clone + 'static) -> Answer {
    Box::new(move |case| {
        let before = std::mem::replace(place(case), value.clone());
        let place = place.clone();
        Box::new(move |case| *place(case) = before)
    })
}

/// Extreme answers to a fact; none where an answer cannot be put into a case.
fn answers(case: &Case, fact: &MissingFact) -> Vec<Answer> {
    let pointer = fact.pointer.clone().unwrap_or_default();
    if fact.kind != Kind::Fact {
        return Vec::new();
    }
    match pointer.as_str() {
        OPERATIONS => [Operations::BeyondInsufficient, Operations::InsufficientOnly]
            .map(|operations| put(Some(operations), |c| &mut c.operations))
            .into(),
        "/processes" => of_processes(fact),
        _ => of_place(case, &pointer, &fact.choices),
    }
}

/// It was carried out; or nothing but what is listed was.
fn of_processes(fact: &MissingFact) -> Vec<Answer> {
    let mut answers = vec![put(true, |c| &mut c.processes_complete)];
    for code in fact.choices.clone() {
        answers.push(Box::new(move |c| {
            c.processes.push(ProcessFact { code: code.clone(), parameters: Vec::new() });
            Box::new(|c| drop(c.processes.pop()))
        }));
    }
    answers
}

fn of_place(case: &Case, pointer: &str, choices: &[String]) -> Vec<Answer> {
    let Some((owner, key)) = pointer.rsplit_once('/') else { return Vec::new() };
    if let Some(price) = Price::ALL.into_iter().find(|p| owner == "/product" && p.key() == key) {
        return amounts(case).map(|money| put(money, move |c| price.slot(&mut c.product))).into();
    }
    match (owner, key) {
        ("/product", "net_weight_kg") => extremes().map(|kg| put(Some(kg), |c| &mut c.product.net_weight_kg)).into(),
        ("/product", "wholly_obtained") => {
            [true, false].map(|yes| put(Some(yes), |c| &mut c.product.wholly_obtained)).into()
        }
        ("/product", "tags") => {
            lists(choices).into_iter().map(|tags| put(Some(tags), |c| &mut c.product.tags)).collect()
        }
        _ => of_material(case, owner, key, choices),
    }
}

/// A process was carried out on a material.
fn carried_out(path: &[usize], code: &str) -> Answer {
    let (path, fact) = (path.to_vec(), ProcessFact { code: code.into(), parameters: Vec::new() });
    Box::new(move |c| {
        material_mut(c, &path).processes.push(fact.clone());
        let path = path.clone();
        Box::new(move |c| drop(material_mut(c, &path).processes.pop()))
    })
}

fn of_material(case: &Case, owner: &str, key: &str, choices: &[String]) -> Vec<Answer> {
    let (owner, key) = owner.strip_suffix("/origin").map_or((owner, key), |line| (line, "origin"));
    let Some(path) = path_of(case, owner) else { return Vec::new() };
    match key {
        "origin" => {
            let exporter = case.exporting_party.clone();
            let originating = at(&path, |m| &mut m.status);
            let country = at(&path, |m| &mut m.country);
            vec![
                both(put(Status::Originating, originating.clone()), put(exporter, country)),
                put(Status::NonOriginating, originating),
            ]
        }
        "value" => amounts(case).map(|money| put(money, at(&path, |m| &mut m.value))).into(),
        "net_weight_kg" => extremes().map(|kg| put(Some(kg), at(&path, |m| &mut m.net_weight_kg))).into(),
        "wholly_obtained" => [true, false].map(|yes| put(Some(yes), at(&path, |m| &mut m.wholly_obtained))).into(),
        "tags" => lists(choices).into_iter().map(|tags| put(Some(tags), at(&path, |m| &mut m.tags))).collect(),
        "processes" => {
            let mut answers = vec![put(true, at(&path, |m| &mut m.processes_complete))];
            answers.extend(choices.iter().map(|code| carried_out(&path, code)));
            answers
        }
        _ => Vec::new(),
    }
}

/// A member of the material at a path.
fn at<T>(
    path: &[usize],
    member: impl Fn(&mut Material) -> &mut T + Clone + 'static,
) -> impl Fn(&mut Case) -> &mut T + Clone + 'static {
    let path = path.to_vec();
    move |case| member(material_mut(case, &path))
}

/// Two answers at once.
fn both(first: Answer, second: Answer) -> Answer {
    Box::new(move |case| {
        let (one, other) = (first(case), second(case));
        Box::new(move |case| {
            other(case);
            one(case);
        })
    })
}

/// Extreme amounts in a currency of the case.
fn amounts(case: &Case) -> [Option<Money>; 2] {
    let currency = some_currency(case);
    extremes().map(|amount| Some(Money { amount, currency: currency.clone() }))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Limits, parse};

    #[test]
    fn a_trial_leaves_the_case_as_it_was() {
        let text = br#"{"product":{"hs_code":"392690","ex_works_price":{"amount":"9","currency":"USD"}},"materials":[
            {"hs_code":"390110"},{"hs_code":"390120","materials":[{"hs_code":"390110","tags":["a"]}]}],"processes":[]}"#;
        let case = crate::case::read(&parse(text, Limits { bytes: 1_000, depth: 9 }).unwrap()).unwrap();
        let before = format!("{case:?}");
        let of_case = ["/operations", "/processes"].map(str::to_owned);
        let of_product = ["fob_price", "net_weight_kg", "wholly_obtained", "tags"].map(|key| format!("/product/{key}"));
        let of_line = ["value", "net_weight_kg", "wholly_obtained", "tags", "origin/status"]
            .map(|key| format!("/materials/1/materials/0/{key}"));
        for pointer in of_case.iter().chain(&of_product).chain(&of_line) {
            let fact = MissingFact::fact(pointer, "", "").among(["moulded", "woven"]);
            let found = answers(&case, &fact);
            assert!(found.len() >= 2, "{pointer}");
            let mut seen = vec![before.clone()];
            for answer in &found {
                let mut tried = case.clone();
                let undo = answer(&mut tried);
                let shown = format!("{tried:?}");
                assert!(!seen.contains(&shown), "{pointer} is given {shown}");
                seen.push(shown);
                undo(&mut tried);
                assert_eq!(format!("{tried:?}"), before, "{pointer}");
            }
        }
        assert!(format!("{:?}", amounts(&case)).contains("USD"));
    }
}
