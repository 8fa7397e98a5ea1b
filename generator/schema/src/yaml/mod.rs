//! YAML, read and written; no other module knows how.
//!
//! A file is read by serde_yaml first, which is fast. If that fails, or if the content is invalid, the text is read
//! again into a [`Tree`] that keeps the place of every value. That reading is stricter, and the structs of
//! [`raw`](crate::raw) can be read from it, too, so that the rest of an invalid file is checked in the same run.
//!
//! serde_yaml is archived, so serde-saphyr 2.2 was tried in its place, in November 2026, on the 1,671 methods of this schema
//! (1.3 MB; processor time and the most memory, of a release build): straight into the structs serde_yaml takes 0.034 s and
//! 5.3 MB and serde-saphyr 0.070 s and 6.0 MB; by way of a `Value`, as is done here, serde_yaml takes 0.048 s, and a [`Tree`]
//! 0.049 s and 5.1 MB. serde-saphyr tells the line and the column of each mistake with the line itself, also of duplicate keys,
//! for which serde_yaml tells no place, and it stops at depth and at aliases at once, where serde_yaml takes a tenth of a
//! second. But it takes a number for a text, ignores tags and merges `<<`, which all must be mistakes here, it stops at the
//! first mistake, and a `Tree` tells places as well, and what to do. So there was nothing to gain. Should serde_yaml have to
//! go, a `Tree` alone reads everything in the same time.

mod read;
mod syntax;
mod write;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};

use crate::line_index::LineIndex;
use crate::place::{FileId, Position, Span};

pub use read::{from_str, read};
pub use syntax::Error;
pub use write::{inside, quoted, write};

/// The maximum depth of a document.
const MAX_DEPTH: usize = 128;

/// The maximum number of values that a document's aliases may insert.
const MAX_ALIASED: usize = 20_000;

/// A value with its place in the text. A comparison keeps all values of two schemas, so each is as small as it can be.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Its content.
    pub node: Node,
    /// Its place; for a list or a map, its start.
    pub span: Span,
    mended: Option<Box<Mended>>,
}

/// The invalid keys of a map, which hardly any has.
#[derive(Clone, Debug)]
struct Mended(Vec<String>);

/// The content of a [`Tree`].
#[derive(Clone, Debug)]
pub enum Node {
    /// A single value.
    Scalar {
        /// Its text, unescaped.
        text: Box<str>,
        /// True if it is written without quotes.
        plain: bool,
    },
    /// A list.
    List(Box<[Tree]>),
    /// A map; keys may repeat.
    Map(Box<[(Tree, Tree)]>),
}

/// The type of a node; for a scalar, the type of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// No value.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// Any other number.
    Number,
    /// A text.
    String,
    /// A list.
    List,
    /// A map.
    Map,
}

impl Node {
    /// Returns a text, as if written in quotes.
    pub fn text(text: &str) -> Node {
        Node::Scalar { text: text.into(), plain: false }
    }

    /// Returns a scalar without quotes, whose type follows from its text.
    pub fn plain(text: &str) -> Node {
        Node::Scalar { text: text.into(), plain: true }
    }
}

impl Tree {
    /// Parses the document of a file.
    pub fn parse(text: &str, file: FileId) -> Result<Tree, Error> {
        syntax::check_characters(text)?;
        let anchors = HashMap::new();
        let (parser, lines) = (Parser::new_from_str(text), OnceCell::new());
        let mut events = Events { parser, text, lines, file, anchors, aliased: 0 };
        let tree = events.document().map_err(|error| error.settle(text))?;
        events.end()?;
        Ok(tree)
    }

    /// Returns a value at a place.
    pub fn new(node: Node, span: Span) -> Tree {
        Tree { node, span, mended: None }
    }

    /// Returns the invalid keys of this map that were removed or filled in. No further problem is derived from them.
    pub(crate) fn mended(&self) -> &[String] {
        self.mended.as_ref().map_or(&[], |mended| &mended.0)
    }

