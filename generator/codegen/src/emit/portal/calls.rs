//! The calls of a thing: functions that return a documented request with the thing's own parameters and result.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Call, Field, Item, ItemRef, Method, Object, Thing, Type};
use bitrix24_schema::naming;
use serde_json::Value;

use super::super::kept::{Split, split};
use super::super::scope::Scope;
use super::super::{deprecation, docs, structs};
use crate::tree::docs::doc_attributes;
use crate::tree::{Ty, ident, path};

/// ```text
/// impl Project {
///     pub fn get(id: impl Into<rt::Id>) -> rt::Of<crm::item::Get, ProjectResponse> { … }
///     pub fn list() -> rt::Of<crm::item::List, ProjectListResponse, Project> { … }
/// }
/// ```
pub(super) fn of(scope: Scope<'_>, thing: &Thing) -> TokenStream {
    let calls = thing.calls.iter().map(|call| {
        let method = &scope.model.methods[call.method];
        Function { scope, thing, call, method, parts: split(scope.model, &method.path(), &method.params) }.code()
    });
    let name = scope.named(ItemRef::Shared(thing.shared));
    quote!(impl #name { #(#calls)* })
}

/// A function, before it is written.
struct Function<'m> {
    scope: Scope<'m>,
    thing: &'m Thing,
    call: &'m Call,
    method: &'m Method,
    parts: Split<'m>,
}

