//! The root: every method and type in its module, and what users need of the runtime.

use std::collections::BTreeMap;

use super::module::Later;
use super::{Layout, Module, Scope, catalogue, cfg, docs, example, result, shared, system};
use crate::graph;
use crate::model::{Former, Method, Model};

/// The whole tree of modules.
pub(super) fn module(scope: Scope<'_>) -> Module {
    let Scope { model, layout, .. } = scope;
    let mut root = Module { head: head(layout), ..Module::default() };
    methods(scope, &mut root);
    former_methods(scope, &mut root);
    types(model, layout, &mut root);
    root.modules.insert("catalogue".to_owned(), catalogue::module(scope));
    root.modules.insert("system".to_owned(), system::module(model));
    if layout == Layout::Crate {
        root.modules.insert("exports".to_owned(), exports());
    }
    if layout == Layout::Module {
        for module in root.modules.values_mut() {
            let attributes = std::mem::take(&mut module.attributes);
            // A module of somebody's crate, of which they call a part.
            module.attributes = format!("#[allow({LINTS}, dead_code, unused_imports, unreachable_pub)]\n{attributes}");
        }
    }
    root
}

fn methods(scope: Scope<'_>, root: &mut Module) {
    let Scope { model, layout, .. } = scope;
    for (index, method) in model.methods.iter().enumerate() {
        for depth in 1..=method.modules.len() {
            let path = &method.modules[..depth];
            let between = root.at(path);
            if between.doc.is_empty() {
                between.doc = result::between(path, model);
                // One example for each feature: to compile one for each method takes as long as all else.
                if depth == 1 {
                    between.doc.extend(example::simplest(scope, method.feature()));
                }
            }
            if depth == 1 && between.attributes.is_empty() {
                between.attributes = cfg(&[method.feature()], layout);
            }
        }
        let export = result::export(method);
        let parent = root.at(&method.modules);
        if method.modules.is_empty() {
            parent.items += &cfg(&[method.feature()], layout);
            if layout == Layout::Module {
                parent.items += "#[allow(unused_imports, unreachable_pub)]\n";
            }
        }
        parent.items += &export;
        // A module may be both: `event.offline.get` beside `event.offline`.
        let module = parent.modules.entry(method.module.clone()).or_default();
        module.later = Some(Later::Method(index));
        (module.doc, module.source) = (vec![result::doc(method)], Some(method.file.clone()));
        if method.modules.is_empty() {
            module.attributes = cfg(&[method.feature()], layout);
        }
    }
}

/// After all methods: what has its own place needs none of these.
fn former_methods(scope: Scope<'_>, root: &mut Module) {
    for method in &scope.model.methods {
        for former in &method.former {
            former_names(scope, root, method, former);
        }
    }
}

/// ```text
/// #[deprecated = "it is `shop.sell` now"]
/// pub type Trade = self::sell::Sell;
/// #[deprecated = "it is `shop.sell` now"]
/// pub mod trade { pub use crate::shop::sell::*; }
/// ```
///
/// A name that a method had is an alias in the old place.
fn former_names(scope: Scope<'_>, root: &mut Module, method: &Method, former: &Former) {
    for depth in 1..=former.modules.len() {
        let between = root.at(&former.modules[..depth]);
        if between.doc.is_empty() {
            between.doc = vec![format!("Former names in `{}`.", former.modules[..depth].join("."))];
            if depth == 1 {
                between.attributes = cfg(&[method.feature()], scope.layout);
            }
        }
    }
    let new = |depth: usize| {
        let modules: String = method.modules.iter().map(|module| format!("::{module}")).collect();
        format!("{}{modules}::{}", Scope { depth, ..scope }.root(), method.module)
    };
    let (depth, ident) = (former.modules.len(), &former.name.ident);
    let renamed = docs::renamed(&method.name.wire);
    let alias = |depth: usize| format!("{renamed}pub type {ident} = {}::{};\n", new(depth), method.name.ident);
    let parent = root.at(&former.modules);
    parent.items += &alias(depth);
    let own = parent.modules.entry(former.module.clone()).or_default();
    own.items += &format!("pub use {}::*;\n", new(depth + 1));
    if *ident != method.name.ident {
        own.items += &alias(depth + 1);
    }
    if own.doc.is_empty() {
        own.doc = vec![format!("What `{}` was.", method.name.wire)];
        own.attributes = renamed.lines().last().map(|attribute| format!("{attribute}\n")).unwrap_or_default();
    }
}

