//! What is written: facts made fit for the schema, as YAML, with an account of how much could be read.

pub(crate) mod catalogue;
pub(crate) mod coverage;
pub(crate) mod paths;
pub(crate) mod sound;
pub(crate) mod tidy;
pub(crate) mod write;
pub(crate) mod yaml;
