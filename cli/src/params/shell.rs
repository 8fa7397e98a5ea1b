//! Parameters as arguments of the command, for a shell.

use serde_json::{Map, Value};

use super::path::written;
use super::place::Place;

/// Returns parameters as a user would write them, quoted where a shell needs it.
pub(crate) fn arguments(params: &Map<String, Value>, place: Place<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for (name, value) in params {
        below(&written(name, true), value, place.step(name), &mut all);
    }
    all
}

fn below(path: &str, value: &Value, place: Place<'_>, all: &mut Vec<String>) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (name, value) in map {
                below(&format!("{path}.{}", written(name, false)), value, place.step(name), all);
            }
        }
        value => all.push(quoted(&assignment(path, value, place))),
    }
}

/// Returns `path=text` where that means the value, else `path:=json`.
fn assignment(path: &str, value: &Value, place: Place<'_>) -> String {
    let text = match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Array(items) => items.iter().map(one).collect::<Option<Vec<_>>>().map(|items| items.join(",")),
        _ => None,
    };
    let means_it = |text: &String| !text.starts_with('@') && place.value(text).as_ref() == Ok(value);
    match text.filter(means_it) {
        Some(text) => format!("{path}={text}"),
        None => format!("{path}:={value}"),
    }
}

fn one(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.contains(',') => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Returns a word as a shell reads it.
pub(crate) fn quoted(text: &str) -> String {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "_-./:=,@%+".contains(char);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    // Only the value, where the name needs no quotes: that is how people write it.
    let split = text.find('=').filter(|at| text[..*at].chars().all(is_plain));
    let (name, value) = split.map_or(("", text), |at| text.split_at(at + 1));
    format!("{name}'{}'", value.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use bitrix24_codegen::told;

    use super::super::read;
    use super::*;

    /// Takes the quotes away, as a shell does.
    fn unquoted(text: &str) -> String {
        text.replace("'\\''", "\0").replace('\'', "").replace('\0', "'")
    }

    /// What an example shows is what a call sends.
    #[test]
    fn examples_of_all_methods_are_read_as_they_are_meant() {
        let model = bitrix24_catalogue::model().expect("a catalogue");
        let (mut count, mut words) = (0, 0);
        for method in &model.methods {
            let place = Place::of(&model, method);
            let params = told::params(&model, method);
            let written = arguments(&params, place);
            let given: Vec<String> = written.iter().map(|text| unquoted(text)).collect();
            assert_eq!(read(&given, place).ok(), Some(params), "{}: {written:?}", method.name.wire);
            count += usize::from(!written.is_empty());
            words += written.iter().filter(|text| !text.contains(":=")).count();
        }
        assert!(count > 1000 && words > 1500, "{count} examples, {words} plain words");
    }
}
