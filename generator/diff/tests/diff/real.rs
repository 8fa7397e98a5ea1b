//! The documentation's own pages at three dates, if they are available.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bitrix24_diff::{Input, Report, compare};

/// Returns the folder of a date; prints why the test is skipped if it is missing.
fn docs(date: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../../shared/docs/en-{date}"));
    let is_there = folder.is_dir();
    if !is_there {
        println!("skipped: {} is not on this machine", folder.display());
    }
    is_there.then_some(folder)
}

fn diff(old: &Path, new: &Path) -> Report {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let load = |folder: &Path| {
        let input = Input::Docs { folder: folder.to_owned(), schema: schema.clone() };
        input.load().unwrap_or_else(|error| panic!("{error}")).schema
    };
    compare(&load(old), &load(new))
}

#[test]
fn pages_that_are_the_same_have_no_rows_and_renames_are_no_removals() {
    for (old, new) in [("2026-02-25", "2026-06-25"), ("2026-06-25", "2026-08-21")] {
        let (Some(old), Some(new)) = (docs(old), docs(new)) else { return };
        let report = diff(&old, &new);
        let read = |folder: &Path, page: &str| std::fs::read(folder.join(format!("{page}.md"))).ok();
        for row in report.rows.iter().filter(|row| !row.subject.as_str().starts_with("type:")) {
            let Some(page) = &row.page else { continue };
            let (before, after) = (read(&old, page), read(&new, page));
            assert!(before.is_none() || before != after, "{page} is the same, and {} changed", row.subject);
        }
        let folded = |name: &str| name.to_lowercase().replace('_', "");
        let of = |rule: &str| -> BTreeSet<String> {
            report.rows.iter().filter(|row| row.rule == rule).map(|row| folded(row.subject.as_str())).collect()
        };
        let both: Vec<String> = of("method-removed").intersection(&of("method-added")).cloned().collect();
        assert!(both.is_empty(), "these have another name, and are not gone: {both:?}");
    }
}

#[test]
fn a_tree_and_itself_have_nothing_between_them() {
    let Some(folder) = docs("2026-08-21") else { return };
    let report = diff(&folder, &folder);
    assert!(report.rows.is_empty(), "{:#?}", report.rows.first());
    assert_eq!(report.counts.text_only, 0);
}
