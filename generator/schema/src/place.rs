//! Places in the files of a schema.

/// The index of a file in [`Sources`](crate::source::Sources).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

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

/// A position in a text. Each value of a document has two of them, so they are small: what is further on counts as the last
/// position that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    line: u32,
    column: u32,
}

impl FileId {
    pub(crate) fn new(index: usize) -> Self {
        FileId(small(index))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
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

    /// Returns a position by its line and its column in characters, both from 1.
    pub fn new(line: usize, column: usize) -> Self {
        Position { line: small(line), column: small(column) }
    }

    /// Returns the line, from 1.
    pub fn line(self) -> usize {
        self.line as usize
    }

    /// Returns the column in characters, from 1.
    pub fn column(self) -> usize {
        self.column as usize
    }

    /// Returns the position in another column of the line.
    pub(crate) fn at_column(self, column: usize) -> Self {
        Position::new(self.line(), column)
    }

    /// Returns the position of a character by its offset in bytes.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text[..offset].replace("\r\n", "\n").replace('\r', "\n");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Position::new(line, column)
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
