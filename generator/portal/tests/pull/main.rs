//! Pulls of a portal that answers in the shape of servers.

mod drift;
mod fake;
mod hostile;

use std::sync::Arc;

use bitrix24_portal::{Part, facts};
use bitrix24_schema::Model;
use fake::{Fake, Files, MARK, TYPES};
use serde_json::json;

fn model() -> Arc<Model> {
    bitrix24_catalogue::model().expect("a catalogue")
}

#[test]
fn a_portal_becomes_a_folder() {
    let (files, _, facts) = Fake::new().pulled(&Files::default(), &model());
    files.check(&model());
    insta::assert_snapshot!("folder", files.shown());
    insta::assert_debug_snapshot!("notes", (facts.notes, facts.undescribed));
}

#[test]
fn no_value_is_stored() {
    let (files, done, facts) = Fake::new().pulled(&Files::default(), &model());
    assert!(!files.shown().contains(MARK) && !format!("{done:?}{facts:?}").contains(MARK));
}

#[test]
fn a_second_pull_changes_no_byte() {
    let (first, ..) = Fake::new().pulled(&Files::default(), &model());
    let (second, done, _) = Fake::new().pulled(&first, &model());
    assert_eq!(first, second);
    assert!(done.gone.is_empty() && done.kept.is_empty(), "{done:?}");
}

/// A title is changed twice, and then back: the name stays, the description follows.
#[test]
fn a_renamed_title_keeps_the_name() {
    let model = model();
    let mut fake = Fake::new();
    fake.titles.insert("ufCrm5_0".to_owned(), json!("Budget"));
    let (mut files, ..) = fake.pulled(&Files::default(), &model);
    for (title, line) in [
        ("Budget", "ufCrm5_0: { rust: budget, type: string, doc: Budget }"),
        ("Volume", "ufCrm5_0: { rust: budget, type: string, doc: Volume (formerly Budget) }"),
        ("Cost", "ufCrm5_0: { rust: budget, type: string, doc: Cost (formerly Budget) }"),
        ("Budget", "ufCrm5_0: { rust: budget, type: string, doc: Budget }"),
    ] {
        fake.titles.insert("ufCrm5_0".to_owned(), json!(title));
        let (next, done, _) = fake.pulled(&files, &model);
        assert!(next.file("proekty.yaml").contains(line), "{title}: {}", next.file("proekty.yaml"));
        assert!(done.kept.is_empty(), "{:?}", done.kept);
        files = next;
    }
    fake.smart[0].1 = "Objects".to_owned();
    let (files, done, _) = fake.pulled(&files, &model);
    assert!(files.file("proekty.yaml").starts_with("thing: Proekty\nof: crm.Item\ntitle: Objects\n"));
    assert!(done.gone.is_empty());
}

#[test]
fn a_renamed_value_keeps_its_name() {
    let model = model();
    let (files, ..) = Fake::new().pulled(&Files::default(), &model);
    assert!(files.file("proekty.yaml").contains("\"DT1036_9:SUCCESS\": Успех"));
    let mut fake = Fake::new();
    let row = |id: &str, name: &str| json!({ "ENTITY_ID": "DYNAMIC_1036_STAGE_9", "STATUS_ID": id, "NAME": name });
    fake.own.insert("crm.status.list", json!([row("DT1036_9:SUCCESS", "Готово"), row("DT1036_9:NEW", "Успех")]));
    let (files, ..) = fake.pulled(&files, &model);
    let text = files.file("proekty.yaml");
    for line in
        ["\"DT1036_9:SUCCESS\": { rust: Uspekh, label: Готово }", "\"DT1036_9:NEW\": { rust: Nachalo, label: Успех }"]
    {
        assert!(text.contains(line), "{text}");
    }
    assert!(!text.contains("FAIL"));
    files.check(&model);
}

/// Directories that could not be read at first give values to fields later, and no other names.
#[test]
fn what_is_read_later_renames_nothing() {
    let model = model();
    let mut fake = Fake::new();
    fake.refused = vec!["crm.status.list"];
    let (files, ..) = fake.pulled(&Files::default(), &model);
    assert!(!files.file("proekty.yaml").contains("stageId:"));
    let (files, ..) = Fake::new().pulled(&files, &model);
    assert!(files.file("proekty.yaml").contains("  stageId:\n    type: string\n    values:"), "{}", files.shown());
    files.check(&model);
}

