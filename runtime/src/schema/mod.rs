//! The facts of the schema: what the documentation says of methods, and the check of parameters against it.

pub mod catalogue;
pub mod facts;
pub mod validate;
