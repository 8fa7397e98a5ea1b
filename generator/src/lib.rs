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
//! Data goes one way, and each stage has its own types: [`source`] files are read into [`raw`] structs, [`resolve`]d into
//! the [`model`], [`emit`]ted as files, and [`write`](mod@write)n.

pub mod api;
mod corrections;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod export;
mod generator;
mod graph;
pub mod import;
pub mod model;
mod naming;
mod pick;
pub mod raw;
pub mod resolve;
pub mod source;
mod tree;
mod type_expr;
pub mod write;
mod written;
mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, Place, Severity};
pub use emit::{File, Layout};
pub use generator::{Error, Generator};
pub use model::Model;
pub use naming::nearest;
pub use pick::Pick;
pub use source::Sources;
pub use write::{Change, ChangeKind, Changes, Mode};
