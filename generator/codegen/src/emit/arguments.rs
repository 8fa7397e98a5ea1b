//! Arguments: what constructors and setters take for a field, and how it becomes a value.
//!
//! What one call answers fits into the next: every argument takes a reference to a result of the same batch, and one
//! that names an identifier takes an identifier, an integer or a text, however its page types it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::scope::Scope;
use super::types::short;
use crate::tree::{Ty, ident};
use bitrix24_schema::model::{Field, Item, Type};

/// The kinds of arguments.
enum Kind<'t> {
    /// An identifier that is an integer or a text on the wire.
    Id(&'t Type),
    /// A list of such identifiers.
    Ids(&'t Type),
    /// One such identifier, or a list of them.
    OneOrManyIds(&'t Type),
    /// A value of a type that has no room for a reference.
    Arg(&'t Type),
    /// A list of such values.
    Args(&'t Type),
    /// A map of any values.
    Free,
    /// Any other value.
    Plain(&'t Type),
}

impl Scope<'_> {
    fn kind(self, field: &Field) -> Kind<'_> {
        let is_id = names_id(field);
        match field.ty.some() {
            ty if is_id && is_bare(ty) => Kind::Id(ty),
            Type::List(inner) if is_id && is_bare(inner) => Kind::Ids(inner),
            Type::OneOrMany(inner) if is_id && is_bare(inner) => Kind::OneOrManyIds(inner),
            Type::Map(inner) if **inner == Type::Any => Kind::Free,
            ty if self.is_narrow(ty) => Kind::Arg(ty),
            Type::List(inner) if self.is_narrow(inner) => Kind::Args(inner),
            ty => Kind::Plain(ty),
        }
    }

    /// Returns true if the Rust type has no room for a reference.
    fn is_narrow(self, ty: &Type) -> bool {
        match ty {
            Type::Integer | Type::Double | Type::Boolean(_) => true,
            Type::Item(item) => matches!(self.item(*item), Item::Enum(_)),
            _ => false,
        }
    }

    /// Returns true if no other type converts into the field's. Its setter then takes the type itself, and is not generic.
    pub(super) fn is_itself(self, field: &Field) -> bool {
        self.is_object(field.ty.some())
    }

    fn is_object(self, ty: &Type) -> bool {
        matches!(ty, Type::Item(item) if matches!(self.item(*item), Item::Object(_)))
    }

    /// Returns the type of a setter's argument. A list is any iterable, so that arrays, vectors and iterators are
    /// accepted.
    pub(super) fn argument(self, field: &Field) -> Ty {
        let arg = |ty: &Type| Box::new(Ty::of("rt::Arg", self.rust(ty)));
        let id = || Box::new(Ty::Known("rt::Id"));
        match self.kind(field) {
            Kind::Id(_) => Ty::Into(id()),
            Kind::Ids(_) => Ty::Each(id()),
            Kind::OneOrManyIds(_) => Ty::Into(Box::new(Ty::of("rt::OneOrMany", Ty::Known("rt::Id")))),
            Kind::Free => Ty::Free,
            Kind::Arg(ty) => Ty::Into(arg(ty)),
            Kind::Args(ty) => Ty::Each(arg(ty)),
            Kind::Plain(ty) => match ty {
                Type::List(inner) => Ty::Each(Box::new(self.rust(inner))),
                Type::Map(inner) => Ty::Entries(Box::new(self.rust(inner))),
                ty if self.is_object(ty) => self.rust(ty),
                ty => Ty::Into(Box::new(self.rust(ty))),
            },
        }
    }

    /// ```text
    /// params.text("title", title);
    /// params.arg::<Vec<i64>>("userIds", rt::arg::ids::<i64>(user_ids));
    /// ```
    ///
    /// Sets a parameter.
    pub(super) fn set(
        self,
        field: &Field,
        params: &TokenStream,
        key: &TokenStream,
        value: &TokenStream,
    ) -> TokenStream {
        let whole = || self.generic("arg", field.ty.some());
        let (function, value) = match self.kind(field) {
            Kind::Id(Type::Integer) => (quote!(int_id), value.clone()),
            Kind::Id(_) => (quote!(text_id), value.clone()),
            Kind::Arg(ty) => (short(ty).map_or_else(whole, |name| ident(name).into_token_stream()), value.clone()),
            Kind::Free => (quote!(entries), value.clone()),
            Kind::Plain(ty) => (self.plain(ty), value.clone()),
            Kind::Ids(ty) => (whole(), self.converted("ids", ty, value)),
            Kind::OneOrManyIds(ty) => (whole(), self.converted("one_or_many_ids", ty, value)),
            Kind::Args(ty) => (whole(), self.converted("list", ty, value)),
        };
        quote!(#params.#function(#key, #value);)
    }

    /// Returns the function that sets a parameter of any other type.
    fn plain(self, ty: &Type) -> TokenStream {
        match (ty, short(ty)) {
            (_, Some(name)) => ident(name).into_token_stream(),
            (Type::List(inner), _) => self.generic("list", inner),
            (Type::Map(inner), _) => self.generic("map", inner),
            (ty, None) => self.generic("set", ty),
        }
    }

    /// Returns `set::<rt::FilePair>`.
    fn generic(self, name: &str, ty: &Type) -> TokenStream {
        let (name, codec) = (ident(name), self.codec(ty));
        quote!(#name::<#codec>)
    }

    /// Returns `rt::arg::ids::<i64>(user_ids)`.
    fn converted(self, name: &str, ty: &Type, value: &TokenStream) -> TokenStream {
        let function = self.generic(name, ty);
        quote!(rt::arg::#function(#value))
    }

    /// Returns true if an argument may stand for the field's value, and is kept beside the fields then.
    pub(super) fn is_kept_beside(self, field: &Field) -> bool {
        !matches!(self.kind(field), Kind::Plain(_))
    }

    /// ```text
    /// Some(title.into())
    /// self.extra.keep_int_id("userId", user_id)
    /// ```
    ///
    /// Returns an argument as the `Option` that an object's field is. What the field has no room for is kept in `extra`.
    pub(super) fn kept(self, field: &Field, is_boxed: bool, extra: &TokenStream) -> TokenStream {
        let (wire, name) = (&field.name.wire, ident(&field.name.ident));
        let value = quote!(#name);
        let (function, argument) = match self.kind(field) {
            Kind::Plain(ty) => {
                let value = match ty {
                    Type::List(_) => quote!(rt::list(#name)),
                    Type::Map(_) => quote!(rt::map(#name)),
                    ty if self.is_object(ty) => value,
                    _ => quote!(#name.into()),
                };
                return if is_boxed { quote!(Some(Box::new(#value))) } else { quote!(Some(#value)) };
            }
            Kind::Free => ("keep_entries", value),
            Kind::Arg(Type::Integer) => ("keep_int", value),
            Kind::Arg(Type::Double) => ("keep_double", value),
            Kind::Arg(Type::Boolean(_)) => ("keep_bool", value),
            Kind::Arg(_) => ("keep", value),
            Kind::Id(Type::Integer) => ("keep_int_id", value),
            Kind::Id(_) => ("keep_text_id", value),
            Kind::Ids(ty) => ("keep", self.converted("ids", ty, &value)),
            Kind::OneOrManyIds(ty) => ("keep", self.converted("one_or_many_ids", ty, &value)),
            Kind::Args(ty) => ("keep", self.converted("list", ty, &value)),
        };
        let function = ident(function);
        quote!(#extra.#function(#wire, #argument))
    }
}

/// Returns true for the types that pages give identifiers besides `id`.
fn is_bare(ty: &Type) -> bool {
    matches!(ty, Type::Integer | Type::String)
}

/// Returns true if a field names an identifier, or several: `id`, `responsibleId`, `USER_IDS`, `TASKID`.
fn names_id(field: &Field) -> bool {
    let last = field.name.ident.trim_end_matches('_').rsplit('_').next().unwrap_or_default();
    let is_number = matches!(field.ty.some(), Type::Integer);
    matches!(last, "id" | "ids") || (is_number && last.ends_with("id"))
}