    /// Notes invalid keys of this map.
    pub(crate) fn mend(&mut self, keys: Vec<String>) {
        if !keys.is_empty() {
            self.mended.get_or_insert_with(|| Box::new(Mended(Vec::new()))).0.extend(keys);
        }
    }

    /// Returns the type of the value.
    pub fn ty(&self) -> Type {
        match &self.node {
            Node::List(_) => Type::List,
            Node::Map(_) => Type::Map,
            Node::Scalar { plain: false, .. } => Type::String,
            Node::Scalar { text, .. } => scalar_type(text),
        }
    }

    /// Returns the text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.node {
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Returns the value of a map's key.
    pub fn get(&self, key: &str) -> Option<&Tree> {
        let Node::Map(entries) = &self.node else { return None };
        entries.iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// Returns an item of a list.
    pub fn item(&self, index: usize) -> Option<&Tree> {
        match &self.node {
            Node::List(items) => items.get(index),
            _ => None,
        }
    }

    /// Returns the characters to show for this value: for a block, its first key or item.
    pub fn mark(&self) -> Span {
        let first = match &self.node {
            Node::Map(entries) => entries.first().map(|(key, _)| key),
            Node::List(items) => items.first(),
            Node::Scalar { .. } => None,
        };
        match first {
            Some(first) if self.span.is_empty() => first.mark(),
            _ => self.span,
        }
    }

    /// Returns the place of the characters `range` of a scalar, or the place of the whole scalar if it is not written
    /// literally where it begins. `rest` is the rest of that line.
    pub(crate) fn within(&self, range: &Range<usize>, rest: &str) -> Span {
        let Node::Scalar { text, .. } = &self.node else { return self.mark() };
        let Span { start, end, .. } = self.span;
        let width = if start.line() == end.line() { end.column().saturating_sub(start.column()) } else { usize::MAX };
        let written = rest.char_indices().nth(width).map_or(rest, |(end, _)| &rest[..end]);
        let quoted = written.get(1..written.len().saturating_sub(1));
        let offset = match () {
            () if written == &**text => 0,
            () if quoted == Some(text) => 1,
            () => return self.span,
        };
        let last = start.column() + written.chars().count();
        let at = |index: usize| start.at_column((start.column() + offset + index).min(last));
        Span { start: at(range.start), end: at(range.end), ..self.span }
    }
}

/// Changes the items of a list, or the entries of a map.
pub(crate) fn change<T, R>(list: &mut Box<[T]>, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
    let mut items = std::mem::take(list).into_vec();
    let result = change(&mut items);
    *list = items.into_boxed_slice();
    result
}

/// Returns the type of a text without quotes, as serde_yaml defines it. A number with leading zeros is a text.
fn scalar_type(text: &str) -> Type {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Type::Null,
        "true" | "false" | "True" | "False" | "TRUE" | "FALSE" => Type::Boolean,
        _ if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) => Type::String,
        _ if integer(text).is_some() => Type::Integer,
        _ if number(text).is_some() => Type::Number,
        _ => Type::String,
    }
}

fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let radixes = [("0x", 16), ("0o", 8), ("0b", 2)];
    let other = radixes.iter().find_map(|(prefix, radix)| Some((digits.strip_prefix(prefix)?, *radix)));
    let (digits, radix) = other.unwrap_or((digits, 10));
    let has_zeros = radix == 10 && digits.len() > 1 && digits.starts_with('0');
    let is_digits = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    let sign = if text.starts_with('-') { "-" } else { "" };
    (is_digits && !has_zeros).then(|| i64::from_str_radix(&format!("{sign}{digits}"), radix).ok()).flatten()
}

fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let has_zeros = digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !has_zeros;
    is_number.then(|| text.parse().ok()).flatten().filter(|number: &f64| number.is_finite())
}

struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
    text: &'t str,
    /// The places of its lines, which only quotes need.
    lines: OnceCell<LineIndex>,
    file: FileId,
    /// The value of each anchor.
    anchors: HashMap<usize, Anchor>,
    /// The number of values that aliases have inserted.
    aliased: usize,
}

