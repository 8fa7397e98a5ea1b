//! Every method of the schema, called by parameters made from it.

use bitrix24_mock::{Portal, Quirks, example_params};
use bitrix24_schema::model::{Api, Method};
use serde_json::{Value, json};

use crate::client::{Response, post};
use crate::{MODEL, call, call_v3, result, start, whole};

const TABLES: [&str; 8] =
    ["crm.lead", "crm.deal", "crm.contact", "crm.company", "crm.quote", "tasks.task", "user", "catalog.product"];

fn example(portal: &Portal, method: &Method, all: bool) -> Response {
    let mut params = Value::Object(example_params(&MODEL, method, all));
    match method.api {
        // A webhook has no application.
        Api::V2 if matches!(method.name.wire.as_str(), "app.info" | "event.bind") => {
            if method.name.wire == "event.bind" {
                params["event"] = "ONCRMDEALADD".into();
            }
            params["auth"] = portal.access_token().into();
            post(portal, &format!("/rest/{}", method.name.wire), params.to_string().as_bytes())
        }
        Api::V2 => call(portal, &method.name.wire, params),
        Api::V3 => call_v3(portal, &method.name.wire, params),
    }
}

#[test]
fn every_method_answers_in_its_shape() {
    for all in [false, true] {
        let portal = start(whole());
        let mut wrong = Vec::new();
        for method in MODEL.methods.iter().filter(|method| method.name.wire != "batch") {
            // Some methods delete rows that others read.
            TABLES.iter().for_each(|table| _ = portal.fill(table, 3));
            let answer = example(&portal, method, all);
            if answer.status != 200 || answer.json().get("result").is_none() {
                wrong.push(format!("{}: {}", method.name.wire, String::from_utf8_lossy(&answer.body)));
            }
        }
        assert!(wrong.is_empty(), "{} methods:\n{}", wrong.len(), wrong.join("\n"));
        assert!(portal.ran().calls().len() > 1600);
    }
}

#[test]
fn what_is_made_has_a_number_of_its_own() {
    let portal = start(whole());
    let folder = result(&portal, "disk.folder.addSubFolder", json!({ "id": 7, "data": { "NAME": "Inside" } }));
    assert_eq!((&folder["NAME"], folder["PARENT_ID"].to_string().contains('7')), (&json!("Inside"), true));
    assert!(folder["ID"].as_u64().is_some_and(|id| id != 7), "{folder}");
    let bindings = result(&portal, "sale.tradeBinding.list", json!({}))["tradeBindings"].clone();
    assert!(bindings[0]["id"].is_u64() && bindings[0]["externalOrderId"].is_string(), "{bindings}");
}

#[test]
fn lists_that_count_tell_their_total() {
    let portal = start(whole());
    let answer = |method: &str, params: Value| call(&portal, method, params).json();
    assert_eq!(answer("crm.status.list", json!({}))["total"], 3);
    assert_eq!(answer("im.search.user.list", json!({ "FIND": "Ann" }))["total"], 1);
    assert_eq!(answer("crm.deal.list", json!({}))["total"], 10);
    portal.fill("crm.deal", 51);
    assert_eq!(answer("crm.deal.list", json!({}))["next"], 50);
    assert!(answer("crm.deal.list", json!({ "start": 50 })).get("next").is_none());
    assert!(answer("crm.deal.get", json!({ "id": 1 })).get("total").is_none());
}

#[test]
fn the_same_seed_and_parameters_give_the_same() {
    let result =
        |seed, id| call(&start(whole().seed(seed)), "crm.activity.get", json!({ "id": id })).json()["result"].clone();
    assert_eq!(result(7, 1), result(7, 1));
    assert_ne!(result(7, 1), result(8, 1));
    assert_ne!(result(7, 1), result(7, 2));
    assert_eq!(result(7, 5)["ID"], 5, "what the caller has sent is said again");
}

#[test]
fn twins_are_told_apart_by_the_address() {
    let portal = start(whole());
    assert!(call(&portal, "tasks.task.get", json!({ "taskId": 1 })).json()["result"]["task"]["id"].is_string());
    assert!(call_v3(&portal, "tasks.task.get", json!({ "id": 1 })).json()["result"]["item"]["id"].is_number());
    assert_eq!(call_v3(&portal, "crm.deal.get", json!({ "id": 1 })).status, 404, "it exists in v2 only");
}

#[test]
fn a_list_has_its_rows_on_the_first_page() {
    let portal = start(whole());
    let first = call(&portal, "crm.activity.list", json!({})).json();
    assert_eq!(first["total"].as_u64(), first["result"].as_array().map(|rows| rows.len() as u64));
    assert_eq!(call(&portal, "crm.activity.list", json!({ "start": 50 })).json()["result"], json!([]));
    assert_eq!(call_v3(&portal, "note.collection.list", json!({})).json()["result"]["nextCursor"], json!(null));
    assert_eq!(call(&portal, "im.recent.list", json!({})).json()["result"]["hasMore"], false);
}

#[test]
fn habits_are_shown_on_demand() {
    let quirks = Quirks { ids_as_strings: true, empty_objects_as_lists: true };
    let portal = start(whole().quirks(quirks));
    let item = call(&portal, "crm.item.get", json!({ "entityTypeId": 2, "id": 1 })).json();
    assert_eq!(item["result"]["item"]["id"], "1");
    assert!(item["result"]["item"]["assignedById"].is_string());
}

#[test]
fn a_made_answer_tells_of_success() {
    let portal = start(whole());
    for task in 1..9 {
        let fields = json!({ "taskId": task, "text": "Done" });
        let sent = call_v3(&portal, "tasks.task.chat.message.send", json!({ "fields": fields })).json();
        assert_eq!(sent["result"], json!({ "result": true }), "{task}");
        assert_eq!(result(&portal, "disk.folder.deleteTree", json!({ "id": task })), json!(true));
        assert_eq!(result(&portal, "im.chat.leave", json!({ "CHAT_ID": task })), json!(true));
    }
}

#[test]
fn sent_values_are_repeated_wherever_they_were_sent() {
    let portal = start(whole());
    let field = json!({ "entityId": "CRM_5", "fieldName": "UF_CRM_5_POWER", "userTypeId": "double", "multiple": "Y", "sort": 7 });
    let added = result(&portal, "userfieldconfig.add", json!({ "moduleId": "crm", "field": field }));
    for (name, value) in field.as_object().into_iter().flatten() {
        let (answered, sent) = (&added["field"][name], value);
        assert_eq!(answered.to_string().trim_matches('"'), sent.to_string().trim_matches('"'), "{name}");
    }
    let folder = result(&portal, "disk.folder.addSubFolder", json!({ "id": 42, "data": { "NAME": "Plans" } }));
    assert_eq!(folder["NAME"], "Plans");
    assert_eq!(result(&portal, "disk.folder.rename", json!({ "id": 42, "newName": "Old" }))["ID"], 42);
}

#[test]
fn every_row_of_an_import_gets_its_answer() {
    let portal = start(whole());
    for rows in [1, 2, 7] {
        let data: Vec<Value> = (0..rows).map(|row| json!({ "title": format!("Row {row}") })).collect();
        let answer = result(&portal, "crm.item.batchImport", json!({ "entityTypeId": 2, "data": data }));
        let items = answer["items"].as_array().cloned().unwrap_or_default();
        assert_eq!(items.len(), rows);
        assert!(items.iter().all(|item| item["item"]["id"].is_u64() && item.get("error").is_none()), "{answer}");
    }
}
