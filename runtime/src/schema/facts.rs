//! Facts of emitted code that are many: parameters and errors. They are kept as JSON, which costs the compiler nothing,
//! and read when somebody first asks. As Rust they would take a fifth of the time in which the crate is checked.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::catalogue::{ErrorEntry, Field, Retry, Shape, Type};

/// Parameters of a method, or fields of a type: a list of [`Field`]s.
#[derive(Clone, Copy)]
pub struct Fields(Kept<Field>);

/// The errors of a method, or of the system: a list of [`ErrorEntry`]s.
#[derive(Clone, Copy)]
pub struct Errors(Kept<ErrorEntry>);

/// How a list is kept.
#[derive(Clone, Copy)]
enum Kept<T: 'static> {
    List(&'static [T]),
    Text(&'static str, &'static [&'static Type]),
}

impl Fields {
    /// No fields.
    pub const NONE: Fields = Fields::of(&[]);

    /// These fields.
    pub const fn of(list: &'static [Field]) -> Self {
        Fields(Kept::List(list))
    }

    /// Fields as JSON: `["taskId", true, "integer", {"min": 1}]`; shared types are named by their places in `types`.
    pub const fn new(text: &'static str, types: &'static [&'static Type]) -> Self {
        Fields(Kept::Text(text, types))
    }
}

impl Errors {
    /// No errors.
    pub const NONE: Errors = Errors::of(&[]);

    /// These errors.
    pub const fn of(list: &'static [ErrorEntry]) -> Self {
        Errors(Kept::List(list))
    }

    /// Errors as JSON: `["0", "wrong task id", 400, ["when"], "never"]`.
    pub const fn new(text: &'static str) -> Self {
        Errors(Kept::Text(text, &[]))
    }
}

impl Deref for Fields {
    type Target = [Field];

    fn deref(&self) -> &[Field] {
        self.entries()
    }
}

impl Fields {
    /// The fields.
    pub fn entries(&self) -> &'static [Field] {
        self.0.list(fields)
    }
}

impl Deref for Errors {
    type Target = [ErrorEntry];

    fn deref(&self) -> &[ErrorEntry] {
        self.entries()
    }
}

impl Errors {
    /// The errors.
    pub fn entries(&self) -> &'static [ErrorEntry] {
        self.0.list(|value, _| leak(items(value).iter().map(error)))
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl fmt::Debug for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: Send + Sync> Kept<T> {
    fn list(self, read: impl FnOnce(&Value, &'static [&'static Type]) -> &'static [T]) -> &'static [T] {
        match self {
            Kept::List(list) => list,
            Kept::Text(text, types) => once((text.as_ptr().addr(), types.as_ptr().addr()), || {
                read(&serde_json::from_str(text).unwrap_or_default(), types)
            }),
        }
    }
}

/// What was read before, by the places of the text and its types.
type Lists = HashMap<(usize, usize), &'static (dyn Any + Send + Sync)>;

static READ: Mutex<Option<Lists>> = Mutex::new(None);

/// Reads a list once; it stays for as long as the program runs, as constant data would.
fn once<T: Send + Sync + 'static>(place: (usize, usize), read: impl FnOnce() -> &'static [T]) -> &'static [T] {
    let mut known = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(list) = known.get(&place).and_then(|list| list.downcast_ref::<&'static [T]>()) {
        return list;
    }
    let list = read();
    known.insert(place, Box::leak(Box::new(list)));
    list
}

fn leak<T>(list: impl Iterator<Item = T>) -> &'static [T] {
    Box::leak(list.collect())
}

fn text(value: &Value) -> &'static str {
    let text: Box<str> = value.as_str().unwrap_or_default().into();
    Box::leak(text)
}

fn texts(value: &Value) -> &'static [&'static str] {
    leak(items(value).iter().map(text))
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn fields(value: &Value, types: &'static [&'static Type]) -> &'static [Field] {
    leak(items(value).iter().map(|field| self::field(field, types)))
}

