//! A call of a method, as a compiled example in the documentation.

use super::super::kept::split;
use super::super::scope::{Layout, Scope};
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Field, Item, ItemRef, Method, Type};

/// ```text
/// use bitrix24::tasks;
///
/// let result = b24.call(tasks::task::Delegate::new(1, 1)).await?;
/// println!("{result:?}");
/// ```
fn call(scope: Scope<'_>, index: usize) -> Vec<String> {
    let (scope, method) = (Scope { owner: Owner::Method(index), ..scope }, &scope.model.methods[index]);
    // An included module has no fixed path for an example to import.
    if scope.layout == Layout::Module {
        return Vec::new();
    }
    let arguments = arguments(scope, &method.path(), &method.params, &path_of_module(method), 0);
    let path = method.path();
    let import = path.split("::").next().unwrap_or_default();
    let import = format!("use bitrix24::{import};");
    let new = format!("{path}::new({arguments})");
    let allow = method.deprecated.is_some().then(|| "# #![allow(deprecated)]".to_owned());
    let call = if new.len() <= WIDTH {
        vec![format!("let result = b24.call({new}).await?;")]
    } else {
        vec![format!("let request = {new};"), "let result = b24.call(request).await?;".to_owned()]
    };
    let head = [
        "",
        "# Example",
        "",
        "```no_run",
        "# async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {",
    ];
    let tail = ["println!(\"{result:?}\");", "# Ok(())", "# }", "```"];
    let own = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    [own(&head), allow.into_iter().collect(), vec![import, String::new()], call, own(&tail)].concat()
}

/// Returns the shortest call of a feature; a deprecated method is called only if there is no other.
pub(crate) fn simplest(scope: Scope<'_>, feature: &str) -> Vec<String> {
    let of_feature = |index: &usize| scope.model.methods[*index].feature() == feature;
    let all = (0..scope.model.methods.len()).filter(of_feature);
    let shortest = all.min_by_key(|index| {
        let method = &scope.model.methods[*index];
        let arguments = split(scope.model, &method.path(), &method.params).arguments.len();
        (method.deprecated.is_some(), arguments == 0, arguments, method.name.wire.len())
    });
    shortest.map_or_else(Vec::new, |index| call(scope, index))
}

/// The maximum length of a call on one line.
const WIDTH: usize = 60;

/// Returns the arguments for the constructor of the type at `path`.
fn arguments(scope: Scope<'_>, path: &str, fields: &[Field], module: &str, depth: usize) -> String {
    let fields = split(scope.model, path, fields).arguments.into_iter();
    let values: Vec<String> = fields.map(|field| value(scope, field, &field.ty, module, depth)).collect();
    values.join(", ")
}

/// Returns an example value for a parameter.
fn value(scope: Scope<'_>, field: &Field, ty: &Type, module: &str, depth: usize) -> String {
    let number = field.limits.min.unwrap_or(1.0).max(1.0);
    match ty {
        Type::Any | Type::Null => "bitrix24::json!({})".to_owned(),
        Type::Integer | Type::Id(_) => format!("{number:.0}"),
        Type::Double => format!("{number:.1}"),
        Type::String => "\"text\"".to_owned(),
        Type::Boolean(_) => "true".to_owned(),
        Type::Date => "\"2026-01-31\"".to_owned(),
        Type::DateTime | Type::Timestamp => "\"2026-01-31T10:00:00+00:00\"".to_owned(),
        Type::Time => "bitrix24::Time::default()".to_owned(),
        Type::File(_) => "bitrix24::File::new(\"hello.txt\", \"hello\")".to_owned(),
        Type::List(inner) => format!("[{}]", inner_value(scope, field, inner, module, depth)),
        Type::Map(inner) => format!("[(\"key\", {})]", inner_value(scope, field, inner, module, depth)),
        Type::Nullable(inner) => value(scope, field, inner, module, depth),
        Type::OneOrMany(inner) => match inner.as_ref() {
            Type::Id(_) | Type::Integer | Type::String | Type::Double => value(scope, field, inner, module, depth),
            inner => format!("[{}]", value(scope, field, inner, module, depth)),
        },
        Type::Item(item) => item_value(scope, *item, field, module, depth),
    }
}

/// Returns an example value inside a list or a map. A list or map in it needs the exact type, because nothing converts
/// it.
fn inner_value(scope: Scope<'_>, field: &Field, ty: &Type, module: &str, depth: usize) -> String {
    match ty {
        Type::List(inner) => match inner.as_ref() {
            Type::String => "vec![\"text\".to_owned()]".to_owned(),
            inner => format!("vec![{}]", inner_value(scope, field, inner, module, depth)),
        },
        Type::Map(_) => "bitrix24::Map::default()".to_owned(),
        ty => value(scope, field, ty, module, depth),
    }
}

fn item_value(scope: Scope<'_>, item: ItemRef, field: &Field, module: &str, depth: usize) -> String {
    let module = match (item, scope.owner) {
        (ItemRef::Shared(index), _) | (_, Owner::Shared(index)) => {
            format!("bitrix24::types::{}", scope.model.types[index].modules.join("::"))
        }
        (ItemRef::Local(_), _) => module.to_owned(),
    };
    let inside = match item {
        ItemRef::Shared(index) => scope.of_shared(index),
        ItemRef::Local(_) => scope,
    };
    let path = format!("{module}::{}", scope.item(item).ident());
    match scope.item(item) {
        Item::Enum(list) => match list.values.first() {
            Some(value) => format!("{path}::{}", value.name.ident),
            None => format!("{path}::from(\"text\")"),
        },
        // A limit, because a type that requires itself would never end.
        Item::Object(object) if depth < 4 => {
            format!("{path}::new({})", arguments(inside, &scope.path_of(item), &object.fields, &module, depth + 1))
        }
        Item::Object(_) => format!("{path}::default()"),
        Item::Union(union) => match union.options.first() {
            Some((variant, Type::String)) => format!("{path}::{variant}(\"text\".to_owned())"),
            Some((variant, ty @ (Type::Integer | Type::Double | Type::Boolean(_)))) => {
                format!("{path}::{variant}({})", value(inside, field, ty, &module, depth + 1))
            }
            Some((variant, _)) => format!("{path}::{variant}(Default::default())"),
            None => format!("{path}::default()"),
        },
    }
}

/// Returns the path by which the example names the types in a method's module.
fn path_of_module(method: &Method) -> String {
    let modules: Vec<&str> = method.modules.iter().map(String::as_str).chain([method.module.as_str()]).collect();
    // The import of a request at the root is the request itself, so its module needs the full path.
    if method.modules.is_empty() { format!("bitrix24::{}", method.module) } else { modules.join("::") }
}
