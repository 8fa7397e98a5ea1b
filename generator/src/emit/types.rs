//! Types and codecs as Rust code.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Scope, ident};
use crate::graph::Owner;
use crate::model::{BooleanForm, Field, FileForm, Item, ItemRef, Type};

impl<'m> Scope<'m> {
    /// The Rust type: `rt::Id`, `Vec<i64>`, `crate::types::tasks::Task`.
    pub(super) fn rust(self, ty: &Type) -> TokenStream {
        match ty {
            Type::Any => quote!(rt::Value),
            Type::Integer => quote!(i64),
            Type::Double => quote!(f64),
            Type::String => quote!(String),
            Type::Boolean(_) => quote!(bool),
            Type::Date => quote!(rt::Date),
            Type::DateTime | Type::Timestamp => quote!(rt::DateTime),
            Type::Time => quote!(rt::Time),
            Type::Id(_) => quote!(rt::Id),
            Type::File(_) => quote!(rt::File),
            Type::List(inner) => wrap(&quote!(Vec), &self.rust(inner)),
            Type::Map(inner) => wrap(&quote!(rt::Map), &self.rust(inner)),
            Type::Nullable(inner) => wrap(&quote!(Option), &self.rust(inner)),
            Type::OneOrMany(inner) => wrap(&quote!(rt::OneOrMany), &self.rust(inner)),
            Type::Item(item) => self.path(*item),
        }
    }

    /// The codec, which says how a value of the type is written: `rt::YesNo` for a `bool` as `"Y"` or `"N"`.
    pub(super) fn codec(self, ty: &Type) -> TokenStream {
        match ty {
            Type::Any => quote!(rt::Any),
            Type::Boolean(form) => match form {
                BooleanForm::Json => quote!(bool),
                BooleanForm::YesNo => quote!(rt::YesNo),
                BooleanForm::OneZero => quote!(rt::OneZero),
                BooleanForm::OneZeroText => quote!(rt::OneZeroText),
                BooleanForm::TrueFalseText => quote!(rt::TrueFalseText),
            },
            Type::Timestamp => quote!(rt::Unix),
            Type::File(form) => match form {
                FileForm::Pair => quote!(rt::FilePair),
                FileForm::Data => quote!(rt::FileData),
                FileForm::Base64 => quote!(rt::FileBase64),
            },
            Type::List(inner) => wrap(&quote!(Vec), &self.codec(inner)),
            Type::Map(inner) => wrap(&quote!(rt::Dict), &self.codec(inner)),
            Type::Nullable(inner) => wrap(&quote!(Option), &self.codec(inner)),
            Type::OneOrMany(inner) => wrap(&quote!(rt::OneOrMany), &self.codec(inner)),
            Type::Item(item) => match self.item(*item) {
                Item::Enum(_) => wrap(&quote!(rt::EnumCodec), &self.path(*item)),
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
            (ItemRef::Local(place), Owner::Method(index)) => &self.model.methods[index].items[place],
            (ItemRef::Local(place), Owner::Shared(index)) => &self.model.types[index].items[place],
        }
    }

    fn path(self, item: ItemRef) -> TokenStream {
        let name = ident(self.item(item).ident());
        match item {
            ItemRef::Local(_) => quote!(#name),
            ItemRef::Shared(index) if self.owner == Owner::Shared(index) => quote!(#name),
            ItemRef::Shared(index) => {
                let modules = self.model.types[index].modules.iter().map(|module| ident(module));
                quote!(types::#(#modules::)*#name)
            }
        }
    }

    /// `use crate::types;`, where the items refer to shared types.
    pub(super) fn import(self, own_types: &[&Type]) -> TokenStream {
        let mut is_needed = false;
        for ty in own_types {
            ty.for_each_item(&mut |item| {
                is_needed |= matches!(item, ItemRef::Shared(index) if self.owner != Owner::Shared(index));
            });
        }
        let root = self.root();
        if is_needed { quote!(use #root::types;) } else { TokenStream::new() }
    }

    /// The scope of the owner of a shared type's parts.
    pub(super) fn of_shared(self, index: usize) -> Scope<'m> {
        Scope { owner: Owner::Shared(index), ..self }
    }
}

fn wrap(outer: &TokenStream, inner: &TokenStream) -> TokenStream {
    quote!(#outer<#inner>)
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
    /// The type of a setter's argument. Lists are taken from anything that can be walked, so that arrays, vectors and
    /// iterators will do.
    pub(super) fn argument(self, ty: &Type) -> TokenStream {
        match ty {
            Type::List(inner) => {
                let item = self.rust(inner);
                quote!(impl IntoIterator<Item = impl Into<#item>>)
            }
            Type::Map(inner) => {
                let item = self.rust(inner);
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#item>)>)
            }
            Type::Nullable(inner) => self.argument(inner),
            ty => {
                let ty = self.rust(ty);
                quote!(impl Into<#ty>)
            }
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

/// The fields that a constructor takes.
pub(super) fn required(fields: &[Field]) -> impl Iterator<Item = &Field> {
    fields.iter().filter(|field| field.required == Some(true) && field.pattern.is_none())
}
