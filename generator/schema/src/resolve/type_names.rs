//! Names of types: those that need no description, and those of shared types with the files that describe them.

use crate::naming;

/// The names of types that need no description.
pub(super) const BUILT_IN: &[&str] = &[
    "any",
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
    "object",
    "array",
    "map",
];

/// Whether a name is that of a type, and not of an identifier: its last word begins with a capital and goes on with small
/// letters.
pub(super) fn is_name(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, last)| {
        last.starts_with(|c: char| c.is_ascii_uppercase()) && last.contains(|c: char| c.is_ascii_lowercase())
    })
}

/// The file that a type belongs in.
pub(super) fn file_of(name: &str) -> String {
    let files: Vec<String> = name.split('.').filter_map(naming::file).collect();
    format!("types/{}.yaml", files.join("/"))
}
