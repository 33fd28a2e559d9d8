//! Conditions on claiming, not on origin (origin.md A.15, A.16, A.2.9): they stand beside the verdict and block or bind
//! the proof.

use crate::facts::Note;
use crate::law::{Drawback, DrawbackRule, General, Part, Transport};

/// The conditions that an agreement puts on a proof for a product of some candidate codes, with the source of each
/// where that is not verified.
#[must_use]
pub fn conditions(general: &General, codes: &[u32]) -> Vec<(Note, Option<String>)> {
    let mut found = Vec::new();
    if let Some(part) = &general.drawback {
        found.extend(drawback(part, codes).map(|note| (note, part.unverified.clone())));
    }
    if let Some(part) = &general.transport {
        let text = match part.value {
            Transport::Direct => "the goods must be transported directly between the parties",
            Transport::NonAlteration => {
                "the goods must not be altered or worked on the way, beyond what preserves them"
            }
            Transport::CustomsControl => "the goods must stay under customs control in any third country",
        };
        let code = match part.value {
            Transport::Direct => "transport_direct",
            Transport::NonAlteration => "transport_non_alteration",
            Transport::CustomsControl => "transport_customs_control",
        };
        found.push((Note::new(code, text), part.unverified.clone()));
    }
    found
}

fn drawback(part: &Part<Drawback>, codes: &[u32]) -> Option<Note> {
    let banned = match &part.value.rule {
        DrawbackRule::Allowed | DrawbackRule::Capped(_) => false,
        DrawbackRule::Banned => true,
        DrawbackRule::BannedChapters(chapters) => codes.iter().any(|c| chapters.iter().any(|r| r.holds(*c))),
    };
    banned.then(|| {
        Note::new(
            "drawback_banned",
            "no proof may be made out while duties on non-originating materials are drawn back, suspended or exempted",
        )
    })
}

/// The condition that a rule of an origin quota puts on the proof.
#[must_use]
pub fn quota(id: &str) -> Note {
    Note::new("quota", format!("the rule that is met is subject to the annual origin quota {id}"))
}
