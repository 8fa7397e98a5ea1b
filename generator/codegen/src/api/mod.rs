//! The public items of the emitted crate: the generator's own list of them.
//!
//! An item is listed by the path by which users name it. A request is `crm::deal::Add`; that it stands in `crm::deal::add`
//! too goes without saying, and so does what every item of its kind has: `param` and `Request` of a request, `extra` and
//! `Default` of an object, `Unknown` and `as_str` of an open enumeration. A type that several methods share as twins is
//! listed with all it has in each of their modules, so that it does not matter where it is defined.

mod lock;
mod signature;

use std::fmt;

use bitrix24_schema::Subject;

pub use lock::{LOCK, LockError, keep, read, released, write};
pub use signature::arguments;

/// A public item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its path below the crate: `crm::deal::Add::title`. An implementation's is `crm::deal::List: ListRequest`.
    pub path: String,
    /// What it is.
    pub kind: ItemKind,
    /// What its users depend on: types of arguments and fields, the result of a request. Types of the crate are written
    /// from its root, `crate::types::tasks::Task`, and those of the runtime as `rt::Id`.
    pub signature: String,
    /// Whether to use it is warned of.
    pub deprecated: bool,
    /// What of the schema it is made of; nothing, for what every schema has.
    pub subject: Subject,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A feature of the crate.
    Feature,
    /// A module.
    Module,
    /// A struct: `-> i64` for a request, by its result.
    Struct,
    /// An enumeration: `open`, or `closed`, which can be matched without a wildcard.
    Enum,
    /// A type of another crate, or another name of a type.
    Reexport,
    /// A constant. That of a request tells the facts of its method.
    Const,
    /// A static.
    Static,
    /// An implementation of a trait that not all items of its kind have.
    Impl,
    /// A constructor, a setter, or a function.
    Function,
    /// A struct's public field.
    Field,
    /// An enumeration's variant. That of an error tells its HTTP status.
    Variant,
}

impl ItemKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Feature,
        Self::Module,
        Self::Struct,
        Self::Enum,
        Self::Reexport,
        Self::Const,
        Self::Static,
        Self::Impl,
        Self::Function,
        Self::Field,
        Self::Variant,
    ];

    /// As Rust has it.
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Module => "mod",
            Self::Struct => "struct",
            Self::Enum => "enum",
            Self::Reexport => "use",
            Self::Const => "const",
            Self::Static => "static",
            Self::Impl => "impl",
            Self::Function => "fn",
            Self::Field => "field",
            Self::Variant => "variant",
        }
    }

    /// As a sentence has it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Module => "module",
            Self::Struct => "struct",
            Self::Enum => "enumeration",
            Self::Reexport => "name",
            Self::Const => "constant",
            Self::Static => "static",
            Self::Impl => "implementation",
            Self::Function => "function",
            Self::Field => "field",
            Self::Variant => "variant",
        }
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.keyword())
    }
}

impl Item {
    /// Its name without what is around it.
    pub fn name(&self) -> &str {
        split(&self.path).1
    }

    /// The path of what it is in: a module, or a type.
    pub fn parent(&self) -> Option<&str> {
        split(&self.path).0
    }
}

/// A path's parent and last part. What follows a colon and a space is a trait, and no path.
pub fn split(path: &str) -> (Option<&str>, &str) {
    if let Some((of, name)) = path.split_once(": ") {
        return (Some(of), name);
    }
    match path.rsplit_once("::") {
        Some((parent, name)) => (Some(parent), name),
        None => (None, path),
    }
}
