//! Changes of public items, and the compiler's results for them.

mod changes;
mod history;
mod mutations;
mod proof;
mod released;
#[path = "../../../schema/tests/schema/mod.rs"]
mod schema;
