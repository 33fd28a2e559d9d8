//! A stock of fungible materials or goods whose origin is kept apart in the books only: the request to keep it.

use super::fields::Fields;
use super::read::{IDENTIFIER, is_identifier};
use super::{Evidence, read};
use crate::date::Date;
use crate::errors::{BAD_VALUE, CaseError, DUPLICATE, LIMIT};
use crate::exact::Exact;
use crate::json::Json;

/// Movements of a stock in one period.
const MAX_MOVEMENTS: usize = 100_000;

/// How issues are told apart (origin.md A.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// First in, first out.
    Fifo,
    /// Last in, first out.
    Lifo,
    /// By the share of originating stock at the time.
    Average,
    /// By the share of originating receipts of the period.
    Proportional,
}

/// A quantity that came in together.
#[derive(Debug, Clone)]
pub struct Lot {
    pub(crate) id: String,
    pub(crate) quantity: Exact,
    /// It originates, by evidence that covers the day on which it came in.
    pub(crate) originating: bool,
}

/// What happened to the stock on a day.
#[derive(Debug, Clone)]
pub enum Movement {
    /// A lot came in.
    Receipt(Date, Lot),
    /// So much was taken for something.
    Issue(Date, String, Exact),
}

impl Movement {
    /// The day.
    #[must_use]
    pub fn date(&self) -> &Date {
        match self {
            Self::Receipt(date, _) | Self::Issue(date, _, _) => date,
        }
    }
}

/// A stock with its movements, and what its keeper says of the permission to keep it so.
#[derive(Debug, Clone)]
pub struct Stock {
    pub(crate) agreement: String,
    pub(crate) as_of: Option<Date>,
    pub(crate) hs_code: u32,
    /// Finished goods before export, not materials.
    pub(crate) finished: bool,
    pub(crate) method: Method,
    pub(crate) authorised: Option<bool>,
    pub(crate) cost_difficulty: Option<bool>,
    pub(crate) opening: Vec<Lot>,
    pub(crate) movements: Vec<Movement>,
}

impl Stock {
    /// Read a request.
    ///
    /// # Errors
    /// Where a key is unknown, missing or given twice, a value is not of its kind, or movements are out of order.
    pub fn read(value: &Json) -> Result<Self, CaseError> {
        let keys = [
            "agreement",
            "as_of",
            "hs_code",
            "goods",
            "method",
            "authorised",
            "cost_difficulty",
            "opening",
            "movements",
        ];
        let top = Fields::of(value, "", &keys)?;
        top.need("agreement")?;
        top.need("method")?;
        let methods = [
            ("fifo", Method::Fifo),
            ("lifo", Method::Lifo),
            ("average", Method::Average),
            ("proportional", Method::Proportional),
        ];
        Ok(Self {
            agreement: top.shaped("agreement", is_identifier, IDENTIFIER)?.unwrap_or_default(),
            as_of: top.date("as_of")?,
            hs_code: top.hs_code()?,
            finished: top.word("goods", &[("materials", false), ("finished_goods", true)])?.unwrap_or(false),
            method: top.word("method", &methods)?.unwrap_or(Method::Fifo),
            authorised: top.boolean("authorised")?,
            cost_difficulty: top.boolean("cost_difficulty")?,
            opening: opening(&top)?,
            movements: movements(&top)?,
        })
    }
}

fn opening(top: &Fields<'_>) -> Result<Vec<Lot>, CaseError> {
    let place = top.place("opening");
    let mut lots = Vec::new();
    for (n, item) in top.list("opening")?.unwrap_or_default().iter().enumerate() {
        let fields = Fields::of(item, format!("{place}/{n}"), &["lot", "quantity", "originating"])?;
        lots.push(lot(&fields, true)?);
    }
    Ok(lots)
}

fn movements(top: &Fields<'_>) -> Result<Vec<Movement>, CaseError> {
    let place = top.place("movements");
    let items = top.list("movements")?.unwrap_or_default();
    if items.len() > MAX_MOVEMENTS {
        return Err(CaseError::at(LIMIT, place, format!("a stock has at most {MAX_MOVEMENTS} movements")));
    }
    let mut found: Vec<Movement> = Vec::with_capacity(items.len());
    let mut issued = std::collections::HashSet::new();
    for (n, item) in items.iter().enumerate() {
        let movement = movement(item, format!("{place}/{n}"))?;
        if found.last().is_some_and(|last| last.date() > movement.date()) {
            let message =
                "movements stand in the order in which they happened; this one is earlier than the one before";
            return Err(CaseError::at(BAD_VALUE, format!("{place}/{n}/date"), message));
        }
        if let Movement::Issue(_, reference, _) = &movement
            && !issued.insert(reference.clone())
        {
            return Err(CaseError::at(DUPLICATE, format!("{place}/{n}/reference"), "another issue has this reference"));
        }
        found.push(movement);
    }
    Ok(found)
}

fn movement(item: &Json, pointer: String) -> Result<Movement, CaseError> {
    let keys =
        ["kind", "date", "lot", "quantity", "originating", "evidence", "evidence_from", "evidence_to", "reference"];
    let fields = Fields::of(item, pointer, &keys)?;
    for key in ["kind", "date", "quantity"] {
        fields.need(key)?;
    }
    let date = fields.date("date")?.ok_or_else(|| CaseError::at(BAD_VALUE, fields.place("date"), "a day is needed"))?;
    if fields.word("kind", &[("receipt", true), ("issue", false)])? == Some(true) {
        let evidence = read::evidence(&fields)?;
        return Ok(Movement::Receipt(date.clone(), lot(&fields, covers(&evidence, &date))?));
    }
    fields.need("reference")?;
    let reference = fields.shaped("reference", is_identifier, IDENTIFIER)?.unwrap_or_default();
    Ok(Movement::Issue(date, reference, quantity(&fields)?))
}

/// Evidence without days is taken to cover the lot.
fn covers(evidence: &Evidence, day: &Date) -> bool {
    day.within(evidence.from.as_ref().map(Date::as_str), evidence.to.as_ref().map(Date::as_str))
}

fn lot(fields: &Fields<'_>, covered: bool) -> Result<Lot, CaseError> {
    fields.need("originating")?;
    Ok(Lot {
        id: fields.shaped("lot", is_identifier, IDENTIFIER)?.unwrap_or_else(|| fields.pointer.to_string()),
        quantity: quantity(fields)?,
        originating: fields.boolean("originating")?.unwrap_or(false) && covered,
    })
}

fn quantity(fields: &Fields<'_>) -> Result<Exact, CaseError> {
    fields.need("quantity")?;
    fields
        .decimal("quantity")?
        .filter(Exact::is_positive)
        .ok_or_else(|| CaseError::at(BAD_VALUE, fields.place("quantity"), "a quantity is above zero"))
}
