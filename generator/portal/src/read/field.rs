//! The description of a field, in any of the spellings that methods answer.

use serde_json::Value;

use crate::facts::Writable;
use crate::text;

/// The largest number of values of a field that are kept.
const MOST_VALUES: usize = 1_000;

/// A described field.
#[derive(Clone, Debug, Default)]
pub(crate) struct Described {
    /// Its name on the wire.
    pub(crate) wire: String,
    /// The server's type.
    pub(crate) ty: String,
    pub(crate) title: Option<String>,
    pub(crate) is_multiple: bool,
    pub(crate) is_custom: bool,
    pub(crate) writable: Option<Writable>,
    /// The directory of its values.
    pub(crate) status: Option<String>,
    /// The number of the kind that it links.
    pub(crate) parent: Option<i64>,
    /// Its values with labels, if they are told.
    pub(crate) values: Option<Vec<(String, String)>>,
}

/// Reads the description of a field.
pub(crate) fn read(wire: &str, value: &Value) -> Described {
    let settings = text::get(value, "settings");
    let setting = |name: &str| settings.and_then(|settings| text::get(settings, name));
    let flag = |name: &str| text::flag(text::get(value, name));
    Described {
        wire: wire.to_owned(),
        ty: text::first(value, &["type", "userTypeId"]).unwrap_or_default(),
        title: title(wire, value),
        is_multiple: flag("isMultiple") || flag("multiple"),
        is_custom: is_custom(wire),
        writable: match (flag("isReadOnly"), flag("isImmutable")) {
            (true, _) => Some(Writable::Never),
            (_, true) => Some(Writable::Once),
            _ => None,
        },
        status: text::first(value, &["statusType"]).or_else(|| setting("ENTITY_TYPE").and_then(text::text)),
        parent: setting("parentEntityTypeId").and_then(text::number),
        values: values(value),
    }
}

/// Returns true for a name that a field can have.
pub(crate) fn is_name(wire: &str) -> bool {
    let is_sign = |char: char| char.is_ascii_alphanumeric() || char == '_';
    wire.len() <= 100 && wire.starts_with(|char: char| char.is_ascii_alphabetic()) && wire.chars().all(is_sign)
}

/// Returns true for the name of a custom field: `UF_…`, `uf…`.
pub(crate) fn is_custom(wire: &str) -> bool {
    wire.starts_with("UF_")
        || wire.strip_prefix("uf").is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_uppercase()))
}

/// Returns the title. What a custom field is called in forms counts before its title, which may be its name only.
fn title(wire: &str, value: &Value) -> Option<String> {
    let told = |name: &str| text::get(value, name).and_then(text::label);
    let is_name = |title: &String| text::plain(title) == text::plain(wire);
    let title = told("title").filter(|title| !is_name(title));
    let labels =
        ["formLabel", "listLabel", "editFormLabel", "listColumnLabel", "filterLabel", "listFilterLabel", "name"];
    title.or_else(|| labels.iter().find_map(|name| told(name)).filter(|title| !is_name(title)))
}

/// Returns the items of an enumeration: `items`, `LIST`, `enum` with identifiers and values, or a map of them.
fn values(value: &Value) -> Option<Vec<(String, String)>> {
    let found = ["items", "LIST", "enum", "values"].iter().find_map(|name| text::get(value, name))?;
    let mut values: Vec<(String, String)> = match found {
        Value::Object(map) => map.iter().filter_map(|(id, item)| value_of(Some(id), item)).collect(),
        Value::Array(items) => items.iter().filter_map(|item| value_of(None, item)).collect(),
        _ => return None,
    };
    values.truncate(MOST_VALUES);
    Some(values)
}

fn value_of(id: Option<&str>, item: &Value) -> Option<(String, String)> {
    let own = text::first(item, &["ID", "id"]);
    let id = own.or_else(|| id.map(str::to_owned))?;
    let label = match item {
        Value::Object(_) => text::first(item, &["VALUE", "NAME", "title"]),
        other => text::text(other),
    };
    let label = label.and_then(|label| text::title(&label)).unwrap_or_else(|| id.clone());
    Some((id, label))
}
