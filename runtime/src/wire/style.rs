//! Notations of values that their types do not tell.

use serde_json::Value;

/// The notation of a value, where its Rust type does not tell.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Style {
    /// As its type is.
    Plain,
    /// A boolean, written by this in filters.
    Boolean(fn(&bool) -> Value),
    /// A point in time, as seconds since 1970.
    Unix,
}
