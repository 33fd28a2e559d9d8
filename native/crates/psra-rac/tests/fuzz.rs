//! A fuzzer that needs no special toolchain, so that every run of the tests has one: documents of the examples are
//! damaged at random for a few seconds, `FUZZ_SECONDS` for longer (`make fuzz`: ten minutes each).
//!
//! The seed is printed when something breaks; `FUZZ_SEED` repeats the run.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use psra_rac::{Day, Diagnostic, Style, fix, read, render, validate, validate_many, validate_schema};

/// Longer than this no document of a few kilobytes may take.
const HANG: Duration = Duration::from_secs(5);

/// Words that documents are made of, and signs that readers trip over.
const WORDS: &[&str] = &[
    "any",
    "all",
    "type",
    "CTH",
    "MaxNOM",
    "Process",
    "scope",
    "codes",
    "except",
    "from_only",
    "allowances",
    "max_pct",
    "pct",
    "\"50\"",
    "\"100\"",
    "\"0\"",
    "0.5",
    "1e999",
    "-1",
    "9223372036854775808",
    "null",
    "~",
    "true",
    "no",
    "\"39\"",
    "\"3901-3915\"",
    "\"99\"",
    "\"2026-02-29\"",
    "valid_from",
    "valid_to",
    "guard",
    "quota",
    "notes",
    "source",
    "{",
    "}",
    "[",
    "]",
    "{}",
    "[]",
    "[[",
    ": ",
    ", ",
    "- ",
    "\n",
    "\n  ",
    "\n\n",
    "\r",
    "\t",
    "#",
    "|",
    ">",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "---\n",
    "...\n",
    "\"",
    "'",
    "\\",
    "\\u0000",
    "\\ud800",
    "\u{feff}",
    "\u{2028}",
    "\u{1f600}",
    "é",
    "\u{0}",
    "%YAML 1.2\n",
    "? ",
    "eu-zz:hs2017:",
];

/// A generator of numbers (splitmix64): the same seed, the same run.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a bound; 0 below none.
    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).expect("a size");
        usize::try_from(self.next() % bound).expect("a size")
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

fn documents(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "json") {
            let data = fs::read(&path).expect("a readable file");
            found.push((path, data));
        }
    }
}

/// The examples as they are, and as JSON where they can be read.
fn corpus() -> Vec<(&'static str, Vec<u8>)> {
    let mut found = Vec::new();
    documents(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut found);
    let mut seeds = Vec::new();
    for (path, data) in found {
        let name = path.to_string_lossy();
        if let Ok(root) = read(&name, &data) {
            seeds.push(("d.json", root.to_json().into_bytes()));
        }
        seeds.push((if name.ends_with("json") { "d.json" } else { "d.yaml" }, data));
    }
    assert!(seeds.len() > 200, "{} seeds", seeds.len());
    seeds
}

/// Damage a document in a few places.
fn damage(data: &mut Vec<u8>, seeds: &[(&'static str, Vec<u8>)], draw: &mut Draw) {
    for _ in 0..=draw.below(4) {
        let at = draw.below(data.len() + 1);
        let end = (at + draw.below(40)).min(data.len());
        match draw.below(8) {
            0 if at < data.len() => data[at] = draw.next().to_le_bytes()[0],
            1 => drop(data.drain(at..end)),
            2 => data.truncate(at),
            3 => {
                let again = data[at..end].repeat(1 + draw.below(3));
                data.splice(at..at, again).for_each(drop);
            }
            4 => {
                let other = &draw.of(seeds).1;
                let from = draw.below(other.len());
                let to = (from + draw.below(200)).min(other.len());
                data.splice(at..end, other[from..to].iter().copied()).for_each(drop);
            }
            5 => {
                let deep = draw.of(&["[", "{a: ", "{\"a\":", "- ", "{any: ["]).repeat(draw.below(200));
                data.splice(at..at, deep.bytes()).for_each(drop);
            }
            _ => data.splice(at..end, draw.of(WORDS).bytes()).for_each(drop),
        }
    }
}

fn fuzz(name: &str, check: impl Fn(&str, &[u8])) {
    let setting = |key: &str| std::env::var(key).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = Duration::from_secs(setting("FUZZ_SECONDS").unwrap_or(4));
    let seed = setting("FUZZ_SEED").unwrap_or(20_261_124);
    let (mut draw, seeds, started) = (Draw(seed), corpus(), Instant::now());
    let mut runs = 0_u64;
    while started.elapsed() < seconds {
        let (path, data) = draw.of(&seeds);
        let mut data = data.clone();
        damage(&mut data, &seeds, &mut draw);
        let begun = Instant::now();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(path, &data)));
        let text = String::from_utf8_lossy(&data);
        assert!(outcome.is_ok(), "{name} broke in run {runs} of seed {seed}:\n{text:?}");
        assert!(begun.elapsed() < HANG, "{name} hung in run {runs} of seed {seed}:\n{text:?}");
        runs += 1;
    }
    println!("{name}: {runs} documents in {} s", seconds.as_secs());
    assert!(runs > 50, "{name}: only {runs} runs");
}

/// Places are of the text, and no message has more than one line.
fn sound(found: &[Diagnostic], data: &[u8]) {
    for one in found {
        assert!(one.line >= 1 && one.column >= 1 && (one.end_line, one.end_column) >= (one.line, one.column), "{one}");
        assert!(one.span.start as usize <= data.len() && !one.to_string().contains('\n'), "{one}");
    }
}

#[test]
fn the_parser_answers_any_bytes() {
    fuzz("parser", |path, data| {
        sound(&validate_schema(path, data), data);
        if let Ok(root) = read(path, data) {
            let canonical = root.to_canonical_json();
            let again = read("d.json", canonical.as_bytes()).expect("what is written is read");
            assert_eq!(again.to_canonical_json(), canonical);
        }
    });
}

#[test]
fn the_validator_answers_any_bytes() {
    let today = Day::parse("2026-11-24");
    fuzz("validator", |path, data| {
        let found = validate(path, data, today);
        sound(&found, data);
        assert!(!render(data, &found, Style::Plain).contains('\u{1b}'));
        assert_eq!(found, validate(path, data, today), "the same document, the same findings");
        // Mending validates a document many times over: one in eight is enough to keep the others coming.
        if data.len() % 8 != 0 {
            return;
        }
        let fixed = fix(path, data, today);
        assert_eq!(fix(path, &fixed.data, today).data, fixed.data, "mending twice is mending once");
        sound(&validate_many(&[(path, data), ("other.yaml", &*fixed.data)], today), &[data, &*fixed.data].concat());
    });
}
