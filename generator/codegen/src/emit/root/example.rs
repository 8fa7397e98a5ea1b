//! A call of a method, as a compiled example in the documentation.

use super::super::kept::split;
use super::super::lists;
use super::super::scope::{Layout, Scope};
use super::params::shown;
use super::value::{Beside, Values};
use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{Api, Field, Item, Kind, Method, Type};

/// ```text
/// use bitrix24::tasks;
///
/// let result = b24.call(tasks::task::Delegate::new(42, 1)).await?;
/// println!("{result:?}");
/// ```
fn call(scope: Scope<'_>, beside: &[Beside<'_>], index: usize) -> Vec<String> {
    let (scope, method) = (Scope { owner: Owner::Method(index), ..scope }, &scope.model.methods[index]);
    let path = method.path();
    let import = path.split("::").next().unwrap_or_default();
    let values = Values { scope, beside, import, module: path_of_module(method), depth: 0 };
    let lines = values.call(&path, &method.params);
    let import = format!("use bitrix24::{import};");
    let allow = method.deprecated.is_some().then(|| "# #![allow(deprecated)]".to_owned());
    let tail = "println!(\"{result:?}\");".to_owned();
    [allow.into_iter().collect(), vec![import, String::new()], lines, vec![tail]].concat()
}

/// ```text
/// use bitrix24::crm;
///
/// let request = crm::item::Add::new(2, fields);
/// let result = b24.call(request).await?;
/// ```
///
/// Returns a call of a method with all that its example has, by the constructor and by setters.
pub(crate) fn of_method(scope: Scope<'_>, beside: &[Beside<'_>], index: usize) -> Vec<String> {
    let (scope, method) = (Scope { owner: Owner::Method(index), ..scope }, &scope.model.methods[index]);
    let path = method.path();
    let import = path.split("::").next().unwrap_or_default();
    let values = Values { scope, beside, import, module: path_of_module(method), depth: 0 };
    let arguments = split(scope.model, &path, &method.params).arguments;
    let is_set = |field: &&Field| arguments.iter().all(|argument| !std::ptr::eq(*argument, *field));
    let mut request = values.new_of(&path, &method.params);
    for field in shown(method).into_iter().filter(is_set) {
        request += &format!("\n    .{}({})", field.name.ident, values.value(field, &field.ty));
    }
    let lines =
        format!("let request = {request};\nlet result = b24.call(request).await?;\nprintln!(\"{{result:?}}\");");
    let lines = lines.lines().map(str::to_owned);
    let allow = method.deprecated.is_some().then(|| "#[allow(deprecated)]".to_owned());
    let head = [format!("use bitrix24::{import};"), String::new()];
    head.into_iter().chain(allow).chain(lines).collect()
}

/// ```text
/// let list = crm::item::List::new(2)
///     .filter_by(|filter| filter.gt(|item| &item.id, 42))
///     .select_by(|select| select.field(|item| &item.id).field(|item| &item.title));
/// let mut list = b24.list(list).stream();
/// ```
///
/// Returns the list of a method whose items have a title or a name.
fn listed(scope: Scope<'_>, beside: &[Beside<'_>], index: usize) -> Option<Vec<String>> {
    let (scope, method) = (Scope { owner: Owner::Method(index), ..scope }, &scope.model.methods[index]);
    let takes = |name: &str| method.params.iter().any(|param| param.name.ident == name);
    let Some(Some(Type::Item(item))) = lists::item(scope, method) else { return None };
    let Item::Object(item) = scope.item(*item) else { return None };
    let has = |name: &str, is: fn(&Type) -> bool| {
        item.fields.iter().any(|field| field.name.ident == name && is(field.ty.some()) && field.deprecated.is_none())
    };
    let title = ["title", "name"].into_iter().find(|name| has(name, |ty| *ty == Type::String))?;
    let is_id = |ty: &Type| matches!(ty, Type::Integer | Type::Id(_));
    if !takes("select") || !takes("filter") || !has("id", is_id) || method.modules.is_empty() {
        return None;
    }
    let path = method.path();
    let import = path.split("::").next().unwrap_or_default();
    let values = Values { scope, beside, import, module: path_of_module(method), depth: 0 };
    let new = values.new_of(&path, &method.params);
    let lines = [
        format!("use bitrix24::{{ListRequest, {import}}};"),
        String::new(),
        format!("let list = {new}"),
        "    .filter_by(|filter| filter.gt(|item| &item.id, 42))".to_owned(),
        format!("    .select_by(|select| select.field(|item| &item.id).field(|item| &item.{title}));"),
        "let mut list = b24.list(list).stream();".to_owned(),
        "while let Some(item) = list.next().await {".to_owned(),
        format!("    println!(\"{{:?}}\", item?.{title});"),
        "}".to_owned(),
    ];
    Some(lines.into())
}

