//! What a list is asked for, by the fields of its items: [`Filter`], [`Select`] and [`Order`].
//!
//! A request of a method that lists takes all three by the names of fields as its own setters do, and by the fields
//! themselves through [`ListRequest`]. The compiler then knows which fields there are, what they may be compared with, and
//! which operators the version of the API has:
//!
//! ```
//! use bitrix24_runtime as bitrix24;
//! # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
//! # use requests::crm;
//! use bitrix24::{ListRequest, Request, json};
//!
//! let deals = crm::deal::List::new()
//!     .filter_by(|filter| {
//!         filter.ge(|deal| &deal.opportunity, 1000).one_of(|deal| &deal.stage_id, ["NEW", "WON"]).eq(|deal| &deal.closed, false)
//!     })
//!     .select_by(|select| select.field(|deal| &deal.id).field(|deal| &deal.title).name("UF_CRM_SIZE"))
//!     .order_by(|order| order.desc(|deal| &deal.id));
//! assert_eq!(json!(deals.params().as_map()), json!({
//!     "filter": { ">=OPPORTUNITY": 1000, "@STAGE_ID": ["NEW", "WON"], "=CLOSED": "N" },
//!     "select": ["ID", "TITLE", "UF_CRM_SIZE"],
//!     "order": { "ID": "DESC" },
//! }));
//! ```
//!
//! - **The operator is written as the method documents it**: "one of" is `@STAGE_ID` where `@` is documented, and else the
//!   plain name with a list. What is documented in no writing is sent all the same, and [`validate`](crate::Request::validate)
//!   tells of it.
//! - **A value is written as the field is answered**: `false` is `"N"` where the field is `"Y"` or `"N"`. User fields of that
//!   kind are `1` and `0` in filters: those are asked for [by name](Filter::raw).
//! - **Several calls add up**; all conditions have to hold. `select_by` and `order_by` continue what is there.
//! - **Nothing is left out silently.** What cannot be asked, such as a part of a field, or two conditions of one kind on one
//!   field of version 2, makes the request fail before it is sent.

mod filter;
mod operand;
mod order;
mod select;
mod spelling;

use serde_json::{Map, Value};

pub use filter::Filter;
pub use operand::{Comparable, Number, Text};
pub use order::Order;
pub use select::Select;

use crate::list::ListRequest;
use crate::object::{Located, Object, locate};
use crate::params::Params;
use spelling::Spelling;
pub(crate) use spelling::asked;

/// A version of the API, as a type: what a [`Filter`] can say depends on it.
pub trait Version: sealed::Sealed {}

/// Version 2.
#[derive(Clone, Copy, Debug)]
pub enum V2 {}

/// REST 3.0.
#[derive(Clone, Copy, Debug)]
pub enum V3 {}

/// Either version, of a request that is [called by name](crate::Dynamic): what it asks for is JSON.
#[derive(Clone, Copy, Debug)]
pub enum Unknown {}

impl Version for V2 {}
impl Version for V3 {}
impl Version for Unknown {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::V2 {}
    impl Sealed for super::V3 {}
    impl Sealed for super::Unknown {}
}

/// What is asked for is put into `params` under the name that the method has for it.
pub(crate) fn filter<R: ListRequest>(request: &mut R, build: impl FnOnce(Filter<R>) -> Filter<R>) {
    let spelling = Spelling::of(request, "filter");
    build(Filter::new(spelling)).put(request.params_mut());
}

pub(crate) fn select<R: ListRequest>(request: &mut R, build: impl FnOnce(Select<R>) -> Select<R>) {
    let spelling = Spelling::of(request, "select");
    build(Select::new(spelling)).put(request.params_mut());
}

pub(crate) fn order<R: ListRequest>(request: &mut R, build: impl FnOnce(Order<R>) -> Order<R>) {
    let spelling = Spelling::of(request, "order");
    build(Order::new(spelling)).put(request.params_mut());
}

/// The field that `field` gives, or what is wrong with it.
fn find<T: Object, U>(field: impl FnOnce(&T) -> &U) -> Result<Located, String> {
    locate(field).ok_or_else(|| format!("no described field of {} is asked for", std::any::type_name::<T>()))
}

/// Makes a request fail before it is sent.
fn fail(params: &mut Params, name: &str, problem: String) {
    params.insert(name, crate::batch::broken(problem));
}

/// The object that a parameter is so far. An empty list is PHP's empty object.
fn as_map(value: Option<&Value>) -> Option<Map<String, Value>> {
    match value {
        None | Some(Value::Null) => Some(Map::new()),
        Some(Value::Object(map)) => Some(map.clone()),
        Some(Value::Array(list)) if list.is_empty() => Some(Map::new()),
        Some(_) => None,
    }
}

/// The list that a parameter is so far.
fn as_list(value: Option<&Value>) -> Option<Vec<Value>> {
    match value {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(list)) => Some(list.clone()),
        Some(_) => None,
    }
}
