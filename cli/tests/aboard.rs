//! The catalogue on board: commands that need no folder of YAML.
#![cfg(feature = "client")]

use std::process::{Command, Output};

use bitrix24_mock::Portal;
use serde_json::Value;

/// Runs `b24` in an empty folder.
fn b24(args: &[&str], webhook: &str) -> Output {
    let empty = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
    command.args(args).current_dir(&empty).env("B24_WEBHOOK", webhook).output().expect("it runs")
}

#[track_caller]
fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn an_empty_folder_is_enough() {
    let explained = printed(&b24(&["explain", "100", "--method", "tasks.task.delegate"], ""));
    assert!(explained.contains("Could not find value for parameter {userId}"), "{explained}");
    let exported = printed(&b24(&["export", "json", "--only", "crm.deal.*"], ""));
    let exported: Value = serde_json::from_str(&exported).expect("JSON");
    assert!(exported["methods"].as_array().is_some_and(|methods| methods.len() > 10));

    let portal = Portal::builder().documented().expect("a catalogue").start().expect("a port");
    portal.fill("crm.deal", 70);
    let webhook = portal.webhook_url();
    let deal: Value =
        serde_json::from_str(&printed(&b24(&["call", "crm.deal.get", r#"{"id": 5}"#], &webhook))).expect("JSON");
    assert_eq!(deal["TITLE"], "Deal #5");
    let deals = printed(&b24(&["list", "crm.deal.list", r#"{"select": ["ID"]}"#, "--limits", "none"], &webhook));
    assert_eq!(deals.lines().count(), 70);
    let refused = b24(&["call", "crm.deal.get", "{}"], &webhook);
    assert!(!refused.status.success(), "the rules are on board, too");
}

#[test]
fn a_folder_that_is_given_has_to_be_one() {
    let output = b24(&["explain", "100", "--schema", "nowhere"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("nowhere"));
}
