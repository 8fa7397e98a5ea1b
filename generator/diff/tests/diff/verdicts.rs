//! The verdicts on each kind of change: the whole table.

use bitrix24_diff::{Cause, Location};
use std::fmt::Write;

use serde_json::{Value, json};

use crate::schema::{Documents, diff, whole, with, without};

/// An edit of a value of the schema.
enum Do {
    Set(Value),
    Remove,
    /// Renames the key.
    Rename(&'static str),
}

const ADD: &str = "methods/parcel/add.yaml";
const LIST: &str = "methods/parcel/list.yaml";
const SENT: &str = "events/onparcelsent.yaml";
const BOX: &str = "types/parcel/box.yaml";
const COLOR: &str = "types/parcel/color.yaml";

/// Returns the changes: a name, the file, the pointer, the edit.
fn cases() -> Vec<(&'static str, &'static str, &'static str, Do)> {
    use Do::{Remove, Rename, Set};
    vec![
        ("P1 optional parameter added", ADD, "/params/express", Set(json!("boolean"))),
        ("P2 required parameter added", ADD, "/params/express*", Set(json!("boolean"))),
        ("P2 parameter added, required or not", ADD, "/params/express?", Set(json!("boolean"))),
        ("P3 parameter became required", ADD, "/params/size", Rename("size*")),
        ("P3 unknown became required", ADD, "/params/note?", Rename("note*")),
        ("P4 parameter became optional", ADD, "/params/userId*", Rename("userId")),
        ("P5 parameter removed", ADD, "/params/size", Remove),
        ("P6 parameter renamed", ADD, "/params/userId*", Rename("userIds*")),
        ("P7 case of a parameter", ADD, "/params/userId*", Rename("USER_ID*")),
        ("P8 type of a parameter", ADD, "/params/box/fields/weight*", Set(json!("boolean"))),
        ("P9 wider type of a parameter", ADD, "/params/userId*", Set(json!("user | user[]"))),
        ("P10 what a number identifies", ADD, "/params/userId*", Set(json!("parcel"))),
        ("P11 parameter may be null", ADD, "/params/userId*", Set(json!("user?"))),
        ("P12 value of a parameter added", ADD, "/params/size/values", Set(json!(["S", "L", "XL"]))),
        ("P13 value of a parameter removed", ADD, "/params/size/values", Set(json!(["S"]))),
        (
            "P14 values of a parameter listed",
            ADD,
            "/params/note?",
            Set(json!({ "type": "string", "values": ["a", "b"] })),
        ),
        ("P15 limit set", ADD, "/params/box/fields/weight*", Set(json!({ "type": "double", "max": 10 }))),
        ("P15 limit tightened", LIST, "/params/start/max", Set(json!(50))),
        ("P15 limit loosened", LIST, "/params/start/max", Set(json!(500))),
        ("P15 limit dropped", LIST, "/params/start/max", Remove),
        ("P16 default changed", LIST, "/params/start/default", Set(json!(1))),
        ("P17 parameter deprecated", ADD, "/params/box/deprecated", Set(json!(true))),
        ("P17 parameter no more deprecated", ADD, "/params/size/deprecated", Remove),
        ("P19 positional order", LIST, "/positional", Set(json!(["start", "filter"]))),
        ("operator of a filter removed", LIST, "/params/filter/operators", Set(json!([">="]))),
        ("O1 field of a result added", LIST, "/result/fields/next", Set(json!("integer"))),
        ("O3 field of a result removed", LIST, "/result/fields/total", Remove),
        ("O4 field of a result renamed", LIST, "/result/fields/total", Rename("totals")),
        ("O5 type of a result's field", LIST, "/result/fields/total", Set(json!("string"))),
        ("O6 field of a shared type may be null", BOX, "/fields/color", Set(json!("parcel.Color?"))),
        ("O7 value of a shared type added", COLOR, "/values", Set(json!(["red", "blue", "green"]))),
        ("O8 value of a shared type removed", COLOR, "/values", Set(json!(["red"]))),
        ("O10 shape of a result", ADD, "/result", Set(json!("boolean"))),
        ("O11 pager lost", LIST, "/pager", Remove),
        ("O11 pager changed", LIST, "/pager/kind", Set(json!("offset"))),
        ("E1 error added", ADD, "/errors/2", Set(json!({ "code": "TOO_HEAVY" }))),
        ("E2 error removed", ADD, "/errors/0", Remove),
        ("E3 status of an error", ADD, "/errors/0/status", Set(json!(403))),
        ("E4 message of an error", "errors.yaml", "/v2/0/message", Set(json!("Too many calls"))),
        ("E4 message of an error without a code", ADD, "/errors/2/message", Set(json!("Too heavy by far"))),
        ("M4 method deprecated", LIST, "/deprecated", Set(json!(true))),
        ("M5 scope added", ADD, "/scope", Set(json!(["mail", "post"]))),
        ("M5 scope changed", ADD, "/scope", Set(json!("post"))),
        ("M8 batch refuses the method", LIST, "/batch", Set(json!(false))),
        ("M9 read became write", LIST, "/kind", Set(json!("write"))),
        ("V1 field of an event's data added", SENT, "/data/fields/BY", Set(json!("user"))),
        ("V2 field of an event's data removed", SENT, "/data/fields/FIELDS*/fields/box", Remove),
        ("V3 type in an event's data", SENT, "/data/fields/FIELDS*/fields/ID*", Set(json!("string"))),
        ("V4 event deprecated", SENT, "/deprecated", Set(json!("ONPARCELGONE"))),
        ("V5 other users may subscribe", SENT, "/caller", Set(json!("any"))),
        ("X1 a fact became known", ADD, "/batch", Set(json!(true))),
        ("X1 words only", ADD, "/params/box/doc", Set(json!("Whatever it is in."))),
    ]
}

fn changed(path: &str, pointer: &str, how: &Do) -> Documents {
    let documents = whole();
    let document = documents[path].clone();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a parent");
    let own = document.pointer(parent).expect("the parent is there").clone();
    let value = match (how, own) {
        (Do::Set(value), Value::Object(mut map)) => {
            map.insert(key.to_owned(), value.clone());
            Value::Object(map)
        }
        (Do::Set(value), Value::Array(mut items)) => {
            items[key.parse::<usize>().expect("a number")] = value.clone();
            Value::Array(items)
        }
        (Do::Rename(name), Value::Object(map)) => {
            let renamed =
                map.into_iter().map(|(known, value)| (if known == key { (*name).to_owned() } else { known }, value));
            Value::Object(renamed.collect())
        }
        (_, own) => match without(document.clone(), pointer) {
            Some(document) => return with(documents, path, "", document),
            // A missing value is set, such as a limit.
            None => own,
        },
    };
    with(documents, path, parent, value)
}

#[test]
fn the_table_of_verdicts() {
    let base = whole();
    let mut table = String::new();
    for (name, path, pointer, how) in cases() {
        let report = diff(&base, &changed(path, pointer, &how));
        let _ = writeln!(table, "{name}");
        if report.rows.is_empty() {
            let _ = writeln!(table, "    no row");
        }
        for row in &report.rows {
            let (before, after) = (row.before.as_deref().unwrap_or("-"), row.after.as_deref().unwrap_or("-"));
            let _ = writeln!(table, "    {} {}: {before} -> {after}", row.rule, row.subject);
            let _ = writeln!(table, "        wire {}: {}", row.wire.verdict.word(), row.wire.why);
            let _ = writeln!(table, "        rust {}: {}", row.rust.verdict.word(), row.rust.why);
            let in_methods =
                if row.occurrences.is_empty() { String::new() } else { format!(", in {}", row.occurrences.join(" ")) };
            let _ = writeln!(table, "        {:?}, bump {}{in_methods}", row.cause.verdict, report.bump.level.word());
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn methods_come_go_and_get_other_names() {
    let base = whole();
    let mut less = base.clone();
    less.remove(ADD);
    let report = diff(&base, &less);
    let rows: Vec<_> = report.rows.iter().map(|row| (row.rule.as_str(), row.subject.as_str())).collect();
    // A type that is no longer used is not in the crate.
    let unused = ["type:parcel.Size", "type:parcel.Tape"].map(|ty| ("in-type-item-changed", ty));
    assert_eq!(rows, [vec![("method-removed", "parcel.add")], unused.to_vec()].concat());

    let mut add = less.remove(LIST).expect("it is there");
    add["method"] = json!("parcel.LIST");
    less.insert("methods/parcel/list.yaml".to_owned(), add);
    less.insert(ADD.to_owned(), base[ADD].clone());
    let report = diff(&base, &less);
    let rules: Vec<&str> = report.rows.iter().map(|row| row.rule.as_str()).collect();
    assert_eq!(rules, ["method-renamed"], "{:#?}", report.rows);
    assert_eq!(report.rows[0].score, Some(1.0));
}

#[test]
fn events_come_go_and_are_first_described() {
    let base = whole();
    let mut none = base.clone();
    none.remove(SENT);
    let mut more = base.clone();
    more.insert("events/onparcellost.yaml".to_owned(), json!({ "event": "ONPARCELLOST", "docs": "parcels/lost" }));
    let verdict = |old: &Documents, new: &Documents| {
        let report = diff(old, new);
        let row = report.rows.iter().find(|row| row.subject.as_str().starts_with("event:")).expect("a row");
        (row.rule.clone(), row.wire.verdict.word(), row.cause.verdict == Cause::Learned)
    };
    assert_eq!(verdict(&base, &more), ("event-added".to_owned(), "none", false));
    assert_eq!(verdict(&more, &base), ("event-removed".to_owned(), "breaks", false));
    // A schema without events says nothing of them.
    assert_eq!(verdict(&none, &base), ("event-added".to_owned(), "none", true));
    assert_eq!(verdict(&base, &none), ("event-removed".to_owned(), "none", false));
}

#[test]
fn one_change_of_a_shared_type_is_one_row() {
    let mut base = whole();
    for name in ["one", "two", "three", "four"] {
        let method = json!({ "method": format!("parcel.{name}"), "scope": "mail", "result": "parcel.Box" });
        base.insert(format!("methods/parcel/{name}.yaml"), method);
    }
    let report = diff(&base, &with(base.clone(), BOX, "/fields/weight", json!("string?")));
    let [row] = report.rows.as_slice() else { panic!("one row, not {:#?}", report.rows) };
    assert_eq!(row.subject.as_str(), "type:parcel.Box#weight");
    assert_eq!(row.occurrences, ["parcel.four", "parcel.list", "parcel.one", "parcel.three", "parcel.two"]);
}

#[test]
fn the_same_change_of_many_methods_is_one_group() {
    let mut base = whole();
    for name in ["one", "two", "three"] {
        let method = json!({ "method": format!("parcel.{name}"), "scope": "mail", "params": { "id*": "parcel" } });
        base.insert(format!("methods/parcel/{name}.yaml"), method);
    }
    let mut after = base.clone();
    for name in ["one", "two", "three"] {
        after = with(
            after,
            &format!("methods/parcel/{name}.yaml"),
            "/params",
            json!({ "id*": "parcel", "order": "string" }),
        );
    }
    let report = diff(&base, &after);
    assert_eq!((report.rows.len(), report.groups.len(), report.entries().len()), (3, 1, 1));
}

#[test]
fn a_type_that_moved_into_a_shared_one_is_no_change_on_the_wire() {
    let base = whole();
    let fields = json!({ "fields": { "id": "parcel", "weight": "double?", "color": "parcel.Color" } });
    let inline =
        with(base.clone(), LIST, "/result/fields/parcels", json!({ "type": "object[]", "fields": fields["fields"] }));
    let report = diff(&inline, &base);
    let rules: Vec<&str> = report.rows.iter().map(|row| row.rule.as_str()).collect();
    assert!(rules.contains(&"out-type-moved"), "{:#?}", report.rows);
    assert!(report.rows.iter().all(|row| row.wire.verdict == bitrix24_diff::verdict::Wire::None), "{:#?}", report.rows);
}

#[test]
fn a_name_that_begins_as_another_one_is_another_one() {
    let mut base = whole();
    base.insert(
        "types/parcel/box_seal.yaml".to_owned(),
        json!({ "type": "parcel.BoxSeal", "fields": { "no": "integer" } }),
    );
    let fields = |ty: &str| json!({ "parcels": "parcel.Box[]", "either": ty });
    let old = with(base.clone(), LIST, "/result/fields", fields("parcel.BoxSeal | parcel.Box[]"));
    let new = with(base, LIST, "/result/fields", fields("parcel.BoxSeal | parcel.Box[] | parcel.Color"));
    let report = diff(&old, &new);
    let row = report.rows.iter().find(|row| row.subject.as_str() == "parcel.list#out.either").expect("a row");
    // An object, a list of objects, and a new text.
    assert_eq!((row.rule.as_str(), row.wire.verdict.word()), ("out-type-changed", "risk"), "{:#?}", report.rows);
}

#[test]
fn values_of_a_name_with_signs_are_one_change() {
    let base = whole();
    let param = |param: Value| with(base.clone(), ADD, "/params", json!({ ">=size": param }));
    let report = diff(&param(json!("string")), &param(json!({ "type": "string", "values": ["S", "L"] })));
    let rules: Vec<&str> = report.rows.iter().map(|row| row.rule.as_str()).collect();
    assert_eq!(rules, ["in-became-enum"], "{:#?}", report.rows);
}

#[test]
fn two_errors_without_a_code_are_not_one_error_with_another_message() {
    let base = whole();
    let with_message = |message: &str| with(base.clone(), ADD, "/errors", json!([{ "code": "", "message": message }]));
    let rules = |new: &str| -> Vec<String> {
        let report = diff(&with_message("Too heavy for us"), &with_message(new));
        let mut rules: Vec<String> = report.rows.into_iter().map(|row| row.rule).collect();
        rules.sort();
        rules
    };
    assert_eq!(rules("Too heavy for us."), ["error-message-changed"]);
    assert_eq!(rules("There is no such user"), ["error-added", "error-removed"]);
}

#[test]
fn a_change_of_the_crate_is_known_by_its_items() {
    let base = whole();
    let row = |module: &str| {
        let mut more = base.clone();
        let method = json!({ "method": format!("{module}.get"), "scope": "mail", "result": "boolean" });
        more.insert(format!("methods/{module}/get.yaml"), method);
        let report = diff(&more, &base);
        report.rows.into_iter().find(|row| row.rule == "schema-item-changed").expect("the crate has a feature less")
    };
    let (letter, stamp) = (row("letter"), row("stamp"));
    assert_eq!((letter.before.as_deref(), letter.after.as_deref()), (Some("letter"), None));
    assert_ne!(letter.fingerprint, stamp.fingerprint, "a waiver of one is none of the other");
}

#[test]
fn a_renamed_method_has_its_new_page_and_a_command_that_a_shell_takes() {
    let base = whole();
    let mut renamed = with(base.clone(), LIST, "/method", json!("parcel.LIST"));
    renamed = with(renamed, LIST, "/docs", json!("parcels/all"));
    let report = diff(&base, &renamed);
    let row = report.rows.iter().find(|row| row.rule == "method-renamed").expect("a row");
    assert_eq!(row.page.as_deref(), Some("parcels/all"));

    let old = with(base.clone(), ADD, "/params", json!({ "it's a": "string" }));
    let report = diff(&old, &with(base, ADD, "/params", json!({ "its a": "string" })));
    let row = report.rows.iter().find(|row| row.rule == "in-renamed").expect("a row");
    assert_eq!(row.advice.as_deref(), Some(r"b24 diff accept rename 'parcel.add#in.it'\''s a' 'parcel.add#in.its a'"));
}

#[test]
fn one_of_many_that_went_is_still_found_under_its_other_name() {
    let mut base = whole();
    let (mut old, mut new) = (serde_json::Map::new(), serde_json::Map::new());
    for at in 0..300 {
        old.insert(format!("{at}alpha{at}"), json!("string"));
        new.insert(format!("{at}omega{at}"), json!("string"));
    }
    old.insert("responsibleUser".to_owned(), json!("string"));
    new.insert("responsibleUsers".to_owned(), json!("boolean"));
    new.insert("RESPONSIBLE_USER".to_owned(), json!("string"));
    base = with(base, ADD, "/params", Value::Object(old));
    let report = diff(&base, &with(base.clone(), ADD, "/params", Value::Object(new)));
    let row = report.rows.iter().find(|row| row.before.as_deref() == Some("responsibleUser")).expect("a row");
    assert_eq!((row.rule.as_str(), row.after.as_deref()), ("in-renamed", Some("RESPONSIBLE_USER")));
}

#[test]
fn the_order_of_what_is_a_set_is_no_change() {
    let base = whole();
    let report = diff(&base, &with(base.clone(), LIST, "/scope", json!(["post", "mail"])));
    assert!(report.rows.is_empty(), "{:#?}", report.rows);
    let report = diff(&base, &with(base.clone(), LIST, "/params/filter/operators", json!(["<=", ">="])));
    assert!(report.rows.is_empty(), "{:#?}", report.rows);
}

#[test]
fn values_that_are_taken_as_before_break_nothing() {
    let base = whole();
    let wire = |old: &str, new: &str| {
        let of = |ty: &str| with(base.clone(), ADD, "/params", json!({ "weight": ty }));
        let report = diff(&of(old), &of(new));
        report.rows.iter().map(|row| row.wire.verdict.word()).max().unwrap_or("no row")
    };
    assert_eq!(wire("any?", "any"), "none");
    assert_eq!(wire("integer", "double | string"), "none");
    assert_eq!(wire("integer | string", "double | string"), "none");
    assert_eq!(wire("double | string", "integer | string"), "risk");
    assert_eq!(wire("string?", "string"), "breaks");
}

#[test]
fn what_changed_in_a_renamed_type_is_one_row_of_the_type() {
    let fields = |weight: &str| json!({ "id": "parcel", "weight": weight, "colour": "string", "height": "double" });
    let schema = |name: &str, weight: &str| {
        let mut documents = whole();
        documents.insert(
            format!("types/parcel/{}.yaml", name.to_lowercase()),
            json!({ "type": format!("parcel.{name}"), "fields": fields(weight) }),
        );
        for method in ["one", "two", "three"] {
            let method =
                json!({ "method": format!("parcel.{method}"), "scope": "mail", "result": format!("parcel.{name}[]") });
            documents
                .insert(format!("methods/{}.yaml", method["method"].as_str().unwrap_or("").replace('.', "/")), method);
        }
        documents
    };
    let report = diff(&schema("Package", "double"), &schema("Packages", "string"));
    let rows: Vec<_> = report.rows.iter().map(|row| (row.rule.as_str(), row.subject.as_str())).collect();
    let of_facts: Vec<_> = rows.iter().filter(|(rule, _)| *rule == "out-type-changed").collect();
    assert_eq!(of_facts, [&("out-type-changed", "type:parcel.Packages#weight")], "{rows:#?}");
    let renamed = report.rows.iter().find(|row| row.rule == "out-type-renamed").expect("a row");
    assert_eq!(renamed.wire.verdict.word(), "none", "the server knows no names of types");
}

#[test]
fn what_changed_behind_the_name_of_a_type_has_its_places() {
    let base = whole();
    let inline =
        json!({ "type": "object[]", "fields": { "id": "parcel", "weight": "string", "color": "parcel.Color" } });
    let report = diff(&with(base.clone(), LIST, "/result/fields/parcels", inline), &base);
    let row = report.rows.iter().find(|row| row.subject.as_str() == "parcel.list#out.parcels.weight").expect("a row");
    let file = |at: &Option<Location>| at.as_ref().map(|at| at.file.clone());
    assert_eq!(file(&row.old).as_deref(), Some("schema/methods/parcel/list.yaml"));
    assert_eq!(file(&row.new).as_deref(), Some("schema/types/parcel/box.yaml"));
}

/// Returns the rules and subjects of the changes of a list.
fn rules_of(pointer: &str, old: Value, new: Value) -> Vec<String> {
    let base = whole();
    let with = |value: Value| with(base.clone(), LIST, pointer, value);
    let report = diff(&with(old), &with(new));
    report.rows.iter().map(|row| format!("{} {}", row.rule, row.subject)).collect()
}

#[test]
fn several_messages_that_were_put_right_are_changes_of_messages() {
    let errors = |messages: &[&str]| {
        Value::Array(messages.iter().map(|message| json!({ "code": "", "message": message })).collect())
    };
    let rules = |old: &[&str], new: &[&str]| {
        let base = whole();
        let report = diff(&with(base.clone(), ADD, "/errors", errors(old)), &with(base, ADD, "/errors", errors(new)));
        report.rows.into_iter().map(|row| row.rule).collect::<Vec<_>>()
    };
    let old = ["The box must be array", "The seal must be array"];
    let new = ["The seal must be array.", "The box must be array.", "The parcel is gone"];
    assert_eq!(rules(&old, &new), ["error-message-changed", "error-added", "error-message-changed"]);
}

#[test]
fn an_error_with_another_code_and_the_same_message_is_one_error() {
    let base = whole();
    let error = |code: &str, message: &str| {
        with(base.clone(), ADD, "/errors", json!([{ "code": code, "message": message, "status": 400 }]))
    };
    let report = diff(&error("GONE", "It is `gone`"), &error("NOT_FOUND", "It is gone"));
    let rows: Vec<_> = report.rows.iter().map(|row| (row.rule.as_str(), row.wire.verdict.word())).collect();
    assert_eq!(rows, [("error-renamed", "silent")], "{:#?}", report.rows);
    let report = diff(&error("GONE", "It is gone"), &error("NOT_FOUND", "It was never here"));
    assert_eq!(report.rows.len(), 2, "{:#?}", report.rows);
}

#[test]
fn what_only_an_example_has_any_more_is_one_row() {
    let base = whole();
    let fields = |field: Value| with(base.clone(), LIST, "/result/fields/total", field);
    let documented = fields(json!({ "type": "object", "fields": { "all": "integer", "open": "integer" } }));
    let seen = json!({ "type": "integer", "observed": true });
    let seen = json!({ "type": "object", "observed": true, "fields": { "all": seen.clone(), "open": seen } });
    let report = diff(&fields(seen), &documented);
    let rows: Vec<_> = report.rows.iter().map(|row| (row.rule.as_str(), row.subject.as_str())).collect();
    assert_eq!(rows, [("out-documented", "parcel.list#out.total")]);

    let size = |key: &str, size: Value| {
        with(with(base.clone(), ADD, "/params", json!({})), ADD, "/params", json!({ key: size }))
    };
    let seen = size("size?", json!({ "type": "string", "observed": true }));
    let report = diff(&size("size", json!({ "type": "string" })), &seen);
    let rows: Vec<_> = report.rows.iter().map(|row| (row.rule.as_str(), row.wire.verdict.word())).collect();
    assert_eq!(rows, [("in-undocumented", "none")], "{:#?}", report.rows);
    // A parameter in an example was accepted before.
    let report = diff(&with(base.clone(), ADD, "/params", json!({})), &seen);
    assert_eq!(report.rows[0].wire.verdict.word(), "none", "{:#?}", report.rows);
}

#[test]
fn values_of_a_type_that_is_shared_now_are_one_change() {
    let base = whole();
    let mut shared = base.clone();
    shared.insert(
        "types/parcel/field.yaml".to_owned(),
        json!({ "type": "parcel.Field", "fields": { "kind": { "type": "string", "values": ["a", "b", "c"] } } }),
    );
    let old = json!({ "type": "map<object>", "observed": true, "fields": { "kind": { "type": "string", "observed": true } } });
    let old = with(shared.clone(), LIST, "/result/fields/total", old);
    let new = with(shared, LIST, "/result/fields/total", json!("map<parcel.Field>"));
    let report = diff(&old, &new);
    let own = report.rows.iter().filter(|row| row.subject.owner() == "parcel.list");
    let mut rules: Vec<&str> = own.map(|row| row.rule.as_str()).collect();
    rules.sort_unstable();
    assert_eq!(rules, ["out-became-enum", "out-documented", "out-type-moved"], "{:#?}", report.rows);
}

#[test]
fn a_word_more_in_the_only_name_that_came_is_another_name() {
    let field = |name: &str| json!({ "parcels": "parcel.Box[]", name: "integer" });
    let rows = rules_of("/result/fields", field("GLOBAL_VERSION_NUMBER"), field("VERSION_NUMBER"));
    assert_eq!(rows, ["out-renamed parcel.list#out.GLOBAL_VERSION_NUMBER"]);
    assert_eq!(rules_of("/result/fields", field("ID"), field("PARENT_ID")).len(), 2);
}

#[test]
fn the_same_change_of_many_methods_as_a_whole_is_one_group() {
    let base = whole();
    let (mut old, mut new) = (base.clone(), base.clone());
    for name in ["open", "close", "seal"] {
        let mut method = base[ADD].clone();
        method["method"] = json!(format!("parcel.{name}"));
        old.insert(format!("methods/parcel/{name}.yaml"), method.clone());
        method["scope"] = json!("post");
        new.insert(format!("methods/parcel/{name}.yaml"), method);
    }
    let report = diff(&old, &new);
    let titles: Vec<&str> = report.groups.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, ["method-scope-changed mail -> post"]);
}
