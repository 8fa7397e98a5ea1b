//! The report for tools that show test results: a test case for each row, which fails if the row makes the command
//! fail.

use std::fmt::Write;

use super::{change, escaped};
use crate::report::Report;
use crate::report::row::Row;

/// Returns the report as JUnit's XML. Rows that make the command fail are failures, waived rows are skipped, and all
/// others pass. A test is a row, because a row is what gets fixed or waived.
pub fn junit(report: &Report, fails: &dyn Fn(&Row) -> bool) -> String {
    let is_failure = |row: &&Row| row.is_open() && fails(row);
    let failures = report.rows.iter().filter(is_failure).count();
    let skipped = report.rows.iter().filter(|row| !row.is_open()).count();
    let name = escaped(&format!("b24 diff {} -> {}", report.old.label, report.new.label));
    let counts = format!("tests=\"{}\" failures=\"{failures}\" errors=\"0\"", report.rows.len());
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  <testsuite name=\"{name}\" {counts} \
         skipped=\"{skipped}\">\n"
    );
    for row in &report.rows {
        text += &case(row, is_failure(&row));
    }
    text + "  </testsuite>\n</testsuites>\n"
}

fn case(row: &Row, is_failure: bool) -> String {
    let part = row.subject.part().map(|part| format!("#{part}")).unwrap_or_default();
    let mut text = format!(
        "    <testcase classname=\"{}\" name=\"{}\"",
        escaped(row.subject.owner()),
        escaped(&format!("{} {part} [{}]", row.rule, row.fingerprint).replace("  ", " "))
    );
    if let Some(at) = row.new.as_ref().or(row.old.as_ref()) {
        let _ = write!(text, " file=\"{}\" line=\"{}\"", escaped(&at.file), at.line);
    }
    match row.waiver.as_ref().filter(|_| !row.is_open()) {
        Some(reason) => {
            let _ = writeln!(text, ">\n      <skipped message=\"{}\"/>\n    </testcase>", escaped(reason));
        }
        None if is_failure => {
            let side =
                |side: &str, word: &str, why: &str| format!("{side} {word}: {why}").trim_end_matches(": ").to_owned();
            let wire = side("wire", row.wire.verdict.word(), &row.wire.why);
            let rust = side("rust", row.rust.verdict.word(), &row.rust.why);
            let _ = writeln!(
                text,
                ">\n      <failure message=\"{}\" type=\"{}\">{}</failure>\n    </testcase>",
                escaped(&change(row)),
                escaped(&row.rule),
                escaped(&format!("{wire}\n{rust}"))
            );
        }
        None => text += "/>\n",
    }
    text
}
