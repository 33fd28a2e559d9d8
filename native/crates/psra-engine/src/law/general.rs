//! The general rules of an agreement (origin.md A.1, A.5 to A.18) in the form in which they are applied. What a document
//! does not grant is absent here; nothing is granted by code.

use super::{Basis, CodeRange, Measure, Scope, SetLimits};
use crate::exact::Exact;
use crate::json::Json;
use crate::limit::Limit;

/// A part of the general rules with the place that says it.
#[derive(Debug, Clone)]
pub struct Part<T> {
    pub(crate) value: T,
    /// Its source, where that is not verified.
    pub(crate) unverified: Option<String>,
    /// The article or note, as the document cites it.
    pub(crate) article: Option<String>,
}

/// A tolerance for products of some chapters (A.5).
#[derive(Debug, Clone)]
pub struct Tolerance {
    pub(crate) chapters: Vec<CodeRange>,
    pub(crate) except_codes: Vec<CodeRange>,
    pub(crate) measure: Measure,
    pub(crate) max: Limit,
    pub(crate) basis: Basis,
    /// Parties for whose exports it is, and those for whose it is not.
    pub(crate) exporters: Option<Vec<String>>,
    pub(crate) except_exporters: Vec<String>,
    /// A share of the weight of these materials, in place of the product's: only what is among them is freed.
    pub(crate) of: Option<Scope>,
    /// Materials that it frees; none named: all.
    pub(crate) only_materials: Option<Scope>,
    /// Materials that it never frees.
    pub(crate) except_materials: Option<Scope>,
    /// Tolerated materials still count in a value content: they always do here, for no percentage of a rule may be
    /// exceeded through a tolerance; the agreement that says so is shown.
    pub(crate) counts_in_value_content: bool,
}

/// The introductory notes on textiles (A.5, 6).
#[derive(Debug, Clone)]
pub struct Textiles {
    /// Tags of the basic textile materials.
    pub(crate) basic: Vec<String>,
    pub(crate) mixed: Option<Part<MixedTextiles>>,
    pub(crate) made_up: Option<Part<MadeUpTextiles>>,
}

impl Textiles {
    /// Whether a note is for a product.
    #[must_use]
    pub fn is_for(&self, code: u32) -> bool {
        let mixed = self.mixed.iter().flat_map(|part| &part.value.chapters);
        let made_up = self.made_up.iter().flat_map(|part| &part.value.chapters);
        mixed.chain(made_up).any(|range| range.holds(code))
    }
}

/// Products of several basic textile materials: failing ones up to a share of the weight of all of them.
#[derive(Debug, Clone)]
pub struct MixedTextiles {
    pub(crate) chapters: Vec<CodeRange>,
    pub(crate) max: Limit,
    pub(crate) least_materials: usize,
    /// Materials with a higher share of their own; the others still keep to the common one.
    pub(crate) raised: Vec<(Vec<String>, Limit)>,
}

/// Made-up articles: failing textile materials of another heading up to a share of the price.
#[derive(Debug, Clone)]
pub struct MadeUpTextiles {
    pub(crate) chapters: Vec<CodeRange>,
    pub(crate) max: Limit,
    pub(crate) basis: Basis,
    pub(crate) except_materials: Option<Scope>,
}

/// How a line that is not a plain material takes part (A.11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treatment {
    /// In tests of classification and process.
    pub(crate) in_ctc: bool,
    /// In tests of value.
    pub(crate) in_value: bool,
    /// What the treatment takes for granted: a word of the vocabulary.
    pub(crate) condition: Option<String>,
}

/// A kind of cumulation (A.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CumulationKind {
    /// Originating materials of the other party.
    Bilateral,
    /// Originating materials of third countries with the same rules.
    Diagonal,
    /// Production in the other party, on non-originating materials too.
    Full,
    /// Countries outside the zone, on conditions.
    Extended,
}

impl CumulationKind {
    /// As documents write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bilateral => "bilateral",
            Self::Diagonal => "diagonal",
            Self::Full => "full",
            Self::Extended => "extended",
        }
    }
}

/// One cell of the matrix: when, with whom and for what a kind of cumulation holds.
#[derive(Debug, Clone)]
pub struct CumulationLimit {
    pub(crate) kind: CumulationKind,
    pub(crate) chapters: Option<Vec<CodeRange>>,
    pub(crate) except_chapters: Vec<CodeRange>,
    pub(crate) countries: Option<Vec<String>>,
    /// Parties from which, and into which, the product has to go.
    pub(crate) exporters: Option<Vec<String>>,
    pub(crate) importers: Option<Vec<String>>,
    /// It is about what is of the importing party alone.
    pub(crate) importing_party_only: bool,
    pub(crate) valid_from: Option<String>,
    pub(crate) valid_to: Option<String>,
    /// Rules that have to apply between all countries concerned.
    pub(crate) ruleset: Option<String>,
}

/// Which rules apply between two countries.
#[derive(Debug, Clone)]
pub struct MatrixPair {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) one_way: bool,
    pub(crate) ruleset: String,
    pub(crate) valid_from: Option<String>,
    pub(crate) valid_to: Option<String>,
}

/// The matrix of diagonal cumulation.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// A pair that is not listed has no such agreement; else it is not known.
    pub(crate) complete: bool,
    pub(crate) pairs: Vec<MatrixPair>,
}

