//! A record batch of bills.

use std::fmt;
use std::ops::Range;

use arrow_array::{Array, BooleanArray, Int64Array, ListArray, RecordBatch, StructArray};
use psra_engine::batch::{Bills, Code, LineFacts, Prices, ProductFacts, Role, Source, Status};
use serde_json::{Map, Value, json};

use crate::columns::{Amounts, Named, Read, Texts, Words, amount, decimal, text, truth, words};

/// Why a batch cannot be read: a column of an unknown name or of the wrong type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadBatch(pub String);

impl fmt::Display for BadBatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadBatch {}

const PRICES: [&str; 4] = ["ex_works_price", "fob_price", "transaction_value", "net_cost"];
const BILL: &[&str] = &[
    "bill_id",
    "case",
    "agreements",
    "exporting_party",
    "importing_party",
    "as_of",
    "hs_edition",
    "hs_code",
    "tags",
    "currency",
    "ex_works_price",
    "fob_price",
    "transaction_value",
    "net_cost",
    "net_weight_kg",
    "wholly_obtained",
    "processes",
    "processes_complete",
    "operations",
    "materials",
];
const LINE: &[&str] =
    &["id", "hs_code", "tags", "value", "currency", "net_weight_kg", "status", "country", "wholly_obtained", "role"];

/// The columns of a batch of bills.
pub struct Input {
    ids: Texts,
    cases: Option<Texts>,
    agreements: Option<Words>,
    exporting_party: Option<Texts>,
    importing_party: Option<Texts>,
    as_of: Option<Texts>,
    hs_edition: Option<Int64Array>,
    hs_code: Read<Code>,
    tags: Option<Words>,
    currency: Option<Texts>,
    prices: [Option<Amounts>; 4],
    net_weight_kg: Option<Amounts>,
    wholly_obtained: Option<BooleanArray>,
    processes: Option<Words>,
    processes_complete: Option<BooleanArray>,
    operations: Option<Texts>,
    materials: Option<ListArray>,
    lines: Lines,
}

struct Lines {
    rows: Option<StructArray>,
    id: Option<Texts>,
    hs_code: Read<Code>,
    tags: Option<Words>,
    value: Option<Amounts>,
    currency: Option<Texts>,
    net_weight_kg: Option<Amounts>,
    status: Read<Status>,
    country: Option<Texts>,
    wholly_obtained: Option<BooleanArray>,
    role: Read<Role>,
}

fn code(text: Option<&str>) -> Code {
    text.map_or(Code::ODD, Code::read)
}

impl Lines {
    fn none() -> Self {
        Self {
            rows: None,
            id: None,
            hs_code: Read::absent(code),
            tags: None,
            value: None,
            currency: None,
            net_weight_kg: None,
            status: Read::absent(Status::read),
            country: None,
            wholly_obtained: None,
            role: Read::absent(Role::read),
        }
    }

    fn of(rows: StructArray) -> Result<Self, BadBatch> {
        let titles = rows.column_names().into_iter().map(str::to_owned).collect::<Vec<_>>();
        let columns = titles.iter().map(String::as_str).zip(rows.columns().iter().cloned()).collect();
        let named = Named { place: "materials.", columns };
        named.only(LINE)?;
        Ok(Self {
            id: named.texts("id")?,
            hs_code: named.read("hs_code", code)?,
            tags: named.words("tags")?,
            value: named.amounts("value")?,
            currency: named.texts("currency")?,
            net_weight_kg: named.amounts("net_weight_kg")?,
            status: named.read("status", Status::read)?,
            country: named.texts("country")?,
            wholly_obtained: named.truths("wholly_obtained")?,
            role: named.read("role", Role::read)?,
            rows: Some(rows),
        })
    }
}

