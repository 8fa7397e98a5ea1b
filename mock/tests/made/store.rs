//! Rows: added, found, changed, and a hundred thousand of them.

use bitrix24_mock::Portal;
use serde_json::{Value, json};

use crate::{call, result, start, whole};

fn ids(rows: &Value, key: &str) -> Vec<u64> {
    let id = |row: &Value| row[key].as_u64().or_else(|| row[key].as_str()?.parse().ok());
    rows.as_array().into_iter().flatten().filter_map(id).collect()
}

fn deals(portal: &Portal, params: Value) -> Vec<u64> {
    ids(&result(portal, "crm.deal.list", params), "ID")
}

#[test]
fn a_row_lives_from_add_to_delete() {
    let portal = start(whole());
    portal.fill("crm.deal", 0);
    let fields = json!({ "TITLE": "One", "OPPORTUNITY": "12.5", "OPENED": "Y", "UF_CRM_1": ["a"], "STAGE_ID": "WON" });
    assert_eq!(result(&portal, "crm.deal.add", json!({ "fields": fields })), 1);
    result(&portal, "crm.deal.update", json!({ "id": 1, "fields": { "TITLE": "Two" } }));
    let deal = result(&portal, "crm.deal.get", json!({ "ID": 1 }));
    assert_eq!((&deal["ID"], &deal["TITLE"], &deal["OPPORTUNITY"]), (&json!("1"), &json!("Two"), &json!("12.50")));
    let item = result(&portal, "crm.item.get", json!({ "entityTypeId": 2, "id": 1 }))["item"].clone();
    assert_eq!((&item["id"], &item["title"], &item["opportunity"]), (&json!(1), &json!("Two"), &json!(12.5)));
    assert_eq!((&item["ufCrm1"], &item["stageId"], &item["opened"]), (&json!(["a"]), &json!("WON"), &json!("Y")));
    assert_eq!(result(&portal, "crm.deal.delete", json!({ "id": 1 })), true);
    let gone = call(&portal, "crm.deal.get", json!({ "id": 1 }));
    assert_eq!((gone.status, gone.json()["error_description"].as_str()), (400, Some("Not found")));
    let writes: Vec<_> = portal.ran().writes().iter().map(|write| (write.method.clone(), write.id)).collect();
    let expected = ["crm.deal.add", "crm.deal.update", "crm.deal.delete"].map(|method| (method.to_owned(), Some(1)));
    assert_eq!(writes, expected);
}

#[test]
fn duplicates_are_the_rows_with_a_phone_or_an_address() {
    let portal = start(whole());
    let found = |params: Value| result(&portal, "crm.duplicate.findbycomm", params);
    assert_eq!(found(json!({ "type": "PHONE", "values": ["+1 555 0001"] })), json!([]));
    let fm = json!([{ "typeId": "PHONE", "valueType": "WORK", "value": "+1 (555) 0001" }]);
    let lead = result(&portal, "crm.item.add", json!({ "entityTypeId": 1, "fields": { "title": "A", "fm": fm } }));
    let fields =
        json!({ "NAME": "Anna", "PHONE": [{ "VALUE": "+15550001" }], "EMAIL": [{ "VALUE": "Anna@example.com" }] });
    let contact = result(&portal, "crm.contact.add", json!({ "fields": fields }));
    let lead = &lead["item"]["id"];
    let phone = |kind: Value| found(json!({ "type": "PHONE", "values": ["0", "+15550001"], "entity_type": kind }));
    assert_eq!(
        found(json!({ "type": "PHONE", "values": ["+15550001"] })),
        json!({ "LEAD": [lead], "CONTACT": [contact] })
    );
    assert_eq!(phone(json!("CONTACT")), json!({ "CONTACT": [contact] }));
    assert_eq!(phone(json!("COMPANY")), json!([]));
    assert_eq!(found(json!({ "type": "EMAIL", "values": ["anna@example.com"] })), json!({ "CONTACT": [contact] }));
}

