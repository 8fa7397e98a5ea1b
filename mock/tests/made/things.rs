//! A portal with types of its own: custom fields, smart processes, stages, lists.

use bitrix24_mock::{Builder, Portal};
use serde_json::{Value, json};

use crate::{call, refusal, result, start, whole};

/// Returns the settings of a portal with the types of the folder beside this file.
pub(crate) fn own() -> Builder {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/made/portal");
    match whole().portal(folder) {
        Ok(builder) => builder,
        Err(error) => panic!("{error}"),
    }
}

/// Adds a project, and returns it.
fn project(portal: &Portal, fields: Value) -> Value {
    result(portal, "crm.item.add", json!({ "entityTypeId": 1036, "fields": fields }))["item"].clone()
}

/// Returns the identifiers of the projects that a filter finds, in an order.
fn projects(portal: &Portal, filter: Value, order: Value) -> Vec<u64> {
    let params = json!({ "entityTypeId": 1036, "filter": filter, "order": order, "select": ["id"] });
    let items = result(portal, "crm.item.list", params)["items"].clone();
    items.as_array().into_iter().flatten().filter_map(|item| item["id"].as_u64()).collect()
}

#[test]
fn every_type_is_answered_as_it_is() {
    let portal = start(own());
    let item = project(
        &portal,
        json!({
            "title": "One",
            "ufCrm5Address": "Main Street 5|52.52;13.40|7",
            "ufCrm5Booking": ["12", 13],
            "ufCrm5Budget": "1000.50|EUR",
            "ufCrm5Call": "2026-05-14T10:26:32+02:00",
            "ufCrm5Done": 1,
            "ufCrm5Drive": ["n7"],
            "ufCrm5Element": "15",
            "ufCrm5Files": [["a", "AQID"], ["b.txt", "AQID"]],
            "ufCrm5Kind": "45",
            "ufCrm5Link": 7,
            "ufCrm5Links": ["D_1", "T40c_3"],
            "ufCrm5Manager": "6",
            "ufCrm5Note": "007",
            "ufCrm5Plan": ["plan.pdf", "aGVsbG8="],
            "ufCrm5Rooms": "3",
            "ufCrm5Site": "https://example.com/",
            "ufCrm5Size": "12,5",
            "ufCrm5Start": "2026-05-14",
            "ufCrm5State": "OLD",
            "ufCrm5Tags": [51, "53"],
            "ufCrm5Words": ["one.txt", "four"],
            "ufCrm_5_1721812760630": "nobody writes it",
            "parentId2": 5,
        }),
    );
    let file = |value: &Value| {
        let (id, url) = (value["id"].as_u64(), value["url"].as_str().unwrap_or_default());
        assert!(id.is_some() && url.starts_with("http://") && value["urlMachine"] == value["url"], "{value}");
        id
    };
    assert_eq!(item["ufCrm5Files"].as_array().map(Vec::len), Some(2));
    assert_ne!(file(&item["ufCrm5Plan"]), file(&item["ufCrm5Files"][0]));
    for (name, expected) in [
        ("ufCrm5Address", json!("Main Street 5|52.52;13.40|7")),
        ("ufCrm5Booking", json!([12, 13])),
        ("ufCrm5Budget", json!("1000.50|EUR")),
        ("ufCrm5Call", json!("2026-05-14T11:26:32+03:00")),
        ("ufCrm5Done", json!("Y")),
        ("ufCrm5Drive", json!([501])),
        ("ufCrm5Element", json!(15)),
        ("ufCrm5Kind", json!(45)),
        ("ufCrm5Link", json!(7)),
        ("ufCrm5Links", json!(["D_1", "T40c_3"])),
        ("ufCrm5Manager", json!(6)),
        ("ufCrm5Note", json!("007")),
        ("ufCrm5Rooms", json!(3)),
        ("ufCrm5Site", json!("https://example.com/")),
        ("ufCrm5Size", json!(12.5)),
        ("ufCrm5Start", json!("2026-05-14T03:00:00+03:00")),
        ("ufCrm5State", json!("OLD")),
        ("ufCrm5Tags", json!([51, 53])),
        ("ufCrm5Words", json!(["one.txt", "four"])),
        ("ufCrm_5_1721812760630", Value::Null),
        ("parentId2", json!(5)),
        ("stageId", json!("DT1036_9:NEW")),
        ("categoryId", json!(9)),
        ("entityTypeId", json!(1036)),
    ] {
        assert_eq!(item[name], expected, "{name}");
    }
}

