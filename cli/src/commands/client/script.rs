//! The commands of a batch, as a file has them.

use bitrix24_runtime::{Handle, Value};

use crate::failure::Failure;
use crate::params::quoted;

/// A command as it is written.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    /// Its place in the file, for messages.
    pub(super) number: usize,
    /// The name by which later commands refer to it.
    pub(super) name: Option<String>,
    pub(super) method: String,
    /// The parameters, as on the command line.
    pub(super) params: Vec<String>,
}

/// Parses a file: a command a line, or JSON.
pub(super) fn parse(text: &str) -> Result<Vec<Line>, Failure> {
    if text.trim_start().starts_with('[') {
        let items: Vec<Value> =
            serde_json::from_str(text).map_err(|error| Failure::usage(format!("not JSON: {error}")))?;
        return items.iter().enumerate().map(|(index, item)| of_json(index + 1, item)).collect();
    }
    let is_command = |line: &(usize, &str)| !line.1.trim().is_empty() && !line.1.trim_start().starts_with('#');
    let lines = text.lines().enumerate().filter(is_command);
    lines.map(|(index, line)| of_line(index + 1, line)).collect()
}

fn of_line(number: usize, line: &str) -> Result<Line, Failure> {
    if line.trim_start().starts_with('{') {
        let item = serde_json::from_str(line).map_err(|error| wrong(number, &format!("not JSON: {error}")))?;
        return of_json(number, &item);
    }
    let words = shlex::split(line).ok_or_else(|| wrong(number, "a quote has no end"))?;
    let mut words = words.into_iter();
    let first = words.next().unwrap_or_default();
    let (name, method) = match first.strip_suffix(':') {
        Some(name) => (Some(name.to_owned()), words.next().ok_or_else(|| wrong(number, "it has no method"))?),
        None => (None, first),
    };
    Ok(Line { number, name, method, params: words.collect() })
}

fn of_json(number: usize, item: &Value) -> Result<Line, Failure> {
    let text = |key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
    let method = text("method").ok_or_else(|| wrong(number, "it has no `method`"))?;
    let params = match item.get("params") {
        None | Some(Value::Null) => Vec::new(),
        Some(params @ Value::Object(_)) => vec![params.to_string()],
        Some(_) => return Err(wrong(number, "its `params` are no object")),
    };
    Ok(Line { number, name: text("name"), method, params })
}

/// Returns a mistake in a command.
pub(super) fn wrong(number: usize, why: &str) -> Failure {
    Failure::usage(format!("command {number}: {why}"))
}

/// Puts references in the place of texts such as `$result[deal][ID]`, which is how the vendor writes them.
pub(super) fn refer(value: &mut Value, earlier: &[(String, Handle<Value>)]) -> Result<(), String> {
    match value {
        Value::String(text) => {
            let Some((name, path)) = reference(text) else { return Ok(()) };
            let known = earlier.iter().find(|(known, _)| *known == name);
            let (_, handle) = known.ok_or_else(|| format!("{} is no earlier command", quoted(&name)))?;
            let result = handle.result();
            *value = if path.is_empty() { result.into() } else { result.untyped(&path).into() };
            Ok(())
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| refer(item, earlier)),
        Value::Object(map) => map.values_mut().try_for_each(|value| refer(value, earlier)),
        _ => Ok(()),
    }
}

/// Returns the name and the path of `$result[deal][ID]`.
fn reference(text: &str) -> Option<(String, String)> {
    let inside = text.strip_prefix("$result[")?.strip_suffix(']')?;
    let mut parts = inside.split("][").map(|part| part.trim_matches(['\'', '"']));
    let name = parts.next()?.to_owned();
    Some((name, parts.collect::<Vec<_>>().join(".")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_command_a_line() {
        let text = "# a comment\n\ndeal: crm.deal.add fields.TITLE='A deal'\n{\"method\": \"user.current\"}\n";
        let lines = parse(text).expect("commands");
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let deal = Line {
            number: 3,
            name: Some("deal".to_owned()),
            method: "crm.deal.add".to_owned(),
            params: words(&["fields.TITLE=A deal"]),
        };
        assert_eq!(lines[0], deal);
        assert_eq!((lines[1].number, lines[1].method.as_str()), (4, "user.current"));
        let json = parse(r#"[{"name": "a", "method": "crm.deal.get", "params": {"id": 1}}]"#).expect("commands");
        assert_eq!(json[0].params, words(&[r#"{"id":1}"#]));
        for wrong in ["crm.deal.add 'x", "name:", "[{}]", "[1]", "{", r#"{"method": "a", "params": 1}"#] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn references_are_those_of_the_vendor() {
        let reference = |text| reference(text);
        assert_eq!(reference("$result[deal][ID]"), Some(("deal".to_owned(), "ID".to_owned())));
        assert_eq!(reference("$result[deal]['items'][0]"), Some(("deal".to_owned(), "items.0".to_owned())));
        assert_eq!(reference("$result[deal]"), Some(("deal".to_owned(), String::new())));
        assert_eq!(reference("costs $result[5] or so"), None);
    }
}
