//! The parameters of a call.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::wire::{
    Any, Arg, Date, DateTime, Dict, Entries, Id, Map as WireMap, OneZero, OneZeroText, TrueFalseText, Unix, Wire, YesNo,
};

/// A call's parameters in the order in which they were set, ready to be sent. A copy shares them until
/// either changes.
///
/// ```
/// use bitrix24::{Dynamic, Request, json};
///
/// let request = Dynamic::new("user.get", json!({ "ID": 1 }));
/// assert_eq!(json!(request.params().as_map()), json!({ "ID": 1 }));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params {
    values: Arc<Map<String, Value>>,
    /// The parameters that could not be made.
    problems: Vec<Unmade>,
}

/// A parameter that could not be made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unmade {
    /// The parameter.
    pub(crate) name: String,
    /// The reason.
    pub(crate) problem: String,
}

impl Params {
    /// No parameters.
    #[doc(hidden)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a parameter by its wire type; a second value replaces the first.
    #[inline]
    #[doc(hidden)]
    pub fn set<W: Wire>(&mut self, name: &str, value: impl Into<W::Out>) {
        self.insert(name, W::encode(&value.into()));
    }

    /// Sets a parameter to a list of items of this wire type.
    #[doc(hidden)]
    pub fn list<W: Wire>(&mut self, name: &str, items: impl IntoIterator<Item = impl Into<W::Out>>) {
        self.insert(name, Vec::<W>::encode(&list(items)));
    }

    /// Sets a parameter to a map with values of this wire type.
    #[doc(hidden)]
    pub fn map<W: Wire>(
        &mut self,
        name: &str,
        entries: impl IntoIterator<Item = (impl Into<String>, impl Into<W::Out>)>,
    ) {
        self.insert(name, Dict::<W>::encode(&map(entries)));
    }

    /// Sets a parameter to any JSON value.
    #[doc(hidden)]
    pub fn insert(&mut self, name: &str, value: Value) {
        Arc::make_mut(&mut self.values).insert(name.to_owned(), value);
    }

    pub(crate) fn remove(&mut self, name: &str) {
        Arc::make_mut(&mut self.values).shift_remove(name);
    }

    /// Sets a parameter to what becomes JSON.
    #[doc(hidden)]
    pub fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.insert(name, value.into());
    }

    /// Changes all values.
    pub(crate) fn change(&mut self, change: impl FnMut(&mut Value)) {
        Arc::make_mut(&mut self.values).values_mut().for_each(change);
    }

    /// Notes that a parameter cannot be made as it was asked for: a request with it is refused before it is sent.
    pub(crate) fn fail(&mut self, name: &str, problem: String) {
        self.problems.push(Unmade { name: name.to_owned(), problem });
    }

    /// The parameters that could not be made.
    pub(crate) fn problems(&self) -> &[Unmade] {
        &self.problems
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// The parameters as a JSON object.
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.values
    }

    /// The parameters as a JSON object.
    #[doc(hidden)]
    pub fn into_map(self) -> Map<String, Value> {
        Arc::unwrap_or_clone(self.values)
    }
}

impl From<Map<String, Value>> for Params {
    fn from(map: Map<String, Value>) -> Self {
        Params { values: Arc::new(map), problems: Vec::new() }
    }
}

/// Parameters by arguments that may stand for their values.
impl Params {
    /// Sets a parameter by its wire type, from a value or what stands for one.
    #[doc(hidden)]
    pub fn arg<W: Wire>(&mut self, name: &str, value: impl Into<Arg<W::Out>>) {
        self.insert(name, value.into().encode::<W>());
    }
}

impl Params {
    /// Sets a parameter to a map of any values.
    #[doc(hidden)]
    pub fn entries<H>(&mut self, name: &str, entries: impl Entries<H>) {
        self.insert(name, entries.into_json());
    }
}

/// Identifiers whose pages type them as integers or texts.
impl Params {
    /// Sets an identifier that is an integer.
    #[doc(hidden)]
    pub fn int_id(&mut self, name: &str, id: impl Into<Id>) {
        self.int(name, id.into());
    }

    /// Sets an identifier that is a text.
    #[doc(hidden)]
    pub fn text_id(&mut self, name: &str, id: impl Into<Id>) {
        self.text(name, id.into());
    }
}

/// `arg` by type: `params.int("limit", limit)`. Without a type to be named and looked up, each is cheaper to compile.
macro_rules! arguments {
    ($($(#[$doc:meta])* $name:ident: $codec:ty, $out:ty;)*) => {
        impl Params {$(
            $(#[$doc])*
            #[doc(hidden)]
            pub fn $name(&mut self, name: &str, value: impl Into<Arg<$out>>) {
                self.insert(name, value.into().encode::<$codec>());
            }
        )*}
    };
}
arguments! {
    /// Sets an integer.
    int: i64, i64;
    /// Sets a number with a fraction.
    double: f64, f64;
    /// Sets a boolean as JSON writes it.
    bool: bool, bool;
    /// Sets a boolean written `"Y"` or `"N"`.
    yes_no: YesNo, bool;
    /// Sets a boolean written `1` or `0`.
    one_zero: OneZero, bool;
    /// Sets a boolean written `"1"` or `"0"`.
    one_zero_text: OneZeroText, bool;
    /// Sets a boolean written `"true"` or `"false"`, as words.
    true_false_text: TrueFalseText, bool;
}

/// `set` by type: `params.text("title", title)`.
macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $codec:ty, $out:ty;)*) => {
        impl Params {$(
            $(#[$doc])*
            #[doc(hidden)]
            pub fn $name(&mut self, name: &str, value: impl Into<$out>) {
                self.insert(name, <$codec>::encode(&value.into()));
            }
        )*}
    };
}
setters! {
    /// Sets a text.
    text: String, String;
    /// Sets an identifier.
    id: Id, Id;
    /// Sets a day.
    date: Date, Date;
    /// Sets a point in time.
    date_time: DateTime, DateTime;
    /// Sets a point in time written as seconds since 1970.
    unix: Unix, DateTime;
    /// Sets any value.
    any: Any, Value;
}

/// The items of anything that can be walked, as a field keeps them.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// The entries of anything that can be walked, as a field keeps them.
pub fn map<T>(entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> WireMap<T> {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}
