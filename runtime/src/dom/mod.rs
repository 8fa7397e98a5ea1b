//! Values of an answer: in its text, where they are read one after another, or in a tree.

mod cursor;
mod look;
mod node;
mod number;
mod outline;
mod parse;
mod string;
mod tree;

pub(crate) use cursor::{Cursor, Members, Next};
pub use node::{Entries, List, Node, Shape};
pub(crate) use number::read as number_at;
pub(crate) use outline::Outline;
pub(crate) use parse::{has_too_many, is_too_deep, text};
pub use string::Str;
pub(crate) use string::plain_text_at;
pub use tree::Document;
