//! What a bill and its lines say, as they are pushed into the columns.

use super::amount::Amount;
use super::code::Code;
use super::origin::Status;

/// The product's prices.
#[derive(Debug, Clone, Copy, Default)]
pub struct Prices<'a> {
    /// Ex works, free on board, transaction value, net cost; each with its currency.
    pub each: [(Amount, &'a str); 4],
}

/// What a bill says of its product and of itself; texts as a case writes them, absent as unknown.
#[derive(Debug, Clone, Copy)]
pub struct ProductFacts<'a> {
    /// Of the bill.
    pub id: &'a str,
    /// Day whose law applies; absent: that of the batch.
    pub as_of: Option<&'a str>,
    /// HS edition of the bill's codes; absent: the one in force on the day.
    pub hs_edition: Option<i64>,
    /// Two capital letters.
    pub exporting_party: Option<&'a str>,
    /// Two capital letters.
    pub importing_party: Option<&'a str>,
    /// Agreements that the bill names.
    pub agreements: Option<&'a [&'a str]>,
    /// Of the product.
    pub hs_code: Code,
    /// The complete list of tags that are true.
    pub tags: Option<&'a [&'a str]>,
    /// Prices.
    pub prices: Prices<'a>,
    /// Net weight in kilograms.
    pub net_weight_kg: Amount,
    /// Whether it is wholly obtained.
    pub wholly_obtained: Option<bool>,
    /// Attested processes, without parameters.
    pub processes: &'a [&'a str],
    /// Whether no other process was carried out.
    pub processes_complete: bool,
    /// `beyond_insufficient` or `insufficient_only`.
    pub operations: Option<&'a str>,
}

/// The part that a material has in the product (origin.md A.10 to A.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing is said: a material.
    Absent,
    /// `material`.
    Material,
    /// `shipping_packing` or `neutral`: it takes no part.
    Aside,
    /// Another word: for the engine.
    Odd,
}

impl Role {
    /// As a case writes it.
    #[must_use]
    pub fn read(text: Option<&str>) -> Self {
        match text {
            None => Self::Absent,
            Some("material") => Self::Material,
            Some("shipping_packing" | "neutral") => Self::Aside,
            Some(_) => Self::Odd,
        }
    }
}

/// What a bill says of one material; texts as a case writes them, absent as unknown.
#[derive(Debug, Clone, Copy)]
pub struct LineFacts<'a> {
    /// Unique in the bill.
    pub id: Option<&'a str>,
    /// Of the material.
    pub hs_code: Code,
    /// The complete list of tags that are true.
    pub tags: Option<&'a [&'a str]>,
    /// Customs value with its currency.
    pub value: (Amount, &'a str),
    /// Net weight in kilograms.
    pub net_weight_kg: Amount,
    /// What is stated of its origin.
    pub status: Status,
    /// Country of origin.
    pub country: Option<&'a str>,
    /// Whether it is wholly obtained.
    pub wholly_obtained: Option<bool>,
    /// What part it has.
    pub role: Role,
}
