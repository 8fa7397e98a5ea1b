//! Files: inside a call, and beside it.

use bitrix24_mock::Portal;
use serde_json::{Value, json};

use crate::client::{get, post_with};
use crate::{call, result, start, whole};

/// Returns the part of an address behind the portal's host.
fn path<'a>(portal: &Portal, address: &'a Value) -> &'a str {
    let address = address.as_str().unwrap_or_default();
    address.strip_prefix(portal.url().trim_end_matches('/')).expect("it is the portal's")
}

/// Posts a file to an address.
fn send(portal: &Portal, path: &str, bytes: &[u8]) -> Value {
    let mut body = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n".to_vec();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--b--\r\n");
    post_with(portal, path, &[("Content-Type", "multipart/form-data; boundary=b")], &body).json()
}

#[test]
fn a_file_is_sent_in_two_steps_and_read_again() {
    let portal = start(whole());
    let first = result(&portal, "disk.folder.uploadfile", json!({ "id": 42 }));
    assert_eq!(first["field"], "file");
    let place = path(&portal, &first["uploadUrl"]);
    let file = send(&portal, place, b"\xFF\x00 bytes")["result"].clone();
    assert_eq!((&file["NAME"], &file["SIZE"], &file["PARENT_ID"]), (&json!("a.bin"), &json!("8"), &json!("42")));
    assert_eq!(send(&portal, place, b"again")["error"], "ERROR_ARGUMENT", "an address is good for one file");
    assert_eq!(get(&portal, path(&portal, &file["DOWNLOAD_URL"])).body, b"\xFF\x00 bytes");
    assert_eq!(result(&portal, "disk.file.get", json!({ "id": file["ID"] }))["NAME"], "a.bin");

    let next = result(&portal, "disk.file.uploadversion", json!({ "id": file["ID"] }));
    let changed = send(&portal, path(&portal, &next["uploadUrl"]), b"new")["result"].clone();
    assert_eq!((&changed["ID"], &changed["GLOBAL_CONTENT_VERSION"]), (&file["ID"], &json!(2)));
    assert_eq!(portal.ran().times("upload"), 2);
}

#[test]
fn a_file_inside_a_call_is_kept_too() {
    let portal = start(whole());
    let params = json!({ "id": 7, "data": { "NAME": "b.txt" }, "fileContent": ["x.txt", "aGVsbG8="] });
    let file = result(&portal, "disk.storage.uploadfile", params);
    assert_eq!((&file["NAME"], &file["SIZE"]), (&json!("b.txt"), &json!("5")));
    assert_eq!(get(&portal, path(&portal, &file["DOWNLOAD_URL"])).body, b"hello");
}

#[test]
fn a_record_of_a_call_is_sent_in_two_steps() {
    let portal = start(whole());
    let params = json!({ "CALL_ID": "externalCall.1", "FILENAME": "call.mp3" });
    let first = result(&portal, "telephony.externalCall.attachRecord", params);
    assert_eq!(first["fieldName"], "file");
    assert!(send(&portal, path(&portal, &first["uploadUrl"]), b"mp3")["result"]["FILE_ID"].is_u64());
}

#[test]
fn a_file_in_a_custom_field_is_read_by_its_link() {
    let portal = start(whole());
    let fields = json!({ "ufCrmPhoto": ["photo.jpg", "AQID"], "ufCrmWords": ["one", "four"] });
    let item =
        result(&portal, "crm.item.update", json!({ "entityTypeId": 2, "id": 1, "fields": fields }))["item"].clone();
    assert_eq!((item["ufCrmPhoto"]["id"].is_u64(), &item["ufCrmWords"]), (true, &json!(["one", "four"])));
    let item = result(&portal, "crm.item.get", json!({ "entityTypeId": 2, "id": 1 }))["item"].clone();
    assert_eq!(get(&portal, path(&portal, &item["ufCrmPhoto"]["urlMachine"])).body, [1, 2, 3]);
    assert_eq!(get(&portal, path(&portal, &item["ufCrmPhoto"]["url"])).body, [1, 2, 3]);
    let again = json!({ "title": "T", "ufCrmPhoto": { "id": item["ufCrmPhoto"]["id"] } });
    let changed = result(&portal, "crm.item.update", json!({ "entityTypeId": 2, "id": 1, "fields": again }));
    assert_eq!(changed["item"]["ufCrmPhoto"], item["ufCrmPhoto"], "what is named by its identifier stays");

    let fields = json!({ "TITLE": "D", "UF_CRM_PLANS": [{ "fileData": ["a.txt", "aGVsbG8="] }, ["b.txt", "AQID"]] });
    let id = result(&portal, "crm.deal.add", json!({ "fields": fields }));
    let plans = result(&portal, "crm.deal.get", json!({ "id": id }))["UF_CRM_PLANS"].clone();
    assert_eq!(get(&portal, path(&portal, &plans[0]["downloadUrl"])).body, b"hello");
    let fields = json!({ "ufCrmPlans": [{ "id": plans[1]["id"] }, ["c.txt", "/w=="]] });
    result(&portal, "crm.item.update", json!({ "entityTypeId": 2, "id": id, "fields": fields }));
    let params = json!({ "entityTypeId": 2, "filter": { "id": id }, "select": ["id", "ufCrmPlans"] });
    let kept = result(&portal, "crm.item.list", params)["items"][0]["ufCrmPlans"].clone();
    assert_eq!((&kept[0]["id"], kept.as_array().map(Vec::len)), (&plans[1]["id"], Some(2)));
    assert_eq!(get(&portal, path(&portal, &kept[1]["urlMachine"])).body, [255]);
    let fields = json!({ "ufCrmPlans": [{ "id": kept[1]["id"] }] });
    let left = result(&portal, "crm.item.update", json!({ "entityTypeId": 2, "id": id, "fields": fields }));
    assert_eq!(left["item"]["ufCrmPlans"], json!([kept[1]]));
}

#[test]
fn files_of_the_drive_are_attached_to_tasks() {
    let portal = start(whole());
    let fields = json!({ "TITLE": "T", "RESPONSIBLE_ID": 1, "UF_TASK_WEBDAV_FILES": ["n7", "n9"] });
    let id = result(&portal, "tasks.task.add", json!({ "fields": fields }))["task"]["id"].clone();
    let attached = || {
        let params = json!({ "taskId": id, "select": ["ID", "UF_TASK_WEBDAV_FILES"] });
        result(&portal, "tasks.task.get", params)["task"]["ufTaskWebdavFiles"].clone()
    };
    assert_eq!(attached(), json!([501, 502]));
    let third = result(&portal, "tasks.task.files.attach", json!({ "taskId": id, "fileId": 1065 }));
    assert_eq!((third, attached()), (json!({ "attachmentId": 503 }), json!([501, 502, 503])));
    let fields = json!({ "UF_TASK_WEBDAV_FILES": ["502", "n7"] });
    result(&portal, "tasks.task.update", json!({ "taskId": id, "fields": fields }));
    assert_eq!(attached(), json!([502, 504]));
    let lost = call(&portal, "tasks.task.files.attach", json!({ "taskId": 999, "fileId": 1065 }));
    assert_eq!(lost.status, 400);
}
