//! Pages as they come, and the items in them.

use serde_json::{Map, Value};

use super::checkpoint::Checkpoint;
use super::keys::Keys;
use crate::batch::raw::{Command, Outcome};
use crate::client::Client;
use crate::client::retry::{self, Next};
use crate::dom::{Node, Shape};
use crate::envelope::{Raw, Time, misfit};
use crate::error::{Error, ListError, Problem};
use crate::request::call::{Body, Call, Reply};
use crate::wire::{Cx, Wire};

/// Items of a list, each with the place after it.
#[derive(Debug)]
pub(super) struct Chunk<T> {
    pub(super) rows: Vec<(T, Checkpoint)>,
    pub(super) total: Option<u64>,
}

/// An item, and its identifier.
pub(super) type Row<T> = (T, Option<i64>);

/// One page.
#[derive(Debug)]
pub(super) struct Page<T> {
    pub(super) rows: Vec<Row<T>>,
    /// The first item as it came.
    pub(super) first: Option<Value>,
    pub(super) total: Option<u64>,
    pub(super) next: Option<u64>,
    /// REST 3.0's place behind the page.
    pub(super) cursor: Option<Value>,
    /// True if the server says that there are other pages.
    pub(super) has_more: Option<bool>,
}

/// Takes the items out of a result.
type Decode<T> = fn(&Keys, Node<'_>) -> Result<Vec<Row<T>>, Error>;

/// A source of pages.
pub(super) struct Source<T> {
    pub(super) client: Client,
    pub(super) keys: Keys,
    pub(super) in_flight: usize,
    decode: Decode<T>,
}

impl<T> Clone for Source<T> {
    fn clone(&self) -> Self {
        Source { client: self.client.clone(), keys: self.keys.clone(), in_flight: self.in_flight, decode: self.decode }
    }
}

impl<T> Source<T> {
    pub(super) fn new(client: Client, keys: Keys, in_flight: usize) -> Result<Self, Error> {
        if keys.pager.is_none() {
            let reason = "nothing is known of how it is read page by page".to_owned();
            return Err(Error::List(Box::new(ListError { method: keys.method, reason })));
        }
        Ok(Source { client, keys, in_flight, decode: |_, _| Ok(Vec::new()) })
    }

    pub(super) fn decoding<W: Wire<Out = T>>(self) -> Self {
        Source { decode: decode::<W>, ..self }
    }

    pub(super) fn error(&self, reason: impl Into<String>) -> Error {
        Error::List(Box::new(ListError { method: self.keys.method.clone(), reason: reason.into() }))
    }

    /// Asks for one page by itself.
    pub(super) async fn page(&self, params: Map<String, Value>) -> Result<Page<T>, Error> {
        let Keys { method, api, kind, .. } = &self.keys;
        let call = Call { name: method.clone(), api: *api, kind: *kind, body: Body::Params(params), uses: Vec::new() };
        let reply = self.client.exchange(&call).await?;
        self.read(&reply)
    }

    fn read(&self, reply: &Reply) -> Result<Page<T>, Error> {
        let hide = self.client.auth().hider();
        let raw = Raw { method: &self.keys.method, status: reply.status, body: &reply.body };
        let document = raw.open(&hide)?;
        let root = document.root();
        if let Some(time) = root.get("time").and_then(|time| Time::decode(time, &mut Cx::new(""))) {
            self.client.observe(&self.keys.method, &time);
        }
        let Some(result) = root.get("result") else { return Err(raw.unexpected(Problem::NoResult, &hide)) };
        let number = |key| root.get(key).and_then(|node| i64::decode(node, &mut Cx::new("")));
        let (total, next) = (number("total"), number("next"));
        let rows = self.rows(result)?;
        let cursor = result.get("nextCursor").or_else(|| result.get("afterCursor"));
        let cursor = cursor.filter(|cursor| !is_empty(*cursor)).map(Node::to_value);
        let more = |key: &&str| result.get(key).and_then(|more| bool::decode(more, &mut Cx::new("")));
        let has_more = MORE.iter().find_map(more);
        let first = items(&self.keys, result).and_then(|items| items.first().map(|item| item.to_value()));
        Ok(Page { rows, first, total: count(total), next: count(next), cursor, has_more })
    }

    /// A page that came in a batch.
    pub(super) fn read_outcome(&self, outcome: &Outcome) -> Result<Page<T>, Error> {
        let rows = self.rows(outcome.node()?)?;
        let (total, next) = (count(outcome.total()), count(outcome.next()));
        Ok(Page { rows, first: None, total, next, cursor: None, has_more: None })
    }

    fn rows(&self, result: Node<'_>) -> Result<Vec<Row<T>>, Error> {
        (self.decode)(&self.keys, result).map_err(|error| self.client.without_secrets(error))
    }

    /// Returns true if a command that was refused can be repeated: its rate or its time was used up, its token
    /// ended, or the server broke.
    pub(super) fn is_worth_waiting(&self, error: &Error) -> bool {
        match retry::next(error, true) {
            Next::Later => self.client.used_up(&self.keys.method),
            Next::Slower | Next::Again => {}
            // The next request is refused as a whole, and renews it.
            Next::Renew if self.client.auth().renews() => {}
            _ => return matches!(error, Error::Command(_)),
        }
        true
    }

    /// A command of a batch that asks for a page.
    pub(super) fn command(&self, index: usize, mut params: Map<String, Value>, start: i64) -> Command {
        params.insert("start".to_owned(), start.into());
        Command::new(format!("p{index}"), &self.keys.method, self.keys.kind, params)
    }

    /// The path of the identifier of an item of an earlier page of the same batch.
    pub(super) fn reference(&self, page: usize, item: usize) -> Value {
        let items = self.keys.items();
        let items = if items.is_empty() { String::new() } else { format!("[{items}]") };
        format!("$result[p{page}]{items}[{item}][{}]", self.keys.id().unwrap_or_default()).into()
    }
}

fn count(number: Option<i64>) -> Option<u64> {
    number.and_then(|number| u64::try_from(number).ok())
}

/// The keys by which a result says that there are other pages.
const MORE: [&str; 3] = ["hasMore", "hasNextPage", "hasMorePages"];

/// The items of a result, if it has a list. PHP writes lists with gaps as objects.
fn items<'n>(keys: &Keys, result: Node<'n>) -> Option<Vec<Node<'n>>> {
    let list = match keys.items() {
        "" => result,
        key => match result.get(key) {
            Some(list) => list,
            None => return is_empty(result).then(Vec::new),
        },
    };
    match list.shape() {
        Shape::List(items) => Some(items.iter().collect()),
        Shape::Object(entries) => Some(entries.iter().map(|(_, node)| node).collect()),
        Shape::Null => Some(Vec::new()),
        _ => None,
    }
}

