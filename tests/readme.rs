//! What the README shows is what its commands print.

mod programs;

use std::path::Path;
use std::process::Command;

use bitrix24_schema::{Sources, resolve};

use programs::{example, output_of};

const README: &str = include_str!("../README.md");

#[test]
fn code_is_compiled_as_the_readme_shows_it() {
    let examples = [
        include_str!("../examples/first_call.rs"),
        include_str!("../examples/lists_and_batches.rs"),
        include_str!("../examples/errors.rs"),
        include_str!("../examples/deprecated.rs"),
        include_str!("../examples/custom_fields.rs"),
        include_str!("../examples/blocking.rs"),
        include_str!("../examples/application.rs"),
        include_str!("../examples/files.rs"),
        include_str!("../examples/bot.rs"),
        include_str!("../examples/receiver.rs"),
        include_str!("../examples/http_stack.rs"),
        include_str!("../examples/own-portal/build.rs"),
        include_str!("../examples/own-portal/src/main.rs"),
        include_str!("../examples/identifiers.rs"),
    ];
    let examples = examples.map(plain);
    let blocks: Vec<_> = README.split("```rust\n").skip(1).filter_map(|block| block.split_once("```")).collect();
    assert_eq!(blocks.len(), 20);
    for (block, _) in blocks {
        // Examples call a portal of their own.
        let block = plain(&block.replace("\"https://example.bitrix24.com/rest/1/SECRET/\"", "&portal.webhook_url()"));
        assert!(examples.iter().any(|example| example.contains(&block)), "no example has:\n{block}");
    }
}

/// The statements of some code: its lines without imports, indentation, and what is around the body of `main`.
fn plain(code: &str) -> String {
    let around = ["", "}", "Ok(())", "#[tokio::main]", "async fn main() -> Result<(), Error> {"];
    let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("use ") && !around.contains(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_call_prints_what_the_readme_shows() {
    let text = output("first_call");
    insta::assert_snapshot!(text, @r#"
    Some("Prepare the report") is now the task of user Some("547")
    as documented: tasks.task.delegate: 0: Action on the task is not allowed (HTTP 400)
    "#);
    assert!(README.contains(&text), "the README shows something else");
}

#[test]
fn lists_and_batches_print_what_they_should() {
    insta::assert_snapshot!(output("lists_and_batches"), @r#"
    2469 deals, worth 126078506.03
    Some("Prepare the report") -> Some("547")
    "#);
}

#[test]
fn custom_fields_print_what_they_should() {
    insta::assert_snapshot!(output("custom_fields"), @r#"
    120.5 square metres on the floors [1, 2], due None
    A house
    {"ufCrmSize":130.5,"ufCrmNew":"Y"}
    "#);
}

#[test]
fn the_blocking_client_prints_what_it_should() {
    insta::assert_snapshot!(output("blocking"), @r"
    the sum of the identifiers is 76205685; go on from after-id:12345
    7655 deals more
    Some(1) … Some(20000)
    ");
}

#[test]
fn the_application_goes_from_its_installation_to_a_call() {
    insta::assert_snapshot!(output("application"), @r#"
    https://example.bitrix24.com/oauth/authorize/?client_id=local.mock0123456789.01234567&state=52d1
    Some("Deal #7") is new
    1 renewal
    CRM_DEAL_DETAIL_TAB of deal 7
    a stranger: the event has a wrong application token
    "#);
}

#[test]
fn the_receiver_takes_events_that_are_verified() {
    insta::assert_snapshot!(output("receiver"), @r#"
    200: deal 7405 is new
    200: task Some("8017") has changed
    403: the event has a wrong application token
    200: ONCRMDEALADD of a1b2
    200: OnCrmDealAdd(Item { id: "7405", extra: Object {} })
    "#);
}

#[test]
fn files_go_to_the_portal_and_come_back() {
    insta::assert_snapshot!(output("files"), @r"
    called: disk.folder.uploadfile, upload, tasks.task.files.attach, crm.item.update, crm.timeline.comment.add, crm.item.get, download
    the photo
    ");
}

#[test]
fn identifiers_need_no_conversion() {
    insta::assert_snapshot!(output("identifiers"), @r#"{"fields":{"PARENT_ID":8017,"TITLE":"Ask for prices","RESPONSIBLE_ID":6}}"#);
}

#[test]
fn the_bot_answers_with_a_keyboard() {
    let text = output("bot");
    let (command, sent) = text.split_once('\n').expect("two lines");
    assert_eq!(command, "Some(\"7\")");
    let sent: serde_json::Value = serde_json::from_str(sent).expect("JSON");
    let newline = serde_json::json!({ "TYPE": "NEWLINE" });
    assert_eq!(sent["fields"]["keyboard"]["BUTTONS"][2], newline);
    assert_eq!(sent["fields"]["attach"]["BLOCKS"][1]["GRID"][0]["DISPLAY"], "ROW");
}

#[test]
fn the_http_stack_is_the_users() {
    assert_eq!(output("http_stack"), "Some(\"User #1\") was called by Some(\"shop-sync/2.1\")");
}

#[test]
fn metrics_are_counted() {
    let expected = "\
        bitrix24_call_seconds method=user.current ok=true: 3 times\n\
        bitrix24_operating_seconds method=user.current: 0\n\
        bitrix24_retries method=user.current cause=failure: 1";
    assert_eq!(output("metrics"), expected);
}

#[test]
fn rules_and_errors_are_printed_as_the_readme_shows() {
    let text = output("errors");
    assert!(README.contains(&text), "the README shows something else than:\n{text}");
}

#[test]
fn a_mistake_is_reported_as_the_readme_shows() {
    let folder = Path::new("schema");
    let mut sources = Sources::default();
    for path in ["catalogue.yaml", "errors.yaml"] {
        sources.add(path, std::fs::read(folder.join(path)).expect("it is committed"));
    }
    for entry in std::fs::read_dir(folder.join("types/tasks")).expect("it is committed") {
        let path = entry.expect("it can be read").path();
        let name = path.strip_prefix(folder).expect("it is inside").to_str().expect("it is a plain name").to_owned();
        sources.add(&name, std::fs::read(&path).expect("it is committed"));
    }
    let path = "methods/tasks/task/delegate.yaml";
    let text = std::fs::read_to_string(folder.join(path)).expect("it is committed");
    sources.add(path, text.replace("kind: write", "knd: write"));
    let report = resolve::resolve(&sources).expect_err("there is no such key").render("schema", false);
    assert!(README.contains(report.trim_end()), "the README shows something else than:\n{report}");
}

/// The output of a program.
#[track_caller]
fn output(name: &str) -> String {
    output_of(Command::new(example(name)))
}
