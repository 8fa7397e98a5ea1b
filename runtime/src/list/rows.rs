//! Pages as they come, and the items in them.

use std::collections::HashMap;
use std::vec::IntoIter;

use serde_json::{Map, Value};

use super::keys::{Keys, PAGE};
use crate::batch::raw::{Command, Outcome};
use crate::catalogue::PagerKind;
use crate::client::Client;
use crate::client::retry::{self, Next};
use crate::dom::{Node, Shape, Str};
use crate::envelope::{Aside, Raw, misfit};
use crate::error::{Error, ListError, Problem};
use crate::request::call::{Body, Call, Reply};
use crate::wire::{Cx, Wire};

/// Items of a list.
#[derive(Debug)]
pub(super) struct Chunk<T> {
    pub(super) rows: Rows<T>,
    /// The number of items before them, if places go by it, and not by identifiers.
    pub(super) done: Option<u64>,
    pub(super) total: Option<u64>,
}

/// An item, and its identifier.
pub(super) type Row<T> = (T, Option<i64>);

/// Items, page by page: they are large, and not moved from one vector to another, and a page that was given is freed.
#[derive(Debug)]
pub(super) struct Rows<T>(Vec<Vec<Row<T>>>);

impl<T> Rows<T> {
    /// Returns none, with room for pages.
    pub(super) fn of_pages(pages: usize) -> Self {
        Rows(Vec::with_capacity(pages))
    }

    pub(super) fn push(&mut self, page: Vec<Row<T>>) {
        self.0.push(page);
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// Returns the identifiers.
    pub(super) fn ids(&self) -> impl Iterator<Item = Option<i64>> {
        self.0.iter().flatten().map(|(_, id)| *id)
    }

    pub(super) fn into_pages(self) -> IntoIter<Vec<Row<T>>> {
        self.0.into_iter()
    }
}

impl<T> From<Vec<Row<T>>> for Rows<T> {
    fn from(page: Vec<Row<T>>) -> Self {
        Rows(vec![page])
    }
}

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
type Decode<T> = for<'n> fn(&Keys, Node<'n>, &mut Cx<'n>) -> Result<Found<'n, T>, Error>;

/// The items of a result, and what stands beside them.
struct Found<'n, T> {
    rows: Vec<Row<T>>,
    first: Option<Node<'n>>,
    beside: Vec<(Str<'n>, Node<'n>)>,
}

impl<T> Default for Found<'_, T> {
    fn default() -> Self {
        Found { rows: Vec::new(), first: None, beside: Vec::new() }
    }
}

