//! Whole lists, item by item.
//!
//! A method that lists answers a page at a time, mostly of 50 items. [`Client::list`] reads them to the end:
//!
//! ```no_run
//! # async fn example<R>(b24: bitrix24::Client, deals: R) -> Result<(), bitrix24::Error>
//! # where R: bitrix24::ListRequest, <R::Item as bitrix24::Wire>::Out: std::fmt::Debug + Send + 'static {
//! let mut deals = b24.list(deals).stream();
//! while let Some(deal) = deals.next().await {
//!     println!("{:?}", deal?);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The way depends on the method, see [`Strategy`]. Items come in the order of the request, few
//! of them are held at a time, and a list that cannot be read whole ends with an error.

mod checkpoint;
mod cursors;
mod keys;
mod offsets;
mod pages;
mod place;
mod ranges;
mod rows;
mod spans;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::boxed::BoxFuture;
use crate::client::Client;
use crate::error::Error;
use crate::query::ListRequest;
use crate::request::{As, AsWritten};
use crate::wire::Wire;
pub use checkpoint::Checkpoint;
use keys::Keys;
use rows::{Chunk, Row, Source};

/// A way of reading lists.
///
/// ```no_run
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::Strategy;
///
/// let deals = b24.list(crm::deal::List::new()).strategy(Strategy::Ranges).all().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Strategy {
    /// The fastest one that the method and the request allow: one page, and if that is not all, [`Ranges`](Self::Ranges),
    /// else [`Offsets`](Self::Offsets), else [`Pages`](Self::Pages). In REST 3.0, ranges are for methods with a filter that
    /// is not required. Where the server turns out not to go by identifiers, pages.
    #[default]
    Auto,
    /// One page a request, one after the other; in REST 3.0 by `pagination`, with offsets or cursors as the method has
    /// them.
    Pages,
    /// 50 pages a request by their offsets, several requests at a time. The deeper the offset, the slower the server.
    Offsets,
    /// 50 pages a request, each from the last identifier of the one before, without counting; one request at a time.
    /// Needs a method that filters and sorts by an identifier, and a request that does not sort by anything else. REST 3.0
    /// cannot refer to a page that may be missing: there it is ranges of identifiers, one request at a time.
    Chain,
    /// As [`Chain`](Self::Chain), with the identifiers split into ranges that are read at the same time. Meant for long
    /// lists: it asks for 50 pages at once. In REST 3.0, what is added behind the last item meanwhile is not read.
    Ranges,
}

impl Client {
    /// Returns a list to be read.
    pub fn list<R: ListRequest>(&self, request: R) -> List<R> {
        List { client: self.clone(), request, strategy: Strategy::Auto, in_flight: 4, from: Checkpoint::Start }
    }
}

/// A list to be read.
///
/// ```no_run
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// let deals = b24.list(crm::deal::List::new()).in_flight(2).all().await?;
/// println!("{} deals", deals.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a list is read only when its stream is"]
pub struct List<R> {
    client: Client,
    request: R,
    strategy: Strategy,
    in_flight: usize,
    from: Checkpoint,
}

