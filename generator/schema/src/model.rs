//! The schema resolved, checked and named: the only input of emitters.

mod errors;
mod thing;
mod ty;

use serde::{Deserialize, Serialize};

pub use self::errors::{ErrorEntry, SystemError};
pub use self::thing::{Borrowed, Call, Thing};
pub use self::ty::{BooleanForm, FileForm, ItemRef, Owner, Type};
pub use crate::naming::Named;
pub use crate::raw::{Api, Caller, Edition, Kind, PagerKind, Reason, Retry, Unit, Writable};
pub use crate::released::Released;

/// A whole schema.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Model {
    /// The source of the facts.
    pub docs: Docs,
    /// The methods, by name and version.
    pub methods: Vec<Method>,
    /// The types that methods share, by name.
    pub types: Vec<Shared>,
    /// The events that a portal posts, by name.
    pub events: Vec<Event>,
    /// The errors that any method may answer.
    pub errors: Vec<SystemError>,
    /// The identifiers, each with the thing that it identifies, if known.
    pub ids: Vec<(String, Option<String>)>,
    /// The things of a portal, by file; none in the documented API.
    #[serde(skip)]
    pub things: Vec<Thing>,
    /// The access scopes that a portal says it has; none in the documented API.
    #[serde(skip)]
    pub scopes: Option<Vec<String>>,
    /// The released constructors and optional fields.
    #[serde(skip)]
    pub released: Released,
}

/// The source of the facts.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Docs {
    /// The address before each page's path.
    pub base: String,
    /// The day of the documentation.
    pub date: String,
    /// The commit of the documentation.
    pub commit: Option<String>,
    /// The importer that read it.
    pub importer: Option<String>,
}

/// A method.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Method {
    /// Its file, relative to the schema folder.
    pub file: String,
    /// The files of the schema that it is made of: its own, then those of words, corrections and former names of it.
    pub sources: Vec<String>,
    /// Its name on the wire, and its request's type.
    pub name: Named,
    /// The version of the API.
    pub api: Api,
    /// The modules around it, from the top: the name's segments but the last.
    pub modules: Vec<String>,
    /// Its own module.
    pub module: String,
    /// Its description in one sentence.
    pub summary: Option<String>,
    /// The address of its page.
    pub docs: Option<Page>,
    /// Its access scopes.
    pub scopes: Vec<String>,
    /// Its kind, reading or writing, if known.
    pub kind: Option<Kind>,
    /// The users who may call it, if known.
    pub caller: Option<Caller>,
    /// True if only an application may call it; `None` if unknown.
    pub application: Option<bool>,
    /// The edition, the plan and the version that have it.
    pub availability: Availability,
    /// True if its work goes on after it has answered.
    pub asynchronous: bool,
    /// True if nothing takes its effect back.
    pub irreversible: bool,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// True if `batch` may call it; `None` if unknown.
    pub batch: Option<bool>,
    /// Parameters by position.
    pub positional: Vec<String>,
    /// The paging of its list.
    pub pager: Option<Pager>,
    /// Its parameters.
    pub params: Vec<Field>,
    /// The type of its result.
    pub result: Type,
    /// The description of its result.
    pub result_doc: Option<String>,
    /// Its errors.
    pub errors: Vec<ErrorEntry>,
    /// The types in its own module.
    pub items: Vec<Item>,
    /// Its former names.
    pub former: Vec<Former>,
}

/// A former name of a method.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Former {
    /// The name on the wire and of its request's type.
    pub name: Named,
    /// The modules around it, from the top.
    pub modules: Vec<String>,
    /// Its own module.
    pub module: String,
}

/// A documentation page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Page {
    /// Its path, without `.md`.
    pub path: String,
    /// Its address.
    pub url: String,
}

/// A deprecation notice and its replacement.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub struct Deprecated {
    /// The replacement.
    pub instead: Option<String>,
}

/// The paging of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Pager {
    /// The style of paging.
    pub kind: PagerKind,
    /// The key that holds the items.
    pub items: Option<String>,
    /// The field that identifies an item.
    pub id: Option<String>,
}

