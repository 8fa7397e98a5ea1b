//! The answer around `result`.

use serde_json::Value;

use crate::dom::{Cursor, Document, Node, Shape, Str, has_too_many, is_too_deep};
use crate::error::{ApiError, Error, FieldError, Problem, Unexpected};
use crate::limits::Usage;
use crate::wire::{Cx, DateTime, Drift, Extra, Leaves, Object, Unix, Wire};

/// The number of characters of an unexpected body that an error shows.
const SHOWN: usize = 200;

/// The number of bytes at the start of an unexpected body that are looked at. Whatever spelling of a secret begins among
/// those that are shown ends here.
const START: usize = 64 * 1024;

/// The maximum number of bytes of an answer that is an error. It is kept in several forms.
pub(crate) const LARGEST_ERROR: usize = 1024 * 1024;

/// Takes secrets out of a text of the server's, before an error shows it.
pub(crate) type Hide<'h> = &'h dyn Fn(&str) -> String;

/// An answer: the result, and what came with it.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, json};
///
/// let response = b24.send(Dynamic::new("user.get", json!({}))).await?;
/// println!("{:?} users, the next page starts at {:?}", response.total, response.next);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The result.
    pub result: T,
    /// The duration on the server, and the used part of the method's time limit.
    pub time: Option<Time>,
    /// The total number of items of a list, where the method counts them.
    pub total: Option<i64>,
    /// The offset of the next page of a list; missing on the last one.
    pub next: Option<i64>,
    /// The result as the server wrote it, where a value outside of any object is not written as described; what is
    /// inside of one is in its [`Extra`].
    pub written: Option<Value>,
    /// The differences between the answer and its description.
    pub drift: Drift,
}

/// The `time` of an answer. See [Time](https://apidocs.bitrix24.com/api-reference/data-types.html#time).
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, Time, json};
///
/// let time: Option<Time> = b24.send(Dynamic::new("user.current", json!({}))).await?.time;
/// println!("{:?} seconds of the limit are used", time.and_then(|time| time.operating));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Time {
    /// The time of the request, in seconds since 1970.
    pub start: Option<f64>,
    /// The time at which the answer was ready, in seconds since 1970.
    pub finish: Option<f64>,
    /// From start to finish, in seconds.
    pub duration: Option<f64>,
    /// The running time of the method, in seconds.
    pub processing: Option<f64>,
    /// The time of the request.
    pub date_start: Option<DateTime>,
    /// The time at which the answer was ready.
    pub date_finish: Option<DateTime>,
    /// The time at which part of the method's time limit becomes free again.
    pub operating_reset_at: Option<DateTime>,
    /// The running time of this method in the last ten minutes, in seconds; the limit applies to it.
    pub operating: Option<f64>,
    /// The rest.
    pub extra: Extra,
}

impl Time {
    /// Returns the running time of the method, which the limits go by.
    pub(crate) fn usage(&self) -> Option<Usage> {
        Some(usage(self.operating?, self.operating_reset_at.as_ref(), self.finish.or(self.start)))
    }
}

impl Object for Time {
    fn walk(&self, cx: &mut Cx<'_>) -> Self {
        Self {
            start: cx.double("start", &self.start),
            finish: cx.double("finish", &self.finish),
            duration: cx.double("duration", &self.duration),
            processing: cx.double("processing", &self.processing),
            date_start: cx.date_time("date_start", &self.date_start),
            date_finish: cx.date_time("date_finish", &self.date_finish),
            operating_reset_at: cx.unix("operating_reset_at", &self.operating_reset_at),
            operating: cx.double("operating", &self.operating),
            extra: cx.extra(&self.extra),
        }
    }
}

/// An answer as it came over HTTP.
#[doc(hidden)]
#[derive(Debug)]
pub struct Raw<'a> {
    /// The method that was called.
    pub method: &'a str,
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: &'a [u8],
}

impl<'a> Raw<'a> {
    /// Reads the answer as a result of type `W`, or as an error.
    pub fn decode<W: Wire>(&self) -> Result<Response<W::Out>, Error> {
        self.decode_hiding::<W>(&str::to_owned)
    }

