//! The part of a request that filters, selections and orders depend on.

use super::version::Version;
use crate::wire::Wire;

/// The items of a list and the version of the API. Every [`ListRequest`](crate::ListRequest) has it.
pub trait Listed {
    /// The wire type of one item.
    type Item: Wire;
    /// The version of the API.
    type Version: Version;
}
