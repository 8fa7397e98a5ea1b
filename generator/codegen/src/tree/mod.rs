//! Emitted items as a tree. It is printed twice: as code ([`code`], [`layout`]), and as the list of public items
//! ([`list`]), so that both agree.
//!
//! An item of the list names the part of the schema that it is made of ([`Listed`]). Traits that every item of its kind
//! has, such as `Debug`, are not listed, and are plain code here ([`Item::Code`]).

mod code;
pub(crate) mod docs;
mod layout;
mod list;
mod ty;

use proc_macro2::TokenStream;

use bitrix24_schema::Subject;

pub(crate) use code::cfg;
pub(crate) use layout::{Part, Printer};
pub(crate) use list::List;
pub(crate) use ty::{Emitted, Ty, ident, path};

/// An item of a module.
pub(crate) enum Item {
    Use(Use),
    Alias(Alias),
    Struct(Struct),
    Enum(Enum),
    Impl(Impl),
    Const(Const),
    Function(Function),
    Twin(Twin),
    /// Code that is not listed.
    Code(TokenStream),
}

/// The facts of a listed item that its name and its Rust types do not tell.
#[derive(Clone)]
pub(crate) struct Listed {
    /// The part of the schema that it is made of.
    pub(crate) subject: Subject,
    /// Further facts that its users depend on: the result of a request, the HTTP status of an error.
    pub(crate) signature: String,
}

/// `pub use self::delegate::Delegate;`
#[derive(Clone, Default)]
pub(crate) struct Use {
    pub(crate) docs: Vec<String>,
    /// The features of which any one enables it.
    pub(crate) features: Vec<String>,
    pub(crate) is_hidden: bool,
    /// True for `#[doc(inline)]`.
    pub(crate) is_inline: bool,
    /// The path before the names.
    pub(crate) from: String,
    /// The names, each with its new name if it is renamed.
    pub(crate) names: Vec<(String, Option<String>)>,
    /// True if the names are listed as those of another crate.
    pub(crate) is_listed: bool,
}

/// `pub type Item = ResponseItems;`
#[derive(Clone)]
pub(crate) struct Alias {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) name: String,
    pub(crate) of: String,
    pub(crate) listed: Option<Listed>,
}

/// A struct with named fields.
pub(crate) struct Struct {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) attributes: TokenStream,
    pub(crate) name: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) listed: Listed,
}

/// A field of a struct.
pub(crate) struct Field {
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) is_public: bool,
    pub(crate) name: String,
    pub(crate) ty: Ty,
    /// `None` for a field that every struct of its kind has.
    pub(crate) listed: Option<Listed>,
}

/// An enumeration.
pub(crate) struct Enum {
    pub(crate) docs: Vec<String>,
    pub(crate) attributes: TokenStream,
    pub(crate) name: String,
    pub(crate) variants: Vec<Variant>,
    pub(crate) listed: Listed,
}

/// A variant of an enumeration.
pub(crate) struct Variant {
    pub(crate) docs: Vec<String>,
    pub(crate) name: String,
    /// The type of its one field, if it has one.
    pub(crate) holds: Option<Ty>,
    /// `None` for a variant that every enumeration of its kind has.
    pub(crate) listed: Option<Listed>,
}

/// An implementation: of a type's own functions, or of a trait that not all types of its kind have.
pub(crate) struct Impl {
    pub(crate) of: Option<Trait>,
    pub(crate) name: String,
    pub(crate) consts: Vec<Const>,
    pub(crate) functions: Vec<Function>,
    /// The rest of its body, which is not listed.
    pub(crate) code: TokenStream,
}

/// A trait that is implemented.
pub(crate) struct Trait {
    /// Its name in the list: `ListRequest`, `From<i64>`.
    pub(crate) name: String,
    pub(crate) code: TokenStream,
    pub(crate) listed: Listed,
}

/// A constant, or a static.
pub(crate) struct Const {
    pub(crate) docs: Vec<String>,
    pub(crate) is_static: bool,
    pub(crate) name: String,
    pub(crate) ty: TokenStream,
    pub(crate) value: TokenStream,
    pub(crate) listed: Listed,
}

/// A public function.
#[derive(Default)]
pub(crate) struct Function {
    pub(crate) docs: Vec<String>,
    /// The features of which any one enables it.
    pub(crate) features: Vec<String>,
    pub(crate) deprecated: Option<String>,
    pub(crate) is_inline: bool,
    pub(crate) name: String,
    /// `mut self`, or nothing.
    pub(crate) receiver: TokenStream,
    pub(crate) arguments: Vec<(String, Ty)>,
    pub(crate) returns: TokenStream,
    pub(crate) body: TokenStream,
    /// `None` for a function that every type of its kind has.
    pub(crate) listed: Option<Listed>,
}

/// A type that another module has too: it is exported from there, and listed here with all its parts.
pub(crate) struct Twin {
    pub(crate) export: Use,
    pub(crate) items: Vec<Item>,
}

impl Listed {
    /// Returns an entry with a subject and an empty signature.
    pub(crate) fn of(subject: &Subject) -> Self {
        Listed::with(subject, "")
    }

    /// Returns an entry with a subject and a signature.
    pub(crate) fn with(subject: &Subject, signature: impl Into<String>) -> Self {
        Listed { subject: subject.clone(), signature: signature.into() }
    }
}
