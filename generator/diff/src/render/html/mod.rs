//! The report as one file for a browser, without network access: to filter, search and mark as reviewed.
//!
//! External text gets into the page in two ways only: as text between elements, escaped by `escaped`; and as JSON in a
//! `script` element that no browser runs, escaped by `data::json`. The scripts make text nodes of it.

mod data;

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{change, counted, escaped, named, worst_first};
use crate::report::cause::Cause;
use crate::report::excerpt::Excerpts;
use crate::report::{Origin, Report};
use crate::verdict::{Rust, Wire};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("data.js"),
    include_str!("marks.js"),
    include_str!("filter.js"),
    include_str!("address.js"),
    include_str!("card.js"),
    include_str!("list.js"),
    include_str!("keys.js"),
    "})();\n",
);
/// The template of the page, with `{{…}}` for the parts to fill in.
const PAGE: &str = include_str!("page.html");
/// The maximum number of rows for a browser without scripts.
const PLAIN: usize = 300;

/// Returns the report as a page.
pub fn html(report: &Report, excerpts: &Excerpts) -> String {
    let title = format!("{} → {}", report.old.label, report.new.label);
    let parts = [
        ("policy", policy()),
        ("style", STYLE.to_owned()),
        ("title", escaped(&title)),
        ("old", origin(&report.old)),
        ("new", origin(&report.new)),
        ("answer", escaped(&report.answer())),
        ("facts", facts(report)),
        ("findings", findings(report)),
        ("matrix", matrix(report)),
        ("causes", causes(report)),
        ("plain", plain(report)),
        ("data", data::json(report, excerpts)),
        ("script", SCRIPT.to_owned()),
    ];
    filled(PAGE, &parts)
}

/// Fills a template with its parts; a `{{…}}` inside a part is not replaced.
fn filled(template: &str, parts: &[(&str, String)]) -> String {
    let mut page = String::with_capacity(template.len() + parts.iter().map(|(_, part)| part.len()).sum::<usize>());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        page += before;
        page += parts.iter().find(|(known, _)| *known == name).map_or("", |(_, part)| part.as_str());
        rest = after;
    }
    page + rest
}

/// Returns the content security policy: only the page's own scripts and styles are allowed.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; img-src data:; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn origin(origin: &Origin) -> String {
    let mut facts = Vec::new();
    if !origin.date.is_empty() {
        facts.push(format!("docs of {}", origin.date));
    }
    facts
        .extend(origin.commit.as_ref().map(|commit| format!("commit {}", commit.chars().take(12).collect::<String>())));
    facts.extend(origin.importer.clone());
    facts.push(counted(origin.methods, "method"));
    format!("<strong>{}</strong> <span>{}</span>", escaped(&origin.label), escaped(&facts.join(" · ")))
}

/// Returns the numbers below the answer.
fn facts(report: &Report) -> String {
    let counts = &report.counts;
    let subjects = |count: usize| counted(count, "method or type").replace("method or types", "methods and types");
    let mut facts = vec![("Changes", escaped(&format!("{} in {}", counts.rows, subjects(counts.subjects))))];
    facts.push(("Next version", next_version(report)));
    if !report.rows.is_empty() {
        facts.push(("To merge", escaped(&report.merging())));
    }
    let affected: Vec<String> = report.affected().iter().map(|line| escaped(line)).collect();
    if !affected.is_empty() {
        facts.push(("Affected", affected.join("<br>")));
    }
    if counts.waived > 0 {
        facts.push(("Let pass", counts.waived.to_string()));
    }
    if counts.text_only > 0 {
        facts.push(("Words only", format!("{}, not listed here", subjects(counts.text_only))));
    }
    facts.iter().fold(String::new(), |mut out, (name, value)| {
        let _ = write!(out, "<div><dt>{name}</dt><dd>{value}</dd></div>");
        out
    })
}

