//! The catalogue: every method by name.

use super::text::{indent, spaced};
use super::{Layout, Module, Scope, cfg};
use crate::api::ItemKind;
use crate::model::Method;

/// The module `catalogue`.
pub(super) fn module(scope: Scope<'_>) -> Module {
    let scope = Scope { depth: 1, ..scope };
    let features = scope.model.features();
    let modules: String =
        features.iter().map(|feature| format!("{}{},\n", cfg(&[feature], scope.layout), list_name(feature))).collect();
    let catalogue = format!(
        "/// All methods of the enabled features, and the errors of the system.\n\
         pub static CATALOGUE: Catalogue = Catalogue {{\n    modules: &[\n{}    ],\n    system: &{}::system::ERRORS,\n}};\n",
        indent(&indent(&modules)),
        scope.root()
    );
    let mut items = vec![IMPORTS.to_owned(), catalogue, FUNCTIONS.to_owned()];
    items.extend(features.iter().map(|feature| list(scope, feature)));
    if scope.layout == Layout::Crate {
        items.extend(typed(scope, &features));
    }
    Module {
        doc: vec!["Every documented method by name: facts, errors, rules.".to_owned()],
        items: spaced(items),
        ..Module::default()
    }
}

const IMPORTS: &str = "\
use bitrix24_runtime as rt;

pub use rt::catalogue::{Deprecated, ErrorEntry, Field, Method, Pager, PagerKind, Shape, Type};
pub use rt::lookup::{Catalogue, Invalid};
";

/// The functions of the catalogue, which are the runtime's.
const FUNCTIONS: &str = "\
/// A method by its name. Where both versions of the API have it, this is version 2's; see [`method_in`].
#[inline]
pub fn method(name: &str) -> Option<&'static Method> {
    CATALOGUE.method(name)
}

/// A method by its name and version.
#[inline]
pub fn method_in(name: &str, api: rt::Api) -> Option<&'static Method> {
    CATALOGUE.method_in(name, api)
}

/// All methods, by name and version.
#[inline]
pub fn methods() -> impl Iterator<Item = &'static Method> {
    CATALOGUE.methods()
}

/// The errors that a method may answer: its own, then the system's.
#[inline]
pub fn errors(name: &str) -> impl Iterator<Item = &'static ErrorEntry> {
    CATALOGUE.errors(name)
}

/// Checks a call's parameters, a JSON object, against the documented rules.
///
/// # Errors
///
/// All violations; or that there is no such method.
#[inline]
pub fn validate(name: &str, params: &rt::Value) -> Result<(), Invalid> {
    CATALOGUE.validate(name, params)
}
";

/// What is public in the module, for the list of it.
pub(super) const PUBLIC: &[(ItemKind, &str, &str)] = &[
    (ItemKind::Reexport, "Deprecated", "bitrix24_runtime::catalogue::Deprecated"),
    (ItemKind::Reexport, "ErrorEntry", "bitrix24_runtime::catalogue::ErrorEntry"),
    (ItemKind::Reexport, "Field", "bitrix24_runtime::catalogue::Field"),
    (ItemKind::Reexport, "Method", "bitrix24_runtime::catalogue::Method"),
    (ItemKind::Reexport, "Pager", "bitrix24_runtime::catalogue::Pager"),
    (ItemKind::Reexport, "PagerKind", "bitrix24_runtime::catalogue::PagerKind"),
    (ItemKind::Reexport, "Shape", "bitrix24_runtime::catalogue::Shape"),
    (ItemKind::Reexport, "Type", "bitrix24_runtime::catalogue::Type"),
    (ItemKind::Reexport, "Catalogue", "bitrix24_runtime::lookup::Catalogue"),
    (ItemKind::Reexport, "Invalid", "bitrix24_runtime::lookup::Invalid"),
    (ItemKind::Static, "CATALOGUE", "crate::catalogue::Catalogue"),
    (ItemKind::Function, "errors", "(&str) -> impl Iterator<Item = &'static crate::catalogue::ErrorEntry>"),
    (ItemKind::Function, "method", "(&str) -> Option<&'static crate::catalogue::Method>"),
    (ItemKind::Function, "method_in", "(&str, rt::Api) -> Option<&'static crate::catalogue::Method>"),
    (ItemKind::Function, "methods", "() -> impl Iterator<Item = &'static crate::catalogue::Method>"),
    (ItemKind::Function, "typed", "(&str, rt::Api) -> Option<&'static rt::Typed>"),
    (ItemKind::Function, "validate", "(&str, &rt::Value) -> Result<(), crate::catalogue::Invalid>"),
];

/// ```text
/// #[cfg(feature = "tasks")]
/// static TASKS: &[&Method] = &[&crate::tasks::task::delegate::METHOD];
/// ```
fn list(scope: Scope<'_>, feature: &str) -> String {
    let methods = scope.model.methods.iter().filter(|method| method.feature() == feature);
    let methods: String = methods.map(|method| fact(scope, method)).collect();
    let (cfg, name) = (cfg(&[feature], scope.layout), list_name(feature));
    format!("{cfg}static {name}: &[&Method] = &[\n{}];\n", indent(&methods))
}

fn fact(scope: Scope<'_>, method: &Method) -> String {
    format!("&{}::METHOD,\n", path(scope, method))
}

/// The module of a method.
fn path(scope: Scope<'_>, method: &Method) -> String {
    let modules: String = method.modules.iter().map(|module| format!("{module}::")).collect();
    format!("{}::{modules}{}", scope.root(), method.module)
}

/// ```text
/// #[cfg(feature = "typed")]
/// pub fn typed(name: &str, api: rt::Api) -> Option<&'static rt::Typed> { … }
/// #[cfg(all(feature = "typed", feature = "tasks"))]
/// static TYPED_TASKS: &[rt::Typed] = &[…];
/// ```
fn typed(scope: Scope<'_>, features: &[&str]) -> Vec<String> {
    let modules: String = features
        .iter()
        .map(|feature| format!("    #[cfg(feature = \"{feature}\")]\n    TYPED_{},\n", list_name(feature)))
        .collect();
    let mut items = vec![
        TYPED.to_owned(),
        format!("#[cfg(feature = \"typed\")]\nstatic TYPED: &[&[rt::Typed]] = &[\n{modules}];\n"),
    ];
    items.extend(features.iter().map(|feature| {
        let methods = scope.model.methods.iter().filter(|method| method.feature() == *feature);
        let methods: String = methods.map(|method| decoder(scope, method)).collect();
        let name = list_name(feature);
        format!(
            "#[cfg(all(feature = \"typed\", feature = \"{feature}\"))]\nstatic TYPED_{name}: &[rt::Typed] = &[\n{methods}];\n"
        )
    }));
    items
}

/// Finds the typed code of a method.
const TYPED: &str = "\
/// The typed code of a method by its name and version, for tests that run all documented answers through it.
#[cfg(feature = \"typed\")]
pub fn typed(name: &str, api: rt::Api) -> Option<&'static rt::Typed> {
    rt::lookup::typed(TYPED, name, api)
}
";

/// ```text
/// rt::Typed { method: &METHOD, read: rt::typed::<Delegate> },
/// ```
fn decoder(scope: Scope<'_>, method: &Method) -> String {
    let (path, request) = (path(scope, method), &method.name.ident);
    format!("    rt::Typed {{ method: &{path}::METHOD, read: rt::typed::<{path}::{request}> }},\n")
}

fn list_name(feature: &str) -> String {
    feature.trim_end_matches('_').to_uppercase()
}
