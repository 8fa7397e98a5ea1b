//! Methods.

use std::collections::HashMap;

use super::errors::{self, Errors};
use super::fields::{Owner, Role};
use super::files::{Files, Read};
use super::{Namespace, Resolver};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Api, Deprecated, Method, Named, Pager, Type};
use crate::naming;
use crate::raw;

/// Types that stand in every method's module.
const BESIDE: &[&str] = &["Error", "Response"];

/// Resolves all methods, by name and version.
pub(super) fn resolve(cx: &mut Resolver<'_>, files: &Files) -> Vec<Method> {
    let mut seen: HashMap<(String, bool), At> = HashMap::new();
    for read in &files.methods {
        let at = At::new(read.file, Path::default().key("method"), Part::Value);
        let key = (read.value.method.to_lowercase(), read.value.api == Api::V3);
        if let Some(first) = seen.get(&key) {
            let message = format!("the method `{}` is described twice", read.value.method);
            cx.report(
                Finding::new("duplicate-method", at, message)
                    .related(first.clone(), "first here")
                    .help("keep one of the two files"),
            );
        } else {
            seen.insert(key, at);
        }
    }
    let has_v2 = |name: &str| seen.contains_key(&(name.to_lowercase(), false));
    let mut names = Namespace::default();
    let mut methods: Vec<Method> =
        files.methods.iter().map(|read| method(cx, read, has_v2(&read.value.method), &mut names)).collect();
    methods.sort_by(|a, b| (&a.name.wire, a.api == Api::V3).cmp(&(&b.name.wire, b.api == Api::V3)));
    methods
}

fn method(cx: &mut Resolver<'_>, read: &Read<raw::Method>, has_v2: bool, names: &mut Namespace) -> Method {
    let Read { file, value } = read;
    let (modules, module, ident) = names_of(cx, read, has_v2, names);
    let docs = cx.page(value.docs.as_ref(), *file);
    let mut owner = Owner::new(*file, value.method.clone(), docs.clone(), &[&[ident.as_str()], BESIDE].concat());
    let root = Path::default();
    let params = owner.fields(cx, &value.params, &root.key("params"), "", Role::Param);
    let (result, result_doc) = match &value.result {
        Some(result) => (owner.result(cx, result, &root.key("result")), result.body.doc.clone()),
        None => (Type::Any, None),
    };
    for (index, name) in value.positional.iter().enumerate() {
        if !params.iter().any(|param| param.name.wire == *name) {
            let at = At::new(*file, root.key("positional").item(index), Part::Value);
            let finding = Finding::new("unknown-param", at, format!("the method has no parameter `{name}`"));
            let near = naming::nearest(name, params.iter().map(|param| param.name.wire.as_str()));
            cx.report(match near {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("list the names under `params`, without their marks"),
            });
        }
    }
    let errors = errors::resolve(cx, &value.errors, &Errors { file: *file, path: root.key("errors") });
    let name = Named { wire: value.method.clone(), ident };
    Method {
        file: cx.sources.file(*file).path().to_owned(),
        name,
        api: value.api,
        modules,
        module,
        summary: value.summary.clone(),
        docs,
        scopes: value.scope.as_slice().to_vec(),
        kind: value.kind,
        deprecated: value.deprecated.as_ref().and_then(deprecated),
        batch: value.batch,
        positional: value.positional.clone(),
        pager: value.pager.as_ref().map(|pager| Pager {
            kind: pager.kind,
            items: pager.items.clone(),
            id: pager.id.clone(),
        }),
        params,
        result,
        result_doc,
        errors,
        items: owner.items,
    }
}

pub(super) fn deprecated(deprecated: &raw::Deprecated) -> Option<Deprecated> {
    match deprecated {
        raw::Deprecated::Flag(false) => None,
        raw::Deprecated::Flag(true) => Some(Deprecated { instead: None }),
        raw::Deprecated::Instead(instead) => Some(Deprecated { instead: Some(instead.clone()) }),
    }
}

/// The modules around a method, its own module, and its request's name; its file has to be where they are.
fn names_of(
    cx: &mut Resolver<'_>,
    read: &Read<raw::Method>,
    has_v2: bool,
    names: &mut Namespace,
) -> (Vec<String>, String, String) {
    let (name, api) = (&read.value.method, read.value.api);
    let at = At::new(read.file, Path::default().key("method"), Part::Value);
    let segments: Vec<&str> = name.split('.').collect();
    let well_formed = |segment: &&str| {
        segment.bytes().any(|byte| byte.is_ascii_alphanumeric())
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    if !segments.iter().all(well_formed) {
        let message = format!("`{name}` is not the name of a method");
        cx.report(
            Finding::new("bad-name", at.clone(), message)
                .help("segments of letters, digits and `_` with `.` between them"),
        );
        return Default::default();
    }
    // A method of REST 3.0 whose name version 2 has too; version 2 was first.
    let twin = if api == Api::V3 && has_v2 { "V3" } else { "" };
    let last = segments.last().copied().unwrap_or_default();
    let mut modules: Vec<String> = segments.iter().filter_map(|segment| naming::module(segment)).collect();
    modules.pop();
    if let Some(first) = modules.first_mut() {
        *first = naming::top_module(segments[0]).unwrap_or_default();
    }
    let own_module = if modules.is_empty() { naming::top_module } else { naming::module };
    let module = own_module(&format!("{last}{twin}")).unwrap_or_default();
    let ident = naming::ty(&format!("{last}{twin}"), BESIDE).unwrap_or_default();
    let files: Vec<String> = segments.iter().filter_map(|segment| naming::file(segment)).collect();
    let version = if api == Api::V3 { ".v3" } else { "" };
    let expected = format!("methods/{}{version}.yaml", files.join("/"));
    let found = cx.sources.file(read.file).path().to_owned();
    // Names that differ in case only need different files, so a number may follow.
    let stem = expected.trim_end_matches(".yaml");
    let numbered = found.strip_prefix(stem).and_then(|rest| rest.strip_suffix(".yaml"));
    let fits =
        numbered.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('-').is_some_and(|n| n.parse::<u8>().is_ok()));
    if !fits {
        let message = format!("the method `{name}` belongs in `{expected}`");
        cx.report(Finding::new("wrong-file", at.clone(), message).help("move the file, or mend the name"));
    }
    names.take(cx, "methods", &format!("{}::{ident}", modules.join("::")), name, at.clone());
    (modules, module, ident)
}
