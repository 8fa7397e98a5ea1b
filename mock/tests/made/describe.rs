//! What a portal says of itself: fields, custom fields, smart processes, stages, lists, scopes and methods.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::things::own;
use crate::{call, refusal, result, start, whole};

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().into_iter().flat_map(Map::keys).map(String::as_str).collect()
}

/// Returns a field of all rows.
fn rows(value: &Value, key: &str) -> Value {
    value.as_array().into_iter().flatten().map(|row| row[key].clone()).collect()
}

#[test]
fn fields_of_a_smart_process_are_its_own() {
    let portal = start(own());
    let fields = result(&portal, "crm.item.fields", json!({ "entityTypeId": 1036 }))["fields"].clone();
    assert_eq!(fields.as_object().map(Map::len), Some(17 + 22 + 1), "{:?}", keys(&fields));
    for (name, of) in [
        ("ufCrm5Address", "address"),
        ("ufCrm5Budget", "money"),
        ("ufCrm5Call", "datetime"),
        ("ufCrm5Done", "boolean"),
        ("ufCrm5Files", "file"),
        ("ufCrm5Kind", "enumeration"),
        ("ufCrm5Link", "crm"),
        ("ufCrm5Manager", "employee"),
        ("ufCrm5Rooms", "integer"),
        ("ufCrm5Size", "double"),
        ("ufCrm5Start", "date"),
        ("ufCrm5State", "crm_status"),
        ("ufCrm5Words", "string"),
    ] {
        let field = &fields[name];
        assert_eq!((&field["type"], &field["isDynamic"]), (&json!(of), &json!(true)), "{name}");
    }
    assert_eq!(fields["ufCrm_5_1721812760630"]["isReadOnly"], true);
    assert_eq!(
        (&fields["createdTime"]["type"], &fields["createdTime"]["isReadOnly"]),
        (&json!("datetime"), &json!(true))
    );
    assert_eq!(
        (&fields["stageId"]["type"], &fields["stageId"]["statusType"]),
        (&json!("crm_status"), &json!("DYNAMIC_1036_STAGE_9"))
    );
    assert_eq!(
        (&fields["parentId2"]["type"], &fields["parentId2"]["settings"]),
        (&json!("crm_entity"), &json!({ "parentEntityTypeId": 2 }))
    );
    assert_eq!(fields["assignedById"]["upperName"], "ASSIGNED_BY_ID");
    let other = result(&portal, "crm.item.fields", json!({ "entityTypeId": 1040 }))["fields"].clone();
    assert_eq!(keys(&other), BTreeSet::from(["id", "stageId", "title", "ufCrm7Number"]));
    assert_eq!(other["ufCrm7Number"]["isRequired"], true);
}

#[test]
fn an_enumeration_is_described_with_its_choices() {
    let portal = start(own());
    let fields = result(&portal, "crm.item.fields", json!({ "entityTypeId": 1036 }))["fields"].clone();
    let tags = json!({
        "type": "enumeration",
        "isRequired": false,
        "isReadOnly": false,
        "isImmutable": false,
        "isMultiple": true,
        "isDynamic": true,
        "items": [
            { "ID": "51", "VALUE": "Corner" },
            { "ID": "52", "VALUE": "Balcony" },
            { "ID": "53", "VALUE": "Garden" },
        ],
        "title": "Tags",
        "listLabel": "Tags",
        "formLabel": "Tags",
        "filterLabel": "Tags",
        "settings": { "DISPLAY": "LIST", "LIST_HEIGHT": 1, "CAPTION_NO_VALUE": "", "SHOW_NO_VALUE": "Y" },
        "upperName": "UF_CRM_5_TAGS",
    });
    assert_eq!(fields["ufCrm5Tags"], tags);
    let original = json!({ "entityTypeId": 1036, "useOriginalUfNames": "Y" });
    assert_eq!(result(&portal, "crm.item.fields", original)["fields"]["UF_CRM_5_TAGS"], tags);
}

