//! Each code once seen failing, with its whole rendered message, and a good neighbour that says nothing.

use std::collections::BTreeSet;

const GOOD: &str = r#"rac: "2.0"
kind: rules
agreement: eu-zz
publisher: psra
hs_edition: 2017
sources:
  s: {instrument: "A treaty", verified: true}
rules:
  - id: "eu-zz:hs2017:3926~1"
    heading: "3926"
    from: "392600"
    to: "392699"
    row: whole
    state: compiled
    criterion: {any: [{type: CTSH}, {type: MaxNOM, pct: "50", basis: EXW}]}
    source: {id: s}
"#;

const GENERAL: &str = r#"rac: "2.0"
kind: agreement
agreement: eu-zz
title: A treaty
publisher: psra
hs_edition: 2017
sources:
  s: {instrument: "A treaty", verified: true}
parties: [{code: EU, name: European Union}]
ruleset:
  - {valid_to: "2025-12-31", general: {}}
  - {valid_from: "2026-01-01", general: {tracing: true, cumulation: [bilateral]}}
"#;

/// `(code, what is replaced, by what, the rendered messages)` in the good document.
const BAD: &[(&str, &str, &str, &[&str])] = &[
    ("RAC103", "rules:\n", "rules: [\n", &["d.yaml:9:3 RAC103 not YAML: \"-\" is only valid inside a block"]),
    (
        "RAC104",
        "publisher: psra",
        "publisher: psra\npublisher: psra",
        &["d.yaml:5:1 RAC104 the key `publisher` stands twice"],
    ),
    ("RAC105", "heading: \"3926\"", "heading: &a \"3926\"", &["d.yaml:10:14 RAC105 an anchor stands here"]),
    (
        "RAC105",
        "heading: \"3926\"",
        "heading: !!str 3926",
        &["d.yaml:10:14 RAC105 the tag `tag:yaml.org,2002:str` stands here"],
    ),
    ("RAC106", "kind: rules", "kind: rule", &["d.yaml:2:7 RAC106 expected `kind: rules` or `kind: agreement`"]),
    (
        "RAC107",
        "pct: \"50\"",
        "pct: 7.5",
        &[
            "d.yaml:15:57 RAC107 expected a percentage from 0 to 100 as a decimal in quotes, such as \"50\" or \"7.5\", found the number 7.5",
        ],
    ),
    (
        "RAC107",
        "pct: \"50\"",
        "pct: \"150\"",
        &[
            "d.yaml:15:57 RAC107 expected a percentage from 0 to 100 as a decimal in quotes, such as \"50\" or \"7.5\", found \"150\"",
        ],
    ),
    (
        "RAC107",
        "from: \"392600\"",
        "from: 392600",
        &["d.yaml:11:11 RAC107 expected a six-digit code in quotes, such as \"392690\", found the number 392600"],
    ),
    (
        "RAC107",
        "basis: EXW",
        "basis: CIF",
        &["d.yaml:15:70 RAC107 expected one of EXW, FOB, TV, NC, EXW_OR_FOB, TV_OR_EXW, found \"CIF\""],
    ),
    (
        "RAC107",
        "hs_edition: 2017",
        "hs_edition: 2018",
        &["d.yaml:5:13 RAC107 expected an edition of the HS: 2002, 2007, 2012, 2017 or 2022, found the number 2018"],
    ),
    (
        "RAC108",
        "heading: ",
        "haeding: ",
        &["d.yaml:9:5 RAC109 a rule lacks the key `heading`", "d.yaml:10:5 RAC108 a rule has no key `haeding`"],
    ),
    ("RAC109", "    row: whole\n", "", &["d.yaml:9:5 RAC109 a rule lacks the key `row`"]),
    ("RAC110", "type: CTSH", "type: CTS", &["d.yaml:15:30 RAC110 this criterion is not known"]),
    (
        "RAC201",
        "from: \"392600\"",
        "from: \"392691\"",
        &["d.yaml:11:11 RAC201 no subheading of HS 2017 lies in 392691 to 392699"],
    ),
    ("RAC202", "to: \"392699\"", "to: \"392500\"", &["d.yaml:12:9 RAC202 392500 comes before 392600"]),
    ("RAC204", "id: \"eu-zz:hs2017", "id: \"eu-zz:hs2022", &["d.yaml:9:9 RAC204 the id must begin with eu-zz:hs2017:"]),
    (
        "RAC205",
        "row: whole",
        "row: whole\n    guard: {valid_from: \"2027-01-01\", valid_to: \"2026-12-31\"}",
        &["d.yaml:14:49 RAC205 2026-12-31 comes before 2027-01-01"],
    ),
    (
        "RAC220",
        "row: whole",
        "row: whole\n    guard: {valid_to: \"2026-12-31\"}",
        &["d.yaml:14:23 RAC220 no row of 392600 to 392699 holds after 2026-12-31"],
    ),
    ("RAC206", "source: {id: s}", "source: {id: t}", &["d.yaml:16:18 RAC206 there is no source `t`"]),
    (
        "RAC207",
        "state: compiled\n    criterion: {any: [{type: CTSH}",
        "state: attested\n    criterion: {any: [{type: Process, any_of: [alchemy]}",
        &["d.yaml:15:48 RAC207 the process alchemy is not known"],
    ),
    (
        "RAC208",
        "{type: CTSH}",
        "{type: CTSH, except: {tags: [unheard_of]}}",
        &["d.yaml:15:52 RAC208 the tag unheard_of is not known"],
    ),
    (
        "RAC209",
        "state: compiled\n    criterion: {any: [{type: CTSH}",
        "state: attested\n    criterion: {any: [{type: Fact, code: hearsay, kind: process}",
        &["d.yaml:15:42 RAC209 the fact hearsay is not known"],
    ),
    ("RAC210", "row: whole", "row: residual", &["d.yaml:13:10 RAC210 no other row stands beside this residual row"]),
    (
        "RAC211",
        "{type: MaxNOM, pct: \"50\", basis: EXW}",
        "{type: CTSH, source: {id: s}}",
        &["d.yaml:15:37 RAC211 alternative 1 says the same"],
    ),
    (
        "RAC212",
        "state: compiled",
        "state: attested",
        &["d.yaml:14:12 RAC212 nothing must be attested, so the rule is `compiled`"],
    ),
    ("RAC212", "state: compiled", "state: quarantined", &["d.yaml:14:12 RAC212 a quarantined rule has no criterion"]),
    (
        "RAC213",
        "row: whole",
        "row: whole\n    text: MaxNOM 50",
        &["d.yaml:14:11 RAC213 an authored rule holds no words"],
    ),
    (
        "RAC214",
        "verified: true",
        "verified: true, source_proxy: Another text",
        &["d.yaml:7:41 RAC214 the source `s` was read as a proxy"],
    ),
    (
        "RAC216",
        "{type: CTSH}",
        "{type: CTSH, except: {codes: [\"390721\"]}}",
        &["d.yaml:15:53 RAC216 HS 2017 has nothing under 390721"],
    ),
    (
        "RAC219",
        "state: compiled\n    criterion: {any: [{type: CTSH}",
        "state: attested\n    criterion: {any: [{type: Process, any_of: []}",
        &["d.yaml:15:23 RAC219 expected `any_of` or `all_of`, one of the two and not empty"],
    ),
];

