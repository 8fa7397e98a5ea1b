//! A page's examples: bodies of requests, answers, errors.

pub(crate) mod declared;
pub(crate) mod json;
pub(crate) mod shape;

use serde_json::{Map, Value};

use crate::page::Page;
use crate::vocabulary::Section;

/// The keys of an answer beside its result.
pub(crate) const ENVELOPE: &[&str] = &["time", "total", "next"];

/// A request's body in an example.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// The parameters; `None` if they cannot be read.
    pub(crate) json: Option<Value>,
    /// The method that the address names.
    pub(crate) method: Option<String>,
    pub(crate) line: usize,
}

/// An answer in an example.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) json: Option<Value>,
    pub(crate) line: usize,
}

/// Returns the bodies of all cURL examples that send one.
pub(crate) fn bodies(page: &Page<'_>) -> Vec<Body> {
    let sections = [Section::Examples, Section::Params, Section::Intro];
    let codes = sections.iter().flat_map(|section| page.codes_of(*section));
    let mut found = Vec::new();
    for (tab, code) in codes {
        let begins = code.lines.iter().map(|line| line.trim_start()).find(|line| !line.is_empty()).unwrap_or_default();
        let is_curl = begins.starts_with("curl") || begins.starts_with("-X POST") || {
            tab.is_some_and(|tab| tab.starts_with("cURL")) && code.lines.iter().any(|line| line.contains("-d"))
        };
        if !is_curl {
            continue;
        }
        let text = code.text();
        if let Some(json) = body(&text) {
            found.push(Body { json, method: method(&text), line: code.line });
        }
    }
    found
}

/// Returns the last part of the address that a cURL command calls.
fn method(command: &str) -> Option<String> {
    let (_, path) = command.rsplit_once("/rest/")?;
    let path = path.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '?' | '\\')).next()?;
    let name = path.trim_end_matches('/').rsplit('/').next()?;
    Some(name.trim_end_matches(".json").to_owned())
}

/// Returns the body of a cURL command; the outer `None` if it sends none.
fn body(command: &str) -> Option<Option<Value>> {
    let at = ["--data-raw", "--data-binary", "--data", "-d"].iter().find_map(|flag| {
        let mut ends = command.match_indices(flag).map(|(at, _)| at + flag.len());
        let is_before = |sign: u8| move |end: &usize| command.as_bytes().get(*end) == Some(&sign);
        ends.clone().find(is_before(b' ')).or_else(|| ends.find(is_before(b'\n')))
    })?;
    let text = &command[at..];
    let start = text.find(['{', '['])?;
    // Only a quote mark may stand before it.
    if text[..start].trim().trim_matches(['\'', '"', '$']).len() > 1 {
        return None;
    }
    let text = unquoted(&text[start..]);
    let strict = json::first(&text).map(|(value, _)| value);
    let strict = strict.or_else(|| json::first(&with_values(&text)).map(|(value, _)| value));
    Some(strict.or_else(|| {
        let end = text.rfind(['}', ']'])?;
        json::lenient(&text[..=end])
    }))
}

/// Returns the text with a number in the place of each placeholder for the reader: `$id`, `**put_id**`, `id`.
fn with_values(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut in_text = false;
    while let Some(c) = chars.next() {
        if in_text {
            out.push(c);
            match c {
                '\\' => out.extend(chars.next()),
                '"' => in_text = false,
                _ => {}
            }
        } else if c == '*' || c == '$' || c == '\'' || c.is_alphabetic() {
            let mut word = String::from(c);
            while let Some(next) = chars.next_if(|next| !matches!(next, ',' | '}' | ']' | '\n')) {
                word.push(next);
            }
            out.push_str(if matches!(word.trim(), "true" | "false" | "null") { word.trim() } else { "1" });
        } else {
            in_text = c == '"';
            out.push(c);
        }
    }
    out
}