#[test]
fn fields_of_deals_are_the_documented_ones_and_its_own() {
    let portal = start(own());
    let fields = result(&portal, "crm.deal.fields", json!({}));
    let documented = result(&start(whole()), "crm.deal.fields", json!({}));
    let more: Vec<_> = keys(&fields).difference(&keys(&documented)).copied().collect();
    let own =
        ["1721244707107", "BUDGET", "CHECKED", "KIND", "PLANS", "START", "TAGS"].map(|name| format!("UF_CRM_{name}"));
    assert_eq!(more, own);
    assert!(documented.as_object().is_some_and(|fields| fields.len() > 30 && fields.contains_key("OPPORTUNITY")));
    let kind = &fields["UF_CRM_KIND"];
    assert_eq!(
        (&kind["title"], &kind["formLabel"], &kind["listLabel"]),
        (&json!("UF_CRM_KIND"), &json!("Kind"), &json!("Kind"))
    );
    assert_eq!((&kind["items"][0], kind.get("upperName")), (&json!({ "ID": "45", "VALUE": "Rent" }), None));
    assert_eq!(
        (&fields["STAGE_ID"]["statusType"], &fields["CATEGORY_ID"]["isImmutable"]),
        (&json!("DEAL_STAGE"), &json!(true))
    );
    let item = result(&portal, "crm.item.fields", json!({ "entityTypeId": 2 }))["fields"].clone();
    assert_eq!(
        (&item["ufCrm_1721244707107"]["type"], &item["ufCrmPlans"]["isMultiple"]),
        (&json!("double"), &json!(true))
    );
    assert!(
        item.get("title").is_some() && item.get("honorific").is_none(),
        "deals have no honorific: {:?}",
        keys(&item)
    );
    for method in ["crm.lead.fields", "crm.contact.fields", "crm.company.fields", "crm.quote.fields"] {
        let fields = result(&portal, method, json!({}));
        assert_eq!(fields["ID"]["isReadOnly"], true, "{method}");
        let customs = fields.as_object().into_iter().flatten().filter(|(_, field)| field["isDynamic"] == true).count();
        assert_eq!(customs, usize::from(method == "crm.quote.fields"), "{method}");
    }
}

#[test]
fn custom_fields_are_listed_with_their_settings() {
    let portal = start(own());
    let fields = result(&portal, "crm.deal.userfield.list", json!({}));
    assert_eq!(fields.as_array().map(Vec::len), Some(7));
    let kinds: Vec<_> =
        fields.as_array().into_iter().flatten().filter(|row| row["FIELD_NAME"] == "UF_CRM_KIND").collect();
    let kind = kinds[0];
    assert_eq!(
        (&kind["ENTITY_ID"], &kind["USER_TYPE_ID"], &kind["MULTIPLE"]),
        (&json!("CRM_DEAL"), &json!("enumeration"), &json!("N"))
    );
    assert_eq!(
        (rows(&kind["LIST"], "ID"), rows(&kind["LIST"], "VALUE")),
        (json!(["45", "46"]), json!(["Rent", "Sale"]))
    );
    assert!(kind.get("EDIT_FORM_LABEL").is_none(), "labels come with a language");
    let filter = json!({ "filter": { "MULTIPLE": "Y", "LANG": "en" }, "order": { "FIELD_NAME": "DESC" } });
    let found = result(&portal, "crm.deal.userfield.list", filter);
    assert_eq!(
        (rows(&found, "FIELD_NAME"), rows(&found, "EDIT_FORM_LABEL")),
        (json!(["UF_CRM_TAGS", "UF_CRM_PLANS"]), json!(["Tags", "Plans"]))
    );
    let one = result(&portal, "crm.deal.userfield.get", json!({ "id": kind["ID"] }));
    assert_eq!((&one["FIELD_NAME"], &one["EDIT_FORM_LABEL"]), (&json!("UF_CRM_KIND"), &json!({ "en": "Kind" })));
    let lost = call(&portal, "crm.deal.userfield.get", json!({ "id": 9999 }));
    assert_eq!(refusal(&lost).1, "ERROR_NOT_FOUND");
    assert_eq!(result(&portal, "crm.contact.userfield.list", json!({})), json!([]));
    assert_eq!(
        rows(&result(&portal, "crm.quote.userfield.list", json!({})), "FIELD_NAME"),
        json!(["UF_CRM_QUOTE_RATE"])
    );
    let users = result(&portal, "user.userfield.list", json!({}));
    assert_eq!(
        (rows(&users, "ENTITY_ID"), users[0]["LIST"].as_array().map(Vec::len)),
        (json!(["USER", "USER"]), Some(2))
    );
    let tasks = result(&portal, "task.item.userfield.getlist", json!({}));
    assert_eq!(rows(&tasks, "FIELD_NAME"), json!(["UF_AUTO_152207278904", "UF_CLIENT_REQUEST"]));
}

