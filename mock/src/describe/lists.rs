//! Lists and their fields.

use serde_json::{Map, Value, json};

use super::call::{Call, text, yes};
use super::rows::{self, Row, Shape};
use crate::answer::Answer;
use crate::fail::Fail;
use crate::store::list_of;
use crate::things::{Field, Subject, Thing, Things};

/// The fields that every list has, each with its name.
const KNOWN: [(&str, &str); 4] =
    [("NAME", "Name"), ("SORT", "Sorting"), ("DATE_CREATE", "Created on"), ("CREATED_BY", "Created by")];

fn lists(things: &Things) -> impl Iterator<Item = (u32, &Thing)> {
    things.iter().filter_map(|(subject, thing)| match subject {
        Subject::List(number) => Some((number, thing)),
        _ => None,
    })
}

/// Answers `lists.get`.
pub(super) fn get(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let of = call.param("IBLOCK_TYPE_ID").map(text).unwrap_or_default();
    let id = call.param("IBLOCK_ID").map(text);
    let code = call.param("IBLOCK_CODE").map(text);
    let is_it = |(number, thing): &(u32, &Thing)| {
        let of_it = thing.param("IBLOCK_TYPE_ID").map_or_else(|| "lists".to_owned(), text);
        let own = thing.param("IBLOCK_CODE").map(text);
        of_it == of
            && id.as_ref().is_none_or(|id| *id == number.to_string())
            && code.as_ref().is_none_or(|code| own.as_ref() == Some(code))
    };
    let rows = lists(things).filter(is_it).map(|(number, thing)| row(number, thing, &of)).collect();
    let shape = Shape { order: "IBLOCK_ORDER", is_paged: true, ..Shape::PLAIN };
    rows::answer(call, rows, shape, Value::Object)
}

fn row(number: u32, thing: &Thing, of: &str) -> Row {
    let code = thing.param("IBLOCK_CODE").cloned().unwrap_or_default();
    let mut row = Map::new();
    for (name, value) in [
        ("ID", json!(number.to_string())),
        ("TIMESTAMP_X", json!("01.01.2024 03:00:00")),
        ("IBLOCK_TYPE_ID", json!(of)),
        ("LID", json!("s1")),
        ("CODE", code),
        ("NAME", json!(thing.title)),
        ("ACTIVE", json!("Y")),
        ("SORT", json!("500")),
        ("DESCRIPTION", json!("")),
        ("DESCRIPTION_TYPE", json!("text")),
        ("BIZPROC", json!("Y")),
        ("ELEMENTS_NAME", json!("Elements")),
        ("ELEMENT_NAME", json!("Element")),
    ] {
        row.insert(name.to_owned(), value);
    }
    row
}

/// Answers `lists.field.get`: all fields by their names, or the one that the call names by its type.
pub(super) fn fields(call: Call<'_>, things: &Things) -> Result<Answer, Fail> {
    let list = list_of(things, call.params).and_then(|list| things.get(Subject::List(list)));
    let list = list.ok_or_else(|| call.refused("ERROR_IBLOCK_NOT_FOUND", "Iblock not found"))?;
    let known = KNOWN.iter().map(|(name, title)| (*name, known(name, title)));
    let own = list.fields.iter().map(|field| (field.upper.as_str(), property(field)));
    let all = known.chain(own);
    let wanted = call.param("FIELD_ID").map(text).filter(|wanted| !wanted.is_empty());
    let fields: Map<String, Value> = match &wanted {
        None => all.map(|(name, field)| (name.to_owned(), field)).collect(),
        Some(wanted) => {
            let found = all.filter(|(name, _)| name == wanted).map(|(_, field)| field);
            found.map(|field| (field["TYPE"].as_str().unwrap_or_default().to_owned(), field)).collect()
        }
    };
    // PHP writes nothing as a list.
    Ok(Answer::of(&if fields.is_empty() { json!([]) } else { Value::Object(fields) }))
}

fn known(name: &str, title: &str) -> Value {
    json!({
        "FIELD_ID": name,
        "SORT": 10,
        "NAME": title,
        "IS_REQUIRED": yes(name == "NAME"),
        "MULTIPLE": "N",
        "DEFAULT_VALUE": "",
        "TYPE": name,
        "SETTINGS": { "SHOW_ADD_FORM": "Y", "SHOW_EDIT_FORM": "Y" },
    })
}

fn property(field: &Field) -> Value {
    let id = field.upper.trim_start_matches("PROPERTY_");
    json!({
        "FIELD_ID": field.upper,
        "SORT": 50,
        "NAME": field.title,
        "IS_REQUIRED": yes(field.is_required),
        "MULTIPLE": "N",
        "DEFAULT_VALUE": "",
        "TYPE": "S",
        "PROPERTY_TYPE": "S",
        "PROPERTY_USER_TYPE": false,
        "CODE": field.upper,
        "ID": id,
        "LINK_IBLOCK_ID": null,
        "ROW_COUNT": "1",
        "COL_COUNT": "30",
        "USER_TYPE_SETTINGS": null,
        "SETTINGS": { "SHOW_ADD_FORM": "Y", "SHOW_EDIT_FORM": "Y" },
    })
}
