//! Whose origin a product has that is made of cumulated materials by no more than insufficient operations (origin.md A.7;
//! revised PEM Art. 7(2), 2012 Convention Art. 3): that of the exporting party where the value added there is greater than
//! the value of the materials of any other country, else that of the country with the highest value.
//!
//! The value added is the ex-works price less the value of all materials that originate in the other countries. The
//! product originates in any case; whose origin the proof names hangs on the values.

use std::collections::BTreeMap;

use crate::bill::Entry;
use crate::exact::Exact;
use crate::facts::Note;
use crate::json::Json;
use crate::law::{Basis, General};
use crate::logic::Truth;
use crate::parties::Parties;
use crate::subject::{Line, Subject};

/// Countries with the value of their materials; no value where one is not known.
type Values = BTreeMap<String, Option<Exact>>;

/// What the values say of the origin.
#[derive(Debug, Clone)]
pub struct Allocation {
    /// Whether all materials originate, by cumulation at most: then the product does.
    pub(crate) truth: Truth,
    /// The exporting party's value is the greatest; unknown where a value is missing.
    own: Truth,
    /// Countries with the highest value, where it is known; more than one where they are equal.
    highest: Vec<String>,
    added: Option<Exact>,
    values: Values,
}

/// Words for lines that count as originating by cumulation, not by what was done to them here.
const CUMULATED: [&str; 3] = ["cumulated", "cumulated_third_country", "own_or_cumulated"];

/// Allocate the origin; nothing where the agreement has no such rule.
#[must_use]
pub fn allocate(
    subject: &Subject<'_>,
    bill: &[Entry<'_>],
    general: Option<&General>,
    parties: &Parties,
) -> Option<Allocation> {
    general.and_then(|g| g.cumulation.as_ref()).filter(|part| part.value.by_highest_value)?;
    let lines = || bill.iter().map(|entry| &entry.line).filter(|line| line.in_ctc);
    let originates = |line: &Line<'_>| {
        let by_cumulation = Truth::from(CUMULATED.contains(&line.because));
        line.nom.negate().and(line.gated.negate().or(by_cumulation))
    };
    let price = subject.price(Basis::Exw).ok();
    let mut values = Values::new();
    let mut sides_known = true;
    for line in lines().filter(|line| line.nom != Truth::True) {
        let Some(country) = line.country else { continue };
        match parties.is_own(country) {
            Truth::True => continue,
            Truth::Unknown => sides_known = false,
            Truth::False => {}
        }
        let value = price.and_then(|price| line.amount(&price.currency).ok());
        let sum = values.entry(parties.name_of(country)).or_insert_with(|| Some(Exact::zero()));
        *sum = sum.as_ref().zip(value).map(|(sum, value)| sum.plus(&value));
    }
    let known: Option<Vec<&Exact>> = values.values().map(Option::as_ref).collect();
    let known = known.filter(|_| sides_known);
    let added =
        known.as_ref().zip(price).map(|(values, price)| price.amount.minus(&values.iter().copied().cloned().sum()));
    let most = known.as_ref().and_then(|values| values.iter().max().copied().cloned());
    let own = match (&added, &most) {
        (Some(added), Some(most)) => Truth::from(added > most),
        // Nothing of another country is in it.
        (Some(_), None) => Truth::True,
        (None, _) => Truth::Unknown,
    };
    let highest =
        values.iter().filter(|(_, v)| most.is_some() && **v == most).map(|(country, _)| country.clone()).collect();
    Some(Allocation { truth: Truth::all(lines().map(originates)), own, highest, added, values })
}

impl Allocation {
    /// The condition on the proof: it names the origin. `gate` is whether more than insufficient operations were done.
    #[must_use]
    pub fn condition(&self, gate: Truth) -> Option<Note> {
        let asks = match gate {
            Truth::True => return None,
            Truth::False => "",
            Truth::Unknown => ", unless more than insufficient operations were carried out",
        };
        match self.own {
            Truth::True => None,
            Truth::False => Some(Note::new(
                "origin_of_another_country",
                format!(
                    "the product originates in {}, which has the highest value of materials: a proof has to name that origin{asks}",
                    self.highest.join(" or ")
                ),
            )),
            Truth::Unknown => Some(Note::new(
                "origin_by_value_undetermined",
                format!(
                    "whose origin the product has depends on the value added and on the value of the materials of other countries, which are not all known: a proof has to name it{asks}"
                ),
            )),
        }
    }

    /// As an answer shows it: by which value, in whose favour.
    #[must_use]
    pub fn json(&self, exporter: Option<&str>) -> Json {
        let (by, countries) = match self.own {
            Truth::True => ("value_added", exporter.map(Into::into).into_iter().collect()),
            Truth::False => ("highest_value", self.highest.clone()),
            Truth::Unknown => ("undetermined", Vec::new()),
        };
        let values = self
            .values
            .iter()
            .map(|(country, value)| (country.clone(), Json::option(value.as_ref().map(ToString::to_string))));
        Json::object([
            ("by", Json::word(by)),
            ("countries", Json::strings(&countries)),
            ("value_added", Json::option(self.added.as_ref().map(ToString::to_string))),
            ("values", Json::object(values)),
        ])
    }
}