/// Returns the examples of a feature: its shortest call, one that adds something, and its shortest list. What takes something away, or is
/// deprecated, is called only if there is no other.
pub(crate) fn of_feature(scope: Scope<'_>, beside: &[Beside<'_>], feature: &str) -> Vec<String> {
    let methods = &scope.model.methods;
    // An included module has no fixed path for an example to import.
    if scope.layout == Layout::Module {
        return Vec::new();
    }
    let all: Vec<usize> = (0..methods.len()).filter(|index| methods[*index].feature() == feature).collect();
    let arguments = |method: &Method| split(scope.model, &method.path(), &method.params).arguments.len();
    let shortest = all.iter().min_by_key(|index| {
        let method = &methods[**index];
        let class = (method.deprecated.is_some(), takes_away(method), method.kind != Some(Kind::Read));
        let arguments = arguments(method);
        (class, arguments == 0, arguments, method.api == Api::V3, method.name.wire.len())
    });
    let mut lists: Vec<usize> = all.iter().copied().filter(|index| methods[*index].deprecated.is_none()).collect();
    lists.sort_by_key(|index| (methods[*index].name.wire.len(), methods[*index].api == Api::V3));
    let list = lists.into_iter().find_map(|index| listed(scope, beside, index));
    let adds = |index: &&usize| {
        let method = &methods[**index];
        let is_plain = method.deprecated.is_none() && method.api == Api::V2;
        is_plain && method.name.wire.ends_with(".add") && Some(*index) != shortest && arguments(method) > 0
    };
    let added = all.iter().filter(adds).min_by_key(|index| methods[**index].name.wire.len());
    let called = shortest.into_iter().chain(added).map(|index| call(scope, beside, *index));
    let examples: Vec<String> = called.chain(list).flat_map(|lines| block(&lines)).collect();
    if examples.is_empty() { examples } else { [vec![String::new(), "# Example".to_owned()], examples].concat() }
}

/// Returns some lines as a block that is compiled.
fn block(lines: &[String]) -> Vec<String> {
    let head = ["", "```no_run", "# async fn example(b24: bitrix24::Client) -> Result<(), bitrix24::Error> {"];
    let tail = ["# Ok(())", "# }", "```"];
    let own = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    [own(&head), lines.to_vec(), own(&tail)].concat()
}

/// Returns true if a method's name says that something is gone after its call.
fn takes_away(method: &Method) -> bool {
    const ENDS: [&str; 6] = ["delete", "remove", "unbind", "leave", "clear", "unregister"];
    let name = method.name.wire.to_lowercase();
    method.irreversible || ENDS.iter().any(|end| name.ends_with(end))
}

/// Returns the path by which the example names the types in a method's module.
fn path_of_module(method: &Method) -> String {
    let modules: Vec<&str> = method.modules.iter().map(String::as_str).chain([method.module.as_str()]).collect();
    // The import of a request at the root is the request itself, so its module needs the full path.
    if method.modules.is_empty() { format!("bitrix24::{}", method.module) } else { modules.join("::") }
}
