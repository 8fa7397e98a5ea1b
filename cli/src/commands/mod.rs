//! The commands, a module each.

#[cfg(feature = "client")]
pub(crate) mod account;
pub(crate) mod check;
#[cfg(feature = "client")]
pub(crate) mod client;
pub(crate) mod completions;
pub(crate) mod corpus;
pub(crate) mod describe;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod man;
#[cfg(feature = "mcp")]
pub(crate) mod mcp;
pub(crate) mod methods;
#[cfg(feature = "mock")]
pub(crate) mod mock;
#[cfg(feature = "client")]
pub(crate) mod portal;
pub(crate) mod schema;
pub(crate) mod search;

use std::path::PathBuf;

/// The schema's folder as an argument, for commands that write there or need its files.
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// The schema's folder
    #[arg(long, value_name = "DIR", default_value = "schema")]
    pub(crate) schema: PathBuf,
}

/// Returns `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
