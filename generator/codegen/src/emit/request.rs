//! Requests: a type per method with a constructor for what is required and a setter for the rest.

use super::constructor::{Split, split};
use super::text::{block, braces, literal, spaced};
use super::types::{short, some};
use super::{Scope, constructor, docs};
use crate::model::{Api, Field, Item, ItemRef, Method, Named, Type};

/// Everything of a request.
pub(super) fn request(scope: Scope<'_>, method: &Method) -> String {
    let parts = split(scope.model, &method.path(), &method.params);
    spaced([
        structure(method, &parts),
        functions(scope, method, &parts),
        trait_impl(scope, method) + &list_impl(scope, method),
    ])
}

/// ```text
/// /// Passes a task on to another user.
/// #[must_use]
/// pub struct Delegate { params: rt::Params }
/// impl Clone for Delegate { … }
/// impl std::fmt::Debug for Delegate { … }
/// ```
///
/// Derived, these would take longer to compile.
fn structure(method: &Method, parts: &Split<'_>) -> String {
    // A constructor without arguments is what Default is.
    let default = if parts.arguments.is_empty() { "#[derive(Default)]\n" } else { "" };
    let name = &method.name.ident;
    docs::comment(&request_doc(method))
        + &docs::deprecated(method.deprecated.as_ref())
        + default
        + "#[must_use = \"a request does nothing until it is called\"]\n"
        + &format!("pub struct {name} {{ params: rt::Params }}\n\n")
        + &format!(
            "impl Clone for {name} {{ #[inline] fn clone(&self) -> Self {{ Self {{ params: self.params.clone() }} }} }}\n"
        )
        + &format!("impl std::fmt::Debug for {name} {{\n    {DEBUG}\n}}\n")
}

const DEBUG: &str =
    "#[inline] fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result { rt::request::debug(self, f) }";

fn request_doc(method: &Method) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(summary) = &method.summary {
        lines.extend([docs::sentence(summary), String::new()]);
    }
    lines.push(docs::method_facts(method));
    if let Some(doc) = method.result_doc.as_ref().map(|doc| docs::sentence(doc)).filter(|doc| !doc.is_empty()) {
        lines.extend([String::new(), format!("Result: {doc}")]);
    }
    lines
}

/// ```text
/// impl Delegate {
///     pub const METHOD: &'static rt::Method = &METHOD;
///     pub fn new(task_id: impl Into<rt::Id>) -> Self { … }
///     pub fn title(mut self, title: impl Into<String>) -> Self { … }
///     pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self { … }
/// }
/// ```
fn functions(scope: Scope<'_>, method: &Method, parts: &Split<'_>) -> String {
    let mut functions =
        "/// What is known of the method.\npub const METHOD: &'static rt::Method = &METHOD;\n".to_owned();
    functions += &constructor(scope, &parts.arguments);
    for param in &parts.rest {
        functions += &setter(scope, param);
    }
    functions += "/// Sets a parameter by its name on the wire, for what has no function here.\n";
    functions += &block(
        "pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self",
        &["self.params.insert(name, value.into());".to_owned(), "self".to_owned()],
    );
    braces(&format!("impl {}", method.name.ident), &functions)
}

fn constructor(scope: Scope<'_>, arguments: &[&Field]) -> String {
    let mut body = vec!["let mut params = rt::Params::new();".to_owned()];
    body.extend(arguments.iter().map(|param| set_own(scope, param, "params")));
    body.push("Self { params }".to_owned());
    constructor::constructor(scope, "A call", arguments, &body)
}

/// `params.text("title", title);`
fn set(scope: Scope<'_>, ty: &Type, params: &str, key: &str, value: &str) -> String {
    let how = match (some(ty), short(some(ty))) {
        (_, Some(name)) => name.to_owned(),
        (Type::List(inner), _) => format!("list::<{}>", scope.codec(inner)),
        (Type::Map(inner), _) => format!("map::<{}>", scope.codec(inner)),
        (ty, None) => format!("set::<{}>", scope.codec(ty)),
    };
    format!("{params}.{how}({key}, {value});")
}

fn set_own(scope: Scope<'_>, param: &Field, params: &str) -> String {
    set(scope, &param.ty, params, &literal(&param.name.wire), &param.name.ident)
}

fn setter(scope: Scope<'_>, param: &Field) -> String {
    if let Some((before, after)) = &param.pattern {
        return pattern(scope, param, before, after);
    }
    let (name, ty) = (&param.name.ident, scope.argument(&param.ty));
    docs::comment(&[docs::field(param, true)])
        + &docs::deprecated(param.deprecated.as_ref())
        + &block(
            &format!("{}pub fn {name}(mut self, {name}: {ty}) -> Self", scope.inline(&param.ty)),
            &[set_own(scope, param, "self.params"), "self".to_owned()],
        )
        + &clear(param)
        + &former(scope, param)
}

