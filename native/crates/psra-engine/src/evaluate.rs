//! One case in, one answer out.

use std::sync::Arc;

use crate::advice;
use crate::answer;
use crate::bill;
use crate::case::{self, Case, Material, ProcessFact};
use crate::date::Date;
use crate::decide::{Decider, Decision};
use crate::edition::{self, Editions};
use crate::errors::{
    AGREEMENT_OUT_OF_FORCE, BAD_DATE, CaseError, NO_AGREEMENT, UNKNOWN_AGREEMENT, UNKNOWN_HS_CODE, UNKNOWN_OPERATION,
    UNKNOWN_PROCESS,
};
use crate::facts::{MissingFact, gather};
use crate::json::{self, Json, Limits, canonical, sha256_hex, write};
use crate::law::Frame;
use crate::logic::Truth;
use crate::parties::Parties;
use crate::proof::Bound;
use crate::rates;
use crate::rulebook::{Agreement, Force, RuleBook};
use crate::vocabulary;

/// What a case may cost.
pub(crate) const LIMITS: Limits = Limits { bytes: 16 * 1024 * 1024, depth: 64 };

/// The engine's name and version, as answers cite it.
pub const ENGINE: &str = concat!("psra-engine ", env!("CARGO_PKG_VERSION"));

/// A case that was read, with what it leaves open settled.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) case: Case,
    pub(crate) as_of: Date,
    /// The HS edition of its codes.
    pub(crate) edition: u16,
    /// The agreements to decide under.
    pub(crate) named: Vec<String>,
}

impl RuleBook {
    /// Answer one case: JSON in, JSON out. `as_of` is the day whose law applies where the case names none. Never
    /// panics and never fails: what cannot be read is answered by an error.
    #[must_use]
    pub fn evaluate(&self, case: &[u8], as_of: &str) -> Vec<u8> {
        let answer = self.answer(case, as_of);
        let mut out = String::with_capacity(8_192);
        write(&answer, &mut out);
        out.into_bytes()
    }

    pub(crate) fn answer(&self, text: &[u8], as_of: &str) -> Json {
        match json::parse(text, LIMITS) {
            Ok(value) => self.respond(&value, as_of),
            Err(error) => answer::failed(None, &error.into()),
        }
    }

    /// The answer to a case that is JSON.
    pub(crate) fn respond(&self, value: &Json, as_of: &str) -> Json {
        let case_id = value.get("case_id").and_then(Json::as_str);
        let case_sha256 = sha256_hex(&canonical(value));
        match self.results(Bound { case: value, sha256: &case_sha256 }, as_of) {
            Ok((as_of, results)) => Json::object([
                ("case_id", Json::option(case_id)),
                ("engine", Json::word(ENGINE)),
                ("as_of", Json::str(as_of.as_str())),
                ("case_sha256", Json::Str(case_sha256.into())),
                ("results", Json::List(results)),
            ]),
            Err(error) => answer::failed(case_id, &error),
        }
    }

