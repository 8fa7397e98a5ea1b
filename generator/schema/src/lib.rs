//! The description of the Bitrix24 REST API: read from YAML, checked, and resolved into a model.
//!
//! Data flows one way, and each stage has its own types: [`source`] files are read into [`raw`] structs, and
//! [`resolve`]d into the [`model`]. [`load`] does all of that.
//!
//! Items hidden from the documentation are for the other crates of this repository: the generator, the importer and the
//! comparison.

mod as_text;
mod corrections;
pub mod diagnostic;
pub mod export;
#[doc(hidden)]
pub mod graph;
mod line_index;
mod lines;
mod load;
pub mod model;
#[doc(hidden)]
pub mod naming;
#[doc(hidden)]
pub mod parallel;
mod pick;
mod place;
pub mod portal;
pub mod raw;
mod released;
pub mod resolve;
#[doc(hidden)]
pub mod sample;
#[doc(hidden)]
pub mod shown;
pub mod source;
mod subject;
#[doc(hidden)]
pub mod type_expr;
pub mod write;
#[doc(hidden)]
pub mod written;
#[doc(hidden)]
pub mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, Place, Severity};
pub use load::{Error, load};
pub use model::Model;
pub use naming::nearest;
pub use pick::Pick;
pub use released::Released;
pub use source::Sources;
pub use subject::Subject;
pub use write::{Change, ChangeKind, Changes, File, Mode};

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
