//! The schema resolved, checked and named: what emitters read, and nothing else.

pub use crate::naming::Named;
pub use crate::raw::{Api, Kind, PagerKind, Retry};
pub use crate::released::Released;

/// A whole schema.
#[derive(Clone, Debug)]
pub struct Model {
    /// Where the facts come from.
    pub docs: Docs,
    /// The methods, by name and version.
    pub methods: Vec<Method>,
    /// The types that methods share, by name.
    pub types: Vec<Shared>,
    /// The errors that any method may answer.
    pub errors: Vec<SystemError>,
    /// What identifiers exist, each with what it identifies, if known.
    pub ids: Vec<(String, Option<String>)>,
    /// What constructors took when they were released.
    pub released: Released,
}

/// Where the facts come from.
#[derive(Clone, Debug)]
pub struct Docs {
    /// The address before each page's path.
    pub base: String,
    /// The day of the documentation.
    pub date: String,
    /// The documentation's commit.
    pub commit: Option<String>,
    /// The importer that read it.
    pub importer: Option<String>,
}

/// A method.
#[derive(Clone, Debug)]
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
    /// What it does.
    pub summary: Option<String>,
    /// The address of its page.
    pub docs: Option<Page>,
    /// Its access scopes.
    pub scopes: Vec<String>,
    /// Whether it reads or writes, if known.
    pub kind: Option<Kind>,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// Whether `batch` may call it, if known.
    pub batch: Option<bool>,
    /// Parameters by position.
    pub positional: Vec<String>,
    /// How its list is read page by page.
    pub pager: Option<Pager>,
    /// Its parameters.
    pub params: Vec<Field>,
    /// The type of its result.
    pub result: Type,
    /// What its result is.
    pub result_doc: Option<String>,
    /// Its errors.
    pub errors: Vec<ErrorEntry>,
    /// The types that stand in its own module.
    pub items: Vec<Item>,
    /// The names that it was released by before.
    pub former: Vec<Former>,
}

/// A name by which a method was released before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// On the wire, and its request's type.
    pub name: Named,
    /// The modules around it, from the top.
    pub modules: Vec<String>,
    /// Its own module.
    pub module: String,
}

/// A documentation page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its path, without `.md`.
    pub path: String,
    /// Its address.
    pub url: String,
}

/// A deprecation notice and its replacement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deprecated {
    /// What to use instead.
    pub instead: Option<String>,
}

/// How a list is read page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    /// The style.
    pub kind: PagerKind,
    /// The key that holds the items.
    pub items: Option<String>,
    /// The field that identifies an item.
    pub id: Option<String>,
}

/// A type that methods share.
#[derive(Clone, Debug)]
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
    /// The type itself, first, then those that stand in its module.
    pub items: Vec<Item>,
}

/// A type that is emitted.
#[derive(Clone, Debug)]
pub enum Item {
    /// A struct.
    Object(Object),
    /// An open enumeration.
    Enum(Enum),
    /// One of several types.
    Union(Union),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its name in Rust.
    pub ident: String,
    /// What it is.
    pub doc: Option<String>,
    /// What it is in the schema, such as `crm.type.update fields`.
    pub origin: String,
    /// Its page.
    pub docs: Option<Page>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Whether it is sent, received, or both.
    pub usage: Usage,
}

/// Where a type is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Usage {
    /// In parameters.
    pub is_sent: bool,
    /// In results.
    pub is_received: bool,
}

/// An open enumeration.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name in Rust.
    pub ident: String,
    /// What it is.
    pub doc: Option<String>,
    /// What it is in the schema.
    pub origin: String,
    /// Its page.
    pub docs: Option<Page>,
    /// The type of its values.
    pub of: Type,
    /// Whether they are numbers on the wire.
    pub is_numeric: bool,
    /// Its values.
    pub values: Vec<Value>,
}

/// A value of an [`Enum`].
#[derive(Clone, Debug)]
pub struct Value {
    /// On the wire, and the variant.
    pub name: Named,
    /// What it means.
    pub label: Option<String>,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its name in Rust.
    pub ident: String,
    /// What it is in the schema.
    pub origin: String,
    /// What it is.
    pub doc: Option<String>,
    /// The types, each with its variant.
    pub options: Vec<(String, Type)>,
    /// Whether it is sent, received, or both.
    pub usage: Usage,
}

