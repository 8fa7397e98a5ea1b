//! The comparison of two schemas.

mod complete;
mod outputs;
mod properties;
mod real;
mod schema;
mod verdicts;