#[test]
fn wrong_names_are_ignored_and_original_ones_kept() {
    let portal = start(own());
    let item =
        project(&portal, json!({ "title": "One", "UF_CRM_5_BUDGET": "1000.50|EUR", "UF_CRM_5_NONE": "no such field" }));
    assert_eq!(item["ufCrm5Budget"], "1000.50|EUR");
    assert!(item.get("UF_CRM_5_NONE").is_none() && item.get("ufCrm5None").is_none(), "a wrong field is ignored");
    assert!(item.get("probability").is_none(), "projects do not have it");
    let params = json!({ "entityTypeId": 1036, "id": item["id"], "useOriginalUfNames": "Y" });
    let original = result(&portal, "crm.item.get", params)["item"].clone();
    assert_eq!((&original["UF_CRM_5_BUDGET"], &original["title"]), (&json!("1000.50|EUR"), &json!("One")));
    assert!(original.get("ufCrm5Budget").is_none());
}

#[test]
fn nothing_is_answered_as_nothing() {
    let portal = start(own());
    let item = project(&portal, json!({ "ufCrm5Budget": "", "ufCrm5Words": [], "ufCrm5Tags": "" }));
    for name in ["ufCrm5Words", "ufCrm5Tags", "ufCrm5Files", "observers"] {
        assert_eq!(item[name], json!([]), "{name}");
    }
    for name in ["ufCrm5Budget", "ufCrm5Kind", "ufCrm5Plan", "ufCrm5Start", "movedTime"] {
        assert_eq!(item[name], Value::Null, "{name}");
    }
    assert_eq!(item["ufCrm5Done"], "N");
    let id = result(&portal, "crm.deal.add", json!({ "fields": { "TITLE": "D" } }));
    let deal = result(&portal, "crm.deal.get", json!({ "id": id }));
    assert_eq!(
        (&deal["UF_CRM_TAGS"], &deal["UF_CRM_KIND"], &deal["UF_CRM_CHECKED"]),
        (&json!(false), &Value::Null, &json!("0"))
    );
}

#[test]
fn a_file_stays_by_its_number_and_goes_without() {
    let portal = start(own());
    let item =
        project(&portal, json!({ "ufCrm5Files": [["a.txt", "YQ=="], ["b.txt", "Yg=="]], "ufCrm5Plan": ["p", "cA=="] }));
    let ids: Vec<u64> = (0..2).filter_map(|index| item["ufCrm5Files"][index]["id"].as_u64()).collect();
    let fields = json!({ "ufCrm5Files": [{ "id": ids[1] }, ["c.txt", "Yw=="]], "ufCrm5Plan": { "id": item["ufCrm5Plan"]["id"] } });
    let change = |fields: Value| {
        let params = json!({ "entityTypeId": 1036, "id": item["id"], "fields": fields });
        result(&portal, "crm.item.update", params)["item"].clone()
    };
    let changed = change(fields);
    assert_eq!((&changed["ufCrm5Files"][0]["id"], changed["ufCrm5Files"][1]["id"].is_u64()), (&json!(ids[1]), true));
    assert_eq!(changed["ufCrm5Plan"], item["ufCrm5Plan"]);
    let changed = change(json!({ "ufCrm5Plan": { "id": 1 }, "ufCrm5Files": "" }));
    assert_eq!(
        (&changed["ufCrm5Plan"], &changed["ufCrm5Files"]),
        (&Value::Null, &json!([])),
        "another number empties it"
    );
}