/// Evidence that has to be held for what is cumulated.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub(crate) kinds: Vec<String>,
    pub(crate) validity_months: Option<usize>,
}

/// Which cumulation an agreement has.
#[derive(Debug, Clone, Default)]
pub struct Cumulation {
    pub(crate) kinds: Vec<CumulationKind>,
    pub(crate) limits: Vec<CumulationLimit>,
    pub(crate) matrix: Option<Matrix>,
    pub(crate) evidence: Option<Part<Evidence>>,
    /// Whether the exporting party has to do more than insufficient operations; where the document is silent, it has.
    pub(crate) beyond_insufficient: bool,
    /// Where it does not, the product originates in the country with the highest value; else it does not originate.
    pub(crate) by_highest_value: bool,
}

/// Operations that never confer origin (A.8).
#[derive(Debug, Clone)]
pub struct InsufficientOperations {
    pub(crate) operations: Vec<String>,
    /// A combination of two or more is insufficient, too.
    pub(crate) combination: bool,
    /// The list is introduced by "one or more of": several are insufficient without a clause on combinations.
    pub(crate) one_or_more: bool,
    /// Operations that are insufficient for some products only.
    pub(crate) limited: Vec<(Vec<String>, Vec<CodeRange>)>,
}

/// The article on sets (A.10).
#[derive(Debug, Clone)]
pub struct Sets {
    pub(crate) limits: SetLimits,
    /// All packaging originating suffices in place of the least number of originating components.
    pub(crate) or_packaging: bool,
    /// Rules of interpretation by which the set is classified; none: any.
    pub(crate) gir: Vec<String>,
}

/// Fungible stocks kept apart in the books only (A.13).
#[derive(Debug, Clone)]
pub struct Segregation {
    pub(crate) materials: bool,
    pub(crate) finished_goods: Vec<CodeRange>,
    pub(crate) authorisation: bool,
    pub(crate) cost_difficulty: bool,
    pub(crate) methods: Vec<String>,
}

/// Whether origin has to be acquired without interruption in the party (A.14).
#[derive(Debug, Clone)]
pub struct Territoriality {
    /// Greatest value added outside, of the ex-works price.
    pub(crate) outward_processing: Option<Limit>,
    pub(crate) except_chapters: Vec<CodeRange>,
    pub(crate) returned_goods: bool,
}

/// Whether drawback and a proof go together (A.16).
#[derive(Debug, Clone)]
pub enum DrawbackRule {
    /// They do.
    Allowed,
    /// They do not.
    Banned,
    /// They do not for products of these chapters.
    BannedChapters(Vec<CodeRange>),
    /// Refunds may be limited to what exceeds this rate of duty.
    Capped(Option<Exact>),
}

/// Drawback, and the kinds of cumulation under which a ban does not hold.
#[derive(Debug, Clone)]
pub struct Drawback {
    pub(crate) rule: DrawbackRule,
    pub(crate) except_kinds: Vec<CumulationKind>,
}

/// The condition on the way of the goods (A.15).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Directly, in a single consignment.
    Direct,
    /// Not altered on the way.
    NonAlteration,
    /// Under customs control throughout.
    CustomsControl,
}

/// The general rules of one period. An absent relief is not granted.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of the documents by its own name")]
pub struct General {
    /// A material of a rule's own printed range fails a change of classification where the rule is silent.
    pub(crate) within_group_forbidden: bool,
    pub(crate) tolerance: Vec<Part<Tolerance>>,
    /// All non-originating materials count in a tolerance, not only those that fail the alternative.
    pub(crate) tolerance_all_nom: bool,
    pub(crate) tolerance_rescues_weight: bool,
    /// A limit printed in any alternative bars the tolerance in all of them.
    pub(crate) block_any_alternative: bool,
    pub(crate) textiles: Option<Part<Textiles>>,
    pub(crate) cumulation: Option<Part<Cumulation>>,
    pub(crate) absorption: Option<Part<bool>>,
    pub(crate) insufficient_operations: Option<Part<InsufficientOperations>>,
    pub(crate) sets: Option<Part<Sets>>,
    pub(crate) packaging: Option<Part<Treatment>>,
    pub(crate) accessories: Option<Part<Treatment>>,
    pub(crate) segregation: Option<Part<Segregation>>,
    pub(crate) territoriality: Option<Part<Territoriality>>,
    pub(crate) drawback: Option<Part<Drawback>>,
    pub(crate) transport: Option<Part<Transport>>,
    /// What a proof takes, as the document writes it: shown, not decided on.
    pub(crate) proof: Option<Part<Json>>,
    /// Where each part stands in the agreement, for the proof.
    pub(crate) references: Vec<(String, String)>,
}

impl General {
    /// Where the parts of those names stand in the agreement, in the order of the names.
    #[must_use]
    pub fn places(&self, parts: &[&str]) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for (_, at) in parts.iter().flat_map(|name| self.references.iter().filter(move |(part, _)| part == name)) {
            if !found.contains(&at.as_str()) {
                found.push(at);
            }
        }
        found
    }

    /// Tags of the basic textile materials, where the agreement names them.
    #[must_use]
    pub fn textile_materials(&self) -> Option<&[String]> {
        self.textiles.as_ref().map(|part| part.value.basic.as_slice())
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
