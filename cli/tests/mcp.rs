//! `b24 mcp` over standard input and output, as a client speaks to it.
#![cfg(all(feature = "mcp", feature = "mock"))]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use bitrix24_mock::{Limits, Portal, Reply};
use common::Place;
use serde_json::{Value, json};

/// A server, and all that it has said.
struct Session {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next: u64,
    said: String,
}

impl Session {
    fn start(place: &Place, args: &[&str]) -> Self {
        let mut command = place.command(&[&["mcp"], args].concat());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it runs");
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().expect("an output"));
        let mut session = Session { child, input, output, next: 0, said: String::new() };
        let hello = session.ask(
            "initialize",
            json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } }),
        );
        assert_eq!(hello["result"]["serverInfo"]["name"], "b24");
        session.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
        session
    }

    fn send(&mut self, message: &Value) {
        let input = self.input.as_mut().expect("it listens");
        writeln!(input, "{message}").and_then(|()| input.flush()).expect("it listens");
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("it speaks") > 0, "it went away: {}", self.said);
            self.said += &line;
            let answer: Value = serde_json::from_str(&line).expect("a message a line");
            if answer["id"] == id {
                return answer;
            }
        }
    }

    /// Runs a tool, and returns its text and if it is an error.
    fn tool(&mut self, name: &str, arguments: Value) -> (String, bool) {
        let answer = self.ask("tools/call", json!({ "name": name, "arguments": arguments }));
        let text = answer["result"]["content"][0]["text"].as_str();
        let text = text.unwrap_or_else(|| panic!("no text: {answer}")).to_owned();
        (text, answer["result"]["isError"].as_bool().unwrap_or(false))
    }

    fn tools(&mut self) -> Vec<String> {
        let answer = self.ask("tools/list", json!({}));
        let tools = answer["result"]["tools"].as_array().expect("tools").iter();
        tools.map(|tool| tool["name"].as_str().expect("a name").to_owned()).collect()
    }

    /// Ends the session as a client does, and returns all that the server has said.
    fn end(mut self) -> String {
        drop(self.input.take());
        assert!(self.child.wait().expect("it ends").success());
        std::mem::take(&mut self.said)
    }
}

fn portal() -> Portal {
    let portal = Portal::builder().documented().expect("a catalogue").limits(Limits::none()).start().expect("a portal");
    portal.fill("crm.deal", 120);
    portal
}

#[test]
fn the_api_is_found_described_and_checked_without_a_portal() {
    let mut session = Session::start(&Place::new(), &[]);
    assert_eq!(session.tools(), ["search", "describe", "validate"]);
    let (found, _) = session.tool("search", json!({ "query": "delegate task", "limit": 3 }));
    assert!(found.lines().next().is_some_and(|line| line.contains("tasks.task.delegate")), "{found}");
    let (text, is_error) = session.tool("describe", json!({ "name": "tasks.task.delegate" }));
    assert!(!is_error && text.contains("taskId*") && !text.contains('\u{1b}'), "{text}");
    let (text, is_error) = session.tool("describe", json!({ "name": "tasks.task.delegat" }));
    assert!(is_error && text.contains("did you mean `tasks.task.delegate`?"), "{text}");
    let validate = |session: &mut Session, params: Value| -> Value {
        let (text, _) = session.tool("validate", json!({ "method": "crm.deal.update", "params": params }));
        serde_json::from_str(&text).expect("JSON")
    };
    let right = validate(&mut session, json!({ "id": 5, "fields": { "TITLE": "A" } }));
    assert_eq!((&right["valid"], &right["use_instead"]), (&json!(true), &json!("crm.item.update")));
    let wrong = validate(&mut session, json!({ "id": "x", "fieldz": {} }));
    assert!(wrong["valid"] == false && wrong["warnings"].to_string().contains("fieldz"), "{wrong}");
    let (text, is_error) = session.tool("search", json!({ "words": "x" }));
    assert!(is_error && text.contains("wrong arguments"), "{text}");
    let answer = session.ask("tools/call", json!({ "name": "call", "arguments": { "method": "user.current" } }));
    assert!(answer["error"]["message"].as_str().is_some_and(|text| text.contains("no tool `call`")), "{answer}");
    session.end();
}