#[test]
fn an_incremental_sync_finds_what_has_changed() {
    let portal = start(whole().frozen_clock());
    portal.fill("crm.deal", 100).fill("tasks.task", 100).fill("catalog.product", 100);
    portal.clock().advance(std::time::Duration::from_secs(3600));
    let read = |method: &str, params: Value| result(&portal, method, params);
    let before = read("crm.deal.add", json!({ "fields": { "TITLE": "Before" } }));
    let mark = read("crm.deal.get", json!({ "id": before }))["DATE_MODIFY"].clone();
    portal.clock().advance(std::time::Duration::from_secs(60));

    read("crm.deal.update", json!({ "id": 7, "fields": { "TITLE": "Seven", "DATE_MODIFY": "2020-01-01" } }));
    read("crm.item.update", json!({ "entityTypeId": 2, "id": 9, "fields": { "title": "Nine" } }));
    let added = read("crm.deal.add", json!({ "fields": { "TITLE": "New" } }));
    assert_eq!(deals(&portal, json!({ "filter": { ">DATE_MODIFY": mark } })), [7, 9, 102]);
    let items = json!({ "entityTypeId": 2, "filter": { ">updatedTime": mark } });
    assert_eq!(ids(&read("crm.item.list", items)["items"], "id"), [7, 9, 102]);
    let deal = read("crm.deal.get", json!({ "id": added }));
    assert_eq!((&deal["CREATED_BY_ID"], &deal["MODIFY_BY_ID"]), (&json!("1"), &json!("1")));
    assert_eq!((&deal["DATE_CREATE"], deal["DATE_CREATE"] != mark), (&deal["DATE_MODIFY"], true));

    read("tasks.task.update", json!({ "taskId": 5, "fields": { "TITLE": "Five" } }));
    let tasks = read("tasks.task.list", json!({ "filter": { ">CHANGED_DATE": mark } }));
    assert_eq!((ids(&tasks["tasks"], "id"), &tasks["tasks"][0]["changedBy"]), (vec![5], &json!("1")));
    read("catalog.product.update", json!({ "id": 3, "fields": { "name": "Three" } }));
    let products = json!({ "select": ["id", "iblockId"], "filter": { "iblockId": 1, ">timestampX": mark } });
    assert_eq!(call(&portal, "catalog.product.list", products).status, 200);
}

#[test]
fn what_was_written_is_read_under_its_name() {
    let portal = start(whole());
    let phone = json!([{ "VALUE": "1", "VALUE_TYPE": "WORK" }]);
    let id = result(&portal, "crm.contact.add", json!({ "fields": { "NAME": "N", "PHONE": phone, "UF_CRM_X": 5 } }));
    let list =
        |select: Value| result(&portal, "crm.contact.list", json!({ "filter": { "=UF_CRM_X": 5 }, "select": select }));
    assert_eq!(list(json!(["PHONE"])), json!([{ "ID": id.to_string(), "PHONE": phone }]));
    assert_eq!(list(json!(["*"]))[0]["UF_CRM_X"], "5");
    let items = json!({ "entityTypeId": 3, "filter": { "ufCrmX": 5, "companyTitle": "" }, "select": ["ufCrmX"] });
    assert_eq!(result(&portal, "crm.item.list", items), json!({ "items": [{ "id": id, "ufCrmX": 5 }] }));
}

