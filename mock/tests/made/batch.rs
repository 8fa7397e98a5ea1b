//! `batch` of v2.

use bitrix24_mock::Reply;
use serde_json::json;

use crate::{batch, call, refusal, result, start, whole};

#[test]
fn results_stand_under_their_names() {
    let portal = start(whole());
    portal.fill("crm.deal", 60);
    let answer = result(
        &portal,
        "batch",
        batch(&[("list", "crm.deal.list?select[]=ID"), ("no", "crm.deal.get?id=99"), ("what", "no.such")]),
    );
    assert_eq!(answer["result"]["list"].as_array().map(Vec::len), Some(50));
    assert_eq!((&answer["result_total"], &answer["result_next"]), (&json!({ "list": 60 }), &json!({ "list": 50 })));
    assert_eq!(answer["result_error"]["no"], json!({ "error": "", "error_description": "Not found" }));
    assert_eq!(answer["result_error"]["what"]["error"], "ERROR_METHOD_NOT_FOUND");
    assert!(answer["result_time"]["list"]["duration"].is_number());
}

#[test]
fn empty_maps_are_lists_and_lists_stay_lists() {
    let portal = start(whole());
    let answer = result(&portal, "batch", json!({ "cmd": ["crm.deal.delete?id=1", "crm.deal.delete?id=1"] }));
    assert_eq!(answer["result"], json!([true]));
    assert_eq!(answer["result_error"]["1"]["error_description"], "Not found");
    assert_eq!((&answer["result_total"], &answer["result_next"]), (&json!([]), &json!([])));
}

#[test]
fn a_chain_reads_the_whole_list() {
    let portal = start(whole());
    portal.fill("crm.deal", 130).retain("crm.deal", |id| id % 10 != 0);
    let query = "crm.deal.list?order[ID]=ASC&select[]=ID&start=-1&filter[%3EID]=";
    let commands = [
        ("a", format!("{query}0")),
        ("b", format!("{query}$result[a][49][ID]")),
        ("c", format!("{query}%24result%5Bb%5D%5B49%5D%5BID%5D")),
    ];
    let commands: Vec<_> = commands.iter().map(|(name, command)| (*name, command.as_str())).collect();
    let answer = result(&portal, "batch", batch(&commands));
    let read: Vec<String> = ["a", "b", "c"]
        .iter()
        .flat_map(|name| answer["result"][name].as_array().cloned().unwrap_or_default())
        .map(|row| row["ID"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(read, portal.ids("crm.deal").iter().map(u64::to_string).collect::<Vec<_>>());
}

#[test]
fn what_refers_to_nothing_stays_text() {
    let portal = start(whole());
    let commands = json!({ "cmd": { "add": { "method": "crm.deal.add", "params": { "fields": { "TITLE": "$result[none][0]" } } } } });
    let id = result(&portal, "batch", commands)["result"]["add"].clone();
    assert_eq!(result(&portal, "crm.deal.get", json!({ "id": id }))["TITLE"], "$result[none][0]");
}

#[test]
fn halt_ends_it_at_the_first_error() {
    let portal = start(whole());
    let mut commands = batch(&[("a", "crm.deal.get?id=99"), ("b", "crm.deal.delete?id=1")]);
    commands["halt"] = json!(1);
    let answer = result(&portal, "batch", commands);
    assert_eq!(
        (&answer["result"], answer["result_error"].as_object().map(|errors| errors.len())),
        (&json!([]), Some(1))
    );
    assert_eq!(portal.ran().times("crm.deal.delete"), 0);
}

#[test]
fn a_batch_has_fifty_commands_and_no_batch() {
    let portal = start(whole());
    let commands: Vec<_> = (0..51).map(|_| "crm.deal.list").collect();
    let answer = result(&portal, "batch", json!({ "cmd": commands }));
    assert_eq!(answer["result"].as_array().map(Vec::len), Some(50));
    assert_eq!(answer["result_error"]["50"]["error"], "ERROR_BATCH_LENGTH_EXCEEDED");
    let nested = result(&portal, "batch", batch(&[("x", "batch?cmd[0]=user.current")]));
    assert_eq!(nested["result_error"]["x"]["error"], "ERROR_BATCH_METHOD_NOT_ALLOWED");
    assert_eq!(refusal(&call(&portal, "batch", json!({ "cmd": "user.current" }))).0, 400);
}

#[test]
fn a_command_may_be_scripted() {
    let portal = start(whole());
    portal.on("crm.deal.get", Reply::error(400, "MINE", "No")).on("user.current", Reply::result(json!({ "ID": "9" })));
    let answer = result(&portal, "batch", batch(&[("a", "crm.deal.get?id=1"), ("b", "user.current")]));
    assert_eq!((&answer["result_error"]["a"]["error"], &answer["result"]["b"]["ID"]), (&json!("MINE"), &json!("9")));
}