/// ```text
/// #[deprecated = "`TITLE` is its name now"]
/// pub fn name(mut self, name: impl Into<String>) -> Self { self.params.text("TITLE", name); self }
/// ```
///
/// For the names that a parameter had.
fn former(scope: Scope<'_>, param: &Field) -> String {
    let one = |name: &Named| {
        let (name, ty, wire) = (&name.ident, scope.argument(&param.ty), literal(&param.name.wire));
        docs::renamed(&param.name.wire)
            + &block(
                &format!("{}pub fn {name}(mut self, {name}: {ty}) -> Self", scope.inline(&param.ty)),
                &[set(scope, &param.ty, "self.params", &wire, name), "self".to_owned()],
            )
    };
    param.former.iter().map(one).collect()
}

/// For a parameter that may be `null`: a function that sends it so.
fn clear(param: &Field) -> String {
    let (wire, Some(name)) = (&param.name.wire, clears(param)) else { return String::new() };
    docs::comment(&[format!("Sends `{wire}` as `null`, which clears it.")])
        + "#[inline] "
        + &block(
            &format!("pub fn {name}(mut self) -> Self"),
            &[format!("self.params.insert({}, rt::Value::Null);", literal(wire)), "self".to_owned()],
        )
}

/// The function that sends a parameter as `null`, where it may be.
pub(super) fn clears(param: &Field) -> Option<String> {
    let may_be_null = matches!(param.ty, Type::Nullable(_)) && param.pattern.is_none();
    may_be_null.then(|| format!("clear_{}", param.name.ident.trim_end_matches('_')))
}

/// A setter for names with a variable part: it takes the whole name.
fn pattern(scope: Scope<'_>, param: &Field, before: &str, after: &str) -> String {
    let ending = if after.is_empty() { String::new() } else { format!(" and ending with `{after}`") };
    let doc = format!("{}. `key` is the whole name, beginning with `{before}`{ending}.", docs::field(param, true));
    let (name, ty) = (&param.name.ident, scope.argument(&param.ty));
    docs::comment(&[doc])
        + &block(
            &format!("{}pub fn {name}(mut self, key: &str, value: {ty}) -> Self", scope.inline(&param.ty)),
            &[set(scope, &param.ty, "self.params", "key", "value"), "self".to_owned()],
        )
}

/// ```text
/// impl rt::Request for Delegate {
///     type Result = Response;
///     fn parts(&self) -> rt::Parts<'_> { (rt::Target::Known(&METHOD), &self.params) }
/// }
/// ```
fn trait_impl(scope: Scope<'_>, method: &Method) -> String {
    let (name, result) = (&method.name.ident, scope.codec(&method.result));
    format!(
        "impl rt::Request for {name} {{\n    type Result = {result};\n    \
         #[inline] fn parts(&self) -> rt::Parts<'_> {{ (rt::Target::Known(&METHOD), &self.params) }}\n}}\n"
    )
}

/// ```text
/// impl rt::ListRequest for List {
///     type Item = Response;
///     type Version = rt::query::V2;
///     #[inline] fn params_mut(&mut self) -> &mut rt::Params { &mut self.params }
/// }
/// ```
///
/// For methods that list; where nothing is known of the items, they are JSON.
fn list_impl(scope: Scope<'_>, method: &Method) -> String {
    let Some(item) = list_item(scope, method) else { return String::new() };
    let item = item.map_or_else(|| "rt::Any".to_owned(), |item| scope.codec(item));
    let version = if method.api == Api::V2 { "V2" } else { "V3" };
    format!(
        "impl rt::ListRequest for {} {{\n    type Item = {item};\n    type Version = rt::query::{version};\n    \
         #[inline] fn params_mut(&mut self) -> &mut rt::Params {{ &mut self.params }}\n}}\n",
        method.name.ident
    )
}

/// What a method lists, where it lists anything; `None` inside where nothing is known of the items.
pub(super) fn list_item<'m>(scope: Scope<'m>, method: &'m Method) -> Option<Option<&'m Type>> {
    let pager = method.pager.as_ref()?;
    let list = match (&pager.items, &method.result) {
        (None, result) => Some(result),
        (Some(items), Type::Item(at @ ItemRef::Local(_))) => match scope.item(*at) {
            Item::Object(object) => object.fields.iter().find(|field| field.name.wire == *items).map(|field| &field.ty),
            _ => None,
        },
        _ => None,
    };
    Some(match list.map(some) {
        Some(Type::List(item)) => Some(item),
        _ => None,
    })
}