/// Returns the text as the shell passes it: `'\''` is a quote mark, and `'"$(…)"'` is the output of a command.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.strip_prefix('\'').unwrap_or(text);
    // An end that is missing from here on is not searched again.
    let (mut has_commands, mut has_bare_commands, mut has_variables) = (true, true, true);
    while let Some(at) = rest.find('\'') {
        out.push_str(&rest[..at]);
        let here = &rest[at..];
        if let Some(after) = here.strip_prefix("'\\''") {
            out.push('\'');
            rest = after;
        } else if let Some(inside) = here.strip_prefix("'\"$(").filter(|_| has_commands)
            && let Some((inside, after)) = found(inside.split_once(")\"'"), &mut has_commands)
        {
            // A date, nearly always; a text stands in for it.
            out.push_str(if inside.contains("date") { "2025-01-01" } else { "text" });
            rest = after;
        } else if let Some(inside) = here.strip_prefix("'$(").filter(|_| has_bare_commands)
            && let Some((inside, after)) = found(inside.split_once(")'\""), &mut has_bare_commands)
        {
            out.push_str(if inside.contains("date") { "2025-01-01\"" } else { "text\"" });
            rest = after;
        } else if let Some(inside) = here.strip_prefix("'\"$").filter(|_| has_variables)
            && let Some((_, after)) = found(inside.split_once("\"'"), &mut has_variables)
        {
            // A variable that the reader sets: of any type.
            let is_text = out.ends_with('"');
            out.push_str(if is_text { "**set**" } else { "\"**set**\"" });
            rest = after;
        } else {
            out.push('\'');
            rest = &here[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Returns what a search found, and remembers when it found nothing.
fn found<T>(result: Option<T>, is_there: &mut bool) -> Option<T> {
    *is_there = result.is_some();
    result
}

/// Returns the answers of a page: those of success, and errors.
pub(crate) fn answers(page: &Page<'_>) -> (Vec<Answer>, Vec<Answer>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for section in [Section::Response, Section::Returned, Section::Errors, Section::Codes] {
        for (_, code) in page.codes_of(section) {
            let text = code.text();
            let is_json = matches!(code.language, "json" | "jsonc" | "js") || text.trim_start().starts_with(['{', '[']);
            if !is_json {
                continue;
            }
            let json = json::lenient(&text).map(with_envelope);
            let is_error = json.as_ref().is_some_and(is_error);
            let is_expected = matches!(section, Section::Errors | Section::Codes);
            let answer = Answer { json, line: code.line };
            match () {
                () if is_error || is_expected && answer.json.is_none() => bad.push(answer),
                // An answer after the tables shows only a part of one.
                () if section == Section::Response || is_answer(&answer) => good.push(answer),
                () => {}
            }
        }
    }
    (good, bad)
}

/// Returns an answer with its `time` beside the result: where a brace is missing, it is inside; and some examples have
/// the entries of the result beside it.
fn with_envelope(mut answer: Value) -> Value {
    let is_time = |json: &Value| json.get("time").is_some_and(|time| time.get("start").is_some());
    let Some(map) = answer.as_object_mut() else { return answer };
    let inner = map.get_mut("result").filter(|inner| is_time(inner)).and_then(Value::as_object_mut);
    if let Some(time) = inner.and_then(|inner| inner.shift_remove("time")) {
        map.entry("time").or_insert(time);
    } else if !map.contains_key("result") && !map.contains_key("error") && is_time(&answer) {
        return beside_time(answer);
    }
    answer
}

/// Returns an answer without `result`, whose entries beside those of the envelope become it.
fn beside_time(answer: Value) -> Value {
    let Value::Object(map) = answer else { return answer };
    let (around, inside): (Map<String, Value>, Map<String, Value>) =
        map.into_iter().partition(|(key, _)| ENVELOPE.contains(&key.as_str()));
    let mut whole = Map::new();
    whole.insert("result".to_owned(), Value::Object(inside));
    whole.extend(around);
    Value::Object(whole)
}

fn is_error(json: &Value) -> bool {
    json.get("error").is_some() && json.get("result").is_none()
}

fn is_answer(answer: &Answer) -> bool {
    answer.json.as_ref().is_some_and(|json| json.get("result").is_some())
}

/// Returns the `result` of an answer; the answer itself if the example omits the envelope.
pub(crate) fn result(answer: &Value) -> &Value {
    answer.get("result").unwrap_or(answer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::body;

    #[test]
    fn bodies_are_found_in_any_quotes() {
        assert_eq!(
            body("curl -X POST \\\n-d '{\"a\":\"it'\\''s\"}' \\\nhttps://x"),
            Some(Some(json!({ "a": "it's" })))
        );
        assert_eq!(body("-X POST \\\n-d '{\"a\":\"Children's\"}' \\"), Some(Some(json!({ "a": "Children's" }))));
        let date = "-d '{\"a\":\"'\"$(date --date='-6 months' +%Y)\"'\"}' x";
        assert_eq!(body(date), Some(Some(json!({ "a": "2025-01-01" }))));
        let date = "-d '{\"a\":\"'$(date --date='TZ=\"Europe/Berlin\" now')'\"}' x";
        assert_eq!(body(date), Some(Some(json!({ "a": "2025-01-01" }))));
        assert_eq!(body("curl https://x/rest/a.b"), None);
        assert_eq!(body("-d '{\"a\":$id}'"), Some(Some(json!({ "a": 1 }))));
        assert_eq!(body("-d '{\"a\":[}'"), Some(None));
    }
}
