//! Runs each target with its seeds and with damaged ones: always the same, so that what fails once fails again.
//!
//! `FUZZ_RUNS=100000 cargo test --release -p bitrix24-fuzz` runs more of them.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use bitrix24_fuzz::{TARGETS, mutate, run};

/// Returns the seeds of a target, in the order of their names.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target);
    let mut paths: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("it can be read")).collect()
}

/// Runs a target so often, or as often as `FUZZ_RUNS` says.
fn replay(target: &str, runs: u64) {
    let runs = std::env::var("FUZZ_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(runs);
    let seeds = seeds(target);
    assert!(!seeds.is_empty(), "{target} has seeds");
    seeds.iter().for_each(|seed| run(target, seed));
    for number in 0..runs {
        let data = mutate::damaged(&seeds, number);
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| run(target, &data))) {
            let path = std::env::temp_dir().join(format!("{target}-{number}"));
            fs::write(&path, &data).expect("it can be written");
            eprintln!("{target} failed with number {number}: {}", path.display());
            std::panic::resume_unwind(panic);
        }
    }
}

/// A test for each target.
macro_rules! targets {
    ($($name:ident: $runs:literal),*) => {
        const TESTED: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            fn $name() {
                replay(stringify!($name), $runs);
            }
        )*
    };
}

targets! {
    schema: 2_000, type_expr: 20_000, import: 1_500, diff: 600, envelope: 20_000, decode: 20_000, form: 20_000, references: 2_000, mask: 3_000
}

#[test]
fn each_target_is_tested() {
    assert_eq!(TARGETS.iter().map(|target| target.name).collect::<Vec<_>>(), TESTED);
}
