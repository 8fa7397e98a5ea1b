//! Structs.

use super::constructor::split;
use super::items::item_doc;
use super::text::{block, braces, indent, literal, spaced};
use super::types::{short, some};
use super::{Scope, constructor, docs, paths};
use crate::graph;
use crate::model::{Field, ItemRef, Model, Object, Type, Usage};

/// A struct, a builder where it is sent, and how it is read and written.
pub(super) fn object(scope: Scope<'_>, object: &Object, place: usize) -> String {
    let fields = fields(scope, object, place);
    let functions = if object.usage.is_sent { builder(scope, object, &fields, place) } else { String::new() };
    spaced([
        structure(scope, object, &fields),
        functions,
        std_impls(object, &fields),
        object_impl(scope, object, &fields),
    ])
}

/// The fields that the struct has; `place` is where its owner keeps it.
pub(super) fn fields<'o>(scope: Scope<'_>, object: &'o Object, place: usize) -> Vec<ObjectField<'o>> {
    let path = paths::path(scope, ItemRef::Local(place));
    let fields = object.fields.iter().filter(|field| field.pattern.is_none());
    fields
        .map(|field| ObjectField {
            field,
            is_boxed: graph::needs_box(scope.model, &field.ty, scope.owner, place),
            is_always: is_always(scope.model, object, &path, field),
        })
        .collect()
}

/// Whether a field of the object at `path` is no option. What is required to be sent is one all the same, so that a type
/// can be both sent and received; and what was released as one stays one, so that no code that reads it breaks.
pub(super) fn is_always(model: &Model, object: &Object, path: &str, field: &Field) -> bool {
    let is_answered = object.usage == Usage { is_sent: false, is_received: true };
    let was_option = || model.released.is_option(&format!("{path}::{}", field.name.ident));
    is_answered && field.required == Some(true) && (matches!(field.ty, Type::Nullable(_)) || !was_option())
}

/// A field of a struct.
pub(super) struct ObjectField<'f> {
    pub(super) field: &'f Field,
    is_boxed: bool,
    is_always: bool,
}

impl ObjectField<'_> {
    pub(super) fn name(&self) -> &str {
        &self.field.name.ident
    }

    /// The type as it is kept: without "or nothing", which the option around it says.
    fn inner(&self) -> &Type {
        if self.is_always { &self.field.ty } else { some(&self.field.ty) }
    }

    /// Its type in Rust.
    pub(super) fn rust(&self, scope: Scope<'_>) -> String {
        let ty = scope.rust(self.inner());
        let ty = if self.is_boxed { format!("Box<{ty}>") } else { ty };
        if self.is_always { ty } else { format!("Option<{ty}>") }
    }

    /// A function that is told the codec: `field::<Vec<rt::YesNo>>`.
    fn generic(&self, scope: Scope<'_>, function: &str) -> String {
        let codec = scope.codec(self.inner());
        if self.is_boxed { format!("{function}::<rt::Boxed<{codec}>>") } else { format!("{function}::<{codec}>") }
    }
}

/// ```text
/// #[non_exhaustive]
/// pub struct Task {
///     /// The task's number. `id` · `integer`
///     pub id: Option<rt::Id>,
///     pub extra: rt::Extra,
/// }
/// ```
fn structure(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>]) -> String {
    let doc = docs::comment(&item_doc(object.doc.as_ref(), &object.origin, scope.page(object.docs.as_ref())));
    let mut members = String::new();
    for member in fields {
        members += &docs::comment(&[docs::field(member.field, object.usage.is_sent)]);
        members += &docs::deprecated(member.field.deprecated.as_ref());
        members += &format!("pub {}: {},\n", member.name(), member.rust(scope));
    }
    let patterns: Vec<String> = object
        .fields
        .iter()
        .filter(|field| field.pattern.is_some())
        .map(|field| format!("`{}`", field.name.wire))
        .collect();
    let extra = match patterns.as_slice() {
        [] => "Whatever else the object holds.".to_owned(),
        patterns => format!("{}, and whatever else the object holds.", patterns.join(", ")),
    };
    members += &docs::comment(&[extra]);
    members += "pub extra: rt::Extra,\n";
    // What its setters give back has to be used, too.
    let must_use = if object.usage.is_sent { "#[must_use]\n" } else { "" };
    doc + &braces(&format!("#[non_exhaustive]\n{must_use}pub struct {}", object.ident), &members)
}

/// ```text
/// impl Fields {
///     pub fn new() -> Self { … }
///     pub fn title(mut self, title: impl Into<String>) -> Self { … }
///     pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self { … }
/// }
/// ```
fn builder(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>], place: usize) -> String {
    let parts = split(scope.model, &paths::path(scope, ItemRef::Local(place)), &object.fields);
    let own = |field: &&Field| fields.iter().find(|member| std::ptr::eq(member.field, *field));
    let arguments: Vec<&ObjectField<'_>> = parts.arguments.iter().filter_map(own).collect();
    let mut functions = constructor(scope, &arguments);
    for member in parts.rest.iter().filter_map(own) {
        functions += &setter(scope, member);
    }
    functions +=
        "/// Sets a field by its name on the wire, for what has no function here, such as `null` to clear one.\n";
    functions += &block(
        "pub fn param(mut self, name: &str, value: impl Into<rt::Value>) -> Self",
        &["self.extra.insert(name, value);".to_owned(), "self".to_owned()],
    );
    braces(&format!("impl {}", object.ident), &functions)
}

