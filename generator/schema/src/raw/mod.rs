//! The schema as written: one struct per kind of file. The YAML's JSON Schema is derived from these, so editors show
//! their comments.

mod check;
#[cfg(test)]
mod derived;
mod facts;
mod field;
mod json_schema;
mod lists;
mod portal;
mod reason;
mod repairs;
mod scalar;
mod waivers;
mod words;

pub(crate) use check::check;
pub use facts::{Api, Caller, Catalogue, Docs, Error, Errors, Event, Kind, Method, Pager, PagerKind, Type};
pub use field::{Deprecated, Edition, Field, FieldBody, Unit, Writable};
pub use json_schema::json_schema;
pub use lists::{Entries, Keys, Listed, OneOrMany, Values};
pub use portal::{Portal, Thing};
pub use reason::{Reason, Retry};
pub use repairs::{Correction, Corrections, History, Mark, Renamed};
pub use scalar::Scalar;
pub use waivers::{Axis, Cause, Waiver, Waivers};
pub use words::{ErrorWords, FieldWords, Glossary, TargetWords, TextOr, Words};
