//! Methods.

use std::collections::{HashMap, HashSet};

use super::context::{Namespace, Resolver};
use super::errors::{self, Errors};
use super::fields::{Owner, Role};
use super::files::{Files, Read};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{Api, Availability, Field, Method, Named, Pager, Type};
use crate::naming;
use crate::raw;

/// Type names in every method's module.
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
    let mut taken = Namespace::default();
    let names = files.methods.iter().map(|read| names_of(cx, read, has_v2(&read.value.method), &mut taken));
    let names: Vec<Names> = names.collect();
    let mut inside: HashMap<&[String], Vec<&str>> = HashMap::new();
    for of in &names {
        inside.entry(&of.modules).or_default().push(&of.ident);
    }
    let method = |cx: &mut Resolver<'_>, (read, of): &(&Read<raw::Method>, &Names)| {
        let own = [of.modules.as_slice(), std::slice::from_ref(&of.module)].concat();
        let beside = inside.get(own.as_slice()).map(Vec::as_slice).unwrap_or_default();
        method(cx, read, (*of).clone(), beside)
    };
    let parts: Vec<_> = files.methods.iter().zip(&names).collect();
    let mut methods = cx.each(&parts, method);
    methods.sort_by(|a, b| (&a.name.wire, a.api == Api::V3).cmp(&(&b.name.wire, b.api == Api::V3)));
    methods
}

/// The names of a method in Rust.
#[derive(Clone, Default)]
pub(super) struct Names {
    /// The modules around it.
    pub(super) modules: Vec<String>,
    /// Its own module.
    pub(super) module: String,
    /// Its request.
    pub(super) ident: String,
}

impl Names {
    /// Returns the names of the method `name`; `twin` is appended if another version has the name, too.
    pub(super) fn of(name: &str, twin: &str) -> Self {
        let segments: Vec<&str> = name.split('.').collect();
        let last = segments.last().copied().unwrap_or_default();
        let mut modules: Vec<String> = segments.iter().filter_map(|segment| naming::module(segment)).collect();
        modules.pop();
        if let Some(first) = modules.first_mut() {
            *first = naming::top_module(segments[0]).unwrap_or_default();
        }
        let own_module = if modules.is_empty() { naming::top_module } else { naming::module };
        let module = own_module(&format!("{last}{twin}")).unwrap_or_default();
        let ident = naming::ty(&format!("{last}{twin}"), BESIDE).unwrap_or_default();
        Names { modules, module, ident }
    }
}

/// Returns true if a text is a valid method name: segments with `.` between them.
pub(super) fn is_name(name: &str) -> bool {
    let well_formed = |segment: &str| {
        segment.bytes().any(|byte| byte.is_ascii_alphanumeric())
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
    };
    name.split('.').all(well_formed)
}

/// Resolves a method. `beside` are the requests of methods inside its module, as `event.offline.get` is in that of
/// `event.offline`.
fn method(cx: &mut Resolver<'_>, read: &Read<raw::Method>, names: Names, beside: &[&str]) -> Method {
    let Read { file, value, .. } = read;
    let Names { modules, module, ident } = names;
    let docs = cx.page(value.docs.as_ref(), *file);
    let mut owner = Owner::new(*file, value.method.clone(), docs.clone());
    owner.beside.extend([&[ident.as_str()], BESIDE, beside].concat().into_iter().map(str::to_owned));
    let root = Path::default();
    let params = owner.fields(cx, &value.params, &root.key("params"), "", Role::Param);
    let (result, result_doc) = match &value.result {
        Some(result) => (owner.result(cx, result, &root.key("result")), result.body.doc.clone()),
        None => (Type::Any, None),
    };
    positional(cx, read, &params);
    pager(cx, read);
    let errors = errors::resolve(cx, &value.errors, Errors { file: *file, path: root.key("errors") });
    let name = Named { wire: value.method.clone(), ident };
    Method {
        file: cx.sources.file(*file).path().to_owned(),
        sources: read.sources(cx.sources),
        name,
        api: value.api,
        modules,
        module,
        summary: value.summary.clone(),
        docs,
        scopes: cx.scopes(&value.scope, *file),
        kind: value.kind,
        caller: value.caller,
        application: value.application,
        availability: Availability { edition: value.edition, plan: value.plan, since: value.since.clone() },
        asynchronous: value.asynchronous,
        irreversible: value.irreversible,
        deprecated: cx.deprecated(value.deprecated.as_ref(), &|| At::new(*file, root.key("deprecated"), Part::Value)),
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
        former: Vec::new(),
    }
}

