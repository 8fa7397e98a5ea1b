//! The report for programs: everything, in a format with a version and a JSON Schema.

use crate::report::Report;

/// Returns the report as JSON.
pub fn json(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

/// Returns the JSON Schema of the report. A new field does not change `format`; a field that is removed or changes its
/// meaning increments it.
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Report>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
