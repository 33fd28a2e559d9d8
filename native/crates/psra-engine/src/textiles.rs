//! The introductory notes on textiles, which stand in place of the tolerance for chapters 50 to 63 (origin.md A.5, 6):
//! notes 7 and 8 of the TCA's Annex 2, 5 and 6 of the PEM list.
//!
//! A product of several basic textile materials may have failing ones up to a share of the weight of all of them; some
//! have a higher share of their own, and then the others still keep to the common one. A made-up article may have
//! failing textile materials of another heading up to a share of its price, but for linings. Materials outside the
//! chapters of textiles may be used freely (note 8.2); where the rule is a limit of value they count in it all the same.

use crate::criteria::Bench;
use crate::exact::Exact;
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{CodeRange, Level, MadeUpTextiles, MixedTextiles, Part, Scope, Textiles};
use crate::limit::Limit;
use crate::logic::Truth;
use crate::share;
use crate::subject::Line;
use crate::tags;
use crate::tally::Tally;
use crate::tolerance::{Failing, Forgiven, frees_all};

/// What the notes forgive; nothing where they are not for the product.
#[must_use]
pub fn forgive(bench: &Bench<'_, '_>, notes: &Textiles, failing: &Failing) -> Vec<Forgiven> {
    let code = bench.subject.code;
    let for_product = |chapters: &[CodeRange]| chapters.iter().any(|r| r.holds(code));
    let section: Vec<CodeRange> = notes.mixed.iter().flat_map(|m| m.value.chapters.clone()).collect();
    let mut found = Vec::new();
    if let Some(part) = notes.mixed.as_ref().filter(|part| for_product(&part.value.chapters)) {
        found.push(mixed(bench, &notes.basic, part, &textile_only(bench, failing, &section)));
    }
    if let Some(part) = notes.made_up.as_ref().filter(|part| for_product(&part.value.chapters)) {
        found.push(made_up(bench, part, &textile_only(bench, failing, &section)));
    }
    found
}

/// Failing lines without those that are certainly outside the chapters of textiles (note 8.2).
fn textile_only(bench: &Bench<'_, '_>, failing: &Failing, section: &[CodeRange]) -> Failing {
    let within = |n: usize| bench.lines[n].code_is(|code| section.iter().any(|r| r.holds(code)));
    failing.iter().map(|(n, fails)| (*n, fails.and(within(*n)))).filter(|(_, fails)| *fails != Truth::False).collect()
}

fn with_tags(tags: &[String]) -> Scope {
    Scope { tags: Some(tags.to_vec()), ..Scope::default() }
}

/// Chapters whose goods may be, or hold, basic textile materials: paper, textiles, glass and metal fibres.
const MAY_HOLD: &str = "47-48 50-63 70-83";

/// Whether a line is a basic textile material: its code may rule that out, its tags tell.
fn is_basic(line: &Line<'_>, basic: &[String]) -> Truth {
    let may = |code: u32| MAY_HOLD.split(' ').filter_map(CodeRange::read).any(|range| range.holds(code));
    line.code_is(may).and(Truth::any(basic.iter().map(|tag| tags::has(line, tag))))
}

