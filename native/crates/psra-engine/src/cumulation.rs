//! Where a material stands under an agreement (origin.md A.0.5, A.7): what it says of its origin, whose origin that is,
//! and whether the agreement lets it count.
//!
//! A kind of cumulation that a document limits holds only as one of its limits says: by day, product and country. With
//! a third country it holds only where a limit names the country; without one, or under rules that have to apply
//! between all countries concerned, it hangs on notices that are not held, and is asked, never guessed.

use crate::case::{Material, Status};
use crate::date::Date;
use crate::facts::{MissingFact, Note};
use crate::law::{Cumulation, CumulationKind, CumulationLimit, Part};
use crate::logic::Truth;
use crate::parties::Parties;

/// What a material is used in, when, and by which agreement's parties: what limits of cumulation look at.
#[derive(Debug, Clone, Copy)]
pub struct Use<'a> {
    pub(crate) parties: &'a Parties,
    /// Candidate codes of the product.
    pub(crate) products: &'a [u32],
    pub(crate) as_of: &'a Date,
}

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

impl Cumulation {
    /// Whether a kind of cumulation holds for what originates in, or is made in, a country.
    #[must_use]
    pub fn holds(&self, kind: CumulationKind, country: &str, used: Use<'_>) -> Truth {
        if !self.kinds.contains(&kind) {
            return Truth::False;
        }
        // Where a limit names no country, the parties are meant, or those countries of which notices have to tell.
        let unnamed = match kind {
            CumulationKind::Diagonal | CumulationKind::Extended => Truth::Unknown,
            CumulationKind::Bilateral | CumulationKind::Full => used.parties.is_party(country),
        };
        let mut limits = self.limits.iter().filter(|limit| limit.kind == kind).peekable();
        if limits.peek().is_none() {
            return unnamed;
        }
        Truth::any(limits.map(|limit| limit.allows(country, used, unnamed)))
    }
}

impl CumulationLimit {
    fn allows(&self, country: &str, used: Use<'_>, unnamed: Truth) -> Truth {
        if !used.as_of.within(self.valid_from.as_deref(), self.valid_to.as_deref()) {
            return Truth::False;
        }
        let for_product = |code: u32| {
            let named = self.chapters.as_ref().is_none_or(|ranges| ranges.iter().any(|r| r.holds(code)));
            named && !self.except_chapters.iter().any(|r| r.holds(code))
        };
        let product = Truth::agree(used.products.iter().map(|code| Truth::from(for_product(*code))));
        let with = match &self.countries {
            Some(countries) => Truth::from(countries.iter().any(|c| c == country)),
            None => unnamed,
        };
        // Whether such rules apply between all countries concerned is for their notices to say.
        let rules = if self.ruleset.is_some() { Truth::Unknown } else { Truth::True };
        product.and(with).and(rules)
    }
}

/// Where the material stands. `benefit` counts an unknown origin as originating, to see whether that would matter.
#[must_use]
pub fn stand(material: &Material, granted: Option<&Part<Cumulation>>, used: Use<'_>, benefit: bool) -> Standing {
    let attested = match material.status {
        Status::Originating => true,
        Status::NonOriginating => false,
        // Wholly obtained in a party is originating there.
        Status::Unknown => material.wholly_obtained == Some(true),
    };
    if attested {
        let longest = granted.and_then(|part| part.value.evidence.as_ref()).and_then(|e| e.value.validity_months);
        return match out_of_date(material, longest, used.as_of) {
            Some(note) => Standing { note: Some(note), ..Standing::sure(true, "evidence_out_of_date") },
            None => of_country(material, granted, used),
        };
    }
    match material.status {
        Status::Unknown if benefit => Standing::sure(false, "origin_unknown"),
        Status::Unknown => Standing::sure(true, "origin_unknown"),
        _ => Standing::sure(true, "stated_non_originating"),
    }
}

/// Evidence that does not cover the day proves nothing on it; nor does it beyond the longest period that the agreement
/// gives it (TCA Annex 6, CETA Art. 3.7: twelve months).
fn out_of_date(material: &Material, longest: Option<usize>, as_of: &Date) -> Option<Note> {
    let evidence = &material.evidence;
    let last = longest.zip(evidence.from.as_ref()).and_then(|(months, from)| from.months_later(months));
    let covers = as_of.within(evidence.from.as_ref().map(Date::as_str), evidence.to.as_ref().map(Date::as_str));
    if covers && last.as_ref().is_none_or(|last| as_of <= last) {
        return None;
    }
    Some(Note::new(
        "evidence_out_of_date",
        format!(
            "the evidence for the origin of material {:?} does not cover {as_of}: it counts as non-originating",
            material.id
        ),
    ))
}

