//! Objects there and back: what emitted `take` and `put` functions are written with.

use std::fmt;

use serde_json::{Map, Value};

use crate::dom::{Node, Shape};
use crate::drift::Finding;
use crate::extra::{Extra, Written};
use crate::wire::{Cx, Wire};

/// An object with described fields. Emitted for every object type; decoding is one pass over the answer's entries.
pub trait Object: Default {
    /// Keys that the description says are always there.
    const ALWAYS: &'static [&'static str] = &[];

    /// Puts the value of `key` where it belongs.
    fn take(&mut self, key: &str, value: Take<'_, '_>);

    /// Hands over the unknown rest, then every field by name.
    fn put<'o>(&'o self, to: &mut Put<'o>);

    /// Where the unknown rest is kept.
    fn extra_mut(&mut self) -> &mut Extra;
}

/// One entry of an object while it is decoded.
#[derive(Debug)]
pub struct Take<'t, 'a> {
    key: &'a str,
    node: Node<'a>,
    cx: &'t mut Cx<'a>,
    extra: &'t mut Extra,
}

impl Take<'_, '_> {
    /// Decodes into a field that may be absent.
    pub fn to<W: Wire>(self, key: &'static str, field: &mut Option<W::Out>) {
        *field = self.decode::<W>(key);
    }

    /// Decodes into a field that is always there; it keeps its default when the value does not fit.
    pub fn always<W: Wire>(self, key: &'static str, field: &mut W::Out) {
        if let Some(value) = self.decode::<W>(key) {
            *field = value;
        }
    }

    /// Keeps a key that the description does not have.
    pub fn unknown(self) {
        let path = self.cx.path_of(self.key);
        self.cx.report(Finding::Unknown { path });
        self.expected();
    }

    /// Keeps a key that the description names by pattern only, such as `UF_<name>`.
    pub fn expected(self) {
        self.extra.insert(self.key, self.node.to_value());
    }

    fn decode<W: Wire>(self, key: &'static str) -> Option<W::Out> {
        let Take { node, cx, extra, .. } = self;
        cx.enter(key);
        let (value, exact) = cx.exactly(|cx| W::decode(node, cx));
        if value.is_none() && !W::is_nothing(node) {
            cx.misfit::<W>(node);
        }
        cx.leave();
        if value.is_none() || !exact {
            extra.note(key, Written::from_value(node.to_value()));
        }
        value
    }
}

/// An object is its own codec.
impl<T: Object> Wire for T {
    type Out = T;
    const NAME: &'static str = "object";

    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<T> {
        decode(node, cx)
    }

    fn encode(value: &T) -> Value {
        encode(value)
    }
}

/// Decodes an object; `None` when `node` is not one. One that is not [opened](Cx::opens_object) keeps all its entries as
/// they are.
fn decode<'a, T: Object>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<T> {
    let Shape::Object(entries) = node.shape() else { return None };
    let open = cx.opens_object();
    let mut object = T::default();
    let mut extra = Extra::default();
    for (key, node) in entries.iter() {
        let value = Take { key, node, cx, extra: &mut extra };
        if open { object.take(key, value) } else { value.expected() }
    }
    for key in T::ALWAYS {
        if node.get(key).is_none() {
            cx.report(Finding::Missing { path: cx.path_of(key) });
            extra.note(key, Written::Absent);
        }
    }
    *object.extra_mut() = extra;
    Some(object)
}

/// Encodes an object: its fields, then the unknown rest.
fn encode<T: Object>(object: &T) -> Value {
    let mut to = Put::default();
    object.put(&mut to);
    let Put { mut map, extra } = to;
    for (key, value) in extra.into_iter().flat_map(Extra::iter) {
        map.insert(key.to_owned(), value.clone());
    }
    Value::Object(map)
}

/// Prints an object: its name, and what it holds, as JSON. Shared by all emitted types, because an implementation for
/// each is what takes long to compile.
pub fn debug<T: Object>(object: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let value = encode(object);
    if f.alternate() { write!(f, "{name} {value:#}") } else { write!(f, "{name} {value}") }
}

/// An object while it is encoded.
#[derive(Debug, Default)]
pub struct Put<'o> {
    map: Map<String, Value>,
    extra: Option<&'o Extra>,
}

impl<'o> Put<'o> {
    /// Takes the unknown rest, which also knows how the server wrote what is not written as usual.
    pub fn extra(&mut self, extra: &'o Extra) {
        self.extra = Some(extra);
    }

    /// Writes a field that may be absent.
    pub fn field<W: Wire>(&mut self, key: &'static str, value: &Option<W::Out>) {
        let now = value.as_ref().map(W::encode);
        let value = match self.written(key) {
            Some(written) => restore::<W>(written, now, None),
            None => now,
        };
        self.insert(key, value);
    }

    /// Writes a field that is always there.
    pub fn always<W: Wire>(&mut self, key: &'static str, value: &W::Out)
    where
        W::Out: Default,
    {
        let now = Some(W::encode(value));
        let value = match self.written(key) {
            Some(written) => restore::<W>(written, now, Some(W::encode(&W::Out::default()))),
            None => now,
        };
        self.insert(key, value);
    }

    fn written(&self, key: &str) -> Option<&'o Written> {
        self.extra.and_then(|extra| extra.note_of(key))
    }

    fn insert(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.map.insert(key.to_owned(), value);
        }
    }
}

/// The server's own writing of a value, unless the value was changed since: then the new one. `default` is what
/// stands in the field when the server's value did not fit.
fn restore<W: Wire>(written: &Written, now: Option<Value>, default: Option<Value>) -> Option<Value> {
    let raw = written.to_value();
    let before = raw.as_ref().and_then(canonical::<W>).or(default);
    if before == now { raw } else { now }
}

/// What `raw` is when it is decoded and encoded again. Objects in it need no look: they are encoded as they came.
fn canonical<W: Wire>(raw: &Value) -> Option<Value> {
    let bytes = serde_json::to_vec(raw).ok()?;
    let document = crate::dom::Document::parse(&bytes)?;
    W::decode(document.root(), &mut Cx::closed()).as_ref().map(W::encode)
}
