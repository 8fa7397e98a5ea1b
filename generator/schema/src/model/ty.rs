//! Types, and references to those that are emitted.

use serde::{Deserialize, Serialize};

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Type {
    /// Any JSON.
    Any,
    /// Nothing: `null`, as a method answers that returns no value.
    Null,
    /// An integer.
    Integer,
    /// A number.
    Double,
    /// A text.
    String,
    /// A boolean, in one of its wire forms.
    Boolean(BooleanForm),
    /// A day.
    Date,
    /// A point in time.
    DateTime,
    /// Seconds since 1970.
    Timestamp,
    /// The `time` of an answer.
    Time,
    /// An identifier, and the thing that it identifies, if known.
    Id(Option<String>),
    /// A file, in one of its wire forms.
    File(FileForm),
    /// A list.
    List(Box<Type>),
    /// A map whose keys are data.
    Map(Box<Type>),
    /// A value or `null`.
    Nullable(Box<Type>),
    /// One value, or a list of such values.
    OneOrMany(Box<Type>),
    /// An emitted type.
    Item(ItemRef),
    /// An amount with its currency: `"1000.50|EUR"`.
    Money,
    /// An address of a custom field: `"Text|latitude;longitude|id"`.
    Address,
    /// A link to a thing of the CRM: `"D_1"`.
    CrmLink,
}

/// A reference to an emitted type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum ItemRef {
    /// An index into the items of the method, or of the shared type, that refers to it.
    Local(usize),
    /// An index into the types that methods share.
    Shared(usize),
}

/// The owner of emitted types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The root, which has no types of its own.
    Root,
    /// The method of this index.
    Method(usize),
    /// The shared type of this index.
    Shared(usize),
    /// The event of this index.
    Event(usize),
}

/// The wire forms of a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
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
    /// As custom fields have it: `"Y"`, `"N"`, and in filters `1`, `0`.
    Custom,
}

/// The wire forms of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum FileForm {
    /// `["name", "base64"]`
    Pair,
    /// `{"fileData": ["name", "base64"]}`
    Data,
    /// `"base64"`
    Base64,
    /// As custom fields have it: answered as its identifier and addresses, sent as `["name", "base64"]`, or as `{"id": 1}`
    /// to keep it.
    Custom,
    /// The same in fields `UF_CRM_…`, to which a new file is sent as `{"fileData": ["name", "base64"]}`.
    CustomData,
}

impl Type {
    /// Returns the type without `Nullable`.
    pub fn some(&self) -> &Type {
        match self {
            Type::Nullable(inner) => inner.some(),
            ty => ty,
        }
    }

    /// Returns the type with other references to emitted types.
    #[must_use]
    pub fn with_items(&self, of: &mut dyn FnMut(ItemRef) -> ItemRef) -> Type {
        let mut boxed = |inner: &Type| Box::new(inner.with_items(of));
        match self {
            Type::List(inner) => Type::List(boxed(inner)),
            Type::Map(inner) => Type::Map(boxed(inner)),
            Type::Nullable(inner) => Type::Nullable(boxed(inner)),
            Type::OneOrMany(inner) => Type::OneOrMany(boxed(inner)),
            Type::Item(item) => Type::Item(of(*item)),
            plain => plain.clone(),
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
