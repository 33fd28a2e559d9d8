//! Where a material stands under an agreement (origin.md A.0.5, A.7): what it says of its origin, whose origin that is,
//! and whether the agreement lets it count.

use crate::case::{Material, Status};
use crate::facts::{MissingFact, Note};
use crate::law::{Cumulation, Part};
use crate::logic::Truth;
use crate::parties::Parties;

/// Whether a material is non-originating, and why.
#[derive(Debug, Clone)]
pub struct Standing {
    pub(crate) nom: Truth,
    pub(crate) facts: Vec<MissingFact>,
    /// A word for the proof.
    pub(crate) because: &'static str,
    /// Whether it counts as originating only while more than insufficient operations follow (TCA Art. 40(3)).
    pub(crate) gated: Truth,
    pub(crate) note: Option<Note>,
}

impl Standing {
    fn sure(nom: bool, because: &'static str) -> Self {
        Self { nom: Truth::from(nom), facts: Vec::new(), because, gated: Truth::False, note: None }
    }
}

/// Where the material stands. `benefit` counts an unknown origin as originating, to see whether that would matter.
#[must_use]
pub fn stand(material: &Material, parties: &Parties, granted: Option<&Part<Cumulation>>, benefit: bool) -> Standing {
    let attested = match material.status {
        Status::Originating => true,
        Status::NonOriginating => false,
        // Wholly obtained in a party is originating there.
        Status::Unknown => material.wholly_obtained == Some(true),
    };
    if attested {
        return of_country(material, parties, granted);
    }
    match material.status {
        Status::Unknown if benefit => Standing::sure(false, "origin_unknown"),
        Status::Unknown => Standing::sure(true, "origin_unknown"),
        _ => Standing::sure(true, "stated_non_originating"),
    }
}

fn of_country(material: &Material, parties: &Parties, granted: Option<&Part<Cumulation>>) -> Standing {
    let Some(country) = material.country.as_deref() else {
        return Standing::sure(false, "stated_originating");
    };
    let kinds = granted.map(|part| part.value).unwrap_or_default();
    match (parties.is_own(country), parties.is_party(country)) {
        (Truth::True, _) => Standing::sure(false, "stated_originating"),
        (Truth::False, Truth::True) if kinds.with_party => {
            Standing { gated: Truth::True, ..Standing::sure(false, "cumulated") }
        }
        (Truth::Unknown, Truth::True) if kinds.with_party => Standing {
            gated: Truth::Unknown,
            facts: vec![party_question(material, country)],
            ..Standing::sure(false, "own_or_cumulated")
        },
        (Truth::Unknown, Truth::True) => Standing {
            nom: Truth::Unknown,
            facts: vec![party_question(material, country)],
            ..Standing::sure(false, "party_unknown")
        },
        (_, Truth::False) if kinds.beyond => Standing {
            nom: Truth::Unknown,
            facts: vec![MissingFact::agreement(
                format!("{}/origin/country", material.pointer),
                format!(
                    "material {:?} originates in {country}, which is not a party; cumulation with it depends on notices that are not held",
                    material.id
                ),
                format!("Is cumulation with {country} in force between all countries concerned, under the same rules?"),
            )],
            ..Standing::sure(false, "third_country")
        },
        (_, Truth::False) => Standing {
            note: Some(Note::new(
                "cumulation_not_granted",
                format!(
                    "material {:?} originates in {country}, which is not a party: it counts as non-originating",
                    material.id
                ),
            )),
            ..Standing::sure(true, "third_country")
        },
        // Without an agreement document and an exporting party, the statement is all there is.
        (Truth::Unknown, Truth::Unknown) => Standing {
            note: Some(Note::new(
                "origin_as_stated",
                format!(
                    "material {:?} is taken to originate in the exporting party, as it is stated to originate",
                    material.id
                ),
            )),
            ..Standing::sure(false, "stated_originating")
        },
        (Truth::False, _) => not_granted(material, country),
    }
}

fn party_question(material: &Material, country: &str) -> MissingFact {
    MissingFact::fact(
        "/exporting_party",
        format!("material {:?} originates in {country}; whether that is the exporting party is not known", material.id),
        "Which party exports the product?",
    )
}

fn not_granted(material: &Material, country: &str) -> Standing {
    Standing {
        note: Some(Note::new(
            "cumulation_not_granted",
            format!(
                "material {:?} originates in {country}; no cumulation is granted, so it counts as non-originating",
                material.id
            ),
        )),
        ..Standing::sure(true, "cumulation_not_granted")
    }
}
