//! The catalogue: every method by name.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::scope::{Layout, Scope};
use super::super::{features, paths};
use crate::tree::{Const, Function, Item, Listed, Ty, Use, cfg, ident, path};
use bitrix24_schema::Subject;
use bitrix24_schema::model::Method;

/// The items of the module `catalogue`.
pub(crate) fn items(scope: Scope<'_>) -> Vec<Item> {
    let scope = Scope { depth: 1, ..scope };
    let features = features::methods(scope.model);
    let mut items = imports();
    items.push(Item::Const(catalogue(scope, &features)));
    items.extend(functions().map(Item::Function));
    items.extend(features.iter().map(|(name, methods)| Item::Code(scope.code(|| list(scope, name, methods)))));
    if scope.layout == Layout::Crate {
        items.extend(typed(scope, &features));
    }
    items
}

/// The methods of each feature.
type ByFeature<'m> = BTreeMap<&'m str, Vec<&'m Method>>;

/// ```text
/// use bitrix24_runtime as rt;
/// pub use rt::catalogue::{Deprecated, …};
/// ```
fn imports() -> Vec<Item> {
    let names = |from: &str, names: &[&str]| {
        let names = names.iter().map(|name| ((*name).to_owned(), None)).collect();
        Item::Use(Use { from: format!("bitrix24_runtime::{from}"), names, is_listed: true, ..Use::default() })
    };
    vec![
        Item::Code(quote!(
            use bitrix24_runtime as rt;
        )),
        names(
            "catalogue",
            &[
                "Deprecated",
                "ErrorEntry",
                "Errors",
                "Field",
                "Fields",
                "Items",
                "Method",
                "Pager",
                "PagerKind",
                "Shape",
                "Type",
            ],
        ),
        names("lookup", &["Catalogue", "Invalid"]),
    ]
}

