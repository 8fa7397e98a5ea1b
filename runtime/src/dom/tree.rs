//! A document as it is kept: three vectors, and places in its text.

/// A parsed JSON document.
#[derive(Debug)]
pub struct Document {
    pub(super) text: String,
    /// The strings that are written with escapes, without them, one after another.
    pub(super) unescaped: String,
    /// The items of all arrays, and the members of all objects: those of each are together.
    pub(super) items: Vec<Tree>,
    pub(super) members: Vec<Member>,
    pub(super) root: Tree,
}

/// A value: itself, or where the rest of it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Int(i64),
    Big(u64),
    Float(f64),
    Text(Text),
    List(Span),
    Object(Span),
    /// An array that is left in the text, by the place behind its bracket.
    ListAt(u32),
    /// An object that is left in the text.
    ObjectAt(u32),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(super) key: Text,
    pub(super) value: Tree,
}

/// The position of a string. There is one for every key of an answer, so it is kept small.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text(pub(super) Span);

/// A place in a text or a vector.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(super) start: u32,
    pub(super) len: u32,
}

impl Document {
    /// `null`
    pub(super) const NULL: &Document = &Document::of(Tree::Null);

    pub(super) const fn of(root: Tree) -> Self {
        Document { text: String::new(), unescaped: String::new(), items: Vec::new(), members: Vec::new(), root }
    }

    #[inline]
    pub(super) fn string(&self, Text(Span { start, len }): Text) -> &str {
        let place = Span { start, len: len & !Text::UNESCAPED };
        let all = if len & Text::UNESCAPED == 0 { &self.text } else { &self.unescaped };
        all.get(place.range()).unwrap_or_default()
    }
}

impl Text {
    /// Marks, in the length, a string that is among those written with escapes.
    pub(super) const UNESCAPED: u32 = 1 << 31;
}

impl Span {
    /// Neither is more than the length of the text, which fits.
    #[inline]
    pub(super) fn new(start: usize, len: usize) -> Self {
        Span { start: start as u32, len: len as u32 }
    }

    #[inline]
    pub(super) fn range(self) -> std::ops::Range<usize> {
        let start = self.start as usize;
        start..start + self.len as usize
    }
}
