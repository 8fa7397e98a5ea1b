//! The settings of custom fields, by their types.

use serde_json::{Map, Value, json};

use crate::things::{Field, Kind};

/// Returns the settings of a field.
pub(super) fn of(field: &Field) -> Value {
    match field.kind {
        Kind::Text => json!({
            "SIZE": 20, "ROWS": 1, "REGEXP": "", "MIN_LENGTH": 0, "MAX_LENGTH": 0, "DEFAULT_VALUE": "",
        }),
        Kind::Integer => json!({ "SIZE": 20, "MIN_VALUE": 0, "MAX_VALUE": 0, "DEFAULT_VALUE": null }),
        Kind::Double => json!({ "PRECISION": 2, "SIZE": 20, "MIN_VALUE": 0, "MAX_VALUE": 0, "DEFAULT_VALUE": null }),
        Kind::Boolean => json!({ "DEFAULT_VALUE": 0, "DISPLAY": "CHECKBOX", "LABEL": ["", ""] }),
        Kind::Date => json!({ "DEFAULT_VALUE": { "TYPE": "NONE", "VALUE": "" } }),
        Kind::DateTime => json!({
            "DEFAULT_VALUE": { "TYPE": "NONE", "VALUE": "" }, "USE_SECOND": "Y", "USE_TIMEZONE": "N",
        }),
        Kind::Choice => json!({ "DISPLAY": "LIST", "LIST_HEIGHT": 1, "CAPTION_NO_VALUE": "", "SHOW_NO_VALUE": "Y" }),
        Kind::File => json!({
            "SIZE": 20, "LIST_WIDTH": 0, "LIST_HEIGHT": 0, "MAX_SHOW_SIZE": 0, "MAX_ALLOWED_SIZE": 0, "EXTENSIONS": [],
            "TARGET_BLANK": "Y",
        }),
        Kind::Money => json!({ "DEFAULT_VALUE": "" }),
        Kind::Address => json!({ "SHOW_MAP": "Y" }),
        Kind::Link => json!({ "LEAD": "Y", "CONTACT": "Y", "COMPANY": "Y", "DEAL": "Y" }),
        Kind::Status => json!({ "ENTITY_TYPE": directory(field) }),
        _ => Value::Object(Map::new()),
    }
}

/// Returns the directory that has the values of a field.
pub(super) fn directory(field: &Field) -> String {
    format!("OWN_{}", field.id)
}
