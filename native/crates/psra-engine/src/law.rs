//! The rules in the form in which they are evaluated: codes are numbers, percentages are exact, nothing is optional
//! that has a default. `lower` makes it from RaC documents.

use crate::exact::Exact;
use crate::json::Json;

/// A level of the nomenclature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Two digits.
    Chapter,
    /// Four digits.
    Heading,
    /// Six digits.
    Subheading,
}

impl Level {
    /// The code cut to this level.
    #[must_use]
    pub fn of(self, code: u32) -> u32 {
        match self {
            Self::Chapter => code / 10_000,
            Self::Heading => code / 100,
            Self::Subheading => code,
        }
    }
}

/// An inclusive range of equally long codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeRange {
    /// How long the codes are.
    pub level: Level,
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

impl CodeRange {
    /// Read `"39"`, `"3901"`, `"390110"` or a range of two of them.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        let level = match (from.len(), to.len()) {
            (2, 2) => Level::Chapter,
            (4, 4) => Level::Heading,
            (6, 6) => Level::Subheading,
            _ => return None,
        };
        let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten();
        Some(Self { level, from: number(from)?, to: number(to)? })
    }

    /// Whether a six-digit code lies in it.
    #[must_use]
    pub fn holds(&self, code: u32) -> bool {
        (self.from..=self.to).contains(&self.level.of(code))
    }
}

/// Which materials a criterion looks at. All given parts must hold.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// In any of these ranges.
    pub codes: Option<Vec<CodeRange>>,
    /// Of the same chapter, heading or subheading as the product.
    pub same: Option<Level>,
    /// With any of these tags.
    pub tags: Option<Vec<String>>,
    /// Not of this scope.
    pub not: Option<Box<Scope>>,
}

/// What a percentage is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Ex-works price.
    Exw,
    /// Free-on-board price.
    Fob,
    /// Transaction value.
    Tv,
    /// Net cost.
    Nc,
    /// Either of two.
    ExwOrFob,
    /// Either of two.
    TvOrExw,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Customs value.
    Value,
    /// Net weight.
    Weight,
}

/// The whole to which a share is compared.
#[derive(Debug, Clone)]
pub enum Whole {
    /// The product: its net weight, or its price.
    Product,
    /// The materials of a scope, originating or not.
    Materials(Scope),
}

/// Failing materials that are freed up to a share.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// Which of them.
    pub scope: Scope,
    /// As a fraction of one.
    pub max: Exact,
    /// What is counted.
    pub measure: Measure,
    /// Of what, where value is counted.
    pub basis: Basis,
}

/// How a regional value content is worked out (origin.md A.2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RvcMethod {
    /// (basis − non-originating) ÷ basis
    BuildDown,
    /// originating ÷ basis
    BuildUp,
    /// (basis − non-originating in scope) ÷ basis
    Focused,
    /// (net cost − non-originating) ÷ net cost
    NetCost,
}

/// One criterion.
#[derive(Debug, Clone)]
pub enum Criterion {
    /// Change of classification at a level; without one, materials of any heading.
    Change { level: Option<Level>, except: Option<Scope>, from_only: Option<Scope>, allowances: Vec<Allowance> },
    /// Value of non-originating materials, at most.
    MaxNom { max: Exact, basis: Basis, scope: Scope },
    /// Weight of non-originating materials, at most.
    MaxWeight { max: Exact, scope: Scope, of: Whole },
    /// Regional value content, at least.
    Rvc { method: RvcMethod, min: Exact, basis: Basis, scope: Scope },
    /// Value of non-originating materials at most that of originating ones.
    NomLeOm,
    /// Originating (or wholly obtained) share, at least.
    MinOm { min: Exact, measure: Measure, scope: Scope, of: Whole, wholly_obtained: bool },
    /// The product is wholly obtained.
    WhollyObtainedProduct,
    /// All materials in scope are wholly obtained.
    WhollyObtainedMaterials { scope: Scope },
    /// All materials in scope originate.
    Originating { scope: Scope },
    /// Any of, or all of, these processes.
    Process { codes: Vec<String>, all: bool, parameters: Vec<(String, Json)> },
    /// Made from a material with all of these tags.
    FromMaterial { tags: Vec<String> },
    /// Components of a set originate, or the others are at most so much.
    SetRule { max: Exact, basis: Basis },
    /// The product keeps the origin that it had.
    OriginRetained,
    /// No non-originating material in scope.
    Prohibit { scope: Scope },
    /// An attested process, material or description.
    ProcessFact { code: String },
    /// A material of that description was used.
    MaterialFact { code: String },
    /// The product is of that description.
    DescriptionFact { code: String },
}

/// A criteria tree.
#[derive(Debug, Clone)]
pub enum Node {
    /// One suffices.
    Any(Vec<Node>),
    /// All are needed.
    All(Vec<Node>),
    /// A criterion.
    Leaf(Box<Criterion>),
}

/// What a row of the list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// All goods of its range.
    Whole,
    /// Goods of a description.
    Described,
    /// Goods that described rows leave over.
    Residual,
}

/// Whose trade a row is for, seen from the publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Into the publisher's party.
    Import,
    /// Out of it.
    Export,
}

