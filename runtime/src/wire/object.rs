//! Decoding and encoding of objects, by their emitted `walk` functions.

use std::fmt;

use serde_json::{Map, Value};

use crate::dom::{Document, Node};
use crate::escape::PlainJson;
use crate::wire::at_once::AtOnce;
use crate::wire::extra::Written;
use crate::wire::walk::{Find, Locate, Located, Place, Walk, Write};
use crate::wire::{Any, Cx, Date, DateTime, Extra, Id, OneZero, OneZeroText, TrueFalseText, Unix, Wire, YesNo};

/// An object with described fields. Emitted for every object type.
///
/// One function names the fields, and what it does with them is told by [`Cx`]: it makes an object of an answer's
/// entries, or a copy of `self`, or hands the fields of `self` over to be written. A function for each of these takes
/// rustc three times as long, and there are thousands of types.
pub trait Object: Clone + Default {
    /// Keys that the description names by pattern only, such as `UF_<name>`: what they begin and end with.
    const PATTERNS: &'static [(&'static str, &'static str)] = &[];

    /// Names every field, then [`extra`](Cx::extra).
    fn walk(&self, cx: &mut Cx<'_>) -> Self;
}

/// The place of a value. Not a function: one for each type of field would have to be compiled.
macro_rules! place {
    ($value:expr) => {
        Place { start: std::ptr::from_ref($value) as *const () as usize, size: size_of_val($value) }
    };
}

/// The field that `field` gives of an object; `None` when that is none of its described fields.
pub(crate) fn locate<T: Object, U>(field: impl FnOnce(&T) -> &U) -> Option<Located> {
    let object = T::default();
    let field = field(&object);
    let wanted = place!(field);
    let mut cx = Cx::new("");
    cx.walk = Walk::Locate(Locate { wanted, path: Vec::new(), found: None });
    object.walk(&mut cx);
    if let Walk::Locate(locate) = cx.walk { locate.found } else { None }
}

/// The fields of a walk. Those with names of types do what [`field`](Cx::field) does: without a type to be named and
/// inferred, each is cheaper to compile.
impl<'a> Cx<'a> {
    /// A field that may be absent.
    pub fn field<W: Wire>(&mut self, key: &'static str, value: &Option<W::Out>) -> Option<W::Out> {
        match &mut self.walk {
            Walk::Copy | Walk::With(..) => value.clone(),
            Walk::Read(_) => self.read::<W>(key)?,
            Walk::Write(write) => {
                let now = value.as_ref().map(W::encode);
                write.field::<W>(key, now, None);
                None
            }
            Walk::Look(_) => None,
            Walk::Locate(locate) => {
                locate.look_at(key, place!(value), (W::NAME, W::STYLE));
                None
            }
            Walk::Find(find) => {
                find.look_at(key);
                None
            }
        }
    }

    /// A field that is always there; it has its default when the value does not fit.
    pub fn always<W: Wire>(&mut self, key: &'static str, value: &W::Out) -> W::Out
    where
        W::Out: Default,
    {
        match &mut self.walk {
            Walk::Copy | Walk::With(..) => return value.clone(),
            Walk::Read(_) => match self.read::<W>(key) {
                Some(value) => return value.unwrap_or_default(),
                None => self.missing(key),
            },
            Walk::Write(write) => {
                write.field::<W>(key, Some(W::encode(value)), Some(|| W::encode(&W::Out::default())));
            }
            Walk::Look(_) => {}
            Walk::Locate(locate) => {
                if locate.enters(key, place!(value), (W::NAME, W::STYLE)) {
                    W::locate(value, self);
                    self.leave_located();
                }
            }
            Walk::Find(find) => find.look_at(key),
        }
        W::Out::default()
    }

    fn leave_located(&mut self) {
        if let Walk::Locate(locate) = &mut self.walk {
            locate.path.pop();
        }
    }

    /// Any value.
    pub fn any(&mut self, key: &'static str, value: &Option<Value>) -> Option<Value> {
        self.field::<Any>(key, value)
    }

    /// The unknown rest.
    pub fn extra(&mut self, extra: &Extra) -> Extra {
        match &mut self.walk {
            Walk::Copy => extra.clone(),
            Walk::Read(_) => self.rest(),
            Walk::Write(_) => Extra::default(),
            Walk::Look(found) => {
                *found = extra.clone();
                Extra::default()
            }
            Walk::Find(find) => {
                find.look_beside(extra);
                Extra::default()
            }
            Walk::With(entry) => {
                let (name, value) = &mut **entry;
                let mut extra = extra.clone();
                extra.insert(std::mem::take(name), std::mem::take(value));
                extra
            }
            Walk::Locate(_) => Extra::default(),
        }
    }

    fn start_to_write(&mut self) {
        if let Walk::Look(extra) = std::mem::take(&mut self.walk) {
            self.walk = Walk::Write(Write { map: Map::new(), extra });
        }
    }

    fn written(self) -> Value {
        let Walk::Write(Write { mut map, extra }) = self.walk else { return Value::Null };
        extra.move_into(&mut map);
        Value::Object(map)
    }
}

impl Cx<'_> {
    /// A field whose entry does not come next, or is written in another way.
    #[cold]
    #[inline(never)]
    fn field_elsewhere<W: AtOnce>(&mut self, key: &'static str, value: &Option<W::Out>) -> Option<W::Out> {
        self.read_passed_at_once::<W>(key).unwrap_or_else(|| self.field::<W>(key, value))
    }
}

/// `field` by type: `text("title", &self.title)`.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $codec:ty, $out:ty;)*) => {
        impl Cx<'_> {$(
            $(#[$doc])*
            pub fn $name(&mut self, key: &'static str, value: &Option<$out>) -> Option<$out> {
                self.read_at_once::<$codec>(key).unwrap_or_else(|| self.field_elsewhere::<$codec>(key, value))
            }
        )*}
    };
}
fields! {
    /// A text.
    text: String, String;
    /// An integer.
    int: i64, i64;
    /// A number with a fraction.
    double: f64, f64;
    /// An identifier.
    id: Id, Id;
    /// A boolean as JSON writes it.
    bool: bool, bool;
    /// A boolean written `"Y"` or `"N"`.
    yes_no: YesNo, bool;
    /// A boolean written `1` or `0`.
    one_zero: OneZero, bool;
    /// A boolean written `"1"` or `"0"`.
    one_zero_text: OneZeroText, bool;
    /// A boolean written `"true"` or `"false"`, as words.
    true_false_text: TrueFalseText, bool;
    /// A day.
    date: Date, Date;
    /// A point in time.
    date_time: DateTime, DateTime;
    /// A point in time written as seconds since 1970.
    unix: Unix, DateTime;
}