/// A value with an anchor, the number of values in it, and their depth.
struct Anchor {
    tree: Tree,
    size: usize,
    depth: usize,
}

impl<'t> Events<'t> {
    fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, Error> {
        let Some(next) = self.parser.next() else { return Ok(None) };
        match next {
            Ok((event, span)) => Ok(Some((event, self.span(&span)))),
            Err(error) => Err(Error::explain(&error, self.text)),
        }
    }

    /// Reads the first document; an empty text is null.
    fn document(&mut self) -> Result<Tree, Error> {
        loop {
            match self.next()? {
                Some((Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _)) => {}
                Some((Event::StreamEnd | Event::DocumentEnd, _)) | None => {
                    return Ok(Tree::new(Node::plain(""), Span::start_of(self.file)));
                }
                Some((event, span)) => return self.tree(event, span, 0),
            }
        }
    }

    /// Checks that nothing follows.
    fn end(&mut self) -> Result<(), Error> {
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::DocumentStart(_)) {
                return Err(Error::new(span.start, "a second document begins here")
                    .help("a file holds one document: take out the `---`, or make it a file of its own"));
            }
        }
        Ok(())
    }

    fn tree(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Tree, Error> {
        if depth > MAX_DEPTH {
            return Err(too_deep(span));
        }
        let (anchor, tag) = match &event {
            Event::Alias(id) => return self.alias(*id, span, depth),
            Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                (*anchor, tag.as_deref())
            }
            _ => (0, None),
        };
        if tag.is_some() {
            return Err(Error::new(span.start, "tags such as `!x` mean nothing here")
                .help("take the tag out; quotes make a text of any value"));
        }
        let is_block = span.is_empty();
        let span = self.trimmed(&event, span);
        let node = match event {
            Event::Scalar(text, style, ..) => Node::Scalar { text: text.into(), plain: style == ScalarStyle::Plain },
            Event::SequenceStart(..) => self.list(depth).map_err(|error| error.inside(span, is_block))?,
            _ => self.map(depth).map_err(|error| error.inside(span, is_block))?,
        };
        let tree = Tree::new(node, span);
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor::new(&tree));
        }
        Ok(tree)
    }

    fn list(&mut self, depth: usize) -> Result<Node, Error> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.child()? {
            items.push(self.tree(event, span, depth + 1)?);
        }
        Ok(Node::List(items.into()))
    }

    fn map(&mut self, depth: usize) -> Result<Node, Error> {
        let mut entries = Vec::new();
        while let Some((event, span)) = self.child()? {
            let key = self.tree(event, span, depth + 1)?;
            let Some((event, span)) = self.child()? else { break };
            entries.push((key, self.tree(event, span, depth + 1)?));
        }
        Ok(Node::Map(entries.into()))
    }

    /// Returns the span without the text after a closing bracket or quote, which the parser includes.
    fn trimmed(&self, event: &Event<'t>, span: Span) -> Span {
        let lines = || self.lines.get_or_init(|| LineIndex::of(self.text));
        let rest = || lines().rest(self.text, span.start.line(), span.start.column());
        let width = match event {
            Event::Scalar(_, ScalarStyle::SingleQuoted, ..) => quoted_width(rest(), '\''),
            Event::Scalar(_, ScalarStyle::DoubleQuoted, ..) => quoted_width(rest(), '"'),
            Event::SequenceStart(0, _) | Event::MappingStart(0, _) if !span.is_empty() => Some(1),
            _ => None,
        };
        match width {
            Some(width) => Span { end: span.start.at_column(span.start.column() + width), ..span },
            None => span,
        }
    }

    /// Returns the value of an alias.
    fn alias(&mut self, id: usize, span: Span, depth: usize) -> Result<Tree, Error> {
        let Some(anchor) = self.anchors.get(&id) else {
            return Err(Error::new(span.start, "this alias stands inside what it names")
                .help("write the value out; a type that holds itself goes below types/"));
        };
        if depth + anchor.depth > MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.aliased += anchor.size;
        if self.aliased > MAX_ALIASED {
            return Err(Error::new(span.start, "the aliases of this file bring in too much")
                .help("describe a type below types/ and refer to that"));
        }
        Ok(Tree { span, ..anchor.tree.clone() })
    }

    /// Returns the next event inside a list or a map; `None` at its end.
    fn child(&mut self) -> Result<Option<(Event<'t>, Span)>, Error> {
        Ok(self
            .next()?
            .filter(|(event, _)| !matches!(event, Event::SequenceEnd | Event::MappingEnd | Event::StreamEnd)))
    }

    fn span(&self, span: &saphyr_parser::Span) -> Span {
        let position = |marker: &saphyr_parser::Marker| Position::new(marker.line().max(1), marker.col() + 1);
        Span { file: self.file, start: position(&span.start), end: position(&span.end) }
    }
}

