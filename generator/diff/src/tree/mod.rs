//! A schema as a tree of named parts and their facts: what two schemas are compared as.
//!
//! Every struct of the model is taken apart here without `..`, so that nothing can be added to the model and be forgotten
//! in the comparison.

pub(crate) mod compat;
pub mod edit;

use serde_json::{Value as Json, json};

use bitrix24_schema::model::{
    Api, Docs, Enum, ErrorEntry, Field, Item, ItemRef, Limits, Method, Model, Object, Page, Pager, PagerKind, Retry,
    Shared, SystemError, Type, Union, Value,
};
use bitrix24_schema::{Subject, written};

/// A part of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// What it is known by among its siblings of the same kind.
    pub name: String,
    /// What it is known by in the whole schema.
    pub subject: Subject,
    /// What is known of it, in the order of [`Facet`]; what is not known is not there.
    pub facts: Vec<(Facet, Json)>,
    /// What it consists of, in the schema's order.
    pub parts: Vec<Node>,
    /// Where it is described.
    pub place: Place,
}

/// Where a part is described: a file of the schema, and the keys on the way to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the schema folder.
    pub file: String,
    /// Keys from the root; names without their marks.
    pub keys: Vec<String>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The whole schema.
    Schema,
    /// A method.
    Method,
    /// A type that methods share.
    Type,
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
    /// Whether it reads or writes.
    Kind,
    /// Whether `batch` may call it.
    Batch,
    /// The parameters by position.
    Positional,
    /// How its list is read.
    Pager,
    /// The key that holds the items.
    PagerItems,
    /// The field that identifies an item.
    PagerId,
    /// Whether a parameter has to be sent, or a field is always answered.
    Required,
    /// The type.
    Type,
    /// What the server takes when nothing is sent.
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
    /// The operators of a filter.
    Operators,
    /// The variants of the object around it that have it.
    Variants,
    /// Whether it is only seen in an example.
    Observed,
    /// That it is deprecated, and what to use instead.
    Deprecated,
    /// The HTTP status of an error.
    Status,
    /// Whether calling again can help.
    Retry,
    /// What an identifier identifies, what a value or a key means, what something is: our own words.
    Words,
    /// When the server answers an error: our own words.
    When,
    /// The documentation's page.
    Page,
    /// The name in Rust.
    Rust,
    /// The names that it had, which the crate keeps.
    Former,
}

impl Facet {
    /// Whether it says nothing about the API itself: our words, and where they come from.
    pub fn is_text(self) -> bool {
        matches!(self, Facet::Words | Facet::When | Facet::Page | Facet::Former)
    }
}

impl Node {
    /// A fact, if it is known.
    pub fn fact(&self, facet: Facet) -> Option<&Json> {
        self.facts.iter().find(|(known, _)| *known == facet).map(|(_, fact)| fact)
    }

    /// A fact that is a text.
    pub fn text(&self, facet: Facet) -> Option<&str> {
        self.fact(facet).and_then(Json::as_str)
    }

    /// Of an error: its code, which may be empty.
    pub fn error_code(&self) -> &str {
        let name = self.name.strip_prefix("system#v2.").or_else(|| self.name.strip_prefix("system#v3."));
        name.unwrap_or(&self.name).split(':').next().unwrap_or_default()
    }

    /// How many parts it has in all.
    pub fn size(&self) -> usize {
        self.parts.iter().map(|part| 1 + part.size()).sum()
    }

    fn new(kind: Kind, name: &str, subject: Subject, place: Place) -> Self {
        Node { kind, name: name.to_owned(), subject, facts: Vec::new(), parts: Vec::new(), place }
    }

    fn with(mut self, facet: Facet, fact: impl Into<Json>) -> Self {
        let fact = fact.into();
        let says_nothing = match &fact {
            Json::Null => true,
            Json::Array(items) => items.is_empty(),
            _ => false,
        };
        if !says_nothing {
            self.facts.push((facet, fact));
        }
        self
    }

    fn and(mut self, parts: impl IntoIterator<Item = Node>) -> Self {
        self.parts.extend(parts);
        self
    }
}

impl Place {
    fn of(file: &str) -> Self {
        Place { file: file.to_owned(), keys: Vec::new() }
    }

    fn key(&self, key: &str) -> Self {
        let mut keys = self.keys.clone();
        keys.push(key.to_owned());
        Place { file: self.file.clone(), keys }
    }
}

/// A schema as a tree.
pub fn tree(model: &Model) -> Node {
    // What the crate remembers of its last release is no fact of the API.
    let Model { docs, methods, types, errors, ids, released: _ } = model;
    // Where the facts come from is no fact of the API; the head of a report tells it.
    let Docs { base: _, date: _, commit: _, importer: _ } = docs;
    let catalogue = Place::of("catalogue.yaml").key("ids");
    let ids = ids.iter().map(|(name, meaning)| {
        Node::new(Kind::Id, name, Subject::id(name), catalogue.key(name)).with(Facet::Words, meaning.clone())
    });
    Node::new(Kind::Schema, "", Subject::default(), Place::default())
        .and(methods.iter().map(|of| method(model, of)))
        .and(types.iter().map(|of| shared(model, of)))
        .and(numbered(errors.iter().map(system_error)))
        .and(ids)
}

