//! The criteria, one a file. Each looks at the bench and says whether it holds, by what measure, and what is missing.

mod ctc;
mod fact;
mod from_material;
mod max_nom;
mod max_weight;
mod min_om;
mod nom_le_om;
mod origin_retained;
mod originating;
mod parameter;
mod process;
mod prohibit;
mod rvc;
mod set_rule;
mod undefined;
mod wholly_obtained;

pub use process::Processes;

use crate::date::Date;
use crate::facts::{MissingFact, gather};
use crate::json::Json;
use crate::law::{Criterion, General, Measure};
use crate::logic::Truth;
use crate::parties::Parties;
use crate::subject::{Line, Subject};

/// All that a criterion may look at.
#[derive(Debug, Clone, Copy)]
pub struct Bench<'b, 'c> {
    pub(crate) subject: &'b Subject<'c>,
    pub(crate) lines: &'b [&'b Line<'c>],
    pub(crate) processes: &'b Processes<'c>,
    /// The agreement's general rules, where they are at hand.
    pub(crate) general: Option<&'b General>,
    /// The printed range of the rule, for changes within a group of codes.
    pub(crate) range: Option<(u32, u32)>,
    /// The day whose law applies.
    pub(crate) as_of: &'b Date,
    /// Who trades with whom.
    pub(crate) parties: &'b Parties,
}

/// What a criterion found.
#[derive(Debug, Clone)]
pub struct Finding {
    pub(crate) outcome: Truth,
    /// Its measure as an answer shows it; the outcome is added by the caller.
    pub(crate) measure: Vec<(&'static str, Json)>,
    /// What would settle an unknown outcome.
    pub(crate) facts: Vec<MissingFact>,
    /// What a tolerance may forgive.
    pub(crate) waiver: Option<Waiver>,
}

/// Materials that fail a criterion and that a tolerance may forgive (origin.md A.5).
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The outcome that is left when all of them are forgiven.
    pub(crate) rest: Truth,
    /// Lines by number, failing for certain or perhaps.
    pub(crate) failing: Vec<(usize, Truth)>,
    /// They are over a weight limit, which few agreements let a tolerance rescue.
    pub(crate) weight_limit: bool,
}

impl Finding {
    /// A finding without materials that a tolerance could forgive.
    fn firm(outcome: Truth, measure: Vec<(&'static str, Json)>, facts: Vec<MissingFact>) -> Self {
        let facts = if outcome == Truth::Unknown { facts } else { Vec::new() };
        Self { outcome, measure, facts, waiver: None }
    }

    /// A finding on lines that each pass or fail; `rest` is what must hold beside.
    fn of_lines(
        name: &str,
        lines: &[&Line<'_>],
        failing: Vec<(usize, Truth)>,
        rest: Truth,
        facts: Vec<MissingFact>,
    ) -> Self {
        let outcome = Truth::all(failing.iter().map(|(_, fails)| fails.negate())).and(rest);
        let named = |certain: Truth| {
            Json::strings(failing.iter().filter(move |(_, f)| *f == certain).map(|(n, _)| lines[*n].id))
        };
        let mut measure = vec![("criterion", Json::str(name)), ("failing_materials", named(Truth::True))];
        if failing.iter().any(|(_, f)| *f == Truth::Unknown) {
            measure.push(("possibly_failing_materials", named(Truth::Unknown)));
        }
        let facts = if outcome == Truth::Unknown { facts } else { Vec::new() };
        Self { outcome, measure, facts, waiver: Some(Waiver { rest, failing, weight_limit: false }) }
    }
}

impl Criterion {
    /// Whether it holds on the bench.
    #[must_use]
    pub fn find(&self, bench: &Bench<'_, '_>) -> Finding {
        match self {
            Self::Change(change) => ctc::find(bench, change),
            Self::MaxNom { max, basis, scope } => max_nom::find(bench, "MaxNOM", max, *basis, scope),
            Self::MaxWeight { max, scope, of } => max_weight::find(bench, max, scope, of),
            Self::Rvc { method, min, basis, scope } => rvc::find(bench, *method, min, *basis, scope),
            Self::NomLeOm => nom_le_om::find(bench),
            Self::MinOm { min, measure, basis, scope, of, wholly_obtained } => {
                let member = if *wholly_obtained { min_om::WHOLLY_OBTAINED } else { min_om::ORIGINATING };
                let mut finding = match measure {
                    Measure::Weight => min_om::by_weight(bench, min, scope, of, member),
                    Measure::Value => min_om::by_value(bench, min, *basis, scope, of, member),
                };
                if *wholly_obtained && finding.outcome == Truth::Unknown {
                    gather(&mut finding.facts, wholly_obtained::open(bench, scope));
                }
                finding
            }
            Self::WhollyObtainedProduct => wholly_obtained::product(bench),
            Self::WhollyObtainedMaterials { scope } => wholly_obtained::materials(bench, scope),
            Self::Originating { scope } => originating::find(bench, scope),
            Self::Process { codes, all, parameters } => process::find(bench, codes, *all, parameters),
            Self::FromMaterial { tags, scope, exact } => from_material::find(bench, tags, scope, *exact),
            Self::SetRule(limits) => set_rule::find(bench, limits),
            Self::OriginRetained => origin_retained::find(bench),
            Self::Prohibit { scope } => prohibit::find(bench, scope),
            Self::ProcessFact { code } => fact::process(bench, code),
            Self::MaterialFact { code } => fact::material(bench, code),
            Self::DescriptionFact { code } => fact::description(bench, code),
            Self::Undefined { note } => undefined::find(bench, note),
        }
    }
}
