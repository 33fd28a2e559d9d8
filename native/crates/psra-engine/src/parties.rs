//! Who trades with whom: parties of an agreement, their members, and the side of the publisher.

use crate::case::Case;
use crate::law::{Direction, Frame, PartyDefinition};
use crate::logic::Truth;

/// Member states of the European Union, for rules whose agreement document is not at hand.
const EUROPEAN_UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// A party by its code alone: the Union with its members, any other country by itself.
fn alone(code: &str) -> PartyDefinition {
    let in_union = code == "EU" || EUROPEAN_UNION.contains(&code);
    let members = if in_union { EUROPEAN_UNION.iter().map(|m| (*m).into()).collect() } else { Vec::new() };
    PartyDefinition { code: if in_union { "EU".into() } else { code.into() }, members }
}

/// The parties of one case under one agreement.
#[derive(Debug, Clone)]
pub struct Parties {
    /// The exporting party, where it is known.
    pub(crate) exporter: Option<PartyDefinition>,
    /// The importing party, where it is known.
    pub(crate) importer: Option<PartyDefinition>,
    /// All parties; `None` where no agreement document names them, or it names the publisher's alone.
    pub(crate) all: Option<Vec<PartyDefinition>>,
    /// A stated party that is not one of the agreement's.
    pub(crate) strangers: Vec<String>,
}

impl Parties {
    /// Find the stated parties among those of the agreement. Of two parties, one tells the other.
    #[must_use]
    pub fn of(case: &Case, frame: Option<&Frame>) -> Self {
        // A scheme whose articles name one party only says nothing of the others.
        let Some(frame) = frame.filter(|f| f.parties.len() > 1) else {
            return Self {
                exporter: case.exporting_party.as_deref().map(alone),
                importer: case.importing_party.as_deref().map(alone),
                all: None,
                strangers: Vec::new(),
            };
        };
        let find =
            |code: &Option<String>| code.as_deref().and_then(|c| frame.parties.iter().find(|p| p.has(c))).cloned();
        let (mut exporter, mut importer) = (find(&case.exporting_party), find(&case.importing_party));
        let other = |known: &Option<PartyDefinition>| match (known, frame.parties.as_slice()) {
            (Some(known), [a, b]) => Some(if a.code == known.code { b } else { a }.clone()),
            _ => None,
        };
        if case.exporting_party.is_none() {
            exporter = other(&importer);
        }
        if case.importing_party.is_none() {
            importer = other(&exporter);
        }
        let strangers = [&case.exporting_party, &case.importing_party]
            .into_iter()
            .flatten()
            .filter(|code| !frame.parties.iter().any(|p| p.has(code)))
            .cloned()
            .collect();
        Self { exporter, importer, all: Some(frame.parties.clone()), strangers }
    }

    /// Whether a country is (of) the exporting party.
    #[must_use]
    pub fn is_own(&self, country: &str) -> Truth {
        self.exporter.as_ref().map_or(Truth::Unknown, |party| Truth::from(party.has(country)))
    }

    /// Whether a country is (of) the importing party.
    #[must_use]
    pub fn is_importing(&self, country: &str) -> Truth {
        self.importer.as_ref().map_or(Truth::Unknown, |party| Truth::from(party.has(country)))
    }

    /// The party of which a country is, by its code; the country itself where it is of none.
    #[must_use]
    pub fn name_of(&self, country: &str) -> String {
        let known = self.all.iter().flatten().find(|party| party.has(country)).map(|party| party.code.clone());
        known.unwrap_or_else(|| alone(country).code)
    }

    /// Whether a code of a document stands for a country: the country itself, or a party or union of which it is.
    #[must_use]
    pub fn stands_for(&self, code: &str, country: &str) -> bool {
        let of_party = self.all.iter().flatten().any(|party| party.has(code) && party.has(country));
        code == country || of_party || (code == "EU" && alone(country).code == code)
    }

    /// Whether a country is (of) any party.
    #[must_use]
    pub fn is_party(&self, country: &str) -> Truth {
        match &self.all {
            Some(parties) => Truth::from(parties.iter().any(|p| p.has(country))),
            None => {
                let known = self.exporter.iter().chain(&self.importer).any(|p| p.has(country));
                if known { Truth::True } else { Truth::Unknown }
            }
        }
    }