/// Returns the required bump, and the first rows that require it.
fn next_version(report: &Report) -> String {
    let forced = |fingerprint: &String| report.rows.iter().find(|row| row.fingerprint == *fingerprint);
    let first = report.bump.forced_by.iter().filter_map(forced).take(3);
    let mut items = String::new();
    for row in first {
        let what = format!("{} {}", named(row), row.rule);
        let _ = write!(items, "<li><a href=\"#{}\">{}</a></li>", escaped(&row.fingerprint), escaped(&short(&what)));
    }
    let more = report.bump.forced_by.len().saturating_sub(3);
    if more > 0 {
        let _ = write!(items, "<li>and {more} more</li>");
    }
    let list = if items.is_empty() { String::new() } else { format!(", for<ul>{items}</ul>") };
    format!("<strong>{}</strong>{list}", report.bump.level.word())
}

fn short(text: &str) -> String {
    super::short(text)
}

fn findings(report: &Report) -> String {
    if report.waivers.is_empty() {
        return String::new();
    }
    let items: String =
        report.waivers.iter().map(|finding| format!("<li>{}</li>", escaped(&finding.message))).collect();
    format!("<section class=\"findings\"><h2>Waivers to look at</h2><ul>{items}</ul></section>")
}

/// Returns the table of both verdicts; the scripts make buttons of the numbers.
fn matrix(report: &Report) -> String {
    let rusts = [Rust::Major, Rust::Silent, Rust::Deprecation, Rust::Minor, Rust::None];
    let wires = [Wire::Breaks, Wire::Risk, Wire::Silent, Wire::None];
    let mut table = "<thead><tr><td>wire ↓<br>Rust →</td>".to_owned();
    for rust in rusts {
        let _ = write!(table, "<th scope=\"col\" data-rust=\"{}\">{}</th>", data::rank_rust(rust), label(rust));
    }
    table += "</tr></thead><tbody>";
    for wire in wires {
        let at = data::rank_wire(wire);
        let _ = write!(table, "<tr><th scope=\"row\" data-wire=\"{at}\">{}</th>", wire.word());
        for rust in rusts {
            let count = report.rows.iter().filter(|row| row.wire.verdict == wire && row.rust.verdict == rust).count();
            let _ = write!(table, "<td data-wire=\"{at}\" data-rust=\"{}\">{count}</td>", data::rank_rust(rust));
        }
        table += "</tr>";
    }
    table + "</tbody>"
}

/// Returns the heading of a column.
fn label(rust: Rust) -> &'static str {
    match rust {
        Rust::Deprecation => "<abbr title=\"deprecation\">depr.</abbr>",
        rust => rust.word(),
    }
}

fn causes(report: &Report) -> String {
    let mut list = String::new();
    for cause in [Cause::Vendor, Cause::Correction, Cause::Learned, Cause::Importer] {
        let word = cause.word();
        let count = report.counts.cause.of(&cause);
        let _ = write!(list, "<li data-cause=\"{word}\">{word} <span>{count}</span></li>");
    }
    list
}

/// Returns the first rows as a table, for a browser without scripts.
fn plain(report: &Report) -> String {
    let rows = worst_first(report);
    let mut table = "<table class=\"plain\"><thead><tr><th>Wire</th><th>Rust</th><th>What</th><th>Change</th>\
        <th>Why</th></tr></thead><tbody>"
        .to_owned();
    for row in rows.iter().take(PLAIN) {
        let cells = [
            row.wire.verdict.word().to_owned(),
            row.rust.verdict.word().to_owned(),
            short(named(row)),
            format!("{} {}", row.rule, change(row)),
            format!("{} {}", row.wire.why, row.rust.why),
        ];
        let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell.trim()))).collect();
        let _ = write!(table, "<tr>{cells}</tr>");
    }
    table += "</tbody></table>";
    let more = rows.len().saturating_sub(PLAIN);
    if more > 0 {
        let _ = write!(table, "<p>And {}: <code>b24 diff -v</code> lists all.</p>", counted(more, "more change"));
    }
    table
}
