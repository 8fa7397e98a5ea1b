//! Types of the schema, in facts.

use std::fmt;

/// A type, as the schema writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ty {
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
    pub(crate) fn name(name: &str) -> Ty {
        Ty::Name(name.to_owned())
    }

    pub(crate) fn list(of: Ty) -> Ty {
        if of == Ty::Any { Ty::Array } else { Ty::List(Box::new(of)) }
    }

    pub(crate) fn map(of: Ty) -> Ty {
        Ty::Map(Box::new(of))
    }

    pub(crate) fn nullable(of: Ty) -> Ty {
        match of {
            Ty::Any | Ty::Nullable(_) => of,
            of => Ty::Nullable(Box::new(of)),
        }
    }

    /// Returns a union; equal types are merged.
    pub(crate) fn one_of(types: Vec<Ty>) -> Ty {
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

    pub(crate) fn is(&self, name: &str) -> bool {
        matches!(self, Ty::Name(own) if own == name)
    }

    /// Returns true unless the type is unknown.
    pub(crate) fn is_known(&self) -> bool {
        *self != Ty::Any
    }

    /// Returns true if there is an object inside that fields belong to, behind lists, maps and `Nullable`.
    pub(crate) fn has_object(&self) -> bool {
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

    /// Returns true if the value itself, apart from `null`, is a list, a map or an object.
    pub(crate) fn is_container(&self) -> bool {
        match self {
            Ty::Object | Ty::Array | Ty::List(_) | Ty::Map(_) | Ty::Shared(_) => true,
            Ty::Nullable(inner) => inner.is_container(),
            _ => false,
        }
    }

    /// Makes a lone `null` unknown: it is no type without a value.
    pub(crate) fn settle(&mut self) {
        match self {
            Ty::Name(name) if name == "null" => *self = Ty::Any,
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => inner.settle(),
            Ty::OneOf(types) => types.iter_mut().for_each(Ty::settle),
            _ => {}
        }
    }

    /// Puts an object inside, for described fields.
    pub(crate) fn make_object(&mut self) {
        *self = match std::mem::take(self) {
            Ty::Array => Ty::list(Ty::Object),
            Ty::List(inner) if !inner.has_object() => Ty::list(Ty::Object),
            Ty::Nullable(mut inner) if !inner.has_object() => {
                inner.make_object();
                Ty::nullable(*inner)
            }
            // `object | array` means on pages that a list of objects may be one.
            Ty::OneOf(types) if types.iter().all(Ty::is_container) => match types.iter().find(|ty| ty.has_object()) {
                Some(Ty::Object) if types.contains(&Ty::Array) => Ty::Object,
                Some(ty) => ty.clone(),
                None => Ty::list(Ty::Object),
            },
            ty if ty.has_object() => ty,
            _ => Ty::Object,
        };
    }

    /// Replaces an undescribed object by a shared type.
    pub(crate) fn put_shared(&mut self, shared: &str) {
        let shared = || Ty::Shared(shared.to_owned());
        match self {
            Ty::Array => *self = Ty::list(shared()),
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) if **inner == Ty::Object => **inner = shared(),
            Ty::OneOf(types) => {
                if let Some(object) = types.iter_mut().find(|ty| **ty == Ty::Object) {
                    *object = shared();
                }
            }
            Ty::Object | Ty::Any => *self = shared(),
            _ => {}
        }
    }

    /// Calls `visit` for the name of every shared type.
    pub(crate) fn for_each_shared(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Ty::Shared(name) => visit(name),
            Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) => inner.for_each_shared(visit),
            Ty::OneOf(types) => types.iter().for_each(|ty| ty.for_each_shared(visit)),
            _ => {}
        }
    }

    /// Calls `visit` for every name that is not a shared type's.
    pub(crate) fn for_each_name(&self, visit: &mut dyn FnMut(&str)) {
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
