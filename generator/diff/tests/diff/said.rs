//! What was said on both sides, and what on one side only: the first may break clients, the second is learned.

use serde_json::{Value, json};

use bitrix24_diff::{Cause, Commit, GroupKind, Report, Row};

use crate::schema::{Documents, diff, documents, method};

/// Returns the changes between two descriptions of a method.
fn between(old: Value, new: Value) -> Report {
    diff(&documents(&[old]), &documents(&[new]))
}

/// Returns the changes between two lists of parameters.
fn params(old: Value, new: Value) -> Report {
    between(method(old), method(new))
}

fn described(report: &Report) -> Vec<String> {
    let one = |row: &Row| {
        let (wire, cause) = (row.wire.verdict.word(), row.cause.verdict.word());
        format!("{} {} {wire} {cause}", row.rule, row.subject.as_str().trim_start_matches("shop.send#"))
    };
    report.rows.iter().map(one).collect()
}

/// Returns the documents with the date of later pages: what changed is the pages' doing.
fn later(mut documents: Documents) -> Documents {
    documents.get_mut("catalogue.yaml").expect("it is there")["docs"]["date"] = json!("2026-02-28");
    documents
}

/// Returns the changes between two descriptions of pages of two dates.
fn dated(old: Value, new: Value) -> Report {
    diff(&documents(&[old]), &later(documents(&[new])))
}

#[test]
fn a_fact_that_was_not_said_is_learned_and_one_that_is_not_said_any_more_breaks_nobody() {
    let size = |body: Value| method(json!({ "id*": "integer", "size": body }));
    let plain = || size(json!("string"));
    for (name, said) in [
        ("values", json!({ "type": "string", "values": ["S", "L"] })),
        ("a default", json!({ "type": "string", "default": "S" })),
        ("a length", json!({ "type": "string", "max_length": 5 })),
        ("characters", json!({ "type": "string", "characters": "a-z" })),
        ("writable", json!({ "type": "string", "writable": "never" })),
        ("variants", json!({ "type": "string", "variants": ["gift"] })),
    ] {
        let report = dated(plain(), size(said.clone()));
        for row in &report.rows {
            let verdicts = (row.wire.verdict.word(), row.cause.verdict);
            assert_eq!(verdicts, ("none", Cause::Learned), "{name} said: {}", row.rule);
        }
        let report = dated(size(said), plain());
        for row in &report.rows {
            let verdicts = (row.wire.verdict.word(), row.cause.verdict);
            assert_eq!(verdicts, ("none", Cause::Correction), "{name} not said any more: {}", row.rule);
        }
    }
    let known =
        dated(method(json!({ "id?": "integer", "to*": "any" })), method(json!({ "id*": "integer", "to*": "date" })));
    assert_eq!(described(&known), ["in-became-required in.id none learned", "in-type-changed in.to none learned"]);
    let limit = |max: i64| size(json!({ "type": "integer", "max": max }));
    assert_eq!(described(&dated(limit(100), limit(50))), ["in-max-decreased in.size breaks vendor"]);
}

#[test]
fn a_draft_says_nothing_of_what_it_leaves_out() {
    let draft = |params: Value| json!({ "method": "shop.send", "docs": "shop/send", "params": params });
    let full = method(json!({ "id*": "integer", "to*": "date", "name": "string" }));
    let report = dated(draft(json!({ "id": "any", "to": "string" })), full.clone());
    assert!(report.rows.iter().all(|row| row.wire.verdict.word() == "none"), "{:#?}", described(&report));
    assert!(report.rows.iter().all(|row| row.cause.verdict == Cause::Learned), "{:#?}", described(&report));
    // A mark beside it shows that the page has marks: perhaps the server asks for more now.
    let report = dated(draft(json!({ "id*": "any" })), method(json!({ "id*": "any", "to*": "date" })));
    let added = report.rows.iter().find(|row| row.rule == "in-added").expect("it is new");
    assert_eq!(added.wire.verdict.word(), "risk");
    // A full description means what it says.
    let report = dated(method(json!({ "id*": "integer", "to": "date" })), full);
    assert_eq!(described(&report), ["in-added in.name none vendor", "in-became-required in.to breaks vendor"]);
    // The pages say for both that it is gone.
    let report = dated(method(json!({ "id*": "integer", "to": "date" })), method(json!({ "id*": "integer" })));
    assert_eq!(described(&report), ["in-removed in.to risk vendor"]);
}

#[test]
fn an_error_that_named_a_parameter_tells_that_it_was_asked_for() {
    let error = |code: &str, params: Value| {
        let mut method = method(params);
        method["errors"] = json!([{ "code": code, "message": "It is empty", "status": 400 }]);
        method
    };
    let (old, new) = (json!({ "TO*": "date" }), json!({ "TO*": "date", "FILE_ID*": "integer" }));
    let report = dated(error("FILE_ID_EMPTY", old.clone()), error("FILE_ID_EMPTY", new.clone()));
    assert_eq!(described(&report), ["in-added in.FILE_ID none learned"]);
    let report = dated(error("PROFILE_IDS", old.clone()), error("PROFILE_IDS", new));
    assert_eq!(described(&report), ["in-added in.FILE_ID breaks vendor"]);
}

#[test]
fn a_removed_method_is_only_not_described_any_more_if_its_page_is_there() {
    let one = method(json!({ "id*": "integer" }));
    let mut other = one.clone();
    other["method"] = json!("shop.weigh");
    other["docs"] = json!("shop/weigh");
    let report = diff(&documents(&[one.clone(), other.clone()]), &documents(std::slice::from_ref(&one)));
    assert_eq!(report.rows[0].wire.verdict.word(), "breaks");
    other["docs"] = json!("shop/send");
    let report = diff(&documents(&[one.clone(), other]), &documents(&[one]));
    assert_eq!(report.rows[0].wire.verdict.word(), "none", "{}", report.rows[0].wire.why);
}

