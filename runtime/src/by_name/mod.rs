//! Methods and their answers by name.

pub mod lookup;
pub mod typed;