/// What a person wrote stays: names, descriptions, limits, comments.
#[test]
fn a_person_s_own_words_stay() {
    let model = model();
    let (mut files, ..) = Fake::new().pulled(&Files::default(), &model);
    files.edit(
        "proekty.yaml",
        "ufCrm5_1: { rust: pole_integer_1,",
        "# asked by accounting\n  ufCrm5_1: { rust: rooms, max: 9,",
    );
    files.edit("proekty.yaml", "ufCrm5_4: {", "ufCrm5_4*: {");
    files.edit("proekty.yaml", "doc: Поле double 2", "doc: Square metres without balconies");
    files.edit("proekty.yaml", "\"DT1036_9:NEW\": Начало", "\"DT1036_9:NEW\": { rust: Fresh, label: Начало }");
    let (same, ..) = Fake::new().pulled(&files, &model);
    assert_eq!(same, files);
    let mut fake = Fake::new();
    fake.titles.insert("ufCrm5_2".to_owned(), json!("Площадь"));
    fake.titles.insert("ufCrm5_0".to_owned(), json!("Адрес"));
    let (files, done, _) = fake.pulled(&files, &model);
    let text = files.file("proekty.yaml");
    for line in [
        "  # asked by accounting\n  ufCrm5_1: { rust: rooms, type: \"integer[]\", doc: Поле integer 1, max: 9 }\n",
        "doc: Square metres without balconies }",
        "rust: Fresh, label: Начало",
        "ufCrm5_0: { rust: pole_string_0, type: string, doc: Адрес (formerly Поле string 0) }",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(done.kept, ["proekty.yaml: `ufCrm5_2` is called `Площадь` now; the description here stays"]);
}

#[test]
fn what_is_gone_is_taken_out_and_what_cannot_be_read_stays() {
    let model = model();
    let (files, ..) = Fake::new().pulled(&Files::default(), &model);
    let mut fake = Fake::new();
    fake.gone.push("ufCrm5_0".to_owned());
    fake.smart.truncate(1);
    let (next, done, _) = fake.pulled(&files, &model);
    assert_eq!(done.gone, ["flats_houses.yaml"]);
    assert!(!next.file("proekty.yaml").contains("ufCrm5_0:") && !next.0.contains_key("flats_houses.yaml"));

    let mut fake = Fake::new();
    fake.refused =
        vec!["crm.type.list", "crm.status.list", "crm.deal.fields", "lists.get", "catalog.productProperty.list"];
    let (plan, _) = fake.pull(&[]);
    let refused: Vec<&str> = plan.answers().refused().iter().map(|(call, _)| call.method).collect();
    assert!(fake.refused.iter().all(|method| refused.contains(method)), "{refused:?}");
    let (next, done, _) = fake.pulled(&files, &model);
    assert_eq!((next, done.gone), (files, Vec::new()));
}

#[test]
fn only_some_parts_are_read() {
    let model = model();
    let (files, ..) = Fake::new().pulled(&Files::default(), &model);
    let mut fake = Fake::new();
    fake.smart.clear();
    let (plan, _) = fake.pull(&[Part::User, Part::Tasks]);
    let (next, done) = files.with(&facts(&plan, &model), &model);
    assert_eq!((next, done.gone), (files, Vec::new()));
}

/// Documented fields that came, went or are of another type, as far as the portal's words for types tell.
#[test]
fn documented_types_are_compared() {
    let model = model();
    let mut fake = Fake::new();
    let of = |ty: &str| json!({ "type": ty, "title": "x" });
    fake.own.insert(
        "crm.lead.fields",
        json!({ "ID": of("integer"), "TITLE": of("file"), "OPENED": of("char"), "COMPANY_ID": of("crm_company"),
            "NEW_ONE": of("string"), "UF_CRM_1": of("string") }),
    );
    let (_, _, facts) = fake.pulled(&Files::default(), &model);
    let leads = facts.undescribed.iter().find(|found| found.of == "crm.Lead").expect("differences");
    assert_eq!(leads.fields, ["NEW_ONE"]);
    assert!(leads.gone.contains(&"STATUS_ID".to_owned()) && !leads.gone.contains(&"ID".to_owned()));
    assert_eq!(leads.others, [("TITLE".to_owned(), "string".to_owned(), "file".to_owned())]);
}

/// 5 smart processes and 600 custom fields of all types, by calls in batches of 50.
#[test]
fn a_large_portal_takes_few_requests() {
    let mut fake = Fake::new();
    fake.smart = (0..5).map(|index| (1036 + 4 * index, format!("Process {index}"))).collect();
    fake.fields = 120;
    let (plan, rounds) = fake.pull(&[]);
    let requests: usize = rounds.iter().map(|calls| calls.div_ceil(50)).sum();
    // Those of REST 3.0 are not in the batches of version 2.
    assert!(requests + 2 <= 12, "{rounds:?}");
    let facts = facts(&plan, &model());
    let own =
        |thing: &bitrix24_portal::Thing| thing.fields.iter().filter(|field| field.wire.starts_with("ufCrm")).count();
    assert_eq!(facts.things.iter().map(own).sum::<usize>(), 600);
    assert!(TYPES.len() >= 20);
}
