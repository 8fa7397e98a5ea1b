//! The report as SARIF 2.1.0, for code scanning.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Severity, change, described_rule, named, severity, worst_first};
use crate::report::Report;
use crate::report::row::{Location, Row};

/// Returns the report as a log with one run.
pub fn sarif(report: &Report) -> String {
    let rows = worst_first(report);
    let mut rules: BTreeMap<&str, (usize, &Row)> = BTreeMap::new();
    for row in &rows {
        rules.entry(&row.rule).or_insert((0, row));
    }
    for (index, rule) in rules.values_mut().enumerate() {
        rule.0 = index;
    }
    let descriptors: Vec<Json> = rules.values().map(|(_, row)| descriptor(row)).collect();
    let results: Vec<Json> = rows
        .iter()
        .map(|row| result(report, row, rules.get(row.rule.as_str()).map_or(0, |(index, _)| *index)))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "b24 diff",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": descriptors,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": { "answer": report.answer(), "old": report.old, "new": report.new },
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn descriptor(row: &Row) -> Json {
    json!({
        "id": row.rule,
        "shortDescription": { "text": described_rule(row) },
        "fullDescription": { "text": format!("{} Whom that breaks depends on the direction and on what was known \
            before: each result says so for the wire and for Rust.", described_rule(row)) },
    })
}

fn result(report: &Report, row: &Row, index: usize) -> Json {
    let is_verdict = |why: &str| if why.is_empty() { String::new() } else { format!(": {why}") };
    let text = format!(
        "{} {}. Wire {}{} Rust {}{}",
        named(row),
        change(row),
        row.wire.verdict.word(),
        is_verdict(&row.wire.why),
        row.rust.verdict.word(),
        is_verdict(&row.rust.why)
    );
    let mut result = json!({
        "ruleId": row.rule,
        "ruleIndex": index,
        "level": match severity(row) {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "message": { "text": text },
        "locations": [location(row)],
        "partialFingerprints": { "b24Diff/v1": row.fingerprint },
        "properties": {
            "wire": row.wire.verdict,
            "rust": row.rust.verdict,
            "cause": row.cause.verdict,
            "cluster": row.cluster,
            "page": page(report, row),
        },
    });
    if let Some(reason) = row.waiver.as_ref().filter(|_| !row.is_open()) {
        let suppression = json!({ "kind": "external", "status": "accepted", "justification": reason });
        result["suppressions"] = json!([suppression]);
    }
    result
}

fn page(report: &Report, row: &Row) -> Option<String> {
    let base = if row.new.is_some() { &report.new.docs } else { &report.old.docs };
    row.page.as_ref().map(|page| format!("{base}{page}.html"))
}

fn location(row: &Row) -> Json {
    let mut location = json!({ "logicalLocations": [{ "fullyQualifiedName": named(row) }] });
    if let Some(at) = row.new.as_ref().or(row.old.as_ref()) {
        location["physicalLocation"] = physical(at);
    }
    location
}

fn physical(at: &Location) -> Json {
    json!({
        "artifactLocation": { "uri": uri(&at.file) },
        "region": { "startLine": at.line.max(1), "startColumn": at.column.max(1) },
    })
}

/// Returns a file's name as a URI reference, percent-encoded.
fn uri(file: &str) -> String {
    let mut out = String::new();
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' | b'@' | b'+' => {
                out.push(char::from(byte));
            }
            byte => out += &format!("%{byte:02X}"),
        }
    }
    out
}