#[test]
fn calls_are_made_within_limits() {
    let portal = portal();
    let place = Place::new().webhook(portal.webhook_url());
    let mut session = Session::start(&place, &["--allow-calls", "--max-items", "70", "--only", "crm.*"]);
    assert_eq!(session.tools(), ["search", "describe", "validate", "call", "list"]);
    let (deal, _) = session.tool("call", json!({ "method": "crm.deal.get", "params": { "id": 5 } }));
    assert_eq!(serde_json::from_str::<Value>(&deal).expect("JSON")["TITLE"], "Deal #5");
    let (list, _) = session.tool("list", json!({ "method": "crm.deal.list", "params": { "select": ["ID"] } }));
    let list: Value = serde_json::from_str(&list).expect("JSON");
    assert_eq!((&list["count"], &list["has_more"]), (&json!(70), &json!(true)));
    let (list, _) = session.tool("list", json!({ "method": "crm.deal.list", "max": 5 }));
    assert!(list.contains(r#""count":5"#), "{list}");
    for (method, params, says) in [
        ("crm.deal.get", json!({}), "`id` is required"),
        ("crm.deal.delete", json!({ "id": 5 }), "--allow-deletes"),
        ("user.current", json!({}), "--only"),
        ("crm.deal.gett", json!({}), "did you mean `crm.deal.get`"),
    ] {
        let (text, is_error) = session.tool("call", json!({ "method": method, "params": params }));
        assert!(is_error && text.contains(says), "{method}: {text}");
    }
    session.end();
    let mut session = Session::start(&place, &["--allow-calls", "--read-only", "--max-chars", "1000"]);
    let (text, is_error) =
        session.tool("call", json!({ "method": "crm.deal.add", "params": { "fields": { "TITLE": "x" } } }));
    assert!(is_error && text.contains("--read-only"), "{text}");
    let (text, _) = session.tool("call", json!({ "method": "crm.deal.list", "params": {} }));
    assert!(text.chars().count() < 1_200 && text.contains("cut off here"), "{text}");
    session.end();
    assert!(portal.ids("crm.deal").contains(&5));
    assert_eq!(Place::new().run(&["mcp", "--allow-calls"]).status, 3, "there is no portal");
}

/// Whatever the portal answers, the secret is in no message.
#[test]
fn no_message_has_the_secret() {
    let portal = portal();
    let secret = portal.webhook_secret();
    let place = Place::new().webhook(portal.webhook_url());
    let mut session = Session::start(&place, &["--allow-calls", "--allow-deletes"]);
    let spelled = [secret.to_owned(), secret.to_uppercase(), portal.webhook_url()];
    for text in &spelled {
        portal.on("user.current", Reply::result(json!({ "NAME": text, text: [text] })));
        session.tool("call", json!({ "method": "user.current" }));
        portal.on("user.current", Reply::error(400, text, text));
        assert!(session.tool("call", json!({ "method": "user.current" })).1);
        portal.on("user.get", Reply::result(json!([{ "ID": text }])));
        session.tool("list", json!({ "method": "user.get" }));
        portal.on("user.get", Reply::error(401, "NO_AUTH_FOUND", text));
        session.tool("list", json!({ "method": "user.get" }));
        // What a client says itself comes back in errors.
        session.tool("describe", json!({ "name": text }));
        session.tool("call", json!({ "method": text, "params": { text: text } }));
        session.tool("validate", json!({ "method": "user.get", "params": { text: text } }));
        session.ask("tools/call", json!({ "name": text, "arguments": {} }));
        session.ask("tools/call", json!({ "name": "search", "arguments": { text: text } }));
    }
    let said = session.end();
    assert!(said.lines().count() > 9 * spelled.len() - 1);
    let said = said.to_lowercase();
    assert!(!said.contains(&secret.to_lowercase()), "{said}");
}

/// The protocol's own client, where it is on the machine.
#[test]
fn the_official_client_understands_it() {
    const CLIENT: &str = r#"
import asyncio, sys
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

async def main():
    async with stdio_client(StdioServerParameters(command=sys.argv[1], args=["mcp"])) as (read, write):
        async with ClientSession(read, write) as session:
            await session.initialize()
            tools = await session.list_tools()
            print(",".join(tool.name for tool in tools.tools))
            answer = await session.call_tool("describe", {"name": "crm.deal.add"})
            print(answer.content[0].text.splitlines()[0])

asyncio.run(main())
"#;
    let python = |args: &[&str]| Command::new("python3").args(args).output();
    if !python(&["-c", "import mcp"]).is_ok_and(|output| output.status.success()) {
        println!("skipped: the Python package `mcp` is not on this machine");
        return;
    }
    let output = python(&["-c", CLIENT, env!("CARGO_BIN_EXE_b24")]).expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(text, "search,describe,validate\ncrm.deal.add\n", "{}", String::from_utf8_lossy(&output.stderr));
}
