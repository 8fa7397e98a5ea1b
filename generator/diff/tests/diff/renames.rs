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
fn parts_that_took_each_others_names_are_renamed() {
    let person = json!({ "fields": { "NAME": "string", "PHONE": "string", "EMAIL": "string", "BIRTHDATE": "date" } });
    let place = json!({ "fields": { "CITY": "string", "STREET": "string", "HOUSE": "integer", "ZIP": "string" } });
    let old = json!({ "id*": "integer", "to": person, "from": place });
    let report = params(old.clone(), json!({ "id*": "integer", "to": place, "from": person }));
    assert_eq!(changes(&report), [change("in-renamed", "from", "to"), change("in-renamed", "to", "from")]);
    for row in &report.rows {
        assert_eq!((row.wire.verdict.word(), row.rust.verdict.word(), &row.advice), ("breaks", "major", &None));
    }

    // One name is new, and one is gone.
    let chain = params(old.clone(), json!({ "id*": "integer", "from": person, "start": place }));
    assert_eq!(changes(&chain), [change("in-renamed", "from", "start"), change("in-renamed", "to", "from")]);
    let verdicts: Vec<_> = chain.rows.iter().map(|row| row.wire.verdict.word()).collect();
    assert_eq!(verdicts, ["breaks", "risk"], "what is sent as `from` is another thing now, and nothing is `to`");

    // A change inside is told of the new name, with the place where it was.
    let tall = json!({ "fields": { "CITY": "string", "STREET": "string", "HOUSE": "integer", "ZIP": "string", "FLOOR": "integer" } });
    let mut other = person.clone();
    other["fields"]["NAME"] = json!("integer");
    let report = params(old, json!({ "id*": "integer", "to": tall, "from": other }));
    let told: Vec<_> = report.rows.iter().map(|row| (row.rule.as_str(), row.subject.to_string())).collect();
    let of = |rule, part: &str| (rule, format!("shop.send#in.{part}"));
    let names = [
        of("in-renamed", "from"),
        of("in-type-changed", "from.NAME"),
        of("in-renamed", "to"),
        of("in-added", "to.FLOOR"),
    ];
    assert_eq!(told, names, "{:#?}", changes(&report));
}

#[test]
fn parts_of_shared_types_that_took_each_others_names_are_renamed() {
    let with = |fields: Value| {
        let mut method = method(json!({ "id*": "integer" }));
        method["result"] = json!({ "fields": fields });
        let mut documents = documents(&[method]);
        for (file, name, field) in [("box", "Box", "weight"), ("tape", "Tape", "width")] {
            let ty = json!({ "type": format!("shop.{name}"), "fields": { field: "double" } });
            documents.insert(format!("types/shop/{file}.yaml"), ty);
        }
        documents
    };
    let report = diff(
        &with(json!({ "first": "shop.Box", "second": "shop.Tape" })),
        &with(json!({ "first": "shop.Tape", "second": "shop.Box" })),
    );
    let renamed = [change("out-renamed", "first", "second"), change("out-renamed", "second", "first")];
    assert_eq!(changes(&report), renamed);
    // A part that is of another type now is not another part, if nothing else tells so.
    let report = diff(
        &with(json!({ "first": "shop.Box", "second": "shop.Box" })),
        &with(json!({ "first": "shop.Tape", "second": "shop.Box" })),
    );
    assert!(changes(&report).iter().all(|(rule, ..)| rule != "out-renamed"), "{:#?}", changes(&report));
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
