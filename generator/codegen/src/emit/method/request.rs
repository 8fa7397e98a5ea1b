//! Requests: a type per method with a constructor for what is required and a setter for the rest.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::constructor::{self, setter};
use super::super::kept::{Split, split};
use super::super::scope::Scope;
use super::super::{deprecation, docs, lists, rules};
use super::facts;
use crate::tree::{self, Function, Impl, Item, Listed, Trait, Ty, ident};
use bitrix24_schema::Subject;
use bitrix24_schema::model::{Api, Field, Method, Named, Type};

/// Returns the items of a request.
pub(crate) fn items(scope: Scope<'_>, method: &Method, subject: &Subject) -> Vec<Item> {
    let parts = split(scope.model, &method.path(), &method.params);
    let has_default = parts.arguments.is_empty();
    let mut items = vec![
        Item::Struct(structure(scope, method, subject)),
        Item::Code(scope.code(|| std_impls(method))),
        Item::Impl(functions(scope, method, &parts, subject)),
    ];
    items.extend(has_default.then(|| Item::Impl(default(scope, method, subject))));
    items.push(Item::Code(scope.code(|| request(scope, method))));
    items.extend(list_request(scope, method, subject).map(Item::Impl));
    items
}

/// ```text
/// /// Passes a task on to another user.
/// #[doc(alias = "tasks.task.delegate")]
/// #[must_use]
/// pub struct Delegate { params: rt::Params }
/// ```
fn structure(scope: Scope<'_>, method: &Method, subject: &Subject) -> tree::Struct {
    let params = tree::Field {
        docs: Vec::new(),
        deprecated: None,
        is_public: false,
        name: "params".to_owned(),
        ty: Ty::Known("rt::Params"),
        listed: None,
    };
    let attributes = || {
        let alias = &method.name.wire;
        quote!(#[doc(alias = #alias)] #[must_use = "a request does nothing until it is called"])
    };
    tree::Struct {
        docs: scope.docs(|| request_docs(method)),
        deprecated: deprecation::method(scope, method),
        attributes: scope.code(attributes),
        name: method.name.ident.clone(),
        fields: vec![params],
        listed: Listed::with(subject, format!("-> {}", scope.rust(&method.result).listed())),
    }
}

fn request_docs(method: &Method) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &method.summary {
        lines.extend([docs::of_version(method, docs::sentence(summary)), String::new()]);
    }
    lines.push(docs::method_facts(method));
    if let Some(doc) = method.result_doc.as_ref().map(|doc| docs::sentence(doc)).filter(|doc| !doc.is_empty()) {
        lines.extend([String::new(), format!("Result: {doc}")]);
    }
    lines
}

/// ```text
/// impl Clone for Delegate { … }
/// impl std::fmt::Debug for Delegate { … }
/// ```
///
/// Derived, these would take longer to compile.
fn std_impls(method: &Method) -> TokenStream {
    let name = ident(&method.name.ident);
    quote! {
        impl Clone for #name {
            #[inline]
            fn clone(&self) -> Self { Self { params: self.params.clone() } }
        }
        impl std::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result { rt::request::debug(Self::METHOD, &self.params, f) }
        }
    }
}

/// ```text
/// impl Default for Get {
///     fn default() -> Self { Self::new() }
/// }
/// ```
///
/// It equals a constructor without arguments.
fn default(scope: Scope<'_>, method: &Method, subject: &Subject) -> Impl {
    let code = scope.code(|| quote!(Default));
    Impl {
        of: Some(Trait { name: "Default".to_owned(), code, listed: Listed::of(subject) }),
        name: method.name.ident.clone(),
        consts: Vec::new(),
        functions: Vec::new(),
        code: scope.code(|| {
            quote! {
                #[inline]
                fn default() -> Self { Self::new() }
            }
        }),
    }
}