impl<R: ListRequest> List<R>
where
    <R::Item as Wire>::Out: Send + 'static,
{
    /// Reads the items into a type of your own by serde, with the API's notations where the type tells what is meant.
    ///
    /// ```no_run
    /// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
    /// # use requests::crm;
    /// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
    /// # type MyDeal = std::collections::HashMap<String, bitrix24::Value>;
    /// let deals = b24.list(crm::deal::List::new()).as_::<MyDeal>().all().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn as_<T: DeserializeOwned + Clone>(self) -> List<As<R, T>> {
        let List { client, request, strategy, in_flight, from } = self;
        List { client, request: As::of(request), strategy, in_flight, from }
    }

    /// Gives the items as their JSON, each in one line, without looking into them.
    #[doc(hidden)]
    pub fn written(self) -> List<AsWritten<R>> {
        let List { client, request, strategy, in_flight, from } = self;
        List { client, request: AsWritten(request), strategy, in_flight, from }
    }

    /// Sets the way of reading; [`Strategy::Auto`] by default.
    pub fn strategy(mut self, strategy: Strategy) -> Self {
        self.strategy = strategy;
        self
    }

    /// Sets the number of requests at a time; 4 by default. Each may bring 2,500 items, which are held until their
    /// turn.
    pub fn in_flight(mut self, requests: usize) -> Self {
        self.in_flight = requests.max(1);
        self
    }

    /// Starts at the [position](Items::checkpoint) of an earlier reading of the same list.
    pub fn resume(mut self, from: Checkpoint) -> Self {
        self.from = from;
        self
    }

    /// Returns a stream of all items.
    pub fn stream(self) -> Items<<R::Item as Wire>::Out> {
        let List { client, request, strategy, in_flight, from } = self;
        let source = client.check(&request).and_then(|()| {
            let (target, params) = request.parts();
            Source::new(client, Keys::of(target, params), in_flight)
        });
        let reader = Reader::new::<R::Item>(source, strategy, from);
        Items {
            state: State::of(reader),
            pages: Vec::new().into_iter(),
            rows: Vec::new().into_iter(),
            done: None,
            checkpoint: from,
            total: None,
        }
    }

    /// Returns all items at once, in memory.
    ///
    /// # Errors
    ///
    /// The first error of the [stream](Self::stream).
    pub async fn all(self) -> Result<Vec<<R::Item as Wire>::Out>, Error> {
        let mut items = self.stream();
        let mut all = Vec::new();
        while let Some(item) = items.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

/// The maximum number of items of a list.
const MOST: u64 = i64::MAX as u64;

/// A reader, which gives the next piece of a list.
enum Reader<T> {
    Pages(pages::Pages<T>),
    Offsets(offsets::Offsets<T>),
    Ranges(ranges::Ranges<T>),
    Spans(spans::Spans<T>),
    Cursors(cursors::Cursors<T>),
    Failed(Option<Error>),
}

impl<T: Send + 'static> Reader<T> {
    fn new<W: Wire<Out = T>>(source: Result<Source<T>, Error>, strategy: Strategy, from: Checkpoint) -> Self {
        let source = match source {
            Ok(source) => source.decoding::<W>(),
            Err(error) => return Reader::Failed(Some(error)),
        };
        // No list is longer, and what is counted on from there is still a number.
        let from = if let Checkpoint::Offset(items) = from { Checkpoint::Offset(items.min(MOST)) } else { from };
        let (has_ids, in_flight) = (source.keys.ids().is_some(), source.in_flight);
        let resumes_id = matches!(from, Checkpoint::AfterId(_));
        match strategy {
            Strategy::Auto if source.keys.cursor().is_some() && !matches!(from, Checkpoint::Offset(_)) => {
                Reader::Ranges(ranges::Ranges::new(source, from, ranges::Start::OnePage).or_pages())
            }
            Strategy::Chain if source.keys.cursor().is_some() => {
                Reader::Ranges(ranges::Ranges::new(source, from, ranges::Start::Chain))
            }
            Strategy::Ranges if source.keys.cursor().is_some() => {
                Reader::Ranges(ranges::Ranges::new(source, from, ranges::Start::Ranges))
            }
            Strategy::Auto if has_ids && (resumes_id || source.keys.filters_freely() && from == Checkpoint::Start) => {
                Reader::Spans(spans::Spans::new(source, from, in_flight).or_pages())
            }
            Strategy::Ranges if has_ids => Reader::Spans(spans::Spans::new(source, from, in_flight)),
            Strategy::Chain if has_ids => Reader::Spans(spans::Spans::new(source, from, 1)),
            _ if resumes_id => Reader::Failed(Some(source.error("it cannot go on after an identifier"))),
            Strategy::Chain | Strategy::Ranges => {
                Reader::Failed(Some(source.error("its method, order or `select` does not go by identifiers")))
            }
            Strategy::Auto if source.keys.can_offset() => {
                Reader::Offsets(offsets::Offsets::new(source, from).or_pages())
            }
            Strategy::Offsets if source.keys.can_offset() => Reader::Offsets(offsets::Offsets::new(source, from)),
            Strategy::Offsets => Reader::Failed(Some(source.error("its method has no `start`"))),
            Strategy::Auto | Strategy::Pages if source.keys.has_cursors() => {
                Reader::Cursors(cursors::Cursors::new(source, from))
            }
            Strategy::Auto | Strategy::Pages => Reader::Pages(pages::Pages::new(source, from)),
        }
    }

    async fn next(&mut self) -> Option<Result<Chunk<T>, Error>> {
        match self {
            Reader::Pages(reader) => reader.next().await,
            Reader::Offsets(reader) => match (reader.next().await, reader.instead()) {
                (Some(Err(_)), Some((source, from))) => self.by_pages(source, from).await,
                (chunk, _) => chunk,
            },
            Reader::Ranges(reader) => match reader.next().await {
                Some(Err(error)) => match reader.instead(&error) {
                    Some(source) => self.by_pages(source, Checkpoint::Start).await,
                    None => Some(Err(error)),
                },
                chunk => chunk,
            },
            Reader::Cursors(reader) => reader.next().await,
            Reader::Spans(reader) => match reader.next().await {
                Some(Err(error)) => match reader.instead(&error) {
                    Some(source) => self.by_pages(source, Checkpoint::Start).await,
                    None => Some(Err(error)),
                },
                chunk => chunk,
            },
            Reader::Failed(error) => error.take().map(Err),
        }
    }

    /// Switches to reading by pages.
    async fn by_pages(&mut self, source: Source<T>, from: Checkpoint) -> Option<Result<Chunk<T>, Error>> {
        let mut pages = pages::Pages::new(source, from);
        let chunk = pages.next().await;
        *self = Reader::Pages(pages);
        chunk
    }
}

