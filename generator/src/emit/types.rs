//! Types and codecs as Rust code.

use quote::quote;

use super::{Scope, paths, request};
use crate::graph::{self, Owner};
use crate::model::{BooleanForm, FileForm, Item, ItemRef, Type};
use crate::tree::{self, Emitted, Ty, path};

impl<'m> Scope<'m> {
    /// The Rust type: `rt::Id`, `Vec<i64>`, `types::tasks::Task`.
    pub(super) fn rust(self, ty: &Type) -> Ty {
        match ty {
            Type::Any => Ty::Known("rt::Value"),
            Type::Integer => Ty::Known("i64"),
            Type::Double => Ty::Known("f64"),
            Type::String => Ty::Known("String"),
            Type::Boolean(_) => Ty::Known("bool"),
            Type::Date => Ty::Known("rt::Date"),
            Type::DateTime | Type::Timestamp => Ty::Known("rt::DateTime"),
            Type::Time => Ty::Known("rt::Time"),
            Type::Id(_) => Ty::Known("rt::Id"),
            Type::File(_) => Ty::Known("rt::File"),
            Type::List(inner) => Ty::of("Vec", self.rust(inner)),
            Type::Map(inner) => Ty::of("rt::Map", self.rust(inner)),
            Type::Nullable(inner) => Ty::of("Option", self.rust(inner)),
            Type::OneOrMany(inner) => Ty::of("rt::OneOrMany", self.rust(inner)),
            Type::Item(item) => self.emitted(*item),
        }
    }

    /// The codec, which says how a value of the type is written: `rt::YesNo` for a `bool` as `"Y"` or `"N"`.
    pub(super) fn codec(self, ty: &Type) -> Ty {
        match ty {
            Type::Any => Ty::Known("rt::Any"),
            Type::Boolean(form) => Ty::Known(match form {
                BooleanForm::Json => "bool",
                BooleanForm::YesNo => "rt::YesNo",
                BooleanForm::OneZero => "rt::OneZero",
                BooleanForm::OneZeroText => "rt::OneZeroText",
                BooleanForm::TrueFalseText => "rt::TrueFalseText",
            }),
            Type::Timestamp => Ty::Known("rt::Unix"),
            Type::File(form) => Ty::Known(match form {
                FileForm::Pair => "rt::FilePair",
                FileForm::Data => "rt::FileData",
                FileForm::Base64 => "rt::FileBase64",
            }),
            Type::List(inner) => Ty::of("Vec", self.codec(inner)),
            Type::Map(inner) => Ty::of("rt::Dict", self.codec(inner)),
            Type::Nullable(inner) => Ty::of("Option", self.codec(inner)),
            Type::OneOrMany(inner) => Ty::of("rt::OneOrMany", self.codec(inner)),
            Type::Item(item) => match self.item(*item) {
                Item::Enum(_) => Ty::of("rt::EnumCodec", self.emitted(*item)),
                Item::Object(_) | Item::Union(_) => self.emitted(*item),
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

    fn emitted(self, item: ItemRef) -> Ty {
        let is_local = match item {
            ItemRef::Shared(index) => self.owner == Owner::Shared(index),
            ItemRef::Local(_) => true,
        };
        let (module, name) = (paths::module(self, item), self.item(item).ident().to_owned());
        Ty::Emitted(Emitted { module, name, is_local })
    }

    /// The scope of the owner of a shared type's parts.
    pub(super) fn of_shared(self, index: usize) -> Scope<'m> {
        Scope { owner: Owner::Shared(index), ..self }
    }
}

/// ```text
/// use bitrix24_runtime as rt;
/// use crate::types;
/// ```
///
/// The imports of the module of a method or of a shared type: of shared types only where its code names one.
pub(super) fn imports(scope: Scope<'_>) -> Vec<tree::Item> {
    let rt = tree::Item::Code(quote!(
        use bitrix24_runtime as rt;
    ));
    let root = path(&scope.root());
    let types = names_types(scope).then(|| tree::Item::Code(quote!(use #root::types;)));
    std::iter::once(rt).chain(types).collect()
}

/// Whether the code of a module names types that methods share. What another module has just so is not emitted there.
fn names_types(scope: Scope<'_>) -> bool {
    let (items, own): (&[Item], Vec<&Type>) = match scope.owner {
        Owner::Root => return false,
        Owner::Shared(index) => (&scope.model.types[index].items, Vec::new()),
        Owner::Method(index) => {
            let method = &scope.model.methods[index];
            let listed = request::list_item(scope, method).flatten();
            let own = method.params.iter().map(|param| &param.ty).chain([&method.result]).chain(listed);
            (&method.items, own.collect())
        }
    };
    let emitted = items.iter().enumerate().filter(|(place, _)| scope.twin(*place, Vec::new()).is_none());
    let mut is_named = false;
    for ty in own.into_iter().chain(emitted.flat_map(|(_, item)| graph::emitted_inside(item))) {
        ty.for_each_item(&mut |item| {
            is_named |= matches!(item, ItemRef::Shared(index) if scope.owner != Owner::Shared(index));
        });
    }
    is_named
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

    /// The type of a setter's argument. Lists are taken from anything that can be walked, so that arrays, vectors and
    /// iterators will do.
    pub(super) fn argument(self, ty: &Type) -> Ty {
        match ty {
            Type::List(inner) => Ty::Each(Box::new(self.rust(inner))),
            Type::Map(inner) => Ty::Entries(Box::new(self.rust(inner))),
            Type::Nullable(inner) => self.argument(inner),
            ty if self.is_itself(ty) => self.rust(ty),
            ty => Ty::Into(Box::new(self.rust(ty))),
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
