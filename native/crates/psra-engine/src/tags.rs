//! Descriptions of products and materials. The HS code decides first: a description that it settles needs no tag. Then
//! the list of tags, which is complete where it is given.

use crate::facts::MissingFact;
use crate::law::CodeRange;
use crate::logic::Truth;
use crate::nomenclature::GOODS;
use crate::subject::{Line, Subject};
use crate::textile_stages::TEXTILES;

/// A description that the nomenclature settles, at least in part.
pub struct Settled {
    /// The description.
    pub tag: &'static str,
    /// Goods of these codes are of that description.
    pub yes: &'static [&'static str],
    /// Goods of these may be; of all other codes none is.
    pub perhaps: &'static [&'static str],
}

/// Headings and subheadings whose own wording settles a description (HS 2002 to 2022).
const SETTLED: &[Settled] = &[
    // 4001.10 latex, 4001.21 to 4001.29 other forms; balata and the like are 4001.30.
    Settled { tag: "natural_rubber", yes: &["400110-400129"], perhaps: &[] },
    Settled { tag: "sugar", yes: &["1701-1702"], perhaps: &[] },
    // 4012.11 to 4012.19 are retreaded pneumatic tyres; 4012.90 has solid and cushion tyres, retreaded or not.
    Settled { tag: "retreaded", yes: &["401211-401219"], perhaps: &["401290"] },
    // Heading 40.17 is hard rubber in all forms, and articles of it.
    Settled { tag: "hard_rubber", yes: &[], perhaps: &["4017"] },
    Settled { tag: "articles_of_hard_rubber", yes: &[], perhaps: &["4017"] },
    // 3907.60 to 3907.69 are poly(ethylene terephthalate), 3907.91 and 3907.99 other polyesters; polyacetals, other
    // polyethers and epoxide resins are 3907.10 to 3907.30.
    Settled { tag: "polyester", yes: &["390760-390769", "390791", "390799"], perhaps: &["390740-390750", "390770"] },
    // 3920.71 is regenerated cellulose, 3920.92 polyamides; 3920.10 has polymers of ethylene, not only polyethylene.
    Settled {
        tag: "regenerated_cellulose_polyamide_polyethylene_sheet",
        yes: &["392071", "392092"],
        perhaps: &["392010"],
    },
];

/// What the code says: `None` where it leaves the description open.
fn by_code(tag: &str, code_is: impl Fn(&dyn Fn(u32) -> bool) -> Truth) -> Option<Truth> {
    let settled = SETTLED.iter().chain(TEXTILES).chain(GOODS).find(|s| s.tag == tag)?;
    let within = |ranges: &'static [&'static str]| {
        let ranges: Vec<_> = ranges.iter().filter_map(|r| CodeRange::read(r)).collect();
        code_is(&|code| ranges.iter().any(|r| r.holds(code)))
    };
    match (within(settled.yes), within(settled.perhaps)) {
        (Truth::True, _) => Some(Truth::True),
        (Truth::False, Truth::False) => Some(Truth::False),
        _ => None,
    }
}

/// What a code by itself says of a tag: `None` where it leaves the description open.
#[must_use]
pub(crate) fn settled(tag: &str, code: u32) -> Option<Truth> {
    by_code(tag, |test| Truth::from(test(code)))
}

fn by_list(tag: &str, tags: Option<&[String]>) -> Truth {
    tags.map_or(Truth::Unknown, |tags| Truth::from(tags.iter().any(|t| t == tag)))
}

/// Whether a material is of that description.
#[must_use]
pub fn has(line: &Line<'_>, tag: &str) -> Truth {
    by_code(tag, |test| line.code_is(test)).unwrap_or_else(|| by_list(tag, line.tags))
}

/// Whether the product is of that description.
#[must_use]
pub fn product_has(subject: &Subject<'_>, tag: &str) -> Truth {
    by_code(tag, |test| Truth::from(test(subject.code))).unwrap_or_else(|| by_list(tag, subject.tags))
}

/// The question whether the material is of any of those descriptions.
#[must_use]
pub fn question(line: &Line<'_>, wanted: &[&str]) -> MissingFact {
    let list = wanted.join(", ");
    MissingFact::fact(
        format!("{}/tags", line.pointer),
        format!("the rule asks whether material {:?} is: {list}", line.id),
        format!("Which of these describe material {:?}: {list}? Give the complete list of tags, or [].", line.id),
    )
    .among(wanted.iter().copied())
}

/// The question whether the product is of any of those descriptions.
#[must_use]
pub fn product_question(subject: &Subject<'_>, wanted: &[&str]) -> MissingFact {
    let list = wanted.join(", ");
    MissingFact::fact(
        format!("{}/tags", subject.pointer),
        format!("the rules ask whether {} is: {list}", subject.name()),
        format!("Which of these describe {}: {list}? Give the complete list of tags, or [].", subject.name()),
    )
    .among(wanted.iter().copied())
}
