//! Parameters as they stand on the command line: `id=5 fields.TITLE='A deal' fields:=@deal.json`.
//!
//! A dot goes down into an object or a list. Brackets, as PHP has them, would need quotes in most shells; and a place in an
//! answer or a message has dots, too.

mod path;
mod place;
mod shell;

use std::io::Read;
use std::path::Path;

use bitrix24_schema::shown;
use serde_json::{Map, Value, map::Entry};

use crate::failure::Failure;
use path::{Assignment, Given};
pub(crate) use place::Place;
pub(crate) use shell::{arguments, quoted};

/// The largest size of a file or of standard input, in bytes: what a call carries is held in memory several times.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The text of `--help` on parameters.
pub(crate) const HELP: &str = "\
Parameters:
  NAME=VALUE      a value; the description of the method tells its type
  NAME:=JSON      JSON, sent as it is: limit:=5, tags:='[\"a\", \"b\"]', note:=null
  NAME=@FILE      a file's content: a file where the method takes one, or text
  NAME:=@FILE     JSON from a file
  {JSON}, @FILE   an object with several parameters, or a file with one
  -               such an object from standard input
A dot goes into an object or a list: fields.TITLE='A deal', rows.0.PRICE=5; `\\.` is a dot in a name. The operator of a
filter stands before the name: 'filter.>=OPPORTUNITY=1000'. Lists take commas, or the same name again: select=ID,TITLE.";

/// Reads parameters; those that come later are laid over those before. `place` is the method, if it is known.
pub(crate) fn read(arguments: &[String], place: Place<'_>) -> Result<Map<String, Value>, Failure> {
    let mut params = Map::new();
    for argument in arguments {
        match argument.as_str() {
            "-" => params.extend(object(&standard_input()?, "standard input")?),
            text if text.starts_with('{') => params.extend(object(text, "the parameters")?),
            text if text.starts_with('@') => {
                let file = Path::new(&text[1..]);
                params.extend(object(&text_of(file)?, &shown::path(file))?);
            }
            text => assign(&mut params, place, &path::parse(text).map_err(Failure::usage)?)?,
        }
    }
    Ok(params)
}

fn assign(params: &mut Map<String, Value>, place: Place<'_>, assignment: &Assignment) -> Result<(), Failure> {
    let Assignment { path, given } = assignment;
    let name = path.join(".");
    let end = path.iter().fold(place, |place, segment| place.step(segment));
    let wrong = |why: String| {
        Failure::usage(format!("`{}` {why}; `{}:=JSON` sends any value", shown::name(&name), shown::name(&name)))
    };
    let value = match given {
        Given::Text(text) => end.value(text).map_err(wrong)?,
        Given::Json(text) => json(text, &format!("the value of `{}`", shown::name(&name)))?,
        Given::JsonFile(file) => json(&text_of(file)?, &shown::path(file))?,
        Given::File(file) => match end.file() {
            Some(form) => place::file(form, file, &bytes_of(file)?),
            None => end.value(text_of(file)?.trim_end_matches(['\r', '\n'])).map_err(wrong)?,
        },
    };
    let (first, rest) = path.split_first().ok_or_else(|| Failure::usage("a parameter has no name"))?;
    let is_text = matches!(given, Given::Text(_));
    let done = match params.entry(first.clone()) {
        Entry::Vacant(empty) if rest.is_empty() => {
            empty.insert(value);
            Ok(())
        }
        Entry::Vacant(empty) => put(empty.insert(Value::Null), place.step(first), rest, value),
        Entry::Occupied(there) if rest.is_empty() => add(there.into_mut(), end, value, is_text),
        Entry::Occupied(there) => put(there.into_mut(), place.step(first), rest, value),
    };
    done.map_err(|why| Failure::usage(format!("`{}` {why}", shown::name(&name))))
}

/// Puts a value below another one.
fn put(there: &mut Value, place: Place<'_>, path: &[String], value: Value) -> Result<(), String> {
    let Some((segment, rest)) = path.split_first() else {
        return add(there, place, value, true);
    };
    if there.is_null() {
        *there = if place.is_list() { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
    }
    let inner = place.step(segment);
    match there {
        Value::Object(map) => match map.entry(segment.clone()) {
            Entry::Vacant(empty) if rest.is_empty() => {
                empty.insert(value);
                Ok(())
            }
            Entry::Vacant(empty) => put(empty.insert(Value::Null), inner, rest, value),
            Entry::Occupied(there) => put(there.into_mut(), inner, rest, value),
        },
        Value::Array(items) => {
            let index: usize = segment.parse().map_err(|_| format!("has `{segment}` where a list needs a number"))?;
            if index > items.len() {
                return Err(format!("leaves out items of the list: the next one is {}", items.len()));
            }
            if index < items.len() {
                return put(&mut items[index], inner, rest, value);
            }
            let mut item = Value::Null;
            if rest.is_empty() {
                item = value
            } else {
                put(&mut item, inner, rest, value)?
            }
            items.push(item);
            Ok(())
        }
        _ => Err("goes into a value that is neither an object nor a list".to_owned()),
    }
}

/// Adds a value to one of the same name: lists grow, and objects are laid over.
fn add(there: &mut Value, place: Place<'_>, value: Value, is_text: bool) -> Result<(), String> {
    match (there, value) {
        (Value::Array(items), Value::Array(more)) => items.extend(more),
        (Value::Array(items), one) if is_text => items.push(one),
        (Value::Object(map), Value::Object(more)) => map.extend(more),
        (there, one) if is_text && place.is_many() => *there = Value::Array(vec![there.take(), one]),
        (there @ Value::Null, one) => *there = one,
        _ => return Err("is given twice".to_owned()),
    }
    Ok(())
}

/// Reads an object with parameters.
pub(crate) fn object(text: &str, what: &str) -> Result<Map<String, Value>, Failure> {
    match json(text, what)? {
        Value::Object(map) => Ok(map),
        _ => Err(Failure::usage(format!(
            "the parameters have to be a JSON object, such as '{{\"id\": 1}}', and {what} holds another value"
        ))),
    }
}

fn json(text: &str, what: &str) -> Result<Value, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::usage(format!("{what}: not JSON: {error}")))
}

/// Reads standard input to its end.
pub(crate) fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST).read_to_end(&mut bytes);
    read.map_err(|error| Failure::usage(format!("standard input cannot be read: {error}")))?;
    String::from_utf8(bytes).map_err(|_| Failure::usage("standard input is not UTF-8"))
}

/// Reads a file of text.
pub(crate) fn text_of(file: &Path) -> Result<String, Failure> {
    let text = String::from_utf8(bytes_of(file)?);
    text.map_err(|_| Failure::usage(format!("{}: not UTF-8; a file parameter takes other bytes", shown::path(file))))
}

fn bytes_of(file: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::usage(format!("{}: {error}", shown::path(file)));
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(failed)?;
    opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::usage(format!(
            "{}: too large for a call; `b24 upload` takes files of any size",
            shown::path(file)
        )));
    }
    Ok(bytes)
}