#[test]
fn deals_have_both_spellings() {
    let portal = start(own());
    let fields = json!({
        "TITLE": "D", "STAGE_ID": "C7:NEW", "UF_CRM_1721244707107": "0.25", "UF_CRM_BUDGET": "5|EUR", "UF_CRM_CHECKED": "Y",
        "UF_CRM_KIND": 46, "UF_CRM_PLANS": [{ "fileData": ["a.txt", "YQ=="] }], "UF_CRM_START": "14.05.2026", "UF_CRM_TAGS": ["52"],
    });
    let id = result(&portal, "crm.deal.add", json!({ "fields": fields }));
    let deal = result(&portal, "crm.deal.get", json!({ "id": id }));
    for (name, expected) in [
        ("UF_CRM_1721244707107", json!("0.25")),
        ("UF_CRM_BUDGET", json!("5|EUR")),
        ("UF_CRM_CHECKED", json!("1")),
        ("UF_CRM_KIND", json!("46")),
        ("UF_CRM_START", json!("2026-05-14T03:00:00+03:00")),
        ("UF_CRM_TAGS", json!([52])),
        ("CATEGORY_ID", json!("7")),
    ] {
        assert_eq!(deal[name], expected, "{name}");
    }
    let plan = &deal["UF_CRM_PLANS"][0];
    assert!(plan["showUrl"].is_string() && plan["downloadUrl"].is_string() && plan["id"].is_u64(), "{plan}");
    let item = result(&portal, "crm.item.get", json!({ "entityTypeId": 2, "id": id }))["item"].clone();
    assert_eq!(
        (&item["ufCrm_1721244707107"], &item["ufCrmChecked"], &item["ufCrmKind"]),
        (&json!(0.25), &json!("Y"), &json!(46))
    );
    let list = |select: Value| {
        let rows =
            result(&portal, "crm.deal.list", json!({ "filter": { "=UF_CRM_KIND": 46, "ID": id }, "select": select }));
        (rows[0].get("UF_CRM_KIND").is_some(), rows[0].get("TITLE").is_some())
    };
    assert_eq!(list(json!([])), (true, true));
    assert_eq!(list(json!(["*"])), (false, true), "an asterisk selects no custom fields");
    assert_eq!(list(json!(["*", "UF_*"])), (true, true));
    assert_eq!(list(json!(["UF_CRM_KIND"])), (true, false));
}

