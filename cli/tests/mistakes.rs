//! Values that mean nothing, and places that do not work: they are told at once, and nothing is written that nobody asked for.
#![cfg(all(feature = "client", feature = "mock"))]

mod common;

use std::net::TcpListener;

use bitrix24_mock::Portal;
use common::Place;

#[test]
fn values_that_mean_nothing_are_refused() {
    let place = Place::new();
    for (args, says) in [
        (&["list", "crm.deal.list", "--in-flight", "0"][..], "0 is not in 1..=50"),
        (&["list", "crm.deal.list", "--max", "0"], "0 is not in 1.."),
        (&["list", "crm.deal.list", "--limits", "0/1"], "with 0 requests at once nothing is ever sent"),
        (&["list", "crm.deal.list", "--limits", "1/0"], "write how many requests at once"),
        (&["list", "crm.deal.list", "--strategy", "fast"], "[possible values: auto, pages, offsets, chain, ranges]"),
        (&["call", "user.current", "--deadline", "0"], "0 is not in 1.."),
        (&["mock", "--scopes", "nosuch"], "no method has the scope `nosuch`"),
        (&["mock", "--scopes", "crmm"], "did you mean `crm`?"),
        (&["mock", "--clock-speed", "0"], "write a number above 0"),
        (&["mock", "--clock-speed", "NaN"], "write a number above 0"),
        (&["mock", "--limits", "0/1"], "0/1"),
        (&["mock", "--workers", "0"], "0 is not in 1..=256"),
        (&["search", "deal", "--max", "0"], "0 is not in 1.."),
        (&["mcp", "--read-only"], "--allow-calls"),
        (&["export", "json", "--only", "nosuch.*"], "no method of the schema is named like `nosuch.*`"),
        (&["login", "--profile", "a/b"], "letters, digits"),
        (&["explain", "100", "--schema", "nowhere"], "nowhere: there is no such folder"),
    ] {
        let printed = place.run(args);
        assert!(printed.status == 2 && printed.err.contains(says), "{args:?}: {} {}", printed.status, printed.err);
    }
    assert_eq!(files(&place), 0);
}

fn files(place: &Place) -> usize {
    std::fs::read_dir(&place.folder).expect("a folder").count()
}

#[test]
fn a_port_in_use_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let printed = Place::new().run(&["mock", "--port", &port]);
    assert!(printed.status == 1 && printed.err.contains(&format!("the port {port} is in use")), "{}", printed.err);
}

/// A list may take hours: where its place cannot be kept, nothing is read.
#[test]
fn a_place_that_cannot_be_kept_is_told_first() {
    let portal = Portal::builder().start().expect("a portal");
    portal.fill("crm.deal", 3);
    let place = Place::new().webhook(portal.webhook_url());
    let folder = place.folder.path().join("a-file");
    std::fs::write(&folder, "").expect("it can be written");
    let file = folder.join("place");
    let printed = place.run(&["list", "crm.deal.list", "--resume", file.to_str().expect("a path")]);
    assert!(printed.status == 1 && printed.err.contains("the place cannot be kept"), "{}", printed.err);
    assert_eq!(portal.requests().len(), 0);
    let printed = place.run(&["list", "crm.deal.list", "--resume", "place", "-o", "csv"]);
    assert!(printed.status == 2 && printed.err.contains("JSON lines only"), "{}", printed.err);
}

#[test]
fn the_json_schema_is_printed_and_written_where_it_is_asked_for() {
    let place = Place::new();
    let schema = place.json(&["schema"]);
    assert!(schema["$schema"].is_string());
    assert_eq!(files(&place), 0, "nothing is written unasked");
    for args in [&["schema", "--write"][..], &["schema", "--check"]] {
        let printed = place.run(args);
        assert!(printed.status == 2 && printed.err.contains("there is no folder schema"), "{}", printed.err);
    }
    assert_eq!(files(&place), 0);
}

/// Every command works in an empty folder, or says what it needs.
#[test]
fn an_empty_folder_is_enough_or_it_is_said_why_not() {
    let place = Place::new();
    assert!(place.ok(&["check"]).starts_with("the catalogue on board is valid: 1"));
    let written = place.ok(&["generate", "--only", "user.current", "--out", "made"]);
    assert!(
        written.contains("made written") && place.folder.path().join("made/src/user/current.rs").is_file(),
        "{written}"
    );
    assert!(place.ok(&["generate", "--only", "user.current", "--out", "made", "--check"]).contains("up to date"));
    for (args, status, says) in [
        (&["import", "docs"][..], 2, "give the folder that holds `api-reference`"),
        (&["diff"], 3, "give two sides"),
        (&["diff", "old", "new"], 3, "there is no such folder"),
    ] {
        let mut command = place.command(args);
        let output = command.env_remove("CARGO").output().expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(status) && err.contains(says), "{args:?}: {err}");
    }
}

/// A terminal that can do nothing gets no bar and no colours.
#[test]
fn a_dumb_terminal_gets_plain_text() {
    let place = Place::new();
    let mut command = place.command(&["describe", "user.current"]);
    let output = command.env("TERM", "dumb").output().expect("it runs");
    assert!(!output.stdout.contains(&0x1b) && output.status.success());
}