fn method(model: &Model, method: &Method) -> Node {
    let Method {
        file,
        name,
        api,
        modules,
        module,
        summary,
        docs,
        scopes,
        kind,
        deprecated,
        batch,
        positional,
        pager,
        params,
        result,
        result_doc,
        errors,
        items,
        former,
        sources: _,
    } = method;
    let place = Place::of(file);
    let cx = Parts { model, items };
    let (subject, input) = (Subject::method(method), Subject::method(method).input());
    let output = Node::new(Kind::Result, "", subject.output(), place.key("result"))
        .with(Facet::Type, cx.written(result))
        .with(Facet::Words, result_doc.clone());
    let output = cx.inside(output, result);
    let rust = format!("{}::{module}::{}", modules.join("::"), name.ident);
    let errors = errors.iter().map(|entry| error(Kind::Error, subject.error(entry), place.key("errors"), entry));
    // The name alone would make one method of two versions.
    let version = if *api == Api::V3 { "@v3" } else { "" };
    let node = Node::new(Kind::Method, &format!("{}{version}", name.wire), subject.clone(), place.clone())
        .with(Facet::Scope, scopes.clone())
        .with(Facet::Kind, kind.map(|kind| format!("{kind:?}").to_lowercase()))
        .with(Facet::Batch, *batch)
        .with(Facet::Positional, positional.clone());
    with_pager(node, pager.as_ref())
        .with(Facet::Deprecated, deprecated.as_ref().map(|deprecated| json!(deprecated.instead)).map(known))
        .with(Facet::Words, summary.clone())
        .with(Facet::Page, path_of(docs.as_ref()))
        .with(Facet::Rust, rust)
        .with(Facet::Former, former.iter().map(|former| former.name.wire.clone()).collect::<Vec<_>>())
        .and(params.iter().map(|of| cx.field(Kind::Param, &input, &place.key("params"), of)))
        .and([output])
        .and(numbered(errors))
}

/// A fact that is there, with or without more to say.
fn known(fact: Json) -> Json {
    if fact.is_null() { json!(true) } else { fact }
}

fn path_of(page: Option<&Page>) -> Option<String> {
    page.map(|Page { path, url: _ }| path.clone())
}

fn with_pager(node: Node, pager: Option<&Pager>) -> Node {
    let Some(Pager { kind, items, id }) = pager else { return node };
    let kind = match kind {
        PagerKind::Start => "start",
        PagerKind::Offset => "offset",
        PagerKind::Page => "page",
        PagerKind::LastId => "last_id",
        PagerKind::Pagination => "pagination",
    };
    node.with(Facet::Pager, kind).with(Facet::PagerItems, items.clone()).with(Facet::PagerId, id.clone())
}

fn shared(model: &Model, shared: &Shared) -> Node {
    let Shared { file, sources: _, name, modules, module, items } = shared;
    let (place, subject) = (Place::of(file), Subject::shared(shared));
    let cx = Parts { model, items };
    let node = Node::new(Kind::Type, name, subject, place);
    let rust = |ident: &str| format!("types::{}::{module}::{ident}", modules.join("::"));
    match items.first() {
        // Where it is used follows from the methods.
        Some(Item::Object(Object { ident, doc, origin: _, docs, fields, usage: _ })) => {
            let node = node
                .with(Facet::Type, "object")
                .with(Facet::Words, doc.clone())
                .with(Facet::Page, path_of(docs.as_ref()))
                .with(Facet::Rust, rust(ident));
            cx.fields(node, fields)
        }
        Some(Item::Enum(list)) => {
            let Enum { ident, doc, origin: _, docs, of, is_numeric: _, values } = list;
            let node = node
                .with(Facet::Type, cx.written(of))
                .with(Facet::Words, doc.clone())
                .with(Facet::Page, path_of(docs.as_ref()))
                .with(Facet::Rust, rust(ident));
            with_values(node, values)
        }
        Some(Item::Union(Union { ident, origin: _, doc, options: _, usage: _ })) => {
            node.with(Facet::Words, doc.clone()).with(Facet::Rust, rust(ident))
        }
        None => node,
    }
}

fn system_error(system: &SystemError) -> Node {
    let SystemError { api, entry } = system;
    let version = if *api == Api::V3 { "v3" } else { "v2" };
    error(Kind::SystemError, Subject::system(system), Place::of("errors.yaml").key(version), entry)
}

