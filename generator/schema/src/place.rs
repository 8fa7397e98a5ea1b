//! Places in the files of a schema.

/// The index of a file in [`Sources`](crate::source::Sources).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) usize);

/// A range of a file's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Its first character.
    pub start: Position,
    /// The position after the last character.
    pub end: Position,
}

/// A position in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Span {
    /// Returns the empty span at the beginning of a file.
    pub fn start_of(file: FileId) -> Self {
        Span { file, start: Position::START, end: Position::START }
    }

    /// Returns true if the span contains no character.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

impl Position {
    /// The first character.
    pub const START: Position = Position { line: 1, column: 1 };

    /// Returns the position of a character by its offset in bytes.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text[..offset].replace("\r\n", "\n").replace('\r', "\n");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Position { line, column }
    }
}
