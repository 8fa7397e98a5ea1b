//! `b24 corpus`: the documentation's own examples through the compiled typed code.

#![cfg(feature = "corpus")]

use std::path::Path;
use std::process::Command;

/// The documentation that the schema was imported from, beside the project.
const DOCS: &str = "../shared/docs/en-2026-08-21";

/// The lines of the table with a share, and the least share of each in hundredths of a percent.
const LEAST: &[(&str, usize)] = &[
    ("methods of the pages that the crate has", 10_000),
    ("bodies that pass validate()", 9_890),
    ("answers decoded without error", 9_950),
    ("answers encoded again without loss", 10_000),
    ("leaves of answers in typed fields", 9_500),
    ("errors found in the catalogue", 9_700),
];

#[test]
fn the_examples_come_through() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is inside the workspace");
    if !root.join(DOCS).is_dir() {
        println!("skipped: there is no documentation in {DOCS}");
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_b24"))
        .args(["corpus", DOCS, "--failures"])
        .current_dir(root)
        .output()
        .expect("the command runs");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));
    for (what, least) in LEAST {
        let share = share(&text, what);
        assert!(share.is_some_and(|share| share >= *least), "{what}: {share:?} of 10000\n{text}");
    }
    assert_eq!(count(&text, "failures without one"), Some(0), "{text}");
}

fn row<'t>(table: &'t str, what: &str) -> Option<Vec<&'t str>> {
    let rows = table.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    rows.into_iter().find(|cells| cells.get(1) == Some(&what))
}

fn count(table: &str, what: &str) -> Option<usize> {
    row(table, what)?.get(2)?.parse().ok()
}

fn share(table: &str, what: &str) -> Option<usize> {
    let row = row(table, what)?;
    let (have, of): (usize, usize) = (row.get(2)?.parse().ok()?, row.get(3)?.parse().ok()?);
    (have * 10_000).checked_div(of)
}
