//! The comparison of two schemas.

mod complete;
mod hostile;
mod outputs;
mod properties;
mod real;
mod schema;
mod verdicts;
