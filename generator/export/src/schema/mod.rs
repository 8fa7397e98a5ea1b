//! JSON Schemas of the model's types: as they are sent, as they are documented to be answered, and as servers answer.
//!
//! A named type becomes a component of its own; `Schemas::finish` gives all that were referred to.

mod answer;
mod exact;
mod object;
mod tolerant;

use std::collections::{BTreeMap, BTreeSet};

use bitrix24_schema::model::{Field, Item, ItemRef, Model, Type};
use serde_json::{Map, Value, json};

pub(crate) use self::exact::describe;
use crate::Answers;
use crate::names::{Names, SENT};
use crate::scope::{Found, Owner, Scope};

/// The names of the components that are the same for every model.
pub(crate) const RESERVED: &[&str] = &[
    "Id",
    "Time",
    "Answer",
    "ErrorAnswer",
    "ErrorAnswerV3",
    "EventAuth",
    "File",
    "CustomFile",
    "CustomFileData",
    "CrmLink",
    "OneOrMany",
    "Custom",
    "Filter",
    "Keyed",
    "Known",
    "Names",
    "WithoutParams",
    "Call",
    "CallV3",
    "Client",
    "Methods",
    "MethodsV3",
    "Nothing",
    "AnyList",
    "AnyInteger",
    "AnyNumber",
    "AnyText",
    "AnyDate",
    "AnyBoolean",
    "AnyId",
];

/// The end of the name of a type that may be missing.
const NOTHING: &str = "OrNothing";

/// The direction of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Sent,
    Answered,
}

/// The place of schemas in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// `components` of OpenAPI. Rules that generators of code stumble over are left to words.
    Components,
    /// `$defs` of a JSON Schema, with all rules.
    Defs,
}

impl Place {
    fn pointer(self, name: &str) -> String {
        match self {
            Place::Components => format!("#/components/schemas/{name}"),
            Place::Defs => format!("#/$defs/{name}"),
        }
    }
}

/// The owner, the direction, and the depth of objects that are written in place.
#[derive(Clone, Copy)]
pub(crate) struct At<'m> {
    pub(crate) scope: Scope<'m>,
    pub(crate) side: Side,
    depth: usize,
    /// True inside of a list, whose lengths are not those of its items.
    is_item: bool,
}

impl<'m> At<'m> {
    pub(crate) fn new(scope: Scope<'m>, side: Side) -> Self {
        Self { scope, side, depth: 0, is_item: false }
    }

    fn inside(self, scope: Scope<'m>) -> Self {
        Self { scope, depth: self.depth + 1, is_item: false, ..self }
    }
}

/// A named type in a direction.
type Key = (Owner, usize, Side);

/// Makes schemas, and collects those that have names.
pub(crate) struct Schemas<'m> {
    model: &'m Model,
    pub(crate) names: &'m Names,
    answers: Answers,
    place: Place,
    parts: BTreeMap<String, Value>,
    known: BTreeSet<Key>,
    open: Vec<Key>,
}

impl<'m> Schemas<'m> {
    pub(crate) fn new(model: &'m Model, names: &'m Names, answers: Answers, place: Place) -> Self {
        Self { model, names, answers, place, parts: BTreeMap::new(), known: BTreeSet::new(), open: Vec::new() }
    }

    /// Returns the schema of a value of a type. `field` has its rules.
    pub(crate) fn ty(&mut self, at: At<'m>, ty: &'m Type, field: Option<&'m Field>) -> Map<String, Value> {
        if self.is_tolerant(at) { self.tolerant(at, ty) } else { self.exact(at, ty, field) }
    }

    fn is_tolerant(&self, at: At<'m>) -> bool {
        at.side == Side::Answered && self.answers == Answers::Tolerant
    }

    /// Adds a component, and returns a reference to it.
    pub(crate) fn add(&mut self, name: &str, schema: Value) -> Map<String, Value> {
        self.parts.insert(name.to_owned(), schema);
        self.reference(name)
    }

    /// Returns a reference to a component.
    fn reference(&self, name: &str) -> Map<String, Value> {
        map(json!({ "$ref": self.place.pointer(name) }))
    }

    /// Returns a reference to a component that is the same for every model.
    fn common(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Value) -> Map<String, Value> {
        if !self.parts.contains_key(name) {
            // A mark, because its schema may name itself.
            self.parts.insert(name.to_owned(), Value::Null);
            let schema = schema(self);
            self.parts.insert(name.to_owned(), schema);
        }
        self.reference(name)
    }

