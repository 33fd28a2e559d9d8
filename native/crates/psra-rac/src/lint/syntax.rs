//! Codes of the parser and the schema, so that they too can be explained.

use super::Lint;
use crate::diagnostic::Severity;

macro_rules! code {
    ($code:literal, $title:literal, $why:literal, $bad:literal, $good:literal) => {
        Lint { code: $code, title: $title, severity: Severity::Error, why: $why, bad: $bad, good: $good, check: None }
    };
}

pub(super) static CODES: [Lint; 10] = [
    code!(
        "RAC101",
        "over a limit",
        "A document is at most 64 MiB of JSON or 8 MiB of YAML, 64 levels deep and five million values long, so that no input can hold the validator up; and of one document at most ten thousand findings are shown.",
        "",
        ""
    ),
    code!("RAC102", "not UTF-8", "Documents are UTF-8 text.", "", ""),
    code!(
        "RAC103",
        "not readable",
        "The text is not YAML (or JSON, for a file named `.json`).",
        "rules: [",
        "rules: []"
    ),
    code!(
        "RAC104",
        "key stands twice",
        "Most readers keep one of two equal keys without a word, and not all keep the same one. Here it is an error.",
        "kind: rules\nkind: agreement",
        "kind: rules"
    ),
    code!(
        "RAC105",
        "anchor, alias or tag",
        "Anchors and aliases make a short text long and a diff dishonest; tags make a value depend on the reader.",
        "a: &x 1\nb: *x",
        "a: 1\nb: 1"
    ),
    code!("RAC106", "not a RaC document", "`kind` says which of the two documents it is.", "kind: rule", "kind: rules"),
    code!(
        "RAC107",
        "value of a wrong form",
        "Percentages and amounts are decimals in quotes: a binary float never touches the law. Codes are in quotes, or a leading zero is lost.",
        "pct: 7.5",
        "pct: \"7.5\""
    ),
    code!("RAC108", "unknown key", "A misspelt key is an error, never silence.", "criterium: {}", "criterion: {}"),
    code!("RAC109", "missing key", "The key is needed.", "{rac: \"2.0\"}", "{rac: \"2.0\", kind: rules, …}"),
    code!(
        "RAC110",
        "unknown criterion",
        "A node is `any`, `all`, or a criterion with its `type`; `docs/rac-format.md` lists them.",
        "{type: MAXNOM, pct: \"50\", basis: EXW}",
        "{type: MaxNOM, pct: \"50\", basis: EXW}"
    ),
];
