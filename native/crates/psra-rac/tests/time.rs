//! No document takes long: each of these has fifty thousand of what a check compares, so that one which compares each
//! with each would not end. The bound is far above what they take, and far below what a mistake would.

use std::fmt::Write;
use std::time::{Duration, Instant};

use psra_rac::{Day, validate, validate_many};

const LONG: Duration = Duration::from_secs(20);
const MANY: usize = 50_000;

/// Many members of a list or a mapping, each told its number.
fn many(count: usize, member: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for n in 0..count {
        let comma = if n == 0 { "" } else { "," };
        write!(text, "{comma}{}", member(n)).expect("a string grows");
    }
    text
}

fn rules(sources: &str, rules: &str) -> String {
    format!(
        r#"{{"rac":"2.0","kind":"rules","agreement":"eu-zz","publisher":"psra","hs_edition":2017,"sources":{{{sources}}},"rules":[{rules}]}}"#
    )
}

fn rule(n: usize, keys: &str) -> String {
    format!(
        r#"{{"id":"eu-zz:hs2017:39~{n}","heading":"39","from":"390000","to":"399999","row":"whole","state":"compiled","source":{{"id":"s"}},{keys}}}"#
    )
}

fn agreement(general: &str) -> String {
    format!(
        r#"{{"rac":"2.0","kind":"agreement","agreement":"eu-zz","title":"t","publisher":"psra","hs_edition":2017,"sources":{{}},"parties":[],"ruleset":[{{"general":{{{general}}}}}]}}"#
    )
}

fn code(n: usize) -> String {
    format!("\"{:06}\"", (n * 7) % 1_000_000)
}

fn takes_no_time(what: &str, text: &str) {
    let today = Day::parse("2026-11-24");
    let begun = Instant::now();
    let _ = validate("d.json", text.as_bytes(), today);
    let _ = validate_many(&[("a.json", text.as_bytes()), ("b.json", text.as_bytes())], today);
    let taken = begun.elapsed();
    assert!(taken < LONG, "{what} took {taken:?}");
}

#[test]
fn many_sources_and_references() {
    let sources = many(MANY, |n| format!(r#""s{n}":{{"instrument":"i","verified":false,"source_proxy":"p"}}"#));
    let refer = |n: usize| {
        rule(n, r#""criterion":{"type":"CTH"}"#)
            .replace(r#"{"id":"s"}"#, &format!(r#"{{"id":"x{n}","verified":true}}"#))
    };
    takes_no_time("references", &rules(&sources, &many(MANY / 10, refer)));
}

#[test]
fn many_words_that_nobody_knows() {
    let words = many(MANY, |n| format!("\"qqqqqqqqqq_{n}\""));
    let criterion = format!(r#""criterion":{{"type":"FromMaterial","tags":[{words}]}}"#);
    takes_no_time("tags", &rules("", &rule(1, &criterion)));
    let criterion = format!(r#""criterion":{{"type":"Process","any_of":[{words}],"all_of":[{words}]}}"#);
    takes_no_time("processes", &rules("", &rule(1, &criterion)));
    let part = format!(
        r#""insufficient_operations":{{"operations":[{words}],"combination":true}},"proof":{{"kinds":[{words}]}}"#
    );
    takes_no_time("operations and terms", &agreement(&part));
}

#[test]
fn many_parameters_of_many_processes() {
    let processes = many(MANY, |_| "\"purification\"".to_owned());
    let parameters = many(MANY, |n| format!(r#"{{"name":"p{n}","relation":"equals","value":"1","unit":"u"}}"#));
    let criterion = format!(r#""criterion":{{"type":"Process","any_of":[{processes}],"parameters":[{parameters}]}}"#);
    takes_no_time("parameters", &rules("", &rule(1, &criterion)));
}

#[test]
fn many_codes_on_both_sides() {
    let (codes, text) = (many(MANY, code), "39 ".repeat(MANY));
    let scope = format!(r#"{{"codes":[{codes}],"not":{{"codes":[{codes}]}}}}"#);
    let criterion = format!(
        r#""text":"{text}","criterion":{{"type":"CTH","except":{scope},"including":{{"codes":[{codes}]}},"from_only":{{"codes":[{codes}]}}}}"#
    );
    takes_no_time("codes", &rules("", &rule(1, &criterion)));
    let tolerance = many(99, |_| format!(r#"{{"chapters":[{}],"measure":"value","pct":"1"}}"#, many(MANY / 100, code)));
    takes_no_time("tolerances", &agreement(&format!(r#""tolerance":[{tolerance}]"#)));
}

#[test]
fn many_alternatives_that_look_alike() {
    let leaf =
        |n: usize| format!(r#"{{"type":"MaxNOM","pct":"{}","basis":"EXW","scope":{{"codes":["39","40"]}}}}"#, n % 100);
    let wide = |joint: &str| format!(r#""criterion":{{"{joint}":[{}]}}"#, many(MANY, leaf));
    takes_no_time("alternatives", &rules("", &rule(1, &wide("any"))));
    takes_no_time("requirements", &rules("", &rule(1, &wide("all"))));
    let joint = |joint: &str| format!(r#""criterion":{{"{joint}":[{}]}}"#, many(60, leaf));
    takes_no_time("rules of alternatives", &rules("", &many(MANY / 60, |n| rule(n, &joint("any")))));
    takes_no_time("rules of requirements", &rules("", &many(MANY / 60, |n| rule(n, &joint("all")))));
    let keys = many(MANY, |n| format!("\"k{n}\":{n}"));
    let strange = format!(r#""criterion":{{"any":[{{"type":"CTH",{keys}}},{{"type":"CTH",{keys}}}]}}"#);
    takes_no_time("keys", &rules("", &rule(1, &strange)));
}

#[test]
fn many_rows_of_one_range_and_many_words() {
    let dated = |n: usize| {
        let day = format!("{:04}-01-01", 1900 + n % 200);
        rule(n, &format!(r#""guard":{{"valid_from":"{day}","valid_to":"{day}"}},"criterion":{{"type":"CTH"}}"#))
    };
    takes_no_time("rows", &rules("", &many(MANY / 5, dated)));
    let described = |n: usize| rule(n, r#""criterion":{"type":"CTH"}"#).replace("whole", "described");
    takes_no_time("described rows", &rules("", &many(MANY / 5, described)));
    let limits = many(MANY, |n| format!(r#"{{"type":"MaxNOM","pct":"{}","basis":"EXW"}}"#, n % 99));
    let text = "100 ".repeat(MANY);
    takes_no_time("numbers", &rules("", &rule(1, &format!(r#""text":"{text}","criterion":{{"all":[{limits}]}}"#))));
}
