//! References: the result of one command, or a part of it, as a parameter of another.

mod target;

use std::fmt;
use std::marker::PhantomData;

use serde_json::{Map, Value};

use crate::catalogue::Api;
use crate::error::Error;
use crate::wire::object::locate;
use crate::wire::walk::Located;
use crate::wire::{self, Address, Arg, CrmLink, Date, DateTime, Entries, Id, Money, Object, OneOrMany};
pub(crate) use target::{Holds, Target, is_marked};
use target::{Segment, any_was_made};

/// A reference to the result of a batch's command, or to a part of it, of type `T`: see
/// [`Handle::result`](crate::Handle::result). In the parameters of a later command of the same batch, the server puts the
/// value in its place.
///
/// The path is checked by the compiler as far as fields are named by [`at`](Ref::at). Other mistakes are reported by
/// [`Batch::send`](crate::Batch::send), before anything is sent.
///
/// ```no_run
/// # async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {
/// use bitrix24::{Dynamic, Ref, Value, json};
///
/// let mut batch = b24.batch();
/// let me = batch.add(Dynamic::new("user.current", json!({})));
/// let department: Ref<Value> = me.result().untyped("UF_DEPARTMENT.0");
/// batch.add(Dynamic::new("department.get", json!({ "ID": Value::from(department) })));
/// # Ok(())
/// # }
/// ```
pub struct Ref<T> {
    target: Target,
    of: PhantomData<fn() -> T>,
}

/// A type with described fields: an object, or an optional one.
#[doc(hidden)]
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
    pub(crate) fn new(batch: u64, source: usize, holds: Holds) -> Self {
        Ref::to(Target { batch, source, path: Vec::new(), holds, each: None, is_all: false, problem: None })
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

/// A reference to a list, where a list is expected: its one item stands for all of them.
macro_rules! walked {
    ($($list:ty, $item:ty $(, $of:ident)?;)*) => {$(
        impl$(<$of>)? IntoIterator for Ref<$list> {
            type Item = Ref<$item>;
            type IntoIter = std::iter::Once<Ref<$item>>;

            fn into_iter(self) -> Self::IntoIter {
                std::iter::once(Ref::to(Target { is_all: true, ..self.target }))
            }
        }
    )*};
}
walked! {
    Vec<T>, T, T;
    Option<Vec<T>>, T, T;
    Value, Value;
}

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
stands_for!(Value Id String Date DateTime Money Address CrmLink OneOrMany<Id> OneOrMany<String>);

/// The reference in place of a value. Only a later command of the same batch can hold it.
impl<T, U> From<Ref<U>> for Arg<T> {
    fn from(reference: Ref<U>) -> Self {
        Arg::other(reference.target.mark())
    }
}

/// The reference in place of a value. Only a later command of the same batch can hold it.
impl<T, U> From<&Ref<U>> for Arg<T> {
    fn from(reference: &Ref<U>) -> Self {
        Arg::other(reference.target.mark())
    }
}

/// The kind of a map that a reference stands for.
#[doc(hidden)]
#[derive(Debug)]
pub enum Whole {}

impl<T> Entries<Whole> for Ref<T> {
    fn into_json(self) -> Value {
        self.into()
    }
}

/// Refuses a call of its own that holds a reference: the server would take the mark for a text.
pub(crate) fn refuse(method: &str, params: &Map<String, Value>) -> Result<(), Error> {
    if !any_was_made() {
        return Ok(());
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
