//! Files: inside a call, and beside it.

use bitrix24_mock::Portal;
use serde_json::{Value, json};

use crate::client::{get, post_with};
use crate::{result, start, whole};

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
