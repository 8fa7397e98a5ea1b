//! `b24 portal`: a portal's own fields as a folder, compared with the portal and with its answers.
#![cfg(feature = "client")]

mod common;

use std::collections::BTreeMap;

use bitrix24_mock::{Limits, Portal, Reply};
use common::Place;
use serde_json::{Value, json};

/// In every value that is no description: it must not get into any file or message.
const MARK: &str = "SECRETVALUE";

/// The methods that the webhook may call.
const METHODS: &[&str] = &[
    "scope",
    "methods",
    "feature.get",
    "crm.type.list",
    "crm.status.list",
    "crm.category.list",
    "crm.item.fields",
    "crm.deal.fields",
    "crm.deal.userfield.list",
    "userfieldconfig.list",
    "user.fields",
    "user.userfield.list",
    "lists.get",
];

fn portal() -> Portal {
    let portal = Portal::builder().documented().expect("a catalogue").limits(Limits::none()).start().expect("a portal");
    for (method, result) in [
        ("scope", json!(["crm", "user", "lists"])),
        ("methods", json!(METHODS)),
        ("crm.type.list", json!({ "types": [{ "id": 5, "entityTypeId": "1036", "title": "Проекты", "code": MARK }] })),
        (
            "crm.status.list",
            json!([{ "ENTITY_ID": "DYNAMIC_1036_STAGE_9", "STATUS_ID": "DT1036_9:NEW", "NAME": "Начало",
            "COLOR": MARK }]),
        ),
        ("crm.category.list", json!({ "categories": [{ "id": 9, "name": "Общая", "originId": MARK }] })),
        ("crm.item.fields", item("Бюджет", true)),
        ("crm.deal.fields", json!({ "UF_CRM_1": { "type": "money", "title": "UF_CRM_1", "formLabel": "Скидка" } })),
        ("crm.deal.userfield.list", json!([{ "FIELD_NAME": "UF_CRM_1", "SETTINGS": { "DEFAULT_VALUE": MARK } }])),
        ("userfieldconfig.list", json!({ "fields": [] })),
        ("user.fields", json!({ "ID": "ID" })),
        ("user.userfield.list", json!([])),
    ] {
        portal.on(method, Reply::result(result));
    }
    portal.on("lists.get", Reply::error(403, "ACCESS_DENIED", "Access denied"));
    portal
}

/// The fields of an item: one of a portal's own, whose type and items may change.
fn item(title: &str, has_large: bool) -> Value {
    let mut items = vec![json!({ "ID": "44", "VALUE": "Малый" })];
    items.extend(has_large.then(|| json!({ "ID": "45", "VALUE": "Большой" })));
    json!({ "fields": {
        "id": { "type": "integer", "isReadOnly": true, "title": "ID" },
        "stageId": { "type": "crm_status", "statusType": "DYNAMIC_1036_STAGE_9", "title": "Стадия" },
        "ufCrm5Budget": { "type": "money", "title": title, "settings": { "DEFAULT_VALUE": MARK } },
        "ufCrm5Size": { "type": "enumeration", "title": "Size", "items": items },
    } })
}

fn at(portal: &Portal) -> Place {
    Place::new().webhook(portal.webhook_url())
}

fn files(place: &Place) -> BTreeMap<String, String> {
    let Ok(entries) = std::fs::read_dir(place.folder.path().join("portal")) else { return BTreeMap::new() };
    let text = |entry: std::fs::DirEntry| {
        let text = std::fs::read_to_string(entry.path()).expect("text");
        (entry.file_name().to_string_lossy().into_owned(), text)
    };
    entries.map(|entry| text(entry.expect("an entry"))).collect()
}