/// Reports positional names that are no parameters.
fn positional(cx: &mut Resolver<'_>, read: &Read<raw::Method>, params: &[Field]) {
    let known: HashSet<&str> = params.iter().map(|param| param.name.wire.as_str()).collect();
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    for (index, name) in read.value.positional.iter().enumerate() {
        let at = |index: usize| At::new(read.file, Path::default().key("positional").item(index), Part::Value);
        let first = *first_of.entry(name).or_insert(index);
        if first < index {
            let finding = Finding::new("duplicate-param", at(index), format!("`{name}` has a position already"));
            cx.report(finding.related(at(first), "first here").help("keep one of the two"));
        } else if !known.contains(name.as_str()) {
            let finding = Finding::new("unknown-param", at(index), format!("the method has no parameter `{name}`"));
            let help = match cx.guesses.nearest(name, params.iter().map(|param| param.name.wire.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "list names that stand under `params`, without their marks".to_owned(),
            };
            cx.report(finding.help(help).given(&["params"]));
        }
    }
}

/// Reports a pager whose items are missing from the result.
fn pager(cx: &mut Resolver<'_>, read: &Read<raw::Method>) {
    let fields = read.value.result.as_ref().and_then(|result| result.body.fields.as_ref());
    let items = read.value.pager.as_ref().and_then(|pager| pager.items.as_ref());
    let (Some(fields), Some(items)) = (fields, items) else { return };
    let mut names = fields.0.iter().map(|(key, _)| key.trim_end_matches(['*', '?']));
    if names.clone().any(|name| name == items) {
        return;
    }
    let at = At::new(read.file, Path::default().key("pager").key("items"), Part::Value);
    let help = match naming::nearest(items, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("fields of the result: {}", names.by_ref().collect::<Vec<_>>().join(", ")),
    };
    let finding = Finding::new("unknown-field", at, format!("the result has no field `{items}`"));
    cx.report(finding.help(help));
}

/// Returns the names of a method, and reports a file in the wrong place.
fn names_of(cx: &mut Resolver<'_>, read: &Read<raw::Method>, has_v2: bool, names: &mut Namespace) -> Names {
    let (name, api) = (&read.value.method, read.value.api);
    let at = At::new(read.file, Path::default().key("method"), Part::Value);
    if !is_name(name) {
        let message = format!("`{name}` is not the name of a method");
        cx.report(
            Finding::new("bad-name", at.clone(), message)
                .help("segments of letters, digits and `_` with `.` between them"),
        );
        return Names::default();
    }
    // A method of REST 3.0 gets a suffix if version 2 has its name, because version 2 was first.
    let twin = if api == Api::V3 && has_v2 { "V3" } else { "" };
    let Names { modules, module, ident } = Names::of(name, twin);
    let expected = file_of(name, api);
    let found = cx.sources.file(read.file).path().to_owned();
    if found != expected {
        let of = if api == Api::V3 { " of REST 3.0" } else { "" };
        let message = format!("the method `{name}`{of} belongs in `{expected}`");
        cx.report(
            Finding::new("wrong-file", at.clone(), message).help("move the file, or mend the name").given(&["api"]),
        );
    }
    names.take_once(cx, "methods", &format!("{}::{ident}", modules.join("::")), name, at.clone());
    Names { modules, module, ident }
}

/// Returns the path of the file that a method belongs in.
pub(super) fn file_of(name: &str, api: Api) -> String {
    let files: Vec<String> = name.split('.').filter_map(naming::file).collect();
    let version = if api == Api::V3 { ".v3" } else { "" };
    format!("methods/{}{version}.yaml", files.join("/"))
}