/// The outcome of a command that asks for a page, and the rows that were read while its answer was.
pub(super) struct Paged<T> {
    outcome: Outcome,
    rows: Option<Result<Vec<Row<T>>, Error>>,
}

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
        Ok(Source { client, keys, in_flight, decode: |_, _, _| Ok(Found::default()) })
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
        let mut cx = Cx::new("result");
        let mut found = None;
        let read = raw.read_with(&mut cx, |result, cx| found = Some((self.decode)(&self.keys, result, cx)));
        if let (Some((_, aside)), Some(found)) = (read, found) {
            return self.page_of(found, aside);
        }
        let document = raw.open(&hide)?;
        let root = document.root();
        let Some(result) = root.get("result") else { return Err(raw.unexpected(Problem::NoResult, &hide)) };
        let found = (self.decode)(&self.keys, result, &mut Cx::new("result"));
        self.page_of(found, Aside::of(root))
    }

    /// Puts a page together.
    fn page_of(&self, found: Result<Found<'_, T>, Error>, aside: Aside<'_>) -> Result<Page<T>, Error> {
        if let Some(usage) = aside.usage() {
            self.client.observe(&self.keys.method, &usage);
        }
        let number = |node: Option<Node<'_>>| count(node.and_then(|node| i64::decode(node, &mut Cx::new(""))));
        let (total, next) = (number(aside.total), number(aside.next));
        let Found { rows, first, beside } = found.map_err(|error| self.client.without_secrets(error))?;
        let get = |key: &str| beside.iter().find(|(name, _)| name.is(key)).map(|(_, node)| *node);
        let cursor = get("nextCursor").or_else(|| get("afterCursor"));
        let cursor = cursor.filter(|cursor| !is_empty(*cursor)).map(Node::to_value);
        let more = |key: &&str| get(key).and_then(|more| bool::decode(more, &mut Cx::new("")));
        let has_more = MORE.iter().find_map(more);
        // Two pages are compared where no number tells them apart.
        let is_compared = self.keys.pager.is_some_and(|pager| pager.kind != PagerKind::Start);
        let first = first.filter(|_| is_compared).map(Node::to_value);
        Ok(Page { rows, first, total, next, cursor, has_more })
    }

    /// Sends commands that ask for pages, and reads their rows.
    pub(super) async fn pages(&self, commands: &[Command]) -> Result<Vec<Paged<T>>, Error> {
        let api = self.keys.api;
        let reply = self.client.exchange_commands(api, commands, false).await?;
        let mut read = HashMap::new();
        let outcomes = self.client.outcomes(api, commands, false, reply, &mut |name, node, cursor| {
            let mut cx = Cx::new("result");
            cx.cursor = *cursor;
            let rows = (self.decode)(&self.keys, node, &mut cx).map(|found| found.rows);
            *cursor = cx.cursor;
            read.entry(name.to_owned()).or_insert(rows);
        })?;
        let paged = |(command, outcome): (&Command, Outcome)| Paged { rows: read.remove(&command.name), outcome };
        Ok(commands.iter().zip(outcomes).map(paged).collect())
    }

    /// A page that came in a batch.
    pub(super) fn read_outcome(&self, Paged { outcome, rows }: Paged<T>) -> Result<Page<T>, Error> {
        let node = outcome.node()?;
        let decode = || (self.decode)(&self.keys, node, &mut Cx::new("result")).map(|found| found.rows);
        let rows = rows.unwrap_or_else(decode).map_err(|error| self.client.without_secrets(error))?;
        let (total, next) = (count(outcome.total()), count(outcome.next()));
        Ok(Page { rows, first: None, total, next, cursor: None, has_more: None })
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

/// Reads the items of a result. They are passed over to the end even if one is wrong: what is behind them is read, too.
fn decode<'n, W: Wire>(keys: &Keys, result: Node<'n>, cx: &mut Cx<'n>) -> Result<Found<'n, W::Out>, Error> {
    let mut found = Found::default();
    let key = keys.items();
    if key.is_empty() {
        return items::<W>(keys, result, cx, &mut found).map(|()| found);
    }
    let mut read = None;
    if let Shape::Object(entries) = result.shape() {
        let mut members = cx.cursor.members(entries);
        while let Some((name, node)) = members.next(&mut cx.cursor) {
            if read.is_none() && name.is(key) {
                read = Some(items::<W>(keys, node, cx, &mut found));
            } else {
                found.beside.push((name, node));
            }
            cx.cursor.settle(node);
        }
    }
    match read {
        Some(read) => read.map(|()| found),
        None if is_empty(result) => Ok(found),
        None => Err(no_list(keys, result)),
    }
}

/// Reads the items of a list. PHP writes lists with gaps as objects.
fn items<'n, W: Wire>(
    keys: &Keys,
    list: Node<'n>,
    cx: &mut Cx<'n>,
    found: &mut Found<'n, W::Out>,
) -> Result<(), Error> {
    match list.shape() {
        Shape::List(list) => {
            let mut items = cx.cursor.items(list);
            rows::<W>(keys, |cx| items.next(&mut cx.cursor), cx, found)
        }
        Shape::Object(entries) => {
            let mut members = cx.cursor.members(entries);
            rows::<W>(keys, |cx| Some(members.next(&mut cx.cursor)?.1), cx, found)
        }
        Shape::Null => Ok(()),
        _ => Err(no_list(keys, list)),
    }
}

fn rows<'n, W: Wire>(
    keys: &Keys,
    mut next: impl FnMut(&mut Cx<'n>) -> Option<Node<'n>>,
    cx: &mut Cx<'n>,
    found: &mut Found<'n, W::Out>,
) -> Result<(), Error> {
    let mut wrong = None;
    found.rows.reserve(keys.size().min(PAGE) as usize);
    while let Some(node) = next(cx) {
        let id = keys.id().and_then(|id| node.get(id)).and_then(|id| i64::decode(id, &mut Cx::new("")));
        found.first = found.first.or(Some(node));
        match cx.decode::<W>(node) {
            _ if wrong.is_some() => {}
            Some(row) => found.rows.push((row, id)),
            None => {
                let path = format!("{}[{}]", path(keys), found.rows.len());
                wrong = Some(misfit::<W>(&keys.method, path, node, cx));
            }
        }
    }
    wrong.map_or(Ok(()), Err)
}

/// The error of a value where a list is described.
fn no_list(keys: &Keys, node: Node<'_>) -> Error {
    Error::Result {
        method: keys.method.clone(),
        path: path(keys),
        expected: "list",
        found: node.type_name(),
        result: Box::new(node.to_value()),
    }
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
