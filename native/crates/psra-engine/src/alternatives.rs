//! One alternative of a rule: its tree is spread into the combinations of criteria that would meet it; each is tried
//! as it stands, and then with the agreement's tolerance. Fewest legal crutches first: a combination that is met
//! without tolerance is preferred (origin.md A.0).

use crate::criteria::{Bench, Finding, Waiver};
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{Criterion, Effect, General, Node, Row};
use crate::logic::Truth;
use crate::tolerance::{self, Failing, What};

/// Combinations of one alternative; no published rule comes near.
const MOST_COMBINATIONS: usize = 256;

/// What an alternative came to.
#[derive(Debug, Clone)]
pub struct Tried {
    pub(crate) outcome: Truth,
    pub(crate) tolerance_used: bool,
    pub(crate) measures: Vec<Json>,
    pub(crate) facts: Vec<MissingFact>,
    /// The source of the tolerance that was used, where it is not verified.
    pub(crate) unverified: Option<String>,
}

impl Tried {
    /// An alternative that cannot be evaluated.
    pub fn impossible(fact: MissingFact) -> Self {
        Self {
            outcome: Truth::Unknown,
            tolerance_used: false,
            measures: Vec::new(),
            facts: vec![fact],
            unverified: None,
        }
    }

    /// Better is higher: met without tolerance, met with it, unknown, not met.
    #[must_use]
    pub fn rank(&self) -> (Truth, bool) {
        (self.outcome, !self.tolerance_used)
    }
}

/// Evaluate one alternative. `barriers` are limits of other alternatives that bar a tolerance, too.
#[must_use]
pub fn attempt(node: &Node, bench: &Bench<'_, '_>, general: Option<&General>, barriers: &[&Criterion]) -> Tried {
    let mut leaves = Vec::new();
    let Some(combinations) = spread(node, "", bench, &mut leaves) else {
        return Tried::impossible(MissingFact::rule(
            "the rule has more combinations than can be tried",
            "Have the rule split into alternatives.",
        ));
    };
    let findings: Vec<_> = leaves.iter().map(|(_, criterion)| criterion.find(bench)).collect();
    let mut best: Option<Combined> = None;
    let mut facts = Vec::new();
    for combination in &combinations {
        let combined = combine(combination, &leaves, &findings, bench, general, barriers);
        if combined.outcome == Truth::Unknown {
            gather(&mut facts, combined.facts.iter().cloned());
        }
        if best.as_ref().is_none_or(|b| (combined.outcome, !combined.tolerance_used) > (b.outcome, !b.tolerance_used)) {
            best = Some(combined);
        }
    }
    let Some(best) = best else {
        return Tried::impossible(MissingFact::rule("the rule is empty", "Have the rule's document mended."));
    };
    let mut measures: Vec<_> = leaves.iter().zip(findings).map(|((path, _), finding)| shown(path, finding)).collect();
    measures.extend(best.tolerance.map(|(measure, outcome)| close(measure, outcome)));
    Tried {
        outcome: best.outcome,
        tolerance_used: best.tolerance_used,
        measures,
        facts: if best.outcome == Truth::Unknown { facts } else { Vec::new() },
        unverified: best.unverified,
    }
}

/// The criteria of an alternative, and which of them together meet it; `None` if there are too many combinations.
#[must_use]
pub fn criteria_of<'n>(node: &'n Node, bench: &Bench<'_, '_>) -> Option<(Vec<&'n Criterion>, Vec<Vec<usize>>)> {
    let mut leaves = Vec::new();
    let combinations = spread(node, "", bench, &mut leaves)?;
    Some((leaves.into_iter().map(|(_, criterion)| criterion).collect(), combinations))
}

fn shown(path: &str, finding: Finding) -> Json {
    let mut measure = finding.measure;
    if !path.is_empty() {
        measure.push(("node", Json::str(path)));
    }
    close(measure, finding.outcome)
}