/// A type that methods share.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Shared {
    /// Its file, relative to the schema folder.
    pub file: String,
    /// The files of the schema that it is made of: its own, then those of words, corrections and former names of it.
    pub sources: Vec<String>,
    /// Its name in the schema, such as `tasks.Task`.
    pub name: String,
    /// The modules around it, below `types`.
    pub modules: Vec<String>,
    /// Its own module.
    pub module: String,
    /// The type itself, first, then the other types in its module.
    pub items: Vec<Item>,
}

/// An event that a portal posts to handlers.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Event {
    /// Its file, relative to the schema folder.
    pub file: String,
    /// The files of the schema that it is made of: its own, then those of words and corrections.
    pub sources: Vec<String>,
    /// Its name, as handlers get it.
    pub name: String,
    /// Its occasion in one sentence.
    pub summary: Option<String>,
    /// The address of its page.
    pub docs: Option<Page>,
    /// The access scopes that a subscription needs.
    pub scopes: Vec<String>,
    /// The users who may subscribe, if known.
    pub caller: Option<Caller>,
    /// The edition, the plan and the version that have it.
    pub availability: Availability,
    /// Set when it is deprecated; the replacement is an event.
    pub deprecated: Option<Deprecated>,
    /// The type of its data.
    pub data: Type,
    /// The description of its data.
    pub data_doc: Option<String>,
    /// The types in its data that have no name of their own.
    pub items: Vec<Item>,
}

/// A type that is emitted.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Item {
    /// A struct.
    Object(Object),
    /// An open enumeration.
    Enum(Enum),
    /// One of several types.
    Union(Union),
}

/// A struct.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Object {
    /// Its name in Rust.
    pub ident: String,
    /// Its description.
    pub doc: Option<String>,
    /// Its place in the schema, such as `crm.type.update fields`.
    pub origin: String,
    /// Its page.
    pub docs: Option<Page>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Its use: sent, received, or both.
    pub usage: Usage,
}

/// The use of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub struct Usage {
    /// True if it occurs in parameters.
    pub is_sent: bool,
    /// True if it occurs in results.
    pub is_received: bool,
}

/// An open enumeration.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Enum {
    /// Its name in Rust.
    pub ident: String,
    /// Its description.
    pub doc: Option<String>,
    /// Its place in the schema.
    pub origin: String,
    /// Its page.
    pub docs: Option<Page>,
    /// The type of its values.
    pub of: Type,
    /// True if they are numbers on the wire.
    pub is_numeric: bool,
    /// Its values.
    pub values: Vec<Value>,
}

/// A value of an [`Enum`].
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Value {
    /// The value on the wire, and the name of the variant.
    pub name: Named,
    /// Its meaning.
    pub label: Option<String>,
}

/// One of several types.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Union {
    /// Its name in Rust.
    pub ident: String,
    /// Its place in the schema.
    pub origin: String,
    /// Its description.
    pub doc: Option<String>,
    /// The types, each with its variant.
    pub options: Vec<(String, Type)>,
    /// Its use: sent, received, or both.
    pub usage: Usage,
}

/// A parameter, or a field.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Field {
    /// Its name on the wire and in Rust.
    pub name: Named,
    /// The texts before and after the variable part of its name, if it has one.
    pub pattern: Option<(String, String)>,
    /// True if it has to be sent, or is always answered; `None` if undocumented.
    pub required: Option<bool>,
    /// Its type.
    pub ty: Type,
    /// The type as the schema has it, for readers.
    pub written: String,
    /// Its description.
    pub doc: Option<String>,
    /// Its limits.
    pub limits: Limits,
    /// The allowed values, each with its label.
    pub values: Vec<(String, Option<String>)>,
    /// True if there may be other values: the documentation does not say that these are all.
    pub open: bool,
    /// The documented keys of a map, each with its label.
    pub keys: Vec<(String, Option<String>)>,
    /// The characters that a text may have, as between the brackets of a regular expression.
    pub characters: Option<String>,
    /// The unit of a number.
    pub unit: Option<Unit>,
    /// The edition, the plan and the version that have it.
    pub availability: Availability,
    /// The operators of a filter: prefixes of its keys, or words in its conditions.
    pub operators: Vec<String>,
    /// The shared type whose fields its keys or items name, by its index.
    pub names: Option<usize>,
    /// The fields of the shared type in its type that are documented to be taken, each with its mark; empty if all are.
    pub takes: Vec<Taken>,
    /// The object's variants that have the field; empty if all have it.
    pub variants: Vec<String>,
    /// The times that it can be written, if that is known not to be always.
    pub writable: Option<Writable>,
    /// True if it is not documented, but occurs in an example.
    pub observed: bool,
    /// The conditions under which it has to be there.
    pub conditions: Conditions,
    /// The server's value if it is not given.
    #[serde(with = "crate::as_text")]
    pub default: Option<serde_json::Value>,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// Its former names.
    pub former: Vec<Named>,
}

