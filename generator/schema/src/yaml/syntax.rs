//! Syntax errors of YAML, with messages that say what to do.

use std::fmt;

use saphyr_parser::ScanError;

use crate::line_index::{line, lines};
use crate::place::{Position, Span};

/// An error of reading a document, with its place.
#[derive(Clone, Debug)]
pub struct Error {
    pub message: String,
    pub help: Option<String>,
    /// The start and the end; unknown for an error of serde, until the value adds its place.
    pub place: Option<(Position, Position)>,
    /// The bracket around it, if that is related.
    pub bracket: Option<Box<Span>>,
    /// The role of the bracket around it.
    role: Role,
}

/// The role of a bracket around an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Unrelated, if it is closed.
    None,
    /// A possible cause.
    Suspect,
    /// The cause: the line would be valid outside of it.
    Cause,
}

impl Error {
    pub(super) fn new(start: Position, message: impl Into<String>) -> Self {
        let place = Some((start, start));
        Error { message: message.into(), help: None, place, bracket: None, role: Role::None }
    }

    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the place if it is unknown.
    pub(super) fn or_at(mut self, span: Span) -> Self {
        self.place = self.place.or(Some((span.start, span.end)));
        self
    }

    /// Records the bracket around; the innermost counts.
    pub(super) fn inside(mut self, span: Span, is_block: bool) -> Self {
        if self.bracket.is_none() && !is_block {
            self.bracket = Some(Box::new(span));
        }
        self
    }

    /// Reports the bracket around it instead, if the text goes on as if that bracket had been closed.
    pub(super) fn settle(mut self, text: &str) -> Self {
        let Some(bracket) = self.bracket.take() else { return self };
        let Some((start, _)) = self.place else { return self };
        let found = line(text, start.line());
        let is_outside = start.line() > bracket.start.line()
            && indentation(found) <= indentation(line(text, bracket.start.line()))
            && !found.trim_start().starts_with(['}', ']']);
        if is_outside && self.role != Role::Cause {
            self.message = "the bracket that opens here is not closed".to_owned();
            self.help = Some("close it, or put the text in quotes if it only begins with a bracket".to_owned());
            self.place = Some((bracket.start, bracket.start));
        } else if self.role != Role::None {
            self.bracket = Some(bracket);
        }
        self
    }

    /// Translates an error of the parser into our message.
    pub(super) fn explain(error: &ScanError, text: &str) -> Self {
        let marker = error.marker();
        let stop = Stop { text, at: Position::new(marker.line().max(1), marker.col() + 1) };
        match KNOWN.iter().find(|(words, _)| error.info().contains(words)) {
            Some((_, explain)) => explain(&stop),
            None => stop.error(
                &format!("this is not YAML: {}", error.info()),
                "check the quotes, the colons and the indentation here and in the line above",
            ),
        }
    }
}

/// A function that makes the error for the place where the parser stopped.
type Explain = fn(&Stop<'_>) -> Error;

/// Parts of the parser's messages, and the functions for our own.
const KNOWN: &[(&str, Explain)] = &[
    ("tabs disallowed", |stop| stop.tab()),
    ("tab cannot be used as indentation", |stop| stop.tab()),
    ("start with a tab", |stop| stop.tab()),
    ("found a tab", |stop| stop.tab()),
    ("recursion limit exceeded", |stop| stop.error("this nests too deeply", "a type below types/ saves levels")),
    ("unclosed bracket", |stop| stop.bracket()),
    ("expected ',' or", |stop| stop.bracket()),
    ("invalid indentation in flow construct", |stop| {
        let help = "indent it more than the line with the bracket, or close the bracket";
        Error { role: Role::Cause, ..stop.error("this line stands between brackets and is not indented", help) }
    }),
    ("expected node content", |stop| stop.bracket()),
    ("illegal placement of ':'", |stop| stop.bracket()),
    ("misplaced bracket", |stop| {
        stop.error("no bracket is open that this could close", "take it out, or put the text in quotes")
    }),
    ("quoted scalar, found unexpected end of stream", |stop| stop.open_quote()),
    ("invalid indentation in quoted scalar", |stop| stop.open_quote()),
    ("quoted scalar, found unexpected document indicator", |stop| stop.open_quote()),
    ("found unknown escape character", |stop| stop.escape()),
    ("expected hexadecimal number", |stop| stop.escape()),
    ("invalid Unicode character escape", |stop| stop.escape()),
    ("trailing content after double-quoted scalar", |stop| {
        stop.error(
            "this stands behind a closing quote",
            "a quote inside '…' is written twice, and inside \"…\" with a backslash before it",
        )
    }),
    ("unexpected character: `", |stop| stop.first_character()),
    ("found unknown anchor", |stop| {
        stop.error("there is nothing that this alias refers to", "a text that begins with `*` needs quotes")
    }),
    ("while scanning an anchor or alias", |stop| {
        stop.error("`*` and `&` are for aliases", "a text that begins with one of them needs quotes")
    }),
    ("mapping values are not allowed", |stop| {
        stop.error(
            "there cannot be a `:` here",
            "a text that holds `: ` needs quotes; else mend the indentation, or a line above that lacks its `:`",
        )
    }),
    ("block sequence entries are not allowed", |stop| {
        stop.error("a list cannot begin here", "begin it on the next line, or write it as [a, b]")
    }),
    ("simple key expect", |stop| stop.no_colon()),
    ("did not find expected '-' indicator", |stop| {
        stop.error("this is not an item of the list above", "items begin with `- `, all in the same column")
    }),
    ("did not find expected key", |stop| stop.misfit()),
    ("wrongly indented line in block scalar", |stop| stop.misfit()),
    ("invalid indentation", |stop| stop.misfit()),
    ("scanning a block scalar", |stop| {
        stop.error("there is more than `|` or `>` on this line", "the text begins on the next line, indented")
    }),
    (" tag", |stop| stop.error("`!` is for tags, which mean nothing here", "a text that begins with `!` needs quotes")),
    ("directive", |stop| stop.error("`%` is for directives, which mean nothing here", "take the line out")),
];

/// The place where the parser stopped.
struct Stop<'t> {
    text: &'t str,
    at: Position,
}

