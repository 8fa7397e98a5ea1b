//! Whole lists as iterators.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::client::Client;
use super::runtime::Runtime;
use crate::error::Error;
use crate::list::{self, Checkpoint, Strategy};
use crate::query::ListRequest;
use crate::request::As;
use crate::wire::Wire;

impl Client {
    /// Returns a list to be read. See [`Client::list`](crate::Client::list).
    pub fn list<R: ListRequest>(&self, request: R) -> List<R> {
        List { list: self.client.list(request), runtime: Arc::clone(&self.runtime) }
    }
}

/// A list to be read. See [`list::List`].
///
/// ```no_run
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// # fn example(b24: bitrix24::blocking::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::Strategy;
///
/// let deals = b24.list(crm::deal::List::new()).strategy(Strategy::Ranges).all()?;
/// println!("{} deals", deals.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "a list is read only when its iterator is"]
pub struct List<R> {
    list: list::List<R>,
    runtime: Arc<Runtime>,
}

impl<R: ListRequest> List<R>
where
    <R::Item as Wire>::Out: Send + 'static,
{
    /// Reads the items into a type of your own by serde. See [`list::List::as_`].
    pub fn as_<T: DeserializeOwned + Clone>(self) -> List<As<R, T>> {
        List { list: self.list.as_(), runtime: self.runtime }
    }

    /// Sets the way of reading; [`Strategy::Auto`] by default.
    pub fn strategy(mut self, strategy: Strategy) -> Self {
        self.list = self.list.strategy(strategy);
        self
    }

    /// Sets the number of requests at a time; 4 by default. See [`list::List::in_flight`].
    pub fn in_flight(mut self, requests: usize) -> Self {
        self.list = self.list.in_flight(requests);
        self
    }

    /// Starts at the [position](Items::checkpoint) of an earlier reading of the same list.
    pub fn resume(mut self, from: Checkpoint) -> Self {
        self.list = self.list.resume(from);
        self
    }

    /// Returns an iterator over all items.
    pub fn iter(self) -> Items<<R::Item as Wire>::Out> {
        Items { items: self.list.stream(), runtime: self.runtime, is_over: false }
    }

    /// Returns all items at once, in memory.
    ///
    /// # Errors
    ///
    /// The first error of the [iterator](Self::iter).
    pub fn all(self) -> Result<Vec<<R::Item as Wire>::Out>, Error> {
        self.runtime.wait(self.list.all())?
    }
}

/// The items of a list, an iterator. It ends after an error; inside an async task, whose runtime must not be blocked, with
/// [`Error::Config`].
///
/// ```no_run
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// # fn example(b24: bitrix24::blocking::Client) -> Result<(), bitrix24::Error> {
/// let mut deals = b24.list(crm::deal::List::new()).iter();
/// while let Some(deal) = deals.next() {
///     println!("{:?}; go on later from {}", deal?.title, deals.checkpoint());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Items<T> {
    items: list::Items<T>,
    runtime: Arc<Runtime>,
    is_over: bool,
}

impl<T: Send + 'static> Items<T> {
    /// Returns the position after the items that were given so far, to go on later.
    pub fn checkpoint(&self) -> Checkpoint {
        self.items.checkpoint()
    }

    /// Returns the total number of items when the reading began, once that is known: not every method counts.
    pub fn total(&self) -> Option<u64> {
        self.items.total()
    }
}

impl<T: Send + 'static> Iterator for Items<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(item) = self.items.pop() {
            return Some(Ok(item));
        }
        if self.is_over {
            return None;
        }
        let next = self.runtime.wait(self.items.next()).unwrap_or_else(|error| Some(Err(error)));
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}
