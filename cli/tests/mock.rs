//! `b24 mock` as users run it.
#![cfg(feature = "mock")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

/// A portal that is stopped when the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/own-schema/schema");
    command.args(["mock", "--schema", schema, "--port", "0"]).args(arguments);
    command
}

fn refused(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = command(arguments).output().expect("b24 runs");
    assert_eq!(status.code(), Some(2), "the call is wrong");
    String::from_utf8(stderr).expect("it prints text")
}

/// Returns the host and the path of the webhook that a portal prints.
fn webhook(running: &mut Running) -> (String, String) {
    let lines = BufReader::new(running.0.stdout.take().expect("it prints")).lines();
    let webhook = lines
        .map(|line| line.expect("it prints text"))
        .find_map(|line| Some(line.strip_prefix("webhook ")?.trim().to_owned()))
        .expect("it says its webhook");
    let rest = webhook.strip_prefix("http://").expect("it speaks http");
    let (host, path) = rest.split_once('/').expect("there is a path");
    (host.to_owned(), path.to_owned())
}

fn get(running: &mut Running, method: &str) -> String {
    let (host, path) = webhook(running);
    let mut stream = TcpStream::connect(&host).expect("it listens");
    write!(stream, "GET /{path}{method} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

#[test]
fn it_serves_until_it_is_stopped() {
    let child = command(&["--rows", "crm.deal=70"]).stdout(Stdio::piped()).spawn().expect("b24 runs");
    let answer = get(&mut Running(child), "crm.deal.list");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains(r#""next":50,"total":70"#), "{answer}");
}

#[test]
fn it_serves_the_types_of_a_folder() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let portal = folder.path().join("portal");
    std::fs::create_dir(&portal).expect("a folder can be made");
    let put = |name: &str, text: &str| std::fs::write(portal.join(name), text).expect("it can be written");
    put("portal.yaml", "portal: 1\nscopes: [crm]\n");
    let project = "thing: Project\nof: crm.Item\ntitle: Projects\nmethods: crm.item\nwith: { entityTypeId: 1036 }\nhas: [id, title]\n";
    put("project.yaml", project);
    let start = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_b24"));
        command.current_dir(&folder).args(["mock", "--port", "0", "--portal", "portal"]).args(arguments);
        command
    };
    let child = start(&["--rows", "crm.item:1036=7"]).stdout(Stdio::piped()).spawn().expect("b24 runs");
    let answer = get(&mut Running(child), "crm.item.list?entityTypeId=1036&select[]=title");
    assert!(answer.contains(r#""total":7"#), "{answer}");

    put("project.yaml", &project.replace("crm.Item", "crm.Thing"));
    let output = start(&[]).output().expect("b24 runs");
    let error = String::from_utf8(output.stderr).expect("it prints text");
    assert!(!output.status.success() && error.contains("project.yaml:2:5"), "{error}");
}

#[test]
fn what_cannot_be_is_said() {
    for (arguments, message) in [
        (["--faults", "504=0.1"], "there is no fault `504`; there are 503, overload"),
        (["--faults", "503=2"], "`503` needs a rate from 0 to 1"),
        (["--limits", "fast"], "write standard, enterprise, none, or BURST/RATE"),
        (["--rows", "crm.deal"], "such as crm.deal=100000"),
        (["--rows", "deals=5"], "the portal has no table `deals`"),
    ] {
        let error = refused(&arguments);
        assert!(error.contains(message), "{error}");
    }
}
