//! The error of a catalogue that cannot be read.

/// A catalogue is not one, or is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the packed catalogue is damaged, or of another version: run `b24 generate`, and build again")]
pub struct Corrupt;