fn rendered(path: &str, text: &str) -> Vec<String> {
    psra_rac::validate(path, text.as_bytes()).iter().map(ToString::to_string).collect()
}

fn another_rule(from: &str, id: &str) -> String {
    let rule = GOOD.split_once("rules:\n").expect("rules").1;
    rule.replace("\"392600\"", &format!("{from:?}")).replace("eu-zz:hs2017:3926~1", id)
}

#[test]
fn good_documents_say_nothing() {
    assert_eq!(rendered("d.yaml", GOOD), Vec::<String>::new());
    assert_eq!(rendered("a.yaml", GENERAL), Vec::<String>::new());
    assert_eq!(rendered("d.yaml", include_str!("documents/every-kind.yaml")), Vec::<String>::new());
    assert_eq!(rendered("a.yaml", include_str!("documents/every-part.agreement.yaml")), Vec::<String>::new());
}

#[test]
fn each_bad_document_is_rendered_whole() {
    let mut wrong = Vec::new();
    for (code, from, to, expected) in BAD {
        assert!(GOOD.contains(from), "{from}");
        let got = rendered("d.yaml", &GOOD.replacen(from, to, 1));
        if got != *expected || !expected.iter().any(|line| line.contains(code)) {
            wrong.push(format!("{code}\n  got      {got:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_repeated_id_is_found_at_the_second() {
    let text = format!("{GOOD}{}", another_rule("392600", "eu-zz:hs2017:3926~1"));
    assert_eq!(rendered("d.yaml", &text), ["d.yaml:17:9 RAC203 the id eu-zz:hs2017:3926~1 stands before"]);
    let text = format!("{GOOD}{}", another_rule("392600", "eu-zz:hs2017:3926~2"));
    assert_eq!(rendered("d.yaml", &text), Vec::<String>::new());
}

#[test]
fn words_must_mention_the_number() {
    let compiled = GOOD.replace("publisher: psra", "publisher: hmrc");
    let with_words = |words: &str| compiled.replace("row: whole", &format!("row: whole\n    text: \"{words}\""));
    assert_eq!(
        rendered("d.yaml", &with_words("MaxNOM 150 % (EXW)")),
        ["d.yaml:16:57 RAC217 the words of eu-zz:hs2017:3926~1 do not mention 50"]
    );
    assert_eq!(rendered("d.yaml", &with_words("MaxNOM 50 % (EXW)")), Vec::<String>::new());
    let unlimited = with_words("Sugar may be used").replace("pct: \"50\"", "pct: \"100\"");
    assert_eq!(rendered("d.yaml", &unlimited), Vec::<String>::new());
}

#[test]
fn a_hole_between_rows_is_found() {
    let text = format!("{GOOD}{}", another_rule("391700", "eu-zz:hs2017:3917~1").replace("392699", "392499"));
    assert_eq!(rendered("d.yaml", &text), ["d.yaml:8:1 RAC218 no row covers the subheadings from 392500 to 392599"]);
    let text = text.replace("392499", "392599");
    assert_eq!(rendered("d.yaml", &text), Vec::<String>::new());
}

#[test]
fn a_staged_rule_is_followed() {
    let staged = GOOD.replace("row: whole", "row: whole\n    guard: {valid_to: \"2026-12-31\"}");
    let next = another_rule("392600", "eu-zz:hs2017:3926~2")
        .replace("row: whole", "row: whole\n    guard: {valid_from: \"2027-01-01\"}");
    assert_eq!(rendered("d.yaml", &format!("{staged}{next}")), Vec::<String>::new());
}

#[test]
fn a_publisher_may_print_codes_that_are_gone() {
    let gone = GOOD.replace("from: \"392600\"", "from: \"392691\"");
    let severity = |text: &str| psra_rac::validate("d.yaml", text.as_bytes())[0].severity;
    assert_eq!(severity(&gone), psra_rac::Severity::Error);
    assert_eq!(severity(&gone.replace("publisher: psra", "publisher: hmrc")), psra_rac::Severity::Warning);
    assert!(psra_rac::read_sound("d.yaml", gone.as_bytes()).is_err());
    assert!(psra_rac::read("d.yaml", gone.as_bytes()).is_ok(), "its shape is right");
    assert!(psra_rac::read_sound("d.yaml", gone.replace("publisher: psra", "publisher: hmrc").as_bytes()).is_ok());
}

#[test]
fn one_run_shows_syntax_schema_and_law_together() {
    let text = GOOD
        .replace("publisher: psra", "publisher: psra\npublisher: psra")
        .replace("heading: \"3926\"", "heading: &a !!str 3926")
        .replace("row: whole", "row: hole")
        .replace("source: {id: s}", "source: {id: t}");
    let codes: Vec<_> = psra_rac::validate("d.yaml", text.as_bytes()).iter().map(|found| found.code).collect();
    assert_eq!(codes, ["RAC104", "RAC105", "RAC105", "RAC107", "RAC206"]);
    let aliased = text.replace("to: \"392699\"", "to: *a");
    let codes: Vec<_> = psra_rac::validate("d.yaml", aliased.as_bytes()).iter().map(|found| found.code).collect();
    assert_eq!(codes, ["RAC104", "RAC105", "RAC105", "RAC105"], "what an alias stands for is not guessed");
}

#[test]
fn messages_stay_on_one_line() {
    let text = GOOD.replace("heading:", "\"a\\nb\\u001b[31m\": 1\n    heading:");
    assert_eq!(rendered("d.yaml", &text), ["d.yaml:10:5 RAC108 a rule has no key `a\\nb\\u{1b}[31m`"]);
    let text = GOOD.replace("heading: \"3926\"", &format!("heading: 1.{}", "0".repeat(10_000)));
    assert!(rendered("d.yaml", &text)[0].len() < 200);
}

#[test]
fn periods_that_share_a_day_overlap() {
    let text = GENERAL.replace("2025-12-31", "2026-01-01");
    assert_eq!(rendered("a.yaml", &text), ["a.yaml:12:18 RAC215 the period before ends on 2026-01-01 only"]);
    let text = GENERAL.replace("valid_to: \"2025-12-31\", ", "");
    assert_eq!(rendered("a.yaml", &text), ["a.yaml:12:18 RAC215 the period before does not end"]);
    let text = text.replace("valid_from: \"2026-01-01\", ", "");
    assert_eq!(rendered("a.yaml", &text), ["a.yaml:12:5 RAC215 the period before does not end"]);
}

#[test]
fn what_shows_across_documents() {
    let many = |documents: &[(&str, &str)]| -> Vec<String> {
        let owned: Vec<_> = documents.iter().map(|(p, t)| ((*p).to_owned(), t.as_bytes().to_vec())).collect();
        psra_rac::validate_many(&owned).iter().map(ToString::to_string).collect()
    };
    assert_eq!(many(&[("d.yaml", GOOD), ("a.yaml", GENERAL)]), Vec::<String>::new());
    assert_eq!(many(&[("d.yaml", GOOD)]), ["d.yaml:3:12 RAC230 eu-zz has no document of general rules"]);
    assert_eq!(
        many(&[("d.yaml", GOOD), ("e.yaml", GOOD), ("a.yaml", GENERAL)]),
        ["e.yaml:9:9 RAC231 d.yaml gives the id eu-zz:hs2017:3926~1 too"]
    );
}

#[test]
fn limits_hold() {
    let deep = format!("{}{}", "[".repeat(70), "]".repeat(70));
    for path in ["d.json", "d.yaml"] {
        assert!(rendered(path, &deep)[0].contains("RAC101 the document is nested deeper than 64 levels"), "{path}");
    }
    let long = format!("[{}0]", "0,".repeat(psra_rac::MAX_VALUES));
    assert!(rendered("d.json", &long)[0].contains("RAC101 the document has more than"));
    let found = psra_rac::validate("d.yaml", b"rac: \xff");
    assert_eq!(found[0].to_string(), "d.yaml:1:1 RAC102 the document is not UTF-8");
}

#[test]
fn every_code_is_seen_failing_and_explained() {
    let elsewhere = ["RAC101", "RAC102", "RAC203", "RAC215", "RAC217", "RAC218", "RAC230", "RAC231"];
    let tested: BTreeSet<&str> = BAD.iter().map(|(code, ..)| *code).chain(elsewhere).collect();
    let known: Vec<&str> = psra_rac::lint::all().map(|lint| lint.code).collect();
    assert_eq!(known.iter().copied().collect::<BTreeSet<_>>(), tested);
    assert_eq!(known.len(), tested.len(), "a code is used twice");
    for lint in psra_rac::lint::all() {
        let text = psra_rac::lint::explain(lint.code).expect("known");
        assert!(text.contains(lint.title) && lint.why.len() > 15, "{}", lint.code);
    }
    assert_eq!(psra_rac::lint::explain("RAC999"), None);
}