    /// Reads the answer as a result, which may hold a secret, because it is the caller's own; or as an error without.
    pub(crate) fn decode_hiding<W: Wire>(&self, hide: Hide<'_>) -> Result<Response<W::Out>, Error> {
        self.decode_counting::<W>(&mut None, hide)
    }

    /// Reads the answer, and counts the leaves of the result where there is a count already.
    pub(crate) fn decode_counting<W: Wire>(
        &self,
        leaves: &mut Option<Leaves>,
        hide: Hide<'_>,
    ) -> Result<Response<W::Out>, Error> {
        let mut cx = Cx::new("result");
        cx.leaves = *leaves;
        let (mut value, mut exact) = (None, true);
        let read = self.read_with(&mut cx, |node, cx| exact = result_of::<W>(node, cx, &mut value));
        let Some((node, aside)) = read else {
            drop(value);
            return self.decode_tree::<W>(leaves, hide);
        };
        response::<W>(self.method, node, (value, exact), cx, aside, leaves, hide)
    }

    /// Reads the result alone, and what the client learns from an answer: nobody asks for the rest.
    pub(crate) fn decode_result<W: Wire>(&self, hide: Hide<'_>, learned: &mut Learned) -> Result<W::Out, Error> {
        let mut cx = Cx::new("result");
        // Results are large, and each place that they pass through takes a copy: they are put where they stay.
        let mut value = None;
        let read = self.read_with(&mut cx, |node, cx| _ = result_of::<W>(node, cx, &mut value));
        let Some((node, aside)) = read else {
            drop(value);
            return self.decode_result_of_tree::<W>(hide, learned);
        };
        let Some(value) = value else { return Err(misfit_of::<W>(self.method, node, &mut cx, hide)) };
        *learned = Learned { usage: aside.usage(), drift: cx.into_drift() };
        Ok(value)
    }

    #[cold]
    fn decode_result_of_tree<W: Wire>(&self, hide: Hide<'_>, learned: &mut Learned) -> Result<W::Out, Error> {
        let Response { result, time, drift, .. } = self.decode_tree::<W>(&mut None, hide)?;
        *learned = Learned { usage: time.and_then(|time| time.usage()), drift };
        Ok(result)
    }

    /// Reads a success from its text, and its result by `read`; `None` when it is anything else. Then a tree tells what.
    pub(crate) fn read_with(
        &self,
        cx: &mut Cx<'a>,
        read: impl FnOnce(Node<'a>, &mut Cx<'a>),
    ) -> Option<(Node<'a>, Aside<'a>)> {
        if !self.is_success() {
            return None;
        }
        let mut read = Some(read);
        let (mut result, mut error, mut aside) = (None, None, Aside::default());
        let is_answer = cx.whole(self.body, |root, cx| {
            let Shape::Object(entries) = root.shape() else { return false };
            let mut members = cx.cursor.members(entries);
            while let Some((key, node)) = members.next(&mut cx.cursor) {
                match &*key.text() {
                    "result" => {
                        if let Some(read) = read.take() {
                            result = Some(node);
                            read(node, cx);
                        }
                    }
                    "error" => error = error.or(Some(node)),
                    "time" => aside.add_time(node, &mut cx.cursor),
                    "total" => aside.total = aside.total.or(Some(node)),
                    "next" => aside.next = aside.next.or(Some(node)),
                    _ => {}
                }
                cx.cursor.settle(node);
            }
            error.is_none_or(|error| matches!(error.shape(), Shape::Null))
        });
        let node = result.filter(|_| is_answer == Some(true))?;
        Some((node, aside))
    }

    /// Reads the answer from a tree, in which a test finds what it finds in the text.
    pub fn decode_from_tree<W: Wire>(&self) -> Result<Response<W::Out>, Error> {
        self.decode_tree::<W>(&mut None, &str::to_owned)
    }

    /// Reads the answer from a tree: whatever it is, and then an error says what.
    pub(crate) fn decode_tree<W: Wire>(
        &self,
        leaves: &mut Option<Leaves>,
        hide: Hide<'_>,
    ) -> Result<Response<W::Out>, Error> {
        let document = self.open(hide)?;
        let root = document.root();
        // Some methods, such as the one for OpenAPI, answer without an envelope.
        let result = root.get("result").unwrap_or(root);
        read::<W>(self.method, result, Aside::of(root), leaves, hide)
    }

