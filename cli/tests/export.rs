//! `b24 export` as users run it, in a folder without a schema.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn b24(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_b24")).args(args).current_dir(folder).output().expect("it runs")
}

#[track_caller]
fn printed(folder: &Path, args: &[&str]) -> String {
    let output = b24(folder, args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text")
}

#[track_caller]
fn refused(folder: &Path, args: &[&str]) -> String {
    let output = b24(folder, args);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn documents_need_no_schema_and_are_the_same_each_time() {
    let empty = tempfile::tempdir().expect("a folder");
    let folder = empty.path();
    let only = ["--only", "crm.deal.*"];
    let json = printed(folder, &[&["export", "openapi"], &only[..]].concat());
    assert_eq!(json, printed(folder, &[&["export", "openapi"], &only[..]].concat()));
    let document: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
    let yaml = printed(folder, &[&["export", "openapi", "--format", "yaml"], &only[..]].concat());
    assert!(yaml.starts_with("openapi: \"3.1.0\"\n"), "{yaml:.100}");
    let types = printed(folder, &[&["export", "typescript"], &only[..]].concat());
    assert!(types.contains("  \"crm.deal.add\": {\n    params: CrmDealAddParams;"));
    printed(folder, &["export", "typescript", "--only", "user.*", "--output", "b24.d.ts"]);
    assert!(fs::read_to_string(folder.join("b24.d.ts")).expect("a file").contains("export interface Methods"));
}

#[test]
fn a_version_is_picked() {
    let empty = tempfile::tempdir().expect("a folder");
    let get = |api: &str| -> Value {
        let text = printed(empty.path(), &["export", "openapi", "--only", "tasks.task.get", "--api", api]);
        serde_json::from_str(&text).expect("JSON")
    };
    for (api, id) in [("v2", "tasksTaskGet"), ("v3", "tasksTaskGetV3")] {
        assert_eq!(get(api)["paths"]["/tasks.task.get"]["post"]["operationId"], id);
    }
    let message = refused(empty.path(), &["export", "openapi", "--only", "crm.deal.*", "--api", "v3"]);
    assert!(message.contains("no method of this version"), "{message}");
}

/// Events are those of the scopes of what is picked, and of version 2.
#[test]
fn events_are_webhooks() {
    let empty = tempfile::tempdir().expect("a folder");
    let webhooks = |args: &[&str]| -> Vec<String> {
        let text = printed(empty.path(), &[&["export", "openapi"], args].concat());
        let document: Value = serde_json::from_str(&text).expect("JSON");
        document["webhooks"].as_object().map(|events| events.keys().cloned().collect()).unwrap_or_default()
    };
    assert_eq!(webhooks(&[]).len(), 202);
    let picked = webhooks(&["--only", "calendar.*"]);
    assert!(picked.contains(&"ONCALENDARENTRYADD".to_owned()) && !picked.contains(&"ONCRMDEALADD".to_owned()));
    assert!(webhooks(&["--only", "tasks.task.get", "--api", "v3"]).is_empty());
}

#[test]
fn options_may_stand_before_the_format() {
    let empty = tempfile::tempdir().expect("a folder");
    let exported = printed(empty.path(), &["export", "--only", "user.get", "json"]);
    let exported: Value = serde_json::from_str(&exported).expect("JSON");
    assert_eq!(exported["methods"].as_array().map(Vec::len), Some(1));
}

#[test]
fn schemas_are_of_a_method_a_type_or_all() {
    let empty = tempfile::tempdir().expect("a folder");
    let folder = empty.path();
    let get = |args: &[&str]| -> Value {
        let text = printed(folder, &[&["export", "json-schema"], args].concat());
        serde_json::from_str(&text).expect("JSON")
    };
    assert_eq!(get(&["--method", "tasks.task.delegate"])["required"], serde_json::json!(["taskId", "userId"]));
    assert_eq!(get(&["--method", "user.get", "--part", "answer"])["required"][0], "result");
    assert_eq!(get(&["--type", "crm.deal"])["title"], "crm.Deal");
    let message = refused(folder, &["export", "json-schema", "--method", "crm.deal.ad"]);
    assert!(message.contains("did you mean `crm.deal.add`?"), "{message}");
    refused(folder, &["export", "json-schema"]);
    printed(folder, &["export", "json-schema", "--folder", "all", "--only", "user.get"]);
    assert!(folder.join("all/methods/user.get.params.json").is_file());
}

#[test]
fn a_catalogue_takes_no_folder_of_others() {
    let empty = tempfile::tempdir().expect("a folder");
    let folder = empty.path();
    fs::create_dir(folder.join("mine")).expect("a folder");
    fs::write(folder.join("mine/index.html"), "<p>mine</p>").expect("a file");
    let message = refused(folder, &["export", "html", "--output", "mine", "--only", "user.*"]);
    assert!(message.contains("mine holds other files"), "{message}");
    printed(folder, &["export", "html", "--output", "new", "--only", "tasks.*"]);
    printed(folder, &["export", "html", "--output", "new", "--only", "user.*"]);
    assert!(folder.join("new/data/user.js").is_file() && !folder.join("new/data/tasks.js").exists());
}
