//! Files in the fields that a call writes: they are kept, and the row gets their identifiers.

use hyper::body::Bytes;
use serde_json::{Map, Value};

use crate::calendar;
use crate::files;
use crate::state::State;
use crate::store;

/// The plain name of the field with the attachments of a task.
const ATTACHMENTS: &str = "uftaskwebdavfiles";

/// Returns the parameters of a call that writes a row, with identifiers in place of its files.
pub(super) fn kept(state: &State, params: &Map<String, Value>) -> Map<String, Value> {
    let mut params = params.clone();
    for (name, value) in &mut params {
        match value {
            Value::Object(fields) if name.eq_ignore_ascii_case("fields") => {
                fields.iter_mut().for_each(|(name, value)| keep(state, name, value));
            }
            // Users are written without `fields`.
            value => keep(state, name, value),
        }
    }
    params
}

fn keep(state: &State, name: &str, value: &mut Value) {
    let plain = name.replace('_', "").to_ascii_lowercase();
    if plain == ATTACHMENTS {
        attach(state, value);
        return;
    }
    // In other fields, a list of two texts is nothing but that.
    let takes_pair = plain.starts_with("uf") || plain.ends_with("photo") || plain == "logo";
    let file = |value: &Value| one(state, value, takes_pair).or_else(|| known(state, value).filter(|_| takes_pair));
    if let Some(file) = file(value) {
        *value = file;
    } else if let Value::Array(values) = value
        && values.iter().all(|value| value.is_array() || value.is_object())
    {
        for value in values {
            if let Some(file) = file(value) {
                *value = file;
            }
        }
    }
}

/// Keeps a new file, and returns the value of its field.
fn one(state: &State, value: &Value, takes_pair: bool) -> Option<Value> {
    let (name, bytes) = files::in_field(value, takes_pair)?;
    let id = state.files.add(name, Bytes::from(bytes), &calendar::iso(state.clock.now()));
    Some(store::file(id))
}

/// Returns the value of a field for a file that stays in it: `{"id": 10001}`.
fn known(state: &State, value: &Value) -> Option<Value> {
    let id = value.get("id")?;
    let id = id.as_u64().or_else(|| id.as_str()?.parse().ok())?;
    state.files.bytes(id).map(|_| store::file(id))
}

/// Attaches the files of the drive, `"n7"`, among the attachments of a task. The others are attachments already.
fn attach(state: &State, value: &mut Value) {
    let values = match value {
        Value::Array(values) => values.iter_mut().collect(),
        Value::Object(values) => values.values_mut().collect(),
        value => vec![value],
    };
    for value in values {
        let Some(text) = value.as_str() else { continue };
        let is_of_drive = text.strip_prefix(['n', 'N']).is_some_and(|id| id.parse::<u64>().is_ok());
        let id = if is_of_drive { Some(state.files.attach()) } else { text.parse().ok() };
        if let Some(id) = id {
            *value = id.into();
        }
    }
}
