//! The documented rules of parameters: a [`Field`] with its type, and [`Fields`], which tell one after another.
//!
//! Emitted code has no tables of rules but functions that tell them: they cost a program nothing until it asks, hold no
//! state, and a type that holds itself is a function that names itself.

mod field;
mod limits;
mod name;
mod told;

pub use field::{Field, Fields, Items, Shape, Type};
#[doc(hidden)]
pub use field::{FieldRules, Rules};
pub(crate) use name::Name;