#[test]
fn filters_and_orders_know_the_types() {
    let portal = start(own());
    portal.fill("crm.item:1036", 0);
    for (budget, size, kind, done, day, words) in [
        ("5|EUR", 1.5, 44, "Y", "2026-05-14", json!(["alpha", "beta"])),
        ("40|EUR", 20.0, 45, "N", "2026-05-15", json!(["gamma"])),
        ("40|USD", 3.0, 44, "N", "2026-06-01", json!([])),
    ] {
        project(
            &portal,
            json!({ "ufCrm5Budget": budget, "ufCrm5Size": size, "ufCrm5Kind": kind, "ufCrm5Done": done, "ufCrm5Start": day,
                    "ufCrm5Words": words, "ufCrm5Links": ["D_1", "C_2"] }),
        );
    }
    let find = |filter: Value| projects(&portal, filter, json!({}));
    assert_eq!(find(json!({ ">=ufCrm5Budget": "40|EUR" })), [2, 3]);
    assert_eq!(find(json!({ "ufCrm5Budget": "40|EUR" })), [2]);
    assert_eq!(find(json!({ ">ufCrm5Size": 2, "<ufCrm5Size": "4" })), [3]);
    assert_eq!(find(json!({ "@ufCrm5Kind": [44, 99] })), [1, 3]);
    assert_eq!(find(json!({ "!=UF_CRM_5_KIND": "44" })), [2]);
    assert_eq!((find(json!({ "ufCrm5Done": 1 })), find(json!({ "=ufCrm5Done": "0" }))), (vec![1], vec![2, 3]));
    assert_eq!(find(json!({ "><ufCrm5Start": ["2026-05-14", "2026-05-15T12:00:00+03:00"] })), [1, 2]);
    assert_eq!(find(json!({ "ufCrm5Words": "beta" })), [1]);
    assert_eq!(find(json!({ "%ufCrm5Words": "AMM" })), [2]);
    assert_eq!(find(json!({ "ufCrm5Words": "" })), [3]);
    assert_eq!(find(json!({ "!ufCrm5Words": "beta" })), [2, 3]);
    assert_eq!(find(json!({ "=ufCrm5Links": "C_2", "stageId": "DT1036_9:NEW" })), [1, 2, 3]);
    assert_eq!(projects(&portal, json!({}), json!({ "ufCrm5Size": "DESC" })), [2, 3, 1]);
    assert_eq!(projects(&portal, json!({}), json!({ "ufCrm5Kind": "ASC", "ufCrm5Start": "DESC" })), [3, 1, 2]);
    let refused = |filter: Value| {
        let answer = call(&portal, "crm.item.list", json!({ "entityTypeId": 1036, "filter": filter }));
        assert_eq!(refusal(&answer), (400, "INVALID_ARG_VALUE".to_owned()));
        answer.json()["error_description"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(refused(json!({ "ufCrm5Done": "Y" })), "Invalid filter: field 'ufCrm5Done' has invalid value");
    assert_eq!(refused(json!({ "ufCrm5None": 1 })), "Invalid filter: field 'ufCrm5None' is not allowed in filter");
    assert_eq!(refused(json!({ "probability": 1 })), "Invalid filter: field 'probability' is not allowed in filter");
}

#[test]
fn wrong_values_and_stages_are_refused() {
    let portal = start(own());
    let refused = |method: &str, params: Value| {
        let answer = call(&portal, method, params);
        (refusal(&answer).1, answer.json()["error_description"].as_str().unwrap_or_default().to_owned())
    };
    let wrong = |fields: Value| refused("crm.item.add", json!({ "entityTypeId": 1036, "fields": fields }));
    for (name, value) in [
        ("stageId", json!("DT1036_9:LOST")),
        ("sourceId", json!("NOWHERE")),
        ("ufCrm5Kind", json!(46)),
        ("ufCrm5Rooms", json!("three")),
        ("ufCrm5Budget", json!("much|EUR")),
        ("ufCrm5Start", json!("tomorrow")),
        ("ufCrm5Done", json!("perhaps")),
        ("ufCrm5Link", json!("Mr. 5")),
    ] {
        let expected = ("CRM_FIELD_ERROR_VALUE_NOT_VALID".to_owned(), format!("Invalid value for field \"{name}\""));
        assert_eq!(wrong(json!({ name: value })), expected);
    }
    let message = "Expected iterable value for multiple field, but got integer instead";
    assert_eq!(wrong(json!({ "ufCrm5Tags": 51 })), ("100".to_owned(), message.to_owned()));
    let message = "Invalid value for field \"STAGE_ID\"";
    assert_eq!(
        refused("crm.deal.add", json!({ "fields": { "STAGE_ID": "C9:NEW" } })),
        (String::new(), message.to_owned())
    );
    let order = |method: &str, params: Value| refused(method, params);
    let required = ("CRM_FIELD_ERROR_REQUIRED".to_owned(), "The \"Number\" field is required".to_owned());
    assert_eq!(order("crm.item.add", json!({ "entityTypeId": 1040, "fields": { "title": "O" } })), required);
    let emptied = json!({ "entityTypeId": 1040, "id": 1, "fields": { "ufCrm7Number": "" } });
    assert_eq!(order("crm.item.update", emptied), required);
    for method in ["crm.item.list", "crm.item.fields", "crm.category.list"] {
        assert_eq!(refused(method, json!({ "entityTypeId": 1044 })).0, "NOT_FOUND", "{method}");
    }
}

#[test]
fn a_new_item_begins_in_the_first_stage_of_its_funnel() {
    let portal = start(own());
    let of = |fields: Value| {
        let item = project(&portal, fields);
        (item["stageId"].clone(), item["categoryId"].clone())
    };
    assert_eq!(of(json!({})), (json!("DT1036_9:NEW"), json!(9)));
    assert_eq!(of(json!({ "categoryId": 11 })), (json!("DT1036_11:NEW"), json!(11)));
    assert_eq!(of(json!({ "stageId": "DT1036_11:FAIL" })), (json!("DT1036_11:FAIL"), json!(11)));
}

#[test]
fn made_rows_are_valid_and_follow_from_the_seed() {
    let rows = |seed: u64| {
        let portal = start(own().seed(seed));
        portal.fill("crm.item:1036", 100_000);
        let params = json!({ "entityTypeId": 1036, "order": { "id": "DESC" } });
        (result(&portal, "crm.item.list", params)["items"].clone(), portal)
    };
    let (items, portal) = rows(7);
    assert_ne!(items, rows(8).0);
    assert_eq!(items.as_array().map(Vec::len), Some(50));
    let mut seen = std::collections::BTreeMap::new();
    for item in items.as_array().into_iter().flatten() {
        // What is made can be written again.
        let fields: serde_json::Map<_, _> =
            item.as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())).collect();
        let params = json!({ "entityTypeId": 1036, "id": item["id"], "fields": fields });
        let again = result(&portal, "crm.item.update", params)["item"].clone();
        for (name, value) in item.as_object().into_iter().flatten() {
            if name.starts_with("uf") {
                assert_eq!(again[name], *value, "{name}");
                *seen.entry(name.clone()).or_insert(0) += usize::from(!value.is_null() && *value != json!([]));
            }
        }
    }
    for (name, times) in &seen {
        assert!(*times > 10 || name.ends_with("1721812760630"), "{name}: {times}");
    }
    assert_eq!(seen.len(), 22);
}