fn error(kind: Kind, subject: Subject, place: Place, entry: &ErrorEntry) -> Node {
    let ErrorEntry { ident, code, message, status, when, retry } = entry;
    let name = match message {
        Some(message) => format!("{code}:{message}"),
        None => code.clone(),
    };
    let retry = retry.map(|retry| match retry {
        Retry::Never => "never",
        Retry::Backoff => "backoff",
        Retry::Wait => "wait",
        Retry::Refresh => "refresh",
    });
    Node::new(kind, &name, subject, place.key(&name))
        .with(Facet::Status, *status)
        .with(Facet::Retry, retry)
        .with(Facet::When, when.clone())
        .with(Facet::Rust, ident.clone())
}

/// Errors of one code and message are told apart by a number, as two versions may have the same.
fn numbered(nodes: impl Iterator<Item = Node>) -> Vec<Node> {
    let mut seen: Vec<Subject> = Vec::new();
    let mut numbered = Vec::new();
    for mut node in nodes {
        if node.kind == Kind::SystemError {
            node.name = node.subject.as_str().to_owned();
        }
        let times = seen.iter().filter(|subject| **subject == node.subject).count();
        seen.push(node.subject.clone());
        if times > 0 {
            node.name = format!("{} #{}", node.name, times + 1);
            node.subject = Subject::from(format!("{} #{}", node.subject, times + 1));
        }
        numbered.push(node);
    }
    numbered
}

fn with_values(node: Node, values: &[Value]) -> Node {
    let (subject, place) = (node.subject.clone(), node.place.key("values"));
    node.and(values.iter().map(|Value { name, label }| {
        Node::new(Kind::Value, &name.wire, subject.value(&name.wire), place.key(&name.wire))
            .with(Facet::Words, label.clone())
            .with(Facet::Rust, name.ident.clone())
    }))
}

/// What the types of one method, or of one shared type, refer to.
struct Parts<'m> {
    model: &'m Model,
    items: &'m [Item],
}

impl Parts<'_> {
    fn field(&self, kind: Kind, around: &Subject, place: &Place, field: &Field) -> Node {
        let Field {
            name,
            // It is how the name reads.
            pattern: _,
            required,
            ty,
            // The type itself is written anew, so that two ways of writing one type are the same.
            written: _,
            doc,
            limits: Limits { min, max, min_length, max_length },
            values,
            keys,
            characters,
            operators,
            variants,
            observed,
            default,
            deprecated,
            former,
        } = field;
        let (subject, place) = (around.field(&name.wire), place.key(&name.wire));
        let node = Node::new(kind, &name.wire, subject.clone(), place.clone())
            .with(Facet::Required, *required)
            .with(Facet::Type, self.written(ty))
            .with(Facet::Default, default.clone())
            .with(Facet::Min, *min)
            .with(Facet::Max, *max)
            .with(Facet::MinLength, *min_length)
            .with(Facet::MaxLength, *max_length)
            .with(Facet::Characters, characters.clone())
            .with(Facet::Operators, operators.clone())
            .with(Facet::Variants, variants.clone())
            .with(Facet::Observed, observed.then_some(true))
            .with(Facet::Deprecated, deprecated.as_ref().map(|deprecated| json!(deprecated.instead)).map(known))
            .with(Facet::Words, doc.clone())
            .with(Facet::Rust, name.ident.clone())
            .with(Facet::Former, former.iter().map(|name| name.wire.clone()).collect::<Vec<_>>());
        let mut node = self.inside(node, ty);
        // Numbers are allowed values that make no enumeration.
        if !node.parts.iter().any(|part| part.kind == Kind::Value) {
            let values = values.iter().map(|(value, label)| {
                Node::new(Kind::Value, value, subject.value(value), place.key("values").key(value))
                    .with(Facet::Words, label.clone())
            });
            node = node.and(values);
        }
        node.and(keys.iter().map(|(key, label)| {
            Node::new(Kind::Key, key, subject.key(key), place.key("keys").key(key)).with(Facet::Words, label.clone())
        }))
    }

    fn fields(&self, node: Node, fields: &[Field]) -> Node {
        let (subject, place) = (node.subject.clone(), node.place.key("fields"));
        node.and(fields.iter().map(|of| self.field(Kind::Field, &subject, &place, of)))
    }

    /// The fields and values of the types that stand in this place only.
    fn inside(&self, node: Node, ty: &Type) -> Node {
        let mut refs = Vec::new();
        ty.for_each_item(&mut |item| refs.push(item));
        refs.into_iter().fold(node, |node, item| match item {
            ItemRef::Shared(_) => node,
            ItemRef::Local(place) => match self.items.get(place) {
                Some(Item::Object(Object { ident: _, doc: _, origin: _, docs: _, fields, usage: _ })) => {
                    self.fields(node, fields)
                }
                Some(Item::Enum(Enum { ident: _, doc: _, origin: _, docs: _, of: _, is_numeric: _, values })) => {
                    with_values(node, values)
                }
                Some(Item::Union(Union { ident: _, origin: _, doc: _, options, usage: _ })) => {
                    options.iter().fold(node, |node, (_, ty)| self.inside(node, ty))
                }
                None => node,
            },
        })
    }

    fn written(&self, ty: &Type) -> String {
        written::ty(self.model, self.items, ty)
    }
}