fn close(mut measure: Vec<(&'static str, Json)>, outcome: Truth) -> Json {
    measure.push(("outcome", Json::word(outcome.outcome())));
    Json::object(measure)
}

/// The combinations of leaves (by number) that meet the node; `None` if there are too many.
fn spread<'n>(
    node: &'n Node,
    path: &str,
    bench: &Bench<'_, '_>,
    leaves: &mut Vec<(String, &'n Criterion)>,
) -> Option<Vec<Vec<usize>>> {
    match node {
        Node::Note(cited) => match cited.on(bench.subject.code, bench.as_of) {
            Some(inner) => spread(inner, &format!("{path}/note/{}", cited.id), bench, leaves),
            None if cited.effect == Effect::Requires => Some(vec![Vec::new()]),
            None => {
                leaves.push((path.into(), &cited.undefined));
                Some(vec![vec![leaves.len() - 1]])
            }
        },
        Node::Leaf(criterion) => {
            leaves.push((path.into(), criterion));
            Some(vec![vec![leaves.len() - 1]])
        }
        Node::Any(nodes) => {
            let mut found = Vec::new();
            for (n, inner) in nodes.iter().enumerate() {
                found.extend(spread(inner, &format!("{path}/any/{n}"), bench, leaves)?);
            }
            (found.len() <= MOST_COMBINATIONS).then_some(found)
        }
        Node::All(nodes) => {
            let mut found = vec![Vec::new()];
            for (n, inner) in nodes.iter().enumerate() {
                let more = spread(inner, &format!("{path}/all/{n}"), bench, leaves)?;
                if found.len() * more.len() > MOST_COMBINATIONS {
                    return None;
                }
                found =
                    found.iter().flat_map(|a: &Vec<usize>| more.iter().map(|b| [a.as_slice(), b].concat())).collect();
            }
            Some(found)
        }
    }
}

struct Combined {
    outcome: Truth,
    tolerance_used: bool,
    tolerance: Option<(Vec<(&'static str, Json)>, Truth)>,
    facts: Vec<MissingFact>,
    unverified: Option<String>,
}

fn combine(
    combination: &[usize],
    leaves: &[(String, &Criterion)],
    findings: &[Finding],
    bench: &Bench<'_, '_>,
    general: Option<&General>,
    barriers: &[&Criterion],
) -> Combined {
    let plain = Truth::all(combination.iter().map(|n| findings[*n].outcome));
    let mut facts = Vec::new();
    for n in combination {
        gather(&mut facts, findings[*n].facts.iter().cloned());
    }
    let without = Combined { outcome: plain, tolerance_used: false, tolerance: None, facts, unverified: None };
    let Some(general) = general.filter(|_| plain != Truth::True) else { return without };
    let is_open_limit = |n: &usize| {
        let finding = &findings[*n];
        finding.outcome == Truth::Unknown && usable(finding, general).is_some_and(|waiver| waiver.weight_limit)
    };
    // Whether a limit of weight is kept may be open: then it may be met by itself, or have to be forgiven.
    let rescues: &[bool] = if combination.iter().any(is_open_limit) { &[true, false] } else { &[true] };
    let mut best = without;
    for rescue_open in rescues {
        let found = tolerated(combination, leaves, findings, bench, general, barriers, *rescue_open);
        let Some(Combined { outcome, tolerance_used, tolerance, facts, unverified }) = found else { continue };
        if outcome == Truth::Unknown {
            gather(&mut best.facts, facts);
        }
        if best.tolerance.is_none() || (outcome, !tolerance_used) > (best.outcome, !best.tolerance_used) {
            let outcome = plain.or(outcome).or(best.outcome);
            best = Combined { outcome, tolerance_used, tolerance, unverified, facts: best.facts };
        }
    }
    best
}

/// A combination with the tolerance; `None` where there is nothing to forgive, or nothing forgives it. `rescue_open`:
/// limits of weight of which it is open whether they are kept are forgiven as if they were not.
fn tolerated(
    combination: &[usize],
    leaves: &[(String, &Criterion)],
    findings: &[Finding],
    bench: &Bench<'_, '_>,
    general: &General,
    barriers: &[&Criterion],
    rescue_open: bool,
) -> Option<Combined> {
    let mut rest = Truth::True;
    let mut failing = Failing::new();
    let mut what = What::Materials;
    let textile = general.textiles.as_ref().is_some_and(|part| part.value.is_for(bench.subject.code));
    for n in combination {
        let finding = &findings[*n];
        match usable(finding, general) {
            // What no material fails is not forgiven with those that fail something else.
            Some(waiver)
                if finding.outcome != Truth::True
                    && !waiver.failing.is_empty()
                    && (rescue_open || !waiver.weight_limit || finding.outcome == Truth::False) =>
            {
                rest = rest.and(waiver.rest);
                if waiver.weight_limit {
                    what = What::WeightLimit;
                }
                for (line, fails) in &waiver.failing {
                    let known = failing.entry(*line).or_insert(Truth::False);
                    *known = known.or(*fails);
                }
            }
            None if textile && finding.outcome != Truth::True && of_production(leaves[*n].1) => {
                what = What::Production;
                for (line, nom) in bench.lines.iter().enumerate().filter(|(_, l)| l.in_ctc).map(|(n, l)| (n, l.nom)) {
                    let known = failing.entry(line).or_insert(Truth::False);
                    *known = known.or(nom);
                }
                failing.retain(|_, fails| *fails != Truth::False);
            }
            _ => rest = rest.and(finding.outcome),
        }
    }
    if failing.is_empty() {
        return None;
    }
    let forgiven = tolerance::forgive(bench, general, &failing, what)?;
    let barred: Vec<_> = barriers.iter().map(|criterion| criterion.find(bench)).collect();
    let outcome = rest.and(forgiven.outcome).and(Truth::all(barred.iter().map(|finding| finding.outcome)));
    let mut facts = forgiven.facts;
    gather(&mut facts, barred.into_iter().flat_map(|finding| finding.facts));
    let tolerance_used = outcome == Truth::True;
    Some(Combined {
        outcome,
        tolerance_used,
        tolerance: Some((forgiven.measure, forgiven.outcome)),
        facts,
        unverified: forgiven.unverified.filter(|_| tolerance_used),
    })
}

/// Whether a criterion asks what the materials have undergone, or what they were.
#[must_use]
pub fn of_production(criterion: &Criterion) -> bool {
    matches!(
        criterion,
        Criterion::Process { .. }
            | Criterion::ProcessFact { .. }
            | Criterion::FromMaterial { .. }
            | Criterion::MaterialFact { .. }
    )
}

/// Limits of value and weight that a row prints anywhere: read strictly, none may be exceeded through a tolerance
/// (origin.md A.5, 2; `maxnom_block_scope`).
#[must_use]
pub fn printed_limits(row: &Row) -> Vec<&Criterion> {
    fn collect<'n>(node: &'n Node, into: &mut Vec<&'n Criterion>) {
        match node {
            Node::Leaf(criterion) => {
                if matches!(**criterion, Criterion::MaxNom { .. } | Criterion::MaxWeight { .. }) {
                    into.push(criterion);
                }
            }
            Node::Any(nodes) | Node::All(nodes) => nodes.iter().for_each(|inner| collect(inner, into)),
            Node::Note(cited) => cited.versions.iter().for_each(|version| collect(&version.node, into)),
        }
    }
    let mut found = Vec::new();
    row.alternatives.iter().for_each(|node| collect(node, &mut found));
    found
}

fn usable<'f>(finding: &'f Finding, general: &General) -> Option<&'f Waiver> {
    finding.waiver.as_ref().filter(|waiver| !waiver.weight_limit || general.tolerance_rescues_weight)
}
