//! Reads the documentation's pages and writes the schema.
//!
//! Pages go one way: files (`page::tree`), their lines with what they include (`page::lines`), blocks (`page::blocks`),
//! chapters (`page`); then facts (`method`, `fields`, `learn`); then YAML (`output`). No page can stop the import of
//! others: an unreadable part is left untyped, and noted with its place.

mod collect;
mod corpus;
mod entity;
mod event;
mod examples;
mod facts;
mod fields;
mod importer;
mod learn;
mod method;
mod output;
mod page;
mod prefer;
mod prose;
mod vocabulary;

pub use corpus::{Example, Examples, examples};
pub use facts::report::{Note, Skip};
pub use importer::{Import, Importer};
pub use output::catalogue::{Origin, date_in};
pub use output::coverage::{Count, Coverage};