#[test]
fn a_pull_writes_descriptions_and_nothing_else() {
    let portal = portal();
    let place = at(&portal);
    let printed = place.run(&["portal", "pull"]);
    assert_eq!(printed.status, 0, "{}", printed.err);
    assert!(
        printed.out.starts_with("9 files of portal changed:\n") && printed.out.contains("  + proekty.yaml "),
        "{}",
        printed.out
    );
    for line in [
        "not read: lists: lists.get: ACCESS_DENIED: Access denied\n",
        "not read: tasks: task.item.userfield.getlist and 1 other method: the webhook has no such method here",
    ] {
        assert!(printed.err.contains(line), "{}", printed.err);
    }
    let written = files(&place);
    assert_eq!(
        written["proekty.yaml"],
        "thing: Proekty\nof: crm.Item\ntitle: Проекты\nmethods: crm.item\nwith: { entityTypeId: 1036 }\nhas: [id, stageId]\nfields:\n  \
         stageId: { rust: stage, type: string, values: { \"DT1036_9:NEW\": Начало }, open: true }\n  \
         ufCrm5Budget: { rust: biudzhet, type: money, doc: Бюджет }\n  \
         ufCrm5Size: { rust: size, type: integer, values: { 44: Малый, 45: Большой }, doc: Size }\n"
    );
    assert_eq!(written["portal.yaml"], "portal: 1\nscopes: [crm, lists, user]\n");
    let all = format!("{written:?}{}{}", printed.out, printed.err);
    assert!(!all.contains(MARK) && !all.contains(portal.webhook_secret()) && !all.contains("127.0.0.1"), "{all}");
    // The methods first, then what does not depend on other answers, then the rest.
    assert!(portal.requests().len() <= 5, "{}", portal.requests().len());
    let wrote = portal.requests().iter().any(|request| request.method().contains("add"));
    assert!(!wrote);

    let again = place.run(&["portal", "pull", "--quiet"]);
    assert_eq!((again.out.as_str(), again.err.as_str()), ("portal is up to date\n", ""));
    assert_eq!(files(&place), written);
}

#[test]
fn a_pull_changes_only_what_changed() {
    let portal = portal();
    let place = at(&portal);
    place.ok(&["portal", "pull"]);
    let before = files(&place);
    portal.on("crm.item.fields", Reply::result(item("Объём", true)));
    let shown = place.ok(&["portal", "pull", "--only", "crm", "--dry-run"]);
    assert!(shown.starts_with("7 files of portal would change:\n"), "{shown}");
    assert_eq!(files(&place), before);
    place.ok(&["portal", "pull", "--only", "crm"]);
    let line = "  ufCrm5Budget: { rust: biudzhet, type: money, doc: Объём (formerly Бюджет) }\n";
    assert!(files(&place)["proekty.yaml"].contains(line), "{}", files(&place)["proekty.yaml"]);

    portal.on("crm.type.list", Reply::result(json!({ "types": [] })));
    let printed = place.ok(&["portal", "pull", "--only", "crm"]);
    assert!(printed.contains("gone from the portal: portal/proekty.yaml\n"), "{printed}");
    assert!(!files(&place).contains_key("proekty.yaml"));
}

#[test]
fn nothing_is_written_if_anything_is_wrong() {
    let portal = portal();
    let place = at(&portal);
    std::fs::create_dir(place.folder.path().join("portal")).expect("a folder");
    place.file("portal/own.yaml", "thing: [\n");
    let before = files(&place);
    let printed = place.run(&["portal", "pull"]);
    assert!(printed.status == 1 && printed.err.contains("portal/own.yaml:"), "{} {}", printed.status, printed.err);
    assert_eq!((files(&place), portal.requests().len()), (before, 0));

    let place = Place::new().webhook(portal.webhook_url().replace(portal.webhook_secret(), "wrong"));
    let printed = place.run(&["portal", "pull"]);
    assert_eq!((printed.status, files(&place).len()), (3, 0), "{}", printed.err);
    let printed = place.run(&["portal", "pull", "--only", "crm,mail"]);
    assert!(printed.status == 2 && printed.err.contains("write one of crm, user, tasks"), "{}", printed.err);
    let printed = Place::new().run(&["portal", "pull"]);
    assert!(printed.status == 3 && printed.err.contains("b24 login"), "{}", printed.err);
}

