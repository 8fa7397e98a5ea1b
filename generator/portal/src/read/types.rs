//! Types of the schema for the types of servers.

use bitrix24_schema::Model;

use super::field::Described;
use crate::facts::{Facts, Field};
use crate::kinds::KINDS;
use crate::shared;

/// A type, and what goes with it.
pub(crate) struct Typed {
    /// The type, as the schema writes it.
    pub(crate) ty: String,
    /// True if values are numbers.
    pub(crate) is_numeric: bool,
    /// True if the type of the server is known.
    pub(crate) is_known: bool,
}

/// Returns the type of a described field.
pub(crate) fn of(field: &Described, model: &Model) -> Typed {
    let (one, is_known) = one(field, model);
    let is_numeric = one == "integer";
    let ty = if field.is_multiple { format!("{one}[]") } else { one };
    Typed { ty, is_numeric, is_known }
}

/// Returns the type of one value, and true if the type of the server is known.
fn one(field: &Described, model: &Model) -> (String, bool) {
    let ty = field.ty.to_lowercase();
    let upper = field.wire.starts_with("UF_");
    let known = match ty.as_str() {
        "string" | "url" | "video" | "text" | "char" | "html" | "string_formatted" | "mail_message" | "crm_status" => {
            "string"
        }
        "integer" | "int" | "enumeration" | "enum" => "integer",
        "double" | "float" | "number" => "double",
        // Custom fields in upper case are written to as the database has them.
        "boolean" if upper => "boolean(1/0)",
        "boolean" if field.is_custom => "boolean(custom)",
        "boolean" => "boolean(Y/N)",
        "date" => "date",
        "datetime" => "datetime",
        "file" => "file(custom)",
        "money" => "money",
        "address" => "address",
        "crm" => "crm_link",
        "employee" | "user" => "user",
        "resourcebooking" => "integer[]",
        "array" | "object" | "" => "any",
        rest if rest.starts_with("rest_") => "string",
        "crm_entity" => return (parent(field, model), true),
        "iblock_element" | "iblock_section" | "hlblock" | "disk_file" | "disk_version" => {
            return (shared::id(model, &ty), true);
        }
        other => {
            let is_id = model.ids.iter().any(|(id, _)| id == other);
            return (if is_id { other.to_owned() } else { "any".to_owned() }, is_id);
        }
    };
    // Several bookings are one value already.
    let known = if known == "integer[]" && field.is_multiple { "integer" } else { known };
    (known.to_owned(), !ty.is_empty())
}

/// Returns the identifier of the kind that a field links.
fn parent(field: &Described, model: &Model) -> String {
    let kind = field.parent.and_then(|number| KINDS.iter().find(|kind| kind.number == number));
    shared::id(model, kind.map_or("crm_entity", |kind| kind.id))
}

/// Returns a custom field under a name on the wire; what is not understood is noted.
pub(crate) fn custom(field: &Described, wire: &str, model: &Model, facts: &mut Facts) -> Field {
    let typed = of(field, model);
    if !typed.is_known {
        facts.notes.push(untyped(&field.ty));
    }
    let is_listed = matches!(field.ty.as_str(), "enumeration" | "enum");
    Field {
        wire: wire.to_owned(),
        named: field.title.clone().unwrap_or_else(|| field.wire.clone()),
        title: field.title.clone(),
        ty: typed.ty,
        values: field.values.clone().filter(|values| is_listed && !values.is_empty()),
        is_numeric: typed.is_numeric,
        writable: field.writable,
        ..Field::default()
    }
}

/// Says that a type of the server is not understood.
pub(crate) fn untyped(ty: &str) -> String {
    let ty: String = ty.chars().filter(|char| char.is_ascii_alphanumeric() || *char == '_').take(40).collect();
    let ty = if ty.is_empty() { "without a type".to_owned() } else { format!("of the type `{ty}`") };
    format!("fields {ty} are read as any value")
}
