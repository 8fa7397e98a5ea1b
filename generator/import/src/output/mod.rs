//! The output of an import: facts adapted to the schema, as YAML, with an account.

pub(crate) mod catalogue;
pub(crate) mod coverage;
pub(crate) mod paths;
pub(crate) mod sound;
pub(crate) mod tidy;
pub(crate) mod write;
pub(crate) mod yaml;
