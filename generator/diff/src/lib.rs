//! Compares two schemas: the changes, the users whom they break, and the causes.
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
pub use report::{Bump, Counts, Disagreement, FORMAT, Finding, Level, Origin, Proof, Report, Schema, Tally, compare};
pub use tree::edit;
pub use waive::Waivers;