fn types(model: &Model, layout: Layout, root: &mut Module) {
    let features = features_by_type(model);
    let mut parents: BTreeMap<Vec<String>, Vec<&str>> = BTreeMap::new();
    for (index, ty) in model.types.iter().enumerate() {
        let Some(features) = features.get(&index) else { continue };
        let parent = root.modules.entry("types".to_owned()).or_default().at(&ty.modules);
        parent.items += &shared::export(ty, features, layout);
        parent.modules.insert(ty.module.clone(), shared::module(model, index, features, layout));
        for depth in 1..=ty.modules.len() {
            parents.entry(ty.modules[..depth].to_vec()).or_default().extend(features);
        }
    }
    let Some(types) = root.modules.get_mut("types") else { return };
    types.doc = vec!["Types that methods share.".to_owned()];
    for (path, mut features) in parents {
        features.sort_unstable();
        features.dedup();
        let parent = types.at(&path);
        parent.doc = vec![format!("Types of `{}`.", path.join("."))];
        if path.len() == 1 {
            parent.attributes = cfg(&features, layout);
        }
    }
}

/// The features that need each shared type; a type that none needs is not emitted.
pub(super) fn features_by_type(model: &Model) -> BTreeMap<usize, Vec<&str>> {
    let mut by_type: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (index, method) in model.methods.iter().enumerate() {
        for ty in graph::shared_types(model, index) {
            by_type.entry(ty).or_default().push(method.feature());
        }
    }
    for features in by_type.values_mut() {
        features.sort_unstable();
        features.dedup();
    }
    by_type
}

/// What the root holds beside modules.
fn head(layout: Layout) -> String {
    if layout == Layout::Module {
        return String::new();
    }
    let doc = docs::inner_comment(&CRATE_DOC.lines().collect::<Vec<_>>());
    format!("{doc}\n#![allow({LINTS})]\n\npub use exports::*;\n")
}

/// What users need of the runtime, by the short names.
fn exports() -> Module {
    Module { is_private: true, items: EXPORTS.to_owned(), ..Module::default() }
}

pub(super) const EXPORTS: &str = "\
/// What emitted code stands on.
#[doc(hidden)]
pub use bitrix24_runtime as rt;
#[cfg(feature = \"redis\")]
pub use bitrix24_runtime::RedisLimiter;
pub use bitrix24_runtime::auth::Auth;
#[cfg(feature = \"blocking\")]
pub use bitrix24_runtime::blocking;
/// Several calls in one, made by [`Client::batch`].
pub use bitrix24_runtime::batch::Batch as CallBatch;
pub use bitrix24_runtime::envelope::{from_slice, to_value};
pub use bitrix24_runtime::error::{FieldError, Problem, TransportKind, Unexpected};
pub use bitrix24_runtime::{
    Answers, Api, ApiError, AuthError, Checkpoint, Client, ClientBuilder, CommandError, CommandFate, Date, DateTime,
    Drift, Dynamic, Error, ErrorEntry, ExposeSecret, Extra, Fate, File, Finding, Handle, Hook, Id, Items, KnownError, Kind,
    Limits, List, ListError, ListRequest, Map, Method, OAuth, OneOrMany, Options, Outcome, Outgoing, Ref, Request, Response,
    Retries, Retry, Rule, SecretString, SharedLimiter, Strategy, Time, TokenStore, Tokens, Value, Violation, Violations, Wire,
    events as incoming, files, json, query,
};
";

const CRATE_DOC: &str = "\
The Bitrix24 REST API, typed: every documented method has a request type, a response type and its errors.

A method's name is its path: `tasks.task.delegate` is `tasks::task::Delegate`.

```no_run
# #[cfg(feature = \"tasks\")]
# async fn example() -> Result<(), bitrix24::Error> {
use bitrix24::{Client, tasks};

let b24 = Client::webhook(\"https://example.bitrix24.com/rest/1/SECRET/\")?;
let moved = b24.call(tasks::task::Delegate::new(8017, 547)).await?;
println!(\"{:?} -> {:?}\", moved.task.title, moved.task.responsible_id);
# Ok(())
# }
```

- [`Client`] calls; `blocking::Client`, with the feature `blocking`, does so without an async runtime.
- [`Error`] tells what went wrong, and [`Error::is`] whether it is a documented error of a method or of the [`system`].
- [`catalogue`] has all of it by name, for calls that are not known when the program is compiled.
- There is a feature for each top-level module; all are on by default.";

/// Lints that emitted code cannot keep: names and arguments are the API's.
const LINTS: &str = "
    deprecated,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention
";