/// The conditions under which a parameter or a field has to be there, or has an effect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub struct Conditions {
    /// The names beside it without all of which it has to be there.
    pub unless: Vec<String>,
    /// The names beside it with which it has to be there, each with the values for that; with any if there are none.
    pub when: Vec<(String, Vec<String>)>,
    /// The names beside it with which it has an effect, each with the values for that; with any if there are none.
    pub only: Vec<(String, Vec<String>)>,
}

/// A field of a shared type that a parameter takes.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Taken {
    /// Its name on the wire.
    pub name: String,
    /// True if it has to be sent with this parameter; `None` if undocumented.
    pub required: Option<bool>,
    /// The server's value if it is not given.
    #[serde(with = "crate::as_text")]
    pub default: Option<serde_json::Value>,
}

impl Field {
    /// Returns an inner field as this one takes it; `None` if the documentation does not tell that it does.
    pub fn takes(&self, inner: &Field) -> Option<Field> {
        if self.takes.is_empty() {
            return Some(inner.clone());
        }
        let taken = self.takes.iter().find(|taken| taken.name == inner.name.wire)?;
        Some(Field { required: taken.required, default: taken.default.clone(), ..inner.clone() })
    }
}

/// Limits of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize, Serialize)]
pub struct Limits {
    /// The smallest number.
    pub min: Option<f64>,
    /// The largest number.
    pub max: Option<f64>,
    /// The shortest length.
    pub min_length: Option<u64>,
    /// The longest length.
    pub max_length: Option<u64>,
}

/// The edition, the plan and the version that have a method or a field, as far as its page tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub struct Availability {
    /// The edition that has it, if only one has.
    pub edition: Option<Edition>,
    /// True if not all plans have it.
    pub plan: bool,
    /// The module and its version since which it is there.
    pub since: Option<String>,
}

impl Availability {
    /// Returns the edition, the plan and the version in words.
    pub fn told(&self) -> Vec<String> {
        let Availability { edition, plan, since } = self;
        let edition = edition.map(|edition| match edition {
            Edition::Cloud => "only in the cloud".to_owned(),
            Edition::OnPremise => "only on-premise".to_owned(),
        });
        let plan = plan.then(|| "not on all plans".to_owned());
        edition.into_iter().chain(plan).chain(since.as_ref().map(|since| format!("since {since}"))).collect()
    }
}

impl Model {
    /// Returns the features, one for each top-level module, sorted.
    pub fn features(&self) -> Vec<&str> {
        let mut features: Vec<&str> = self.methods.iter().map(Method::feature).collect();
        features.sort_unstable();
        features.dedup();
        features
    }
}

impl Method {
    /// Returns the crate's feature for it: its top-level module, without a trailing `_`.
    pub fn feature(&self) -> &str {
        self.modules.first().unwrap_or(&self.module).trim_end_matches('_')
    }

    /// Returns the path of its request's type.
    pub fn path(&self) -> String {
        let mut path = self.modules.join("::");
        if !path.is_empty() {
            path.push_str("::");
        }
        path + &self.name.ident
    }
}

impl Former {
    /// Returns the path of its request's type.
    pub fn path(&self) -> String {
        [self.modules.as_slice(), std::slice::from_ref(&self.name.ident)].concat().join("::")
    }

    /// Returns the path of its own module.
    pub fn module(&self) -> String {
        [self.modules.as_slice(), std::slice::from_ref(&self.module)].concat().join("::")
    }
}

impl Field {
    /// Returns its current and former names in Rust.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.former).map(|name| name.ident.as_str())
    }
}

impl Item {
    /// Its name in Rust.
    pub fn ident(&self) -> &str {
        match self {
            Item::Object(object) => &object.ident,
            Item::Enum(list) => &list.ident,
            Item::Union(union) => &union.ident,
        }
    }
}
