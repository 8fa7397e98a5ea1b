//! The kinds of columns.

/// The kind of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    /// A title: `Deal #5`, after this word.
    Title(&'static str),
    /// A text, empty until it is written.
    Text,
    /// One of these words; the first by default.
    Word(&'static [&'static str]),
    /// A user.
    User,
    /// The identifier of another object.
    Ref,
    Integer,
    /// A number with two decimals.
    Money,
    Flag,
    /// The time of the row's creation.
    Stamp,
    /// The time of the row's last change.
    Changed,
    /// The user who changed the row last.
    Editor,
    /// A point in time.
    Time,
    /// An address: `user5@example.com`.
    Email,
    /// A list of numbers.
    Numbers,
}