#[test]
fn a_check_tells_who_breaks() {
    let portal = portal();
    let place = at(&portal);
    assert_eq!(place.run(&["portal", "check"]).status, 2);
    place.ok(&["portal", "pull"]);
    let same = place.run(&["portal", "check"]);
    assert_eq!(same.status, 0, "{}{}", same.out, same.err);
    assert!(
        same.out.contains(" methods of scopes that the webhook does not have: ") && same.out.contains(", sale ("),
        "{}",
        same.out
    );
    assert_eq!(place.run(&["portal", "check", "--fail-on", "any"]).status, 1);

    let mut less = item("Бюджет", false);
    less["fields"].as_object_mut().expect("fields").shift_remove("ufCrm5Budget");
    portal.on("crm.item.fields", Reply::result(less));
    portal.on("methods", Reply::result(json!([METHODS, &["crm.rocket.launch"]].concat())));
    let changed = place.run(&["portal", "check"]);
    assert_eq!(changed.status, 1, "{}", changed.out);
    for part in ["+ crm.rocket.launch: the portal has it", "portal.Proekty", "ufCrm5Budget", "45"] {
        assert!(changed.out.contains(part), "{part}: {}", changed.out);
    }
    assert_eq!(place.run(&["portal", "check", "--fail-on", "never"]).status, 0);
    let printed = place.run(&["portal", "check", "--format", "json", "--quiet"]);
    let told: Value = serde_json::from_str(&printed.out).expect("JSON");
    assert_eq!(told["methods"]["unknown"], json!(["crm.rocket.launch"]));
    let rows = told["changes"]["rows"].as_array().expect("rows");
    assert!(rows.iter().any(|row| row["wire"]["verdict"] == "breaks"), "{rows:#?}");

    // A folder that is wrong, and a portal that does not answer, are no report.
    place.file("portal/own.yaml", "thing: Own\nof: crm.Nothing\nmethods: crm.item\n");
    assert_eq!(place.run(&["portal", "check"]).status, 3);
}

#[test]
fn folders_of_portals_are_compared() {
    let portal = portal();
    let place = at(&portal);
    place.ok(&["portal", "pull", "--out", "old"]);
    portal.on("crm.item.fields", Reply::result(item("Бюджет", false)));
    place.ok(&["portal", "pull", "--out", "new"]);
    let printed = place.run(&["diff", "old", "new"]);
    assert_eq!(printed.status, 1, "{}", printed.err);
    for part in [
        "7 changes in 7 methods and types · wire: 7 breaks · rust: 7 major",
        "breaks  major       value-removed #ufCrm5Size=45",
        "Code that uses the variant `portal::CompanyItemSize::Bolshoi` does not compile: it is gone.",
    ] {
        assert!(printed.out.contains(part), "{part}: {}", printed.out);
    }
    assert_eq!(place.run(&["diff", "old", "old"]).status, 0);

    std::fs::remove_file(place.folder.path().join("new/proekty.yaml")).expect("a file");
    let printed = place.run(&["diff", "old", "new"]);
    let told = "breaks  major       type:portal.Proekty";
    assert!(printed.out.contains(told) && printed.out.contains("its calls are refused"), "{}", printed.out);
}

