//! Turns a YAML description of the Bitrix24 REST API into a typed Rust crate, or into a module of yours.
//!
//! In a build script, with a schema of your own and a pick of its methods:
//!
//! ```no_run
//! // fn main() of build.rs
//! bitrix24_codegen::Generator::new("schema").only(["user.*"]).build();
//! ```
//!
//! and in the crate:
//!
//! ```text
//! mod b24 {
//!     include!(concat!(env!("OUT_DIR"), "/bitrix24.rs"));
//! }
//! ```
//!
//! [`bitrix24_schema`] reads the schema; [`emit`] turns its model into files, and the [`Generator`] writes them.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api;
mod cache;
pub mod emit;
mod formatted;
mod generator;
mod portal;
mod stamp;
#[doc(hidden)]
pub mod told;
mod tree;

pub use bitrix24_schema::{
    Change, ChangeKind, Changes, Diagnostic, Diagnostics, Error, File, Mode, Model, Place, Released, Severity,
};
pub use emit::{Layout, listing, portal_listing};
pub use generator::Generator;
pub use portal::{Portal, portal};
#[doc(hidden)]
pub use stamp::Stamp;

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
