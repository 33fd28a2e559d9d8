//! Criteria of a list's rules: what a rule asks for, and of which materials (origin.md A.2.1).

use crate::date::Date;
use crate::limit::Limit;

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
    /// The basic textile materials, as the agreement's notes on textiles name them (origin.md A.2.7).
    BasicTextileMaterials,
}

/// Failing materials that are freed up to a share.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// Which of them.
    pub scope: Scope,
    /// How far; without one, without limit.
    pub max: Option<Limit>,
    /// What is counted.
    pub measure: Measure,
    /// Of what, where value is counted.
    pub basis: Basis,
    /// Of what, where weight is counted.
    pub of: Whole,
}

/// A change of classification (origin.md A.2.2).
#[derive(Debug, Clone)]
pub struct Change {
    /// At which level; without one, materials of any heading.
    pub level: Option<Level>,
    /// Materials that may not be used although they change.
    pub except: Option<Scope>,
    /// The only materials from which the change may start.
    pub from_only: Option<Scope>,
    /// Materials that may be used although they do not change.
    pub including: Option<Scope>,
    /// Whether a material of the rule's own printed range fails; absent: as the agreement says.
    pub within_group_forbidden: Option<bool>,
    /// Failing materials that are freed.
    pub allowances: Vec<Allowance>,
}

/// How an attested parameter compares with a stated one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// >
    MoreThan,
    /// <
    LessThan,
    /// =
    Equals,
}

/// A measure that a process has to reach (origin.md A.2.6).
#[derive(Debug, Clone)]
pub struct Demand {
    /// Of which process; absent: of each.
    pub process: Option<String>,
    /// Which parameter.
    pub name: String,
    /// How it compares.
    pub relation: Relation,
    /// With what: a decimal, or a text for `equals`.
    pub value: String,
    /// In which unit; absent: that of the vocabulary.
    pub unit: Option<String>,
}

/// A limit for the components of some chapters of a set.
#[derive(Debug, Clone)]
pub struct ChapterLimit {
    /// Chapters of the components.
    pub chapters: Scope,
    /// Greatest share of theirs.
    pub max: Limit,
}

/// What a set has to keep to (origin.md A.10).
#[derive(Debug, Clone)]
pub struct SetLimits {
    /// Greatest share of all non-originating components.
    pub max: Limit,
    /// Of which price.
    pub basis: Basis,
    /// Further limits.
    pub limits: Vec<ChapterLimit>,
    /// Least number of originating components.
    pub least_originating: Option<usize>,
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
    /// Change of classification, or materials of any heading.
    Change(Change),
    /// Value of non-originating materials, at most.
    MaxNom { max: Limit, basis: Basis, scope: Scope },
    /// Weight of non-originating materials, at most.
    MaxWeight { max: Limit, scope: Scope, of: Whole },
    /// Regional value content, at least.
    Rvc { method: RvcMethod, min: Limit, basis: Basis, scope: Scope },
    /// Value of non-originating materials at most that of originating ones.
    NomLeOm,
    /// Originating (or wholly obtained) share, at least.
    MinOm { min: Limit, measure: Measure, basis: Basis, scope: Scope, of: Whole, wholly_obtained: bool },
    /// The product is wholly obtained.
    WhollyObtainedProduct,
    /// All materials in scope are wholly obtained.
    WhollyObtainedMaterials { scope: Scope },
    /// All materials in scope originate.
    Originating { scope: Scope },
    /// Any of, or all of, these processes.
    Process { codes: Vec<String>, all: bool, parameters: Vec<Demand> },
    /// Made from a material with one of these tags, or, unless `exact`, of an earlier stage of manufacture.
    FromMaterial { tags: Vec<String>, scope: Scope, exact: bool },
    /// Components of a set originate, or the others keep to limits.
    SetRule(SetLimits),
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
    /// A note that does not say anything for the product on the day.
    Undefined { note: String },
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
    /// What a note says.
    Note(Box<CitedNote>),
}

/// What citing a note does (origin.md A.2.8: notes are rules too).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Its criterion stands where it is cited.
    Defines,
    /// Its criterion must hold beside the rule's.
    Requires,
    /// Its criterion suffices in place of the rule's.
    Alternative,
}

/// A note where a rule cites it.
#[derive(Debug, Clone)]
pub struct CitedNote {
    /// Its key.
    pub id: String,
    /// What citing it does.
    pub effect: Effect,
    /// What it says, from when to when and for which products; the first that applies holds.
    pub versions: Vec<NoteVersion>,
    /// What stands in the place of a definition that does not apply.
    pub undefined: Criterion,
}

/// What a note says in a period, for some products.
#[derive(Debug, Clone)]
pub struct NoteVersion {
    /// Products that it is about; absent: all.
    pub chapters: Option<Vec<CodeRange>>,
    /// Its first day.
    pub valid_from: Option<String>,
    /// Its last day.
    pub valid_to: Option<String>,
    /// Its criterion.
    pub node: Node,
}

impl CitedNote {
    /// What it says for a product on a day, if anything.
    #[must_use]
    pub fn on(&self, code: u32, as_of: &Date) -> Option<&Node> {
        let holds = |v: &&NoteVersion| {
            v.chapters.as_ref().is_none_or(|ranges| ranges.iter().any(|r| r.holds(code)))
                && as_of.within(v.valid_from.as_deref(), v.valid_to.as_deref())
        };
        self.versions.iter().find(holds).map(|v| &v.node)
    }
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