impl Stop<'_> {
    fn error(&self, message: &str, help: &str) -> Error {
        Error::new(self.at, message).help(help)
    }

    fn line(&self) -> &str {
        line(self.text, self.at.line())
    }

    /// Returns the character at the place.
    fn found(&self) -> Option<char> {
        self.line().chars().nth(self.at.column() - 1)
    }

    /// The parser may stop at the text before the line.
    fn tab(&self) -> Error {
        let lines = lines(self.text).enumerate().skip(self.at.line() - 1);
        let mut tabs = lines.filter_map(|(index, line)| {
            let column = line.chars().take_while(|c| c.is_whitespace()).position(|c| c == '\t')?;
            Some(Position::new(index + 1, column + 1))
        });
        Error::new(tabs.next().unwrap_or(self.at), "there is a tab in the indentation")
            .help("indent with spaces; YAML allows no tabs there")
    }

    fn bracket(&self) -> Error {
        let help = match self.found() {
            Some('[' | '{') => "between brackets, a text that holds one needs quotes: `{ type: \"user[]\" }`",
            _ => "close the bracket, put a comma between two entries, or put the text in quotes",
        };
        Error { role: Role::Suspect, ..self.error("this does not fit between the brackets", help) }
    }

    fn open_quote(&self) -> Error {
        self.error("the quote that opens here is not closed", "close it; text on further lines has to be indented")
    }

    /// The parser stops where the text begins.
    fn escape(&self) -> Error {
        const KNOWN: &str = "0abt\tnvfre \"/\\N_LPxuU";
        let rest: Vec<char> = self.line().chars().collect();
        let mut column = self.at.column();
        while let Some(found) = rest.get(column - 1) {
            match (found, rest.get(column)) {
                ('\\', Some(next)) if KNOWN.contains(*next) && !"xuU".contains(*next) => column += 2,
                ('\\', _) => break,
                _ => column += 1,
            }
        }
        let column = if column > rest.len() { self.at.column() } else { column };
        Error::new(self.at.at_column(column), "this backslash means nothing here")
            .help("write it twice, or put the text in '…', where it is like any other character")
    }

    fn first_character(&self) -> Error {
        let message = match self.found() {
            Some(found) => format!("a text cannot begin with `{found}`"),
            None => "a text cannot begin like this".to_owned(),
        };
        self.error(&message, "put the text in quotes")
    }

    /// The parser notices only behind the line.
    fn no_colon(&self) -> Error {
        let is_key = |number: &usize| !line(self.text, *number).trim().is_empty();
        let last = if self.at.column() > 1 { self.at.line() } else { self.at.line() - 1 };
        let number = (1..=last).rev().find(is_key).unwrap_or(1);
        let found = line(self.text, number);
        let start = Position::new(number, indentation(found) + 1);
        let end = Position::new(number, found.trim_end().chars().count() + 1);
        let help = "a key ends with `: `; one that begins with a special character needs quotes";
        Error {
            place: Some((start, end)),
            ..Error::new(start, "this is neither `key: value` nor an item of a list").help(help)
        }
    }

    fn misfit(&self) -> Error {
        if self.at.column() == indentation(self.line()) + 1 {
            return self.error(
                "this line does not fit in with those above",
                "keys of one map begin in the same column; mend the indentation here or above",
            );
        }
        self.error("nothing can follow here", "take it out, or put the whole text in quotes")
    }
}

/// Returns the number of spaces before a line's text.
fn indentation(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

/// Refuses control characters, which YAML does not allow.
pub(super) fn check_characters(text: &str) -> Result<(), Error> {
    let is_bad = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    // Hardly any text has one of the bytes that such a character begins with.
    let may_be_bad = |byte: u8| matches!(byte, 0..0x20 | 0x7f | 0xc2) && !matches!(byte, b'\t' | b'\n' | b'\r');
    if !text.bytes().any(may_be_bad) {
        return Ok(());
    }
    let Some(index) = text.find(is_bad) else { return Ok(()) };
    let found = u32::from(text[index..].chars().next().unwrap_or_default());
    Err(Error::new(Position::of(text, index), format!("there is a control character here, U+{found:04X}"))
        .help("take it out; in a text in double quotes it can be written as an escape"))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Error { message: message.to_string(), help: None, place: None, bracket: None, role: Role::None }
    }
}
