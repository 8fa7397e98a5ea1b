//! `b24 call`, `b24 list` and `b24 explain` against a portal on this machine.
#![cfg(feature = "client")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use bitrix24_mock::{Fault, Limits, Portal};

fn portal() -> Portal {
    let portal = Portal::builder().limits(Limits::none()).start().expect("a portal");
    portal.fill("crm.deal", 3_000);
    portal
}

fn b24(portal: Option<&Portal>, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema");
    command.args(args).arg("--schema").arg(schema).env_remove("B24_WEBHOOK");
    if let Some(portal) = portal {
        command.env("B24_WEBHOOK", portal.webhook_url());
    }
    command
}

fn run(mut command: Command) -> (Output, String, String) {
    let output = command.output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    (output, out, err)
}

#[test]
fn a_call_prints_its_result() {
    let portal = portal();
    let (output, out, err) = run(b24(Some(&portal), &["call", "crm.deal.get", r#"{"id": 7}"#]));
    assert!(output.status.success(), "{err}");
    let deal: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(deal["ID"], "7");
}

#[test]
fn parameters_come_from_standard_input_too() {
    let portal = portal();
    let mut command = b24(Some(&portal), &["call", "crm.deal.add", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("an input").write_all(br#"{"fields": {"TITLE": "piped"}}"#).expect("it reads");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(portal.ran().marks("crm.deal.add")["piped"], 1);
}

#[test]
fn what_is_wrong_is_said_before_anything_is_sent() {
    let portal = portal();
    for (args, says) in [
        (&["call", "crm.deal.get", "{}"][..], "`id` is required"),
        (&["call", "crm.deal.gett", "{}", "--strict"], "did you mean `crm.deal.get`?"),
        (&["call", "crm.deal.get", "[1]"], "`[1]` is no parameter"),
        (&["call", "crm.deal.get", "{"], "the parameters: not JSON"),
        (&["call", "crm.deal.get", "{}", "--v3"], "no method of REST 3.0"),
        (&["list", "crm.deal.get", r#"{"id": 1}"#], "`b24 call crm.deal.get` calls it once"),
        (&["explain", "NO_SUCH_CODE"], "no error with the code `NO_SUCH_CODE` is documented"),
    ] {
        let (output, _, err) = run(b24(Some(&portal), args));
        assert!(!output.status.success() && err.contains(says), "{args:?}: {err}");
    }
    let (output, _, err) = run(b24(None, &["call", "user.current"]));
    assert!(!output.status.success() && err.contains("B24_WEBHOOK is not set"), "{err}");
    assert_eq!(portal.requests().len(), 0);
}

/// A name or a method that the documentation does not know is sent, and told; `--strict` refuses it.
#[test]
fn what_is_not_documented_is_sent_with_a_warning() {
    let portal = portal();
    let add = ["call", "crm.deal.add", r#"{"fields": {"TITLE": "sent"}, "fieldz": 1}"#];
    let (output, _, err) = run(b24(Some(&portal), &add));
    assert!(output.status.success(), "{err}");
    assert!(err.contains("warning: `fieldz` is not a parameter of this method; did you mean `fields`?"), "{err}");
    let (output, _, err) = run(b24(Some(&portal), &[&add[..], &["--strict"]].concat()));
    assert!(!output.status.success() && err.contains("`fieldz`"), "{err}");
    let (_, _, err) = run(b24(Some(&portal), &["call", "crm.deal.gett", "{}"]));
    assert!(err.starts_with("warning: there is no method `crm.deal.gett` in the schema"), "{err}");
    let calls: Vec<String> = portal.requests().iter().map(|request| request.method().to_owned()).collect();
    assert_eq!(calls, ["crm.deal.add", "crm.deal.gett"]);
}

#[test]
fn an_error_of_the_portal_is_told_without_the_secret() {
    let portal = portal();
    portal.fault_next(Fault::Overload);
    let (output, _, err) = run(b24(Some(&portal), &["call", "crm.deal.get", r#"{"id": 7}"#]));
    assert!(!output.status.success() && err.contains("OVERLOAD_LIMIT"), "{err}");
    assert!(!err.contains(portal.webhook_secret()), "{err}");
}

#[test]
fn a_list_is_written_item_by_item_and_goes_on_where_it_was() {
    let portal = portal();
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("place.txt");
    let neighbour = folder.path().join("place.new");
    fs::write(&neighbour, "mine").expect("it can be written");
    let file = place.to_str().expect("a path");
    let args = ["list", "crm.deal.list", r#"{"select": ["ID"]}"#, "--limits", "none", "--resume", file];
    // The list fails at its second request.
    portal.no_fault_next().fault_next(Fault::Overload);
    let (output, first, err) = run(b24(Some(&portal), &args));
    assert!(!output.status.success() && err.contains("OVERLOAD_LIMIT"), "{err}");
    assert_eq!(fs::read_to_string(&place).expect("a place"), "after-id:50\n");
    let (output, rest, err) = run(b24(Some(&portal), &args));
    assert!(output.status.success(), "{err}");
    let ids: Vec<u64> = (first + &rest)
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["ID"].as_str().expect("an id").parse()
        })
        .collect::<Result<_, _>>()
        .expect("numbers");
    assert_eq!(ids, (1..=3000).collect::<Vec<u64>>());
    assert!(!place.exists());
    assert_eq!(fs::read_to_string(&neighbour).expect("it is still there"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn an_error_code_is_explained() {
    let (output, out, _) = run(b24(None, &["explain", "QUERY_LIMIT_EXCEEDED"]));
    assert!(output.status.success() && out.contains("any method: QUERY_LIMIT_EXCEEDED"), "{out}");
    let (output, out, _) = run(b24(None, &["explain", "100", "--method", "tasks.task.delegate"]));
    assert!(output.status.success() && out.contains("when userId is missing"), "{out}");
}
