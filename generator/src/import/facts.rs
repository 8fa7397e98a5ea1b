//! What pages say: facts, before they are written as a schema.

use std::fmt;

use serde_json::Value;

use crate::raw::{Api, Kind, PagerKind};

/// What a page says of a method.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Method {
    pub(super) name: String,
    pub(super) api: Api,
    /// The page, without `.md`.
    pub(super) docs: String,
    pub(super) doc: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) kind: Option<Kind>,
    pub(super) deprecated: Option<Deprecated>,
    pub(super) positional: Vec<String>,
    pub(super) pager: Option<Pager>,
    pub(super) params: Vec<Field>,
    pub(super) result: Option<Field>,
    pub(super) errors: Vec<Error>,
}

/// That a method is deprecated, and what replaces it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Deprecated {
    pub(super) instead: Option<String>,
}

/// How a list is read page by page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pager {
    pub(super) kind: PagerKind,
    pub(super) items: Option<String>,
    pub(super) id: Option<String>,
}

/// A type that several methods share.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shared {
    pub(super) name: String,
    /// The page, without `.md`.
    pub(super) docs: String,
    pub(super) doc: Option<String>,
    pub(super) fields: Vec<Field>,
    /// Values, instead of fields.
    pub(super) values: Vec<String>,
}

/// A parameter, a field, or a result.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) required: Required,
    pub(super) ty: Ty,
    /// The fields of the object in the type.
    pub(super) fields: Vec<Field>,
    pub(super) values: Vec<String>,
    pub(super) keys: Vec<String>,
    pub(super) operators: Vec<String>,
    pub(super) variants: Vec<String>,
    pub(super) default: Option<Value>,
    pub(super) limits: Limits,
    pub(super) is_deprecated: bool,
    /// Not documented, but seen in an example.
    pub(super) is_observed: bool,
    /// Whether its description speaks of Base64.
    pub(super) says_base64: bool,
    /// Whether an example has a value for it.
    pub(super) is_shown: bool,
    /// Why there is no type, where the page tells.
    pub(super) untyped: Option<&'static str>,
    pub(super) doc: Option<String>,
    pub(super) line: usize,
}

impl Field {
    /// Makes types of it, and of all inside it, unknown that are none without a value.
    pub(super) fn settle(&mut self) {
        self.ty.settle();
        self.fields.iter_mut().for_each(Field::settle);
    }
}

/// Whether a parameter has to be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Required {
    Yes,
    #[default]
    No,
    Unknown,
}

/// Limits of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Limits {
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) min_length: Option<u64>,
    pub(super) max_length: Option<u64>,
}

impl Limits {
    /// Whether a value keeps them. A number may be written as text.
    pub(super) fn allow(&self, value: &Value) -> bool {
        let number = value.as_f64().or_else(|| value.as_str()?.parse().ok());
        let length = value.as_str().map(|text| text.chars().count() as u64);
        let is_out = number.zip(self.min).is_some_and(|(number, min)| number < min)
            || number.zip(self.max).is_some_and(|(number, max)| number > max)
            || length.zip(self.min_length).is_some_and(|(length, min)| length < min)
            || length.zip(self.max_length).is_some_and(|(length, max)| length > max);
        !is_out
    }
}

/// An error that a page lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Error {
    pub(super) code: String,
    pub(super) message: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) when: Vec<String>,
}

/// A type, as the schema writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Ty {
    #[default]
    Any,
    /// A built-in type or an identifier.
    Name(String),
    /// A shared type.
    Shared(String),
    /// An object: with the field's fields, or with any.
    Object,
    Array,
    List(Box<Ty>),
    Map(Box<Ty>),
    Nullable(Box<Ty>),
    OneOf(Vec<Ty>),
}

impl Ty {
    pub(super) fn name(name: &str) -> Ty {
        Ty::Name(name.to_owned())
    }

    pub(super) fn list(of: Ty) -> Ty {
        if of == Ty::Any { Ty::Array } else { Ty::List(Box::new(of)) }
    }

    pub(super) fn map(of: Ty) -> Ty {
        Ty::Map(Box::new(of))
    }

    pub(super) fn nullable(of: Ty) -> Ty {
        match of {
            Ty::Any | Ty::Nullable(_) => of,
            of => Ty::Nullable(Box::new(of)),
        }
    }

