//! Types of methods that became one shared type, and the reverse: what follows from that, and what does not.

use bitrix24_diff::render::{changelog, github, html, json, junit, markdown, sarif, singleline, text};
use bitrix24_diff::verdict::{Rust, Wire};
use bitrix24_diff::{Excerpts, GroupKind, Report, Row};
use serde_json::{Value, json};

use crate::schema::{Documents, diff, with};

/// Returns a schema in which each method describes a deal for itself.
fn apart() -> Documents {
    documents([
        ("catalogue.yaml", catalogue()),
        ("methods/shop/deal/get.yaml", get(&json!({ "fields": own(&["ID", "TITLE", "CLOSED", "STAGE", "PLACE"]) }))),
        ("methods/shop/deal/list.yaml", list(&json!({ "type": "object[]", "fields": items() }))),
        (
            "methods/shop/deal/add.yaml",
            add(
                &json!({ "fields": { "TITLE*": "string", "CLOSED": "date", "SUM": { "type": "double", "default": 0 } } }),
            ),
        ),
    ])
}

/// Returns the schema in which all have one type of a deal.
fn joint() -> Documents {
    documents([
        ("catalogue.yaml", catalogue()),
        ("methods/shop/deal/get.yaml", get(&json!("shop.Deal"))),
        ("methods/shop/deal/list.yaml", list(&json!("shop.Deal[]"))),
        (
            "methods/shop/deal/add.yaml",
            add(&json!({ "type": "shop.Deal", "takes": ["TITLE*", "CLOSED", "SUM"], "defaults": { "SUM": 0 } })),
        ),
        ("types/shop/deal.yaml", deal()),
    ])
}

fn documents<const N: usize>(documents: [(&str, Value); N]) -> Documents {
    documents.into_iter().map(|(path, document)| (path.to_owned(), document)).collect()
}

fn catalogue() -> Value {
    json!({ "format": 1, "docs": { "base": "https://example.com/", "date": "2026-01-31" } })
}

fn deal() -> Value {
    json!({ "type": "shop.Deal", "fields": own(&["ID", "TITLE", "CLOSED", "STAGE", "PLACE", "SUM", "OWNER"]) })
}

/// Returns fields of a deal, as its own page has them.
fn own(names: &[&str]) -> Value {
    let all = json!({
        "ID": "integer",
        "TITLE": "string",
        "CLOSED": "datetime",
        "STAGE": { "type": "string", "values": ["NEW", "WON"] },
        "PLACE": { "fields": { "CITY": "string", "STREET": "string" } },
        "SUM": "double",
        "OWNER": { "fields": { "NAME": "string" } },
    });
    names.iter().map(|name| ((*name).to_owned(), all[name].clone())).collect::<serde_json::Map<_, _>>().into()
}

/// Returns the fields of a listed deal: others, and some said less well.
fn items() -> Value {
    let mut fields = own(&["ID", "TITLE", "SUM", "OWNER"]);
    fields["STAGE"] = json!("string");
    fields["PLACE"] = json!({ "fields": { "CITY": "string" } });
    fields
}

fn get(result: &Value) -> Value {
    json!({ "method": "shop.deal.get", "docs": "deals/get", "params": { "id*": "integer" }, "result": result })
}

fn list(result: &Value) -> Value {
    json!({ "method": "shop.deal.list", "docs": "deals/list", "params": { "start": "integer" }, "result": result })
}

fn add(fields: &Value) -> Value {
    json!({ "method": "shop.deal.add", "docs": "deals/add", "params": { "fields*": fields }, "result": "integer" })
}

/// Returns the row of a rule and a subject.
fn row<'r>(report: &'r Report, rule: &str, subject: &str) -> &'r Row {
    let found = report.rows.iter().find(|row| row.rule == rule && row.subject.as_str() == subject);
    found.unwrap_or_else(|| panic!("no {rule} of {subject} in\n{}", singleline::singleline(report)))
}

fn formats(report: &Report) -> String {
    let fails = |row: &Row| row.rust.verdict == Rust::Major;
    let style = text::Style { color: false, all: false };
    let page = html::html(report, &Excerpts::default());
    let start = page.find("\"groups\":").expect("the page has groups");
    let end = start + page[start..].find("\"strings\"").expect("and then texts");
    let sections = [
        ("text", text::text(report, style)),
        ("text, all", text::text(report, text::Style { all: true, ..style })),
        ("singleline", singleline::singleline(report)),
        ("markdown", markdown::markdown(report)),
        ("github", github::github(report)),
        ("junit", junit::junit(report, &fails)),
        ("changelog", changelog::changelog(report)),
        ("html", page[start..end].to_owned()),
    ];
    sections.map(|(name, text)| format!("==== {name}\n{text}\n")).concat()
}

