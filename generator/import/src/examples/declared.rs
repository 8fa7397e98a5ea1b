//! The type that a page's program in TypeScript declares for an answer: objects, lists, unions, literals, `Record`.
//!
//! A parser of the whole language would be a hundred packages for a dozen rules of grammar, and what is not read here is
//! only unknown.

use std::cell::Cell;
use std::collections::HashMap;

/// The depth at which a type is unknown.
const MAX_DEPTH: usize = 32;

/// How many types are read of one program: names stand for whole types, which name others.
const MAX_TYPES: usize = 20_000;

/// A declared type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Declared {
    /// `unknown`, `any`, or a type that is not read.
    Unknown,
    Null,
    Text,
    Number,
    Boolean,
    /// A date and time, as the SDK calls it: `ISODate`.
    Date,
    /// A single text.
    Literal(String),
    List(Box<Declared>),
    /// An object whose keys are data: `Record<string, …>`.
    Map(Box<Declared>),
    Object(Vec<(String, Declared)>),
    OneOf(Vec<Declared>),
}

impl Declared {
    /// Returns the type without `null`, and true if that was one of its types.
    pub(crate) fn without_null(self) -> (Declared, bool) {
        let Declared::OneOf(mut types) = self else { return (self, false) };
        let all = types.len();
        types.retain(|ty| *ty != Declared::Null);
        let is_nullable = types.len() < all;
        match types.len() {
            1 => (types.swap_remove(0), is_nullable),
            _ => (Declared::OneOf(types), is_nullable),
        }
    }
}