    /// Parses an answer that is a success; it has a result, or is one.
    pub(crate) fn open(&self, hide: Hide<'_>) -> Result<Document, Error> {
        if (300..400).contains(&self.status) {
            return Err(self.unexpected(Problem::Redirect, hide));
        }
        let Some(document) = parse(self.body) else { return Err(self.not_json(hide)) };
        let root = document.root();
        if let Some(error) = error(root) {
            return Err(self.refused(root, error, hide));
        }
        match root.get("result") {
            Some(_) if self.is_success() => Ok(document),
            Some(_) => Err(self.refused(root, root, hide)),
            None if self.is_success() && matches!(root.shape(), Shape::Object(_)) => Ok(document),
            None => Err(self.unexpected(Problem::NoResult, hide)),
        }
    }

    fn refused(&self, root: Node<'_>, error: Node<'_>, hide: Hide<'_>) -> Error {
        if self.body.len() > LARGEST_ERROR {
            return self.unexpected(Problem::TooLarge, hide);
        }
        Error::Api(Box::new(self.api_error(root, error))).hiding(hide)
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Both shapes: `{"error": code, "error_description": message}` and `{"error": {"code", "message", "validation"}}`.
    fn api_error(&self, root: Node<'_>, error: Node<'_>) -> ApiError {
        let text = |node: Option<Node<'_>>| node.and_then(|node| String::decode(node, &mut Cx::new("")));
        let is_v3 = error.get("code").is_some() || error.get("message").is_some();
        let (code, message) = if is_v3 {
            (text(error.get("code")), text(error.get("message")))
        } else {
            (text(Some(error)), text(root.get("error_description")))
        };
        let validation = error.get("validation").map_or_else(Vec::new, validation);
        ApiError {
            method: self.method.to_owned(),
            status: Some(self.status),
            code: code.unwrap_or_default(),
            message: message.unwrap_or_default(),
            validation,
            body: root.to_value(),
        }
    }

    fn not_json(&self, hide: Hide<'_>) -> Error {
        let problem = if self.body.trim_ascii_start().is_empty() {
            Problem::Empty
        } else if self.is_html() {
            Problem::Html
        } else if is_too_deep(self.body) {
            Problem::TooDeep
        } else if has_too_many(self.body) {
            Problem::TooLarge
        } else {
            Problem::NotJson
        };
        self.unexpected(problem, hide)
    }

    /// An error for an answer of which there is only the start.
    pub(crate) fn cut_off(&self, hide: Hide<'_>) -> Error {
        self.unexpected(if self.is_html() { Problem::Html } else { Problem::TooLarge }, hide)
    }

    fn is_html(&self) -> bool {
        let text = self.body.trim_ascii_start();
        let starts = |tag: &str| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
        ["<!doctype", "<html", "<head"].into_iter().any(starts)
    }

    /// An error that keeps the start of the body, its white space folded.
    pub(crate) fn unexpected(&self, problem: Problem, hide: Hide<'_>) -> Error {
        let is_whole = self.body.len() <= START;
        let text = hide(&String::from_utf8_lossy(&self.body[..self.body.len().min(START)]));
        // What is hidden is shorter than it was: near the end there may be a part of a secret.
        let end = if is_whole { text.len() } else { text.len().saturating_sub(START / 4) };
        let shown = text.char_indices().take_while(|(at, _)| *at < end).map(|(_, char)| char);
        let start = folded(shown).take(SHOWN).collect::<String>().trim_end().to_owned();
        Error::Unexpected(Box::new(Unexpected {
            method: self.method.to_owned(),
            status: self.status,
            problem,
            start,
            unfollowed: String::new(),
        }))
    }
}

/// The error in an answer.
pub(crate) fn error(root: Node<'_>) -> Option<Node<'_>> {
    root.get("error").filter(|error| !matches!(error.shape(), Shape::Null))
}

/// The characters of a text, with one space for white space between them and none before.
fn folded(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut was_space = true;
    text.filter_map(move |char| {
        let is_space = char.is_whitespace();
        let is_kept = !(is_space && was_space);
        was_space = is_space;
        is_kept.then_some(if is_space { ' ' } else { char })
    })
}

/// The part of an answer that the client itself goes by, whoever asked for the result.
#[derive(Debug, Default)]
pub(crate) struct Learned {
    /// The running time of the method.
    pub(crate) usage: Option<Usage>,
    /// The differences between the answer and its description.
    pub(crate) drift: Drift,
}

/// The running time of a method, of which part is forgotten at a time of the server's clock that is `now` at this moment.
fn usage(seconds: f64, reset_at: Option<&DateTime>, now: Option<f64>) -> Usage {
    let reset_at = reset_at.and_then(|at| at.timestamp().ok());
    Usage { seconds, reset_in: reset_at.zip(now).map(|(at, now)| at.as_second() as f64 - now) }
}

/// The members of `time` that the limits go by. Without `finish` they go by its other members.
const USAGE: [&str; 3] = ["finish", "operating_reset_at", "operating"];

/// The values beside a result.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Aside<'a> {
    pub(crate) time: Option<Node<'a>>,
    /// The part of the time that the limits go by, which every answer is read for; the rest is read when it is asked for.
    operating: Option<Node<'a>>,
    operating_reset_at: Option<Node<'a>>,
    finish: Option<Node<'a>>,
    pub(crate) total: Option<Node<'a>>,
    pub(crate) next: Option<Node<'a>>,
}

impl<'a> Aside<'a> {
    /// Takes them from a whole answer.
    pub(crate) fn of(root: Node<'a>) -> Self {
        Aside::new(root.get("time"), root.get("total"), root.get("next"))
    }