/// Whether originating materials of the other party count: by bilateral cumulation, or by full, which has it in it.
#[must_use]
pub fn with_party(granted: Option<&Part<Cumulation>>, country: &str, used: Use<'_>) -> Truth {
    let holds = |kind| granted.map_or(Truth::False, |part| part.value.holds(kind, country, used));
    holds(CumulationKind::Bilateral).or(holds(CumulationKind::Full))
}

fn of_country(material: &Material, granted: Option<&Part<Cumulation>>, used: Use<'_>) -> Standing {
    let Some(country) = material.country.as_deref() else {
        return Standing::sure(false, "stated_originating");
    };
    let gated = Truth::from(granted.is_some_and(|part| part.value.beyond_insufficient));
    let beside = with_party(granted, country, used);
    match (used.parties.is_own(country), used.parties.is_party(country)) {
        (Truth::True, _) => Standing::sure(false, "stated_originating"),
        (Truth::False, Truth::True) => match beside {
            Truth::True => Standing { gated, ..Standing::sure(false, "cumulated") },
            Truth::Unknown => Standing {
                nom: Truth::Unknown,
                facts: vec![notices_question(material, country)],
                gated,
                ..Standing::sure(false, "cumulation_undetermined")
            },
            Truth::False => not_granted(material, country),
        },
        (Truth::Unknown, Truth::True) if beside == Truth::True => Standing {
            gated: gated.and(Truth::Unknown),
            facts: vec![party_question(material, country)],
            ..Standing::sure(false, "own_or_cumulated")
        },
        (Truth::Unknown, Truth::True) => Standing {
            nom: Truth::Unknown,
            facts: vec![party_question(material, country)],
            ..Standing::sure(false, "party_unknown")
        },
        (_, Truth::False) => third_country(material, country, granted, used),
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
        // Whether it is a party is not known: by the one kind of cumulation or by another it may count.
        (Truth::False, Truth::Unknown) => {
            let third = third_country(material, country, granted, used);
            match beside.or(third.nom.negate()) {
                Truth::False => not_granted(material, country),
                Truth::True if third.nom == Truth::False => third,
                _ => Standing {
                    nom: Truth::Unknown,
                    facts: vec![notices_question(material, country)],
                    ..Standing::sure(false, "party_unknown")
                },
            }
        }
    }
}

/// A country that is no party: diagonal or extended cumulation, by the matrix that the document holds.
fn third_country(material: &Material, country: &str, granted: Option<&Part<Cumulation>>, used: Use<'_>) -> Standing {
    let holds = |kind| granted.map_or(Truth::False, |part| part.value.holds(kind, country, used));
    let (diagonal, extended) = (holds(CumulationKind::Diagonal), holds(CumulationKind::Extended));
    match diagonal.or(extended) {
        Truth::True => Standing {
            gated: Truth::from(granted.is_some_and(|part| part.value.beyond_insufficient)),
            note: Some(Note::new(
                "cumulation_applied",
                format!(
                    "material {:?} originates in {country} and counts by {} cumulation: the proof says with which country cumulation was applied, where the agreement asks for it",
                    material.id,
                    if diagonal == Truth::True { CumulationKind::Diagonal } else { CumulationKind::Extended }.name(),
                ),
            )),
            ..Standing::sure(false, "cumulated_third_country")
        },
        Truth::Unknown => Standing {
            nom: Truth::Unknown,
            facts: vec![notices_question(material, country)],
            ..Standing::sure(false, "third_country")
        },
        Truth::False => Standing {
            note: Some(Note::new(
                "cumulation_not_granted",
                format!(
                    "material {:?} originates in {country}, which is not a party: it counts as non-originating",
                    material.id
                ),
            )),
            ..Standing::sure(true, "third_country")
        },
    }
}

fn notices_question(material: &Material, country: &str) -> MissingFact {
    MissingFact::agreement(
        format!("{}/origin/country", material.pointer),
        format!(
            "material {:?} originates in {country}, which is not known to be a party; cumulation with it depends on notices that are not held",
            material.id
        ),
        format!("Is cumulation with {country} in force between all countries concerned, under the same rules?"),
    )
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
