//! What `validate` promises beside the single lints: everything in one run, messages on one line, limits.

use psra_rac::{Severity, read, read_sound, validate};

const GOOD: &str = include_str!("lints/RAC201/good.yaml");

fn rendered(path: &str, text: &str) -> Vec<String> {
    validate(path, text.as_bytes(), None).iter().map(ToString::to_string).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    validate("d.yaml", text.as_bytes(), None).iter().map(|found| found.code).collect()
}

#[test]
fn documents_with_every_key_say_nothing() {
    assert_eq!(rendered("d.yaml", include_str!("documents/every-kind.yaml")), Vec::<String>::new());
    assert_eq!(rendered("a.yaml", include_str!("documents/every-part.agreement.yaml")), Vec::<String>::new());
}

#[test]
fn a_publisher_may_print_codes_that_are_gone() {
    let gone = include_str!("lints/RAC201/bad.yaml");
    let published = include_str!("lints/RAC201/bad-published.yaml");
    let severity = |text: &str| validate("d.yaml", text.as_bytes(), None)[0].severity;
    assert_eq!((severity(gone), severity(published)), (Severity::Error, Severity::Warning));
    assert!(read_sound("d.yaml", gone.as_bytes()).is_err());
    assert!(read("d.yaml", gone.as_bytes()).is_ok(), "its shape is right");
    assert!(read_sound("d.yaml", published.as_bytes()).is_ok());
}

#[test]
fn one_run_shows_syntax_schema_and_law_together() {
    let text = GOOD
        .replace("publisher: psra", "publisher: psra\npublisher: psra")
        .replace("heading: \"3926\"", "heading: &a !!str 3926")
        .replace("row: whole", "row: hole")
        .replace("source: {id: s}", "source: {id: t}");
    assert_eq!(codes(&text), ["RAC104", "RAC244", "RAC105", "RAC105", "RAC107", "RAC206"]);
    let aliased = text.replace("to: \"392699\"", "to: *a");
    assert_eq!(codes(&aliased), ["RAC104", "RAC105", "RAC105", "RAC105"], "what an alias stands for is not guessed");
}

#[test]
fn messages_stay_on_one_line() {
    let text = GOOD.replace("heading:", "\"a\\nb\\u001b[31m\": 1\n    heading:");
    assert_eq!(rendered("d.yaml", &text), ["d.yaml:10:5 RAC108 a rule has no key `a\\nb\\u{1b}[31m`"]);
    let text = GOOD.replace("heading: \"3926\"", &format!("heading: 1.{}", "0".repeat(10_000)));
    assert!(rendered("d.yaml", &text)[0].len() < 200);
}

#[test]
fn too_many_values_are_refused() {
    let long = format!("[{}0]", "0,".repeat(psra_rac::MAX_VALUES));
    assert!(rendered("d.json", &long)[0].contains("RAC101 the document has more than"));
}

#[test]
fn codes_that_are_none_are_looked_at_by_the_schema_alone() {
    for code in ["", "3", "é9", "39-", "-"] {
        let text = GOOD.replace("{type: CTSH}", &format!("{{type: CTSH, except: {{codes: [\"{code}\"]}}}}"));
        let text = text.replace("    state:", "    text: \"MaxNOM 50\"\n    state:");
        assert_eq!(codes(&text.replace("publisher: psra", "publisher: hmrc")), ["RAC107"], "{code}");
    }
}
