//! The fields of tasks.

use serde_json::{Map, Value, json};

use super::call::Call;
use crate::answer::Answer;
use crate::fail::Fail;
use crate::store::Store;
use crate::things::Subject;

/// The custom fields that the tasks of every portal have, with their types.
const KNOWN: [(&str, &str); 3] =
    [("UF_CRM_TASK", "crm"), ("UF_TASK_WEBDAV_FILES", "disk_file"), ("UF_MAIL_MESSAGE", "mail_message")];

/// Answers `tasks.task.getFields`.
pub(super) fn fields(call: Call<'_>, store: &Store) -> Result<Answer, Fail> {
    let mut fields = Map::new();
    for column in store.described("tasks.task") {
        let mut about = json!({ "title": super::fields::title(column.upper), "type": column.ty });
        if column.is_id {
            about["primary"] = json!(true);
        }
        if matches!(column.upper, "TITLE" | "CREATED_BY" | "RESPONSIBLE_ID") {
            about["required"] = json!(true);
        }
        if !column.words.is_empty() {
            about["type"] = json!("enum");
            about["values"] = column.words.iter().map(|word| ((*word).to_owned(), Value::from(*word))).collect();
            about["default"] = json!(column.words[0]);
        }
        fields.insert(column.upper.to_owned(), about);
    }
    for (name, ty) in KNOWN {
        fields.insert(name.to_owned(), json!({ "title": super::fields::title(name), "type": ty }));
    }
    let thing = call.state.things.as_ref().and_then(|things| things.get(Subject::Task));
    for field in thing.iter().flat_map(|thing| thing.customs()) {
        let about = json!({ "title": field.title, "type": field.kind.user_type() });
        fields.insert(field.upper.clone(), about);
    }
    Ok(Answer::of(&json!({ "fields": fields })))
}
