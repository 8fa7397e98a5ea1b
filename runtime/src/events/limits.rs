//! Limits of a body that anybody may have sent.

use super::error::EventError;

/// The maximum depth, whatever was set: values are read, and taken away again, one inside of the other.
const DEEPEST: usize = 127;

/// Limits of a body. An event is small: a sender of more than this is no portal.
///
/// ```
/// use bitrix24::incoming::{EventError, Limits, Unverified};
///
/// let mut limits = Limits::default();
/// limits.bytes = 10;
/// assert!(matches!(Unverified::parse_within(b"event=ONCRMDEALADD", limits), Err(EventError::TooLarge)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The maximum number of bytes; 1 MiB by default.
    pub bytes: usize,
    /// The maximum number of values, objects and lists included; 10,000 by default. They are counted while the body is read,
    /// before anybody knows who sent it.
    pub values: usize,
    /// The maximum depth; 32 by default, and 127 at most.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 1024 * 1024, values: 10_000, depth: 32 }
    }
}

/// What of the limits is left.
#[derive(Debug)]
pub(super) struct Left {
    values: usize,
    pub(super) depth: usize,
}

impl Left {
    pub(super) fn of(limits: Limits) -> Self {
        Left { values: limits.values, depth: limits.depth.min(DEEPEST) }
    }

    /// Takes one value.
    pub(super) fn take(&mut self) -> Result<(), EventError> {
        self.values = self.values.checked_sub(1).ok_or(EventError::TooManyValues)?;
        Ok(())
    }
}