/// Reads the items of a result.
fn decode<W: Wire>(keys: &Keys, result: Node<'_>) -> Result<Vec<Row<W::Out>>, Error> {
    let wrong = |node: Node<'_>| Error::Result {
        method: keys.method.clone(),
        path: path(keys),
        expected: "list",
        found: node.type_name(),
        result: Box::new(node.to_value()),
    };
    let nodes = match keys.items() {
        key if !key.is_empty() && result.get(key).is_none() && !is_empty(result) => return Err(wrong(result)),
        key => items(keys, result).ok_or_else(|| wrong(result.get(key).unwrap_or(result)))?,
    };
    let mut cx = Cx::new("result");
    let mut rows = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.into_iter().enumerate() {
        let id = keys.id().and_then(|id| node.get(id)).and_then(|id| i64::decode(id, &mut Cx::new("")));
        match W::decode(node, &mut cx) {
            Some(row) => rows.push((row, id)),
            None => return Err(misfit::<W>(&keys.method, format!("{}[{index}]", path(keys)), node, &mut cx)),
        }
    }
    Ok(rows)
}

/// Returns the place of the items in an answer.
fn path(keys: &Keys) -> String {
    match keys.items() {
        "" => "result".to_owned(),
        key => format!("result.{key}"),
    }
}

fn is_empty(node: Node<'_>) -> bool {
    match node.shape() {
        Shape::Null | Shape::Bool(false) => true,
        Shape::List(list) => list.is_empty(),
        Shape::Object(entries) => entries.is_empty(),
        _ => false,
    }
}
