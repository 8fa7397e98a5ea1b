//! The list of public items against what is emitted.

mod lock;
mod reality;
mod text;
mod words;
