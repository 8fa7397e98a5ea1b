//! Versions of the API as types.

/// A version of the API, as a type: what a [`Filter`](super::Filter) can say depends on it.
#[doc(hidden)]
pub trait Version: sealed::Sealed {}

/// Version 2.
///
/// ```
/// use bitrix24::query::{Filter, V2};
/// use bitrix24::ListRequest;
///
/// fn open<R: ListRequest<Version = V2>>(filter: Filter<R>) -> Filter<R> {
///     filter.raw("CLOSED", "N")
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub enum V2 {}

/// REST 3.0.
///
/// ```
/// use bitrix24::query::{Filter, V3};
/// use bitrix24::ListRequest;
///
/// fn open<R: ListRequest<Version = V3>>(filter: Filter<R>) -> Filter<R> {
///     filter.condition("status", "!=", "done")
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub enum V3 {}

/// Either version, of a request that is [called by name](crate::Dynamic): what it asks for is JSON.
#[doc(hidden)]
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
