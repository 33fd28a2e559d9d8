//! What a change of law changes: one case decided on every day of a period on which the law may differ.

use std::collections::BTreeSet;

use crate::answer;
use crate::case::Case;
use crate::date::Date;
use crate::decide::Decision;
use crate::edition;
use crate::errors::{BAD_DATE, CaseError};
use crate::evaluate::{ENGINE, LIMITS, Prepared};
use crate::json::{self, Json, write};
use crate::logic::Truth;
use crate::rulebook::{Agreement, RuleBook};

/// The law for a case from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stage {
    from: Date,
    verdict: &'static str,
    /// Rows that apply, by id and digest: the digest tells a new version of a row.
    rules: Vec<(String, String)>,
    /// What is missing, where that leaves the verdict open.
    missing: Vec<Json>,
}

impl RuleBook {
    /// How the verdict on a case moves between two days, both included, whatever day the case itself names. JSON in, JSON
    /// out; what cannot be read is answered by an error.
    #[must_use]
    pub fn impact(&self, case: &[u8], from: &str, to: &str) -> Vec<u8> {
        let mut out = String::new();
        write(&self.impact_of(case, from, to), &mut out);
        out.into_bytes()
    }

    fn impact_of(&self, text: &[u8], from: &str, to: &str) -> Json {
        let value = match json::parse(text, LIMITS) {
            Ok(value) => value,
            Err(error) => return answer::failed(None, &error.into()),
        };
        let case_id = value.get("case_id").and_then(Json::as_str);
        match self.stages_by_agreement(&value, from, to) {
            Ok(results) => Json::object([
                ("case_id", Json::option(case_id)),
                ("engine", Json::str(ENGINE)),
                ("from", Json::str(from)),
                ("to", Json::str(to)),
                ("results", Json::List(results)),
            ]),
            Err(error) => answer::failed(case_id, &error),
        }
    }

    fn stages_by_agreement(&self, value: &Json, from: &str, to: &str) -> Result<Vec<Json>, CaseError> {
        let day = |text: &str| {
            Date::read(text).ok_or_else(|| {
                CaseError::of(BAD_DATE, format!("{text:?} is not a day of the calendar: give YYYY-MM-DD"))
            })
        };
        let (from, to) = (day(from)?, day(to)?);
        if to < from {
            return Err(CaseError::of(BAD_DATE, format!("the period ends on {to}, before it begins on {from}")));
        }
        let Prepared { case, .. } = self.prepare(value, from.as_str())?;
        let mut ids = self.named(&case, &from)?;
        for id in self.named(&case, &to)? {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids.iter().map(|id| self.stages(id, &case, &from, &to)).collect())
    }

    fn stages(&self, id: &str, case: &Case, from: &Date, to: &Date) -> Json {
        let days = self.agreements.get(id).map(|a| turning_days(a, from, to)).unwrap_or_default();
        let mut stages: Vec<Stage> = Vec::new();
        for day in std::iter::once(from.clone()).chain(days) {
            // A code that is only in force later or earlier keeps the edition that the case states.
            let own = case.hs_edition.unwrap_or_else(|| edition::in_force(&day));
            let stage = match self.decision(id, case, &day, own, |decision| stage(&day, decision)) {
                Ok(stage) => stage,
                Err(error) if error.code == crate::errors::AGREEMENT_OUT_OF_FORCE => {
                    Stage { from: day, verdict: "out_of_force", rules: Vec::new(), missing: Vec::new() }
                }
                Err(error) => return answer::refused(id, &error),
            };
            let same = |last: &Stage| last.verdict == stage.verdict && last.rules == stage.rules;
            if !stages.last().is_some_and(same) {
                stages.push(stage);
            }
        }
        let changed = stages.iter().any(|stage| stage.verdict != stages[0].verdict);
        Json::object([
            ("agreement", Json::str(id)),
            ("changed", Json::Bool(changed)),
            ("stages", Json::List(stages.iter().map(shown).collect())),
        ])
    }
}

fn stage(day: &Date, decision: &Decision<'_, '_>) -> Stage {
    let open = decision.truth == Truth::Unknown;
    Stage {
        from: day.clone(),
        verdict: decision.truth.verdict(),
        rules: decision.listed.rows.iter().map(|row| (row.id.clone(), row.sha256.clone())).collect(),
        missing: if open { decision.facts.iter().map(crate::facts::MissingFact::json).collect() } else { Vec::new() },
    }
}

fn shown(stage: &Stage) -> Json {
    let rule = |(id, sha256): &(String, String)| {
        Json::object([("id", Json::str(id.as_str())), ("sha256", Json::str(sha256.as_str()))])
    };
    let mut members = vec![
        ("from", Json::str(stage.from.as_str())),
        ("verdict", Json::str(stage.verdict)),
        ("rules", Json::List(stage.rules.iter().map(rule).collect())),
    ];
    if !stage.missing.is_empty() {
        members.push(("missing_facts", Json::List(stage.missing.clone())));
    }
    Json::object(members)
}

/// Days after `from` and up to `to` on which a row or the general rules of an agreement begin, or have ended the day before,
/// or a new edition of the Harmonized System enters into force.
fn turning_days(agreement: &Agreement, from: &Date, to: &Date) -> BTreeSet<Date> {
    let rows = agreement.rows.iter().map(|row| (&row.valid_from, &row.valid_to));
    let frames = agreement.frames.iter().map(|frame| (&frame.valid_from, &frame.valid_to));
    let periods = agreement.frames.iter().flat_map(|f| f.periods.iter().map(|(begin, end, _)| (begin, end)));
    let mut days = BTreeSet::new();
    for (begin, end) in rows.chain(frames).chain(periods) {
        days.extend(begin.as_deref().and_then(Date::read));
        days.extend(end.as_deref().and_then(Date::read).and_then(|day| day.next()));
    }
    days.extend(psra_hs::EDITIONS.iter().filter_map(|year| Date::read(&format!("{year}-01-01"))));
    days.retain(|day| day > from && day <= to);
    days
}