/// A program and the types that it declares.
#[derive(Debug)]
pub(crate) struct Program<'t> {
    tokens: Vec<Token<'t>>,
    /// The places after `type Name =` and `interface Name`.
    declarations: HashMap<&'t str, usize>,
    left: Cell<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'t> {
    Word(&'t str),
    Text(&'t str),
    Sign(char),
}

impl<'t> Program<'t> {
    pub(crate) fn new(text: &'t str) -> Program<'t> {
        let tokens = tokens(text);
        let mut declarations = HashMap::new();
        for (at, three) in tokens.windows(3).enumerate() {
            match three {
                [Token::Word("type"), Token::Word(name), Token::Sign('=')] => declarations.insert(*name, at + 3),
                [Token::Word("interface"), Token::Word(name), Token::Sign('{')] => declarations.insert(*name, at + 2),
                _ => None,
            };
        }
        Program { tokens, declarations, left: Cell::new(MAX_TYPES) }
    }

    /// Returns the type between the brackets of `make<…>({ method: 'name'`, for the call of a method.
    pub(crate) fn answer_of(&self, method: &str) -> Option<Declared> {
        let starts = self.tokens.windows(2).enumerate();
        let mut starts = starts.filter(|(_, pair)| *pair == [Token::Word("make"), Token::Sign('<')]);
        starts.find_map(|(at, _)| {
            let mut reader = Reader { program: self, at: at + 2, depth: 0, open: Vec::new() };
            let ty = reader.ty();
            let is_of = reader.takes('>') && reader.takes('(') && reader.names(method);
            is_of.then_some(ty)
        })
    }
}

/// A place in a program.
struct Reader<'p, 't> {
    program: &'p Program<'t>,
    at: usize,
    depth: usize,
    /// The names whose declarations are being read.
    open: Vec<&'t str>,
}

impl<'t> Reader<'_, 't> {
    fn peek(&self) -> Option<Token<'t>> {
        self.program.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Token<'t>> {
        self.at += 1;
        self.program.tokens.get(self.at - 1).copied()
    }

    fn takes(&mut self, sign: char) -> bool {
        let is_next = self.peek() == Some(Token::Sign(sign));
        self.at += usize::from(is_next);
        is_next
    }

    /// Returns true if the object that begins here has the method's name as its `method`, in any case.
    fn names(&self, method: &str) -> bool {
        let ahead = &self.program.tokens[self.at.min(self.program.tokens.len())..];
        let mut ahead = ahead.windows(3).take(8);
        ahead.any(|three| {
            matches!(three, [Token::Word("method"), Token::Sign(':'), Token::Text(name)] if name.eq_ignore_ascii_case(method))
        })
    }

    /// Reads a type: a union of at least one.
    fn ty(&mut self) -> Declared {
        self.depth += 1;
        let mut types = Vec::new();
        self.takes('|');
        loop {
            let left = self.program.left.replace(self.program.left.get().saturating_sub(1));
            let ty = if self.depth > MAX_DEPTH || left == 0 { Declared::Unknown } else { self.one() };
            match ty {
                Declared::OneOf(inner) => types.extend(inner),
                ty if types.contains(&ty) => {}
                ty => types.push(ty),
            }
            if !self.takes('|') {
                break;
            }
        }
        self.depth -= 1;
        if types.len() == 1 { types.swap_remove(0) } else { Declared::OneOf(types) }
    }

    /// Reads a type with the brackets of lists after it.
    fn one(&mut self) -> Declared {
        let mut ty = match self.next() {
            Some(Token::Text(text)) => Declared::Literal(text.to_owned()),
            Some(Token::Word(word)) => self.named(word),
            Some(Token::Sign('{')) => self.object(),
            Some(Token::Sign('(')) => {
                let inner = self.ty();
                if self.takes(')') { inner } else { Declared::Unknown }
            }
            _ => Declared::Unknown,
        };
        while self.peek() == Some(Token::Sign('[')) && self.program.tokens.get(self.at + 1) == Some(&Token::Sign(']')) {
            self.at += 2;
            ty = Declared::List(Box::new(ty));
        }
        ty
    }

    /// Reads the type that begins with a word.
    fn named(&mut self, word: &'t str) -> Declared {
        match word {
            "string" => Declared::Text,
            "number" => Declared::Number,
            "boolean" | "true" | "false" => Declared::Boolean,
            "null" | "undefined" => Declared::Null,
            "ISODate" => Declared::Date,
            "Array" | "ReadonlyArray" => {
                self.arguments().pop().map_or(Declared::Unknown, |of| Declared::List(Box::new(of)))
            }
            "Record" => self.arguments().pop().map_or(Declared::Unknown, |of| Declared::Map(Box::new(of))),
            "Partial" | "Readonly" => self.arguments().pop().unwrap_or(Declared::Unknown),
            _ if word.bytes().all(|byte| byte.is_ascii_digit()) => Declared::Number,
            _ => {
                self.arguments();
                self.declared(word)
            }
        }
    }

    /// Reads the type that the program declares by a name. Inside its own declaration it is unknown.
    fn declared(&mut self, name: &'t str) -> Declared {
        let Some(at) = self.program.declarations.get(name).copied() else { return Declared::Unknown };
        if self.open.contains(&name) {
            return Declared::Unknown;
        }
        let open = self.open.iter().copied().chain([name]).collect();
        Reader { program: self.program, at, depth: self.depth + 1, open }.ty()
    }

    /// Reads `<A, B>`; nothing where there is none.
    fn arguments(&mut self) -> Vec<Declared> {
        let mut all = Vec::new();
        if self.takes('<') {
            while self.peek().is_some() && !self.takes('>') {
                all.push(self.ty());
                if !self.takes(',') && self.peek() != Some(Token::Sign('>')) {
                    return Vec::new();
                }
            }
        }
        all
    }

    /// Reads the members of an object after its bracket. One that is not read makes the object unknown.
    fn object(&mut self) -> Declared {
        let mut members = Vec::new();
        let mut map = None;
        while !self.takes('}') {
            match self.next() {
                Some(Token::Word(name) | Token::Text(name)) => {
                    self.takes('?');
                    if !self.takes(':') {
                        return Declared::Unknown;
                    }
                    members.push((name.to_owned(), self.ty()));
                }
                Some(Token::Sign('[')) => match self.values() {
                    Some(of) => map = Some(of),
                    None => return Declared::Unknown,
                },
                Some(Token::Sign(';' | ',')) => {}
                _ => return Declared::Unknown,
            }
        }
        match map {
            Some(of) if members.is_empty() => Declared::Map(Box::new(of)),
            _ => Declared::Object(members),
        }
    }

    /// Reads `key: string]: T` of an object whose keys are data.
    fn values(&mut self) -> Option<Declared> {
        while self.next()? != Token::Sign(']') {}
        self.takes(':').then(|| self.ty())
    }
}

