//! What has changed between two schemas, whom it breaks, and why.
//!
//! ```text
//! two models
//!      |  tree.rs       each as a tree of parts and facts
//!      v
//!    edits              edit.rs: complete, both ways, without opinion
//!      |  collect.rs    what belongs together is one change; compat.rs: types
//!      |  rename.rs     what went and came under another name
//!      v
//!    changes
//!      |  verdict.rs    effect -> wire verdict; what compiles and behaves differently
//!      |  rust.rs       the crate's public items -> rust verdict
//!      |  cause.rs      vendor, correction, learned, importer
//!      |  locate.rs     file:line:col
//!      v
//!    report             row.rs, group.rs, waive.rs
//!      |  excerpt.rs    the lines of YAML around a change
//!      v
//!    text               render/: a module for each format
//! ```

pub mod accept;
pub mod api;
mod cause;
mod change;
mod collect;
mod compat;
pub mod edit;
mod excerpt;
mod fold;
mod git;
mod group;
mod input;
mod locate;
pub mod prove;
mod rename;
pub mod render;
mod report;
mod row;
pub mod rules;
mod rust;
pub mod tree;
mod usage;
pub mod verdict;
pub mod waive;

pub use bitrix24_schema::Subject;
pub use cause::Cause;
pub use excerpt::Excerpts;
pub use group::{Entry, Group, GroupKind};
pub use input::{Input, LoadError, Loaded};
pub use report::{Bump, Counts, Disagreement, FORMAT, Finding, Level, Origin, Proof, Report, Schema, Tally, compare};
pub use row::{Item, Location, Row};
pub use waive::Waivers;
