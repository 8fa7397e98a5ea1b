//! For programs: everything, in a format with a version and a JSON Schema.

use super::super::report::Report;

/// The report as JSON.
pub fn json(report: &Report) -> String {
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

/// The JSON Schema of the report.
pub fn schema() -> String {
    String::new()
}
