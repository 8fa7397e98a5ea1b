//! The programs of the cookbook, each against a whole mock of a portal. Those that are parts of the README too are run by its
//! test.

mod programs;

use std::path::Path;
use std::process::Command;

use bitrix24_mock::Portal;
use programs::{example, output_of};

/// A whole portal.
fn portal() -> Portal {
    let portal = Portal::builder().documented().expect("the schema").rows(10).start().expect("a portal");
    portal.fill("crm.deal", 500);
    portal.fill("tasks.task", 200);
    portal
}

/// The output of a program that calls a portal.
#[track_caller]
fn run(name: &str, portal: &Portal, arguments: &[&Path]) -> String {
    let mut command = Command::new(example(name));
    command.args(arguments).env("B24_WEBHOOK", portal.webhook_url());
    output_of(command)
}

#[test]
fn every_recipe_is_short_typed_and_in_the_readme() {
    let readme = include_str!("../README.md");
    let (_, chapter) = readme.split_once("\n## Cookbook\n").expect("the README has a cookbook");
    let (chapter, _) = chapter.split_once("\n## ").expect("a chapter follows");
    let names: Vec<&str> =
        chapter.split("](examples/").skip(1).filter_map(|rest| rest.split_once(".rs)")).map(|(name, _)| name).collect();
    assert_eq!(names.len(), 10);
    for name in names {
        let text = std::fs::read_to_string(format!("examples/{name}.rs")).expect("the program is there");
        assert!(text.lines().count() < 80, "{name} is long");
        assert!(text.starts_with("//!") && text.contains("cargo"), "{name} does not say how it is run");
        // Those that start a mock of their own write its answers as JSON.
        assert!(text.contains("bitrix24_mock") || !text.contains("json!"), "{name} writes JSON");
        assert!(!text.contains("Value"), "{name} goes around the types");
    }
}

#[test]
fn a_copy_in_sqlite_follows_the_portal() {
    let (portal, folder) = (portal(), tempfile::tempdir().expect("a folder"));
    let copy = folder.path().join("deals.db");
    let first = run("sync_sqlite", &portal, &[&copy]);
    assert!(first.starts_with("500 fetched; 500 deals, worth "), "{first}");
    // The newest deal may have a neighbour in the same second, and is fetched again.
    let nothing_new = run("sync_sqlite", &portal, &[&copy]);
    assert!(nothing_new.starts_with("1 fetched; 500 deals, worth "), "{nothing_new}");
    run("batches", &portal, &[]);
    let changed = run("sync_sqlite", &portal, &[&copy]);
    assert!(changed.contains("; 501 deals, worth ") && !changed.starts_with("1 fetched"), "{changed}");
}

#[test]
fn items_of_a_smart_process_are_added_moved_and_listed() {
    let text = run("smart_processes", &portal(), &[Path::new("Purchases")]);
    let expected = "Some(\"Four chairs\") of Some(\"Example Ltd\") is ordered\nSome(11): Some(\"Four chairs\")";
    assert!(text.starts_with("item 11 is in stage ") && text.ends_with(expected), "{text}");
}

#[test]
fn files_of_a_task_go_to_the_drive_and_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = ["plan.pdf", "photo.jpg"].map(|name| folder.path().join(name));
    std::fs::write(&paths[0], "the plan").and(std::fs::write(&paths[1], "the photo")).expect("files can be written");
    let expected = "task 201: Some(\"Look over the plan\")\n\
        Some(\"plan.pdf\") has 8 bytes\n\
        Some(\"photo.jpg\") has 9 bytes";
    assert_eq!(run("task_files", &portal(), &[&paths[0], &paths[1]]), expected);
}

#[test]
fn batches_change_what_they_found() {
    let portal = portal();
    let text = run("batches", &portal, &[]);
    let (wish, count) = text.split_once('\n').expect("two lines");
    assert!(wish.starts_with("Some(\"Anna\") Some(\"Miller\") wants Some(\"Four chairs\"): comment "), "{wish}");
    let updates = portal.ran().times("crm.item.update");
    assert_eq!(count, format!("{updates} deals cost more"));
    assert!(updates > 50, "it takes more than one request");
}

#[test]
fn rest_3_adds_changes_and_lists_tasks() {
    let text = run("rest3", &portal(), &[]);
    let lines: Vec<&str> = text.lines().collect();
    let [due, changed, error, last] = lines[..] else { panic!("{text}") };
    assert!(due.starts_with("Some(\"Prepare the report\") is due on Some(2026-03-01T"), "{due}");
    assert_eq!(changed, "Some(201): Some(\"Prepare both reports\")");
    assert!(error.contains("ENTITYNOTFOUNDEXCEPTION"), "{error}");
    assert_eq!(last, "the last one is Some(\"Task #148\")");
}

#[test]
fn overdue_tasks_are_counted_for_each_user() {
    let text = run("overdue", &portal(), &[Path::new("2026-06-01T00:00:00+00:00")]);
    let counts = text.lines().filter_map(|line| line.trim().split_once(' ')?.0.parse::<u32>().ok());
    assert_eq!((text.lines().count(), counts.sum::<u32>()), (10, 150), "{text}");
    assert_eq!(run("overdue", &portal(), &[Path::new("2020-01-01T00:00:00+00:00")]), "nothing is overdue");
}
