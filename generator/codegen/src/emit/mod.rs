//! Emits the [`model`](bitrix24_schema::model) as files. Each product has a module; each function in it emits one item,
//! and its comment shows the Rust that it emits.

mod arguments;
mod constructor;
mod counterparts;
mod deprecation;
mod docs;
mod equal;
mod features;
mod files;
mod imports;
mod item;
pub(crate) mod kept;
mod listing;
mod lists;
mod method;
mod module;
mod paths;
mod portal;
mod root;
mod rules;
mod scope;
mod shared;
mod structs;
mod subjects;
mod things;
mod twins;
mod types;
mod variants;

use bitrix24_schema::graph::Cycles;
use bitrix24_schema::model::{Field, Method, Model};
use bitrix24_schema::write::File;
use serde_json::{Map, Value};

use crate::api::{self, LOCK};
use crate::formatted::Formatted;
use counterparts::Counterparts;
use scope::Scope;
use twins::Twins;

pub use scope::Layout;

/// Emits a schema.
pub fn emit(model: &Model, layout: Layout) -> Vec<File> {
    emit_with(model, layout, &Formatted::default())
}

/// Emits a schema. A file that was formatted before and has the same tokens is not formatted again.
pub(crate) fn emit_with(model: &Model, layout: Layout, formatted: &Formatted) -> Vec<File> {
    let cycles = Cycles::of(model);
    let (twins, counterparts) = (equal::find(model, &cycles), Counterparts::of(model));
    let scope = Scope { counterparts: Some(&counterparts), ..Scope::root_of(model, (&twins, &cycles), layout) };
    let root = root::module(scope);
    match layout {
        Layout::Module => vec![files::one(&root, scope, "bitrix24.rs")],
        Layout::Crate => {
            let (modules, listed) = files::many(&root, scope, "src", formatted);
            let lock = File { path: LOCK.to_owned(), text: api::write(&listing::whole(scope, listed)) };
            let own = [root::manifest::manifest(model), root::manifest::readme(model), root::manifest::rustfmt()];
            own.into_iter().chain(modules).chain([lock]).collect()
        }
    }
}

/// Emits the things of a portal: one file beside the crate of the documented API.
pub fn portal(model: &Model, path: &str) -> File {
    let (twins, cycles, counterparts) = (Twins::default(), Cycles::of(model), Counterparts::of(model));
    let scope = Scope::root_of(model, (&twins, &cycles), Layout::Module);
    portal::file(Scope { is_beside: true, counterparts: Some(&counterparts), ..scope }, path)
}

/// Returns the public items that are emitted for the things of a portal, sorted by path.
pub fn portal_listing(model: &Model) -> Vec<api::Item> {
    let (twins, cycles) = (Twins::default(), Cycles::of(model));
    portal::listed(Scope { is_beside: true, ..Scope::root_of(model, (&twins, &cycles), Layout::Module) })
}

/// Returns a method's facts in words.
pub(crate) fn told_of_method(method: &Method) -> Vec<String> {
    docs::of_method(method)
}

/// Returns a field's rules in words.
pub(crate) fn told_of_field(field: &Field) -> Vec<String> {
    docs::rules(field, None)
}

/// Returns the parameters of an example of a call.
pub(crate) fn params_of(model: &Model, method: &Method) -> Map<String, Value> {
    root::params::of(model, method)
}

/// Returns the lines of an example of a call in Rust.
pub(crate) fn call_of(model: &Model, cycles: &Cycles, layout: Layout, index: usize) -> Vec<String> {
    let twins = Twins::default();
    let scope = Scope::root_of(model, (&twins, cycles), layout);
    root::example::of_method(scope, &root::beside_methods(model), index)
}

/// Returns the public items of the crate that is emitted for a schema, sorted by path.
pub fn listing(model: &Model) -> Vec<api::Item> {
    // Without twins, every type is listed with all its parts in each of its modules.
    let twins = Twins::default();
    let cycles = Cycles::of(model);
    let scope = Scope { is_code: false, ..Scope::root_of(model, (&twins, &cycles), Layout::Crate) };
    listing::whole(scope, files::listed(&root::module(scope), scope))
}
