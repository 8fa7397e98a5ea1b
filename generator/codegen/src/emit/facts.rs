//! What is known of a method, as constant data: what is short as Rust, and parameters and errors as JSON, which the
//! runtime reads when it is asked for them.

use serde_json::{Value, json};

use super::Scope;
use super::text::{literal, literals, option};
use crate::graph::Owner;
use crate::model::{ErrorEntry, Field, Item, ItemRef, Kind, Method, Object, Type};

/// ```text
/// pub static METHOD: rt::Method = rt::Method {
///     name: "tasks.task.delegate",
///     params: rt::Fields::new(r#"[["taskId",true,"id"], …]"#, &[]),
///     …
/// };
/// ```
pub(super) fn method(scope: Scope<'_>, method: &Method) -> String {
    let kind = match method.kind {
        Some(Kind::Read) => "Read",
        Some(Kind::Write) => "Write",
        None => "Unknown",
    };
    let deprecated = option(method.deprecated.as_ref().map(|deprecated| {
        let instead = option(deprecated.instead.as_deref().map(literal));
        format!("rt::catalogue::Deprecated {{ replaced_by: {instead} }}")
    }));
    let pager = option(method.pager.as_ref().map(|pager| {
        let items = literal(pager.items.as_deref().unwrap_or_default());
        let (kind, id) = (pager.kind, option(pager.id.as_deref().map(literal)));
        format!("rt::catalogue::Pager {{ kind: rt::catalogue::PagerKind::{kind:?}, items: {items}, id: {id} }}")
    }));
    let mut text =
        format!("/// What is known of `{}`.\npub static METHOD: rt::Method = rt::Method {{\n", method.name.wire);
    let docs = literal(method.docs.as_ref().map_or("", |page| page.url.as_str()));
    let (name, api, scopes) = (literal(&method.name.wire), method.api, literals(&method.scopes));
    let (batchable, positional) = (option(method.batch), literals(&method.positional));
    let errors = errors(&method.errors.iter().collect::<Vec<_>>());
    for line in [
        format!("name: {name}, api: rt::Api::{api:?}, scopes: {scopes}, kind: rt::Kind::{kind},"),
        format!("docs: {docs},"),
        format!("batchable: {batchable}, deprecated: {deprecated}, positional: {positional}, pager: {pager},"),
        format!("params: {},", fields(scope, &method.params)),
        format!("errors: {errors},"),
    ] {
        text += &format!("    {line}\n");
    }
    text + "};\n"
}

/// ```text
/// pub(crate) static TYPE: rt::catalogue::Type = { … };
/// ```
pub(super) fn shared(scope: Scope<'_>, name: &str, object: &Object) -> String {
    let (name, fields) = (literal(name), fields(scope, &object.fields));
    format!(
        "pub(crate) static TYPE: rt::catalogue::Type = rt::catalogue::Type {{\n    name: {name},\n    fields: {fields},\n}};\n"
    )
}

/// `rt::Errors::new(r#"[["0","wrong task id",400,["…"],null]]"#)`
pub(super) fn errors(entries: &[&ErrorEntry]) -> String {
    if entries.is_empty() {
        return "rt::Errors::NONE".to_owned();
    }
    let entries = entries.iter().map(|entry| {
        let retry = entry.retry.map(|retry| format!("{retry:?}").to_lowercase());
        json!([entry.code, entry.message, entry.status, entry.when, retry]).to_string()
    });
    format!("rt::Errors::new({})", raw(&lines(entries)))
}

fn fields(scope: Scope<'_>, fields: &[Field]) -> String {
    if fields.is_empty() {
        return "rt::Fields::NONE".to_owned();
    }
    let mut shapes = Shapes::default();
    let fields: Vec<String> = fields.iter().map(|field| shapes.field(scope, field).to_string()).collect();
    format!("rt::Fields::new({}, &[{}])", raw(&lines(fields)), shapes.types.join(", "))
}

/// A JSON list, an item on a line.
fn lines(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[\n        {}\n    ]", items.join(",\n        "))
}

