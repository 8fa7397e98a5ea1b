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

/// The largest depth of a type: lists, maps, parentheses and `?` together.
const MAX_DEPTH: usize = 32;

/// The largest number of characters of a type.
const MAX_LENGTH: usize = 4_000;

/// Parses a type expression.
pub fn parse(text: &str) -> Result<Expr, Error> {
    if let Some((end, _)) = text.char_indices().nth(MAX_LENGTH) {
        let message = format!("it is longer than {MAX_LENGTH} characters: describe a type below types/ instead");
        return Err(Error { message, range: 0..text[..end].chars().count() });
    }
    let mut parser = Parser { chars: text.chars().collect(), at: 0, depth: 0 };
    let (expr, _) = parser.one_of()?;
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
    /// Reads a type and those beside it, with the number of levels inside.
    fn one_of(&mut self) -> Result<(Expr, usize), Error> {
        self.depth += 1;
        self.check(self.depth)?;
        let (first, mut levels) = self.suffixed()?;
        let mut options = vec![first];
        while self.eat('|') {
            let (option, inside) = self.suffixed()?;
            options.push(option);
            levels = levels.max(inside);
        }
        self.depth -= 1;
        Ok((if options.len() == 1 { options.remove(0) } else { Expr::OneOf(options) }, levels))
    }

    fn suffixed(&mut self) -> Result<(Expr, usize), Error> {
        let (mut expr, mut levels) = self.single()?;
        loop {
            let is_list = self.eat('[');
            if is_list {
                self.expect(']')?;
            } else if !self.eat('?') {
                return Ok((expr, levels));
            }
            levels += 1;
            self.check(levels)?;
            expr = if is_list { Expr::List(Box::new(expr)) } else { Expr::Nullable(Box::new(expr)) };
        }
    }

    fn single(&mut self) -> Result<(Expr, usize), Error> {
        if self.eat('(') {
            let (expr, levels) = self.one_of()?;
            self.expect(')')?;
            return Ok((expr, levels + 1));
        }
        let (name, range) = self.name()?;
        if name == "map" && self.eat('<') {
            let (expr, levels) = self.one_of()?;
            self.expect('>')?;
            return Ok((Expr::Map(Box::new(expr)), levels + 1));
        }
        if self.eat('(') {
            let start = self.at;
            while self.peek().is_some_and(|next| next != ')') {
                self.at += 1;
            }
            let form: String = self.chars[start..self.at].iter().collect();
            let range = start..self.at;
            self.expect(')')?;
            return Ok((Expr::Form { name, form: form.replace(' ', ""), range }, 0));
        }
        Ok((Expr::Name(name, range), 0))
    }

    /// Refuses a type of too many levels: whatever reads it calls itself for each.
    fn check(&self, levels: usize) -> Result<(), Error> {
        if levels <= MAX_DEPTH {
            return Ok(());
        }
        let help = "take some away, or describe a type below types/";
        Err(self.error(format!("it nests deeper than {MAX_DEPTH} levels: {help}")))
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
    }

    #[test]
    fn depth_and_length_are_bounded() {
        assert!(parse(&format!("map<(string[]?){}>", "[]".repeat(27))).is_ok());
        for (text, at) in [
            ("(".repeat(500), 32),
            (format!("string{}", "[]".repeat(500)), 6 + 2 * 33),
            (format!("string{}", "?[]".repeat(500)), 6 + 3 * 16 + 1),
            (format!("{}string{}", "map<".repeat(500), ">".repeat(500)), 4 * 32),
            (format!("{}string{}", "(".repeat(20), "[])?".repeat(20)), 20 + 6 + 4 * 11),
        ] {
            let error = parse(&text).unwrap_err();
            assert!(error.message.contains("deeper than 32 levels"), "{error:?}");
            assert_eq!(error.range.start, at, "{text}");
        }
        let error = parse(&"x |".repeat(10_000)).unwrap_err();
        assert!(error.message.contains("longer than 4000 characters"), "{error:?}");
    }
}