    /// Returns a reference to a component that is made of another one.
    ///
    /// What is no component gets a name from generators of code, and it may be one that we have.
    fn derived(&mut self, from: &Map<String, Value>, end: &str, schema: Value) -> Map<String, Value> {
        let name = from.get("$ref").and_then(Value::as_str).and_then(|pointer| pointer.rsplit('/').next());
        let name = name.unwrap_or_default().trim_end_matches(NOTHING);
        self.unique(&format!("{name}{end}"), schema)
    }

    /// Adds a component under this name, or this name with a number.
    fn unique(&mut self, name: &str, schema: Value) -> Map<String, Value> {
        let mut candidates = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}{number}")));
        let is_free = |name: &String| match self.parts.get(name) {
            Some(known) => *known == schema,
            None => !self.names.has(name),
        };
        let name = candidates.find(is_free).unwrap_or_else(|| name.to_owned());
        self.add(&name, schema)
    }

    /// Returns all components, by name.
    pub(crate) fn finish(mut self) -> BTreeMap<String, Value> {
        while let Some((owner, place, side)) = self.open.pop() {
            let scope = Scope::new(self.model, owner);
            let Some(found) = scope.find(ItemRef::Local(place)) else { continue };
            let schema = self.item(At::new(scope, side), found.item);
            let name = self.name(found, side);
            self.parts.insert(name, schema.into());
        }
        self.parts
    }

    /// Returns a reference to a named type, which becomes a component.
    fn named(&mut self, found: Found<'m>, side: Side) -> Map<String, Value> {
        let key = (found.scope.owner, found.place, side);
        if self.known.insert(key) {
            self.open.push(key);
        }
        let name = self.name(found, side);
        self.reference(&name)
    }

    /// Returns the name of a component. A type of a method is sent or answered; a shared one may be both.
    fn name(&self, found: Found<'m>, side: Side) -> String {
        let name = self.names.item(found.scope.owner, found.place);
        let is_both = |item: &Item| match item {
            Item::Object(object) => object.usage.is_sent && object.usage.is_received,
            Item::Union(union) => union.usage.is_sent && union.usage.is_received,
            Item::Enum(_) => false,
        };
        let is_shared = matches!(found.scope.owner, Owner::Shared(_));
        match side {
            Side::Sent if is_shared || is_both(found.item) => format!("{name}{SENT}"),
            _ => name.to_owned(),
        }
    }

    /// Returns the schema of a shared type itself, and not a reference to it.
    pub(crate) fn itself(&mut self, at: At<'m>) -> Map<String, Value> {
        match at.scope.find(ItemRef::Local(0)) {
            Some(found) => self.item(at, found.item),
            None => Map::new(),
        }
    }
}

/// Returns a schema that any of these satisfies; equal ones are there once.
fn any_of(options: Vec<Value>) -> Map<String, Value> {
    let mut all: Vec<Value> = Vec::new();
    for option in options.iter().flat_map(alternatives) {
        if !all.contains(&option) {
            all.push(option);
        }
    }
    // What takes anything makes the others say nothing.
    if all.iter().any(|option| option.as_object().is_some_and(Map::is_empty)) {
        return Map::new();
    }
    match all.as_slice() {
        [Value::Object(one)] => one.clone(),
        _ => map(json!({ "anyOf": all })),
    }
}

/// Returns the alternatives that a schema consists of: some tools do not expect several types in one of several schemas.
fn alternatives(schema: &Value) -> Vec<Value> {
    let Some(map) = schema.as_object() else { return vec![schema.clone()] };
    if let (Some(Value::Array(inner)), 1) = (map.get("anyOf"), map.len()) {
        return inner.clone();
    }
    let Some(Value::Array(types)) = map.get("type") else { return vec![schema.clone()] };
    let one = |ty: &Value| {
        let mut one = map.clone();
        if *ty == "null" {
            return json!({ "type": "null" });
        }
        one.insert("type".to_owned(), ty.clone());
        if let Some(Value::Array(values)) = one.get_mut("enum") {
            values.retain(|value| !value.is_null());
        }
        one.into()
    };
    types.iter().map(one).collect()
}

/// Returns the map that a value is.
pub(crate) fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
