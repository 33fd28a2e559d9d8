//! Text of a wrong form that can be read in one way only.

use super::{Change, Proposal};
use crate::located::{Kind, Value};
use crate::schema::form::{self, Form};

/// The text of the form that a value must have meant.
pub(crate) fn of_form(form: &'static Form, value: &Value) -> Option<Proposal> {
    let found = match &value.kind {
        Kind::Int(number) => number.to_string(),
        Kind::Number(text) => text.to_string(),
        Kind::Str(text) => {
            let mended = mend(form, text.trim())?;
            return (form.holds)(&mended).then(|| Proposal::text(value.span, mended));
        }
        _ => return None,
    };
    let in_quotes = |text: String| Proposal::one("put it in quotes", Change::Text(value.span, text));
    (form.holds)(&found).then(|| in_quotes(found))
}

/// A number, or yes or no, that stands in quotes where it must not.
pub(crate) fn bare(value: &Value, fits: impl Fn(&str) -> bool) -> Option<Proposal> {
    let text = value.as_str().filter(|text| fits(text))?;
    Some(Proposal::one("take it out of the quotes", Change::Bare(value.span, text.to_owned())))
}

fn mend(form: &'static Form, text: &str) -> Option<String> {
    let is = |other: &'static Form| std::ptr::eq(form, other);
    if is(&form::PCT) {
        percentage(text)
    } else if is(&form::DATE) {
        day(text)
    } else if is(&form::HS6) {
        Some(code(text))
    } else if is(&form::CODE_RANGE) {
        range(text)
    } else if is(&form::SHA256) {
        Some(text.to_ascii_lowercase())
    } else if is(&form::PARTY) || is(&form::CURRENCY) {
        Some(text.to_ascii_uppercase())
    } else if is(&form::AGREEMENT) || is(&form::RULE_ID) {
        Some(text.to_ascii_lowercase())
    } else if is(&form::AMOUNT) {
        Some(text.to_owned())
    } else {
        None
    }
}

/// `7,5 %`: the sign goes, a decimal comma is a point. With three figures behind it the comma might part thousands.
fn percentage(text: &str) -> Option<String> {
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    match text.split_once(',') {
        Some((whole, fraction)) if fraction.len() > 2 || whole.contains('.') => None,
        Some((whole, fraction)) => Some(format!("{whole}.{fraction}")),
        None => Some(text.to_owned()),
    }
}

/// A code printed with points or blanks: `3926.90`, `3926 90`.
fn code(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '.' | ' ' | '\u{a0}')).collect()
}

/// A range printed with a long dash, or of codes printed with points.
fn range(text: &str) -> Option<String> {
    let text = text.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}'], "-");
    let mut parts = text.split('-');
    let (from, to) = (parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    Some(to.map_or_else(|| code(from), |to| format!("{}-{}", code(from), code(to))))
}

/// A day with the year first and other signs between, or with the year last where no month has so many days.
fn day(text: &str) -> Option<String> {
    let text = text.strip_suffix("T00:00:00").or_else(|| text.strip_suffix("T00:00:00Z")).unwrap_or(text);
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    if first.len() == 4 {
        let (year, month, day) = (number(first)?, number(month)?, number(last)?);
        return Some(format!("{year:04}-{month:02}-{day:02}"));
    }
    if last.len() != 4 {
        return None;
    }
    let (day, month, year) = (number(first)?, number(month)?, number(last)?);
    // 03/04/2026 is two days to two people; 31.12.2026 is one.
    (day > 12 || day == month).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::located::Span;

    fn mended(form: &'static Form, kind: Kind) -> Option<String> {
        let proposal = of_form(form, &Value { kind, span: Span::default() })?;
        match proposal.changes.as_slice() {
            [Change::Text(_, text)] => Some(text.clone()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_can_be_read_in_one_way_is_mended() {
        for (form, text, expected) in [
            (&form::PCT, "50 %", "50"),
            (&form::PCT, "7,5%", "7.5"),
            (&form::PCT, " 50", "50"),
            (&form::HS6, "3926.90", "392690"),
            (&form::HS6, "39 26 90", "392690"),
            (&form::CODE_RANGE, "39.01–39.15", "3901-3915"),
            (&form::CODE_RANGE, "39.26", "3926"),
            (&form::DATE, "2026/12/31", "2026-12-31"),
            (&form::DATE, "2026-1-1", "2026-01-01"),
            (&form::DATE, "20261231", "2026-12-31"),
            (&form::DATE, "31.12.2026", "2026-12-31"),
            (&form::DATE, "1.1.2027", "2027-01-01"),
            (&form::DATE, "2026-12-31T00:00:00Z", "2026-12-31"),
            (&form::PARTY, "eu", "EU"),
            (&form::AGREEMENT, "EU-GB", "eu-gb"),
        ] {
            assert_eq!(mended(form, Kind::Str(text.into())).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(mended(&form::PCT, Kind::Number("7.5".into())).as_deref(), Some("7.5"));
        assert_eq!(mended(&form::HS6, Kind::Int(392_600)).as_deref(), Some("392600"));
        assert_eq!(mended(&form::TEXT, Kind::Int(3926)).as_deref(), Some("3926"));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_left() {
        for (form, text) in [
            (&form::PCT, "150"),
            (&form::PCT, "1,500"),
            (&form::PCT, "50 % or 40 %"),
            (&form::HS6, "3926"),
            (&form::HS6, "39269097"),
            (&form::CODE_RANGE, "39-3901"),
            (&form::CODE_RANGE, "3901-3905-3910"),
            (&form::DATE, "03/04/2026"),
            (&form::DATE, "31.02.2026"),
            (&form::DATE, "31-12-26"),
            (&form::DATE, "2026-13-01"),
            (&form::DATE, "+2026-1-1"),
            (&form::AMOUNT, "6,000"),
            (&form::WORD, "Sugar beet"),
        ] {
            assert_eq!(mended(form, Kind::Str(text.into())), None, "{text}");
        }
        assert_eq!(mended(&form::HS6, Kind::Int(10_190)), None, "a zero is lost");
        assert_eq!(mended(&form::PCT, Kind::Number("1e1".into())), None);
        assert_eq!(mended(&form::PCT, Kind::Null), None);
    }
}