impl Input {
    /// Find the columns.
    ///
    /// # Errors
    /// Where a column is unknown or of a type that cannot be read, or `bill_id` is missing or null.
    pub fn of(batch: &RecordBatch) -> Result<Self, BadBatch> {
        let schema = batch.schema();
        let columns = schema.fields().iter().map(|f| f.name().as_str()).zip(batch.columns().iter().cloned()).collect();
        let named = Named { place: "", columns };
        named.only(BILL)?;
        let ids = named.texts("bill_id")?.filter(|ids| !ids.is_any_null());
        let (materials, lines) = match named.lines("materials")? {
            None => (None, Lines::none()),
            Some((lists, rows)) => (Some(lists), Lines::of(rows)?),
        };
        Ok(Self {
            ids: ids.ok_or_else(|| BadBatch("bill_id is missing or null: give each bill an id".into()))?,
            cases: named.texts("case")?,
            agreements: named.words("agreements")?,
            exporting_party: named.texts("exporting_party")?,
            importing_party: named.texts("importing_party")?,
            as_of: named.texts("as_of")?,
            hs_edition: named.whole("hs_edition")?,
            hs_code: named.read("hs_code", code)?,
            tags: named.words("tags")?,
            currency: named.texts("currency")?,
            prices: {
                let [a, b, c, d] = PRICES.map(|name| named.amounts(name));
                [a?, b?, c?, d?]
            },
            net_weight_kg: named.amounts("net_weight_kg")?,
            wholly_obtained: named.truths("wholly_obtained")?,
            processes: named.words("processes")?,
            processes_complete: named.truths("processes_complete")?,
            operations: named.texts("operations")?,
            materials,
            lines,
        })
    }

    /// Ids of the bills.
    #[must_use]
    pub(crate) fn ids(&self) -> &Texts {
        &self.ids
    }

    fn range(&self, row: usize) -> Range<usize> {
        let Some(lists) = self.materials.as_ref().filter(|m| m.is_valid(row)) else { return 0..0 };
        let place = |n: usize| usize::try_from(lists.value_offsets()[n]).unwrap_or(0);
        place(row)..place(row + 1)
    }