    /// Whether the trade runs in a direction, seen from the publisher of the rules.
    #[must_use]
    pub fn runs(&self, direction: Direction, agreement: &str) -> Truth {
        let publisher = publisher_party(agreement);
        let is =
            |party: &Option<PartyDefinition>| party.as_ref().map_or(Truth::Unknown, |p| Truth::from(p.has(&publisher)));
        let (exports, imports) = (is(&self.exporter), is(&self.importer));
        match direction {
            Direction::Export if exports == Truth::Unknown => imports.negate(),
            Direction::Export => exports,
            Direction::Import if imports == Truth::Unknown => exports.negate(),
            Direction::Import => imports,
        }
    }
}

/// Whether the publisher's partner in the case is one of those countries.
#[must_use]
pub fn partner_in(countries: &[String], agreement: &str, case: &Case) -> Truth {
    let publisher = publisher_party(agreement);
    let is_publisher = |code: &str| alone(&publisher).has(code) || code == publisher;
    let stated = [&case.exporting_party, &case.importing_party];
    let mut partners = stated.into_iter().flatten().filter(|code| !is_publisher(code)).peekable();
    if partners.peek().is_none() {
        return Truth::Unknown;
    }
    Truth::any(partners.map(|code| Truth::from(countries.contains(code))))
}

/// The party that publishes an agreement's rules: the id's first word (`gb-japan`); `xi` lists are the Union's.
fn publisher_party(agreement: &str) -> String {
    match agreement.split('-').next().unwrap_or_default() {
        "uk" => "GB".into(),
        "xi" | "pem" => "EU".into(),
        other => other.to_ascii_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(exporting: Option<&str>, importing: Option<&str>) -> Case {
        let text = format!(
            r#"{{"exporting_party":{},"importing_party":{},"product":{{"hs_code":"392690"}},"materials":[]}}"#,
            exporting.map_or("null".into(), |c| format!("{c:?}")),
            importing.map_or("null".into(), |c| format!("{c:?}")),
        );
        let json = crate::json::parse(text.as_bytes(), crate::json::Limits { bytes: 1000, depth: 9 }).unwrap();
        crate::case::read(&json).unwrap()
    }

    fn frame() -> Frame {
        Frame {
            hs_edition: 2017,
            parties: vec![alone("EU"), alone("GB")],
            valid_from: None,
            valid_to: None,
            periods: Vec::new(),
            sha256: String::new(),
        }
    }

    #[test]
    fn one_of_two_parties_tells_the_other() {
        let parties = Parties::of(&case(None, Some("DE")), Some(&frame()));
        assert_eq!(parties.is_own("GB"), Truth::True);
        assert_eq!(parties.is_own("FR"), Truth::False);
        assert_eq!(parties.is_party("FR"), Truth::True);
        assert_eq!(parties.is_party("CN"), Truth::False);
        assert_eq!(parties.runs(Direction::Export, "gb-eu"), Truth::True);
        assert_eq!(parties.runs(Direction::Import, "gb-eu"), Truth::False);
        // Where only one side is known, the other direction is ruled out by it.
        let lone = Parties::of(&case(Some("GB"), None), None);
        assert_eq!(lone.runs(Direction::Export, "gb-eu"), Truth::True);
        assert_eq!(lone.runs(Direction::Import, "gb-eu"), Truth::False);
        let lone = Parties::of(&case(None, Some("GB")), None);
        assert_eq!(lone.runs(Direction::Export, "gb-eu"), Truth::False);
        assert_eq!(lone.runs(Direction::Import, "gb-eu"), Truth::True);
        assert_eq!(Parties::of(&case(None, None), Some(&frame())).runs(Direction::Import, "gb-eu"), Truth::Unknown);
    }

    #[test]
    fn without_an_agreement_document_only_the_stated_parties_are_known() {
        let parties = Parties::of(&case(Some("DE"), Some("JP")), None);
        assert_eq!(parties.is_own("FR"), Truth::True);
        assert_eq!(parties.is_own("JP"), Truth::False);
        assert_eq!(parties.is_party("CN"), Truth::Unknown);
        let us = case(Some("US"), Some("GB"));
        assert_eq!(Parties::of(&us, Some(&frame())).strangers, ["US"]);
        assert_eq!(partner_in(&["US".into()], "gb-x", &us), Truth::True);
        assert_eq!(partner_in(&["US".into()], "gb-x", &case(Some("GB"), None)), Truth::Unknown);
    }
}
