//! Compares two schemas: the changes, the users whom they break, and the causes.
//!
//! ```
//! use bitrix24_diff::{Input, Level, compare, render};
//! use std::path::Path;
//!
//! /// Writes a schema with one method, and reads it.
//! fn schema(folder: &Path, params: &str) -> bitrix24_diff::Schema {
//!     std::fs::create_dir_all(folder.join("methods/vacation")).expect("a folder");
//!     let catalogue = "format: 1\ndocs: { base: https://wiki.example.com/, date: 2026-11-01 }\n";
//!     std::fs::write(folder.join("catalogue.yaml"), catalogue).expect("a file");
//!     let method = format!("method: vacation.request\nscope: hr\nkind: write\nparams:\n{params}result: boolean\n");
//!     std::fs::write(folder.join("methods/vacation/request.yaml"), method).expect("a file");
//!     Input::Path(folder.to_owned()).load().expect("it is valid").schema
//! }
//!
//! let folder = tempfile::tempdir().expect("a folder");
//! let old = schema(&folder.path().join("old"), "  days*: integer\n");
//! let new = schema(&folder.path().join("new"), "  days*: integer\n  reason*: string\n");
//! let report = compare(&old, &new);
//!
//! assert!(report.rows.iter().any(|row| row.is_open_on_the_wire()), "who sends no reason is refused now");
//! assert_eq!(report.bump.level, Level::Major, "and its constructor has one more argument");
//! println!("{}", render::markdown::markdown(&report));
//! ```
//!
//! # How it works
//!
//! ```text
//! two models
//!      |  tree/         each as a tree of parts and facts
//!      v
//!    edits              tree/edit.rs: complete, both ways, without opinion
//!      |  changes/      what belongs together is one change; tree/compat.rs: types
//!      |                rename.rs: what went and came under another name
//!      |                merge.rs: what follows from types of methods that became one
//!      v
//!    changes
//!      |  verdict/      effect -> wire verdict; what compiles and behaves differently
//!      |  report/       rust.rs: the crate's public items (api/) -> rust verdict
//!      |                cause.rs: vendor, correction, learned, importer; hint.rs: by commits
//!      |                locate.rs: file:line:col
//!      v
//!    report             row.rs, group.rs, merged.rs, excerpt.rs: the lines of YAML around a change; waive.rs
//!      |
//!      v
//!    text               render/: a module for each format
//! ```

pub mod accept;
pub mod api;
mod changes;
mod input;
pub mod prove;
pub mod render;
mod report;
pub mod tree;
pub mod verdict;
pub mod waive;

pub use bitrix24_schema::Subject;
pub use input::{Input, LoadError, Loaded};
pub use report::cause::Cause;
pub use report::excerpt::Excerpts;
pub use report::group::{Entry, Group, GroupKind};
pub use report::hint::Commit;
pub use report::merged::Merge;
pub use report::row::{Item, Location, Row};
pub use report::rules;
pub use report::{
    Bump, Counts, Disagreement, FORMAT, Finding, Level, Origin, Proof, Report, Rest, Schema, Tally, compare,
    compare_and_keep,
};
pub use tree::edit;
pub use waive::Waivers;

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