    /// One of several types; those that say the same are one.
    pub(super) fn one_of(types: Vec<Ty>) -> Ty {
        let mut distinct: Vec<Ty> = Vec::new();
        for ty in types {
            let parts = if let Ty::OneOf(parts) = ty { parts } else { vec![ty] };
            for part in parts {
                if !distinct.contains(&part) {
                    distinct.push(part);
                }
            }
        }
        // A list of something says more than a list.
        if distinct.iter().any(|ty| matches!(ty, Ty::List(_))) {
            distinct.retain(|ty| *ty != Ty::Array);
        }
        match distinct.len() {
            0 => Ty::Any,
            1 => distinct.swap_remove(0),
            _ if distinct.contains(&Ty::Any) => Ty::Any,
            _ => Ty::OneOf(distinct),
        }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        matches!(self, Ty::Name(own) if own == name)
    }

    /// Whether it says anything of what a value is.
    pub(super) fn is_known(&self) -> bool {
        *self != Ty::Any
    }

    /// The object inside that fields belong to, behind lists, maps and nothing.
    pub(super) fn has_object(&self) -> bool {
        match self {
            Ty::Object => true,
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => inner.has_object(),
            // One object or a list of them is one object to describe.
            Ty::OneOf(types)
                if types.len() == 2 && types.contains(&Ty::Object) && types.contains(&Ty::list(Ty::Object)) =>
            {
                true
            }
            Ty::OneOf(types) => types.iter().filter(|ty| ty.has_object()).count() == 1,
            _ => false,
        }
    }

    /// Whether a list, map or object is the value itself, nothing aside.
    pub(super) fn is_container(&self) -> bool {
        match self {
            Ty::Object | Ty::Array | Ty::List(_) | Ty::Map(_) | Ty::Shared(_) => true,
            Ty::Nullable(inner) => inner.is_container(),
            _ => false,
        }
    }

    /// Makes a lone `null` unknown: it is no type without a value.
    fn settle(&mut self) {
        match self {
            Ty::Name(name) if name == "null" => *self = Ty::Any,
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => inner.settle(),
            Ty::OneOf(types) => types.iter_mut().for_each(Ty::settle),
            _ => {}
        }
    }

    /// Calls `visit` with every shared type's name.
    pub(super) fn for_each_shared(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Ty::Shared(name) => visit(name),
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => inner.for_each_shared(visit),
            Ty::OneOf(types) => types.iter().for_each(|ty| ty.for_each_shared(visit)),
            _ => {}
        }
    }

    /// Calls `visit` with every name that is not a shared type's.
    pub(super) fn for_each_name(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Ty::Name(name) => visit(name),
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => inner.for_each_name(visit),
            Ty::OneOf(types) => types.iter().for_each(|ty| ty.for_each_name(visit)),
            _ => {}
        }
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grouped = |f: &mut fmt::Formatter<'_>, inner: &Ty| match inner {
            Ty::OneOf(_) | Ty::Nullable(_) => write!(f, "({inner})"),
            _ => write!(f, "{inner}"),
        };
        match self {
            Ty::Any => f.write_str("any"),
            Ty::Name(name) | Ty::Shared(name) => f.write_str(name),
            Ty::Object => f.write_str("object"),
            Ty::Array => f.write_str("array"),
            Ty::List(inner) => grouped(f, inner).and_then(|()| f.write_str("[]")),
            Ty::Map(inner) => write!(f, "map<{inner}>"),
            Ty::Nullable(inner) => match inner.as_ref() {
                Ty::OneOf(_) => write!(f, "({inner})?"),
                inner => write!(f, "{inner}?"),
            },
            Ty::OneOf(types) => {
                for (index, ty) in types.iter().enumerate() {
                    f.write_str(if index > 0 { " | " } else { "" })?;
                    write!(f, "{ty}")?;
                }
                Ok(())
            }
        }
    }
}

/// Visits fields and all that is inside them.
pub(super) fn for_each_field<'f>(fields: &'f [Field], visit: &mut dyn FnMut(&'f Field)) {
    for field in fields {
        visit(field);
        for_each_field(&field.fields, visit);
    }
}
