//! Requests: a type per method with a constructor for what is required and a setter for the rest.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::types::{required, short, some};
use super::{Scope, constructor, docs, example, ident};
use crate::model::{Field, Method, Type};

/// Everything of a request.
pub(super) fn request(scope: Scope<'_>, method: &Method) -> TokenStream {
    let (structure, functions, implementation) =
        (structure(scope, method), functions(scope, method), trait_impl(scope, method));
    quote! { #structure #functions #implementation }
}

/// ```text
/// /// Passes a task on to another user.
/// #[derive(Clone, Debug)]
/// pub struct Delegate {
///     params: rt::Params,
/// }
/// ```
fn structure(scope: Scope<'_>, method: &Method) -> TokenStream {
    let (doc, deprecated) = (docs::comment(&request_doc(scope, method)), docs::deprecated(method.deprecated.as_ref()));
    let name = ident(&method.name.ident);
    // A constructor without arguments is what Default is.
    let default = if required(&method.params).next().is_none() { quote!(Default) } else { quote!() };
    quote! {
        #doc
        #deprecated
        #[derive(Clone, Debug, #default)]
        pub struct #name {
            params: rt::Params,
        }
    }
}

fn request_doc(scope: Scope<'_>, method: &Method) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &method.summary {
        lines.extend([docs::sentence(summary), String::new()]);
    }
    lines.push(docs::method_facts(method));
    let result = match &method.result_doc {
        Some(doc) => docs::sentence(doc),
        None => String::new(),
    };
    if !result.is_empty() {
        lines.extend([String::new(), format!("Result: {result}")]);
    }
    if !method.errors.is_empty() {
        lines.extend([String::new(), "# Errors".to_owned(), String::new()]);
        lines.push("The documented ones are in [`Error`]; any method may also answer those of the system.".to_owned());
    }
    lines.extend(example::call(scope, method));
    lines
}

/// ```text
/// impl Delegate {
///     pub const METHOD: &'static rt::Method = &METHOD;
///     pub fn new(task_id: impl Into<rt::Id>) -> Self { … }
///     pub fn title(mut self, title: impl Into<String>) -> Self { … }
///     pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self { … }
///     pub fn validate(&self) -> Result<(), rt::Violations> { … }
/// }
/// ```
fn functions(scope: Scope<'_>, method: &Method) -> TokenStream {
    let name = ident(&method.name.ident);
    let new = constructor(scope, method);
    let setters = method.params.iter().filter(|param| param.required != Some(true) || param.pattern.is_some());
    let setters = setters.map(|param| setter(scope, method, param));
    let wire = &method.name.wire;
    let facts = format!(" What is known of `{wire}`.");
    quote! {
        impl #name {
            #[doc = #facts]
            pub const METHOD: &'static rt::Method = &METHOD;

            #new
            #(#setters)*

            /// Sets a parameter by its name on the wire, for what has no function here.
            #[inline]
            #[must_use]
            pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self {
                self.params.insert(name, value.into());
                self
            }

            /// Checks the parameters against the documented rules.
            ///
            /// # Errors
            ///
            /// All violations.
            #[inline]
            pub fn validate(&self) -> Result<(), rt::Violations> {
                rt::Request::validate(self)
            }
        }
    }
}

fn constructor(scope: Scope<'_>, method: &Method) -> TokenStream {
    let required: Vec<&Field> = required(&method.params).collect();
    let sets = required.iter().map(|param| set_own(scope, param, &quote!(params)));
    let body = quote! {
        let mut params = rt::Params::new();
        #(#sets)*
        Self { params }
    };
    constructor::constructor(scope, "A call", &required, method.docs.as_ref(), &body)
}

/// `params.text("title", title);`
fn set(scope: Scope<'_>, ty: &Type, params: &TokenStream, key: &TokenStream, value: &TokenStream) -> TokenStream {
    let how = match (some(ty), short(some(ty))) {
        (_, Some(name)) => ident(name).into_token_stream(),
        (Type::List(inner), _) => generic("list", &scope.codec(inner)),
        (Type::Map(inner), _) => generic("map", &scope.codec(inner)),
        (ty, None) => generic("set", &scope.codec(ty)),
    };
    quote! { #params.#how(#key, #value); }
}

fn generic(function: &str, codec: &TokenStream) -> TokenStream {
    let function = ident(function);
    quote!(#function::<#codec>)
}

fn set_own(scope: Scope<'_>, param: &Field, params: &TokenStream) -> TokenStream {
    let (wire, name) = (&param.name.wire, ident(&param.name.ident));
    set(scope, &param.ty, params, &quote!(#wire), &quote!(#name))
}

fn setter(scope: Scope<'_>, method: &Method, param: &Field) -> TokenStream {
    if let Some((before, after)) = &param.pattern {
        return pattern(scope, method, param, before, after);
    }
    let doc = docs::comment(&docs::field(param, method.docs.as_ref(), true));
    let deprecated = docs::deprecated(param.deprecated.as_ref());
    let name = ident(&param.name.ident);
    let ty = scope.argument(&param.ty);
    let set = set_own(scope, param, &quote!(self.params));
    let clear = clear(param);
    quote! {
        #doc
        #deprecated
        #[inline]
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            #set
            self
        }
        #clear
    }
}

/// For a parameter that may be `null`: a function that sends it so.
fn clear(param: &Field) -> TokenStream {
    if !matches!(param.ty, Type::Nullable(_)) {
        return TokenStream::new();
    }
    let wire = &param.name.wire;
    let doc = format!(" Sends `{wire}` as `null`, which clears it.");
    let name = format_ident!("clear_{}", param.name.ident.trim_end_matches('_'));
    quote! {
        #[doc = #doc]
        #[inline]
        #[must_use]
        pub fn #name(mut self) -> Self {
            self.params.insert(#wire, rt::Value::Null);
            self
        }
    }
}

/// A setter for names with a variable part: it takes the whole name.
fn pattern(scope: Scope<'_>, method: &Method, param: &Field, before: &str, after: &str) -> TokenStream {
    let mut lines = docs::field(param, method.docs.as_ref(), true);
    lines.extend([String::new(), format!("`key` is the whole name, beginning with `{before}`{}.", ending(after))]);
    let doc = docs::comment(&lines);
    let name = ident(&param.name.ident);
    let ty = scope.argument(&param.ty);
    let set = set(scope, &param.ty, &quote!(self.params), &quote!(key), &quote!(value));
    quote! {
        #doc
        #[inline]
        #[must_use]
        pub fn #name(mut self, key: &str, value: #ty) -> Self {
            #set
            self
        }
    }
}

fn ending(after: &str) -> String {
    if after.is_empty() { String::new() } else { format!(" and ending with `{after}`") }
}

/// ```text
/// impl rt::Request for Delegate {
///     type Result = Response;
///     fn parts(&self) -> (rt::request::Target<'_>, &rt::Params) { (rt::request::Target::Known(&METHOD), &self.params) }
/// }
/// ```
fn trait_impl(scope: Scope<'_>, method: &Method) -> TokenStream {
    let (name, result) = (ident(&method.name.ident), scope.codec(&method.result));
    quote! {
        impl rt::Request for #name {
            type Result = #result;

            #[inline]
            fn parts(&self) -> (rt::request::Target<'_>, &rt::Params) {
                (rt::request::Target::Known(&METHOD), &self.params)
            }
        }
    }
}
