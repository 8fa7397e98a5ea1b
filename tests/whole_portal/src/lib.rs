//! A large portal for tests: five smart processes and 600 custom fields of all kinds, with the types that are generated for it.

use std::path::Path;

/// The portal's own types.
pub mod portal {
    include!(concat!(env!("OUT_DIR"), "/portal.rs"));
}

/// Returns the folder that describes the portal.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("OUT_DIR"), "/portal"))
}
