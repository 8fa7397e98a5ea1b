//! The parsed answer: a tree in three vectors, whose strings are places in its text.

mod node;
mod parse;
mod tree;

pub use node::{Entries, List, Node, Shape};
pub(crate) use parse::{has_too_many, is_too_deep};
pub use tree::Document;
