//! Tasks: their custom fields.

use bitrix24_schema::Model;
use serde_json::json;

use super::compare::compare;
use super::field::{self, Described};
use super::types;
use super::userfield::Custom;
use crate::answers::Answers;
use crate::facts::{Facts, Field, Key, Thing};
use crate::shared::Shared;
use crate::text;

/// The prefix of the methods, the shared type and the name.
const TASK: (&str, &str, &str) = ("tasks.task", "tasks.Task", "Task");

/// Reads the custom fields of tasks. Answers spell their names in camel case.
pub(super) fn read(answers: &Answers, model: &Model, facts: &mut Facts) {
    let (methods, of, name) = TASK;
    let key = Key::new(methods, &[]);
    let described = answers.entries("tasks.task.getFields", &json!({}), "fields");
    let rows = answers.rows("task.item.userfield.getlist", &json!({}), "fields");
    let Some(shared) = Shared::find(model, of).filter(|_| described.is_some() || rows.is_some()) else {
        facts.unread.push(key);
        return;
    };
    let mut custom = Custom::default();
    custom.add(rows.unwrap_or_default());
    let described: Vec<Described> = described.iter().flatten().map(|(wire, value)| field::read(wire, value)).collect();
    let mut all: Vec<Described> = custom.all().cloned().collect();
    for field in described.into_iter().filter(|field| field.is_custom && field::is_name(&field.wire)) {
        match all.iter_mut().find(|known| known.wire == field.wire) {
            Some(known) => known.title = known.title.take().or(field.title),
            None => all.push(field),
        }
    }
    let own = all.iter().filter(|field| shared.field(&text::camel(&field.wire)).is_none());
    let mut fields: Vec<Field> =
        own.map(|field| types::custom(field, &text::camel(&field.wire), model, facts)).collect();
    fields.sort_by(|a, b| a.wire.cmp(&b.wire));
    new_version(answers, model, facts);
    facts.whole.push(key.clone());
    if !fields.is_empty() {
        let (name, title) = (name.to_owned(), "Tasks".to_owned());
        facts.things.push(Thing { key, of, name, title, has: None, fields });
    }
}

/// Compares the tasks of REST 3.0 with their type in the catalogue: its methods tell names and types.
fn new_version(answers: &Answers, model: &Model, facts: &mut Facts) {
    let (method, of) = ("tasks.task.field.list", "tasks.TaskV3");
    let rows = answers.rows(method, &json!({}), "items").unwrap_or_default();
    let named = rows.iter().filter_map(|row| Some(field::read(&text::first(row, &["name"])?, row)));
    // Parts of other things have no plain type.
    let described: Vec<Described> = named.collect();
    if let Some(shared) = Shared::find(model, of).filter(|_| !described.is_empty()) {
        facts.undescribed.extend(compare((method, of), &described, &shared, model, true));
    }
}
