//! Other names, and other places, of the same parts.

use serde_json::{Value, json};

use bitrix24_diff::{GroupKind, Report};

use crate::schema::{diff, documents, method};

fn params(old: Value, new: Value) -> Report {
    diff(&documents(&[method(old)]), &documents(&[method(new)]))
}

fn changes(report: &Report) -> Vec<(String, String, String)> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    report.rows.iter().map(|row| (row.rule.clone(), text(&row.before), text(&row.after))).collect()
}

fn change(rule: &str, before: &str, after: &str) -> (String, String, String) {
    (rule.to_owned(), before.to_owned(), after.to_owned())
}

#[test]
fn a_name_that_an_example_had_before_is_the_new_name() {
    let with = |fields: Value| {
        let mut method = method(json!({ "id*": "integer" }));
        method["result"] = json!({ "fields": fields });
        method
    };
    let old = with(json!({ "responsible": "integer", "responsibleId": { "type": "integer", "observed": true } }));
    let report = diff(&documents(&[old]), &documents(&[with(json!({ "responsibleId": "integer" }))]));
    assert_eq!(changes(&report), [change("out-renamed", "responsible", "responsibleId")]);
}

#[test]
fn objects_are_known_by_their_fields() {
    let object = json!({ "fields": { "X": "string", "Y": "integer", "Z": "date", "W": "double" } });
    let report = params(json!({ "id*": "integer", "order": object }), json!({ "id*": "integer", "basket": object }));
    assert_eq!(changes(&report), [change("in-renamed", "order", "basket")]);
    let report = params(
        json!({ "id*": "integer", "USER_NAME": "string", "USER_CODE": "string" }),
        json!({ "id*": "integer", "userName": "string", "userCode": "string" }),
    );
    let renamed = [change("in-renamed", "USER_CODE", "userCode"), change("in-renamed", "USER_NAME", "userName")];
    assert_eq!(changes(&report), renamed);
}

#[test]
fn a_field_that_moved_into_an_object_is_not_gone() {
    let flat = json!({ "id*": "integer", "TITLE": "string", "CODE": "string" });
    let nested = json!({ "id*": "integer", "fields": { "fields": { "TITLE": "string", "CODE": "string" } } });
    let report = params(flat.clone(), nested.clone());
    let moved =
        [change("in-place-changed", "CODE", "fields.CODE"), change("in-place-changed", "TITLE", "fields.TITLE")];
    assert_eq!(changes(&report)[..2], moved);
    assert_eq!(report.rows[0].wire.verdict.word(), "risk");
    let report = params(nested, flat);
    let moved =
        [change("in-place-changed", "fields.CODE", "CODE"), change("in-place-changed", "fields.TITLE", "TITLE")];
    let found = changes(&report);
    assert!(moved.iter().all(|one| found.contains(one)), "{found:#?}");
    // Another type is another field.
    let report = params(
        json!({ "id*": "integer", "TITLE": "string" }),
        json!({ "id*": "integer", "fields": { "fields": { "TITLE": "date" } } }),
    );
    assert!(report.rows.iter().all(|row| row.rule != "in-place-changed"), "{:#?}", changes(&report));
}

#[test]
fn a_folder_of_renamed_methods_is_one_entry() {
    let folder = |name: &str| -> Vec<Value> {
        let of = |last: &str| {
            let mut method = method(json!({ "id*": "integer", "TITLE": "string", "CODE": "string" }));
            method["method"] = json!(format!("{name}.{last}"));
            method["docs"] = json!(format!("shop/{last}"));
            method
        };
        ["add", "get", "list", "delete"].map(of).to_vec()
    };
    let report = diff(&documents(&folder("shop.order")), &documents(&folder("shop.purchase")));
    let groups: Vec<_> =
        report.groups.iter().map(|group| (group.kind, group.title.as_str(), group.rows.len())).collect();
    assert_eq!(groups, [(GroupKind::Renames, "method-renamed shop.order.* -> shop.purchase.*", 4)]);
}
