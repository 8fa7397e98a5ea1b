//! What columns hold.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    /// `Deal #5`, after this word.
    Title(&'static str),
    /// Nothing, until somebody writes something.
    Text,
    /// One of these; the first, unless somebody says another.
    Word(&'static [&'static str]),
    /// A user.
    User,
    /// The identifier of something else.
    Ref,
    Integer,
    /// With two decimals.
    Money,
    Flag,
    /// When the row came to be, or was changed.
    Stamp,
    /// A point in time.
    Time,
    /// `user5@example.com`
    Email,
    /// A list of numbers.
    Numbers,
}
