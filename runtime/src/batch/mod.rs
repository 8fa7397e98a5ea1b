//! Many calls in one.

mod error;
mod query;
pub(crate) mod raw;

pub use error::{CommandError, CommandFate, Mistake, Mistakes};
