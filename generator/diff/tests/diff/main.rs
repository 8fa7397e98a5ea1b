//! The comparison of two schemas.

mod complete;
mod hostile;
mod merged;
mod outputs;
mod properties;
mod real;
mod renames;
mod said;
mod schema;
mod verdicts;