impl Anchor {
    fn new(tree: &Tree) -> Self {
        fn measure(tree: &Tree) -> (usize, usize) {
            let inner: Vec<(usize, usize)> = match &tree.node {
                Node::Scalar { .. } => Vec::new(),
                Node::List(items) => items.iter().map(measure).collect(),
                Node::Map(entries) => entries.iter().flat_map(|(key, value)| [measure(key), measure(value)]).collect(),
            };
            let size = inner.iter().map(|(size, _)| size).sum::<usize>();
            (size + 1, inner.iter().map(|(_, depth)| depth).max().map_or(0, |depth| depth + 1))
        }
        let (size, depth) = measure(tree);
        Anchor { tree: tree.clone(), size, depth }
    }
}

/// Returns the width of the text in quotes that begins here in characters, if it ends on the line.
fn quoted_width(line: &str, quote: char) -> Option<usize> {
    let mut chars = line.chars().enumerate().peekable();
    // An anchor may precede it.
    if chars.next().is_none_or(|(_, first)| first != quote) {
        return None;
    }
    while let Some((index, found)) = chars.next() {
        let is_doubled = quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote);
        if found == '\\' && quote == '"' || found == quote && is_doubled {
            chars.next();
        } else if found == quote {
            return Some(index + 1);
        }
    }
    None
}

fn too_deep(span: Span) -> Error {
    Error::new(span.start, "this nests too deeply")
        .help(format!("at most {MAX_DEPTH} levels; a type below types/ saves some"))
}

#[cfg(test)]
mod tests {
    use super::{Tree, Type, scalar_type};
    use crate::source::FileId;

    #[test]
    fn plain_scalars_have_the_types_of_yaml_1_2() {
        for (text, ty) in [
            ("", Type::Null),
            ("~", Type::Null),
            ("yes", Type::String),
            ("True", Type::Boolean),
            ("-12", Type::Integer),
            ("007", Type::String),
            ("0", Type::Integer),
            ("-0x1F", Type::Integer),
            ("0b2", Type::String),
            ("1.50", Type::Number),
            ("0.5", Type::Number),
            (".5e3", Type::Number),
            ("18446744073709551616", Type::Number),
            ("1e999", Type::String),
            (".inf", Type::String),
            ("-", Type::String),
            (".", Type::String),
            ("1_000", Type::String),
            ("2026-01-01", Type::String),
        ] {
            assert_eq!(scalar_type(text), ty, "{text:?}");
        }
    }

    #[test]
    fn characters_of_a_scalar_have_places_where_it_stands_as_it_is() {
        let column = |text: &str| {
            let tree = Tree::parse(text, FileId::default()).unwrap();
            let value = tree.get("a").unwrap_or_else(|| tree.item(0).unwrap());
            let rest: String = text.chars().skip(value.span.start.column() - 1).collect();
            let span = value.within(&(2..3), &rest);
            (span.start.column(), span.end.column())
        };
        assert_eq!(column("a: integer"), (6, 7));
        assert_eq!(column("a: \"integer\""), (7, 8));
        assert_eq!(column("[ 'integer'  , b]"), (6, 7));
        assert_eq!(column("a: \"тип\" # text"), (7, 8));
        assert_eq!(column("a: \"in\\x74eger\""), (4, 16));
    }
}
