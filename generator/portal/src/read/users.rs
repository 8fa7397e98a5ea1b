//! Users: their custom fields.

use bitrix24_schema::Model;
use serde_json::json;

use super::types;
use super::userfield::Custom;
use crate::answers::Answers;
use crate::facts::{Facts, Field, Key, Thing};
use crate::shared::Shared;
use crate::text;

/// The prefix of the methods, the shared type and the name.
const USER: (&str, &str, &str) = ("user", "user.User", "User");

/// Reads the custom fields of users.
pub(super) fn read(answers: &Answers, model: &Model, facts: &mut Facts) {
    let (methods, of, name) = USER;
    let key = Key::new(methods, &[]);
    let rows = answers.rows("user.userfield.list", &json!({}), "fields");
    let (Some(shared), Some(rows)) = (Shared::find(model, of), rows) else {
        facts.unread.push(key);
        return;
    };
    let titles = answers.entries("user.fields", &json!({}), "fields").unwrap_or_default();
    let mut custom = Custom::default();
    custom.add(rows);
    let own = custom.all().filter(|field| shared.field(&field.wire).is_none());
    let fields = own.map(|field| {
        let mut field = field.clone();
        let title = titles.iter().find(|(wire, _)| *wire == field.wire).and_then(|(_, title)| text::label(title));
        field.title = field.title.or(title.filter(|title| *title != field.wire));
        types::custom(&field, &field.wire, model, facts)
    });
    let mut fields: Vec<Field> = fields.collect();
    fields.sort_by(|a, b| a.wire.cmp(&b.wire));
    facts.whole.push(key.clone());
    if !fields.is_empty() {
        let (name, title) = (name.to_owned(), "Users".to_owned());
        facts.things.push(Thing { key, of, name, title, has: None, fields });
    }
}
