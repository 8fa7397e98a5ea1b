//! Requests of methods that list.

use super::filter::Filter;
use super::listed::Listed;
use super::order::Order;
use super::select::Select;
use super::spelling::Spelling;
use super::version::{Unknown, Version};
use serde::de::DeserializeOwned;

use crate::request::{As, AsWritten, Dynamic, Params, Request};
use crate::wire::{Any, Own, Verbatim, Wire};

/// A request of a method that lists.
///
/// ```
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::{ListRequest, Request, json};
///
/// let deals = crm::deal::List::new().filter_by(|filter| filter.gt(|deal| &deal.opportunity, 1000));
/// assert_eq!(json!(deals.params().as_map()), json!({ "filter": { ">OPPORTUNITY": 1000 } }));
/// ```
pub trait ListRequest: Request {
    /// The wire type of one item.
    type Item: Wire;
    /// The version of the API; [`Unknown`] where the type does not tell.
    type Version: Version;

    /// The parameters, to be changed.
    #[doc(hidden)]
    fn params_mut(&mut self) -> &mut Params;

    /// Asks for items that meet conditions, besides those that are set already. See [`query`](mod@crate::query).
    #[must_use]
    fn filter_by(mut self, build: impl FnOnce(Filter<Self>) -> Filter<Self>) -> Self
    where
        Self: Sized,
    {
        filter(&mut self, build);
        self
    }

    /// Asks for fields of the items, besides those that are set already. See [`query`](mod@crate::query).
    #[must_use]
    fn select_by(mut self, build: impl FnOnce(Select<Self>) -> Select<Self>) -> Self
    where
        Self: Sized,
    {
        select(&mut self, build);
        self
    }

    /// Sorts the items, after what is set already. See [`query`](mod@crate::query).
    #[must_use]
    fn order_by(mut self, build: impl FnOnce(Order<Self>) -> Order<Self>) -> Self
    where
        Self: Sized,
    {
        order(&mut self, build);
        self
    }
}

impl<R: ListRequest> Listed for R {
    type Item = <R as ListRequest>::Item;
    type Version = <R as ListRequest>::Version;
}

impl ListRequest for Dynamic {
    type Item = Any;
    type Version = Unknown;

    fn params_mut(&mut self) -> &mut Params {
        Dynamic::params_mut(self)
    }
}

impl<R: ListRequest, T: DeserializeOwned + Clone> ListRequest for As<R, T> {
    type Item = Own<T>;
    type Version = <R as ListRequest>::Version;

    fn params_mut(&mut self) -> &mut Params {
        self.request.params_mut()
    }
}

impl<R: ListRequest> ListRequest for AsWritten<R> {
    type Item = Verbatim;
    type Version = <R as ListRequest>::Version;

    fn params_mut(&mut self) -> &mut Params {
        self.0.params_mut()
    }
}

/// Puts the filter into the parameters under the name that the method has for it.
fn filter<R: ListRequest>(request: &mut R, build: impl FnOnce(Filter<R>) -> Filter<R>) {
    let spelling = Spelling::of(request.target(), request.params(), "filter");
    build(Filter::new(spelling)).put(request.params_mut());
}

/// Returns the name that the method has for a parameter.
pub(super) fn name<R: Request>(request: &R, param: &'static str) -> &'static str {
    Spelling::of(request.target(), request.params(), param).param
}

pub(super) fn select<R: ListRequest>(request: &mut R, build: impl FnOnce(Select<R>) -> Select<R>) {
    let spelling = Spelling::of(request.target(), request.params(), "select");
    build(Select::new(spelling)).put(request.params_mut());
}

fn order<R: ListRequest>(request: &mut R, build: impl FnOnce(Order<R>) -> Order<R>) {
    let spelling = Spelling::of(request.target(), request.params(), "order");
    build(Order::new(spelling)).put(request.params_mut());
}
