//! A portal that answers in the shape of servers: names in several spellings, numbers as texts, lists by pages of 50. What is
//! no description but a value has a mark, which must not get into any file.

use std::collections::BTreeMap;

use bitrix24_portal::{Answer, Call, Facts, Folder, Outcome, Part, Plan, Refusal, Written, facts, written};
use bitrix24_schema::{Model, Sources};
use serde_json::{Map, Value, json};

/// The mark in all values that are no descriptions.
pub(crate) const MARK: &str = "SECRETVALUE";

/// The server's types of custom fields.
pub(crate) const TYPES: &[&str] = &[
    "string",
    "integer",
    "double",
    "boolean",
    "date",
    "datetime",
    "enumeration",
    "file",
    "money",
    "address",
    "url",
    "crm",
    "crm_status",
    "employee",
    "iblock_element",
    "iblock_section",
    "hlblock",
    "disk_file",
    "resourcebooking",
    "video",
    "rest_5_colour",
];

/// The portal.
pub(crate) struct Fake {
    /// The numbers of smart processes, with their titles.
    pub(crate) smart: Vec<(i64, String)>,
    /// The number of custom fields of each.
    pub(crate) fields: usize,
    /// Titles of fields that are not what they would be, by the name on the wire.
    pub(crate) titles: BTreeMap<String, Value>,
    /// Methods that are refused.
    pub(crate) refused: Vec<&'static str>,
    /// Answers of its own, by method.
    pub(crate) own: BTreeMap<&'static str, Value>,
    /// Custom fields that are gone.
    pub(crate) gone: Vec<String>,
}

impl Fake {
    pub(crate) fn new() -> Self {
        let smart = [(1036, "Проекты"), (1040, "Flats & houses")].map(|(number, title)| (number, title.to_owned()));
        Fake {
            smart: smart.to_vec(),
            fields: TYPES.len(),
            titles: BTreeMap::new(),
            refused: Vec::new(),
            own: BTreeMap::new(),
            gone: Vec::new(),
        }
    }

    /// Answers all calls of a pull. Returns the calls of each round.
    pub(crate) fn pull(&self, only: &[Part]) -> (Plan, Vec<usize>) {
        let mut plan = Plan::new(only);
        let mut rounds = Vec::new();
        loop {
            let calls = plan.round();
            if calls.is_empty() {
                return (plan, rounds);
            }
            rounds.push(calls.len());
            for call in calls {
                plan.answer(&call, self.answer(&call));
            }
        }
    }

    /// Pulls into a folder, and returns the folder as it is then.
    pub(crate) fn pulled(&self, folder: &Files, model: &Model) -> (Files, Written, Facts) {
        let (plan, _) = self.pull(&[]);
        let facts = facts(&plan, model);
        let (files, done) = folder.with(&facts, model);
        (files, done, facts)
    }

    pub(crate) fn answer(&self, call: &Call) -> Outcome {
        if self.refused.contains(&call.method) {
            let (code, message) = ("ACCESS_DENIED".to_owned(), "Access denied".to_owned());
            return Outcome::Refused(Refusal { code, message });
        }
        if let Some(result) = self.own.get(call.method) {
            return Outcome::Answered(Answer { result: result.clone(), ..Answer::default() });
        }
        let number = call.params["entityTypeId"].as_i64().unwrap_or_default();
        let (key, rows) = match call.method {
            "userfieldconfig.list" => ("fields", self.settings()),
            "crm.deal.userfield.list" => ("", self.rows("UF_CRM_", "CRM_DEAL")),
            "crm.type.list" => ("types", self.types()),
            "crm.status.list" => ("", statuses()),
            "crm.category.list" => ("categories", categories(number)),
            method => {
                return Outcome::Answered(Answer { result: self.single(method, &call.params), ..Answer::default() });
            }
        };
        let start = usize::try_from(call.params["start"].as_u64().unwrap_or_default()).unwrap_or_default();
        let (total, page) = (rows.len(), rows.iter().skip(start).take(50).cloned().collect::<Vec<Value>>());
        let next = (start + 50 < total).then_some(start as u64 + 50);
        let result = if key.is_empty() { json!(page) } else { json!({ key: page }) };
        Outcome::Answered(Answer { result, next, total: Some(total as u64) })
    }