#[test]
fn what_is_told_more_exactly_was_perhaps_so_before() {
    // An object with required fields was asked for, whether it was marked or not.
    let fields = || json!({ "fields": { "NAME*": "string" } });
    let report = dated(method(json!({ "fields": fields() })), method(json!({ "fields*": fields() })));
    assert_eq!(described(&report), ["in-became-required in.fields none learned"]);
    // A page with so many changes was written anew.
    let many = |ty: &str| -> serde_json::Map<String, Value> {
        (0..12).map(|at| (format!("FIELD_{at}"), json!(ty))).chain([("ID*".to_owned(), json!("integer"))]).collect()
    };
    let report = dated(method(many("string").into()), method(many("object").into()));
    assert!(report.rows.iter().all(|row| row.wire.verdict.word() == "risk"), "{:#?}", described(&report));
    assert!(report.rows.iter().all(|row| row.cause.verdict == Cause::Correction));
}

/// Returns a method with these errors, of code and message.
fn errors(list: &[(&str, &str)]) -> Value {
    let mut method = method(json!({ "id*": "integer" }));
    method["errors"] =
        list.iter().map(|(code, message)| json!({ "code": code, "message": message, "status": 400 })).collect();
    method
}

#[test]
fn messages_in_other_words_are_one_entry_that_breaks_nobody() {
    let old = errors(&[
        ("A", "Access denied!"),
        ("", "The 'ID' is wrong."),
        ("", "No such element"),
        ("0", "Wrong task"),
        ("B", "It failed"),
    ]);
    let new = errors(&[
        ("A", "access denied"),
        ("", "The \"ID\" is wrong"),
        ("", "Нет такого элемента"),
        ("0", "Неверная задача"),
        ("B", "Something else altogether"),
    ]);
    let report = dated(old, new);
    assert!(report.rows.iter().all(|row| row.rule == "error-message-changed"), "{:#?}", described(&report));
    assert!(report.rows.iter().all(|row| row.wire.verdict.word() == "none"), "{:#?}", described(&report));
    assert_eq!(report.groups.iter().map(|group| group.kind).collect::<Vec<_>>(), [GroupKind::Wording]);
    assert_eq!(report.entries().len(), 1);

    let mut old = errors(&[("A", "Access denied")]);
    old["errors"][0]["status"] = json!(401);
    let report = dated(old, errors(&[("A", "Access is denied")]));
    let rules: Vec<&str> = report.rows.iter().map(|row| row.rule.as_str()).collect();
    assert_eq!(rules, ["error-message-changed", "error-status-changed"]);
}

#[test]
fn each_change_of_a_method_keeps_its_own_consequence() {
    let old = json!({ "id*": "integer", "SIZE": { "type": "string", "values": ["S", "L"] } });
    let new = json!({ "id*": "integer", "SIZE": { "type": "string", "values": ["S"] }, "SPEED*": "integer" });
    let report = params(old, new);
    let items = |row: &Row| row.items.iter().map(|item| item.path.clone()).collect::<Vec<_>>();
    let told: Vec<_> = report.rows.iter().map(|row| (row.rule.as_str(), row.rust.verdict.word(), items(row))).collect();
    let of = |path: &str| vec![path.to_owned()];
    assert_eq!(
        told,
        [("in-value-removed", "major", of("shop::send::Size::L")), ("in-added", "major", of("shop::Send::new")),]
    );
}

#[test]
fn arguments_that_swap_their_meaning_need_a_major_version() {
    let old = method(json!({ "from*": "integer", "to*": "integer" }));
    let new = method(json!({ "to*": "integer", "from*": "integer" }));
    assert_eq!(between(old.clone(), new.clone()).bump.level.word(), "major");
    let positional = |mut method: Value, names: [&str; 2]| {
        method["positional"] = json!(names);
        method
    };
    let report = between(positional(old, ["from", "to"]), positional(new, ["to", "from"]));
    let row = &report.rows[0];
    let told = (row.rule.as_str(), row.wire.verdict.word(), row.rust.verdict.word(), report.rows.len());
    assert_eq!(told, ("method-positional-changed", "breaks", "major", 1));
}

#[test]
fn a_pager_that_is_inferred_otherwise_is_no_break() {
    let pager = |kind: &str| {
        let mut method = method(json!({ "start": "integer", "id": "integer" }));
        method["pager"] = json!({ "kind": kind });
        method
    };
    assert_eq!(described(&dated(pager("start"), pager("page"))), ["method-pager-changed shop.send none correction"]);
}

#[test]
fn a_commit_that_tells_of_an_import_names_the_importer() {
    let report = || between(method(json!({ "id*": "integer" })), method(json!({ "id*": "integer", "to": "date" })));
    let commit = |subject: &str, file: &str| Commit { subject: subject.to_owned(), files: vec![file.to_owned()] };
    let cause = |commits: &[Commit]| {
        let mut report = report();
        report.hint(commits, ["schema/", "schema/"]);
        report.rows[0].cause.verdict
    };
    let (import, hand) = ("Import tables of two columns", "Correct what an order takes");
    let file = "api/schema/methods/shop/send.yaml";
    assert_eq!(cause(&[]), Cause::Correction);
    assert_eq!(cause(&[commit(import, file)]), Cause::Importer);
    assert_eq!(cause(&[commit(import, "schema/methods/shop/other.yaml")]), Cause::Correction);
    assert_eq!(cause(&[commit(import, file), commit(hand, file)]), Cause::Correction);
}