    fn results(&self, bound: Bound<'_>, as_of: &str) -> Result<(Date, Vec<Json>), CaseError> {
        let Prepared { case, as_of, edition, named } = self.prepare(bound.case, as_of)?;
        let results = named
            .iter()
            .map(|id| match self.decided(id, &case, bound, &as_of, edition) {
                Ok(result) => Ok(result),
                // A place in the case is to blame: the case, not the agreement, is in error.
                Err(error) if error.pointer.as_deref().is_some_and(|p| p.starts_with("/product")) => Err(error),
                Err(error) => Ok(answer::refused(id, &error)),
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok((as_of, results))
    }

    /// Read a case, and settle its day, its HS edition and the agreements to decide under.
    ///
    /// # Errors
    /// What is wrong with the case, by code and place.
    pub(crate) fn prepare(&self, value: &Json, as_of: &str) -> Result<Prepared, CaseError> {
        let mut case = case::read(value)?;
        let as_of = match &case.as_of {
            Some(day) => day.clone(),
            None => Date::read(as_of).ok_or_else(|| {
                CaseError::of(BAD_DATE, format!("{as_of:?} is not a day of the calendar: give as_of as YYYY-MM-DD"))
            })?,
        };
        let edition = case.hs_edition.unwrap_or_else(|| edition::in_force(&as_of));
        check_code(case.product.hs_code, edition, "/product")?;
        check_codes(&case.materials, edition)?;
        check_processes(&case.processes, "")?;
        check_processes_of(&case.materials)?;
        check_operations(&case)?;
        let named = self.named(&case, &as_of)?;
        rates::apply(&mut case, &as_of);
        Ok(Prepared { case, as_of, edition, named })
    }

    /// The agreements to decide under: those named, else all that are in force between the two parties.
    pub(crate) fn named(&self, case: &Case, as_of: &Date) -> Result<Vec<String>, CaseError> {
        if let Some(named) = &case.agreements {
            return Ok(named.clone());
        }
        let (Some(from), Some(to)) = (&case.exporting_party, &case.importing_party) else {
            return Err(CaseError::at(
                NO_AGREEMENT,
                "/agreements",
                "name the agreements, or state both exporting_party and importing_party",
            ));
        };
        Ok(self.agreements.values().filter(|a| binds(a, from, to, as_of)).map(|a| a.id.clone()).collect())
    }

    /// The decider of a case under one agreement, with the agreement's frame.
    pub(crate) fn decider<'r, 'c>(
        &'r self,
        id: &str,
        case: &'c Case,
        as_of: &Date,
        case_edition: u16,
    ) -> Result<(Decider<'r, 'c>, Option<&'r Frame>), CaseError> {
        let Some(agreement) = self.agreements.get(id) else {
            let known = self.agreements().join(", ");
            return Err(CaseError::of(UNKNOWN_AGREEMENT, format!("no rules of {id:?} are loaded; there are: {known}")));
        };
        let (frame, general) = match agreement.force(as_of) {
            Force::In(frame, general) => (Some(frame), general),
            Force::NotKnown => (None, None),
            Force::Out => {
                return Err(CaseError::of(AGREEMENT_OUT_OF_FORCE, format!("{id} is not in force on {as_of}")));
            }
        };
        let decider = Decider {
            case,
            agreement,
            general,
            parties: Arc::new(Parties::of(case, frame)),
            as_of: as_of.clone(),
            case_edition,
            editions: rule_editions(agreement, frame, case, case_edition, as_of),
            benefit: false,
        };
        Ok((decider, frame))
    }

    /// Decide a case under one agreement and look at the decision.
    ///
    /// # Errors
    /// Where nothing can be decided: no such agreement, not in force, or an attested row that is not there.
    pub(crate) fn decision<T>(
        &self,
        id: &str,
        case: &Case,
        as_of: &Date,
        case_edition: u16,
        look: impl FnOnce(&Decision<'_, '_>) -> T,
    ) -> Result<T, CaseError> {
        let (decider, _) = self.decider(id, case, as_of, case_edition)?;
        Ok(look(&decider.decide()?))
    }

    fn decided(
        &self,
        id: &str,
        case: &Case,
        bound: Bound<'_>,
        as_of: &Date,
        case_edition: u16,
    ) -> Result<Json, CaseError> {
        let (plain, frame) = self.decider(id, case, as_of, case_edition)?;
        let mut decision = plain.decide()?;
        let open = bill::has_unknown_origin(&case.materials);
        let charitable = Decider { benefit: true, ..plain.clone() };
        if open && decision.truth != Truth::True && charitable.decide()?.truth != decision.truth {
            gather(&mut decision.facts, unknown_origins(&case.materials));
        }
        settle(&mut decision);
        let hint = (decision.truth == Truth::Unknown).then(|| advice::hint(&plain, &mut decision));
        Ok(answer::result(&plain, frame, &decision, hint, bound))
    }
}

/// An undetermined verdict always says what it needs.
fn settle(decision: &mut Decision<'_, '_>) {
    if decision.truth == Truth::Unknown && decision.facts.is_empty() {
        decision.facts.push(MissingFact::rule(
            "the rules leave the verdict open",
            "Read the alternatives of the answer: at least one can neither be met nor ruled out.",
        ));
    }
}

fn unknown_origins(materials: &[Material]) -> Vec<MissingFact> {
    let mut facts = Vec::new();
    for material in materials {
        if bill::is_unknown(material) {
            facts.push(MissingFact::fact(
                format!("{}/origin/status", material.pointer),
                format!("the origin of material {:?} is unknown, so it counts as non-originating; that could change the verdict", material.id),
                format!("Does material {:?} originate, and on what evidence?", material.id),
            ));
        }
        facts.extend(unknown_origins(&material.materials));
    }
    facts
}

/// The editions of the rules for this product: the newest that have a row for it in force.
fn rule_editions(
    agreement: &Agreement,
    frame: Option<&Frame>,
    case: &Case,
    case_edition: u16,
    as_of: &Date,
) -> Editions {
    let covers = |target: &Editions| {
        let found = edition::translate(case.product.hs_code, case_edition, *target, "").candidates;
        found.iter().any(|candidate| {
            let rows = agreement.rows_of(candidate.printed).filter(|r| r.editions == *target);
            rows.filter(|r| as_of.within(r.valid_from.as_deref(), r.valid_to.as_deref()))
                .any(|r| (r.from..=r.to).contains(&candidate.printed))
        })
    };
    let none = || Editions::of_one(frame.map_or(case_edition, |f| f.hs_edition));
    match agreement.editions.as_slice() {
        [only] => *only,
        several => several.iter().copied().find(covers).or(several.first().copied()).unwrap_or_else(none),
    }
}

fn binds(agreement: &Agreement, from: &str, to: &str, as_of: &Date) -> bool {
    match agreement.force(as_of) {
        Force::Out => false,
        Force::In(frame, _) => {
            let side = |code: &str| frame.parties.iter().position(|p| p.has(code));
            matches!((side(from), side(to)), (Some(a), Some(b)) if a != b)
        }
        // Only the id tells the parties of a lone list.
        Force::NotKnown => {
            let (from, to) = (from.to_ascii_lowercase(), to.to_ascii_lowercase());
            agreement.id == format!("{from}-{to}") || agreement.id == format!("{to}-{from}")
        }
    }
}

fn check_code(code: u32, edition: u16, pointer: &str) -> Result<(), CaseError> {
    if psra_hs::is_code(edition, code) {
        return Ok(());
    }
    Err(CaseError::at(
        UNKNOWN_HS_CODE,
        format!("{pointer}/hs_code"),
        format!("{code:06} is not a subheading of HS {edition}; check the code, or state the case's hs_edition"),
    ))
}

fn check_codes(materials: &[Material], edition: u16) -> Result<(), CaseError> {
    for material in materials {
        check_code(material.hs_code, edition, &material.pointer)?;
        check_codes(&material.materials, edition)?;
    }
    Ok(())
}

fn check_operations(case: &Case) -> Result<(), CaseError> {
    let known = psra_rac::operations();
    for (n, code) in case.operations_list.iter().flatten().enumerate() {
        if !known.contains(code) {
            let list = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(CaseError::at(
                UNKNOWN_OPERATION,
                format!("/operations_list/{n}"),
                format!("{code:?} is not an operation of the vocabulary; the valid ones are: {list}"),
            ));
        }
    }
    Ok(())
}

fn check_processes_of(materials: &[Material]) -> Result<(), CaseError> {
    for material in materials {
        check_processes(&material.processes, &material.pointer)?;
        check_processes_of(&material.materials)?;
    }
    Ok(())
}

fn check_processes(listed: &[ProcessFact], pointer: &str) -> Result<(), CaseError> {
    for (n, fact) in listed.iter().enumerate() {
        if !vocabulary::is_process(&fact.code) {
            let known = vocabulary::processes().join(", ");
            return Err(CaseError::at(
                UNKNOWN_PROCESS,
                format!("{pointer}/processes/{n}/code"),
                format!("{:?} is not a process of the vocabulary; the valid ones are: {known}", fact.code),
            ));
        }
    }
    Ok(())
}
