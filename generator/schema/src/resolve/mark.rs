//! The marks of parameters and fields, behind their names.

/// Splits a key into its name and mark: `ID*` is required, `ID?` unknown.
pub(super) fn split_mark(key: &str) -> (&str, Option<bool>) {
    if let Some(name) = key.strip_suffix('*') {
        (name, Some(true))
    } else if let Some(name) = key.strip_suffix('?') {
        (name, None)
    } else {
        (key, Some(false))
    }
}