/// A text as a raw literal.
fn raw(text: &str) -> String {
    let mut marks = "#".to_owned();
    while text.contains(&format!("\"{marks}")) {
        marks.push('#');
    }
    format!("r{marks}\"{text}\"{marks}")
}

/// Facts as JSON, with the shared types that they refer to by their places.
#[derive(Default)]
struct Shapes {
    types: Vec<String>,
}

impl Shapes {
    /// `["responsibleId",true,"id",{"min":1}]`
    fn field(&mut self, scope: Scope<'_>, field: &Field) -> Value {
        let mut rules = serde_json::Map::new();
        let limits = &field.limits;
        let numbers = [("min", limits.min), ("max", limits.max)];
        rules.extend(numbers.into_iter().filter_map(|(name, number)| Some((name.to_owned(), number?.into()))));
        let lengths = [("minLength", limits.min_length), ("maxLength", limits.max_length)];
        rules.extend(lengths.into_iter().filter_map(|(name, length)| Some((name.to_owned(), length?.into()))));
        let values = values(scope, &field.ty);
        if !values.is_empty() {
            rules.insert("values".to_owned(), values.into());
        }
        if !field.operators.is_empty() {
            rules.insert("operators".to_owned(), field.operators.clone().into());
        }
        let shape = self.shape(scope, &field.ty);
        if rules.is_empty() {
            json!([field.name.wire, field.required, shape])
        } else {
            json!([field.name.wire, field.required, shape, rules])
        }
    }

    /// `{"list":"id"}`
    fn shape(&mut self, scope: Scope<'_>, ty: &Type) -> Value {
        match ty {
            Type::Any => "any".into(),
            Type::Integer => "integer".into(),
            Type::Double => "double".into(),
            Type::String => "string".into(),
            Type::Boolean(_) => "boolean".into(),
            Type::Date => "date".into(),
            Type::DateTime => "datetime".into(),
            Type::Timestamp => "timestamp".into(),
            Type::Time => json!({ "object": [] }),
            Type::Id(_) => "id".into(),
            Type::File(_) => "file".into(),
            Type::List(inner) => json!({ "list": self.shape(scope, inner) }),
            Type::Map(inner) => json!({ "map": self.shape(scope, inner) }),
            Type::Nullable(inner) => json!({ "nullable": self.shape(scope, inner) }),
            Type::OneOrMany(inner) => {
                let inner = self.shape(scope, inner);
                json!({ "oneOf": [inner, { "list": inner }] })
            }
            Type::Item(item) => self.item(scope, *item),
        }
    }

    fn item(&mut self, scope: Scope<'_>, item: ItemRef) -> Value {
        match (scope.item(item), item) {
            (Item::Enum(list), _) if list.is_numeric => "integer".into(),
            (Item::Enum(_), _) => "string".into(),
            (Item::Union(union), item) => {
                let scope = match item {
                    ItemRef::Shared(index) => scope.of_shared(index),
                    ItemRef::Local(_) => scope,
                };
                let shapes: Vec<Value> = union.options.iter().map(|(_, ty)| self.shape(scope, ty)).collect();
                json!({ "oneOf": shapes })
            }
            (Item::Object(_), ItemRef::Shared(index)) => {
                let shared = &scope.model.types[index];
                let path = if scope.owner == Owner::Shared(index) {
                    "&TYPE".to_owned()
                } else {
                    let modules: String = shared.modules.iter().map(|name| format!("{name}::")).collect();
                    format!("&types::{modules}{}::TYPE", shared.module)
                };
                let place = self.types.iter().position(|known| *known == path).unwrap_or_else(|| {
                    self.types.push(path);
                    self.types.len() - 1
                });
                json!({ "shared": place })
            }
            (Item::Object(object), ItemRef::Local(_)) => {
                let fields: Vec<Value> = object.fields.iter().map(|field| self.field(scope, field)).collect();
                json!({ "object": fields })
            }
        }
    }
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
