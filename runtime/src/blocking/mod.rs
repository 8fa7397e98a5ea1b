//! The same client for programs without an async runtime: the same names, and each call waits on the calling thread.
//!
//! ```no_run
//! # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
//! # use requests::crm;
//! # fn example() -> Result<(), bitrix24::Error> {
//! use bitrix24::blocking::Client;
//!
//! let b24 = Client::webhook("https://example.bitrix24.com/rest/1/SECRET/")?;
//! for deal in b24.list(crm::deal::List::new()).iter() {
//!     println!("{:?}", deal?.title);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! What takes no call is the same type in both worlds: requests, [`Options`](crate::Options), events and their
//! [`Verifier`](crate::events::Verifier), files and [`Upload`](crate::files::Upload). Requests run on one thread of their
//! own, which all blocking clients of the process share, and which ends with the last of them.

mod application;
mod batch;
mod client;
mod download;
mod feed;
mod list;
mod offline;
mod runtime;

pub use application::Application;
pub use batch::Batch;
pub use client::Client;
pub use download::Download;
pub use feed::EventFeed;
pub use list::{Items, List};
pub use offline::{OfflineBatch, OfflineQueue};