/// The items of a list, a [`Stream`]. It ends after an error.
///
/// ```no_run
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// let mut deals = b24.list(crm::deal::List::new()).stream();
/// while let Some(deal) = deals.next().await {
///     println!("{:?}; go on later from {}", deal?.title, deals.checkpoint());
/// }
/// # Ok(())
/// # }
/// ```
pub struct Items<T> {
    state: State<T>,
    pages: IntoIter<Vec<Row<T>>>,
    /// What is left of a page.
    rows: IntoIter<Row<T>>,
    /// The number of items so far, if places go by it, and not by identifiers.
    done: Option<u64>,
    checkpoint: Checkpoint,
    total: Option<u64>,
}

/// A reader and its next piece.
type Next<T> = (Reader<T>, Option<Result<Chunk<T>, Error>>);

enum State<T> {
    Reading(BoxFuture<'static, Next<T>>),
    Ended,
}

impl<T: Send + 'static> State<T> {
    fn of(mut reader: Reader<T>) -> Self {
        State::Reading(Box::pin(async move {
            let chunk = reader.next().await;
            (reader, chunk)
        }))
    }
}

impl<T> Items<T> {
    /// Takes an item that has come already.
    pub(crate) fn pop(&mut self) -> Option<T> {
        let (item, id) = loop {
            match self.rows.next() {
                Some(row) => break row,
                None => self.rows = self.pages.next()?.into_iter(),
            }
        };
        if let Some(done) = &mut self.done {
            *done += 1;
            self.checkpoint = Checkpoint::Offset(*done);
        } else if let Some(id) = id {
            self.checkpoint = Checkpoint::AfterId(id);
        }
        Some(item)
    }
}

impl<T: Send + 'static> Items<T> {
    /// Returns the next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Returns the position after the items that were given so far, to go on later.
    pub fn checkpoint(&self) -> Checkpoint {
        self.checkpoint
    }

    /// Returns the total number of items when the reading began, once that is known: not every method counts.
    pub fn total(&self) -> Option<u64> {
        self.total
    }
}

impl<T> Unpin for Items<T> {}

impl<T: Send + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.pop() {
                return Poll::Ready(Some(Ok(item)));
            }
            let State::Reading(next) = &mut self.state else { return Poll::Ready(None) };
            let (reader, chunk) = ready!(next.as_mut().poll(cx));
            self.state = State::Ended;
            match chunk {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(chunk)) => {
                    self.total = self.total.or(chunk.total);
                    (self.pages, self.done) = (chunk.rows.into_pages(), chunk.done);
                    self.state = State::of(reader);
                }
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("checkpoint", &self.checkpoint)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}