#[test]
fn each_family_speaks_as_it_does() {
    let portal = start(whole());
    let task = result(&portal, "tasks.task.add", json!({ "fields": { "TITLE": "T", "RESPONSIBLE_ID": 5 } }));
    assert_eq!((&task["task"]["id"], &task["task"]["responsibleId"]), (&json!("11"), &json!("5")));
    let tasks = result(&portal, "tasks.task.list", json!({ "filter": { ">ID": 10 }, "select": ["ID", "TITLE"] }));
    assert_eq!(tasks, json!({ "tasks": [{ "id": "11", "title": "T" }] }));
    let users = result(&portal, "user.get", json!({ "ID": 2 }));
    assert_eq!((&users[0]["ID"], &users[0]["ACTIVE"].is_boolean()), (&json!("2"), &true));
    assert_eq!(result(&portal, "user.current", json!({}))["ID"], "1");
    let product = result(&portal, "catalog.product.add", json!({ "fields": { "iblockId": 23, "name": "P" } }));
    assert_eq!((&product["element"]["id"], &product["element"]["iblockId"]), (&json!(11), &json!(23)));
    assert_eq!(result(&portal, "crm.item.delete", json!({ "entityTypeId": 128, "id": 1 })), json!([]));
    assert_eq!(result(&portal, "crm.item.fields", json!({ "entityTypeId": 2 }))["fields"]["id"]["type"], "integer");
}

#[test]
fn filters_mean_what_they_mean() {
    let portal = start(whole());
    portal.fill("crm.deal", 0);
    for (title, stage, money) in [("Alpha", "NEW", 10), ("Beta", "WON", 20), ("alphabet", "NEW", 30), ("", "LOSE", 40)]
    {
        let fields = json!({ "TITLE": title, "STAGE_ID": stage, "OPPORTUNITY": money, "OPENED": "N" });
        result(&portal, "crm.deal.add", json!({ "fields": fields }));
    }
    let cases = [
        (json!({ ">ID": 1, "<=ID": 3 }), vec![2, 3]),
        (json!({ "@ID": [4, 1, 9] }), vec![1, 4]),
        (json!({ "ID": [2, 3] }), vec![2, 3]),
        (json!({ "!ID": 2 }), vec![1, 3, 4]),
        (json!({ "!@STAGE_ID": ["NEW", "WON"] }), vec![4]),
        (json!({ "=STAGE_ID": "NEW", ">OPPORTUNITY": "15" }), vec![3]),
        (json!({ "%TITLE": "ALPHA" }), vec![1, 3]),
        (json!({ "=%TITLE": "alpha%" }), vec![1, 3]),
        (json!({ "!%TITLE": "alpha" }), vec![2, 4]),
        (json!({ "TITLE": "" }), vec![4]),
        (json!({ "OPENED": 0 }), vec![1, 2, 3, 4]),
        (json!({ "OPENED": "Y" }), vec![]),
        (json!({ ">=DATE_CREATE": "2020-01-01", "<DATE_CREATE": "2021-01-01T00:00:00+03:00" }), vec![]),
        (json!({ "NO_SUCH_FIELD": 1 }), vec![1, 2, 3, 4]),
    ];
    for (filter, expected) in cases {
        assert_eq!(deals(&portal, json!({ "filter": filter })), expected, "{filter}");
    }
    let group =
        json!({ "entityTypeId": 2, "filter": { "0": { "logic": "OR", "0": { "id": 1 }, "1": { "stageId": "WON" } } } });
    assert_eq!(ids(&result(&portal, "crm.item.list", group)["items"], "id"), [1, 2]);
}

#[test]
fn order_and_select_are_kept() {
    let portal = start(whole());
    portal.fill("crm.deal", 120);
    assert_eq!(deals(&portal, json!({ "order": { "ID": "DESC" } }))[..2], [120, 119]);
    let sorted = result(
        &portal,
        "crm.deal.list",
        json!({ "order": { "STAGE_ID": "ASC", "ID": "DESC" }, "select": ["STAGE_ID"] }),
    );
    let rows: Vec<(String, u64)> = sorted
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| (row["STAGE_ID"].to_string(), row["ID"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default()))
        .collect();
    assert!(rows.windows(2).all(|pair| (&pair[0].0, u64::MAX - pair[0].1) < (&pair[1].0, u64::MAX - pair[1].1)));
    assert_eq!(sorted[0].as_object().map(|row| row.len()), Some(2), "the identifier, and what was selected");
}

