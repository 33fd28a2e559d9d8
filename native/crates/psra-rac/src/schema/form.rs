//! Forms of text, each with the words that say what is expected.

/// A form of text.
pub struct Form {
    /// What is expected, as it completes "expected …".
    pub expected: &'static str,
    /// Whether a text has the form.
    pub holds: fn(&str) -> bool,
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn word(text: &str) -> bool {
    (1..=80).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn upper(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn agreement(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// `<agreement>:hs<edition>:<range>~<n>`.
fn rule_id(text: &str) -> bool {
    let Some((owner, rest)) = text.split_once(":hs") else {
        return false;
    };
    let Some((edition, rest)) = rest.split_once(':') else {
        return false;
    };
    let Some((range, ordinal)) = rest.rsplit_once('~') else {
        return false;
    };
    agreement(owner)
        && edition.len() == 4
        && digits(edition)
        && !range.is_empty()
        && range.bytes().all(|byte| matches!(byte, b'!'..=b'}'))
        && digits(ordinal)
        && !ordinal.starts_with('0')
}

/// 0 to 100, at most six decimals.
fn pct(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let fraction_fits = fraction.is_none_or(digits);
    if whole == "100" {
        return fraction_fits && fraction.is_none_or(|part| part.bytes().all(|byte| byte == b'0'));
    }
    digits(whole) && whole.len() <= 2 && fraction_fits && fraction.is_none_or(|part| part.len() <= 6)
}

fn amount(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    digits(whole) && fraction.is_none_or(digits)
}

fn code_range(text: &str) -> bool {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    digits(from) && digits(to) && from.len() == to.len() && matches!(from.len(), 2 | 4 | 6)
}

fn leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let number =
        |from: usize, to: usize| text.get(from..to).filter(|part| digits(part)).and_then(|p| p.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap(year)),
        _ => return false,
    };
    year > 0 && (1..=last).contains(&day)
}

macro_rules! form {
    ($(#[$doc:meta])* $name:ident, $expected:literal, $holds:expr) => {
        $(#[$doc])*
        pub static $name: Form = Form { expected: $expected, holds: $holds };
    };
}

form!(
    /// Any text.
    TEXT, "text", |_| true
);
form!(
    /// Text that says something.
    FILLED, "text that is not empty", |text| !text.is_empty()
);
form!(
    /// An agreement's id.
    AGREEMENT, "an agreement id of lower case letters, digits and hyphens, such as \"eu-gb\"", agreement
);
form!(
    /// A rule's id.
    RULE_ID, "a rule id such as \"eu-gb:hs2017:3901-3915~1\"", rule_id
);
form!(
    /// A six-digit code.
    HS6, "a six-digit code in quotes, such as \"392690\"", |text| text.len() == 6 && digits(text)
);
form!(
    /// A chapter, heading or subheading, or a range of two.
    CODE_RANGE, "2, 4 or 6 digits or a range of them, such as \"3901-3915\"", code_range
);
form!(
    /// A word of a vocabulary.
    WORD, "a word of lower case letters, digits and underscores", word
);
form!(
    /// A percentage.
    PCT, "a percentage from 0 to 100 as a decimal in quotes, such as \"50\" or \"7.5\"", pct
);
form!(
    /// An amount.
    AMOUNT, "an amount as a decimal in quotes, such as \"6000\"", amount
);
form!(
    /// A day.
    DATE, "a day YYYY-MM-DD that is in the calendar", date
);
form!(
    /// A digest.
    SHA256, "64 hexadecimal digits in lower case", hex
);
form!(
    /// A party.
    PARTY, "a code of two capital letters, such as EU or GB", |text| upper(text, 2)
);
form!(
    /// A currency.
    CURRENCY, "a currency of three capital letters, such as EUR", |text| upper(text, 3)
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_end_at_a_hundred() {
        for good in ["0", "50", "7.5", "100", "100.00", "99.999999"] {
            assert!(pct(good), "{good}");
        }
        for bad in ["", "-1", "100.01", "101", "5.", ".5", "1e1", "50 %", "007", "1.1234567"] {
            assert!(!pct(bad), "{bad}");
        }
    }

    #[test]
    fn days_are_in_the_calendar() {
        for good in ["2024-02-29", "2000-02-29", "2026-12-31"] {
            assert!(date(good), "{good}");
        }
        for bad in ["2023-02-29", "1900-02-29", "2026-13-01", "2026-04-31", "2026-1-01", "26-01-01", "2026-01-0\u{661}"]
        {
            assert!(!date(bad), "{bad}");
        }
    }

    #[test]
    fn ids_have_all_their_parts() {
        assert!(rule_id("gb-eu:hs2017:3926~1") && rule_id("pem:hs2017:ex3907~12"));
        for bad in [
            "gb-eu:3926~1",
            "gb-eu:hs2017:3926",
            "gb-eu:hs2017:3926~0",
            "GB:hs2017:3926~1",
            "a:hs17:3~1",
            "a:hs2017:~1",
            "a:hs2017:ex 3~1",
            "a:hs2017:3\u{a0}9~1",
        ] {
            assert!(!rule_id(bad), "{bad}");
        }
    }

    #[test]
    fn ranges_are_of_equally_long_codes() {
        assert!(code_range("39") && code_range("50-63") && code_range("3901-3915") && code_range("390110-390190"));
        for bad in ["", "3", "390", "39-3901", "39-", "-39", "3901-3915-3920", "84.31"] {
            assert!(!code_range(bad), "{bad}");
        }
    }
}
