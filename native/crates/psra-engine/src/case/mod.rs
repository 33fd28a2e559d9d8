//! A case: one product with its bill of materials. What is absent is unknown, never zero and never "no".

mod fields;
mod rates;
mod read;
mod stock;

pub(crate) use read::is_identifier;
pub use read::read;
pub use stock::{Lot, Method, Movement, Stock};

use crate::date::Date;
use crate::exact::Exact;
use crate::json::Json;

/// A case as received, checked for form.
#[derive(Debug, Clone)]
pub struct Case {
    pub(crate) agreements: Option<Vec<String>>,
    pub(crate) exporting_party: Option<String>,
    pub(crate) importing_party: Option<String>,
    pub(crate) as_of: Option<Date>,
    pub(crate) hs_edition: Option<u16>,
    pub(crate) product: Product,
    pub(crate) materials: Vec<Material>,
    pub(crate) processes: Vec<ProcessFact>,
    pub(crate) processes_complete: bool,
    pub(crate) operations: Option<Operations>,
    /// All operations carried out, by the words of the vocabulary.
    pub(crate) operations_list: Option<Vec<String>>,
    pub(crate) consignment: Consignment,
    /// As they are given; once the case is prepared, those that were used.
    pub(crate) exchange_rates: Vec<Rate>,
}

/// The way of the goods, as far as it is known (origin.md A.15).
#[derive(Debug, Clone, Default)]
pub struct Consignment {
    /// Straight to the importing party, or through other countries.
    pub(crate) direct: Option<bool>,
    pub(crate) customs_supervision: Option<bool>,
    pub(crate) altered: Option<bool>,
}

/// What became of a product that was exported before and has come back (origin.md A.14).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returned {
    /// The same goods, not worked beyond what preserves them.
    Unchanged,
    /// Worked outside.
    Worked,
}

/// The product to be decided.
#[derive(Debug, Clone, Default)]
pub struct Product {
    pub(crate) hs_code: u32,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) rule_row: Option<String>,
    pub(crate) ex_works_price: Option<Money>,
    pub(crate) fob_price: Option<Money>,
    pub(crate) transaction_value: Option<Money>,
    pub(crate) net_cost: Option<Money>,
    pub(crate) net_weight_kg: Option<Exact>,
    pub(crate) wholly_obtained: Option<bool>,
    pub(crate) is_set: bool,
    /// General interpretative rule by which a set is classified.
    pub(crate) gir: Option<&'static str>,
    pub(crate) drawback_claimed: Option<bool>,
    /// Value added outside the party.
    pub(crate) outward_processing: Option<Money>,
    pub(crate) returned: Option<Returned>,
}

/// One line of the bill of materials, with its next level.
#[derive(Debug, Clone)]
pub struct Material {
    /// The identifier, or the pointer where none was given.
    pub(crate) id: String,
    pub(crate) pointer: String,
    pub(crate) hs_code: u32,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) value: Option<Money>,
    pub(crate) net_weight_kg: Option<Exact>,
    pub(crate) status: Status,
    pub(crate) country: Option<String>,
    pub(crate) evidence: Evidence,
    pub(crate) wholly_obtained: Option<bool>,
    pub(crate) role: Role,
    pub(crate) contains: Vec<Contained>,
    /// What was carried out to make it of its own materials; the list may be complete.
    pub(crate) processes: Vec<ProcessFact>,
    pub(crate) processes_complete: bool,
    pub(crate) materials: Vec<Material>,
}

/// What the origin of a line rests on.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    pub(crate) given: bool,
    /// The days that it covers, both included.
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

/// An amount in a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    pub(crate) amount: Exact,
    pub(crate) currency: String,
}

/// How many units of a currency one unit of another buys, on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) factor: Exact,
    pub(crate) date: Date,
    pub(crate) source: Option<String>,
}

/// A substance inside a composite material.
#[derive(Debug, Clone)]
pub struct Contained {
    pub(crate) tag: String,
    pub(crate) net_weight_kg: Exact,
}

/// An attested process.
#[derive(Debug, Clone)]
pub struct ProcessFact {
    pub(crate) code: String,
    pub(crate) parameters: Vec<(String, Json)>,
}

/// What a line says of its origin. Unknown counts as non-originating in law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It originates.
    Originating,
    /// It does not.
    NonOriginating,
    /// Nobody knows.
    Unknown,
}

/// What a line is to the product (origin.md A.11, A.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A material of which it is made.
    Material,
    /// Packaging in which it is sold, classified with it.
    RetailPackaging,
    /// Packing for its carriage.
    ShippingPacking,
    /// An accessory, spare part or tool delivered with it.
    Accessory,
    /// Energy, plant, tools: what does not enter it.
    Neutral,
}

/// Whether more than insufficient operations were carried out (origin.md A.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operations {
    /// More than those.
    BeyondInsufficient,
    /// Only those.
    InsufficientOnly,
}