#[test]
fn an_import_writes_rows() {
    let portal = start(own());
    portal.fill("crm.item:1040", 0);
    let data = json!([{ "title": "A", "ufCrm7Number": "1" }, { "title": "B" }, { "title": "C", "ufCrm7Number": 3 }]);
    let items = result(&portal, "crm.item.batchImport", json!({ "entityTypeId": 1040, "data": data }))["items"].clone();
    let refused =
        json!({ "error": "CRM_FIELD_ERROR_REQUIRED", "error_description": "The \"Number\" field is required" });
    assert_eq!(items, json!([{ "item": { "id": 1 } }, refused, { "item": { "id": 2 } }]));
    let params = json!({ "entityTypeId": 1040, "fields": { "title": "D", "ufCrm7Number": "4" } });
    assert_eq!(result(&portal, "crm.item.import", params), json!({ "item": { "id": 3 } }));
    let rows = result(&portal, "crm.item.list", json!({ "entityTypeId": 1040, "select": ["title", "ufCrm7Number"] }));
    let row = |id: u64, title: &str, number: &str| json!({ "id": id, "title": title, "ufCrm7Number": number });
    assert_eq!(rows["items"], json!([row(1, "A", "1"), row(2, "C", "3"), row(3, "D", "4")]));
    let many: Vec<Value> = (0..21).map(|number| json!({ "ufCrm7Number": number })).collect();
    let answer = call(&portal, "crm.item.batchImport", json!({ "entityTypeId": 1040, "data": many }));
    assert_eq!(refusal(&answer).1, "MAX_IMPORT_BATCH_SIZE_EXCEEDED");
}