/// A parameter, or a field.
#[derive(Clone, Debug)]
pub struct Field {
    /// On the wire and in Rust.
    pub name: Named,
    /// For a name with a variable part: what stands before and after it.
    pub pattern: Option<(String, String)>,
    /// Whether it has to be sent, or is always answered; `None` when the documentation does not tell.
    pub required: Option<bool>,
    /// Its type.
    pub ty: Type,
    /// The type as the schema has it, for readers.
    pub written: String,
    /// What it is.
    pub doc: Option<String>,
    /// Its limits.
    pub limits: Limits,
    /// The allowed values, each with its label.
    pub values: Vec<(String, Option<String>)>,
    /// The documented keys of a map, each with its label.
    pub keys: Vec<(String, Option<String>)>,
    /// The characters that a text may have, as between the brackets of a regular expression.
    pub characters: Option<String>,
    /// The operators of a filter: prefixes of its keys, or words in its conditions.
    pub operators: Vec<String>,
    /// The variants of the object around it that have it; all have, when there are none.
    pub variants: Vec<String>,
    /// Whether it is only seen in an example.
    pub observed: bool,
    /// What the server takes when it is not given.
    pub default: Option<serde_json::Value>,
    /// Set when it is deprecated.
    pub deprecated: Option<Deprecated>,
    /// The names that it was released by before.
    pub former: Vec<Named>,
}

/// Limits of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any JSON.
    Any,
    /// An integer.
    Integer,
    /// A number.
    Double,
    /// A text.
    String,
    /// A boolean, in one of its writings.
    Boolean(BooleanForm),
    /// A day.
    Date,
    /// A point in time.
    DateTime,
    /// Seconds since 1970.
    Timestamp,
    /// The `time` of an answer.
    Time,
    /// An identifier; of what, if known.
    Id(Option<String>),
    /// A file, in one of its writings.
    File(FileForm),
    /// A list.
    List(Box<Type>),
    /// A map whose keys are data.
    Map(Box<Type>),
    /// Or nothing.
    Nullable(Box<Type>),
    /// One or a list of the same.
    OneOrMany(Box<Type>),
    /// An emitted type.
    Item(ItemRef),
}

/// Where an emitted type stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemRef {
    /// In the items of the method, or of the shared type, that refers to it.
    Local(usize),
    /// In the types that methods share.
    Shared(usize),
}

/// The writings of a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BooleanForm {
    /// `true`, `false`
    Json,
    /// `"Y"`, `"N"`
    YesNo,
    /// `1`, `0`
    OneZero,
    /// `"1"`, `"0"`
    OneZeroText,
    /// `"true"`, `"false"`
    TrueFalseText,
}

/// The writings of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileForm {
    /// `["name", "base64"]`
    Pair,
    /// `{"fileData": ["name", "base64"]}`
    Data,
    /// `"base64"`
    Base64,
}

/// A documented error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorEntry {
    /// The variant in Rust.
    pub ident: String,
    /// The code.
    pub code: String,
    /// The message.
    pub message: Option<String>,
    /// The HTTP status.
    pub status: Option<u16>,
    /// When the server answers so.
    pub when: Vec<String>,
    /// Whether calling again can help.
    pub retry: Option<Retry>,
}

/// An error that any method may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemError {
    /// The version of the API.
    pub api: Api,
    /// The error.
    pub entry: ErrorEntry,
}

impl Model {
    /// The types of the API's modules, from the first segment of each method's name, in order.
    pub fn features(&self) -> Vec<&str> {
        let mut features: Vec<&str> = self.methods.iter().map(Method::feature).collect();
        features.sort_unstable();
        features.dedup();
        features
    }
}

impl Method {
    /// The feature of the crate that has it: the module at the top, by its plain name.
    pub fn feature(&self) -> &str {
        self.modules.first().unwrap_or(&self.module).trim_end_matches('_')
    }

    /// The path of its request's type.
    pub fn path(&self) -> String {
        let mut path = self.modules.join("::");
        if !path.is_empty() {
            path.push_str("::");
        }
        path + &self.name.ident
    }
}

impl Former {
    /// The path of its request's type.
    pub fn path(&self) -> String {
        [self.modules.as_slice(), std::slice::from_ref(&self.name.ident)].concat().join("::")
    }

    /// The path of its own module.
    pub fn module(&self) -> String {
        [self.modules.as_slice(), std::slice::from_ref(&self.module)].concat().join("::")
    }
}

impl Field {
    /// Its names in Rust: the one that it has, and those that it had.
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

impl Type {
    /// The type without "or nothing".
    pub fn some(&self) -> &Type {
        match self {
            Type::Nullable(inner) => inner.some(),
            ty => ty,
        }
    }

    /// Calls `visit` with every emitted type that this one refers to.
    pub fn for_each_item(&self, visit: &mut dyn FnMut(ItemRef)) {
        match self {
            Type::Item(item) => visit(*item),
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::OneOrMany(inner) => {
                inner.for_each_item(visit);
            }
            _ => {}
        }
    }
}