/// Returns the words, texts and signs of a program, without its comments.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let len = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let '\'' | '"' | '`' = first {
            let inside = &rest[1..];
            let end = inside.find([first, '\n']).unwrap_or(inside.len());
            tokens.push(Token::Text(&inside[..end]));
            rest.len().min(end + 2)
        } else if is_word(first) {
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            tokens.push(Token::Word(&rest[..end]));
            end
        } else {
            if !first.is_whitespace() {
                tokens.push(Token::Sign(first));
            }
            first.len_utf8()
        };
        rest = &rest[len..];
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{Declared, Program};

    fn answer(text: &str) -> Option<Declared> {
        Program::new(text).answer_of("thing.get")
    }

    const CALL: &str =
        "const response = await $b24.actions.v2.call.make<Thing>({\n  method: 'Thing.get',\n  params: {},\n})";

    #[test]
    fn a_declared_type_is_read_through_its_names() {
        let program = format!(
            "import type {{ ISODate }} from 'sdk'\n// Its parts\ninterface Part {{ id: number; note?: string | null }}\n\
             type Thing = {{\n  parts: Part[] // all\n  kind: 'Y' | 'N'\n  at: ISODate\n  names: Record<string, string>\n}}\n{CALL}"
        );
        let part = Declared::Object(vec![
            ("id".to_owned(), Declared::Number),
            ("note".to_owned(), Declared::OneOf(vec![Declared::Text, Declared::Null])),
        ]);
        let letters = ["Y", "N"].map(|text| Declared::Literal(text.to_owned()));
        let thing = Declared::Object(vec![
            ("parts".to_owned(), Declared::List(Box::new(part))),
            ("kind".to_owned(), Declared::OneOf(letters.to_vec())),
            ("at".to_owned(), Declared::Date),
            ("names".to_owned(), Declared::Map(Box::new(Declared::Text))),
        ]);
        assert_eq!(answer(&program), Some(thing));
    }

    #[test]
    fn another_methods_type_is_none() {
        assert_eq!(answer("$b24.actions.v2.call.make<boolean>({ method: 'thing.add' })"), None);
        assert_eq!(answer("$b24.actions.v2.call.make<boolean>({ method: 'thing.get' })"), Some(Declared::Boolean));
        assert_eq!(
            answer("make<{ [key: string]: number }>({ method: 'thing.get' })"),
            Some(Declared::Map(Box::new(Declared::Number)))
        );
        assert_eq!(answer("make<Array<"), None);
    }

    #[test]
    fn a_type_in_itself_ends() {
        let inside = "a: Thing, b: Thing, c: Thing, d: Thing, ".repeat(20);
        assert!(answer(&format!("type Thing = {{ {inside} }}\n{CALL}")).is_some());
        // Each name stands for fifty of the next one.
        let part =
            |at: usize| format!("type T{at} = {{ {} }}\n", "a: T{}, ".replace("{}", &(at + 1).to_string()).repeat(50));
        let wide: String = (0..8).map(part).collect();
        assert!(answer(&format!("{wide}type Thing = T0\n{CALL}")).is_some());
        let deep = format!("type Thing = {}string{}\n{CALL}", "(".repeat(10_000), ")".repeat(10_000));
        assert_eq!(answer(&deep), Some(Declared::Unknown));
    }
}