    /// Takes values that were read before.
    pub(crate) fn new(time: Option<Node<'a>>, total: Option<Node<'a>>, next: Option<Node<'a>>) -> Self {
        let mut aside = Aside { total, next, ..Aside::default() };
        if let Some(time) = time {
            aside.add_time(time, &mut Cursor::any());
        }
        aside
    }

    /// Adds the time, which is read to its end.
    fn add_time(&mut self, time: Node<'a>, cursor: &mut Cursor) {
        if self.time.is_some() {
            return;
        }
        self.time = Some(time);
        let Shape::Object(entries) = time.shape() else { return };
        let is_wanted = |key: Str<'_>| USAGE.iter().any(|wanted| key.is(wanted));
        let mut members = cursor.members(entries);
        while let Some((key, node)) = members.next_if(cursor, is_wanted) {
            let Some(node) = node else { continue };
            let places = [&mut self.finish, &mut self.operating_reset_at, &mut self.operating];
            if let Some((_, place)) = USAGE.iter().zip(places).find(|(wanted, _)| key.is(wanted)) {
                *place = Some(node);
            }
            cursor.settle(node);
        }
    }

    /// Returns the running time of the method.
    pub(crate) fn usage(&self) -> Option<Usage> {
        let mut cx = Cx::new("");
        let Some(finish) = self.finish else { return Time::decode(self.time?, &mut cx)?.usage() };
        let seconds = f64::decode(self.operating?, &mut cx)?;
        let reset_at = self.operating_reset_at.and_then(|node| Unix::decode(node, &mut cx));
        Some(usage(seconds, reset_at.as_ref(), f64::decode(finish, &mut cx)))
    }
}

/// Reads a result of type `W`, and what stands beside it.
pub(crate) fn read<'a, W: Wire>(
    method: &str,
    result: Node<'a>,
    aside: Aside<'a>,
    leaves: &mut Option<Leaves>,
    hide: Hide<'_>,
) -> Result<Response<W::Out>, Error> {
    let mut cx = Cx::new("result");
    cx.leaves = *leaves;
    let mut value = None;
    let exact = result_of::<W>(result, &mut cx, &mut value);
    response::<W>(method, result, (value, exact), cx, aside, leaves, hide)
}

/// Reads a result into `value`, and tells whether it is written as its codec would write it.
fn result_of<'a, W: Wire>(node: Node<'a>, cx: &mut Cx<'a>, value: &mut Option<W::Out>) -> bool {
    let read = |cx: &mut Cx<'a>| {
        *value = W::decode(node, cx);
        if value.is_none() {
            *value = empty::<W>(node, cx);
        }
    };
    cx.exactly(read).1
}

