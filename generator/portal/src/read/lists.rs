//! Lists: each is a thing, whose properties are its own fields.

use bitrix24_schema::Model;
use serde_json::{Value, json};

use super::field;
use crate::answers::Answers;
use crate::facts::{Facts, Field, Key, Thing};
use crate::plan::{LIST_TYPES, lists_of};
use crate::shared::Shared;
use crate::text;

/// The prefix of the methods, and the shared type.
const ELEMENT: (&str, &str) = ("lists.element", "lists.Element");

/// The type of a property's value: it comes as a map from identifiers of values, and is taken alone or as a list.
const PROPERTY: &str = "map<string> | string[] | string";

/// Reads all lists.
pub(super) fn read(answers: &Answers, model: &Model, facts: &mut Facts) {
    let Some(shared) = Shared::find(model, ELEMENT.1) else { return };
    for of in LIST_TYPES {
        if answers.rows("lists.get", &json!({ "IBLOCK_TYPE_ID": of }), "lists").is_some() {
            facts.whole.push(Key::new(ELEMENT.0, &[("IBLOCK_TYPE_ID", json!(of))]));
        }
        for (number, row) in lists_of(answers, of) {
            let with = [("IBLOCK_TYPE_ID", json!(of)), ("IBLOCK_ID", json!(number))];
            let key = Key::new(ELEMENT.0, &with);
            let params = json!({ "IBLOCK_TYPE_ID": of, "IBLOCK_ID": number });
            match answers.entries("lists.field.get", &params, "fields") {
                Some(entries) => facts.things.push(list(key, number, row, &entries, &shared)),
                None => facts.unread.push(key),
            }
        }
    }
}

fn list(key: Key, number: i64, row: &Value, entries: &[(&str, &Value)], shared: &Shared<'_>) -> Thing {
    let title = text::first(row, &["NAME"]).and_then(|title| text::title(&title));
    let title = title.unwrap_or_else(|| format!("List {number}"));
    let wire = |name: &str, value: &Value| text::first(value, &["FIELD_ID"]).unwrap_or_else(|| name.to_owned());
    let described = entries.iter().map(|(name, value)| (wire(name, value), *value));
    let own = described.filter(|(wire, _)| is_property(wire) && shared.field(wire).is_none());
    let mut fields: Vec<Field> = own.map(|(wire, value)| property(wire, value)).collect();
    fields.sort_by(|a, b| a.wire.cmp(&b.wire));
    fields.dedup_by(|a, b| a.wire == b.wire);
    Thing { key, of: ELEMENT.1, name: title.clone(), title, has: None, fields }
}

fn is_property(wire: &str) -> bool {
    let rest = wire.strip_prefix("PROPERTY_");
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn property(wire: String, value: &Value) -> Field {
    let title = field::read(&wire, value).title;
    let named = title.clone().unwrap_or_else(|| wire.clone());
    Field { wire, named, title, ty: PROPERTY.to_owned(), ..Field::default() }
}
