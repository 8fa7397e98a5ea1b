//! The JSON Schema of the YAML: what editors show, and what a wrong file is held to.
//!
//! It is derived from the structs, but only by a test, which holds the text to them: so nobody who generates code has to
//! compile what derives it.

/// Returns the JSON Schema of all files; its definitions are named by the kinds of files.
pub fn json_schema() -> serde_json::Value {
    // A test reads it, too.
    serde_json::from_str(include_str!("schema.json")).unwrap_or_default()
}