/// ```text
/// impl Delegate {
///     pub const METHOD: &'static rt::Method = …;
///     pub fn new(task_id: impl Into<rt::Id>) -> Self { … }
///     pub fn title(mut self, title: impl Into<String>) -> Self { … }
///     pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self { … }
///     pub fn validate(&self) -> Result<(), rt::Violations> { … }
///     fn rules(p: &mut rt::Rules<'_>) { … }
/// }
/// ```
fn functions(scope: Scope<'_>, method: &Method, parts: &Split<'_>, subject: &Subject) -> Impl {
    let input = subject.input();
    let mut functions = vec![constructor(scope, &parts.arguments, subject)];
    for param in &parts.rest {
        functions.extend(setters(scope, param, &input.field(&param.name.wire)));
    }
    functions.push(constructor::param(scope, "parameter", || quote!(self.params.put(name, value);)));
    Impl {
        of: None,
        name: method.name.ident.clone(),
        consts: vec![facts::method(scope, method, subject)],
        functions,
        code: scope.code(|| [validate(), rules::of_method(scope, method)].into_iter().collect()),
    }
}

fn constructor(scope: Scope<'_>, arguments: &[&Field], subject: &Subject) -> Function {
    constructor::constructor(scope, "a call", arguments, subject, || constructor_body(scope, arguments))
}

fn constructor_body(scope: Scope<'_>, arguments: &[&Field]) -> TokenStream {
    // An argument may have the name of the parameters themselves.
    let is_taken = arguments.iter().any(|param| param.name.ident == "params");
    let (made, rest) = if is_taken {
        (quote!(made), quote!(Self { params: made }))
    } else {
        (quote!(params), quote!(Self { params }))
    };
    let sets = arguments.iter().map(|param| set_own(scope, param, &made));
    match arguments {
        [] => quote!(Self { params: rt::Params::new() }),
        _ => quote! {
            let mut #made = rt::Params::new();
            #(#sets)*
            #rest
        },
    }
}

/// ```text
/// pub fn validate(&self) -> Result<(), rt::Violations> { rt::request::validate(Self::METHOD, &self.params) }
/// ```
fn validate() -> TokenStream {
    quote! {
        /// Checks the parameters against the documented rules, and returns all violations.
        #[inline]
        pub fn validate(&self) -> Result<(), rt::Violations> { rt::request::validate(Self::METHOD, &self.params) }
    }
}

