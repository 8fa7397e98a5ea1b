//! What calls a portal: `b24 call`, `list`, `batch` and `upload`.

#[cfg(test)]
mod all_lists;
mod batch;
mod call;
mod confirm;
pub(crate) mod facts;
mod list;
mod outcome;
mod portal;
mod script;
mod target;
mod upload;

pub(crate) use batch::Args as Batch;
pub(crate) use call::Args as Call;
pub(crate) use confirm::takes_away;
pub(crate) use list::Args as List;
#[cfg(feature = "mcp")]
pub(crate) use outcome::told;
pub(crate) use outcome::{failed, needed, wait};
pub(crate) use portal::{HELP, PortalArgs};
pub(crate) use upload::Args as Upload;
