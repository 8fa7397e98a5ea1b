//! Reads the documentation's pages and writes the schema.
//!
//! ```
//! use bitrix24_import::Importer;
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::create_dir_all(folder.path().join("api-reference"))?;
//! let page = [
//!     "# Send a parcel parcel.send",
//!     "> Scope: [`mail`](scopes.md)",
//!     ">",
//!     "> Who can execute the method: any user",
//!     "## Method Parameters",
//!     "#|",
//!     "|| **Name**",
//!     "`type` | **Description** ||",
//!     "|| **ID***",
//!     "[`integer`](types.md) | Identifier of the parcel ||",
//!     "|#",
//! ];
//! std::fs::write(folder.path().join("api-reference/parcel-send.md"), page.join("\n"))?;
//!
//! let import = Importer::new(folder.path()).read(&|done, of| println!("{done} of {of} pages"))?;
//! let method = import.files.iter().find(|file| file.path == "methods/parcel/send.yaml").expect("it was read");
//! assert!(method.text.contains("method: parcel.send") && method.text.contains("scope: mail"));
//! assert!(method.text.contains("ID*:"), "{}", method.text);
//! for note in &import.notes {
//!     println!("{note:?}");
//! }
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # How it works
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

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
