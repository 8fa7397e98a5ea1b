//! Leads, contacts and companies by their phone numbers and addresses, as callers wrote them.

use std::sync::PoisonError;

use serde_json::{Map, Value};

use super::Store;
use super::entity::Entity;
use super::table::Row;
use crate::things::plain;

/// The maximum number of rows of a kind in an answer.
const MOST: usize = 20;

/// The kinds of objects that have phone numbers and addresses, by their names in parameters and answers.
const KINDS: [(&str, Entity); 3] = [("LEAD", Entity::Lead), ("CONTACT", Entity::Contact), ("COMPANY", Entity::Company)];

impl Store {
    /// Returns the identifiers of the rows with one of the values, by their kinds; an empty list if there are none.
    pub(crate) fn duplicates(&self, params: &Map<String, Value>) -> Value {
        let param = |name: &str| params.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        let kind = param("entity_type").and_then(Value::as_str);
        let is_phone = param("type").and_then(Value::as_str) == Some("PHONE");
        let wanted: Vec<String> = param("values").map(|values| texts(values, is_phone)).unwrap_or_default();
        let mut found = Map::new();
        for (name, entity) in KINDS.into_iter().filter(|(name, _)| kind.is_none_or(|kind| kind == *name)) {
            let table = self.table(entity);
            let table = table.read().unwrap_or_else(PoisonError::into_inner);
            let has_it = |row: &&Row| contacts(row, is_phone).iter().any(|text| wanted.contains(text));
            let ids: Vec<Value> = table.rows().iter().filter(has_it).take(MOST).map(|row| row.id.into()).collect();
            if !ids.is_empty() {
                found.insert(name.to_owned(), ids.into());
            }
        }
        if found.is_empty() { Value::Array(Vec::new()) } else { Value::Object(found) }
    }
}

/// Returns the phone numbers of a row, or its addresses: `PHONE` in `crm.lead.*`, and `fm` in `crm.item.*`.
fn contacts(row: &Row, is_phone: bool) -> Vec<String> {
    let own = if is_phone { "phone" } else { "email" };
    let fields = row.own().filter(|(name, _)| [own, "fm"].contains(&plain(name).as_str()));
    fields.flat_map(|(_, value)| texts(value, is_phone)).collect()
}

/// Returns all texts of a value as they are compared: the digits of a phone number, an address in lower case.
fn texts(value: &Value, is_phone: bool) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| texts(value, is_phone)).collect(),
        Value::Object(map) => map.values().flat_map(|value| texts(value, is_phone)).collect(),
        Value::String(text) if is_phone => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            if digits.is_empty() { Vec::new() } else { vec![digits] }
        }
        Value::String(text) => vec![text.trim().to_lowercase()],
        _ => Vec::new(),
    }
}