fn set_own(scope: Scope<'_>, param: &Field, params: &TokenStream) -> TokenStream {
    let (wire, name) = (&param.name.wire, ident(&param.name.ident));
    scope.set(param, params, &quote!(#wire), &quote!(#name))
}

/// Returns the setter of a parameter, the one that clears it, and those by its former names.
fn setters(scope: Scope<'_>, param: &Field, subject: &Subject) -> Vec<Function> {
    let mut own = match &param.pattern {
        Some((before, after)) => pattern(scope, param, before, after),
        None => setter(
            scope,
            &param.name.ident,
            scope.docs(|| vec![docs::field(param, true, None)]),
            Some(scope.argument(param)),
            || set_own(scope, param, &quote!(self.params)),
        ),
    };
    own.is_inline = scope.is_itself(param);
    own.deprecated = param.deprecated.as_ref().filter(|_| param.pattern.is_none()).map(deprecation::field);
    own.listed = Some(Listed::of(subject));
    let former = param.former.iter().map(|name| former(scope, param, name, subject));
    std::iter::once(own).chain(clear(scope, param, subject)).chain(former).collect()
}

/// ```text
/// #[deprecated = "it is `TITLE` now"]
/// pub fn name(mut self, name: impl Into<String>) -> Self { self.params.text("TITLE", name); self }
/// ```
///
/// For the former names of a parameter.
fn former(scope: Scope<'_>, param: &Field, name: &Named, subject: &Subject) -> Function {
    let wire = &param.name.wire;
    let statement = || {
        let value = ident(&name.ident);
        scope.set(param, &quote!(self.params), &quote!(#wire), &quote!(#value))
    };
    let (docs, deprecated) = docs::renamed(wire);
    Function {
        deprecated: Some(deprecated),
        is_inline: scope.is_itself(param),
        listed: Some(Listed::of(&subject.renamed(wire, &name.wire))),
        ..setter(scope, &name.ident, docs, Some(scope.argument(param)), statement)
    }
}

/// ```text
/// pub fn clear_date(mut self) -> Self { self.params.insert("DATE", rt::Value::Null); self }
/// ```
///
/// For a parameter that may be `null`.
fn clear(scope: Scope<'_>, param: &Field, subject: &Subject) -> Option<Function> {
    if !matches!(param.ty, Type::Nullable(_)) || param.pattern.is_some() {
        return None;
    }
    let wire = &param.name.wire;
    let name = format!("clear_{}", param.name.ident.trim_end_matches('_'));
    let docs = vec![format!("Sends {} as `null`, which clears it.", docs::code(wire))];
    let own = setter(scope, &name, docs, None, || quote!(self.params.insert(#wire, rt::Value::Null);));
    Some(Function { listed: Some(Listed::of(subject)), ..own })
}

/// ```text
/// pub fn uf(mut self, key: &str, value: impl Into<String>) -> Self { self.params.text(key, value); self }
/// ```
///
/// For names with a variable part: it takes the whole name.
fn pattern(scope: Scope<'_>, param: &Field, before: &str, after: &str) -> Function {
    let ending = if after.is_empty() { String::new() } else { format!(" and ending with {}", docs::code(after)) };
    let facts = docs::field(param, true, None);
    let facts = facts.trim_end_matches('.');
    let docs = vec![format!("{facts}. `key` is the whole name, beginning with {}{ending}.", docs::code(before))];
    let statement = || scope.set(param, &quote!(self.params), &quote!(key), &quote!(value));
    let arguments = vec![("key".to_owned(), Ty::Known("&str")), ("value".to_owned(), scope.argument(param))];
    Function { arguments, ..setter(scope, &param.name.ident, docs, None, statement) }
}

/// ```text
/// impl rt::Request for Delegate {
///     type Result = Response;
///     fn parts(&self) -> rt::Parts<'_> { (rt::Target::Known(Self::METHOD), &self.params) }
/// }
/// ```
fn request(scope: Scope<'_>, method: &Method) -> TokenStream {
    let (name, result) = (ident(&method.name.ident), scope.codec(&method.result));
    quote! {
        impl rt::Request for #name {
            type Result = #result;
            #[inline]
            fn parts(&self) -> rt::Parts<'_> { (rt::Target::Known(Self::METHOD), &self.params) }
        }
    }
}

/// ```text
/// impl rt::ListRequest for List {
///     type Item = Response;
///     type Version = rt::query::V2;
///     fn params_mut(&mut self) -> &mut rt::Params { &mut self.params }
/// }
/// ```
///
/// For methods that list. Items of an unknown type are JSON.
fn list_request(scope: Scope<'_>, method: &Method, subject: &Subject) -> Option<Impl> {
    let item = lists::item(scope, method)?;
    let listed = item.map_or(Ty::Known("rt::Value"), |item| scope.rust(item)).listed();
    let code = || {
        let codec = item.map_or(Ty::Known("rt::Any"), |item| scope.codec(item));
        let version = ident(if method.api == Api::V2 { "V2" } else { "V3" });
        quote! {
            type Item = #codec;
            type Version = rt::query::#version;
            #[inline]
            fn params_mut(&mut self) -> &mut rt::Params { &mut self.params }
        }
    };
    Some(Impl {
        of: Some(Trait {
            name: "ListRequest".to_owned(),
            code: scope.code(|| quote!(rt::ListRequest)),
            listed: Listed::with(subject, format!("Item = {listed}")),
        }),
        name: method.name.ident.clone(),
        consts: Vec::new(),
        functions: Vec::new(),
        code: scope.code(code),
    })
}
