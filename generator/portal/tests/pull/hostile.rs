//! Answers that are made to end the program, or to write files that mean something else.

use bitrix24_portal::Part;
use serde_json::{Value, json};

use crate::fake::{Fake, Files};
use crate::model;

/// Every answer is something else than what was asked for.
#[test]
fn answers_of_other_types_are_read_as_nothing() {
    let deep = (0..200).fold(json!(1), |inner, _| json!({ "fields": inner, "items": [] }));
    let odd = [
        json!(null),
        json!(false),
        json!("text"),
        json!(-1),
        json!([[[]]]),
        json!([1, "a", null, { "ID": [] }]),
        deep,
        json!({ "fields": { "": {}, "a": null, "UF_X": [], "ufCrm1": { "type": {}, "items": 5, "title": [1] } } }),
        json!({ "fields": { "a\nb: c": { "type": "string", "title": "x" }, "ufCrm#": { "type": "\u{0}" } } }),
        json!({ "types": [{ "entityTypeId": "x" }, { "entityTypeId": -5 }, { "entityTypeId": 9e300 }] }),
    ];
    for result in odd {
        let mut fake = Fake::new();
        for method in METHODS {
            fake.own.insert(method, result.clone());
        }
        let (files, ..) = fake.pulled(&Files::default(), &model());
        let (again, ..) = fake.pulled(&files, &model());
        assert_eq!(files, again, "{result}");
        files.check(&model());
    }
}

const METHODS: &[&str] = &[
    "scope",
    "methods",
    "feature.get",
    "rest.documentation.openapi",
    "crm.type.list",
    "crm.status.list",
    "userfieldconfig.list",
    "crm.deal.fields",
    "crm.deal.userfield.list",
    "crm.item.fields",
    "crm.category.list",
    "user.fields",
    "user.userfield.list",
    "tasks.task.getFields",
    "task.item.userfield.getlist",
    "lists.get",
    "lists.field.get",
    "catalog.catalog.list",
    "catalog.productProperty.list",
    "sale.order.getFields",
    "disk.file.getfields",
];

/// Titles that are keywords, that mean something in YAML, that are very long, that are one, that are none.
#[test]
fn any_title_is_a_name() {
    let titles = [
        json!("type"),
        json!("Self"),
        json!("self"),
        json!("fn"),
        json!("yes"),
        json!("null"),
        json!("1e3"),
        json!("- a"),
        json!("a: b # c"),
        json!("{ x: y }"),
        json!("\"'`"),
        json!("@x"),
        json!("%y"),
        json!("& *"),
        json!("! ?"),
        json!("|"),
        json!(">"),
        json!("~"),
        json!("\u{202e}abc\u{0}\n  x"),
        json!("價格"),
        json!("🙂"),
        json!(""),
        json!(5),
        json!("a".repeat(5_000)),
        json!("Дом ".repeat(100)),
        json!("title"),
        json!("Title"),
        json!("id"),
        json!("extra"),
        json!({ "en": "Colour", "ru": "Цвет" }),
        json!([]),
        json!(null),
        json!("…"),
        json!("2 rooms"),
        json!(" = "),
        json!("Budget (formerly x)"),
        json!("<<"),
        json!("\\"),
        json!("#"),
        json!("key: [1, 2"),
        json!("Stage"),
    ];
    let mut fake = Fake::new();
    fake.fields = titles.len();
    for (index, title) in titles.iter().enumerate() {
        fake.titles.insert(format!("ufCrm5_{index}"), title.clone());
    }
    for title in ["Portal", "Deal", "Option", "", "Проекты", "Стадия: «да» # нет", "DealItem"] {
        fake.smart[1].1 = title.to_owned();
        let (files, ..) = fake.pulled(&Files::default(), &model());
        let (again, ..) = fake.pulled(&files, &model());
        assert_eq!(files, again, "{title}");
        files.check(&model());
        assert!(files.file("portal.yaml").starts_with("portal: 1\n"));
    }
}

/// A list that never ends is left, and its things stay.
#[test]
fn a_list_without_end_ends() {
    let mut plan = bitrix24_portal::Plan::new(&[Part::User]);
    let mut made = 0;
    loop {
        let calls = plan.round();
        if calls.is_empty() {
            break;
        }
        made += calls.len();
        for call in calls {
            let start = call.params["start"].as_u64().unwrap_or_default();
            let answer = bitrix24_portal::Answer { result: Value::Null, next: Some(start + 1), total: Some(u64::MAX) };
            plan.answer(&call, bitrix24_portal::Outcome::Answered(answer));
        }
    }
    assert!(made <= 4_000, "{made}");
}
