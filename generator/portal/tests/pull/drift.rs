//! Answers beside their description.

use bitrix24_portal::drift::{Finding, Kind, corrections, drift};
use serde_json::{Value, json};

use crate::fake::MARK;
use crate::model;

fn found(method: &str, answers: &[Value]) -> Vec<Finding> {
    let model = model();
    let method = model.methods.iter().find(|known| known.name.wire == method).expect("a method");
    answers.iter().flat_map(|answer| drift(&model, method, answer)).collect()
}

fn told(method: &str, answer: Value) -> Vec<String> {
    found(method, &[answer]).iter().map(|finding| format!("{}: {}", finding.path, finding.told())).collect()
}

/// Ids and numbers as texts, flags in any form, nothing as `false`, `""` and `[]`.
#[test]
fn the_habits_of_servers_are_no_differences() {
    let deal = json!({ "ID": "5", "TITLE": null, "OPENED": "1", "CLOSED": false, "OPPORTUNITY": "10.50", "COMPANY_ID": 7,
        "BEGINDATE": "2026-01-31T03:00:00+03:00", "CLOSEDATE": "", "STAGE_SEMANTIC_ID": "P", "UF_CRM_1": [], "CONTACT_ID": "0" });
    assert_eq!(told("crm.deal.get", deal), [""; 0]);
    assert_eq!(told("crm.item.list", json!({ "items": [] })), [""; 0]);
    assert_eq!(told("crm.deal.get", json!([])), [""; 0]);
}

#[test]
fn rows_that_differ_alike_are_one_difference() {
    let rows = json!({ "items": [
        { "id": 1, "title": { "ru": MARK }, "newOne": 5 },
        { "id": MARK, "title": { "ru": MARK }, "newOne": null },
        { "id": 2, "newOne": "2026-01-31T03:00:00+03:00", "ufCrm5_1": { "deep": MARK } },
    ], "12345": MARK, "someone@example.com": 1 });
    let told = told("crm.item.list", rows);
    assert_eq!(
        told,
        [
            "result.*: not in the description; integer | string",
            "result.items[].id: string instead of integer",
            "result.items[].newOne: not in the description; datetime | integer",
            "result.items[].title: object instead of string",
        ]
    );
    assert!(!told.concat().contains(MARK));
}

#[test]
fn what_is_always_there_and_is_not_is_told() {
    let told = told("crm.item.list", json!({ "list": [] }));
    assert_eq!(told[0], "result.items: missing, though the description says that it is always there");
    assert!(told[1].starts_with("result.list: not in the description; any[]"), "{told:?}");
}

/// The corrections are laid over the schema: they are valid, and then there is no difference.
#[test]
fn corrections_mend_the_schema() {
    let answer =
        json!({ "ID": { "a": 1 }, "OPENED": "maybe", "NEW_ONE": [1, 2], "STAGE_SEMANTIC_ID": "P", "TITLE": [MARK] });
    let before = found("crm.deal.get", std::slice::from_ref(&answer));
    assert_eq!(
        before.iter().map(|finding| finding.kind).collect::<Vec<_>>(),
        [Kind::Misfit, Kind::Unknown, Kind::Misfit, Kind::Misfit]
    );
    let text = corrections([("crm.deal.get", before.as_slice())]);
    assert!(!text.contains(MARK), "{text}");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let mut sources = bitrix24_schema::Sources::read(&folder).expect("the schema");
    sources.add("corrections/zz.yaml", text.as_bytes());
    let model = bitrix24_schema::resolve::resolve(&sources).map_err(|wrong| wrong.render("", false)).expect("a schema");
    let method = model.methods.iter().find(|known| known.name.wire == "crm.deal.get").expect("a method");
    assert_eq!(drift(&model, method, &answer), []);
}

#[test]
fn an_answer_that_is_deep_or_strange_ends() {
    let deep = (0..120)
        .fold(json!(MARK), |inner, index| if index % 2 == 0 { json!([inner]) } else { json!({ "items": inner }) });
    let model = model();
    for method in model.methods.iter().filter(|method| method.name.wire.starts_with("crm.")) {
        for answer in [&deep, &json!(1), &json!("a"), &json!([[[1]]]), &json!({ "": { "": [] } }), &json!(true)] {
            let told: String =
                drift(&model, method, answer).iter().map(|finding| finding.path.clone() + &finding.told()).collect();
            assert!(!told.contains(MARK));
        }
    }
}