#[test]
fn drift_tells_paths_and_types() {
    let portal = portal();
    let place = at(&portal);
    let deal = |more: Value| {
        let mut deal =
            json!({ "ID": "5", "TITLE": "A deal", "OPENED": "Y", "OPPORTUNITY": "10.5", "COMPANY_ID": null });
        deal.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        Reply::result(deal)
    };
    portal.on("crm.deal.get", deal(json!({})));
    assert_eq!(place.ok(&["portal", "drift", "crm.deal.get", "id=5"]), "crm.deal.get: as described\n");
    portal.on("crm.deal.get", deal(json!({ "NEW_ONE": MARK, "PROBABILITY": { "a": MARK }, "OPENED": MARK })));
    let printed = place.run(&["portal", "drift", "crm.deal.get", "id=5"]);
    assert_eq!(
        printed.out,
        "crm.deal.get: 3 differences
  result.NEW_ONE: not in the description; string
  result.OPENED: string instead of boolean(Y/N)
  result.PROBABILITY: object instead of integer

# corrections
- file: types/crm/deal.yaml
  at: fields/NEW_ONE
  reason: seen on a portal, in the answer of crm.deal.get
  add: { type: string, observed: true }
- file: types/crm/deal.yaml
  at: fields/OPENED
  reason: seen on a portal, in the answer of crm.deal.get
  set: string
- file: types/crm/deal.yaml
  at: fields/PROBABILITY
  reason: seen on a portal, in the answer of crm.deal.get
  set: object
"
    );
    assert_eq!(printed.status, 1);
    let told = place.run(&["portal", "drift", "crm.deal.get", "id=5", "--format", "json"]);
    let told: Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!(told["methods"][0]["findings"][0]["problem"], "unknown");
    assert!(!told.to_string().contains(MARK));
    let before = portal.requests().len();
    for (args, status, says) in [
        (&["crm.deal.delete", "id=5"][..], 4, "only methods that read are called"),
        (&["crm.deal.gett"], 2, "did you mean `crm.deal.get`"),
        (&["id=5"], 2, "there is no method to call"),
        (&["crm.deal.get"], 4, "`id` is required"),
    ] {
        let printed = place.run(&[&["portal", "drift"], args].concat());
        assert!(printed.status == status && printed.err.contains(says), "{args:?}: {} {}", printed.status, printed.err);
    }
    assert_eq!(portal.requests().len(), before);
}

/// The folder that the mock serves is pulled as it is: every field keeps its name, its type and its values.
#[test]
fn what_a_folder_says_comes_back() {
    let served = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../mock/tests/made/portal");
    let builder = Portal::builder().documented().expect("a catalogue").limits(Limits::none());
    let portal = builder.portal(&served).expect("a folder").start().expect("a portal");
    let place = at(&portal);
    let folder = place.folder.path().join("portal");
    std::fs::create_dir(&folder).expect("a folder");
    for entry in std::fs::read_dir(&served).expect("a folder") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, folder.join(path.file_name().expect("a name"))).expect("copied");
    }
    place.ok(&["portal", "pull"]);
    let first = files(&place);
    assert_eq!(place.ok(&["portal", "pull"]), "portal is up to date\n");
    assert_eq!(files(&place), first);
    let printed =
        place.run(&["diff", served.to_str().expect("a path"), "portal", "--format", "json", "--fail-on", "never"]);
    let told: Value = serde_json::from_str(&printed.out).expect("JSON");
    let rows = told["rows"].as_array().expect("rows");
    let breaks = rows.iter().filter(|row| row["wire"]["verdict"] == "breaks" || row["rust"]["verdict"] == "major");
    let breaks: Vec<&Value> = breaks.map(|row| &row["subject"]).collect();
    // Their values were not in the folder, so that they get types of their own; their names stay.
    let got_values = ["type:portal.Deal#SOURCE_ID", "type:portal.Deal#TYPE_ID", "type:portal.Quote#STATUS_ID"];
    assert_eq!(breaks, got_values);
    assert!(portal.requests().len() <= 16, "{}", portal.requests().len());
}

#[test]
fn help_says_what_is_read_and_what_stays() {
    let place = Place::new();
    for (args, says) in [
        (&["portal", "--help"][..], "no value of a row"),
        (&["portal", "pull", "--help"], "What you write in a file stays"),
        (&["portal", "check", "--help"], "0 below the threshold of --fail-on"),
        (&["portal", "drift", "--help"], "schema/corrections/"),
    ] {
        let help = place.ok(args).replace('\n', " ");
        assert!(help.contains(says), "{help}");
    }
}
