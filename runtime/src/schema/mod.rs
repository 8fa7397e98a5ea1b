//! The documentation's facts of methods.

pub mod catalogue;
pub mod rules;
