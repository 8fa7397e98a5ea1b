//! What a portal sends: answers, events; and what a batch makes of parameters.

use std::sync::LazyLock;

use bitrix24_runtime::envelope::Raw;
use bitrix24_runtime::escape::is_plain;
use bitrix24_runtime::events::{Limits, Unverified, parse_body};
use bitrix24_runtime::{
    Any, Auth, Boxed, Client, Cx, DateTime, Dict, Dynamic, Either, Error, Extra, File, FilePair, Handle, Id, Object,
    OneOrMany, Response, Value, Wire, YesNo, from_slice, json, to_value,
};

/// An object with a field of many kinds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Thing {
    id: Id,
    name: Option<String>,
    count: Option<i64>,
    share: Option<f64>,
    is_open: Option<bool>,
    since: Option<DateTime>,
    picture: Option<File>,
    tags: Option<Vec<String>>,
    inner: Option<Box<Thing>>,
    extra: Extra,
}

impl Object for Thing {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Thing {
            id: cx.always::<Id>("ID", &self.id),
            name: cx.text("NAME", &self.name),
            count: cx.field::<i64>("COUNT", &self.count),
            share: cx.double("SHARE", &self.share),
            is_open: cx.field::<YesNo>("OPEN", &self.is_open),
            since: cx.date_time("SINCE", &self.since),
            picture: cx.field::<FilePair>("PICTURE", &self.picture),
            tags: cx.field::<Vec<String>>("TAGS", &self.tags),
            inner: cx.field::<Boxed<Thing>>("INNER", &self.inner),
            extra: cx.extra(&self.extra),
        }
    }
}

/// Reads an answer; the first two bytes choose its status and its type.
pub(crate) fn envelope(data: &[u8]) {
    let ([status, kind], body) = data.split_first_chunk().map_or(([b'2', b'0'], data), |(head, body)| (*head, body));
    let status = [200, 201, 204, 301, 400, 401, 403, 404, 429, 500, 503][usize::from(status) % 11];
    let raw = Raw { method: "thing.get", status, body };
    match kind % 5 {
        0 => read::<Any>(&raw),
        1 => read::<Thing>(&raw),
        2 => read::<Dict<Vec<Thing>>>(&raw),
        3 => read::<Either<Thing, Id>>(&raw),
        _ => read::<OneOrMany<Thing>>(&raw),
    }
}

/// Reads an answer from its text, and from a tree: both give the same.
fn read<W: Wire>(raw: &Raw<'_>)
where
    W::Out: std::fmt::Debug,
{
    let (text, tree) = (raw.decode::<W>(), raw.decode_from_tree::<W>());
    let all = |answer: &Result<Response<W::Out>, Error>| {
        let written = answer.as_ref().map(|response| to_value::<W>(&response.result)).ok();
        format!("{answer:?} {written:?}")
    };
    assert_eq!(all(&text), all(&tree), "the text is read as the tree");
    answered(text);
}

fn answered<T: std::fmt::Debug>(answer: Result<Response<T>, Error>) {
    match answer {
        Ok(response) => drop(format!("{response:?}")),
        Err(error) => {
            let text = format!("{error} {error:?}");
            assert!(text.chars().all(|char| is_plain(char) || char == '\n'), "{text:?}");
            let _ = (error.fate(), error.api().map(|api| api.code().len()));
        }
    }
}

/// Reads an object; what is written of it is read as the same again.
pub(crate) fn decode(data: &[u8]) {
    again::<Thing>(data);
    again::<Vec<Thing>>(data);
    again::<Dict<Thing>>(data);
    again::<Either<Thing, Vec<Id>>>(data);
    let body = [b"{\"result\":", data, b"}"].concat();
    read::<Thing>(&Raw { method: "thing.get", status: 200, body: &body });
    read::<Vec<Thing>>(&Raw { method: "thing.list", status: 200, body: &body });
}

fn again<W: Wire>(data: &[u8])
where
    W::Out: std::fmt::Debug,
{
    let Some((value, _)) = from_slice::<W>(data) else { return };
    let written = to_value::<W>(&value);
    let (second, _) = from_slice::<W>(written.to_string().as_bytes()).expect("what is written is read");
    assert_eq!(to_value::<W>(&second), written, "it is written alike");
}

/// Reads the body of an event's request: within the limits, or refused.
pub(crate) fn form(data: &[u8]) {
    let limits = Limits::default();
    if let Ok(body) = parse_body(data, limits) {
        assert!(body.is_object());
        let (values, depth) = measured(&body);
        assert!(values <= limits.values + 1 && depth <= limits.depth + 1, "{values} {depth}");
    }
    if let Ok(event) = Unverified::parse(data) {
        assert!(event.name().is_ascii());
        let event = event.assume_genuine();
        let _ = (format!("{event:?}"), event.payload().is_ok());
    }
}

/// The number of values, and their depth.
fn measured(value: &Value) -> (usize, usize) {
    let inner: Vec<(usize, usize)> = match value {
        Value::Array(items) => items.iter().map(measured).collect(),
        Value::Object(map) => map.values().map(measured).collect(),
        _ => Vec::new(),
    };
    let values = inner.iter().map(|(values, _)| values).sum::<usize>();
    (values + 1, inner.iter().map(|(_, depth)| depth + 1).max().unwrap_or(0))
}

/// A client that calls nobody. Its portal is on this machine, as https would need a feature for TLS.
static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    let auth = Auth::webhook("http://127.0.0.1:9/rest/1/0123456789abcdef/").expect("an address");
    Client::builder(auth).build().expect("a client")
});

/// The beginning of the mark of a reference.
const MARK: &str = "\u{2}reference-";

/// Returns true if a text in a value has the mark of a reference.
fn is_marked(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains(MARK),
        Value::Array(items) => items.iter().any(is_marked),
        Value::Object(map) => map.iter().any(|(key, value)| key.contains(MARK) || is_marked(value)),
        _ => false,
    }
}

/// Returns true if the input itself has the mark, as it is or in the escapes of JSON.
fn is_written(text: &str) -> bool {
    let in_json = |line: &str| serde_json::from_str::<Value>(line).is_ok_and(|value| is_marked(&value));
    text.contains(MARK) || text.lines().any(in_json)
}

/// Makes a batch: a command of each line, `reference path` or JSON. What is sent holds no mark of a reference, and a text
/// that reads like one is refused.
pub(crate) fn references(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let is_v3 = text.starts_with('3');
    let mut batch = if is_v3 { CLIENT.batch().v3() } else { CLIENT.batch() };
    let mut handles = Vec::new();
    let mut has_lookalike = false;
    for line in text.lines().take(60) {
        let referred = line.split_once(' ').and_then(|(index, path)| {
            let handle: &Handle<Value> = handles.get(index.parse::<usize>().ok()?)?;
            Some(json!({ "a": Value::from(handle.result().untyped(path)), "list": [Value::from(handle.result())] }))
        });
        let params = referred.unwrap_or_else(|| {
            has_lookalike |= line.contains("$result[");
            json!({ "text": line, "json": serde_json::from_str::<Value>(line).unwrap_or_default() })
        });
        handles.push(batch.add(Dynamic::new("thing.get", params)));
    }
    match batch.written() {
        Ok(commands) => {
            assert!(is_v3 || !has_lookalike, "a text is no reference");
            let marked = commands.iter().find(|(_, _, params)| is_marked(params));
            // What was written by the caller is the caller's own text.
            assert!(marked.is_none() || is_written(&text), "{marked:?}");
        }
        Err(error) => drop(error.to_string()),
    }
}
