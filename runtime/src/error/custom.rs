//! Errors of reading a field by its name.

use serde_json::Value;

use super::json::type_name;
use crate::escape::Plain;

/// The number of characters of a value that a message shows.
const SHOWN: usize = 80;

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
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CustomFieldError {
    /// The object has no such field. A list answers only what its `select` asks for.
    #[error("`{field}` is not in the answer; a list has to select it")]
    Missing {
        /// The name that was asked for.
        field: String,
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

/// Shows a value and its type, and no more than the start of a long one.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    let start: String = text.chars().take(SHOWN).collect();
    let rest = if start.len() < text.len() { "…" } else { "" };
    let of = type_name(value);
    let article = if matches!(of, "array" | "object") { "an" } else { "a" };
    format!("{start}{rest}, {article} {of}")
}
