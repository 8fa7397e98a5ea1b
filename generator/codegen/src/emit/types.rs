//! Types and codecs as Rust code.

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::scope::Scope;
use crate::tree::{Emitted, Ty};
use bitrix24_schema::model::{BooleanForm, FileForm, Item, ItemRef, Type};

impl<'m> Scope<'m> {
    /// Returns the Rust type: `rt::Id`, `Vec<i64>`, `types::tasks::Task`.
    pub(super) fn rust(self, ty: &Type) -> Ty {
        match ty {
            Type::Any => Ty::Known("rt::Value"),
            Type::Null => Ty::Unit,
            Type::Integer => Ty::Known("i64"),
            Type::Double => Ty::Known("f64"),
            Type::String => Ty::Known("String"),
            Type::Boolean(_) => Ty::Known("bool"),
            Type::Date => Ty::Known("rt::Date"),
            Type::DateTime | Type::Timestamp => Ty::Known("rt::DateTime"),
            Type::Time => Ty::Known("rt::Time"),
            Type::Id(_) => Ty::Known("rt::Id"),
            Type::File(FileForm::Custom | FileForm::CustomData) => Ty::Known("rt::FileValue"),
            Type::File(_) => Ty::Known("rt::File"),
            Type::Money => Ty::Known("rt::Money"),
            Type::Address => Ty::Known("rt::Address"),
            Type::CrmLink => Ty::Known("rt::CrmLink"),
            Type::List(inner) => Ty::of("Vec", self.rust(inner)),
            Type::Map(inner) => Ty::of("rt::Map", self.rust(inner)),
            Type::Nullable(inner) => Ty::of("Option", self.rust(inner)),
            Type::OneOrMany(inner) => Ty::of("rt::OneOrMany", self.rust(inner)),
            Type::Item(item) => self.emitted(*item),
        }
    }

    /// Returns the codec, which defines the wire form of the type: `rt::YesNo` for a `bool` as `"Y"` or `"N"`.
    pub(super) fn codec(self, ty: &Type) -> Ty {
        match ty {
            Type::Any => Ty::Known("rt::Any"),
            Type::Boolean(form) => Ty::Known(match form {
                BooleanForm::Json => "bool",
                BooleanForm::YesNo => "rt::YesNo",
                BooleanForm::OneZero => "rt::OneZero",
                BooleanForm::OneZeroText => "rt::OneZeroText",
                BooleanForm::TrueFalseText => "rt::TrueFalseText",
                BooleanForm::Custom => "rt::CustomBoolean",
            }),
            Type::Timestamp => Ty::Known("rt::Unix"),
            Type::File(form) => Ty::Known(match form {
                FileForm::Pair => "rt::FilePair",
                FileForm::Data => "rt::FileData",
                FileForm::Base64 => "rt::FileBase64",
                FileForm::Custom => "rt::FileValue",
                FileForm::CustomData => "rt::CustomFileData",
            }),
            Type::List(inner) => Ty::of("Vec", self.codec(inner)),
            Type::Map(inner) => Ty::of("rt::Dict", self.codec(inner)),
            Type::Nullable(inner) => Ty::of("Option", self.codec(inner)),
            Type::OneOrMany(inner) => Ty::of("rt::OneOrMany", self.codec(inner)),
            Type::Item(item) => match self.item(*item) {
                Item::Enum(_) => Ty::of("rt::EnumCodec", self.emitted(*item)),
                Item::Object(_) | Item::Union(_) => self.emitted(*item),
            },
            Type::Null
            | Type::Integer
            | Type::Double
            | Type::String
            | Type::Date
            | Type::DateTime
            | Type::Time
            | Type::Id(_)
            | Type::Money
            | Type::Address
            | Type::CrmLink => self.rust(ty),
        }
    }

    /// Returns the code that names an emitted type.
    pub(super) fn named(self, item: ItemRef) -> TokenStream {
        self.emitted(item).into_token_stream()
    }

    fn emitted(self, item: ItemRef) -> Ty {
        let (scope, item) = self.documented(item);
        let (module, name) = (scope.module_of(item), scope.item(item).ident().to_owned());
        Ty::Emitted(Emitted { module, name, is_local: scope.is_local(item) })
    }
}

/// Returns the runtime's function for a field or parameter of this type, if there is one: `text`, `id`.
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
