//! A small schema that uses every key of the format, as JSON, which is also YAML; and changes of it.

use std::collections::BTreeMap;

use bitrix24_diff::{Report, Schema, compare};
use bitrix24_schema::{Sources, resolve};
use serde_json::{Value, json};

/// The documents of a schema by their paths.
pub(crate) type Documents = BTreeMap<String, Value>;

/// Returns documents with every key of the format.
pub(crate) fn whole() -> Documents {
    let documents = [
        ("catalogue.yaml", catalogue()),
        (
            "errors.yaml",
            json!({ "v2": [{ "code": "LIMIT", "status": 503, "retry": "backoff", "reason": "busy", "of": ["ID"], "when": "too many" }], "v3": [{ "code": "BITRIX_BUSY", "status": 500 }] }),
        ),
        ("methods/parcel/list.yaml", list()),
        ("methods/parcel/add.yaml", add()),
        ("events/onparcelsent.yaml", sent()),
        ("types/parcel/box.yaml", parcel_box()),
        ("types/parcel/size.yaml", json!({ "type": "parcel.Size", "of": "integer", "values": [1, 2] })),
        (
            "types/parcel/tape.yaml",
            json!({ "type": "parcel.Tape", "fields": { "width": "double", "note": "string", "id": "integer" } }),
        ),
        (
            "types/parcel/color.yaml",
            json!({ "type": "parcel.Color", "of": "string", "summary": "A colour.", "docs": "parcels/color", "values": ["red", "blue"] }),
        ),
    ];
    documents.into_iter().map(|(path, document)| (path.to_owned(), document)).collect()
}

fn catalogue() -> Value {
    json!({
        "format": 1,
        "docs": { "base": "https://example.com/", "date": "2026-01-31", "commit": "0123456789", "importer": "one" },
        "ids": { "parcel": "A parcel.", "user": null },
        "types": { "parcels/box": "parcel.Box" },
    })
}

fn sent() -> Value {
    json!({
        "event": "ONPARCELSENT",
        "summary": "A parcel was sent.",
        "scope": ["mail", "post"],
        "caller": "administrator",
        "edition": "cloud",
        "plan": true,
        "since": "crm 23.1",
        "docs": "parcels/sent",
        "deprecated": "ONPARCELLEFT",
        "data": { "doc": "What left.", "fields": { "FIELDS*": { "fields": { "ID*": "parcel", "box": "parcel.Box" } } } },
    })
}

fn list() -> Value {
    json!({
        "method": "parcel.list",
        "summary": "Lists parcels.",
        "scope": ["mail", "post"],
        "kind": "read",
        "docs": "parcels/list",
        "batch": true,
        "positional": ["filter", "start"],
        "pager": { "kind": "start", "items": "parcels", "id": "id" },
        "params": {
            "filter": { "type": "map<any>", "operators": [">=", "<="], "keys": ["ID", "WEIGHT"], "names": "parcel.Box", "doc": "Which." },
            "start": { "type": "integer", "default": 0, "min": 0, "max": 100 },
        },
        "result": { "doc": "The parcels.", "fields": { "parcels": "parcel.Box[]", "total": { "type": "integer", "observed": true } } },
    })
}

fn add() -> Value {
    json!({
        "method": "parcel.add",
        "scope": "mail",
        "kind": "write",
        "caller": "administrator",
        "application": true,
        "edition": "on-premise",
        "plan": true,
        "since": "crm 23.1",
        "asynchronous": true,
        "irreversible": true,
        "deprecated": "parcel.send",
        "docs": "parcels/add",
        "params": {
            "userId*": { "type": "user", "edition": "cloud", "plan": true, "since": "crm 24.1" },
            "note?": { "type": "string", "min_length": 1, "max_length": 10, "characters": "a-z", "rust": "remark", "unless": ["box", "tape"], "only": { "tape": [] } },
            "size": { "type": "string", "values": ["S", "L"], "open": true, "when": { "box": ["x"], "tape": [] }, "deprecated": true },
            "speed": { "type": "string", "values": { "N": "normal", "E": { "rust": "Express", "label": "as fast as can be" } } },
            "worth": { "type": "money", "doc": "What it is worth." },
            "box": {
                "doc": "What it is in.",
                "fields": { "weight*": { "type": "double", "unit": "grams" }, "color": { "type": "parcel.Color", "variants": ["gift"] }, "seal": { "type": "boolean(Y/N)", "writable": "once" }, "size": "parcel.Size" },
            },
            "tape": { "type": "parcel.Tape", "takes": ["width*", "note"], "defaults": { "note": "none" } },
        },
        "result": { "type": "map<integer>", "keys": ["id"] },
        "errors": [
            { "code": "NO_USER", "message": "There is no such user", "status": 400, "reason": "not-found", "of": ["ID"], "when": "the user is gone", "retry": "never" },
            { "code": "NO_USER", "message": "The user may not" },
            { "code": "", "message": "Too heavy", "rust": "Heavy" },
        ],
    })
}