/// Whether the failing lines are over a share of some materials however the open facts turn out. What fails and is not
/// among those materials is not forgiven, so as many of them as there are count; and at most the others that may be
/// among them stand beside them.
pub(crate) fn is_hopeless(
    bench: &Bench<'_, '_>,
    may_belong: impl Fn(&Line<'_>) -> bool,
    failing: &Failing,
    highest: &Exact,
) -> bool {
    let certain = |n: &usize| failing.get(n) == Some(&Truth::True);
    let lines = || bench.lines.iter().enumerate().filter(|(_, line)| line.in_ctc);
    let others: Vec<_> = lines().filter(|(n, line)| !certain(n) && may_belong(line)).collect();
    let fail: Vec<_> = lines().filter(|(n, _)| certain(n)).collect();
    if fail.is_empty() || *highest >= Exact::whole(1) {
        return false;
    }
    let weigh = |(_, line): &(usize, &&Line<'_>)| line.net_weight().ok();
    let least: Exact = fail.iter().filter_map(weigh).sum();
    match others.iter().map(weigh).collect::<Option<Vec<_>>>() {
        // Nothing else is a basic textile material: they are all of it.
        Some(beside) if beside.is_empty() => true,
        Some(beside) => least > highest.times(&least.plus(&beside.into_iter().sum())),
        None => false,
    }
}

/// How many basic textile materials the product is made of: at least, and at most.
fn kinds(bench: &Bench<'_, '_>, basic: &[String]) -> (usize, usize) {
    let lines = || bench.lines.iter().filter(|l| l.in_ctc);
    let has = |line: &Line<'_>, tag: &String| {
        let inside = line.contains.iter().any(|substance| substance.tag == *tag);
        is_basic(line, std::slice::from_ref(tag)).or(Truth::from(inside))
    };
    let sure = basic.iter().filter(|tag| lines().any(|l| has(l, tag) == Truth::True)).count();
    let perhaps = basic.iter().filter(|tag| lines().any(|l| has(l, tag) != Truth::False)).count();
    (sure, perhaps)
}

fn mixed(bench: &Bench<'_, '_>, basic: &[String], part: &Part<MixedTextiles>, failing: &Failing) -> Forgiven {
    let note = &part.value;
    let mut facts = Vec::new();
    let (sure, perhaps) = kinds(bench, basic);
    let several = if failing.is_empty() || sure >= note.least_materials {
        Truth::True
    } else if perhaps < note.least_materials {
        Truth::False
    } else {
        gather(&mut facts, unnamed(bench, basic));
        Truth::Unknown
    };
    let all = with_tags(basic);
    let whole = share::add_weights(bench.lines.iter().copied(), &all, bench.subject, |_| Truth::True);
    // What fails and is not a basic textile material is not forgiven.
    let (only_basic, unsure) =
        frees_all(bench, failing, Some(&Scope { not: Some(Box::new(all.clone())), ..Scope::default() }));
    gather(&mut facts, unsure);
    let fails = |line: &Line<'_>| {
        failing.iter().find(|(n, _)| bench.lines[**n].id == line.id).map_or(Truth::False, |(_, fails)| *fails)
    };
    let weight = |scope: &Scope| share::add_weights(bench.lines.iter().copied(), scope, bench.subject, fails);
    let raised: Vec<String> = note.raised.iter().flat_map(|(tags, _)| tags.clone()).collect();
    let common = Scope { not: Some(Box::new(with_tags(&raised))), ..all.clone() };
    let mut shares = vec![(weight(&common), &note.max)];
    let mut highest = &note.max;
    for (tags, max) in &note.raised {
        let failing = weight(&with_tags(tags));
        // The maximum is raised for products that have such a material among those that fail.
        if !failing.is_nothing() && max.share > highest.share {
            highest = max;
        }
        shares.push((failing, max));
    }
    let together = weight(&all);
    let fraction = together.exactly().zip(whole.exactly()).filter(|(_, w)| w.is_positive()).map(|(p, w)| p.divide(w));
    shares.push((together, highest));
    let mut outcome = several.and(only_basic);
    if is_hopeless(
        bench,
        |line| is_basic(line, basic) != Truth::False || !line.contains.is_empty(),
        failing,
        &note.raised.iter().map(|(_, max)| &max.share).fold(note.max.share.clone(), |a, b| a.max(b.clone())),
    ) {
        outcome = Truth::False;
    }
    for (part, max) in &shares {
        outcome = outcome.and(keeps(part, max, &whole));
        gather(&mut facts, part.gaps().iter().cloned());
    }
    gather(&mut facts, whole.gaps().iter().cloned());
    let measure = shown(
        bench,
        "mixed_textiles",
        "weight",
        "weight_of_basic_textile_materials",
        fraction.as_ref(),
        highest,
        failing,
    );
    close(outcome, measure, facts, part.article.as_deref(), part.unverified.as_deref())
}

/// Nothing keeps to any share, whatever the whole is.
fn keeps(part: &Tally, max: &Limit, whole: &Tally) -> Truth {
    if part.is_nothing() { Truth::True } else { max.caps_share(part, whole) }
}

/// Questions after the basic textile materials of lines that do not name any.
fn unnamed(bench: &Bench<'_, '_>, basic: &[String]) -> Vec<MissingFact> {
    let wanted: Vec<&str> = basic.iter().map(String::as_str).collect();
    let silent = bench.lines.iter().filter(|l| l.in_ctc && l.tags.is_none() && is_basic(l, basic) != Truth::False);
    silent.map(|l| tags::question(l, &wanted)).collect()
}

fn made_up(bench: &Bench<'_, '_>, part: &Part<MadeUpTextiles>, failing: &Failing) -> Forgiven {
    let note = &part.value;
    let (freed, mut facts) = frees_all(bench, failing, note.except_materials.as_ref());
    let own_heading = Scope { same: Some(Level::Heading), ..Scope::default() };
    let (of_another, unsure) = frees_all(bench, failing, Some(&own_heading));
    gather(&mut facts, unsure);
    let everything = Scope::default();
    let fails = |line: &Line<'_>| {
        failing.iter().find(|(n, _)| bench.lines[**n].id == line.id).map_or(Truth::False, |(_, fails)| *fails)
    };
    let share = share::of_price(
        bench.subject,
        note.basis,
        false,
        |currency| share::add_values(bench.lines.iter().copied(), &everything, bench.subject, currency, fails),
        |sum, price| note.max.caps(sum, price),
    );
    gather(&mut facts, share.facts);
    let basis = share::basis_name(share.basis);
    let measure = shown(bench, "made_up_textiles", "value", basis, share.fraction.as_ref(), &note.max, failing);
    let outcome = share.outcome.and(freed).and(of_another);
    close(outcome, measure, facts, part.article.as_deref(), part.unverified.as_deref())
}

type Shown = Vec<(&'static str, Json)>;

fn shown(
    bench: &Bench<'_, '_>,
    note: &str,
    measure: &str,
    basis: &str,
    fraction: Option<&Exact>,
    max: &Limit,
    failing: &Failing,
) -> Shown {
    let mut shown =
        vec![("criterion", Json::word("Tolerance")), ("note", Json::str(note)), ("measure", Json::str(measure))];
    shown.extend(share::shown(basis, fraction, max));
    shown.push(("forgiven_materials", Json::strings(failing.keys().map(|n| bench.lines[*n].id))));
    shown
}

fn close(
    outcome: Truth,
    mut measure: Shown,
    facts: Vec<MissingFact>,
    article: Option<&str>,
    unverified: Option<&str>,
) -> Forgiven {
    measure.push(("article", Json::option(article)));
    let facts = if outcome == Truth::Unknown { facts } else { Vec::new() };
    Forgiven { outcome, measure, facts, unverified: unverified.map(Into::into) }
}