#[test]
fn a_hundred_thousand_rows_are_read_whole() {
    let portal = start(whole());
    portal.fill("crm.item:128", 100_000);
    let page = |params: Value| call(&portal, "crm.item.list", params).json();
    let first = page(json!({ "entityTypeId": 128 }));
    assert_eq!((&first["total"], &first["next"]), (&json!(100_000), &json!(50)));
    let last = page(json!({ "entityTypeId": 128, "start": 99_980 }));
    assert_eq!(ids(&last["result"]["items"], "id"), (99_981..=100_000).collect::<Vec<_>>());
    assert_eq!(last.get("next"), None);
    let cursor =
        page(json!({ "entityTypeId": 128, "filter": { ">id": 77_777 }, "order": { "id": "ASC" }, "start": -1 }));
    assert_eq!(ids(&cursor["result"]["items"], "id"), (77_778..=77_827).collect::<Vec<_>>());
    assert_eq!((&cursor["total"], cursor.get("next")), (&json!(0), None));
    let filtered = |start: i64| page(json!({ "entityTypeId": 128, "filter": { "=stageId": "WON" }, "start": start }));
    let total = filtered(0)["total"].as_i64().unwrap_or_default();
    let after = filtered(total - 1);
    assert_eq!(ids(&after["result"]["items"], "id").len(), 1);
    portal.retain("crm.item:128", |id| id % 3 != 0);
    assert_eq!(page(json!({ "entityTypeId": 128 }))["total"], portal.ids("crm.item:128").len());
}

#[test]
fn custom_fields_compare_as_numbers_where_they_are() {
    let portal = start(whole());
    portal.fill("crm.item:128", 0);
    for power in [json!(3), json!("7.5"), json!(22), json!("100"), json!(7.5), json!("n/a")] {
        let fields = json!({ "title": "P", "ufCrm5Power": power });
        result(&portal, "crm.item.add", json!({ "entityTypeId": 128, "fields": fields }));
    }
    let list = |filter: Value, order: Value| {
        let params = json!({ "entityTypeId": 128, "filter": filter, "order": order, "select": ["id", "ufCrm5Power"] });
        result(&portal, "crm.item.list", params)["items"].clone()
    };
    let cases = [
        (json!({ ">=ufCrm5Power": 10, "<ufCrm5Power": "1000" }), vec![3, 4]),
        (json!({ "<ufCrm5Power": "10" }), vec![1, 2, 5]),
        (json!({ "ufCrm5Power": 7.5 }), vec![2, 5]),
        (json!({ "><UF_CRM_5_POWER": [7, 22] }), vec![2, 3, 5]),
        (json!({ "=ufCrm5Power": "n/a" }), vec![6]),
        (json!({ "%ufCrm5Power": "0" }), vec![4]),
    ];
    for (filter, expected) in cases {
        assert_eq!(ids(&list(filter.clone(), json!({})), "id"), expected, "{filter}");
    }
    assert_eq!(ids(&list(json!({}), json!({ "ufCrm5Power": "DESC" })), "id"), [6, 4, 3, 2, 5, 1]);
    let powers = list(json!({ "<=id": 5, ">id": 3 }), json!({}));
    assert_eq!((&powers[0]["ufCrm5Power"], &powers[1]["ufCrm5Power"]), (&json!("100"), &json!(7.5)));
}

#[test]
fn after_an_answer_for_one_request_the_rows_are_read() {
    let portal = start(whole());
    portal.once("crm.deal.list", bitrix24_mock::Reply::error(500, "INTERNAL_SERVER_ERROR", "Try again"));
    assert_eq!(call(&portal, "crm.deal.list", json!({})).status, 500);
    assert_eq!(deals(&portal, json!({ "filter": { "<=ID": 2 } })), [1, 2]);
}
