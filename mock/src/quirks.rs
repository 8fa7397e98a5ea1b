//! Quirks of the API that a client has to handle.

/// Quirks that the portal shows on demand. All are off by default; answers have the documented types then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quirks {
    /// Identifiers are written as texts where the documentation has numbers: `"id": "5"`.
    pub ids_as_strings: bool,
    /// An empty object is written as `[]`, as PHP does.
    pub empty_objects_as_lists: bool,
}
