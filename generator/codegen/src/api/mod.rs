//! The generator's list of the emitted crate's public items.
//!
//! An item is listed by the path by which users name it. A request is `crm::deal::Add`; its second path in
//! `crm::deal::add` is implied, and so is what every item of its kind has: `param` and `Request` of a request, `extra`
//! and `Default` of an object, `Unknown` and `as_str` of an open enumeration. A type that several methods share as
//! twins is listed with all its parts in each of their modules, so that it does not matter where it is defined.

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
    /// Its kind.
    pub kind: ItemKind,
    /// The types that its users depend on: those of arguments and fields, the result of a request. Types of the crate
    /// are written from its root, `crate::types::tasks::Task`, and those of the runtime as `rt::Id`.
    pub signature: String,
    /// True if it is deprecated.
    pub deprecated: bool,
    /// The part of the schema that it is made of; empty for an item that every schema has.
    pub subject: Subject,
}

/// The kind of an item.
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

    /// Returns the keyword of this kind in the list, such as `fn`.
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

    /// Returns the noun of this kind for messages.
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
    /// Returns its name, without the module or type that contains it.
    pub fn name(&self) -> &str {
        split(&self.path).1
    }

    /// Returns the path of the module or type that contains it.
    pub fn parent(&self) -> Option<&str> {
        split(&self.path).0
    }
}

/// Splits a path into its parent and its last part. After a colon and a space stands a trait, which is not split.
pub fn split(path: &str) -> (Option<&str>, &str) {
    if let Some((of, name)) = path.split_once(": ") {
        return (Some(of), name);
    }
    match path.rsplit_once("::") {
        Some((parent, name)) => (Some(parent), name),
        None => (None, path),
    }
}