#[test]
fn users_tasks_quotes_and_products_have_their_fields() {
    let portal = start(own());
    let fields = json!({ "NAME": "Ann", "EMAIL": "ann@example.com", "UF_DEPARTMENT": [1], "UF_USR_MONEY": "5|EUR", "UF_USR_1724228142162": [27] });
    let id = result(&portal, "user.add", fields);
    let user = result(&portal, "user.get", json!({ "FILTER": { "UF_USR_1724228142162": 27, "ID": id } }))[0].clone();
    assert_eq!((&user["UF_USR_MONEY"], &user["UF_USR_1724228142162"]), (&json!("5|EUR"), &json!([27])));

    let fields =
        json!({ "TITLE": "T", "RESPONSIBLE_ID": 1, "UF_AUTO_152207278904": "2.5", "UF_CLIENT_REQUEST": "Soon" });
    let id = result(&portal, "tasks.task.add", json!({ "fields": fields }))["task"]["id"].clone();
    let params = json!({ "filter": { "UF_AUTO_152207278904": 2.5, "ID": id }, "select": ["ID", "UF_AUTO_152207278904", "UF_CLIENT_REQUEST"] });
    let tasks = result(&portal, "tasks.task.list", params)["tasks"].clone();
    assert_eq!(tasks, json!([{ "id": id, "ufAuto152207278904": "2.5", "ufClientRequest": "Soon" }]));

    let id = result(&portal, "crm.quote.add", json!({ "fields": { "TITLE": "Q", "UF_CRM_QUOTE_RATE": 1.25 } }));
    assert_eq!(result(&portal, "crm.quote.get", json!({ "id": id }))["UF_CRM_QUOTE_RATE"], "1.25");

    let fields = json!({ "iblockId": 15, "name": "P", "property258": { "value": 72 }, "property259": [{ "value": "a" }, { "value": "b" }] });
    let product = result(&portal, "catalog.product.add", json!({ "fields": fields }))["element"].clone();
    assert_eq!((&product["property258"]["value"], &product["property259"][1]["value"]), (&json!(72), &json!("b")));
    assert!(product["property258"]["valueId"].is_string());
}

#[test]
fn elements_of_a_list_live_from_add_to_delete() {
    let portal = start(own());
    portal.fill("lists.element:37", 0);
    let list = |more: Value| {
        let mut params = json!({ "IBLOCK_TYPE_ID": "lists", "IBLOCK_ID": 37 });
        params.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
        params
    };
    let fields = json!({ "NAME": "First", "PROPERTY_951": [1269, "1271"], "PROPERTY_1003": "31.12.2026" });
    let add = list(json!({ "ELEMENT_CODE": "first", "FIELDS": fields }));
    assert_eq!(result(&portal, "lists.element.add", add.clone()), 1);
    assert_eq!(refusal(&call(&portal, "lists.element.add", add)).1, "ERROR_ELEMENT_ALREADY_EXISTS");
    let add = list(json!({ "ELEMENT_CODE": "second", "FIELDS": { "NAME": "Second" } }));
    assert_eq!(result(&portal, "lists.element.add", add), 2);

    let get = |more: Value| result(&portal, "lists.element.get", list(more));
    let first = get(json!({ "ELEMENT_ID": 1 }))[0].clone();
    let texts: Vec<&Value> = first["PROPERTY_951"].as_object().expect("a map of values").values().collect();
    assert_eq!(
        (texts, &first["NAME"], &first["CODE"]),
        (vec![&json!("1269"), &json!("1271")], &json!("First"), &json!("first"))
    );
    assert!(get(json!({ "ELEMENT_CODE": "second" }))[0].get("PROPERTY_951").is_none(), "nothing is left out");
    let found = |filter: Value| get(json!({ "FILTER": filter })).as_array().map_or(0, Vec::len);
    assert_eq!((found(json!({ "=PROPERTY_951": "1271" })), found(json!({ "PROPERTY_951": 5 }))), (1, 0));
    let order = get(json!({ "ELEMENT_ORDER": { "ID": "desc" } }));
    assert_eq!(order[0]["ID"], "2");

    let fields = json!({ "NAME": "Changed", "PROPERTY_951": "7" });
    let update = list(json!({ "ELEMENT_CODE": "first", "FIELDS": fields }));
    assert_eq!(result(&portal, "lists.element.update", update), true);
    assert_eq!(get(json!({ "ELEMENT_ID": 1 }))[0]["NAME"], "Changed");
    assert_eq!(result(&portal, "lists.element.delete", list(json!({ "ELEMENT_ID": 1 }))), true);
    assert_eq!(get(json!({})).as_array().map(Vec::len), Some(1));
    let other = json!({ "IBLOCK_TYPE_ID": "lists", "IBLOCK_ID": 38 });
    assert_eq!(refusal(&call(&portal, "lists.element.get", other)).1, "ERROR_IBLOCK_NOT_FOUND");
}