impl Write {
    /// Writes a field, as the server wrote it unless it was changed since.
    fn field<W: Wire>(&mut self, key: &'static str, now: Option<Value>, default: Option<fn() -> Value>) {
        let value = match self.extra.note_of(key) {
            Some(written) => restore::<W>(written, now, default.map(|default| default())),
            None => now,
        };
        if let Some(value) = value {
            self.map.insert(key.to_owned(), value);
        }
    }
}

/// An object is its own codec.
impl<T: Object> Wire for T {
    type Out = T;
    const NAME: &'static str = "object";

    /// One that is not opened keeps all its entries as they are.
    fn decode<'a>(node: Node<'a>, cx: &mut Cx<'a>) -> Option<T> {
        let before = cx.open(node, T::PATTERNS)?;
        let object = T::default().walk(cx);
        cx.close(before);
        Some(object)
    }

    fn encode(value: &T) -> Value {
        encode(value)
    }

    fn locate(value: &T, cx: &mut Cx<'_>) {
        value.walk(cx);
    }
}

/// Encodes an object: its fields, then the unknown rest. That is looked for first, because it knows how the server wrote
/// the fields.
fn encode<T: Object>(object: &T) -> Value {
    let mut cx = Cx::new("");
    cx.walk = Walk::Look(Extra::default());
    object.walk(&mut cx);
    cx.start_to_write();
    object.walk(&mut cx);
    cx.written()
}

/// Returns the values of an object by a name: of the field that has it exactly, or of all that spell it otherwise.
pub(crate) fn find<T: Object>(object: &T, name: &str) -> Vec<(String, Value)> {
    let mut cx = Cx::new("");
    cx.walk = Walk::Find(Box::new(Find { name: name.to_owned(), described: Vec::new(), beside: Vec::new() }));
    object.walk(&mut cx);
    let Walk::Find(find) = cx.walk else { return Vec::new() };
    let Find { described, mut beside, .. } = *find;
    if let Some(place) = beside.iter().position(|(key, _)| key == name) {
        return vec![beside.swap_remove(place)];
    }
    if described.is_empty() {
        return beside;
    }
    // Described values are written as the server wrote them.
    let Value::Object(mut fields) = encode(object) else { return beside };
    if described.contains(&name) {
        return fields.remove(name).map(|value| (name.to_owned(), value)).into_iter().collect();
    }
    beside.extend(described.into_iter().filter_map(|key| Some((key.to_owned(), fields.remove(key)?))));
    beside
}

/// Returns the names of the values that an object has.
pub(crate) fn names_of<T: Object>(object: &T) -> Vec<String> {
    match encode(object) {
        Value::Object(fields) => fields.into_iter().map(|(name, _)| name).collect(),
        _ => Vec::new(),
    }
}

/// Returns a copy of an object with one more value beside its fields.
pub(crate) fn with<T: Object>(object: &T, name: &str, value: Value) -> T {
    let mut cx = Cx::new("");
    cx.walk = Walk::With(Box::new((name.to_owned(), value)));
    object.walk(&mut cx)
}

/// Copies an object. Emitted types are cloned with it, because a derived implementation for each takes long to compile.
pub fn copy<T: Object>(object: &T) -> T {
    object.walk(&mut Cx::new(""))
}

/// Returns an object as one of another type, through its JSON: what has no field there is kept beside the fields.
pub fn recast<A: Object, B: Object>(object: &A) -> B {
    let document = Document::read(&encode(object)).ok();
    document.and_then(|document| B::decode(document.root(), &mut Cx::new(""))).unwrap_or_default()
}

/// Prints an object: its name, and what it holds, as JSON. Shared by all emitted types, because an implementation for
/// each is what takes long to compile.
pub fn debug<T: Object>(object: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (path, value) = (std::any::type_name::<T>(), encode(object));
    let name = path.rsplit("::").next().unwrap_or(path);
    let value = PlainJson(value);
    if f.alternate() { write!(f, "{name} {value:#}") } else { write!(f, "{name} {value}") }
}

/// The server's own writing of a value, unless the value was changed since: then the new one. `default` is what
/// stands in the field when the server's value did not fit.
fn restore<W: Wire>(written: &Written, now: Option<Value>, default: Option<Value>) -> Option<Value> {
    let raw = written.to_value();
    let before = raw.as_ref().and_then(canonical::<W>).or(default);
    if before == now { raw } else { now }
}

/// Decodes `raw` and encodes it again. Objects in it need no look: they are encoded as they came.
fn canonical<W: Wire>(raw: &Value) -> Option<Value> {
    let document = Document::read(raw).ok()?;
    W::decode(document.root(), &mut Cx::closed()).as_ref().map(W::encode)
}
