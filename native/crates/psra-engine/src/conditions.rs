//! Conditions on claiming, not on origin (origin.md A.14 to A.16, A.2.9): they stand beside the verdict and block or bind
//! the proof. What the case says of them settles them; what it does not say stays a condition.

use crate::case::{Case, Consignment, Returned};
use crate::facts::Note;
use crate::law::{CumulationKind, Drawback, DrawbackRule, General, Part, Territoriality, Transport};
use crate::logic::Truth;
use crate::share;

/// What conditions depend on beside the case.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Candidate codes of the product.
    pub(crate) codes: &'a [u32],
    /// Kinds of cumulation that the verdict rests on.
    pub(crate) cumulated: &'a [CumulationKind],
}

/// A condition, with its source where that is not verified.
pub type Condition = (Note, Option<String>);

/// The conditions that an agreement puts on a proof.
#[must_use]
pub fn conditions(case: &Case, general: Option<&General>, claim: Claim<'_>) -> Vec<Condition> {
    let mut found = Vec::new();
    if let Some(part) = general.and_then(|g| g.drawback.as_ref()) {
        found.extend(drawback(case, part, claim).map(|note| (note, part.unverified.clone())));
    }
    if let Some(part) = general.and_then(|g| g.transport.as_ref()) {
        found.extend(transport(part.value, &case.consignment).map(|note| (note, part.unverified.clone())));
    }
    let part = general.and_then(|g| g.territoriality.as_ref());
    let unverified = part.and_then(|p| p.unverified.clone());
    found.extend(outward(case, part, claim.codes).map(|note| (note, unverified.clone())));
    found.extend(returned(case, part).map(|note| (note, unverified)));
    found
}

/// The ban holds for the product and is not lifted by the cumulation that was used (revised PEM Art. 16).
fn is_banned(drawback: &Drawback, claim: Claim<'_>) -> bool {
    let for_product = match &drawback.rule {
        DrawbackRule::Allowed | DrawbackRule::Capped(_) => false,
        DrawbackRule::Banned => true,
        DrawbackRule::BannedChapters(chapters) => claim.codes.iter().any(|c| chapters.iter().any(|r| r.holds(*c))),
    };
    for_product && !drawback.except_kinds.iter().any(|kind| claim.cumulated.contains(kind))
}

fn drawback(case: &Case, part: &Part<Drawback>, claim: Claim<'_>) -> Option<Note> {
    let claimed = case.product.drawback_claimed;
    if let DrawbackRule::Capped(cap) = &part.value.rule {
        let above = cap.as_ref().map_or_else(String::new, |c| format!(" what exceeds {} % of", c.display_pct(None)));
        return (claimed == Some(true)).then(|| {
            Note::new(
                "drawback_capped",
                format!("refunds may be limited to{above} the duty on non-originating materials"),
            )
        });
    }
    match (is_banned(&part.value, claim), claimed) {
        (false, _) | (true, Some(false)) => None,
        (true, Some(true)) => Some(Note::new(
            "drawback_claimed",
            "duties on non-originating materials are drawn back, suspended or exempted: no proof may be made out until they are paid",
        )),
        (true, None) => Some(Note::new(
            "drawback_banned",
            "no proof may be made out while duties on non-originating materials are drawn back, suspended or exempted",
        )),
    }
}

fn transport(rule: Transport, way: &Consignment) -> Option<Note> {
    if way.altered == Some(true) {
        return Some(Note::new("altered_on_the_way", "more was done to the goods on the way than what preserves them"));
    }
    if way.direct == Some(true) {
        return None;
    }
    let through = way.direct == Some(false);
    if through && way.customs_supervision == Some(false) {
        return Some(Note::new(
            "not_under_customs_supervision",
            "the goods passed through another country without customs supervision",
        ));
    }
    let supervised = way.customs_supervision == Some(true);
    let kept = match rule {
        // Released nowhere on the way, and carried as one consignment: a document has to show it.
        Transport::Direct => false,
        Transport::NonAlteration => supervised && way.altered == Some(false),
        Transport::CustomsControl => supervised,
    };
    if through && kept {
        return None;
    }
    Some(match rule {
        Transport::Direct => {
            Note::new("transport_direct", "the goods must be transported directly between the parties")
        }
        Transport::NonAlteration => Note::new(
            "transport_non_alteration",
            "the goods must not be altered or worked on the way, beyond what preserves them",
        ),
        Transport::CustomsControl => {
            Note::new("transport_customs_control", "the goods must stay under customs control in any third country")
        }
    })
}

/// Work outside the party interrupts the acquisition of origin, but for what the agreement allows (PEM Art. 11 and 12).
fn outward(case: &Case, part: Option<&Part<Territoriality>>, codes: &[u32]) -> Option<Note> {
    let value = case.product.outward_processing.as_ref().filter(|money| !money.amount.is_zero())?;
    let rule = part.map(|p| &p.value);
    let excepted = rule.is_some_and(|r| codes.iter().any(|c| r.except_chapters.iter().any(|range| range.holds(*c))));
    let Some(max) = rule.and_then(|r| r.outward_processing.as_ref()).filter(|_| !excepted) else {
        return Some(Note::new(
            "outward_processing",
            "work outside the party is not allowed for: origin was interrupted",
        ));
    };
    let price = case.product.ex_works_price.as_ref().filter(|p| p.currency == value.currency);
    let within = price.map_or(Truth::Unknown, |price| {
        let mut sum = crate::tally::Tally::default();
        sum.add(Truth::True, Ok(value.amount.clone()), []);
        max.caps(&sum, &price.amount)
    });
    let limit = max.share.display_pct(None);
    let basis = share::basis_name(crate::law::Basis::Exw);
    match within {
        Truth::True => None,
        Truth::False => Some(Note::new(
            "outward_processing_exceeded",
            format!("the value added outside the party exceeds {limit} % ({basis})"),
        )),
        Truth::Unknown => Some(Note::new(
            "outward_processing_undetermined",
            format!(
                "the value added outside the party may be {limit} % ({basis}) at most; the price is not known in its currency"
            ),
        )),
    }
}

fn returned(case: &Case, part: Option<&Part<Territoriality>>) -> Option<Note> {
    match case.product.returned? {
        Returned::Unchanged if part.is_some_and(|p| p.value.returned_goods) => None,
        Returned::Unchanged => Some(Note::new(
            "returned_goods",
            "the goods have come back: that they keep their origin is not among the agreement's rules that are held",
        )),
        Returned::Worked => Some(Note::new(
            "returned_goods_worked",
            "the goods were worked outside before they came back: they lost their origin",
        )),
    }
}

/// The condition that a rule of an origin quota puts on the proof.
#[must_use]
pub fn quota(id: &str) -> Note {
    Note::new("quota", format!("the rule that is met is subject to the annual origin quota {id}"))
}
