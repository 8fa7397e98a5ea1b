//! Errors of reading a field by its name.

use serde_json::Value;

use super::json::type_name;
use crate::escape::Plain;

/// The number of characters of a value that a message shows.
const SHOWN: usize = 80;

/// The number of names that a message shows.
const NAMES: usize = 6;

/// The beginnings of the names of custom fields.
const CUSTOM: &[&str] = &["UF_", "uf", "parentId", "PARENT_ID_", "PROPERTY_", "property"];

/// A field that could not be read by its name: see [`CustomFields::custom`](crate::CustomFields::custom).
///
/// ```
/// use bitrix24::{CustomFieldError, CustomFields, json};
///
/// let deal = json!({ "UF_CRM_SIZE": "large", "UF_CRM_FLOOR": null });
/// let size = deal.custom::<f64>("UF_CRM_SIZE").unwrap_err();
/// assert_eq!(size.to_string(), "`UF_CRM_SIZE` is \"large\", a string, where double is expected");
/// let is_empty = |error| matches!(error, CustomFieldError::Empty { .. });
/// assert!(is_empty(deal.custom::<i64>("UF_CRM_FLOOR").unwrap_err()));
///
/// let unknown = deal.custom::<i64>("UF_CRM_SISE").unwrap_err();
/// assert_eq!(unknown.to_string(), "`UF_CRM_SISE` is not in the answer; did you mean `UF_CRM_SIZE`?");
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CustomFieldError {
    /// The object has no such field. A list answers only what its `select` asks for.
    #[error("`{field}` is not in the answer{}", Plain(&hint(.similar.as_deref(), .names)))]
    Missing {
        /// The name that was asked for.
        field: String,
        /// The name of the object that may be meant: of a smart process, `ufCrm7Size` for `ufCrmSize`.
        similar: Option<String>,
        /// The names that the object has.
        names: Vec<String>,
    },
    /// The field has no value: `null`, or what the server writes for it.
    #[error("`{field}` has no value ({found}), where {expected} is expected")]
    Empty {
        /// The name that was asked for.
        field: String,
        /// The type that was asked for.
        expected: &'static str,
        /// The value that is there.
        found: Box<Value>,
    },
    /// The field has a value of another type.
    #[error("`{}` is {}, where {expected} is expected", Plain(.path), Plain(&shown(.found)))]
    Misfit {
        /// The name that was asked for.
        field: String,
        /// The path of the value: the field, or an item of it.
        path: String,
        /// The type that was asked for.
        expected: &'static str,
        /// The whole value that is there.
        found: Box<Value>,
    },
    /// Several fields have the name, in other spellings, and none has it exactly.
    #[error("`{field}` can be any of {}", Plain(&.names.join(", ")))]
    Ambiguous {
        /// The name that was asked for.
        field: String,
        /// The names of the fields.
        names: Vec<String>,
    },
}

/// Says which name may be meant, or which custom fields there are.
fn hint(similar: Option<&str>, names: &[String]) -> String {
    if let Some(name) = similar {
        return format!("; did you mean `{name}`?");
    }
    let custom: Vec<&String> = names.iter().filter(|name| CUSTOM.iter().any(|start| name.starts_with(start))).collect();
    let shown: Vec<String> = custom.iter().take(NAMES).map(|name| format!("`{name}`")).collect();
    let more = match custom.len().saturating_sub(NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    match shown.as_slice() {
        [] => "; a list has to select it".to_owned(),
        shown => format!(", which has {}{more}; a list has to select it", shown.join(", ")),
    }
}

/// Shows a value and its type, and no more than the start of a long one.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    let start: String = text.chars().take(SHOWN).collect();
    let rest = if start.len() < text.len() { "…" } else { "" };
    let of = type_name(value);
    let article = if matches!(of, "array" | "object") { "an" } else { "a" };
    format!("{start}{rest}, {article} {of}")
}
