//! A case as JSON into the columns, as far as it is plain. The keys that are read here are all that may be given;
//! any other, even one that the engine knows, leaves the case to the engine.

use super::amount::Amount;
use super::bills::Bills;
use super::code::Code;
use super::facts::{LineFacts, Prices, ProductFacts, Role};
use super::origin::Status;
use crate::case::is_identifier;
use crate::evaluate::LIMITS;
use crate::json::{Json, parse};

/// Not plain.
struct Odd;
type Plain<T> = Result<T, Odd>;

/// Members of an object that are given, in the order of `keys`.
fn members<'j, const N: usize>(value: &'j Json, keys: [&str; N]) -> Plain<[Option<&'j Json>; N]> {
    let Json::Object(all) = value else { return Err(Odd) };
    let mut found = [None; N];
    for (key, member) in all {
        let at = keys.iter().position(|k| k == key).ok_or(Odd)?;
        if found[at].replace(member).is_some() {
            return Err(Odd);
        }
    }
    Ok(found.map(|member| member.filter(|m| **m != Json::Null)))
}

fn text(value: Option<&Json>) -> Plain<Option<&str>> {
    value.map(|v| v.as_str().ok_or(Odd)).transpose()
}

fn truth(value: Option<&Json>) -> Plain<Option<bool>> {
    match value {
        None => Ok(None),
        Some(Json::Bool(truth)) => Ok(Some(*truth)),
        Some(_) => Err(Odd),
    }
}

fn texts(value: Option<&Json>) -> Plain<Option<Vec<&str>>> {
    let Some(list) = value else { return Ok(None) };
    let items = list.as_list().ok_or(Odd)?;
    items.iter().map(|item| item.as_str().ok_or(Odd)).collect::<Plain<_>>().map(Some)
}

fn decimal(value: Option<&Json>) -> Plain<Amount> {
    Ok(text(value)?.map_or(Amount::ABSENT, Amount::read))
}

fn money(value: Option<&Json>) -> Plain<(Amount, &str)> {
    let Some(value) = value else { return Ok((Amount::ABSENT, "")) };
    let [amount, currency] = members(value, ["amount", "currency"])?;
    let (amount, currency) = (text(amount)?.ok_or(Odd)?, text(currency)?.ok_or(Odd)?);
    Ok((Amount::read(amount), currency))
}

impl Bills {
    /// A case in JSON. `id` is that of the bill; the case's own is its own affair.
    pub fn push_case(&mut self, id: &str, case: &[u8]) {
        let read = parse(case, LIMITS).ok().is_some_and(|value| self.plain_case(id, &value).is_ok());
        if !read {
            self.push_odd(id, case);
        } else if !self.close() {
            self.spoil(id, case);
        }
    }

    /// Nothing is pushed where it is not plain.
    fn plain_case(&mut self, id: &str, value: &Json) -> Plain<()> {
        let [case_id, agreements, from, to, as_of, edition, product, materials, processes, complete, operations] =
            members(
                value,
                [
                    "case_id",
                    "agreements",
                    "exporting_party",
                    "importing_party",
                    "as_of",
                    "hs_edition",
                    "product",
                    "materials",
                    "processes",
                    "processes_complete",
                    "operations",
                ],
            )?;
        if !text(case_id)?.is_none_or(is_identifier) {
            return Err(Odd);
        }
        let [hs_code, description, tags, exw, fob, tv, nc, weight, grown, set] = members(
            product.ok_or(Odd)?,
            [
                "hs_code",
                "description",
                "tags",
                "ex_works_price",
                "fob_price",
                "transaction_value",
                "net_cost",
                "net_weight_kg",
                "wholly_obtained",
                "is_set",
            ],
        )?;
        text(description)?;
        if truth(set)? == Some(true) {
            return Err(Odd);
        }
        let codes: Vec<_> =
            processes.map_or(Ok(&[][..]), |p| p.as_list().ok_or(Odd))?.iter().map(process).collect::<Plain<_>>()?;
        let (agreements, tags) = (texts(agreements)?, texts(tags)?);
        let facts = ProductFacts {
            id,
            as_of: text(as_of)?,
            hs_edition: match edition {
                None => None,
                Some(Json::Int(year)) => Some(*year),
                Some(_) => return Err(Odd),
            },
            exporting_party: text(from)?,
            importing_party: text(to)?,
            agreements: agreements.as_deref(),
            hs_code: Code::read(text(hs_code)?.ok_or(Odd)?),
            tags: tags.as_deref(),
            prices: Prices { each: [money(exw)?, money(fob)?, money(tv)?, money(nc)?] },
            net_weight_kg: decimal(weight)?,
            wholly_obtained: truth(grown)?,
            processes: &codes,
            processes_complete: truth(complete)?.unwrap_or(false),
            operations: text(operations)?,
        };
        let items = materials.ok_or(Odd)?.as_list().ok_or(Odd)?;
        let lines = items.iter().map(line).collect::<Plain<Vec<_>>>()?;
        self.open(&facts);
        for (facts, tags) in &lines {
            self.line(&LineFacts { tags: tags.as_deref(), ..*facts });
        }
        Ok(())
    }
}

fn process(value: &Json) -> Plain<&str> {
    let [code, parameters] = members(value, ["code", "parameters"])?;
    if !matches!(parameters, None | Some(Json::Object(_))) || parameters.is_some_and(|p| *p != Json::Object(Vec::new()))
    {
        return Err(Odd);
    }
    text(code)?.ok_or(Odd)
}

fn line(value: &Json) -> Plain<(LineFacts<'_>, Option<Vec<&str>>)> {
    let [id, hs_code, description, tags, worth, weight, origin, grown, role, materials, contains] = members(
        value,
        [
            "id",
            "hs_code",
            "description",
            "tags",
            "value",
            "net_weight_kg",
            "origin",
            "wholly_obtained",
            "role",
            "materials",
            "contains",
        ],
    )?;
    text(description)?;
    let empty = |list: Option<&Json>| list.is_none_or(|l| *l == Json::List(Vec::new()));
    if !empty(materials) || !empty(contains) {
        return Err(Odd);
    }
    let [status, country, evidence] = match origin {
        None => [None; 3],
        Some(origin) => members(origin, ["status", "country", "evidence"])?,
    };
    text(evidence)?;
    let facts = LineFacts {
        id: text(id)?,
        hs_code: Code::read(text(hs_code)?.ok_or(Odd)?),
        tags: None,
        value: money(worth)?,
        net_weight_kg: decimal(weight)?,
        status: Status::read(text(status)?),
        country: text(country)?,
        wholly_obtained: truth(grown)?,
        role: Role::read(text(role)?),
    };
    Ok((facts, texts(tags)?))
}
