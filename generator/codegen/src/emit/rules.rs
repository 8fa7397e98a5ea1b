//! Documented rules as functions that call a visitor, which checks values or collects the rules as facts.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::paths;
use super::scope::Scope;
use crate::tree::docs::doc_attributes;
use crate::tree::{ident, path};
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Field, Item, ItemRef, Limits, Method, Object, Taken, Type, Union};

/// ```text
/// /// The documented rules of `crm.item.list`.
/// fn rules(p: &mut rt::Rules<'_>) {
///     p.required("entityTypeId").integer();
///     p.optional("filter").map().operators(&[">=", "="]);
/// }
/// ```
///
/// A method without parameters has no rules.
pub(super) fn of_method(scope: Scope<'_>, method: &Method) -> TokenStream {
    if method.params.is_empty() {
        return TokenStream::new();
    }
    let rules = of_fields(scope, &method.params);
    let docs = doc_attributes(&[format!("The documented rules of `{}`.", method.name.wire)]);
    quote!(#docs fn rules(p: &mut rt::Rules<'_>) { #rules })
}

/// ```text
/// pub(crate) fn rules(p: &mut rt::Rules<'_>) { … }
/// ```
///
/// For an object that is sent.
pub(super) fn of_object(scope: Scope<'_>, object: &Object) -> TokenStream {
    if has_no_rules(object) {
        return TokenStream::new();
    }
    let rules = of_fields(scope, &object.fields);
    quote!(pub(crate) fn rules(p: &mut rt::Rules<'_>) { #rules })
}

/// ```text
/// pub(crate) fn rules(p: &mut rt::Rules<'_>) { p.option().integer(); p.option().string(); }
/// ```
///
/// For a union that is sent, unless only examples have it.
pub(super) fn of_union(scope: Scope<'_>, union: &Union) -> TokenStream {
    if !is_told(scope, &union.ident) {
        return TokenStream::new();
    }
    let options = union.options.iter().map(|(_, ty)| {
        let shape = shape(scope, ty);
        quote!(p.option() #shape;)
    });
    quote!(pub(crate) fn rules(p: &mut rt::Rules<'_>) { #(#options)* })
}

fn of_fields(scope: Scope<'_>, fields: &[Field]) -> TokenStream {
    fields.iter().map(|field| rule(scope, field)).collect()
}

/// Returns `p.required("limit").integer().min(1.0).max(50.0);`.
fn rule(scope: Scope<'_>, field: &Field) -> TokenStream {
    let required = ident(match field.required {
        Some(true) => "required",
        Some(false) => "optional",
        None => "unknown",
    });
    let (wire, shape, limits) = (&field.name.wire, shape(scope, &field.ty), limits(&field.limits));
    let values = list(if field.open { "known" } else { "values" }, &values(scope, &field.ty));
    let operators: Vec<&str> = field.operators.iter().map(String::as_str).collect();
    let operators = list("operators", &operators);
    let takes: Vec<String> = field.takes.iter().map(marked).collect();
    let takes = list("takes", &takes.iter().map(String::as_str).collect::<Vec<_>>());
    let names = field.names.and_then(|index| named(scope, index));
    let unless: Vec<&str> = field.conditions.unless.iter().map(String::as_str).collect();
    let unless = list("unless", &unless);
    let when = conditions("when", &field.conditions.when);
    let only = conditions("only", &field.conditions.only);
    let characters = field.characters.as_ref().map(|set| quote!(.characters(#set)));
    quote!(p.#required(#wire) #shape #takes #limits #characters #values #operators #names #unless #when #only;)
}

/// Returns `.when(&[("kind", &["a", "b"])])`, if there are conditions.
fn conditions(method: &str, conditions: &[(String, Vec<String>)]) -> Option<TokenStream> {
    let method = ident(method);
    let pairs = conditions.iter().map(|(name, values)| quote!((#name, &[#(#values),*])));
    (!conditions.is_empty()).then(|| quote!(.#method(&[#(#pairs),*])))
}

/// Returns `.names(types::crm::Deal::rules)`, if the type has rules: one that is only answered has none.
fn named(scope: Scope<'_>, index: usize) -> Option<TokenStream> {
    let shared = &scope.model.types[index];
    let Item::Object(object) = shared.items.first()? else { return None };
    let (module, name) = (path(&paths::types_module(shared)), ident(&object.ident));
    (object.usage.is_sent && !has_no_rules(object)).then(|| quote!(.names(#module::#name::rules)))
}

/// Returns the name of a taken field with its mark: `TITLE*`.
fn marked(taken: &Taken) -> String {
    let mark = match taken.required {
        Some(true) => "*",
        Some(false) => "",
        None => "?",
    };
    format!("{}{mark}", taken.name)
}

/// Returns `.list().id()`.
fn shape(scope: Scope<'_>, ty: &Type) -> TokenStream {
    let wrapped = |name: &str, inner: &Type| {
        let (name, inner) = (ident(name), shape(scope, inner));
        quote!(.#name() #inner)
    };
    match ty {
        Type::Any | Type::Null => quote!(.any()),
        Type::Integer => quote!(.integer()),
        Type::Double => quote!(.double()),
        Type::String => quote!(.string()),
        Type::Boolean(_) => quote!(.boolean()),
        Type::Date => quote!(.date()),
        Type::DateTime => quote!(.date_time()),
        Type::Timestamp => quote!(.timestamp()),
        // The time of an answer is an object whose fields are not checked.
        Type::Time => quote!(.map()),
        Type::Id(_) => quote!(.id()),
        Type::File(_) => quote!(.file()),
        // A list or a map of anything has no rule for its items.
        Type::List(inner) if **inner == Type::Any => quote!(.list()),
        Type::Map(inner) if **inner == Type::Any => quote!(.map()),
        Type::List(inner) => wrapped("list", inner),
        Type::Map(inner) => wrapped("map", inner),
        Type::Nullable(inner) => wrapped("nullable", inner),
        Type::OneOrMany(inner) => wrapped("one_or_many", inner),
        Type::Item(item) => item_shape(scope, *item),
    }
}

fn item_shape(scope: Scope<'_>, item: ItemRef) -> TokenStream {
    let name = ident(scope.item(item).ident());
    match (scope.item(item), item) {
        (Item::Enum(list), _) if list.is_numeric => quote!(.integer()),
        (Item::Enum(_), _) => quote!(.string()),
        (Item::Object(object), _) if has_no_rules(object) => quote!(.map()),
        (Item::Union(_), ItemRef::Local(_)) => quote!(.one_of(#name::rules)),
        (Item::Object(_), ItemRef::Local(_)) => quote!(.object(#name::rules)),
        (of, ItemRef::Shared(index)) => {
            let shared = &scope.model.types[index];
            let rules = if scope.owner == Owner::Shared(index) {
                quote!(#name::rules)
            } else {
                let module = path(&paths::types_module(shared));
                quote!(#module::#name::rules)
            };
            let schema_name = &shared.name;
            match of {
                Item::Union(_) => quote!(.one_of(#rules)),
                _ => quote!(.shared(#schema_name, #rules)),
            }
        }
    }
}

/// Returns true for an object without fields, or of which only an example shows some: that is no rule.
fn has_no_rules(object: &Object) -> bool {
    object.fields.iter().all(|field| field.observed)
}

/// Returns true if a rule of the same method or shared type names this type.
fn is_told(scope: Scope<'_>, name: &str) -> bool {
    let (items, params): (&[Item], &[Field]) = match scope.owner {
        Owner::Root => return true,
        Owner::Method(index) => (&scope.model.methods[index].items, &scope.model.methods[index].params),
        Owner::Shared(index) => (&scope.model.types[index].items, &[]),
    };
    let names = |ty: &Type| {
        let mut found = false;
        ty.for_each_item(&mut |item| found |= matches!(item, ItemRef::Local(at) if items[at].ident() == name));
        found
    };
    let of_item = |item: &Item| match item {
        Item::Object(object) => !has_no_rules(object) && object.fields.iter().any(|field| names(&field.ty)),
        Item::Union(union) => union.options.iter().any(|(_, ty)| names(ty)),
        Item::Enum(_) => false,
    };
    let is_shared = matches!(scope.owner, Owner::Shared(_)) && items.first().is_some_and(|item| item.ident() == name);
    is_shared || params.iter().any(|field| names(&field.ty)) || items.iter().any(of_item)
}

fn limits(limits: &Limits) -> TokenStream {
    let Limits { min, max, min_length, max_length } = limits;
    let number = |number: Option<f64>| number.filter(|number| number.is_finite()).map(Literal::f64_unsuffixed);
    let min = number(*min).map(|min| quote!(.min(#min)));
    let max = number(*max).map(|max| quote!(.max(#max)));
    let min_length = min_length.map(Literal::u64_unsuffixed).map(|min| quote!(.min_length(#min)));
    let max_length = max_length.map(Literal::u64_unsuffixed).map(|max| quote!(.max_length(#max)));
    quote!(#min #max #min_length #max_length)
}

/// Returns `.values(&["E", "K"])`.
fn list(name: &str, texts: &[&str]) -> TokenStream {
    if texts.is_empty() {
        return TokenStream::new();
    }
    let name = ident(name);
    quote!(.#name(&[#(#texts),*]))
}

/// Returns the allowed values of a value, or of each item of a list.
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
