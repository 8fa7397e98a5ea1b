//! `b24 call`, `list`, `batch` and `upload`: parameters, formats, exit statuses, questions.
#![cfg(feature = "client")]

mod common;

use std::fs::File;
use std::io::{Read, Write};

use bitrix24_mock::{Limits, Portal, Reply};
use common::Place;
use serde_json::json;

fn portal() -> Portal {
    let portal = Portal::builder().documented().expect("a catalogue").limits(Limits::none()).start().expect("a portal");
    portal.fill("crm.deal", 120);
    portal
}

fn at(portal: &Portal) -> Place {
    Place::new().webhook(portal.webhook_url())
}

/// What is sent, as `--dry-run` shows it.
#[test]
fn parameters_are_typed_by_the_method() {
    let place = Place::new();
    let deal = place.file("deal.json", r#"{"fields": {"TITLE": "from a file"}}"#);
    let note = place.file("note.txt", "two\nlines\n");
    place.file("plan.pdf", "PDF");
    let with_file = format!("@{deal}");
    let with_note = format!("fields.COMMENTS=@{note}");
    for (args, body) in [
        (&["crm.deal.get", "id=5"][..], json!({ "id": 5 })),
        (
            &["crm.deal.add", "fields.TITLE=5", "fields.OPPORTUNITY=5"],
            json!({ "fields": { "TITLE": "5", "OPPORTUNITY": 5 } }),
        ),
        (&["crm.deal.add", "fields.OPENED=yes"], json!({ "fields": { "OPENED": "Y" } })),
        (&["crm.deal.add", "fields.UF_CRM_SIZE:=[1, 2]"], json!({ "fields": { "UF_CRM_SIZE": [1, 2] } })),
        (
            &["crm.deal.add", &with_file, "fields.OPENED=N"],
            json!({ "fields": { "TITLE": "from a file", "OPENED": "N" } }),
        ),
        (&["crm.deal.add", &with_note], json!({ "fields": { "COMMENTS": "two\nlines" } })),
        (&["crm.deal.list", "select=ID,TITLE", "select=OPENED"], json!({ "select": ["ID", "TITLE", "OPENED"] })),
        (
            &["crm.deal.list", "filter.>=OPPORTUNITY=1000", "filter.@ID:=[1]", "order.ID=DESC"],
            json!({ "filter": { ">=OPPORTUNITY": 1000, "@ID": [1] }, "order": { "ID": "DESC" } }),
        ),
        (&["crm.deal.get", r#"{"id": 5}"#], json!({ "id": 5 })),
    ] {
        let shown = place.json(&[&["call", "--dry-run", "--quiet"], args].concat());
        assert_eq!(shown["body"], body, "{args:?}");
    }
}

#[test]
fn what_is_wrong_with_a_parameter_is_said() {
    let portal = portal();
    let place = at(&portal);
    for (args, status, says) in [
        (&["crm.deal.get", "id"][..], 2, "`id` is no parameter: write NAME=VALUE"),
        (&["crm.deal.add", "fields.OPPORTUNITY=much"], 2, "`fields.OPPORTUNITY` takes a number, and `much` is none"),
        (&["crm.deal.add", "fields=x"], 2, "is an object"),
        (&["crm.deal.get", "id:=x"], 2, "the value of `id`: not JSON"),
        (&["crm.deal.get", "id=1", "id=2"], 2, "`id` is given twice"),
        (&["crm.deal.get", "@nowhere.json"], 2, "nowhere.json: No such file"),
        (&["crm.deal.get"], 4, "`id` is required"),
        (&["crm.deal.gett", "--strict"], 2, "did you mean `crm.deal.get`"),
    ] {
        let printed = place.run(&[&["call"], args].concat());
        assert!(printed.status == status && printed.err.contains(says), "{args:?}: {} {}", printed.status, printed.err);
    }
    assert_eq!(portal.requests().len(), 0);
}

/// The secret is never shown, and nothing is sent.
#[test]
fn a_dry_run_hides_the_secret() {
    let portal = portal();
    let printed = at(&portal).run(&["call", "crm.deal.add", "fields.TITLE=A deal", "--dry-run"]);
    assert!(
        printed.out.contains(r#""url": "http://127.0.0.1"#) && printed.out.contains("/rest/1/***/crm.deal.add"),
        "{}",
        printed.out
    );
    assert!(!printed.out.contains(portal.webhook_secret()), "{}", printed.out);
    assert!(printed.err.contains("warning: crm.deal.add is deprecated; use crm.item.add"), "{}", printed.err);
    assert_eq!(portal.requests().len(), 0);
    let printed = at(&portal).run(&["call", "crm.deal.get", "--dry-run"]);
    assert_eq!(printed.status, 4, "what the rules refuse is refused here, too");
}

#[test]
fn results_come_in_four_formats() {
    let portal = portal();
    let place = at(&portal);
    let list = |format: &str| {
        place.ok(&["list", "crm.deal.list", "select=ID,TITLE", "--max", "2", "--limits", "none", "-o", format, "-q"])
    };
    assert_eq!(list("ndjson"), "{\"ID\":\"1\",\"TITLE\":\"Deal #1\"}\n{\"ID\":\"2\",\"TITLE\":\"Deal #2\"}\n");
    assert_eq!(list("csv"), "ID,TITLE\n1,Deal #1\n2,Deal #2\n");
    assert_eq!(list("json"), "[\n{\"ID\":\"1\",\"TITLE\":\"Deal #1\"},\n{\"ID\":\"2\",\"TITLE\":\"Deal #2\"}\n]\n");
    let table = list("table");
    let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines, [vec!["ID", "TITLE"], vec!["1", "Deal", "#1"], vec!["2", "Deal", "#2"]]);
    let page = place.ok(&["call", "crm.deal.list", "select=ID", "-o", "csv", "-q"]);
    assert_eq!(page.lines().count(), 51, "the rows of a page: {page}");
    let deal = place.ok(&["call", "crm.deal.get", "id=5", "-o", "table", "-q"]);
    assert!(deal.lines().any(|line| line.split_whitespace().eq(["TITLE", "Deal", "#5"])), "{deal}");
    assert_eq!(place.ok(&["list", "crm.deal.list", "-q"]).lines().count(), 120);
}

/// CSV quotes what needs it, and says what it leaves out.
#[test]
fn csv_loses_nothing_silently() {
    let portal = portal();
    portal.on(
        "crm.deal.list",
        Reply::result(json!([{ "ID": "1", "TITLE": "a, \"b\"" }, { "ID": "2", "UF_CRM_NEW": 1 }])),
    );
    let printed = at(&portal).run(&["call", "crm.deal.list", "-o", "csv", "-q"]);
    assert_eq!(printed.out, "ID,TITLE\n1,\"a, \"\"b\"\"\"\n2,\n");
    portal.on("crm.deal.list", Reply::result(json!([{ "ID": "1" }, { "ID": "2", "UF_CRM_NEW": 1 }])));
    let printed = at(&portal).run(&["call", "crm.deal.list", "-o", "csv"]);
    assert!(printed.err.contains("the first item has no UF_CRM_NEW"), "{}", printed.err);
}

#[test]
fn each_kind_of_failure_has_a_status() {
    let portal = portal();
    let call = |place: &Place| place.run(&["call", "crm.deal.get", "id=1", "--deadline", "5"]).status;
    let secret = portal.webhook_secret();
    let wrong = portal.webhook_url().replace(secret, "anothersecret123");
    assert_eq!(call(&Place::new()), 3, "no right to call");
    assert_eq!(call(&Place::new().webhook(wrong)), 3, "a wrong one");
    assert_eq!(call(&Place::new().webhook("https://example.bitrix24.com/")), 2, "no webhook's address");
    assert_eq!(call(&Place::new().webhook(format!("http://127.0.0.1:1/rest/1/{secret}/"))), 6, "nobody answers");
    let place = at(&portal);
    assert_eq!(place.run(&["call", "crm.deal.get", "id=9999999"]).status, 5, "the portal's error");
    assert_eq!(place.run(&["call", "crm.deal.get"]).status, 4, "refused by the rules");
    assert_eq!(place.run(&["call"]).status, 2, "a wrong call");
    assert_eq!(call(&place), 0);
}

#[test]
fn a_batch_has_an_outcome_for_each_command() {
    let portal = portal();
    let place = at(&portal);
    let file = place.file(
        "commands",
        "# a deal, and what became of it\ndeal: crm.deal.add fields.TITLE='A new deal'\ncrm.deal.get 'id=$result[deal]'\n\
         {\"name\": \"none\", \"method\": \"crm.deal.get\", \"params\": {\"id\": 9999999}}\n",
    );
    let printed = place.run(&["batch", &file, "-q"]);
    let outcomes: serde_json::Value = serde_json::from_str(&printed.out).expect("JSON");
    assert_eq!(outcomes[0], json!({ "name": "deal", "method": "crm.deal.add", "result": 121 }));
    assert_eq!(outcomes[1]["result"]["TITLE"], "A new deal");
    assert!(outcomes[2]["error"].is_string() && outcomes[2]["name"] == "none", "{}", outcomes[2]);
    assert_eq!(printed.status, 5);
    let printed = place.run_with(&["batch", "-", "--dry-run", "-q"], "crm.deal.get id=1\n");
    assert!(printed.out.contains("***/crm.deal.get"), "{} {}", printed.out, printed.err);
    for (text, says) in [
        ("crm.deal.get\n", "command 1: crm.deal.get:"),
        ("\ncrm.deal.get 'id=1", "command 2: a quote has no end"),
        ("crm.deal.get 'id=$result[x]'\n", "command 1: x is no earlier command"),
    ] {
        let printed = place.run_with(&["batch", "-", "-q"], text);
        assert!(printed.status != 0 && printed.err.contains(says), "{text}: {}", printed.err);
    }
}

#[test]
fn a_file_is_sent_to_the_drive() {
    let portal = portal();
    let place = at(&portal);
    let file = place.file("plan.txt", "all is well");
    let sent = place.json(&["upload", &file, "--storage", "1", "--name", "The plan.txt"]);
    assert_eq!(sent["NAME"], "The plan.txt", "{sent}");
    assert!(!sent.to_string().to_lowercase().contains("download"), "{sent}");
    assert_eq!(place.run(&["upload", &file]).status, 2, "it has to go somewhere");
    assert_eq!(place.run(&["upload", "nowhere.txt", "--storage", "1"]).status, 1);
}

/// On a terminal a deletion is asked about; where nobody can answer, it was meant.
#[cfg(target_os = "linux")]
#[test]
fn a_deletion_is_asked_about() {
    let portal = portal();
    let place = at(&portal);
    assert_eq!(at_terminal(&place, &["call", "crm.deal.delete", "id=1"], "n\n").0, 4);
    assert!(portal.ids("crm.deal").contains(&1));
    let (status, shown) = at_terminal(&place, &["call", "crm.deal.delete", "id=1"], "y\n");
    assert!(status == 0 && shown.contains("crm.deal.delete takes something away"), "{shown}");
    assert!(!portal.ids("crm.deal").contains(&1));
    assert_eq!(at_terminal(&place, &["call", "crm.deal.delete", "id=2", "--yes"], "").0, 0);
    assert_eq!(place.run(&["call", "crm.deal.delete", "id=3"]).status, 0);
    let batch = place.file("commands", "crm.deal.delete id=4\ncrm.deal.get id=5\n");
    let (status, shown) = at_terminal(&place, &["batch", &batch], "n\n");
    assert!(status == 4 && shown.contains("1 of 2 commands take something away"), "{shown}");
    assert!(portal.ids("crm.deal").contains(&4));
}

/// Runs a command on a terminal, and returns its status and what it showed.
#[cfg(target_os = "linux")]
fn at_terminal(place: &Place, args: &[&str], typed: &str) -> (i32, String) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&ours).and_then(|()| unlockpt(&ours)).expect("a terminal");
    let name = ptsname(&ours, Vec::new()).expect("a name").into_string().expect("text");
    let theirs = || File::options().read(true).write(true).open(&name).expect("a terminal");
    let mut command = place.command(args);
    command.stdin(theirs()).stdout(theirs()).stderr(theirs());
    let mut child = command.spawn().expect("it runs");
    drop(command);
    let mut ours = File::from(ours);
    ours.write_all(typed.as_bytes()).expect("it is typed");
    let status = child.wait().expect("it ends").code().expect("a status");
    let mut shown = Vec::new();
    let mut part = [0; 4096];
    // The other end is closed, which ends what there is to read.
    while let Ok(length @ 1..) = ours.read(&mut part) {
        shown.extend_from_slice(&part[..length]);
    }
    (status, String::from_utf8_lossy(&shown).into_owned())
}
