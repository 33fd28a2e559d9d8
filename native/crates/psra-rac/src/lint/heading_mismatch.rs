//! RAC253: the range is not what the row prints.

use super::context::Context;
use super::Lint;
use crate::diagnostic::{Severity, shown};
use crate::findings::Findings;

pub(super) static LINT: Lint = Lint {
    code: "RAC253",
    title: "the range is not what the row prints",
    severity: Severity::Warning,
    why: "`heading` is the range as printed, `from` and `to` are what it means in six digits. A range that goes beyond the printed one was mistyped, or the publisher moved it to another edition without saying so.",
    bad: "{heading: \"3926\", from: \"392500\", to: \"392699\"}",
    good: "{heading: \"3926\", from: \"392600\", to: \"392699\"}",
    check: Some(check),
};

fn check(lint: &Lint, document: &Context<'_>, found: &mut Findings) {
    for rule in document.rules.iter().filter(|rule| rule.is_range()) {
        let Some(heading) = rule.value.str_at("heading") else { continue };
        let Some(printed) = printed(heading) else { continue };
        if rule.from < printed.0 || rule.to > printed.1 {
            let message = format!("{:06} to {:06} goes beyond \"{}\"", rule.from, rule.to, shown(heading));
            found.push(lint.at(rule.span_of("from"), message));
        }
    }
}

/// First and last subheading of a printed range: `ex 3907`, `3901-3915`, `39.01 to 39.15`, `ex Chapter 40`. `None` for
/// anything else, such as a list of codes.
fn printed(heading: &str) -> Option<(u32, u32)> {
    let mut codes: Vec<String> = Vec::new();
    let mut inside = false;
    for (at, sign) in heading.char_indices() {
        let joins = matches!(sign, '.') && inside && heading[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        if sign.is_ascii_digit() {
            if !inside {
                codes.push(String::new());
            }
            codes.last_mut()?.push(sign);
        }
        inside = sign.is_ascii_digit() || joins;
    }
    let [first, last] = match codes.as_slice() {
        [only] => [only, only],
        [first, last] if first.len() == last.len() => [first, last],
        _ => return None,
    };
    let scale = match first.len() {
        1 | 2 => 10_000,
        4 => 100,
        6 => 1,
        _ => return None,
    };
    let (from, to) = (first.parse::<u32>().ok()?, last.parse::<u32>().ok()?);
    // A subheading of five digits may be printed with a nought, 0402.1 as 040210, and a heading with two.
    let last = match scale {
        1 if to % 100 == 0 => to + 99,
        1 if to % 10 == 0 => to + 9,
        _ => to * scale + scale - 1,
    };
    (from <= to).then_some((from * scale, last))
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn printed_ranges_are_read_and_others_left_alone() {
        for (heading, range) in [
            ("3926", Some((392_600, 392_699))),
            ("ex 3907", Some((390_700, 390_799))),
            ("39.01 to 39.15", Some((390_100, 391_599))),
            ("3901.10-3901.92", Some((390_110, 390_192))),
            ("0402.10", Some((40_210, 40_219))),
            ("290110-294200", Some((290_110, 294_299))),
            ("ex Chapter 40", Some((400_000, 409_999))),
            ("Chapter 3", Some((30_000, 39_999))),
            ("3901, 3903, 3905", None),
            ("39-3901", None),
            ("", None),
            ("é39", Some((390_000, 399_999))),
        ] {
            assert_eq!(printed(heading), range, "{heading}");
        }
    }
}