impl<'m> Function<'m> {
    /// ```text
    /// #[doc(alias = "crm.item.update")]
    /// pub fn update(id: impl Into<rt::Id>, project: impl Into<Project>) -> rt::Of<crm::item::Update, ProjectResponse> {
    ///     rt::Of::new(crm::item::Update::new(1036, id, project.into().into()))
    /// }
    /// ```
    fn code(&self) -> TokenStream {
        let (docs, alias, name) = (doc_attributes(&self.docs()), &self.method.name.wire, ident(&self.call.ident));
        let deprecated = self.note().map(|note| quote!(#[deprecated = #note]));
        let arguments = self.arguments().into_iter().map(|field| {
            let (name, ty) = (self.name_of(field), self.type_of(field));
            quote!(#name: #ty)
        });
        let (returns, body) = (self.returns(), self.body());
        quote! {
            #docs
            #[doc(alias = #alias)]
            #deprecated
            pub fn #name(#(#arguments),*) -> #returns { #body }
        }
    }

    /// Returns what callers give: what the request requires, but for what all calls of the thing have, and the thing.
    fn arguments(&self) -> Vec<&'m Field> {
        let is_asked = |field: &&Field| {
            let is_fixed = self.fixed(field).is_some();
            let is_required = self.is_constructed(field) || field.required == Some(true);
            !is_fixed && (is_required || self.is_thing(field) || self.is_one_of_several(field))
        };
        self.method.params.iter().filter(|field| field.pattern.is_none()).filter(is_asked).collect()
    }

    fn is_constructed(&self, field: &Field) -> bool {
        self.parts.arguments.iter().any(|argument| std::ptr::eq(*argument, field))
    }

    /// Returns true for a parameter that is the thing.
    fn is_thing(&self, field: &Field) -> bool {
        *field.ty.some() == Type::Item(ItemRef::Shared(self.thing.of))
    }

    /// Returns true for the first of several parameters of which one has to be there, unless all calls have another one.
    fn is_one_of_several(&self, field: &Field) -> bool {
        let others = &field.conditions.unless;
        let place = |name: &str| self.method.params.iter().position(|param| param.name.wire == *name);
        let is_free = |other: &String| {
            self.thing.with.iter().all(|(name, _)| name != other) && place(other) > place(&field.name.wire)
        };
        !others.is_empty() && others.iter().all(is_free)
    }

    /// Returns the value that all calls of the thing have for a parameter.
    fn fixed(&self, field: &Field) -> Option<&'m Value> {
        self.thing.with.iter().find(|(name, _)| *name == field.name.wire).map(|(_, value)| value)
    }

    /// Returns the name of an argument: for the thing, the thing's own.
    fn name_of(&self, field: &Field) -> TokenStream {
        if !self.is_thing(field) {
            return ident(&field.name.ident).into_token_stream();
        }
        let name = naming::setter(self.scope.item(ItemRef::Local(0)).ident()).unwrap_or_default();
        let is_taken = self.arguments().iter().any(|other| other.name.ident == name && !self.is_thing(other));
        ident(&if is_taken { format!("{name}_") } else { name }).into_token_stream()
    }

    fn type_of(&self, field: &Field) -> Ty {
        match self.is_thing(field) {
            true => Ty::Into(Box::new(self.scope.rust(&Type::Item(ItemRef::Shared(self.thing.shared))))),
            false => Scope { owner: Owner::Method(self.call.method), ..self.scope }.argument(field),
        }
    }

    fn returns(&self) -> TokenStream {
        let request = path(&self.method.path());
        let Some(answer) = &self.call.answer else { return request };
        let answer = self.scope.codec(answer);
        let item = self.call.item.as_ref().map(|item| self.scope.codec(item));
        let item = item.map(|item| quote!(, #item));
        quote!(rt::Of<#request, #answer #item>)
    }

    fn body(&self) -> TokenStream {
        let request = self.request();
        match (&self.call.answer, self.selected()) {
            (None, _) => request,
            (Some(_), None) => quote!(rt::Of::new(#request)),
            (Some(_), Some(names)) => quote!(rt::Of::selecting(#request, &[#(#names),*])),
        }
    }

    /// Returns `crm::item::Get::new(1036, id)`, with setters for what the constructor does not take.
    fn request(&self) -> TokenStream {
        let request = path(&self.method.path());
        let given = self.parts.arguments.iter().map(|field| self.value(field));
        let is_set = |field: &&&Field| {
            self.fixed(field).is_some() || self.arguments().iter().any(|other| std::ptr::eq(*other, **field))
        };
        let rest = self.parts.rest.iter().filter(is_set).map(|field| {
            let (setter, value) = (ident(&field.name.ident), self.value(field));
            quote!(.#setter(#value))
        });
        quote!(#request::new(#(#given),*) #(#rest)*)
    }

    /// Returns the value of a parameter: what all calls have, or the argument.
    fn value(&self, field: &Field) -> TokenStream {
        match self.fixed(field) {
            Some(value) => literal(value, &field.ty),
            None => {
                let name = self.name_of(field);
                if self.is_thing(field) { quote!(#name.into().into()) } else { name }
            }
        }
    }

    /// Returns what is selected unless the caller selects: where custom fields have names in capitals, they are answered
    /// only if they are asked for, those with several values by their names.
    fn selected(&self) -> Option<Vec<&'m str>> {
        self.call.item.as_ref()?;
        self.method.params.iter().find(|param| param.name.wire.eq_ignore_ascii_case("select"))?;
        let Item::Object(Object { fields, .. }) = self.scope.item(ItemRef::Local(0)) else { return None };
        let custom: Vec<&Field> = fields.iter().filter(|field| field.name.wire.starts_with("UF_")).collect();
        let several = custom.iter().filter(|field| field.pattern.is_none() && matches!(field.ty.some(), Type::List(_)));
        let names = ["*", "UF_*"].into_iter().chain(several.map(|field| field.name.wire.as_str()));
        (!custom.is_empty()).then(|| names.collect())
    }

    /// Returns the deprecation note: the call of the same thing by other methods, or else the other method.
    fn note(&self) -> Option<String> {
        let note = deprecation::method(self.scope, self.method)?;
        let Some(instead) = self.method.deprecated.as_ref()?.instead.as_deref() else { return Some(note) };
        let is_same = |other: &&Thing| other.title.is_some() && other.title == self.thing.title;
        let replaces = |call: &&Call| self.scope.model.methods[call.method].name.wire == instead;
        let others = self.scope.model.things.iter().filter(is_same);
        let found = others.filter_map(|other| Some((other, other.calls.iter().find(replaces)?))).next();
        Some(found.map_or(note, |(other, call)| {
            let name = self.scope.item(ItemRef::Shared(other.shared)).ident();
            format!("use {}", docs::code(&format!("{name}::{}", call.ident)))
        }))
    }

    fn docs(&self) -> Vec<String> {
        let name = docs::code(self.scope.item(ItemRef::Local(0)).ident());
        let sentence = match self.call.ident.as_str() {
            _ if self.call.item.is_some() => format!("Lists every {name}, page by page."),
            "get" => format!("Reads one {name}."),
            "add" => format!("Adds one {name}."),
            "update" => format!("Changes one {name}."),
            _ => format!("Deletes one {name}."),
        };
        let facts = docs::method_facts(self.method);
        let wire = docs::code(&self.method.name.wire);
        let facts = facts.replacen(&wire, &format!("{wire}{}", structs::with(&self.thing.with)), 1);
        vec![sentence, String::new(), facts]
    }
}

/// Returns a single value as Rust writes it for a parameter of a type.
fn literal(value: &Value, ty: &Type) -> TokenStream {
    match (value, ty.some()) {
        (value, Type::Boolean(_)) => {
            let is_true = *value == true || *value == 1 || ["Y", "1", "true"].iter().any(|yes| value == yes);
            quote!(#is_true)
        }
        (Value::Number(number), _) => match number.as_i64() {
            Some(number) => Literal::i64_unsuffixed(number).into_token_stream(),
            None => Literal::f64_unsuffixed(number.as_f64().unwrap_or_default()).into_token_stream(),
        },
        (Value::Bool(value), _) => quote!(#value),
        (value, _) => value.as_str().unwrap_or_default().into_token_stream(),
    }
}
