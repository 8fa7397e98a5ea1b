//! The list of public items against what is emitted, and what its differences mean.

mod changes;
mod history;
mod lock;
mod mutations;
mod proof;
mod reality;
mod released;
#[path = "../schema/mod.rs"]
mod schema;
mod text;
