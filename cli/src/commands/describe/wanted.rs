//! What to say of a thing.

/// What is wanted beside a short description.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted {
    /// The method of REST 3.0.
    pub(crate) v3: bool,
    /// The typed call.
    pub(crate) rust: bool,
    /// Everything.
    pub(crate) all: bool,
}