/// ```text
/// pub static CATALOGUE: Catalogue = Catalogue { modules: &[#[cfg(feature = "tasks")] TASKS], system: … };
/// ```
fn catalogue(scope: Scope<'_>, features: &ByFeature<'_>) -> Const {
    let root = path(&scope.root());
    let modules = features.keys().map(|feature| {
        let (cfg, name) = (cfg(&scope.features([*feature])), list_name("", feature));
        quote!(#cfg #name)
    });
    Const {
        docs: vec!["All methods of the enabled features, and the errors of the system.".to_owned()],
        is_static: true,
        name: "CATALOGUE".to_owned(),
        ty: quote!(Catalogue),
        value: quote!(Catalogue { modules: &[#(#modules),*], system: &#root::system::ERRORS }),
        listed: Listed::with(&Subject::default(), "crate::catalogue::Catalogue"),
    }
}

/// ```text
/// pub fn method(name: &str) -> Option<&'static Method> { CATALOGUE.method(name) }
/// ```
///
/// The functions of the catalogue; each calls the runtime's.
fn functions() -> impl Iterator<Item = Function> {
    let name = ("name", Ty::Known("&str"));
    let api = ("api", Ty::Known("rt::Api"));
    let params = ("params", Ty::Known("&rt::Value"));
    let method = "Option<&'static crate::catalogue::Method>";
    [
        function(
            "method",
            "Returns a method by its name. Where both versions of the API have it, this is version 2's; see [`method_in`].",
            vec![name.clone()],
            (quote!(Option<&'static Method>), method),
            quote!(CATALOGUE.method(name)),
        ),
        function(
            "method_in",
            "Returns a method by its name and version.",
            vec![name.clone(), api],
            (quote!(Option<&'static Method>), method),
            quote!(CATALOGUE.method_in(name, api)),
        ),
        function(
            "methods",
            "Returns all methods, by name and version.",
            Vec::new(),
            (
                quote!(impl Iterator<Item = &'static Method>),
                "impl Iterator<Item = &'static crate::catalogue::Method>",
            ),
            quote!(CATALOGUE.methods()),
        ),
        function(
            "errors",
            "Returns the errors that a method may answer: its own, then the system's.",
            vec![name.clone()],
            (quote!(impl Iterator<Item = ErrorEntry>), "impl Iterator<Item = crate::catalogue::ErrorEntry>"),
            quote!(CATALOGUE.errors(name)),
        ),
        validate(name.clone(), params.clone()),
        function(
            "findings",
            "Returns all findings about a call's parameters, warnings among them.",
            vec![name, params],
            (quote!(Vec<rt::Violation>), "Vec<rt::Violation>"),
            quote!(CATALOGUE.findings(name, params)),
        ),
    ]
    .into_iter()
}

fn validate(name: (&'static str, Ty), params: (&'static str, Ty)) -> Function {
    let mut function = function(
        "validate",
        "Checks a call's parameters, a JSON object, against the documented rules.",
        vec![name, params],
        (quote!(Result<(), Invalid>), "Result<(), crate::catalogue::Invalid>"),
        quote!(CATALOGUE.validate(name, params)),
    );
    let errors = ["", "# Errors", "", "All violations; or that there is no such method."];
    function.docs.extend(errors.map(str::to_owned));
    function
}

fn function(
    name: &str,
    doc: &str,
    arguments: Vec<(&str, Ty)>,
    (returns, listed): (TokenStream, &str),
    body: TokenStream,
) -> Function {
    Function {
        docs: vec![doc.to_owned()],
        is_inline: true,
        name: name.to_owned(),
        arguments: arguments.into_iter().map(|(name, ty)| (name.to_owned(), ty)).collect(),
        returns,
        body,
        listed: Some(Listed::with(&Subject::default(), format!(" -> {listed}"))),
        ..Function::default()
    }
}

/// ```text
/// #[cfg(feature = "tasks")]
/// static TASKS: &[&Method] = &[crate::tasks::task::Delegate::METHOD];
/// ```
fn list(scope: Scope<'_>, feature: &str, methods: &[&Method]) -> TokenStream {
    let (cfg, name) = (cfg(&scope.features([feature])), list_name("", feature));
    let methods = methods.iter().map(|method| request(scope, method));
    quote!(#cfg static #name: &[&Method] = &[#(#methods::METHOD),*];)
}

/// Returns the path of a method's request.
fn request(scope: Scope<'_>, method: &Method) -> TokenStream {
    path(&format!("{}::{}::{}", scope.root(), paths::method_module(method), method.name.ident))
}

/// ```text
/// #[cfg(feature = "typed")]
/// pub fn typed(name: &str, api: rt::Api) -> Option<&'static rt::Typed> { … }
/// #[cfg(feature = "typed")]
/// static TYPED: &[&[rt::Typed]] = &[#[cfg(feature = "tasks")] TYPED_TASKS];
/// ```
fn typed(scope: Scope<'_>, features: &ByFeature<'_>) -> Vec<Item> {
    let function = Function {
        features: vec!["typed".to_owned()],
        is_inline: false,
        ..function(
            "typed",
            "Returns the typed code of a method by its name and version, for tests that run all documented answers through it.",
            vec![("name", Ty::Known("&str")), ("api", Ty::Known("rt::Api"))],
            (quote!(Option<&'static rt::Typed>), "Option<&'static rt::Typed>"),
            quote!(rt::lookup::typed(TYPED, name, api)),
        )
    };
    let modules = features.keys().map(|feature| {
        let name = list_name("TYPED_", feature);
        quote!(#[cfg(feature = #feature)] #name)
    });
    let all = quote! {
        #[cfg(feature = "typed")]
        static TYPED: &[&[rt::Typed]] = &[#(#modules),*];
    };
    let lists = features.iter().map(|(name, methods)| Item::Code(scope.code(|| typed_list(scope, name, methods))));
    [Item::Function(function), Item::Code(all)].into_iter().chain(lists).collect()
}

/// ```text
/// #[cfg(all(feature = "typed", feature = "tasks"))]
/// static TYPED_TASKS: &[rt::Typed] = &[
///     rt::Typed { method: Delegate::METHOD, read: rt::typed::<Delegate> },
/// ];
/// ```
fn typed_list(scope: Scope<'_>, feature: &str, methods: &[&Method]) -> TokenStream {
    let name = list_name("TYPED_", feature);
    let methods = methods.iter().map(|method| {
        let request = request(scope, method);
        quote!(rt::Typed { method: #request::METHOD, read: rt::typed::<#request> })
    });
    quote! {
        #[cfg(all(feature = "typed", feature = #feature))]
        static #name: &[rt::Typed] = &[#(#methods),*];
    }
}

fn list_name(before: &str, feature: &str) -> proc_macro2::Ident {
    ident(&format!("{before}{}", feature.trim_end_matches('_').to_uppercase()))
}
