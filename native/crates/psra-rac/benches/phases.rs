//! Where the validator's time goes: `cargo bench -p psra-rac --bench phases -- FOLDER` on a folder of JSON documents.
//! Prints seconds of processor time of one core, the best of several rounds; `make bench` has the comparison with peers.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

fn documents(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    let list = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in list.map(|entry| entry.expect("a readable entry").path()) {
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|end| end == "json" || end == "yaml") {
            let name = path.to_string_lossy().into_owned();
            found.push((name, std::fs::read(&path).expect("a readable file")));
        }
    }
}

/// What this process used of a processor, where the system says so: others may be at work too.
fn processor_time() -> Option<Duration> {
    let said = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    said.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn best(work: impl Fn() -> usize) -> (Duration, usize) {
    let once = || {
        let (started, on_processor) = (Instant::now(), processor_time());
        let answer = work();
        let waited = started.elapsed();
        (processor_time().zip(on_processor).map_or(waited, |(now, before)| now.saturating_sub(before)), answer)
    };
    (0..ROUNDS).map(|_| once()).min().expect("at least one round")
}

fn main() {
    // Cargo itself adds `--bench`.
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from) else {
        return;
    };
    let mut found = Vec::new();
    documents(&folder, &mut found);
    let bytes: usize = found.iter().map(|(_, data)| data.len()).sum();
    let count = |check: &dyn Fn(&str, &[u8]) -> usize| found.iter().map(|(path, data)| check(path, data)).sum();
    let shape = |path: &str, data: &[u8]| usize::from(psra_rac::read(path, data).is_err());
    let law = |path: &str, data: &[u8]| psra_rac::validate(path, data, None).len();
    for (what, check) in [("shape", &shape as &dyn Fn(&str, &[u8]) -> usize), ("law", &law)] {
        let (time, findings) = best(|| count(check));
        #[allow(clippy::cast_precision_loss)]
        let rate = bytes as f64 / 1e6 / time.as_secs_f64();
        println!("{what}: {:.3} s, {rate:.0} MB/s, {findings} findings, {} documents", time.as_secs_f64(), found.len());
    }
}