fn field(value: &Value, types: &'static [&'static Type]) -> Field {
    let (name, shape, rules) = (text(&value[0]), shape(&value[2], types), &value[3]);
    Field {
        name,
        required: value[1].as_bool(),
        shape,
        min: rules["min"].as_f64(),
        max: rules["max"].as_f64(),
        min_length: rules["minLength"].as_u64(),
        max_length: rules["maxLength"].as_u64(),
        values: texts(&rules["values"]),
        operators: texts(&rules["operators"]),
    }
}

fn shape(value: &Value, types: &'static [&'static Type]) -> Shape {
    let inner = |value| &*Box::leak(Box::new(shape(value, types)));
    let Some((kind, of)) = value.as_object().and_then(|object| object.iter().next()) else {
        return match value.as_str().unwrap_or_default() {
            "integer" => Shape::Integer,
            "double" => Shape::Double,
            "string" => Shape::String,
            "boolean" => Shape::Boolean,
            "date" => Shape::Date,
            "datetime" => Shape::DateTime,
            "timestamp" => Shape::Timestamp,
            "id" => Shape::Id,
            "file" => Shape::File,
            _ => Shape::Any,
        };
    };
    match kind.as_str() {
        "list" => Shape::List(inner(of)),
        "map" => Shape::Map(inner(of)),
        "nullable" => Shape::Nullable(inner(of)),
        "object" => Shape::Object(fields(of, types)),
        "oneOf" => Shape::OneOf(leak(items(of).iter().map(|value| shape(value, types)))),
        "shared" => {
            let place = of.as_u64().and_then(|place| usize::try_from(place).ok());
            place.and_then(|place| types.get(place)).map_or(Shape::Any, |ty| Shape::Shared(ty))
        }
        _ => Shape::Any,
    }
}

fn error(value: &Value) -> ErrorEntry {
    ErrorEntry {
        code: text(&value[0]),
        message: value[1].is_string().then(|| text(&value[1])),
        status: value[2].as_u64().and_then(|status| u16::try_from(status).ok()),
        when: texts(&value[3]),
        retry: match value[4].as_str() {
            Some("never") => Some(Retry::Never),
            Some("backoff") => Some(Retry::Backoff),
            Some("wait") => Some(Retry::Wait),
            Some("refresh") => Some(Retry::Refresh),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Errors, Fields};
    use crate::catalogue::{Retry, Shape, Type};

    static TYPE: Type = Type { name: "a.Type", fields: Fields::new(r#"[["inner",null,{"shared":0}]]"#, &[&TYPE]) };

    #[test]
    fn facts_are_read_from_their_text() {
        static FIELDS: Fields = Fields::new(
            r#"[["id",true,"id",{"min":1}],["of",false,{"list":{"shared":0}}],["o",null,{"object":[["x",true,"file"]]}]]"#,
            &[&TYPE],
        );
        let [id, of, object] = &*FIELDS else { panic!("there are three") };
        assert_eq!((id.name, id.required, id.min), ("id", Some(true), Some(1.0)));
        assert!(matches!(of.shape, Shape::List(Shape::Shared(ty)) if std::ptr::eq(*ty, &TYPE)));
        assert!(matches!(object.shape, Shape::Object([field]) if field.name == "x"));
        assert!(std::ptr::eq(&*FIELDS, &*FIELDS), "they are read once");
        assert!(matches!(TYPE.fields[0].shape, Shape::Shared(ty) if ty.name == "a.Type"));
    }

    #[test]
    fn errors_are_read_from_their_text() {
        static ERRORS: Errors = Errors::new(r#"[["0","wrong",400,["when"],"never"],["1",null,null,[],null]]"#);
        let [first, second] = ERRORS.entries() else { panic!("there are two") };
        assert_eq!((first.message, first.status, first.retry), (Some("wrong"), Some(400), Some(Retry::Never)));
        assert_eq!((second.code, second.message, second.when), ("1", None, &[][..]));
    }
}
