//! Bindings from a schema of one's own: methods that a portal's own application adds to its REST API.
//!
//! The build script generates them; this crate only includes the result.

/// The generated bindings.
pub mod b24 {
    include!(concat!(env!("OUT_DIR"), "/bitrix24.rs"));
}

pub use b24::vacation;
pub use bitrix24_runtime::{Client, Error};