fn parcel_box() -> Value {
    json!({
        "type": "parcel.Box",
        "summary": "A box.",
        "docs": "parcels/box",
        "fields": { "id": "parcel", "weight": "double?", "color": "parcel.Color" },
    })
}

/// Returns the schema of documents, if it is valid.
pub(crate) fn read(documents: &Documents, label: &str) -> Option<Schema> {
    let mut sources = Sources::default();
    for (path, document) in documents {
        sources.add(path, serde_json::to_vec_pretty(document).ok()?);
    }
    let model = resolve::resolve(&sources).ok()?;
    Some(Schema { model, sources, label: label.to_owned(), root: "schema/".to_owned(), docs: None })
}

/// Returns the mistakes of documents that are no valid schema.
fn wrong(documents: &Documents) -> String {
    let mut sources = Sources::default();
    for (path, document) in documents {
        sources.add(path, document.to_string());
    }
    resolve::resolve(&sources).map_or_else(|wrong| wrong.to_string(), |_| "nothing".to_owned())
}

/// Returns the changes from one to the other; both have to be valid schemas.
pub(crate) fn diff(old: &Documents, new: &Documents) -> Report {
    let read = |documents, label| read(documents, label).unwrap_or_else(|| panic!("{}", wrong(documents)));
    compare(&read(old, "old"), &read(new, "new"))
}

/// Returns the schema with a value of one document, at a JSON pointer, replaced.
pub(crate) fn with(mut documents: Documents, path: &str, pointer: &str, value: Value) -> Documents {
    let document = documents.get_mut(path).unwrap_or_else(|| panic!("there is no {path}"));
    *document.pointer_mut(pointer).unwrap_or_else(|| panic!("there is no {pointer}")) = value;
    documents
}

/// Returns the pointers of all values of a document.
pub(crate) fn pointers(value: &Value) -> Vec<String> {
    fn walk(value: &Value, here: &str, found: &mut Vec<String>) {
        found.push(here.to_owned());
        match value {
            Value::Object(map) => {
                for (key, inner) in map {
                    walk(inner, &format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")), found);
                }
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, inner)| walk(inner, &format!("{here}/{at}"), found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, "", &mut found);
    found
}

/// Returns other values of the same kind, as far as they are known.
pub(crate) fn other(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => vec![json!("A meaning.")],
        Value::Bool(flag) => vec![json!(!flag)],
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            vec![json!(number as i64 + 1), json!(number as i64 - 1)]
        }
        Value::String(text) => {
            let known = [
                "read",
                "write",
                "start",
                "offset",
                "page",
                "never",
                "wait",
                "string",
                "integer",
                "boolean",
                "any",
                "permission",
                "user",
                "parcel.Color",
                "v3",
                "v2",
            ];
            let others = known.iter().filter(|known| *known != text).map(|known| json!(known));
            std::iter::once(json!(format!("{text}2"))).chain(others).collect()
        }
        Value::Array(items) => {
            let mut more = items.clone();
            more.push(json!("more"));
            let reversed: Vec<Value> = items.iter().rev().cloned().collect();
            vec![json!(items.get(1..).unwrap_or_default()), json!(more), json!(reversed)]
        }
        Value::Object(map) => {
            let mut more = map.clone();
            more.insert("more".to_owned(), json!("string"));
            vec![Value::Object(more)]
        }
    }
}

/// Returns a document without the value at a pointer; `None` for the document itself.
pub(crate) fn without(mut document: Value, pointer: &str) -> Option<Value> {
    let (parent, key) = pointer.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    match document.pointer_mut(parent)? {
        Value::Object(map) => drop(map.shift_remove(&key)?),
        Value::Array(items) => drop(items.remove(key.parse().ok()?)),
        _ => return None,
    }
    Some(document)
}

/// Returns a described method with these parameters: it has a result and an error.
pub(crate) fn method(params: Value) -> Value {
    json!({
        "method": "shop.send",
        "docs": "shop/send",
        "params": params,
        "result": "integer",
        "errors": [{ "code": "LOST", "message": "It is lost", "status": 400 }],
    })
}

/// Returns a schema of these methods.
pub(crate) fn documents(methods: &[Value]) -> Documents {
    let file = |method: &Value| {
        let name = method["method"].as_str().expect("a method has a name").to_lowercase().replace('.', "/");
        (format!("methods/{name}.yaml"), method.clone())
    };
    let catalogue = json!({ "format": 1, "docs": { "base": "https://example.com/", "date": "2026-01-31" } });
    methods.iter().map(file).chain([("catalogue.yaml".to_owned(), catalogue)]).collect()
}