#[test]
fn settings_of_custom_fields_have_pages() {
    let portal = start(own());
    let list = |params: Value| call(&portal, "userfieldconfig.list", params).json();
    let all = list(json!({ "moduleId": "crm" }));
    assert_eq!(all["total"], 22 + 1 + 7 + 1);
    let filter = json!({ "moduleId": "crm", "filter": { "entityId": "CRM_5", "userTypeId": "enumeration" } });
    let found = list(filter)["result"]["fields"].clone();
    assert_eq!(rows(&found, "fieldName"), json!(["UF_CRM_5_KIND", "UF_CRM_5_TAGS"]));
    assert_eq!(
        (rows(&found, "multiple"), found[0].get("editFormLabel"), found[0].get("enum")),
        (json!(["N", "Y"]), None, None)
    );
    let select =
        json!({ "moduleId": "crm", "select": { "0": "id", "language": "en" }, "filter": { "id": found[0]["id"] } });
    assert_eq!(list(select)["result"]["fields"][0]["editFormLabel"], json!({ "en": "Kind of flat" }));
    let one =
        result(&portal, "userfieldconfig.get", json!({ "moduleId": "crm", "id": found[0]["id"] }))["field"].clone();
    assert_eq!(
        (rows(&one["enum"], "id"), rows(&one["enum"], "value")),
        (json!(["44", "45"]), json!(["Small", "Large"]))
    );
    assert_eq!(one["enum"][0]["userFieldId"], found[0]["id"]);
    assert_eq!(result(&portal, "userfieldconfig.get", json!({ "moduleId": "crm", "id": 5 })), Value::Null);
}

#[test]
fn lists_of_more_than_fifty_have_pages() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let put = |name: &str, text: String| std::fs::write(folder.path().join(name), text).expect("it can be written");
    put("portal.yaml", "portal: 1\n".to_owned());
    for number in 0..51 {
        let id = 1036 + 4 * number;
        let text = format!(
            "thing: Process{number}\nof: crm.Item\ntitle: Process {number}\nmethods: crm.item\nwith: {{ entityTypeId: {id} }}\n\
             has: [id, title]\nfields:\n  ufCrm{number}Name: {{ rust: name, type: string }}\n"
        );
        put(&format!("process{number}.yaml"), text);
    }
    let builder = whole().portal(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    let portal = start(builder);
    for (method, params, rows) in
        [("crm.type.list", json!({}), "types"), ("userfieldconfig.list", json!({ "moduleId": "crm" }), "fields")]
    {
        let mut params = params;
        let first = call(&portal, method, params.clone()).json();
        params["start"] = json!(50);
        let second = call(&portal, method, params).json();
        let count = |answer: &Value| answer["result"][rows].as_array().map(Vec::len);
        assert_eq!((count(&first), count(&second)), (Some(50), Some(1)), "{method}");
        assert_eq!((&first["next"], &first["total"], second.get("next")), (&json!(50), &json!(51), None), "{method}");
    }
}

