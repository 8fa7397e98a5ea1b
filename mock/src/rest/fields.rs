//! Files in the fields that a call writes: they are kept, and the row gets their identifiers.

use hyper::body::Bytes;
use serde_json::{Map, Value};

use crate::calendar;
use crate::files;
use crate::state::State;
use crate::store::{Store, Target};
use crate::things::Kind;

/// The plain name of the field with the attachments of a task.
const ATTACHMENTS: &str = "uftaskwebdavfiles";

/// Returns the parameters of a call that writes rows, with identifiers in place of its files.
pub(super) fn kept(state: &State, store: &Store, target: &Target, params: &Map<String, Value>) -> Map<String, Value> {
    let mut kept = params.clone();
    let custom = |name: &str| store.custom(target, params, name);
    for (name, value) in &mut kept {
        match value {
            Value::Object(fields) if name.eq_ignore_ascii_case("fields") => {
                fields.iter_mut().for_each(|(name, value)| keep(state, name, value, custom(name)));
            }
            // An import has the fields of several rows.
            Value::Array(rows) if name.eq_ignore_ascii_case("data") => {
                for fields in rows.iter_mut().filter_map(Value::as_object_mut) {
                    fields.iter_mut().for_each(|(name, value)| keep(state, name, value, custom(name)));
                }
            }
            // Users are written without `fields`.
            value => keep(state, name, value, custom(name)),
        }
    }
    kept
}

/// Keeps the files in the value of a field, which the portal may know to have this type, and several values.
fn keep(state: &State, name: &str, value: &mut Value, custom: Option<(Kind, bool)>) {
    match custom {
        Some((Kind::File, is_multiple)) => return keep_files(state, value, is_multiple),
        // A file of the drive, in a field that has the numbers of attachments.
        Some((Kind::Integer | Kind::Id(_), _)) if is_of_drive(value) => return attach(state, value),
        Some(_) => return,
        None => {}
    }
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

/// Keeps the files of a field of files, where a pair of texts is always one.
fn keep_files(state: &State, value: &mut Value, is_multiple: bool) {
    let keep = |value: &mut Value| {
        if let Some((name, bytes)) = files::of_pair(value) {
            let id = state.files.add(name, Bytes::from(bytes), &calendar::iso(state.clock.now()));
            *value = files::kept(id);
        }
    };
    match value {
        Value::Array(values) if is_multiple && values.first().is_none_or(|first| !first.is_string()) => {
            values.iter_mut().for_each(keep);
        }
        value => keep(value),
    }
}

/// Keeps a new file, and returns the value of its field.
fn one(state: &State, value: &Value, takes_pair: bool) -> Option<Value> {
    let (name, bytes) = files::in_field(value, takes_pair)?;
    let id = state.files.add(name, Bytes::from(bytes), &calendar::iso(state.clock.now()));
    Some(files::kept(id))
}

/// Returns the value of a field for a file that stays in it: `{"id": 10001}`.
fn known(state: &State, value: &Value) -> Option<Value> {
    let id = value.get("id")?;
    let id = id.as_u64().or_else(|| id.as_str()?.parse().ok())?;
    state.files.bytes(id).map(|_| files::kept(id))
}

/// Returns true if there is a file of the drive in a value: `"n7"`.
fn is_of_drive(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().any(is_of_drive),
        Value::String(text) => text.strip_prefix(['n', 'N']).is_some_and(|id| id.parse::<u64>().is_ok()),
        _ => false,
    }
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
