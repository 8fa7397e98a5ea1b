//! What changes of the public items mean, and what the compiler says of it.

mod changes;
mod history;
mod mutations;
mod proof;
mod released;
#[path = "../../../schema/tests/schema/mod.rs"]
mod schema;
