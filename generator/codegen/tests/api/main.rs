//! The list of public items against what is emitted.

mod lock;
mod reality;
#[path = "../../../schema/tests/schema/mod.rs"]
mod schema;
mod text;
mod words;
