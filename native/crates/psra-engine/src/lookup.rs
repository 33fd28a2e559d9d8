//! The rules of an agreement that are printed for a code, for people who look them up.

use crate::date::Date;
use crate::edition::{self, Editions};
use crate::errors::{BAD_DATE, BAD_HS_CODE, CaseError, UNKNOWN_AGREEMENT, UNKNOWN_HS_CODE};
use crate::json::{Json, write};
use crate::law::{Row, RowKind};
use crate::rulebook::RuleBook;

impl RuleBook {
    /// The rules of `agreement` for an HS code (6, 8 or 10 digits, of the edition in force on `as_of`) as a JSON list,
    /// in the list's order: described rows and rows of a quota beside whole ones. What cannot be looked up is answered
    /// by `{"error": …}`.
    #[must_use]
    pub fn rules_for(&self, agreement: &str, hs_code: &str, as_of: &str) -> Vec<u8> {
        let found = self.look_up(agreement, hs_code, as_of).unwrap_or_else(|e| Json::object([("error", e.json())]));
        let mut out = String::new();
        write(&found, &mut out);
        out.into_bytes()
    }

    fn look_up(&self, agreement: &str, hs_code: &str, as_of: &str) -> Result<Json, CaseError> {
        let Some(found) = self.agreements.get(agreement) else {
            let known = self.agreements().join(", ");
            return Err(CaseError::of(
                UNKNOWN_AGREEMENT,
                format!("no rules of {agreement:?} are loaded; there are: {known}"),
            ));
        };
        let day = Date::read(as_of).ok_or_else(|| {
            CaseError::of(BAD_DATE, format!("{as_of:?} is not a day of the calendar: give YYYY-MM-DD"))
        })?;
        let code = psra_hs::parse_code(hs_code).ok_or_else(|| {
            CaseError::of(BAD_HS_CODE, format!("{hs_code:?} is not an HS code: give 6, 8 or 10 digits"))
        })?;
        let own = edition::in_force(&day);
        if !psra_hs::is_code(own, code) {
            return Err(CaseError::of(UNKNOWN_HS_CODE, format!("{code:06} is not a subheading of HS {own}")));
        }
        let mut rows: Vec<&Row> = Vec::new();
        let mut targets: Vec<u16> = found.editions.iter().map(|e| e.printed).collect();
        targets.dedup();
        for target in targets {
            for candidate in edition::translate(code, own, Editions::of_one(target), "").codes {
                let printed = found.rows_of(candidate).filter(|r| r.editions.printed == target);
                let covering = printed.filter(|r| (r.from..=r.to).contains(&candidate));
                let open = covering.filter(|r| day.within(r.valid_from.as_deref(), r.valid_to.as_deref()));
                open.for_each(|r| {
                    if !rows.contains(&r) {
                        rows.push(r);
                    }
                });
            }
        }
        Ok(Json::List(rows.into_iter().map(rule).collect()))
    }
}

fn rule(row: &Row) -> Json {
    let kind = match row.kind {
        RowKind::Whole => "whole",
        RowKind::Described => "described",
        RowKind::Residual => "residual",
    };
    Json::object([
        ("id", Json::str(&row.id)),
        ("sha256", Json::str(&row.sha256)),
        ("heading", Json::str(&row.heading)),
        ("from", Json::str(format!("{:06}", row.from))),
        ("to", Json::str(format!("{:06}", row.to))),
        ("edition", Json::Int(i64::from(row.editions.printed))),
        ("row", Json::str(kind)),
        ("applies_to", Json::strings(&row.applies_to)),
        ("valid_from", Json::option(row.valid_from.as_deref())),
        ("valid_to", Json::option(row.valid_to.as_deref())),
        ("quota", Json::option(row.quota.as_deref())),
        ("state", Json::str(row.state)),
        ("reason", Json::option(row.quarantined.as_deref())),
        ("text", Json::option(row.text.as_deref())),
        ("criterion", row.criterion.clone()),
        ("source", row.source.clone()),
    ])
}
