//! What is known of a method, as constant data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::errors::{entry, option};
use super::{Scope, ident};
use crate::graph::Owner;
use crate::model::{Api, Field, Item, ItemRef, Kind, Method, Object, Type};

/// ```text
/// pub static METHOD: rt::Method = {
///     use rt::catalogue::{Field, Shape};
///     rt::Method { name: "tasks.task.delegate", params: &[Field::required("taskId", Shape::Id), …], … }
/// };
/// ```
pub(super) fn method(scope: Scope<'_>, method: &Method) -> TokenStream {
    let (name, scopes, positional) = (&method.name.wire, &method.scopes, &method.positional);
    let doc = format!(" What is known of `{name}`.");
    let api = match method.api {
        Api::V2 => quote!(rt::Api::V2),
        Api::V3 => quote!(rt::Api::V3),
    };
    let kind = match method.kind {
        Some(Kind::Read) => quote!(Read),
        Some(Kind::Write) => quote!(Write),
        None => quote!(Unknown),
    };
    let docs = method.docs.as_ref().map_or("", |page| page.url.as_str());
    let batchable = option(method.batch.map(|batch| quote!(#batch)));
    let deprecated = option(method.deprecated.as_ref().map(|deprecated| {
        let instead = option(deprecated.instead.as_ref().map(|instead| quote!(#instead)));
        quote!(rt::catalogue::Deprecated { replaced_by: #instead })
    }));
    let pager = option(method.pager.as_ref().map(|pager| {
        let (kind, items) = (ident(&format!("{:?}", pager.kind)), pager.items.as_deref().unwrap_or_default());
        let id = option(pager.id.as_ref().map(|id| quote!(#id)));
        quote!(rt::catalogue::Pager { kind: rt::catalogue::PagerKind::#kind, items: #items, id: #id })
    }));
    let params = fields(scope, &method.params);
    let errors = method.errors.iter().map(entry);
    let import = if method.params.is_empty() {
        TokenStream::new()
    } else {
        quote! { use rt::catalogue::{Field, Shape}; }
    };
    quote! {
        #[doc = #doc]
        pub static METHOD: rt::Method = {
            #import
            rt::Method {
                name: #name,
                api: #api,
                scopes: &[#(#scopes),*],
                kind: rt::Kind::#kind,
                docs: #docs,
                batchable: #batchable,
                deprecated: #deprecated,
                positional: &[#(#positional),*],
                pager: #pager,
                params: #params,
                errors: &[#(#errors),*],
            }
        };
    }
}

/// ```text
/// pub(crate) static TYPE: rt::catalogue::Type = { … };
/// ```
pub(super) fn shared(scope: Scope<'_>, name: &str, object: &Object) -> TokenStream {
    let fields = fields(scope, &object.fields);
    quote! {
        pub(crate) static TYPE: rt::catalogue::Type = {
            use rt::catalogue::{Field, Shape};
            rt::catalogue::Type { name: #name, fields: #fields }
        };
    }
}

fn fields(scope: Scope<'_>, fields: &[Field]) -> TokenStream {
    let fields = fields.iter().map(|field| self::field(scope, field));
    quote!(&[#(#fields),*])
}

/// `Field::required("responsibleId", Shape::Id).min(1.0)`
fn field(scope: Scope<'_>, field: &Field) -> TokenStream {
    let wire = &field.name.wire;
    let how = match field.required {
        Some(true) => quote!(required),
        Some(false) => quote!(optional),
        None => quote!(unknown),
    };
    let shape = shape(scope, &field.ty);
    let number = |name: &str, number: Option<f64>| {
        let (name, number) = (ident(name), number.map(Literal::f64_unsuffixed)?);
        Some(quote!(.#name(#number)))
    };
    let length = |name: &str, length: Option<u64>| {
        let (name, length) = (ident(name), length.map(Literal::u64_unsuffixed)?);
        Some(quote!(.#name(#length)))
    };
    let limits = &field.limits;
    let rules = [
        number("min", limits.min),
        number("max", limits.max),
        length("min_length", limits.min_length),
        length("max_length", limits.max_length),
    ];
    let rules = rules.into_iter().flatten();
    let values = values(scope, &field.ty);
    let values = (!values.is_empty()).then(|| quote!(.values(&[#(#values),*])));
    let operators = &field.operators;
    let operators = (!operators.is_empty()).then(|| quote!(.operators(&[#(#operators),*])));
    quote!(Field::#how(#wire, #shape)#(#rules)*#values #operators)
}

/// The allowed values, of one or of each in a list.
fn values<'m>(scope: Scope<'m>, ty: &Type) -> Vec<&'m str> {
    match ty {
        Type::Nullable(inner) | Type::List(inner) | Type::OneOrMany(inner) => values(scope, inner),
        Type::Item(item) => match scope.item(*item) {
            Item::Enum(list) => list.values.iter().map(|value| value.name.wire.as_str()).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// `Shape::List(&Shape::Id)`
fn shape(scope: Scope<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Any => quote!(Shape::Any),
        Type::Integer => quote!(Shape::Integer),
        Type::Double => quote!(Shape::Double),
        Type::String => quote!(Shape::String),
        Type::Boolean(_) => quote!(Shape::Boolean),
        Type::Date => quote!(Shape::Date),
        Type::DateTime => quote!(Shape::DateTime),
        Type::Timestamp => quote!(Shape::Timestamp),
        Type::Time => quote!(Shape::Object(&[])),
        Type::Id(_) => quote!(Shape::Id),
        Type::File(_) => quote!(Shape::File),
        Type::List(inner) => nested(scope, &quote!(List), inner),
        Type::Map(inner) => nested(scope, &quote!(Map), inner),
        Type::Nullable(inner) => nested(scope, &quote!(Nullable), inner),
        Type::OneOrMany(inner) => {
            let inner = shape(scope, inner);
            quote!(Shape::OneOf(&[#inner, Shape::List(&#inner)]))
        }
        Type::Item(item) => item_shape(scope, *item),
    }
}

fn nested(scope: Scope<'_>, name: &TokenStream, inner: &Type) -> TokenStream {
    let inner = shape(scope, inner);
    quote!(Shape::#name(&#inner))
}

fn item_shape(scope: Scope<'_>, item: ItemRef) -> TokenStream {
    match (scope.item(item), item) {
        (Item::Enum(list), _) if list.is_numeric => quote!(Shape::Integer),
        (Item::Enum(_), _) => quote!(Shape::String),
        (Item::Union(union), ItemRef::Shared(index)) => one_of(scope.of_shared(index), union),
        (Item::Union(union), ItemRef::Local(_)) => one_of(scope, union),
        (Item::Object(_), ItemRef::Shared(index)) if scope.owner == Owner::Shared(index) => {
            quote!(Shape::Shared(&TYPE))
        }
        (Item::Object(_), ItemRef::Shared(index)) => {
            let shared = &scope.model.types[index];
            let (modules, module) = (shared.modules.iter().map(|name| ident(name)), ident(&shared.module));
            quote!(Shape::Shared(&types::#(#modules::)*#module::TYPE))
        }
        (Item::Object(object), ItemRef::Local(_)) => {
            let fields = fields(scope, &object.fields);
            quote!(Shape::Object(#fields))
        }
    }
}

fn one_of(scope: Scope<'_>, union: &crate::model::Union) -> TokenStream {
    let shapes = union.options.iter().map(|(_, ty)| shape(scope, ty));
    quote!(Shape::OneOf(&[#(#shapes),*]))
}
