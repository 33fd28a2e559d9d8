//! Every code once seen failing, with its whole rendered message, and a good neighbour that says nothing.
//!
//! `tests/lints/<CODE>/` holds `bad.yaml` (or `.json`) with what it is answered in `bad.txt`, and `good.yaml`. There
//! may be more of each: `bad-percent.yaml` with `bad-percent.txt`. What has a remedy has the document after it too:
//! `fixed.yaml`, `fixed-percent.yaml`. A folder in place of a file is documents that are looked at together.
//! `UPDATE_SNAPSHOTS=1 cargo test -p psra-rac --test lints` writes the answers anew: read the diff.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use psra_rac::{Day, Style, fix, lint, render, validate, validate_many};

/// The day on which the documents are looked at.
const TODAY: &str = "2026-01-01";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let list = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = list.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// A case: one document, or a folder of documents that are looked at together.
struct Case {
    stem: String,
    documents: Vec<(String, Vec<u8>)>,
    is_folder: bool,
}

impl Case {
    fn read(path: &Path) -> Self {
        let files = if path.is_dir() { entries(path) } else { vec![path.to_owned()] };
        let read = |file: &PathBuf| (name(file), fs::read(file).expect("a readable file"));
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        Self { stem, documents: files.iter().map(read).collect(), is_folder: path.is_dir() }
    }

    /// The codes that are shown, and the whole text.
    fn answer(&self) -> (BTreeSet<&'static str>, String) {
        let found = if self.is_folder {
            validate_many(&self.documents, Day::parse(TODAY))
        } else {
            let [(path, data)] = self.documents.as_slice() else { panic!("one document") };
            validate(path, data, Day::parse(TODAY))
        };
        let mut text = String::new();
        for (path, data) in &self.documents {
            let own: Vec<_> = found.iter().filter(|diagnostic| &diagnostic.path == path).cloned().collect();
            text += &render(data, &own, Style::Plain);
        }
        (found.iter().map(|diagnostic| diagnostic.code).collect(), text)
    }
}

/// The cases of a code whose names begin with a word.
fn cases(code: &str, word: &str) -> Vec<Case> {
    let here = folder().join(code);
    assert!(here.is_dir(), "{code} has no folder of examples in tests/lints");
    let of_word = |path: &PathBuf| name(path).starts_with(word) && path.extension().is_none_or(|end| end != "txt");
    entries(&here).iter().filter(|path| of_word(path)).map(|path| Case::read(path)).collect()
}

#[test]
fn each_bad_document_is_rendered_whole() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut wrong = Vec::new();
    for code in lint::all().map(|lint| lint.code) {
        let bad = cases(code, "bad");
        assert!(!bad.is_empty(), "{code} has no bad document");
        for case in bad {
            let (codes, text) = case.answer();
            let snapshot = folder().join(code).join(format!("{}.txt", case.stem));
            assert!(codes.contains(code), "{code}/{} does not show it:\n{text}", case.stem);
            if update {
                fs::write(&snapshot, &text).expect("a writable folder");
            }
            let expected = fs::read_to_string(&snapshot).unwrap_or_default();
            if text != expected {
                wrong.push(format!("{code}/{}.txt\n--- expected\n{expected}--- got\n{text}", case.stem));
            }
        }
    }
    assert!(wrong.is_empty(), "UPDATE_SNAPSHOTS=1 writes them anew\n{}", wrong.join("\n"));
}

#[test]
fn each_remedy_leaves_the_rest_of_the_document_alone() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut wrong = Vec::new();
    for code in lint::all().map(|lint| lint.code) {
        for case in cases(code, "bad").iter().filter(|case| !case.is_folder) {
            let (path, data) = &case.documents[0];
            let snapshot = folder().join(code).join(path.replacen("bad", "fixed", 1));
            let fixed = fix(path, data, Day::parse(TODAY));
            if fixed.applied.is_empty() {
                assert_eq!(&fixed.data, data);
                assert!(!snapshot.exists(), "{} has no remedy", snapshot.display());
                continue;
            }
            if update {
                fs::write(&snapshot, &fixed.data).expect("a writable folder");
            }
            if fs::read(&snapshot).unwrap_or_default() != fixed.data {
                wrong.push(format!("{}\n{}", snapshot.display(), String::from_utf8_lossy(&fixed.data)));
            }
            let again = fix(path, &fixed.data, Day::parse(TODAY));
            assert!(again.applied.is_empty() && again.data == fixed.data, "mended twice: {}", snapshot.display());
        }
    }
    assert!(wrong.is_empty(), "UPDATE_SNAPSHOTS=1 writes them anew\n{}", wrong.join("\n"));
}

#[test]
fn each_good_neighbour_says_nothing() {
    for code in lint::all().map(|lint| lint.code) {
        let good = cases(code, "good");
        assert!(!good.is_empty(), "{code} has no good document");
        for case in good {
            assert_eq!(case.answer().1, "", "{code}/{}", case.stem);
        }
    }
}

#[test]
fn every_folder_is_of_a_code_and_every_file_of_a_case() {
    let known: BTreeSet<&str> = lint::all().map(|lint| lint.code).collect();
    assert_eq!(known.len(), lint::all().count(), "a code is used twice");
    for here in entries(&folder()) {
        assert!(known.contains(name(&here).as_str()), "{} is no code", here.display());
        for file in entries(&here) {
            let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
            assert!(
                ["bad", "good", "fixed"].iter().any(|word| stem.starts_with(word)),
                "{} is of no case",
                file.display()
            );
            if file.extension().is_some_and(|end| end == "txt") {
                let has_document = ["yaml", "json", ""].iter().any(|end| file.with_extension(end).exists());
                assert!(has_document, "{} belongs to no document", file.display());
            }
        }
    }
}

#[test]
fn every_code_is_explained() {
    for lint in lint::all() {
        let text = lint::explain(lint.code).expect("known");
        assert!(text.contains(lint.title) && lint.why.len() > 15, "{}", lint.code);
    }
    assert_eq!(lint::explain("RAC999"), None);
}
