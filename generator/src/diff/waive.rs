//! Changes that somebody lets pass, with a reason.

use serde::Serialize;

/// Something that is wrong with the waivers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub message: String,
}
