//! The types of events' data.
//!
//! Required values are always there; others may be missing, and unknown ones are in `extra`. Most events name only the
//! object that has changed: its data take a call.

use serde_json::Value;

use crate::envelope::from_slice;
use crate::wire::{Id, Wire};

/// A type of data, and where in `data` it stands.
pub(crate) trait EventData: Wire + Needs {
    /// The key of `data` that holds it; all of `data` when there is no such key.
    const INSIDE: &'static str;
}

/// The required values of a type.
pub(crate) trait Needs {
    /// The first key that has to be there, and is not or is of another type.
    fn missing(_: &Value) -> Option<&'static str> {
        None
    }
}

/// The type of a field.
macro_rules! field_type {
    (need $out:ty) => { $out };
    (may $out:ty) => { Option<$out> };
}

/// The walk over a field.
macro_rules! field_walk {
    (need $codec:ty, $key:literal, $value:expr, $cx:ident) => {
        $cx.always::<$codec>($key, $value)
    };
    (may $codec:ty, $key:literal, $value:expr, $cx:ident) => {
        $cx.field::<$codec>($key, $value)
    };
}

/// True if a required field is missing.
macro_rules! field_missing {
    (need $codec:ty, $key:literal, $data:expr) => {
        $data.get($key).and_then(crate::events::payload::wire::<$codec>).is_none()
    };
    (may $codec:ty, $key:literal, $data:expr) => {
        false
    };
}

/// An object, with an expression that an example shows of an event; `need` or `may`, name, type, codec and key of each
/// field.
macro_rules! object {
    ($($(#[$doc:meta])* $name:ident $(in $inside:literal)? shows $event:ident $shown:literal {
        $($(#[$about:meta])* $how:ident $field:ident: $out:ty as $codec:ty = $key:literal;)*
    })*) => {$(
        $(#[$doc])*
        ///
        /// ```
        /// use bitrix24::incoming::{Event, EventError, Payload};
        ///
        /// fn handle(event: &Event) -> Result<(), EventError> {
        #[doc = concat!("    if let Payload::", stringify!($event), "(data) = event.payload()? {")]
        #[doc = concat!("        println!(\"{:?}\", ", $shown, ");")]
        ///     }
        ///     Ok(())
        /// }
        /// ```
        #[derive(Clone, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$about])* pub $field: field_type!($how $out),)*
            /// The rest.
            pub extra: crate::Extra,
        }

        impl crate::Object for $name {
            #[inline]
            fn walk(&self, cx: &mut crate::Cx<'_>) -> Self {
                Self {
                    $($field: field_walk!($how $codec, $key, &self.$field, cx),)*
                    extra: cx.extra(&self.extra),
                }
            }
        }

        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), &self.$field))*
                    .field("extra", &crate::events::payload::secret::hidden_extra(&self.extra))
                    .finish()
            }
        }

        impl crate::events::payload::Needs for $name {
            #[allow(unused_variables, reason = "some need nothing")]
            #[inline]
            fn missing(data: &serde_json::Value) -> Option<&'static str> {
                $(if field_missing!($how $codec, $key, data) {
                    return Some($key);
                })*
                None
            }
        }

        $(impl crate::events::payload::EventData for $name {
            const INSIDE: &'static str = $inside;
        })?
    )*};
}

mod app;
pub(super) mod auth;
mod chat;
mod common;
mod crm;
mod lines;
pub(super) mod secret;
mod sign;
mod tasks;
mod telephony;

pub use app::*;
pub use chat::*;
pub use common::*;
pub use crm::*;
pub use lines::*;
pub use sign::*;
pub use tasks::*;
pub use telephony::*;

impl Needs for Id {}

impl EventData for Id {
    const INSIDE: &'static str = "";
}

/// Reads the data of an event.
///
/// # Errors
///
/// The key of a value that is missing, or of another type.
pub(super) fn read<T: EventData>(data: &Value) -> Result<T::Out, &'static str> {
    let data = data.get(T::INSIDE).unwrap_or(data);
    if let Some(key) = T::missing(data) {
        return Err(key);
    }
    // PHP writes an empty object as an empty list, and a form does not write it at all.
    let nothing = data.is_null() || data.as_array().is_some_and(Vec::is_empty);
    let found = if nothing { from_slice::<T>(b"{}").map(|(value, _)| value) } else { wire::<T>(data) };
    found.ok_or("data")
}

/// Reads a value as a wire type.
pub(crate) fn wire<W: Wire>(value: &Value) -> Option<W::Out> {
    let bytes = serde_json::to_vec(value).ok()?;
    from_slice::<W>(&bytes).map(|(value, _)| value)
}