fn constructor(scope: Scope<'_>, members: &[&ObjectField<'_>]) -> String {
    let arguments: Vec<&Field> = members.iter().map(|member| member.field).collect();
    let sets: String =
        members.iter().map(|member| format!("{}: Some({}), ", member.name(), kept(scope, member))).collect();
    constructor::constructor(scope, "An object", &arguments, &[format!("Self {{ {sets}..Self::default() }}")])
}

/// An argument as a field keeps it.
fn kept(scope: Scope<'_>, member: &ObjectField<'_>) -> String {
    let name = member.name();
    let value = match some(&member.field.ty) {
        Type::List(_) => format!("rt::list({name})"),
        Type::Map(_) => format!("rt::map({name})"),
        ty if scope.is_itself(ty) => name.to_owned(),
        _ => format!("{name}.into()"),
    };
    if member.is_boxed { format!("Box::new({value})") } else { value }
}

fn setter(scope: Scope<'_>, member: &ObjectField<'_>) -> String {
    let (name, ty, value) = (member.name(), scope.argument(&member.field.ty), kept(scope, member));
    let wire = &member.field.name.wire;
    docs::comment(&[format!("Sets the field `{wire}`.")])
        + &docs::deprecated(member.field.deprecated.as_ref())
        + &block(
            &format!("{}pub fn {name}(mut self, {name}: {ty}) -> Self", scope.inline(&member.field.ty)),
            &[format!("self.{name} = Some({value});"), "self".to_owned()],
        )
        + &member.field.former.iter().map(|former| alias(scope, member, &former.ident)).collect::<String>()
}

/// The setter by a name that the field had.
fn alias(scope: Scope<'_>, member: &ObjectField<'_>, former: &str) -> String {
    let (name, ty) = (member.name(), scope.argument(&member.field.ty));
    docs::renamed(&member.field.name.wire)
        + &block(
            &format!("{}pub fn {former}(self, {name}: {ty}) -> Self", scope.inline(&member.field.ty)),
            &[format!("self.{name}({name})")],
        )
}

/// ```text
/// impl Default for Task {
///     fn default() -> Self { Self { id: None, extra: rt::Extra::NEW } }
/// }
/// impl Clone for Task { … }
/// impl std::fmt::Debug for Task { … }
/// ```
///
/// Derived, these would take rustc twice as long.
fn std_impls(object: &Object, fields: &[ObjectField<'_>]) -> String {
    let name = &object.ident;
    let mut defaults = String::new();
    for member in fields {
        let value = if member.is_always { "Default::default()" } else { "None" };
        defaults += &format!("{}: {value}, ", member.name());
    }
    format!(
        "impl Default for {name} {{\n    \
         #[inline] fn default() -> Self {{ Self {{ {defaults}extra: rt::Extra::NEW }} }}\n}}\n\
         impl Clone for {name} {{ #[inline] fn clone(&self) -> Self {{ rt::object::copy(self) }} }}\n\
         impl std::fmt::Debug for {name} {{\n    \
         #[inline] fn fmt(&self, f: &mut rt::Formatter<'_>) -> std::fmt::Result {{ rt::object::debug(self, f) }}\n}}\n"
    )
}

/// ```text
/// impl rt::Object for Task {
///     fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {
///         Self { id: cx.id("id", &self.id), extra: cx.extra(&self.extra) }
///     }
/// }
/// ```
fn object_impl(scope: Scope<'_>, object: &Object, fields: &[ObjectField<'_>]) -> String {
    let mut walks = String::new();
    for member in fields {
        let how = match short(member.inner()) {
            _ if member.is_always => member.generic(scope, "always"),
            Some(name) if !member.is_boxed => name.to_owned(),
            _ => member.generic(scope, "field"),
        };
        let (name, wire) = (member.name(), literal(&member.field.name.wire));
        walks += &format!("{name}: cx.{how}({wire}, &self.{name}),\n");
    }
    walks += "extra: cx.extra(&self.extra),\n";
    let patterns: Vec<String> = object
        .fields
        .iter()
        .filter_map(|field| field.pattern.as_ref())
        .map(|(before, after)| format!("({}, {})", literal(before), literal(after)))
        .collect();
    let patterns = match patterns.as_slice() {
        [] => String::new(),
        patterns => {
            format!("const PATTERNS: &'static [(&'static str, &'static str)] = &[{}];\n\n", patterns.join(", "))
        }
    };
    let walk = format!(
        "{patterns}#[inline] fn walk(&self, cx: &mut rt::Cx<'_>) -> Self {{ Self {{\n{}}} }}\n",
        indent(&walks)
    );
    braces(&format!("impl rt::Object for {}", object.ident), &walk)
}