#[test]
fn smart_processes_and_funnels_are_listed() {
    let portal = start(own());
    let types = result(&portal, "crm.type.list", json!({ "order": { "entityTypeId": "DESC" } }))["types"].clone();
    assert_eq!(
        (rows(&types, "entityTypeId"), rows(&types, "title")),
        (json!([1040, 1036]), json!(["Orders", "Projects"]))
    );
    let flags = (rows(&types, "isCategoriesEnabled"), rows(&types, "isObserversEnabled"));
    assert_eq!(flags, (json!(["N", "Y"]), json!(["N", "Y"])));
    assert_eq!(rows(&types, "id"), json!([7, 5]), "the numbers in the names of custom fields");
    let filter = json!({ "filter": { "entityTypeId": [1036] } });
    assert_eq!(rows(&result(&portal, "crm.type.list", filter)["types"], "title"), json!(["Projects"]));
    let one = result(&portal, "crm.type.get", json!({ "id": 5 }))["type"].clone();
    assert_eq!((&one["entityTypeId"], &one["relations"]["parent"][0]["entityTypeId"]), (&json!(1036), &json!(2)));
    assert_eq!(
        result(&portal, "crm.type.getByEntityTypeId", json!({ "entityTypeId": 1040 }))["type"]["title"],
        "Orders"
    );
    assert_eq!(call(&portal, "crm.type.get", json!({ "id": 6 })).status, 400);

    let categories = |number: u64| {
        let all = result(&portal, "crm.category.list", json!({ "entityTypeId": number }))["categories"].clone();
        all.as_array().into_iter().flatten().map(|row| (row["id"].clone(), row["name"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(categories(1036), [(json!(9), json!("Sales")), (json!(11), json!("Support"))]);
    assert_eq!(categories(1040), [(json!(15), json!("Funnel 15"))]);
    assert_eq!(categories(2), [(json!(0), json!("General")), (json!(7), json!("Repeated"))]);
    let leads = call(&portal, "crm.category.list", json!({ "entityTypeId": 1 }));
    assert_eq!(refusal(&leads).1, "ENTITY_TYPE_NOT_SUPPORTED");
}

#[test]
fn stages_and_sources_are_in_directories() {
    let portal = start(own());
    let of = |directory: &str| {
        let found = result(&portal, "crm.status.list", json!({ "filter": { "ENTITY_ID": directory } }));
        let rows = found.as_array().into_iter().flatten();
        rows.map(|row| (row["STATUS_ID"].clone(), row["NAME"].clone())).collect::<Vec<_>>()
    };
    let pair = |code: &str, name: &str| (json!(code), json!(name));
    assert_eq!(of("DYNAMIC_1036_STAGE_9"), [pair("DT1036_9:NEW", "New"), pair("DT1036_9:SUCCESS", "Deal is won")]);
    assert_eq!(of("DYNAMIC_1036_STAGE_11"), [pair("DT1036_11:NEW", "New"), pair("DT1036_11:FAIL", "Refused")]);
    assert_eq!(of("DYNAMIC_1040_STAGE_15"), [pair("DT1040_15:NEW", "New"), pair("DT1040_15:PAID", "Paid")]);
    assert_eq!(of("DEAL_STAGE"), [pair("NEW", "New"), pair("WON", "Won")]);
    assert_eq!(of("DEAL_STAGE_7"), [pair("C7:NEW", "New")]);
    assert_eq!(of("SOURCE"), [pair("WEB", "Website"), pair("PARTNER", "Partner")]);
    assert!(of("STATUS").len() > 2, "leads have those of any portal");
    let fields = result(&portal, "crm.item.fields", json!({ "entityTypeId": 1036 }))["fields"].clone();
    let own = fields["ufCrm5State"]["statusType"].as_str().unwrap_or_default();
    assert_eq!(of(own), [pair("NEW", "New"), pair("OLD", "Old")]);
}

#[test]
fn lists_products_and_tasks_describe_their_fields() {
    let portal = start(own());
    let lists = |of: &str| result(&portal, "lists.get", json!({ "IBLOCK_TYPE_ID": of }));
    assert_eq!((rows(&lists("lists"), "ID"), rows(&lists("lists"), "NAME")), (json!(["37"]), json!(["Contracts"])));
    assert_eq!(lists("bitrix_processes"), json!([]));
    let of = json!({ "IBLOCK_TYPE_ID": "lists", "IBLOCK_ID": 37 });
    let fields = result(&portal, "lists.field.get", of.clone());
    assert_eq!(
        keys(&fields),
        BTreeSet::from(["CREATED_BY", "DATE_CREATE", "NAME", "PROPERTY_1003", "PROPERTY_951", "SORT"])
    );
    assert_eq!((&fields["PROPERTY_951"]["NAME"], &fields["PROPERTY_951"]["ID"]), (&json!("Signed by"), &json!("951")));
    let mut one = of.clone();
    one["FIELD_ID"] = json!("PROPERTY_951");
    assert_eq!(result(&portal, "lists.field.get", one)["S"]["FIELD_ID"], "PROPERTY_951");
    let lost = json!({ "IBLOCK_TYPE_ID": "lists", "IBLOCK_ID": 38 });
    assert_eq!(refusal(&call(&portal, "lists.field.get", lost)).1, "ERROR_IBLOCK_NOT_FOUND");

    let filter = json!({ "filter": { "iblockId": 15, "productType": 1 } });
    let product = result(&portal, "catalog.product.getFieldsByFilter", filter)["product"].clone();
    let color = &product["property258"];
    assert_eq!(
        (&color["type"], &color["propertyType"], &color["name"]),
        (&json!("productproperty"), &json!("L"), &json!("Color"))
    );
    assert_eq!((&product["name"]["isRequired"], &product["property259"]["isMultiple"]), (&json!(true), &json!(true)));
    let choices = result(&portal, "catalog.productPropertyEnum.list", json!({ "filter": { "propertyId": 258 } }));
    assert_eq!(rows(&choices["productPropertyEnums"], "value"), json!(["Red", "Blue"]));

    let tasks = result(&portal, "tasks.task.getFields", json!({}))["fields"].clone();
    assert_eq!((&tasks["UF_AUTO_152207278904"]["type"], &tasks["ID"]["primary"]), (&json!("double"), &json!(true)));
    assert_eq!((&tasks["TITLE"]["required"], &tasks["UF_CRM_TASK"]["type"]), (&json!(true), &json!("crm")));
    assert_eq!(result(&portal, "user.fields", json!({}))["ID"], "ID");
    assert_eq!(keys(&result(&portal, "department.fields", json!({}))).len(), 5);
}

#[test]
fn scopes_are_those_of_the_folder() {
    let portal = start(own());
    let scopes = result(&portal, "scope", json!({}));
    assert!(scopes.as_array().is_some_and(|scopes| scopes.contains(&json!("crm")) && !scopes.contains(&json!("disk"))));
    assert!(
        result(&portal, "scope", json!({ "full": true })).as_array().is_some_and(|all| all.contains(&json!("disk")))
    );
    let methods = result(&portal, "methods", json!({}));
    let has = |name: &str| methods.as_array().is_some_and(|methods| methods.contains(&json!(name)));
    assert!(has("crm.item.list") && has("methods") && !has("disk.file.get"));
    assert_eq!(refusal(&call(&portal, "disk.file.get", json!({ "id": 1 }))).0, 403);
    assert_eq!(result(&portal, "feature.get", json!({ "CODE": "rest_offline_extended" })), json!({ "value": "Y" }));
    let all = start(own().scopes(["disk"]));
    assert_eq!(result(&all, "scope", json!({})), json!(["disk"]));
}
