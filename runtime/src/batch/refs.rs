//! References: the result of one command, or a part of it, as a parameter of another.

use std::fmt;
use std::hash::{BuildHasher, Hasher};
use std::marker::PhantomData;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Map, Value, json};

use crate::catalogue::Api;
use crate::dom::{Node, Shape};
use crate::error::Error;
use crate::object::{Located, Object, locate};
use crate::wire::{self, Date, DateTime, Id, OneOrMany};

/// A value of type `T` that a command of a batch will have: what [`Handle::result`](super::Handle::result) gives, or a
/// part of it. It stands for the value in the parameters of a later command of the same batch, which the server puts in.
///
/// The path is checked by the compiler as far as fields are named by [`at`](Ref::at). What else is wrong with it is
/// reported by [`Batch::send`](super::Batch::send), before anything is sent.
pub struct Ref<T> {
    target: Target,
    of: PhantomData<fn() -> T>,
}

/// What a reference points to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    pub(super) batch: u64,
    /// The place of the command in the batch.
    pub(super) source: usize,
    pub(super) path: Vec<Segment>,
    pub(super) holds: Holds,
    /// The field to be collected from every item of a list.
    pub(super) each: Option<String>,
    /// What is wrong with the path.
    pub(super) problem: Option<String>,
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Segment {
    Key(String),
    Index(usize),
}

/// What kind of value a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Scalar,
    List,
    Object,
    Unknown,
}

impl Holds {
    /// By the name that a codec gives its type.
    pub(super) fn of(type_name: &str) -> Self {
        match type_name {
            "object" | "map" => Holds::Object,
            "array" => Holds::List,
            "integer" | "double" | "string" | "boolean" | "id" | "date" | "datetime" | "timestamp" | "enum" => {
                Holds::Scalar
            }
            _ => Holds::Unknown,
        }
    }

    const ALL: [Holds; 4] = [Holds::Scalar, Holds::List, Holds::Object, Holds::Unknown];
}

/// What has described fields, though it may be missing: an object, or an optional one.
pub trait Described {
    /// The object.
    type Object: Object;
}

impl<T: Object> Described for T {
    type Object = T;
}

impl<T: Object> Described for Option<T> {
    type Object = T;
}

impl<T> Ref<T> {
    pub(super) fn new(batch: u64, source: usize, holds: Holds) -> Self {
        Ref::to(Target { batch, source, path: Vec::new(), holds, each: None, problem: None })
    }

    fn to(target: Target) -> Self {
        Ref { target, of: PhantomData }
    }

    fn step<U>(mut self, segments: impl IntoIterator<Item = Segment>, holds: Holds) -> Ref<U> {
        let target = &mut self.target;
        if target.each.is_some() {
            target.problem.get_or_insert_with(|| "what is collected from a list's items has no parts".to_owned());
        }
        target.path.extend(segments);
        target.holds = holds;
        Ref::to(self.target)
    }

    fn broken<U>(mut self, problem: String) -> Ref<U> {
        self.target.problem.get_or_insert(problem);
        Ref::to(self.target)
    }

    /// The part at a path that the description does not have: names and numbers with dots between them, such as
    /// `task.ufAuto` or `0.ID`.
    pub fn untyped(self, path: &str) -> Ref<Value> {
        let segments: Vec<_> = path.split('.').map(Segment::of).collect();
        self.step(segments, Holds::Unknown)
    }
}

impl<T: Described> Ref<T> {
    /// A field: `task.at(|task| &task.id)`.
    pub fn at<U>(self, field: impl FnOnce(&T::Object) -> &U) -> Ref<U> {
        match locate(field) {
            Some(Located { path, type_name, .. }) => {
                let segments = path.into_iter().map(|key| Segment::Key(key.to_owned()));
                self.step(segments, Holds::of(type_name))
            }
            None => self.broken(no_field::<T>()),
        }
    }
}

fn no_field<T: Described>() -> String {
    format!("`at` names no field of {} alone; take one field at a time", std::any::type_name::<T::Object>())
}

/// Parts of lists, which may be missing.
macro_rules! lists {
    ($($list:ty),*) => {$(
        impl<T> Ref<$list> {
            /// The item with this index; the first is 0.
            pub fn item(self, index: usize) -> Ref<T> {
                self.step([Segment::Index(index)], Holds::Unknown)
            }
        }

        impl<T: Described> Ref<$list> {
            /// One field of all items, as a list. Only REST 3.0 collects, and only from `items` at the top of a result.
            pub fn each<U>(self, field: impl FnOnce(&T::Object) -> &U) -> Ref<Vec<U>> {
                match locate(field) {
                    Some(Located { path, .. }) if self.target.each.is_none() => {
                        let mut collected = self.step([], Holds::List);
                        collected.target.each = Some(path.join("."));
                        collected
                    }
                    Some(_) => self.broken("what is collected from a list's items has no parts".to_owned()),
                    None => self.broken(no_field::<T>()),
                }
            }
        }
    )*};
}
lists!(Vec<T>, Option<Vec<T>>);

