//! Two schemas, compared, in every format.

use bitrix24_diff::render::{changelog, github, html, json, junit, markdown, sarif, singleline, text};
use bitrix24_diff::{Excerpts, Report, Schema, compare};
use bitrix24_schema::resolve;
use serde_json::Value;

use crate::schema::read;

/// Compares the schemas before and after a line `======`.
pub(crate) fn diff(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (old, new) = text.split_once("======\n").unwrap_or((&text, &text));
    let (Some(old), Some(new)) = (schema(old, "old"), schema(new, "new")) else { return };
    let (there, back) = (compare(&old, &new), compare(&new, &old));
    assert_eq!(there.rows.is_empty(), back.rows.is_empty(), "what came is gone the other way");
    assert!(compare(&old, &old).rows.is_empty(), "nothing differs from itself");
    rendered(&there, &old, &new);
}

fn schema(text: &str, label: &str) -> Option<Schema> {
    let sources = read(text);
    let model = resolve::resolve(&sources).ok()?;
    Some(Schema { model, sources, label: label.to_owned(), root: format!("{label}/"), docs: None })
}

fn rendered(report: &Report, old: &Schema, new: &Schema) {
    for document in [json::json(report), sarif::sarif(report)] {
        let document: Value = serde_json::from_str(&document).expect("JSON");
        assert!(document.is_object());
    }
    for color in [false, true] {
        assert!(!text::text(report, text::Style { color, all: true }).is_empty());
    }
    let page = html::html(report, &Excerpts::of(report, old, new));
    assert_eq!(page.matches("<script").count(), page.matches("</script").count(), "no text ends a script");
    let xml = junit::junit(report, &|_| true);
    assert!(!xml.contains('\0') && xml.trim_end().ends_with('>'));
    let lines = singleline::singleline(report);
    assert!(lines.lines().count() <= report.rows.len() + 1, "a change is on one line");
    assert!(github::github(report).lines().all(|line| line.is_empty() || line.starts_with("::")), "only commands");
    drop((markdown::markdown(report), changelog::changelog(report)));
}
