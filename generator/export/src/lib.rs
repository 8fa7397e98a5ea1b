//! Exports of the catalogue that other people's tools read: [OpenAPI](openapi), [JSON Schema](json_schema),
//! [TypeScript](typescript), and a [catalogue in HTML](html). `schema/EXPORT.md` tells what they leave out.
//!
//! ```
//! use bitrix24_export::{Answers, openapi};
//! # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/small");
//!
//! let model = bitrix24_schema::load(folder)?;
//! let document = openapi::document(&model, Answers::Tolerant);
//! assert_eq!(document["paths"]["/parcel.add.json"]["post"]["operationId"], "parcelAdd");
//! # Ok::<(), bitrix24_schema::Error>(())
//! ```
//!
//! Data goes one way: the model, its `scope`s and `names`; texts (`words`), examples (`example`) and JSON Schemas
//! (`schema`); then one module for each export.

mod example;
pub mod html;
pub mod json_schema;
mod names;
pub mod openapi;
mod schema;
mod scope;
pub mod typescript;
mod words;

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The way in which answers are described.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answers {
    /// As servers answer: numbers that are texts, `false` for nothing, an empty list for an empty object. Nothing has to
    /// be there but the result.
    #[default]
    Tolerant,
    /// As the documentation tells it.
    Strict,
}
