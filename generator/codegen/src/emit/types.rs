//! Types and codecs as Rust code.

use super::{Scope, paths};
use crate::graph::Owner;
use crate::model::{BooleanForm, FileForm, Item, ItemRef, Type};

impl<'m> Scope<'m> {
    /// The Rust type: `rt::Id`, `Vec<i64>`, `crate::types::tasks::Task`.
    pub(super) fn rust(self, ty: &Type) -> String {
        match ty {
            Type::Any => "rt::Value".to_owned(),
            Type::Integer => "i64".to_owned(),
            Type::Double => "f64".to_owned(),
            Type::String => "String".to_owned(),
            Type::Boolean(_) => "bool".to_owned(),
            Type::Date => "rt::Date".to_owned(),
            Type::DateTime | Type::Timestamp => "rt::DateTime".to_owned(),
            Type::Time => "rt::Time".to_owned(),
            Type::Id(_) => "rt::Id".to_owned(),
            Type::File(_) => "rt::File".to_owned(),
            Type::List(inner) => wrap("Vec", &self.rust(inner)),
            Type::Map(inner) => wrap("rt::Map", &self.rust(inner)),
            Type::Nullable(inner) => wrap("Option", &self.rust(inner)),
            Type::OneOrMany(inner) => wrap("rt::OneOrMany", &self.rust(inner)),
            Type::Item(item) => self.path(*item),
        }
    }

    /// The codec, which says how a value of the type is written: `rt::YesNo` for a `bool` as `"Y"` or `"N"`.
    pub(super) fn codec(self, ty: &Type) -> String {
        match ty {
            Type::Any => "rt::Any".to_owned(),
            Type::Boolean(form) => match form {
                BooleanForm::Json => "bool".to_owned(),
                BooleanForm::YesNo => "rt::YesNo".to_owned(),
                BooleanForm::OneZero => "rt::OneZero".to_owned(),
                BooleanForm::OneZeroText => "rt::OneZeroText".to_owned(),
                BooleanForm::TrueFalseText => "rt::TrueFalseText".to_owned(),
            },
            Type::Timestamp => "rt::Unix".to_owned(),
            Type::File(form) => match form {
                FileForm::Pair => "rt::FilePair".to_owned(),
                FileForm::Data => "rt::FileData".to_owned(),
                FileForm::Base64 => "rt::FileBase64".to_owned(),
            },
            Type::List(inner) => wrap("Vec", &self.codec(inner)),
            Type::Map(inner) => wrap("rt::Dict", &self.codec(inner)),
            Type::Nullable(inner) => wrap("Option", &self.codec(inner)),
            Type::OneOrMany(inner) => wrap("rt::OneOrMany", &self.codec(inner)),
            Type::Item(item) => match self.item(*item) {
                Item::Enum(_) => wrap("rt::EnumCodec", &self.path(*item)),
                Item::Object(_) | Item::Union(_) => self.path(*item),
            },
            Type::Integer | Type::Double | Type::String | Type::Date | Type::DateTime | Type::Time | Type::Id(_) => {
                self.rust(ty)
            }
        }
    }

    /// An emitted type.
    pub(super) fn item(self, item: ItemRef) -> &'m Item {
        match (item, self.owner) {
            (ItemRef::Shared(index), _) => &self.model.types[index].items[0],
            (ItemRef::Local(place), Owner::Root) => &self.model.types[place].items[0],
            (ItemRef::Local(place), Owner::Method(index)) => &self.model.methods[index].items[place],
            (ItemRef::Local(place), Owner::Shared(index)) => &self.model.types[index].items[place],
        }
    }

    fn path(self, item: ItemRef) -> String {
        let name = self.item(item).ident();
        if self.is_absolute {
            return format!("{}::{name}", paths::module(self, item));
        }
        match item {
            ItemRef::Shared(index) if self.owner != Owner::Shared(index) => {
                let modules: String =
                    self.model.types[index].modules.iter().map(|module| format!("{module}::")).collect();
                format!("types::{modules}{name}")
            }
            _ => name.to_owned(),
        }
    }

    /// Items below what they name: `use crate::types;`, where they refer to shared types.
    pub(super) fn with_imports(self, items: &str) -> String {
        let is_type =
            |(at, _): (usize, &str)| !items[..at].ends_with(|c: char| c.is_alphanumeric() || "_:`".contains(c));
        let import = if items.match_indices("types::").any(is_type) {
            format!("use {}::types;\n", self.root())
        } else {
            String::new()
        };
        format!("use bitrix24_runtime as rt;\n{import}\n{items}")
    }

    /// The scope of the owner of a shared type's parts.
    pub(super) fn of_shared(self, index: usize) -> Scope<'m> {
        Scope { owner: Owner::Shared(index), ..self }
    }
}

fn wrap(outer: &str, inner: &str) -> String {
    format!("{outer}<{inner}>")
}

/// The runtime's own function for a field or parameter of this type, where there is one: `text`, `id`.
pub(super) fn short(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Any => "any",
        Type::Integer => "int",
        Type::Double => "double",
        Type::String => "text",
        Type::Boolean(BooleanForm::Json) => "bool",
        Type::Boolean(BooleanForm::YesNo) => "yes_no",
        Type::Boolean(BooleanForm::OneZero) => "one_zero",
        Type::Boolean(BooleanForm::OneZeroText) => "one_zero_text",
        Type::Boolean(BooleanForm::TrueFalseText) => "true_false_text",
        Type::Date => "date",
        Type::DateTime => "date_time",
        Type::Timestamp => "unix",
        Type::Id(_) => "id",
        _ => return None,
    })
}

impl Scope<'_> {
    /// Whether nothing but the type itself becomes one: then a setter takes just that, and is no generic function.
    pub(super) fn is_itself(self, ty: &Type) -> bool {
        match ty {
            Type::Boolean(_) => true,
            Type::Item(item) => matches!(self.item(*item), Item::Object(_)),
            Type::Nullable(inner) => self.is_itself(inner),
            _ => false,
        }
    }

    /// How a setter begins: what is not generic is compiled where it is called.
    pub(super) fn inline(self, ty: &Type) -> &'static str {
        if self.is_itself(ty) { "#[inline] " } else { "" }
    }

    /// The type of a setter's argument. Lists are taken from anything that can be walked, so that arrays, vectors and
    /// iterators will do.
    pub(super) fn argument(self, ty: &Type) -> String {
        match ty {
            Type::List(inner) => {
                let item = self.rust(inner);
                format!("impl IntoIterator<Item = impl Into<{item}>>")
            }
            Type::Map(inner) => {
                let item = self.rust(inner);
                format!("impl IntoIterator<Item = (impl Into<String>, impl Into<{item}>)>")
            }
            Type::Nullable(inner) => self.argument(inner),
            ty if self.is_itself(ty) => self.rust(ty),
            ty => format!("impl Into<{}>", self.rust(ty)),
        }
    }
}

/// The type without "or nothing", which an optional field is anyway.
pub(super) fn some(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => some(inner),
        ty => ty,
    }
}
