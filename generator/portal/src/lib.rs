//! Reads the descriptions that a Bitrix24 portal gives of its own fields, and writes them as YAML: custom fields, smart
//! processes, lists, stages. Nothing here sends a call: a [`Plan`] says which ones are needed, and takes their answers.

mod answers;
mod call;
pub mod drift;
mod facts;
mod file;
mod kinds;
mod names;
mod plan;
mod read;
mod shared;
mod text;

pub use answers::Answers;
pub use call::{Answer, Call, Outcome, Part, Refusal};
pub use facts::{Facts, Field, Key, Thing, Undescribed, Writable};
pub use file::{Folder, Unreadable, Written, written};
pub use plan::Plan;
pub use read::facts;

/// The README's examples are compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
