//! A large portal for tests: five smart processes and 600 custom fields of all kinds, with the types that are generated for it.

mod folder;

use std::io;
use std::path::Path;

use folder::files;

/// The portal's own types.
pub mod portal {
    include!(concat!(env!("OUT_DIR"), "/portal.rs"));
}

/// Writes the portal's description into a folder.
///
/// # Errors
///
/// When the folder cannot be written.
pub fn write(into: &Path) -> io::Result<()> {
    std::fs::create_dir_all(into)?;
    files().iter().try_for_each(|(name, text)| std::fs::write(into.join(name), text))
}
