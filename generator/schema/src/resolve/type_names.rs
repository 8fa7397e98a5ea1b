//! Names of types: the built-in ones, and those of shared types with the files that describe them.

use crate::naming;

/// The names of built-in types.
pub(super) const BUILT_IN: &[&str] = &[
    "any",
    "null",
    "integer",
    "double",
    "string",
    "boolean",
    "date",
    "datetime",
    "timestamp",
    "time",
    "id",
    "file",
    "money",
    "address",
    "crm_link",
    "object",
    "array",
    "map",
];

/// Returns true if a name is that of a type, and not of an identifier: its last word begins with a capital, and has a
/// small letter.
pub(super) fn is_name(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, last)| {
        last.starts_with(|c: char| c.is_ascii_uppercase()) && last.contains(|c: char| c.is_ascii_lowercase())
    })
}

/// Returns the path of the file that a type belongs in.
pub(super) fn file_of(name: &str) -> String {
    if let Some(thing) = name.strip_prefix("portal.").filter(|thing| !thing.contains('.')) {
        return format!("{}.yaml", naming::file(thing).unwrap_or_default());
    }
    let files: Vec<String> = name.split('.').filter_map(naming::file).collect();
    format!("types/{}.yaml", files.join("/"))
}
