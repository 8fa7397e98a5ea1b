//! The only module that knows how YAML is parsed.
//!
//! Reading goes through serde. Positions are needed only to report what is wrong, so the parser that keeps them runs only
//! then, and gives a [`Tree`].

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};
use serde::de::DeserializeOwned;

/// A YAML document as a tree of plain values.
pub use serde_yaml::{Mapping, Value};

/// How deep a document may nest; serde_yaml's own limit.
const MAX_DEPTH: usize = 128;

/// A document that cannot be read.
#[derive(Debug)]
pub struct Error {
    /// Why, in the parser's words, without the position.
    pub message: String,
    /// Where, if the parser knows.
    pub position: Option<Position>,
}

/// A position in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Reads a document.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_yaml::from_str(text).map_err(|error| Error::new(&error))
}

/// Reads a document that is already a tree of plain values.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, Error> {
    serde_yaml::from_value(value).map_err(|error| Error::new(&error))
}

impl Error {
    fn new(error: &serde_yaml::Error) -> Self {
        let position = error.location().map(|at| Position { line: at.line(), column: at.column() });
        let message = error.to_string();
        // serde_yaml ends its messages with the position.
        let message = match message.find(" at line ") {
            Some(end) => message[..end].to_owned(),
            None => message,
        };
        Error { message, position }
    }
}

/// A value with its place in the text.
#[derive(Clone, Debug)]
pub struct Tree {
    /// What it is.
    pub node: Node,
    /// Where it starts.
    pub start: Position,
    /// Where it ends, on the line where it starts.
    pub end: Position,
}

/// What a [`Tree`] is.
#[derive(Clone, Debug)]
pub enum Node {
    /// A single value.
    Scalar {
        /// Its text, unescaped.
        text: String,
        /// Whether it stands without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Tree>),
    /// A map; keys may repeat.
    Map(Vec<(Tree, Tree)>),
    /// A reference to an anchor.
    Alias,
}

/// The type that a scalar's text has, or what else a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Nothing at all.
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

impl Tree {
    /// Reads a document with positions.
    pub fn parse(text: &str) -> Result<Tree, Error> {
        let mut events = Events { parser: Parser::new_from_str(text) };
        loop {
            match events.next()? {
                Some((Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _)) => {}
                Some((Event::StreamEnd | Event::DocumentEnd, _)) | None => return Ok(Tree::nothing()),
                Some((event, span)) => return events.tree(event, span, 0),
            }
        }
    }

    fn nothing() -> Tree {
        let start = Position { line: 1, column: 1 };
        Tree { node: Node::Scalar { text: String::new(), plain: true }, start, end: start }
    }

    /// The type of the value; `None` for an alias, which is not followed.
    pub fn ty(&self) -> Option<Type> {
        Some(match &self.node {
            Node::Alias => return None,
            Node::List(_) => Type::List,
            Node::Map(_) => Type::Map,
            Node::Scalar { plain: false, .. } => Type::String,
            Node::Scalar { text, .. } => match text.as_str() {
                "" | "~" | "null" | "Null" | "NULL" => Type::Null,
                "true" | "false" | "True" | "False" | "TRUE" | "FALSE" => Type::Boolean,
                text if text.parse::<i64>().is_ok() => Type::Integer,
                text if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
                    && text.parse::<f64>().is_ok() =>
                {
                    Type::Number
                }
                _ => Type::String,
            },
        })
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.node {
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Where the characters `range` of a scalar are, if it stands on one line as it is.
    pub fn within(&self, range: &Range<usize>) -> (Position, Position) {
        let Node::Scalar { plain, .. } = &self.node else { return (self.start, self.end) };
        let first = self.start.column + usize::from(!plain);
        let at = |index: usize| Position { line: self.start.line, column: (first + index).min(self.end.column) };
        (at(range.start), at(range.end).max(at(range.start + 1)))
    }
}

struct Events<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
}

impl<'t> Events<'t> {
    fn next(&mut self) -> Result<Option<(Event<'t>, Span)>, Error> {
        self.parser.next().transpose().map_err(|error: ScanError| Error {
            message: error.info().to_owned(),
            position: Some(Position { line: error.marker().line(), column: error.marker().col() + 1 }),
        })
    }

    fn tree(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Tree, Error> {
        if depth > MAX_DEPTH {
            let position = Some(position(&span).0);
            return Err(Error { message: "nested too deeply".to_owned(), position });
        }
        let (start, end) = position(&span);
        let node = match event {
            Event::Scalar(text, style, ..) => {
                Node::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain }
            }
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                while let Some((event, span)) = self.child()? {
                    items.push(self.tree(event, span, depth + 1)?);
                }
                Node::List(items)
            }
            Event::MappingStart(..) => {
                let mut entries = Vec::new();
                while let Some((event, span)) = self.child()? {
                    let key = self.tree(event, span, depth + 1)?;
                    let Some((event, span)) = self.child()? else { break };
                    entries.push((key, self.tree(event, span, depth + 1)?));
                }
                Node::Map(entries)
            }
            _ => Node::Alias,
        };
        Ok(Tree { node, start, end })
    }

    /// The next event inside a list or a map; `None` at its end.
    fn child(&mut self) -> Result<Option<(Event<'t>, Span)>, Error> {
        Ok(self
            .next()?
            .filter(|(event, _)| !matches!(event, Event::SequenceEnd | Event::MappingEnd | Event::StreamEnd)))
    }
}

fn position(span: &Span) -> (Position, Position) {
    let start = Position { line: span.start.line(), column: span.start.col() + 1 };
    let end = if span.end.line() == span.start.line() {
        Position { line: start.line, column: span.end.col() + 1 }
    } else {
        Position { line: start.line, column: usize::MAX }
    };
    (start, end.max(start))
}
