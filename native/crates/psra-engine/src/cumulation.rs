//! Where a material stands under an agreement (origin.md A.0.5, A.7): what it says of its origin, whose origin that is,
//! and whether the agreement lets it count.
//!
//! A kind of cumulation that a document limits holds only as one of its limits says: by day, product, country and the two
//! parties of the trade. With a third country it holds only where a limit names the country, or where the document's
//! matrix (`matrix`) has the same rules between all countries concerned; without either it hangs on notices that are not
//! held, and is asked, never guessed.

use crate::case::{Material, Status};
use crate::date::Date;
use crate::facts::{MissingFact, Note};
use crate::law::{Cumulation, CumulationKind, CumulationLimit, Matrix, Part, PartyDefinition};
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
            let by_matrix = self.matrix.as_ref().filter(|_| kind == CumulationKind::Diagonal);
            return by_matrix.map_or(unnamed, |matrix| matrix.same_rules(None, country, used));
        }
        Truth::any(limits.map(|limit| limit.allows(country, used, unnamed, self.matrix.as_ref())))
    }
}

/// Whether a party is among those named; none named: any.
pub(crate) fn is_among(party: Option<&PartyDefinition>, named: Option<&[String]>, parties: &Parties) -> Truth {
    let Some(named) = named else { return Truth::True };
    party.map_or(Truth::Unknown, |party| Truth::from(named.iter().any(|code| parties.stands_for(code, &party.code))))
}

impl CumulationLimit {
    fn allows(&self, country: &str, used: Use<'_>, unnamed: Truth, matrix: Option<&Matrix>) -> Truth {
        if !used.as_of.within(self.valid_from.as_deref(), self.valid_to.as_deref()) {
            return Truth::False;
        }
        let parties = used.parties;
        let for_product = |code: u32| {
            let named = self.chapters.as_ref().is_none_or(|ranges| ranges.iter().any(|r| r.holds(code)));
            named && !self.except_chapters.iter().any(|r| r.holds(code))
        };
        let product = Truth::agree(used.products.iter().map(|code| Truth::from(for_product(*code))));
        let trade = is_among(parties.exporter.as_ref(), self.exporters.as_deref(), parties).and(is_among(
            parties.importer.as_ref(),
            self.importers.as_deref(),
            parties,
        ));
        let partner = if self.importing_party_only { parties.is_importing(country) } else { Truth::True };
        // Without a matrix, whether such rules apply between all countries concerned is for their notices to say.
        let third = matches!(self.kind, CumulationKind::Diagonal | CumulationKind::Extended);
        let matrix = matrix.filter(|_| self.ruleset.is_some() || self.kind == CumulationKind::Diagonal);
        let rules = match (matrix, &self.ruleset) {
            (Some(matrix), rules) => matrix.same_rules(rules.as_deref(), country, used),
            (None, Some(_)) => Truth::Unknown,
            (None, None) => Truth::True,
        };
        let with = match &self.countries {
            Some(countries) => Truth::from(countries.iter().any(|c| c == country)),
            None if third && matrix.is_some() => Truth::True,
            None => unnamed,
        };
        product.and(trade).and(partner).and(with).and(rules)
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

/// Whether materials of a party that is not the importing one count by cumulation with third countries: where an agreement
/// has more than two parties, bilateral cumulation may be with the importing one alone.
fn as_third(granted: Option<&Part<Cumulation>>, country: &str, used: Use<'_>) -> Truth {
    let holds = |kind| granted.map_or(Truth::False, |part| part.value.holds(kind, country, used));
    let third = holds(CumulationKind::Diagonal).or(holds(CumulationKind::Extended));
    third.and(used.parties.is_importing(country).negate())
}

fn of_country(material: &Material, granted: Option<&Part<Cumulation>>, used: Use<'_>) -> Standing {
    let Some(country) = material.country.as_deref() else {
        return Standing::sure(false, "stated_originating");
    };
    let gated = Truth::from(granted.is_some_and(|part| part.value.beyond_insufficient));
    let beside = with_party(granted, country, used);
    match (used.parties.is_own(country), used.parties.is_party(country)) {
        (Truth::True, _) => Standing::sure(false, "stated_originating"),
        (Truth::False, Truth::True) => match (beside, as_third(granted, country, used)) {
            (Truth::True, _) => Standing { gated, ..Standing::sure(false, "cumulated") },
            (_, Truth::True) => third_country(material, country, granted, used),
            (Truth::False, Truth::False) => not_granted(material, country),
            _ => Standing {
                nom: Truth::Unknown,
                facts: questions(material, country, granted, used),
                gated,
                ..Standing::sure(false, "cumulation_undetermined")
            },
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
                    facts: questions(material, country, granted, used),
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
            facts: questions(material, country, granted, used),
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

/// What would settle whether what was done to a part elsewhere counts.
pub(crate) fn production_questions(
    material: &Material,
    country: &str,
    granted: Option<&Part<Cumulation>>,
    used: Use<'_>,
) -> Vec<MissingFact> {
    let of = format!("material {:?} was made in {country}", material.id);
    if used.parties.is_own(country) == Truth::Unknown {
        let reason = format!("{of}; whether that is the exporting party is not known");
        return vec![MissingFact::fact("/exporting_party", reason, "Which party exports the product?")];
    }
    asked(material, &of, country, granted, used)
}

/// What would settle whether cumulation of an originating material holds.
fn questions(
    material: &Material,
    country: &str,
    granted: Option<&Part<Cumulation>>,
    used: Use<'_>,
) -> Vec<MissingFact> {
    asked(material, &format!("material {:?} originates in {country}", material.id), country, granted, used)
}

/// The parties of the trade, where the document looks at them, and notices.
fn asked(
    material: &Material,
    of: &str,
    country: &str,
    granted: Option<&Part<Cumulation>>,
    used: Use<'_>,
) -> Vec<MissingFact> {
    let notices = || {
        MissingFact::agreement(
            format!("{}/origin/country", material.pointer),
            format!("{of}, which is not known to be a party; cumulation with it depends on notices that are not held"),
            format!("Is cumulation with {country} in force between all countries concerned, under the same rules?"),
        )
    };
    let Some(granted) = granted.map(|part| &part.value) else { return vec![notices()] };
    let (limits, parties) = (|| granted.limits.iter(), used.parties);
    let by_matrix = granted.matrix.is_some();
    let exporting = by_matrix || limits().any(|l| l.exporters.is_some());
    let importing = by_matrix || limits().any(|l| l.importers.is_some() || l.importing_party_only);
    let sides = [
        (parties.exporter.is_none() && exporting, "/exporting_party", "exports"),
        (parties.importer.is_none() && importing, "/importing_party", "imports"),
    ];
    let silent = sides.into_iter().filter(|(silent, _, _)| *silent);
    let mut found: Vec<_> = silent
        .map(|(_, pointer, does)| {
            let reason = format!("{of}; cumulation with it depends on who {does} the product");
            MissingFact::fact(pointer, reason, format!("Which party {does} the product?"))
        })
        .collect();
    let open = granted.matrix.as_ref().map_or_else(|| limits().any(|l| l.ruleset.is_some()), |m| !m.complete);
    if found.is_empty() || open {
        found.push(notices());
    }
    found
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
