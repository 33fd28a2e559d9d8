//! Exchange rates of a case: dated, above zero, one for each pair of currencies and day.

use super::Rate;
use super::fields::Fields;
use super::read::{IDENTIFIER, is_currency, is_identifier};
use crate::errors::{BAD_VALUE, CaseError, DUPLICATE, LIMIT};

/// Rates of one case; nobody buys in so many currencies on so many days.
const MAX_RATES: usize = 1_000;

const CURRENCY: &str = "a currency of three capital letters, such as EUR";

pub(super) fn rates(top: &Fields<'_>) -> Result<Vec<Rate>, CaseError> {
    let items = top.list("exchange_rates")?.unwrap_or_default();
    let place = top.place("exchange_rates");
    if items.len() > MAX_RATES {
        return Err(CaseError::at(LIMIT, place, format!("a case has at most {MAX_RATES} exchange rates")));
    }
    let mut found: Vec<Rate> = Vec::with_capacity(items.len());
    for (n, item) in items.iter().enumerate() {
        let fields = Fields::of(item, format!("{place}/{n}"), &["from", "to", "rate", "date", "source"])?;
        for key in ["from", "to", "rate", "date"] {
            fields.need(key)?;
        }
        let currency = |key: &str| fields.shaped(key, is_currency, CURRENCY);
        let (from, to) = (currency("from")?.unwrap_or_default(), currency("to")?.unwrap_or_default());
        if from == to {
            return Err(CaseError::at(
                BAD_VALUE,
                fields.place("to"),
                "a currency needs no rate to itself; leave it out",
            ));
        }
        let (Some(rate), Some(date)) = (fields.decimal("rate")?, fields.date("date")?) else { continue };
        if !rate.is_positive() {
            return Err(CaseError::at(
                BAD_VALUE,
                fields.place("rate"),
                format!("a rate is above zero: state how many {to} one {from} buys"),
            ));
        }
        if found.iter().any(|other| (&other.from, &other.to, &other.date) == (&from, &to, &date)) {
            return Err(CaseError::at(
                DUPLICATE,
                fields.pointer.clone(),
                format!("another rate from {from} to {to} is of {date}; keep the one that customs apply"),
            ));
        }
        let source = fields.shaped("source", is_identifier, IDENTIFIER)?;
        found.push(Rate { from, to, factor: rate, date, source });
    }
    Ok(found)
}