/// Entries of maps, which may be missing.
macro_rules! maps {
    ($($map:ty),*) => {$(
        impl<T> Ref<$map> {
            /// The entry with this key.
            pub fn key(self, key: &str) -> Ref<T> {
                self.step([Segment::Key(key.to_owned())], Holds::Unknown)
            }
        }
    )*};
}
maps!(wire::Map<T>, Option<wire::Map<T>>);

impl<T> Ref<Option<Box<T>>> {
    /// The same without the box that a type needs where it contains itself.
    pub fn unboxed(self) -> Ref<Option<T>> {
        Ref::to(self.target)
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Ref::to(self.target.clone())
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ref({})", self.target.written(Api::V2, &format!("#{}", self.target.source)))
    }
}

/// A reference travels through requests, whose parameters are plain JSON, as a text that nothing else can be: this word,
/// made anew by each process, then what it points to.
static MARK: LazyLock<String> = LazyLock::new(|| {
    let random = std::hash::RandomState::new().build_hasher().finish();
    format!("\u{2}reference-{random:016x}:")
});

macro_rules! stands_for {
    ($($value:ty)*) => {$(
        /// The reference in place of a value. Only a later command of the same batch can hold it.
        impl<T> From<Ref<T>> for $value {
            fn from(reference: Ref<T>) -> Self {
                reference.target.mark().into()
            }
        }

        /// The reference in place of a value. Only a later command of the same batch can hold it.
        impl<T> From<&Ref<T>> for $value {
            fn from(reference: &Ref<T>) -> Self {
                reference.target.mark().into()
            }
        }
    )*};
}
stands_for!(Value Id String Date DateTime OneOrMany<Id> OneOrMany<String>);

/// Whether there ever was a reference: if not, none needs to be looked for.
static MADE: AtomicBool = AtomicBool::new(false);

/// The batch of what is no reference at all, and only says what is wrong with a parameter.
const NO_BATCH: u64 = u64::MAX;

/// In place of a parameter that could not be made: whatever holds it is refused with this reason.
pub(crate) fn broken(problem: String) -> Value {
    let (path, problem) = (Vec::new(), Some(problem));
    Target { batch: NO_BATCH, source: 0, path, holds: Holds::Unknown, each: None, problem }.mark().into()
}

/// Refuses a call of its own that holds a reference: the server would take the mark for a text.
pub(crate) fn refuse(method: &str, params: &Map<String, Value>) -> Result<(), Error> {
    if !MADE.load(Ordering::Relaxed) {
        return Ok(());
    }
    let problem = params.iter().find_map(|(name, value)| match value {
        Value::String(text) => Some((name, Target::of(text)?.broken()?.to_owned())),
        _ => None,
    });
    if let Some((name, problem)) = problem {
        return Err(Error::Config(format!("{method}: `{name}`: {problem}")));
    }
    if params.values().any(holds_mark) {
        return Err(Error::Config(format!("{method}: a reference to a result of a batch, outside of one")));
    }
    Ok(())
}

fn holds_mark(value: &Value) -> bool {
    match value {
        Value::String(text) => is_marked(text),
        Value::Array(items) => items.iter().any(holds_mark),
        Value::Object(map) => map.iter().any(|(key, value)| is_marked(key) || holds_mark(value)),
        _ => false,
    }
}

/// Whether a text is, or holds, a reference.
pub(super) fn is_marked(text: &str) -> bool {
    text.contains(MARK.as_str())
}

impl Segment {
    fn of(text: &str) -> Self {
        match text.parse() {
            Ok(index) if text.bytes().all(|byte| byte.is_ascii_digit()) => Segment::Index(index),
            _ => Segment::Key(text.to_owned()),
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Segment::Key(key) => key.as_str().into(),
            Segment::Index(index) => (*index).into(),
        }
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::String(key) => Some(Segment::Key(key.clone())),
            other => Some(Segment::Index(other.as_u64()?.try_into().ok()?)),
        }
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Key(key) => f.write_str(key),
            Segment::Index(index) => index.fmt(f),
        }
    }
}

impl Target {
    fn mark(&self) -> String {
        MADE.store(true, Ordering::Relaxed);
        let path: Vec<_> = self.path.iter().map(Segment::to_value).collect();
        let holds = Holds::ALL.iter().position(|holds| *holds == self.holds);
        let parts = json!([self.batch, self.source, path, holds, self.each, self.problem]);
        format!("{}{parts}", *MARK)
    }

    /// The reference that a text is.
    pub(super) fn of(text: &str) -> Option<Self> {
        let parts: Value = serde_json::from_str(text.strip_prefix(MARK.as_str())?).ok()?;
        let number = |index: usize| parts.get(index)?.as_u64();
        let text = |index: usize| Some(parts.get(index)?.as_str()?.to_owned());
        Some(Target {
            batch: number(0)?,
            source: number(1)?.try_into().ok()?,
            path: parts.get(2)?.as_array()?.iter().map(Segment::from_value).collect::<Option<_>>()?,
            holds: *Holds::ALL.get(usize::try_from(number(3)?).ok()?)?,
            each: text(4),
            problem: text(5),
        })
    }