    fn single(&self, method: &str, params: &Value) -> Value {
        let number = params["entityTypeId"].as_i64().unwrap_or_default();
        match method {
            "scope" => json!(["user", "crm", "task", "lists", "catalog", "userfieldconfig"]),
            "methods" => json!([]),
            "rest.documentation.openapi" => json!({ "openapi": "3.0.0", "paths": {} }),
            "feature.get" => json!({ "value": "Y" }),
            "crm.item.fields" => json!({ "fields": self.item(number) }),
            "crm.deal.fields" => Value::Object(self.deal()),
            "user.fields" => json!({ "ID": "ID", "NAME": "Имя", "UF_USR_1": "Любимый цвет", "UF_USR_2": "Оклад" }),
            "user.userfield.list" => json!([
                { "ID": "176", "FIELD_NAME": "UF_USR_1", "USER_TYPE_ID": "enumeration", "MULTIPLE": "Y",
                  "LIST": [{ "ID": "26", "VALUE": "Красный" }, { "ID": "27", "VALUE": "Синий", "XML_ID": MARK }] },
                { "ID": "177", "FIELD_NAME": "UF_USR_2", "USER_TYPE_ID": "money", "MULTIPLE": "N",
                  "SETTINGS": { "DEFAULT_VALUE": MARK } },
            ]),
            "tasks.task.getFields" => json!({ "fields": {
                "ID": { "title": "ID", "type": "integer" },
                "UF_AUTO_675": { "title": "Срочность", "type": "string" },
            } }),
            "task.item.userfield.getlist" => json!([
                { "FIELD_NAME": "UF_CRM_TASK", "USER_TYPE_ID": "crm", "MULTIPLE": "Y" },
                { "FIELD_NAME": "UF_AUTO_675", "USER_TYPE_ID": "boolean", "MULTIPLE": "N" },
            ]),
            "lists.get" if params["IBLOCK_TYPE_ID"] == "lists" => {
                json!([{ "ID": "37", "NAME": "Города", "CODE": MARK, "IBLOCK_TYPE_ID": "lists" }])
            }
            "lists.field.get" => json!({
                "NAME": { "FIELD_ID": "NAME", "NAME": "Название", "TYPE": "NAME", "DEFAULT_VALUE": MARK },
                "PROPERTY_121": { "FIELD_ID": "PROPERTY_121", "NAME": "Население", "TYPE": "N", "MULTIPLE": "N",
                    "DEFAULT_VALUE": MARK },
            }),
            "catalog.catalog.list" => json!({ "catalogs": [
                { "iblockId": 23, "name": "Товары", "productIblockId": null },
                { "iblockId": 24, "name": "Варианты", "productIblockId": 23 },
            ] }),
            "catalog.productProperty.list" => json!({ "productProperties": [
                { "id": 115, "iblockId": 23, "name": "Brand", "propertyType": "L", "multiple": "N", "defaultValue": MARK },
                { "id": 116, "iblockId": 24, "name": "Size", "propertyType": "N", "multiple": "Y" },
            ] }),
            "catalog.productPropertyEnum.list" => {
                json!({ "productPropertyEnums": [{ "id": 433, "propertyId": 115, "value": "Acme", "xmlId": MARK }] })
            }
            "department.fields" => json!({ "ID": "ID", "NAME": "Name" }),
            "sale.order.getFields" => {
                json!({ "order": { "id": { "type": "integer" }, "somethingNew": { "type": "string" } } })
            }
            _ => json!([]),
        }
    }

    /// The custom fields of a smart process, as the universal methods have them.
    fn item(&self, number: i64) -> Map<String, Value> {
        let mut fields = Map::new();
        let mut put = |name: &str, body: Value| fields.insert(name.to_owned(), body);
        put("id", json!({ "type": "integer", "isReadOnly": true, "isMultiple": false, "title": "ID" }));
        put("title", json!({ "type": "string", "isRequired": true, "title": "Название" }));
        put("opened", json!({ "type": "boolean", "isRequired": true, "title": "Доступен всем" }));
        let directory = if number == 2 { "DEAL_STAGE".to_owned() } else { format!("DYNAMIC_{number}_STAGE_9") };
        put("stageId", json!({ "type": "crm_status", "statusType": directory, "title": "Стадия" }));
        put("categoryId", json!({ "type": "crm_category", "title": "Воронка" }));
        put("sourceId", json!({ "type": "crm_status", "statusType": "SOURCE", "title": "Источник" }));
        put("parentId2", json!({ "type": "crm_entity", "title": "Сделка", "settings": { "parentEntityTypeId": 2 } }));
        let Some(process) = self.smart.iter().position(|(own, _)| *own == number) else { return fields };
        for (index, ty) in (0..self.fields).map(|index| (index, TYPES[index % TYPES.len()])) {
            let upper = format!("UF_CRM_{}_{index}", process + 5);
            let name = format!("ufCrm{}_{index}", process + 5);
            if self.gone.contains(&name) {
                continue;
            }
            let title = self.titles.get(&name).cloned().unwrap_or_else(|| json!(format!("Поле {ty} {index}")));
            let mut body = json!({
                "type": ty, "isRequired": false, "isReadOnly": index % 7 == 6, "isMultiple": index % 2 == 1,
                "isDynamic": true, "title": title, "upperName": upper,
                "settings": { "DEFAULT_VALUE": MARK },
            });
            match ty {
                "enumeration" => {
                    body["items"] = json!([{ "ID": "44", "VALUE": "Малый" }, { "ID": 45, "VALUE": "Большой" }])
                }
                "crm_status" => body["statusType"] = json!("SOURCE"),
                _ => {}
            }
            fields.insert(name, body);
        }
        fields
    }