    fn push_row<'a>(&'a self, row: usize, bills: &mut Bills, room: &mut Room<'a>) {
        let id = self.ids.value(row);
        if let Some(case) = text(self.cases.as_ref(), row) {
            bills.push_case(id, case.as_bytes());
            return;
        }
        let (lines, range) = (&self.lines, self.range(row));
        let are_given = |rows: &StructArray| rows.null_count() == 0 || range.clone().all(|n| rows.is_valid(n));
        let has_lines =
            self.materials.as_ref().is_some_and(|m| m.is_valid(row)) && lines.rows.as_ref().is_none_or(are_given);
        let currency = text(self.currency.as_ref(), row).unwrap_or("");
        let edition = self.hs_edition.as_ref().filter(|c| c.is_valid(row)).map(|c| c.value(row));
        bills.open(&ProductFacts {
            id,
            as_of: text(self.as_of.as_ref(), row),
            hs_edition: edition,
            exporting_party: text(self.exporting_party.as_ref(), row),
            importing_party: text(self.importing_party.as_ref(), row),
            agreements: words(self.agreements.as_ref(), row, &mut room.agreements),
            hs_code: self.hs_code.value(row),
            tags: words(self.tags.as_ref(), row, &mut room.tags),
            prices: Prices { each: self.prices.each_ref().map(|price| (amount(price.as_ref(), row), currency)) },
            net_weight_kg: amount(self.net_weight_kg.as_ref(), row),
            wholly_obtained: truth(self.wholly_obtained.as_ref(), row),
            processes: words(self.processes.as_ref(), row, &mut room.processes).unwrap_or_default(),
            processes_complete: truth(self.processes_complete.as_ref(), row).unwrap_or(false),
            operations: text(self.operations.as_ref(), row),
        });
        for n in range {
            let own = text(lines.currency.as_ref(), n).unwrap_or(currency);
            bills.line(&LineFacts {
                id: text(lines.id.as_ref(), n),
                hs_code: lines.hs_code.value(n),
                tags: words(lines.tags.as_ref(), n, &mut room.tags),
                value: (amount(lines.value.as_ref(), n), own),
                net_weight_kg: amount(lines.net_weight_kg.as_ref(), n),
                status: lines.status.value(n),
                country: text(lines.country.as_ref(), n),
                wholly_obtained: truth(lines.wholly_obtained.as_ref(), n),
                role: lines.role.value(n),
            });
        }
        if !bills.close() || !has_lines {
            bills.spoil(id, &self.case(row));
        }
    }

    fn material(&self, n: usize, currency: Option<&str>) -> Value {
        let lines = &self.lines;
        if lines.rows.as_ref().is_some_and(|rows| rows.is_null(n)) {
            return Value::Null;
        }
        let mut line = Map::new();
        let own = text(lines.currency.as_ref(), n).or(currency);
        put(&mut line, "id", text(lines.id.as_ref(), n));
        put(&mut line, "hs_code", text(lines.hs_code.texts(), n));
        put_words(&mut line, "tags", lines.tags.as_ref(), n);
        put(&mut line, "value", decimal(lines.value.as_ref(), n).map(|a| json!({"amount": a, "currency": own})));
        put(&mut line, "net_weight_kg", decimal(lines.net_weight_kg.as_ref(), n));
        let (status, country) = (text(lines.status.texts(), n), text(lines.country.as_ref(), n));
        if status.is_some() || country.is_some() {
            let mut origin = Map::new();
            put(&mut origin, "status", status);
            put(&mut origin, "country", country);
            line.insert("origin".into(), Value::Object(origin));
        }
        put(&mut line, "wholly_obtained", truth(lines.wholly_obtained.as_ref(), n));
        put(&mut line, "role", text(lines.role.texts(), n));
        Value::Object(line)
    }

    /// A row as a case.
    fn written(&self, row: usize) -> Value {
        let currency = text(self.currency.as_ref(), row);
        let mut product = Map::new();
        put(&mut product, "hs_code", text(self.hs_code.texts(), row));
        put_words(&mut product, "tags", self.tags.as_ref(), row);
        for (name, column) in PRICES.iter().zip(&self.prices) {
            let price = decimal(column.as_ref(), row).map(|a| json!({"amount": a, "currency": currency}));
            put(&mut product, name, price);
        }
        put(&mut product, "net_weight_kg", decimal(self.net_weight_kg.as_ref(), row));
        put(&mut product, "wholly_obtained", truth(self.wholly_obtained.as_ref(), row));
        let mut case = Map::new();
        put(&mut case, "case_id", Some(self.ids.value(row)));
        put_words(&mut case, "agreements", self.agreements.as_ref(), row);
        put(&mut case, "exporting_party", text(self.exporting_party.as_ref(), row));
        put(&mut case, "importing_party", text(self.importing_party.as_ref(), row));
        put(&mut case, "as_of", text(self.as_of.as_ref(), row));
        let edition = self.hs_edition.as_ref().filter(|c| c.is_valid(row)).map(|c| c.value(row));
        put(&mut case, "hs_edition", edition);
        case.insert("product".into(), Value::Object(product));
        if self.materials.as_ref().is_some_and(|m| m.is_valid(row)) {
            let lines = self.range(row).map(|n| self.material(n, currency)).collect();
            case.insert("materials".into(), Value::Array(lines));
        }
        let mut listed = Vec::new();
        if let Some(codes) = words(self.processes.as_ref(), row, &mut listed) {
            case.insert("processes".into(), codes.iter().map(|code| json!({"code": code})).collect());
        }
        put(&mut case, "processes_complete", truth(self.processes_complete.as_ref(), row));
        put(&mut case, "operations", text(self.operations.as_ref(), row));
        Value::Object(case)
    }
}

impl Source for Input {
    fn count(&self) -> usize {
        self.ids.len()
    }

    fn push(&self, range: Range<usize>, bills: &mut Bills) {
        let mut room = Room::default();
        range.for_each(|row| self.push_row(row, bills, &mut room));
    }

    fn case(&self, row: usize) -> Vec<u8> {
        match text(self.cases.as_ref(), row) {
            Some(case) => case.as_bytes().to_vec(),
            None => self.written(row).to_string().into_bytes(),
        }
    }
}

/// Room for lists, used again.
#[derive(Default)]
struct Room<'a> {
    agreements: Vec<&'a str>,
    tags: Vec<&'a str>,
    processes: Vec<&'a str>,
}

fn put(into: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        into.insert(key.into(), value.into());
    }
}

fn put_words(into: &mut Map<String, Value>, key: &str, column: Option<&Words>, row: usize) {
    let mut room = Vec::new();
    if let Some(list) = words(column, row, &mut room) {
        into.insert(key.into(), json!(list));
    }
}