    /// What is wrong with the parameter, if it is no reference.
    pub(super) fn broken(&self) -> Option<&str> {
        self.problem.as_deref().filter(|_| self.batch == NO_BATCH)
    }

    /// What is wrong with it for this version of the API.
    pub(super) fn problem(&self, api: Api) -> Option<String> {
        let is_bad = |key: &str| match api {
            Api::V2 => key.is_empty() || key.contains(['[', ']', '$']),
            Api::V3 => key.is_empty() || key.contains('.'),
        };
        let bad = self.path.iter().find(|segment| matches!(segment, Segment::Key(key) if is_bad(key)));
        match (&self.problem, bad, &self.each) {
            (Some(problem), ..) => Some(problem.clone()),
            (_, Some(key), _) => Some(format!("a reference cannot name `{key}`")),
            (.., Some(_)) if api == Api::V2 => Some("only REST 3.0 collects a field of all items".to_owned()),
            (.., Some(_)) if self.path != [Segment::Key("items".to_owned())] => {
                Some("only the items at the top of a result can be collected from".to_owned())
            }
            _ => None,
        }
    }

    /// The reference as the server reads it, by the name of its source: `$result[name][key][0]`, or `name.key.0`.
    pub(super) fn written(&self, api: Api, name: &str) -> String {
        match (api, &self.each) {
            (Api::V2, _) => {
                let path: String = self.path.iter().map(|segment| format!("[{segment}]")).collect();
                format!("$result[{name}]{path}")
            }
            (Api::V3, None) => self.path.iter().fold(name.to_owned(), |path, segment| format!("{path}.{segment}")),
            (Api::V3, Some(each)) => format!("{name}.{each}"),
        }
    }

    /// The value that is sent.
    pub(super) fn to_value(&self, api: Api, name: &str) -> Value {
        let written = self.written(api, name);
        match (api, &self.each) {
            (Api::V2, _) => written.into(),
            (Api::V3, None) => json!({ "$ref": written }),
            (Api::V3, Some(_)) => json!({ "$refArray": written }),
        }
    }

    /// Whether the result of its source has a value at the path. PHP writes a list with gaps as an object, and takes a
    /// value that is `null` for one that is not there.
    pub(super) fn is_in(&self, result: Node<'_>) -> bool {
        let mut node = Some(result);
        for segment in &self.path {
            node = node.and_then(|node| match (node.shape(), segment) {
                (Shape::List(list), Segment::Index(index)) => list.iter().nth(*index),
                (Shape::List(list), Segment::Key(key)) => list.iter().nth(key.parse().ok()?),
                (_, Segment::Index(index)) => node.get(&index.to_string()),
                (_, Segment::Key(key)) => node.get(key),
            });
        }
        node.is_some_and(|node| !matches!(node.shape(), Shape::Null))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::{Holds, Segment, Target, is_marked};
    use crate::catalogue::Api;
    use crate::dom::Document;

    fn target(path: Vec<Segment>) -> Target {
        Target { batch: 1, source: 2, path, holds: Holds::Unknown, each: None, problem: None }
    }

    fn segment() -> impl Strategy<Value = Segment> {
        prop_oneof![any::<String>().prop_map(Segment::Key), any::<usize>().prop_map(Segment::Index)]
    }

    proptest! {
        #[test]
        fn a_reference_survives_as_a_text(
            (batch, source) in any::<(u64, usize)>(),
            path in prop::collection::vec(segment(), 0..4),
            holds in prop::sample::select(Holds::ALL.to_vec()),
            (each, problem) in any::<(Option<String>, Option<String>)>(),
        ) {
            let target = Target { batch, source, path, holds, each, problem };
            prop_assert!(is_marked(&target.mark()));
            prop_assert_eq!(Target::of(&target.mark()), Some(target));
        }

        #[test]
        fn no_other_text_is_a_reference(text in any::<String>()) {
            prop_assert!(!is_marked(&text) && Target::of(&text).is_none());
        }
    }

    #[test]
    fn a_value_is_found_where_php_puts_it() {
        let result =
            json!({ "list": [null, { "ID": 0 }], "gaps": { "3": "x" }, "empty": [], "no": null, "false": false });
        let document = Document::parse(result.to_string().as_bytes()).expect("JSON");
        for (path, expected) in [
            ("list.1.ID", true),
            ("list.0", false),
            ("list.2", false),
            ("gaps.3", true),
            ("gaps.0", false),
            ("empty", true),
            ("empty.ID", false),
            ("no", false),
            ("false", true),
            ("false.x", false),
        ] {
            let target = target(path.split('.').map(Segment::of).collect());
            assert_eq!(target.is_in(document.root()), expected, "{path}");
        }
        assert!(target(Vec::new()).is_in(document.root()));
    }

    #[test]
    fn names_that_a_path_cannot_hold_are_found() {
        for (key, api, is_good) in
            [("a b", Api::V2, true), ("a]", Api::V2, false), ("", Api::V2, false), ("a.b", Api::V3, false)]
        {
            assert_eq!(target(vec![Segment::Key(key.to_owned())]).problem(api).is_none(), is_good, "{key}");
        }
    }
}