/// Puts what was read together.
fn response<'a, W: Wire>(
    method: &str,
    result: Node<'a>,
    (value, exact): (Option<W::Out>, bool),
    mut cx: Cx<'a>,
    aside: Aside<'a>,
    leaves: &mut Option<Leaves>,
    hide: Hide<'_>,
) -> Result<Response<W::Out>, Error> {
    let Some(value) = value else {
        return Err(misfit_of::<W>(method, result, &mut cx, hide));
    };
    *leaves = cx.leaves;
    // A misfit beside the result is nobody's data: it is left out.
    let mut beside = Cx::new("");
    let total = aside.total.and_then(|node| i64::decode(node, &mut beside));
    let next = aside.next.and_then(|node| i64::decode(node, &mut beside));
    let time = aside.time.and_then(|time| Time::decode(time, &mut beside));
    let written = (!exact).then(|| result.to_value());
    Ok(Response { result: value, time, total, next, written, drift: cx.into_drift() })
}

/// The error of a result that is of another type than `W`, without secrets.
#[cold]
fn misfit_of<W: Wire>(method: &str, result: Node<'_>, cx: &mut Cx<'_>, hide: Hide<'_>) -> Error {
    misfit::<W>(method, "result".to_owned(), result, cx).hiding(hide)
}

/// The error of a value that is of another type than `W`.
pub(crate) fn misfit<W: Wire>(method: &str, path: String, node: Node<'_>, cx: &mut Cx<'_>) -> Error {
    let (method, result) = (method.to_owned(), Box::new(node.to_value()));
    match cx.refused() {
        Some(problem) => Error::Own { method, problem, result },
        None => Error::Result { method, path, expected: W::NAME, found: node.type_name(), result },
    }
}

/// PHP writes an empty object as an empty list.
fn empty<'a, W: Wire>(result: Node<'a>, cx: &mut Cx<'a>) -> Option<W::Out> {
    let Shape::List(list) = result.shape() else { return None };
    cx.inexact();
    if list.is_empty() { W::decode(Node::empty_object(), cx) } else { None }
}

fn validation(list: Node<'_>) -> Vec<FieldError> {
    let Shape::List(list) = list.shape() else { return Vec::new() };
    let text = |node: Option<Node<'_>>| node.and_then(Node::text).unwrap_or_default().into_owned();
    list.iter()
        .map(|item| FieldError { field: text(item.get("field")), message: text(item.get("message")) })
        .filter(|error| *error != FieldError::default())
        .collect()
}

/// The number of places at which JSON is looked for behind something else.
const MAX_STARTS: usize = 8;

/// Parses an answer. PHP may print a notice before it, and a file of its may begin with a byte order mark.
fn parse(body: &[u8]) -> Option<Document> {
    Document::parse(body).or_else(|| {
        let starts = memchr::memmem::find_iter(body, b"{\"").filter(|start| *start > 0).take(MAX_STARTS);
        starts.map(|start| &body[start..]).filter_map(Document::parse).next()
    })
}

/// Decodes JSON that stands outside an answer, such as a row kept in a file, and returns the differences between it and
/// its description. `None` when the bytes are not JSON or not of this type at all.
pub fn from_slice<W: Wire>(bytes: &[u8]) -> Option<(W::Out, Drift)> {
    let mut cx = Cx::new("result");
    let value = cx.whole(bytes, |node, cx| W::decode(node, cx))??;
    Some((value, cx.into_drift()))
}

/// Encodes a value as the server would write it. Its wire type has to be named, which for an object is the type itself:
/// `to_value::<crm::item::list::ResponseItems>(&item)`.
pub fn to_value<W: Wire>(value: &W::Out) -> Value {
    W::encode(value)
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// A file of the portal may begin with a byte order mark, and PHP may print a notice before the answer.
    #[test]
    fn what_php_prints_before_an_answer_is_no_part_of_it() {
        let answer = br#"{"result":{"id":1}}"#;
        for before in ["\u{feff}", "<br />\n<b>Notice</b>: Undefined index {\"x\"} in <b>a.php</b><br />\n", " \n"] {
            let body = [before.as_bytes(), answer].concat();
            let document = parse(&body).expect("an answer");
            assert!(document.root().get("result").is_some(), "{before}");
        }
        assert!(parse(b"<html>{\"a\": 1} is no answer</html>").is_none());
    }
}