    /// The fields of deals, as their own method has them: a custom field's title is in its labels.
    fn deal(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        fields.insert("ID".to_owned(), json!({ "type": "integer", "title": "ID" }));
        let stage = json!({ "type": "crm_status", "statusType": "DEAL_STAGE", "title": "Стадия" });
        fields.insert("STAGE_ID".to_owned(), stage);
        for (index, ty) in TYPES.iter().enumerate() {
            let name = format!("UF_CRM_{index}");
            let label = format!("Сделка: {ty}");
            let body = json!({ "type": ty, "isMultiple": "N", "title": name, "formLabel": label, "listLabel": label });
            fields.insert(name, body);
        }
        fields
    }

    /// The settings of custom fields: `LIST` has the items of an enumeration.
    fn rows(&self, prefix: &str, entity: &str) -> Vec<Value> {
        let row = |(index, ty): (usize, &&str)| {
            let list = if *ty == "enumeration" {
                json!([{ "ID": "3157", "VALUE": "Да, \"так\": # и -" }])
            } else {
                json!(null)
            };
            json!({ "ID": index.to_string(), "ENTITY_ID": entity, "FIELD_NAME": format!("{prefix}{index}"),
                "USER_TYPE_ID": ty, "MULTIPLE": "N", "SETTINGS": { "DEFAULT_VALUE": MARK }, "LIST": list })
        };
        TYPES.iter().enumerate().map(row).collect()
    }

    /// The settings of all custom fields of smart processes, labels by language.
    fn settings(&self) -> Vec<Value> {
        let of = |process: usize| {
            (0..self.fields).map(move |index| {
                json!({ "id": (1000 + index).to_string(), "entityId": format!("CRM_{}", process + 5),
                    "fieldName": format!("UF_CRM_{}_{index}", process + 5), "userTypeId": TYPES[index % TYPES.len()],
                    "multiple": if index % 2 == 1 { "Y" } else { "N" },
                    "editFormLabel": { "ru": format!("Поле {index}"), "de": null }, "settings": [] })
            })
        };
        (0..self.smart.len()).flat_map(of).collect()
    }

    fn types(&self) -> Vec<Value> {
        let row = |(index, (number, title)): (usize, &(i64, String))| json!({ "id": index + 5, "entityTypeId": number.to_string(), "title": title, "code": MARK, "createdBy": 1 });
        self.smart.iter().enumerate().map(row).collect()
    }
}

fn statuses() -> Vec<Value> {
    [
        ("SOURCE", "CALL", "Звонок"),
        ("SOURCE", "WEB", "Веб-сайт"),
        ("DEAL_STAGE", "NEW", "Новая"),
        ("DEAL_STAGE", "WON", "Сделка успешна"),
        ("DEAL_STAGE_3", "C3:NEW", "Новая"),
        ("DYNAMIC_1036_STAGE_9", "DT1036_9:NEW", "Начало"),
        ("DYNAMIC_1036_STAGE_9", "DT1036_9:SUCCESS", "Успех"),
        ("DYNAMIC_1036_STAGE_9", "DT1036_9:FAIL", "Провал"),
    ]
    .map(|(entity, id, name)| json!({ "ID": "1", "ENTITY_ID": entity, "STATUS_ID": id, "NAME": name, "COLOR": MARK }))
    .to_vec()
}

fn categories(number: i64) -> Vec<Value> {
    let row = |id: i64, name: &str| json!({ "id": id, "name": name, "entityTypeId": number, "originId": MARK });
    match number {
        2 => vec![row(0, "Общая"), row(3, "Опт")],
        1036 => vec![row(9, "Общая")],
        _ => Vec::new(),
    }
}

/// The files of a folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Files(pub(crate) BTreeMap<String, String>);

impl Files {
    pub(crate) fn folder(&self) -> Folder {
        Folder::read(&self.sources()).expect("YAML")
    }

    pub(crate) fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        self.0.iter().for_each(|(path, text)| sources.add(path, text.as_bytes()));
        sources
    }

    /// Returns the folder after a pull.
    pub(crate) fn with(&self, facts: &Facts, model: &Model) -> (Files, Written) {
        let done = written(facts, &self.folder(), model);
        let mut files = self.clone();
        done.gone.iter().for_each(|path| drop(files.0.remove(path)));
        files.0.extend(done.files.iter().map(|file| (file.path.clone(), file.text.clone())));
        (files, done)
    }

    /// Reads the folder as everything that uses it does.
    #[track_caller]
    pub(crate) fn check(&self, model: &Model) {
        if let Err(wrong) = bitrix24_schema::portal::resolve(&self.sources(), model.clone()) {
            panic!("{}", wrong.render("", false));
        }
    }

    /// Returns a file.
    pub(crate) fn file(&self, path: &str) -> &str {
        self.0.get(path).map_or_else(|| panic!("there is no {path}: {:?}", self.0.keys()), String::as_str)
    }

    /// Changes a file, as a person does.
    pub(crate) fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = self.file(path);
        assert!(text.contains(from), "{from} is not in {text}");
        let text = text.replace(from, to);
        self.0.insert(path.to_owned(), text);
    }

    /// Returns all files as one text.
    pub(crate) fn shown(&self) -> String {
        self.0.iter().map(|(path, text)| format!("# {path}\n{text}\n")).collect()
    }
}
