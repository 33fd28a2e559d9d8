//! A stock in, its books out: with whether the agreement lets it be kept so.

use super::{Issued, Ledger, keep};
use crate::answer;
use crate::case::{Method, Stock};
use crate::date::Date;
use crate::edition;
use crate::errors::{AGREEMENT_OUT_OF_FORCE, BAD_DATE, CaseError, UNKNOWN_AGREEMENT};
use crate::exact::Exact;
use crate::facts::{MissingFact, Note};
use crate::json::{self, Json, Limits, write};
use crate::law::{General, Segregation};
use crate::logic::Truth;
use crate::rulebook::{Force, RuleBook};

/// What a stock may cost.
const LIMITS: Limits = Limits { bytes: 32 * 1024 * 1024, depth: 8 };

impl RuleBook {
    /// Keep the books of a fungible stock (origin.md A.13): JSON in, JSON out. `as_of` is the day whose law applies
    /// where the stock names none. Never panics and never fails: what cannot be read is answered by an error.
    #[must_use]
    pub fn segregate(&self, stock: &[u8], as_of: &str) -> Vec<u8> {
        let answered = self.books(stock, as_of).unwrap_or_else(|error| answer::failed(None, &error));
        let mut out = String::new();
        write(&answered, &mut out);
        out.into_bytes()
    }

    fn books(&self, text: &[u8], as_of: &str) -> Result<Json, CaseError> {
        let value = json::parse(text, LIMITS)?;
        let stock = Stock::read(&value)?;
        let day = match &stock.as_of {
            Some(day) => day.clone(),
            None => Date::read(as_of)
                .ok_or_else(|| CaseError::of(BAD_DATE, format!("{as_of:?} is not a day of the calendar")))?,
        };
        let (general, codes) = self.permitting(&stock, &day)?;
        let ledger = keep(&stock)?;
        let (permitted, facts, notes) = permission(&stock, general, &codes);
        Ok(Json::object([
            ("agreement", Json::str(&stock.agreement)),
            ("as_of", Json::str(day.as_str())),
            ("permitted", Json::str(permitted.outcome())),
            ("missing_facts", Json::List(facts.iter().map(MissingFact::json).collect())),
            ("conditions", Json::List(notes.iter().map(Note::json).collect())),
            ("issues", Json::List(ledger.issued.iter().map(issue).collect())),
            ("stock", amounts(&ledger.left)),
            ("received", amounts(&ledger.received)),
            ("issued_as_originating", Json::str(issued_as_originating(&ledger).to_string())),
        ]))
    }

    /// The general rules of the day, and the codes of the goods in their edition.
    fn permitting(&self, stock: &Stock, day: &Date) -> Result<(Option<&General>, Vec<u32>), CaseError> {
        let id = &stock.agreement;
        let Some(agreement) = self.agreements.get(id) else {
            return Err(CaseError::at(UNKNOWN_AGREEMENT, "/agreement", format!("no rules of {id:?} are loaded")));
        };
        let edition = edition::in_force(day);
        match agreement.force(day) {
            Force::In(frame, general) => {
                let to = if frame.hs_edition == 0 { edition } else { frame.hs_edition };
                let to = edition::Editions::of_one(to);
                Ok((general, edition::translate(stock.hs_code, edition, to, "").codes))
            }
            Force::NotKnown => Ok((None, vec![stock.hs_code])),
            Force::Out => {
                Err(CaseError::at(AGREEMENT_OUT_OF_FORCE, "/agreement", format!("{id} is not in force on {day}")))
            }
        }
    }
}

fn issued_as_originating(ledger: &Ledger) -> Exact {
    ledger.issued.iter().map(|issue| issue.originating.clone()).sum()
}

fn amounts((originating, whole): &(Exact, Exact)) -> Json {
    Json::object([
        ("quantity", Json::str(whole.to_string())),
        ("originating", Json::str(originating.to_string())),
        ("non_originating", Json::str(whole.minus(originating).to_string())),
    ])
}

fn issue(issue: &Issued) -> Json {
    let lots = issue
        .lots
        .iter()
        .map(|(lot, quantity)| Json::object([("lot", Json::str(lot)), ("quantity", Json::str(quantity.to_string()))]));
    Json::object([
        ("reference", Json::str(&issue.reference)),
        ("date", Json::str(issue.date.as_str())),
        ("quantity", Json::str(issue.quantity.to_string())),
        ("originating", Json::str(issue.originating.to_string())),
        ("non_originating", Json::str(issue.quantity.minus(&issue.originating).to_string())),
        ("lots", Json::List(lots.collect())),
    ])
}

/// Whether the agreement lets the stock be kept so.
fn permission(stock: &Stock, general: Option<&General>, codes: &[u32]) -> (Truth, Vec<MissingFact>, Vec<Note>) {
    let Some(part) = general.and_then(|g| g.segregation.as_ref()) else {
        let text = "no accounting segregation is granted by the general rules that are held";
        return (Truth::False, Vec::new(), vec![Note::new("segregation_not_granted", text)]);
    };
    let rule = &part.value;
    let mut notes = Vec::new();
    if let Some(source) = &part.unverified {
        let text = format!("accounting segregation rests on {source}, which is not verified");
        notes.push(Note::new("unverified_source", text));
    }
    let goods = for_goods(stock, rule, codes);
    if goods != Truth::True {
        notes.push(Note::new("segregation_not_for_these_goods", "the agreement does not grant it for these goods"));
    }
    let named = rule.methods.is_empty() || rule.methods.iter().any(|name| name == method(stock.method));
    if !named {
        notes.push(Note::new("method_not_named", format!("the agreement names: {}", rule.methods.join(", "))));
    }
    let mut facts = Vec::new();
    let asked = |needed: bool, stated: Option<bool>, key: &str, ask: &str, facts: &mut Vec<MissingFact>| {
        if !needed {
            return Truth::True;
        }
        if stated.is_none() {
            facts.push(MissingFact::fact(format!("/{key}"), "the agreement asks for it", ask));
        }
        Truth::from(stated)
    };
    let ask = "Has customs authorised the accounting segregation?";
    let authorised = asked(rule.authorisation, stock.authorised, "authorised", ask, &mut facts);
    let ask = "Would physical segregation cause considerable cost or material difficulty?";
    let difficult = asked(rule.cost_difficulty, stock.cost_difficulty, "cost_difficulty", ask, &mut facts);
    let truth = goods.and(Truth::from(named)).and(authorised).and(difficult);
    (truth, if truth == Truth::Unknown { facts } else { Vec::new() }, notes)
}

fn for_goods(stock: &Stock, rule: &Segregation, codes: &[u32]) -> Truth {
    if !stock.finished {
        return Truth::from(rule.materials);
    }
    Truth::agree(codes.iter().map(|code| Truth::from(rule.finished_goods.iter().any(|r| r.holds(*code)))))
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Fifo => "fifo",
        Method::Lifo => "lifo",
        Method::Average => "average",
        Method::Proportional => "proportional",
    }
}
