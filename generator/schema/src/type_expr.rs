//! The type expressions of the schema: `integer`, `user[]`, `map<boolean(Y/N)>`, `datetime?`, `user | user[]`.

use std::fmt;
use std::ops::Range;

/// A type expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A name, and its range in the text.
    Name(String, Range<usize>),
    /// A name with a wire form: `boolean(…)`, `file(…)`.
    Form { name: String, form: String, range: Range<usize> },
    /// `T[]`
    List(Box<Expr>),
    /// `map<T>`
    Map(Box<Expr>),
    /// `T?`
    Nullable(Box<Expr>),
    /// `A | B`
    OneOf(Vec<Expr>),
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expr::Name(name, _) => f.write_str(name),
            Expr::Form { name, form, .. } => write!(f, "{name}({form})"),
            Expr::List(inner) => write!(f, "{inner}[]"),
            Expr::Map(inner) => write!(f, "map<{inner}>"),
            Expr::Nullable(inner) => write!(f, "{inner}?"),
            Expr::OneOf(options) => {
                let options: Vec<String> = options.iter().map(Expr::to_string).collect();
                write!(f, "({})", options.join(" | "))
            }
        }
    }
}

/// A syntax error in a type expression, with its range in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub message: String,
    pub range: Range<usize>,
}

/// Parses a type expression.
pub fn parse(text: &str) -> Result<Expr, Error> {
    let mut parser = Parser { chars: text.chars().collect(), at: 0, depth: 0 };
    let expr = parser.one_of()?;
    parser.skip_space();
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.too_much()),
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn one_of(&mut self) -> Result<Expr, Error> {
        self.depth += 1;
        if self.depth > 32 {
            return Err(self.error("nested too deeply".to_owned()));
        }
        let mut options = vec![self.suffixed()?];
        while self.eat('|') {
            options.push(self.suffixed()?);
        }
        self.depth -= 1;
        Ok(if options.len() == 1 { options.remove(0) } else { Expr::OneOf(options) })
    }

    fn suffixed(&mut self) -> Result<Expr, Error> {
        let mut expr = self.single()?;
        loop {
            if self.eat('[') {
                self.expect(']')?;
                expr = Expr::List(Box::new(expr));
            } else if self.eat('?') {
                expr = Expr::Nullable(Box::new(expr));
            } else {
                return Ok(expr);
            }
        }
    }

    fn single(&mut self) -> Result<Expr, Error> {
        if self.eat('(') {
            let expr = self.one_of()?;
            self.expect(')')?;
            return Ok(expr);
        }
        let (name, range) = self.name()?;
        if name == "map" && self.eat('<') {
            let expr = self.one_of()?;
            self.expect('>')?;
            return Ok(Expr::Map(Box::new(expr)));
        }
        if self.eat('(') {
            let start = self.at;
            while self.peek().is_some_and(|next| next != ')') {
                self.at += 1;
            }
            let form: String = self.chars[start..self.at].iter().collect();
            let range = start..self.at;
            self.expect(')')?;
            return Ok(Expr::Form { name, form: form.replace(' ', ""), range });
        }
        Ok(Expr::Name(name, range))
    }

    fn name(&mut self) -> Result<(String, Range<usize>), Error> {
        self.skip_space();
        let start = self.at;
        while self.peek().is_some_and(|next| next.is_alphanumeric() || next == '_' || next == '.') {
            self.at += 1;
        }
        if start == self.at {
            return Err(match self.peek() {
                Some(found) => self.error(format!("a type's name is expected here, not `{found}`")),
                None if start == 0 => self.error("it is empty".to_owned()),
                None => self.error("a type's name is missing at the end".to_owned()),
            });
        }
        Ok((self.chars[start..self.at].iter().collect(), start..self.at))
    }

    fn expect(&mut self, wanted: char) -> Result<(), Error> {
        if self.eat(wanted) { Ok(()) } else { Err(self.error(format!("`{wanted}` is missing"))) }
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.skip_space();
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Returns the error for text after the end of a type.
    fn too_much(&self) -> Error {
        let rest = &self.chars[self.at..];
        let width = rest.iter().take_while(|c| c.is_alphanumeric() || "_.".contains(**c)).count().max(1);
        let found: String = rest[..width].iter().collect();
        Error { message: format!("`{found}` is too much"), range: self.at..self.at + width }
    }

    fn error(&self, message: String) -> Error {
        Error { message, range: self.at..self.at + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Expr, parse};

    fn name(text: &str, start: usize) -> Expr {
        Expr::Name(text.to_owned(), start..start + text.len())
    }

    #[test]
    fn suffixes_bind_tighter_than_unions() {
        let expected = Expr::OneOf(vec![name("user", 0), Expr::List(Box::new(name("user", 7)))]);
        assert_eq!(parse("user | user[]"), Ok(expected));
        let grouped = Expr::List(Box::new(Expr::Nullable(Box::new(name("integer", 1)))));
        assert_eq!(parse("(integer?)[]"), Ok(grouped));
    }

    #[test]
    fn forms_keep_their_text() {
        let form = Expr::Form { name: "boolean".to_owned(), form: "\"1\"/\"0\"".to_owned(), range: 12..19 };
        assert_eq!(parse("map<boolean(\"1\"/\"0\")>"), Ok(Expr::Map(Box::new(form))));
    }

    #[test]
    fn errors_say_where() {
        for (text, at, message) in [
            ("map<integer", 11, "`>` is missing"),
            ("integer[", 8, "`]` is missing"),
            ("a |", 3, "a type's name is missing at the end"),
            ("a bc[]", 2, "`bc` is too much"),
            ("[]", 0, "a type's name is expected here, not `[`"),
            ("", 0, "it is empty"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.range.start, error.message.as_str()), (at, message), "{text}");
        }
        assert!(parse(&"(".repeat(10_000)).is_err());
    }
}
