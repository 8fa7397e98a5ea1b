//! What has changed between two schemas, whom it breaks, and why.

mod subject;

pub use subject::Subject;