#[test]
fn what_methods_described_each_for_itself_is_one_entry() {
    let report = diff(&apart(), &joint());
    let [group] = report.groups.as_slice() else { panic!("{:#?}", report.groups) };
    assert_eq!((group.kind, group.title.as_str()), (GroupKind::Merge, "3 types merged into shop.Deal"));
    assert_eq!(group.rows.len(), report.rows.len(), "all follows from it\n{}", singleline::singleline(&report));
    insta::assert_snapshot!("merged", formats(&report));
    insta::assert_snapshot!("merged_json", json::json(&report));
    insta::assert_snapshot!("merged_sarif", sarif::sarif(&report).replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn a_split_is_one_entry_as_well() {
    let report = diff(&joint(), &apart());
    let [group] = report.groups.as_slice() else { panic!("{:#?}", report.groups) };
    assert_eq!((group.kind, group.title.as_str()), (GroupKind::Split, "shop.Deal split into 3 types"));
    assert_eq!(group.rows.len(), report.rows.len(), "{}", singleline::singleline(&report));
    insta::assert_snapshot!("split", formats(&report));
}

#[test]
fn a_method_that_takes_some_fields_of_the_type_has_the_marks_and_defaults_that_it_had() {
    let report = diff(&apart(), &joint());
    let of_add: Vec<(&str, &str)> = report
        .rows
        .iter()
        .filter(|row| row.subject.owner() == "shop.deal.add")
        .map(|row| (row.rule.as_str(), row.subject.as_str()))
        .collect();
    assert_eq!(
        of_add,
        [("in-type-moved", "shop.deal.add#in.fields"), ("in-type-changed", "shop.deal.add#in.fields.CLOSED")]
    );
    let mut fingerprints: Vec<&str> = report.rows.iter().map(|row| row.fingerprint.as_str()).collect();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), report.rows.len());
}

#[test]
fn what_no_method_said_before_is_a_row_of_its_own_beside_a_merge() {
    let deal = "types/shop/deal.yaml";
    let mut new = with(joint(), deal, "/fields/TITLE", json!("integer"));
    let fields = new.get_mut(deal).and_then(|deal| deal["fields"].as_object_mut()).expect("it has fields");
    fields.shift_remove("SUM");
    fields.insert("CITY".to_owned(), json!("string"));
    let mut takes = joint().remove("methods/shop/deal/add.yaml").expect("it is there");
    takes["params"]["fields*"] = json!({ "type": "shop.Deal", "takes": ["TITLE*", "CLOSED*", "OWNER"] });
    new.insert("methods/shop/deal/add.yaml".to_owned(), takes);
    let report = diff(&apart(), &new);
    let own = [
        // It is in no method any more.
        ("out-removed", "shop.deal.list#out.SUM"),
        ("in-removed", "shop.deal.add#in.fields.SUM"),
        // No method called it a number.
        ("out-type-changed", "shop.deal.get#out.TITLE"),
        ("out-type-changed", "shop.deal.list#out.TITLE"),
        ("in-type-changed", "shop.deal.add#in.fields.TITLE"),
        // No method had it.
        ("out-added", "shop.deal.get#out.CITY"),
        ("out-added", "shop.deal.list#out.CITY"),
        // The method takes it now, whatever a deal is, and asks for what it did not ask for.
        ("in-added", "shop.deal.add#in.fields.OWNER"),
        ("in-became-required", "shop.deal.add#in.fields.CLOSED"),
    ];
    for (rule, subject) in own {
        assert_eq!(row(&report, rule, subject).cluster, None, "{rule} {subject}");
    }
    let followed: Vec<&Row> = report.rows.iter().filter(|row| row.cluster.is_some()).collect();
    let of_merge: usize = report.groups.iter().flat_map(|group| &group.merges).map(|merge| merge.rows.len()).sum();
    assert_eq!(report.rows.len() - own.len(), followed.len(), "{}", singleline::singleline(&report));
    assert_eq!(followed.len(), of_merge);
    let text = text::text(&report, text::Style::default());
    assert!(text.contains("in-became-required"), "{text}");
    insta::assert_snapshot!("merged_with_others", text);
}

#[test]
fn the_worst_of_its_changes_is_the_verdict_of_a_merge_and_is_named() {
    let report = diff(&apart(), &joint());
    let group = &report.groups[0];
    assert_eq!((group.wire, group.rust), (Wire::Breaks, Rust::Major));
    let date = row(&report, "in-type-changed", "shop.deal.add#in.fields.CLOSED");
    assert_eq!((date.wire.verdict, date.cluster.as_deref()), (Wire::Breaks, Some("merge:shop.Deal")));
    let text = text::text(&report, text::Style::default());
    assert!(text.contains("in-type-changed at shop.deal.add#in.fields.CLOSED (date -> datetime)"), "{text}");
}

#[test]
fn fields_that_are_the_entries_of_a_map_now_are_not_gone() {
    let about = json!({ "fields": { "title": "string" } });
    let new = joint();
    let old =
        with(joint(), "methods/shop/deal/get.yaml", "/result", json!({ "fields": { "ID": about, "TITLE": about } }));
    let new = with(
        new,
        "methods/shop/deal/get.yaml",
        "/result",
        json!({ "type": "map<object>", "fields": { "title": "string" } }),
    );
    let report = diff(&old, &new);
    assert!(report.rows.iter().all(|row| row.rule != "out-removed"), "{}", singleline::singleline(&report));
}
