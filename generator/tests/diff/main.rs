//! The comparison of two schemas.

mod complete;
mod properties;
mod real;
mod schema;
mod verdicts;
