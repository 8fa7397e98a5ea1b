//! A schema as a tree of named parts and their facts, which is the form for comparing.

pub mod build;
pub(crate) mod compat;
pub mod edit;
mod fact;

use std::sync::Arc;

use bitrix24_schema::Subject;
use serde_json::Value as Json;

pub use fact::Fact;

/// A part of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its kind.
    pub kind: Kind,
    /// Its name, unique among its siblings of the same kind.
    pub name: String,
    /// Its subject, unique in the schema.
    pub subject: Subject,
    /// Its known facts, in the order of [`Facet`].
    pub facts: Vec<(Facet, Fact)>,
    /// Its parts, in the schema's order.
    pub parts: Vec<Node>,
    /// The place of its description.
    pub place: Place,
}

/// The place of a description: a file of the schema, and the keys that lead to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the schema folder. All parts of it share its name.
    pub file: Arc<str>,
    last: Option<Arc<Key>>,
}

/// A key of a [`Place`]. All parts inside share those around them.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    /// Its name, without a mark.
    name: String,
    /// The number of keys before it.
    depth: usize,
    before: Option<Arc<Key>>,
}

/// The kind of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The whole schema.
    Schema,
    /// A method.
    Method,
    /// A type that methods share.
    Type,
    /// An event that a portal posts.
    Event,
    /// An error that any method may answer.
    SystemError,
    /// A kind of identifier.
    Id,
    /// A parameter.
    Param,
    /// A result.
    Result,
    /// A field of an object.
    Field,
    /// An allowed value.
    Value,
    /// A documented key of a map.
    Key,
    /// An error of a method.
    Error,
}

/// A fact of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// The scopes of a method.
    Scope,
    /// The kind of a method: reading or writing.
    Kind,
    /// The users who may call a method.
    Caller,
    /// The mark of a method that only an application may call.
    Application,
    /// The edition that has it.
    Edition,
    /// The mark of what not all plans have.
    Plan,
    /// The version since which it is there.
    Since,
    /// The mark of a method whose work goes on after the answer.
    Asynchronous,
    /// The mark of a method whose effect nothing takes back.
    Irreversible,
    /// The permission to call it in a `batch`.
    Batch,
    /// The parameters by position.
    Positional,
    /// The style of paging.
    Pager,
    /// The key that holds the items.
    PagerItems,
    /// The field that identifies an item.
    PagerId,
    /// The obligation to send a parameter, or to answer a field.
    Required,
    /// The type.
    Type,
    /// The names without which a parameter has to be there.
    Unless,
    /// The names and values with which a parameter has to be there.
    With,
    /// The names and values with which a parameter has an effect.
    Only,
    /// The server's value if nothing is sent.
    Default,
    /// The smallest number.
    Min,
    /// The largest number.
    Max,
    /// The shortest length.
    MinLength,
    /// The longest length.
    MaxLength,
    /// The characters that a text may have.
    Characters,
    /// The unit of a number.
    Unit,
    /// The mark of values beside which there may be others.
    Open,
    /// The operators of a filter.
    Operators,
    /// The shared type whose fields its keys or items name.
    Names,
    /// The object's variants that have it.
    Variants,
    /// The times that a field can be written.
    Writable,
    /// The mark of a part that is not documented, but occurs in an example.
    Observed,
    /// The deprecation notice and its replacement.
    Deprecated,
    /// The HTTP status of an error.
    Status,
    /// The reasons of an error.
    Reason,
    /// The advice on calling again.
    Retry,
    /// Our own words: descriptions and labels.
    Words,
    /// The parameters that an error is about.
    About,
    /// Our own words on the circumstances of an error.
    When,
    /// The documentation's page.
    Page,
    /// The name in Rust.
    Rust,
    /// The former names, which the crate keeps.
    Former,
}

impl Facet {
    /// Returns true if it is not about the API itself, but about our words, pages or former names.
    pub fn is_text(self) -> bool {
        matches!(self, Facet::Words | Facet::About | Facet::When | Facet::Page | Facet::Former)
    }
}

impl Node {
    /// Returns a fact, if it is known.
    pub fn fact(&self, facet: Facet) -> Option<&Fact> {
        self.facts.iter().find(|(known, _)| *known == facet).map(|(_, fact)| fact)
    }

    /// Returns a fact that is a text.
    pub fn text(&self, facet: Facet) -> Option<&str> {
        self.fact(facet).and_then(Fact::as_str)
    }

    /// Returns the code of an error, which may be empty.
    pub fn error_code(&self) -> &str {
        let name = self.name.strip_prefix("system#v2.").or_else(|| self.name.strip_prefix("system#v3."));
        name.unwrap_or(&self.name).split(':').next().unwrap_or_default()
    }

    /// Returns the number of all parts inside it.
    pub fn size(&self) -> usize {
        self.parts.iter().map(|part| 1 + part.size()).sum()
    }

    pub(crate) fn new(kind: Kind, name: &str, subject: Subject, place: Place) -> Self {
        Node { kind, name: name.to_owned(), subject, facts: Vec::new(), parts: Vec::new(), place }
    }

    /// Adds a fact, unless it says nothing.
    pub(crate) fn with(self, facet: Facet, fact: impl Into<Json>) -> Self {
        let fact = fact.into();
        let says_nothing = match &fact {
            Json::Null => true,
            Json::Array(items) => items.is_empty(),
            _ => false,
        };
        if says_nothing { self } else { self.known(facet, Fact::from(fact)) }
    }

    /// Adds a fact that is a text, if there is one.
    pub(crate) fn with_text(self, facet: Facet, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.known(facet, Fact::from(text)),
            None => self,
        }
    }

    fn known(mut self, facet: Facet, fact: Fact) -> Self {
        let at = self.facts.partition_point(|(known, _)| *known < facet);
        self.facts.insert(at, (facet, fact));
        self
    }

    /// Gives back the room for more facts: a tree has very many parts with few of them.
    pub(crate) fn shrunk(mut self) -> Self {
        self.facts.shrink_to_fit();
        self
    }

    /// Returns the part without those in it.
    pub(crate) fn head(&self) -> Node {
        let Node { kind, name, subject, facts, parts: _, place } = self;
        let (name, subject, facts, place) = (name.clone(), subject.clone(), facts.clone(), place.clone());
        Node { kind: *kind, name, subject, facts, parts: Vec::new(), place }
    }

    /// Adds parts.
    pub(crate) fn and(mut self, parts: impl IntoIterator<Item = Node>) -> Self {
        self.parts.extend(parts);
        self
    }
}

impl Place {
    pub(crate) fn of(file: &str) -> Self {
        Place { file: file.into(), last: None }
    }

    pub(crate) fn key(&self, key: &str) -> Self {
        let key = Key { name: key.to_owned(), depth: self.depth(), before: self.last.clone() };
        Place { file: self.file.clone(), last: Some(Arc::new(key)) }
    }

    /// Returns the number of keys.
    pub(crate) fn depth(&self) -> usize {
        self.last.as_ref().map_or(0, |key| key.depth + 1)
    }

    /// Returns the keys from the root; names without their marks.
    pub fn keys(&self) -> Vec<&str> {
        let mut keys = Vec::with_capacity(self.depth());
        let mut next = self.last.as_deref();
        while let Some(key) = next {
            keys.push(key.name.as_str());
            next = key.before.as_deref();
        }
        keys.reverse();
        keys
    }
}