/// One row of an agreement's list.
#[derive(Debug, Clone)]
pub struct Row {
    pub(crate) id: String,
    pub(crate) heading: String,
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) kind: RowKind,
    pub(crate) applies_to: Vec<String>,
    pub(crate) valid_from: Option<String>,
    pub(crate) valid_to: Option<String>,
    pub(crate) direction: Option<Direction>,
    pub(crate) quota: Option<String>,
    pub(crate) countries: Option<Vec<String>>,
    /// Why it was not turned into code; then it has no alternatives.
    pub(crate) quarantined: Option<String>,
    /// Alternatives in their order, `#1` first.
    pub(crate) alternatives: Vec<Node>,
    /// SHA-256 of the rule's canonical JSON.
    pub(crate) sha256: String,
    pub(crate) text: Option<String>,
    pub(crate) source: Json,
    pub(crate) criterion: Json,
    pub(crate) state: &'static str,
    /// The source, where it is not verified.
    pub(crate) unverified: Option<String>,
    /// The HS edition in which its range is printed.
    pub(crate) edition: u16,
}

/// A part of the general rules, with its source where that is not verified.
#[derive(Debug, Clone)]
pub struct Part<T> {
    pub(crate) value: T,
    pub(crate) unverified: Option<String>,
}

/// A tolerance for products of some chapters.
#[derive(Debug, Clone)]
pub struct Tolerance {
    pub(crate) chapters: Vec<CodeRange>,
    pub(crate) except_codes: Vec<CodeRange>,
    pub(crate) measure: Measure,
    pub(crate) max: Exact,
    pub(crate) basis: Basis,
}

/// How a line that is not a plain material takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Treatment {
    /// In tests of classification and process.
    pub(crate) in_ctc: bool,
    /// In tests of value.
    pub(crate) in_value: bool,
}

/// Which cumulation an agreement has (origin.md A.7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cumulation {
    /// The other party's originating materials count (bilateral, or full).
    pub(crate) with_party: bool,
    /// Production in the other party counts, too.
    pub(crate) full: bool,
    /// Materials of countries that are no party may count, on conditions (diagonal, extended).
    pub(crate) beyond: bool,
}

/// Whether drawback and a proof go together (origin.md A.16).
#[derive(Debug, Clone)]
pub enum Drawback {
    /// They do.
    Allowed,
    /// They do not.
    Banned,
    /// They do not for products of these chapters.
    BannedChapters(Vec<CodeRange>),
}

/// The general rules of one period. An absent relief is not granted.
#[derive(Debug, Clone, Default)]
pub struct General {
    pub(crate) tolerance: Vec<Part<Tolerance>>,
    pub(crate) tolerance_all_nom: bool,
    pub(crate) tolerance_rescues_weight: bool,
    pub(crate) cumulation: Option<Part<Cumulation>>,
    pub(crate) absorption: Option<Part<bool>>,
    pub(crate) insufficient_operations: Option<Part<Vec<String>>>,
    pub(crate) sets: Option<Part<(Exact, Basis)>>,
    pub(crate) packaging: Option<Part<Treatment>>,
    pub(crate) accessories: Option<Part<Treatment>>,
    pub(crate) drawback: Option<Part<Drawback>>,
    pub(crate) transport: Option<Part<&'static str>>,
    /// Where each part stands in the agreement, for the proof.
    pub(crate) references: Vec<(String, String)>,
}

impl General {
    /// Where the parts of those names stand, in one line; `None` where no source is named.
    #[must_use]
    pub fn reference(&self, parts: &[&str]) -> Option<String> {
        let found =
            self.references.iter().filter(|(part, _)| parts.contains(&part.as_str())).map(|(_, at)| at.as_str());
        let places: Vec<_> = found.collect();
        (!places.is_empty()).then(|| places.join("; "))
    }
}

/// A party of an agreement, with its members.
#[derive(Debug, Clone)]
pub struct PartyDefinition {
    pub(crate) code: String,
    pub(crate) members: Vec<String>,
}

impl PartyDefinition {
    /// Whether a country is this party or a member of it.
    #[must_use]
    pub fn has(&self, country: &str) -> bool {
        self.code == country || self.members.iter().any(|m| m == country)
    }
}

/// The frame of an agreement: its parties and its general rules by date.
#[derive(Debug, Clone)]
pub struct Frame {
    pub(crate) hs_edition: u16,
    pub(crate) parties: Vec<PartyDefinition>,
    pub(crate) valid_from: Option<String>,
    pub(crate) valid_to: Option<String>,
    pub(crate) periods: Vec<(Option<String>, Option<String>, General)>,
    pub(crate) sha256: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_each_length() {
        let holds = |range: &str, code| CodeRange::read(range).unwrap().holds(code);
        assert!(holds("39", 392_690) && !holds("39", 400_110));
        assert!(holds("3901-3915", 391_590) && !holds("3901-3915", 391_610));
        assert!(holds("390110-390190", 390_120) && !holds("390110-390120", 390_130));
        assert!(holds("01-24", 10_121));
        for bad in ["", "3", "390", "39-3901", "39xx", "39-", "３９"] {
            assert!(CodeRange::read(bad).is_none(), "{bad}");
        }
    }
}
