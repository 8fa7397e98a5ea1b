//! The things of a portal: types of its own, and the calls that get, list, add, update and delete them, in one file beside
//! the crate of the documented API.

mod calls;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use bitrix24_schema::graph::Owner;
use bitrix24_schema::model::{ItemRef, Thing};
use bitrix24_schema::write::{File, MARK};

use super::scope::Scope;
use super::{item, root, subjects};
use crate::api;
use crate::tree::{Item, List, Part, Printer, ident};

/// ```text
/// pub use self::things::*;
///
/// #[allow(…)]
/// mod things {
///     use bitrix24::{crm, rt, types};
///     …
/// }
/// ```
///
/// The file. Names and arguments come from a portal, and a program uses a part of them: the module around holds the lints
/// that this does not satisfy, because an included file cannot have attributes of its own.
pub(super) fn file(scope: Scope<'_>, path: &str) -> File {
    let things = scope.model.things.iter().flat_map(|of| thing(scope, of));
    let inside: Vec<Part> = std::iter::once(Part::code(imports(scope))).chain(things).collect();
    let lenient = root::lenient();
    let export = quote! {
        #[allow(unused_imports, unreachable_pub)]
        pub use self::things::*;
    };
    let mut printer = Printer::default();
    let around = printer.file(vec![Part::code(export), Part::code(quote!(#lenient mod things {}))]);
    let text = around.trim_end().trim_end_matches('}').to_owned();
    let head = format!("// {MARK} from the description of a portal; change that, and generate this again.\n\n");
    File { path: path.to_owned(), text: format!("{head}{text}\n{}}}\n", indented(&printer.file(inside))) }
}

/// Returns the public items of the file: those of the things, and not what all calls have in common.
pub(super) fn listed(scope: Scope<'_>) -> Vec<api::Item> {
    let mut list = List::default();
    for thing in &scope.model.things {
        for (_, items) in own(scope, thing) {
            list.module(&items, &|name| format!("portal::{name}"));
        }
    }
    list.items.sort_unstable();
    list.items
}

/// Returns the text of items inside a module.
fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    text.lines().map(line).collect()
}

/// Returns `use bitrix24::{crm, rt, types};`: the modules of the documented API that the code names.
fn imports(scope: Scope<'_>) -> TokenStream {
    let mut names: BTreeSet<&str> = BTreeSet::from(["rt", "types"]);
    for call in scope.model.things.iter().flat_map(|thing| &thing.calls) {
        names.extend(scope.model.methods[call.method].modules.first().map(String::as_str));
    }
    let names = names.into_iter().map(ident);
    quote!(use bitrix24::{#(#names),*};)
}

/// Returns the items of a thing: its type, its calls, what it becomes and is made of, and the types of its parts.
fn thing(scope: Scope<'_>, thing: &Thing) -> Vec<Part> {
    let inside = Scope { owner: Owner::Shared(thing.shared), ..scope };
    let mut parts = Vec::new();
    for (place, items) in own(scope, thing) {
        parts.extend(items.iter().map(Part::item));
        if place == 0 {
            parts.extend([Part::code(calls::of(inside, thing)), Part::code(conversions(inside, thing))]);
        }
    }
    parts
}

/// Returns the items of the types that are a thing's own, by their places.
fn own(scope: Scope<'_>, thing: &Thing) -> Vec<(usize, Vec<Item>)> {
    let shared = &scope.model.types[thing.shared];
    let scope = Scope { owner: Owner::Shared(thing.shared), ..scope };
    let is_own = |place: usize| thing.borrowed.iter().all(|borrowed| borrowed.place != place);
    let all = shared.items.iter().enumerate().zip(subjects::of_shared(shared));
    let own = all.filter(|((place, _), _)| is_own(*place));
    own.map(|((place, item), subject)| (place, item::own(scope, item, place, &subject))).collect()
}

/// ```text
/// impl From<Project> for types::crm::Item {
///     fn from(project: Project) -> Self { rt::object::recast(&project) }
/// }
/// impl From<types::crm::Item> for Project { … }
/// ```
fn conversions(scope: Scope<'_>, thing: &Thing) -> TokenStream {
    let [own, documented] = [thing.shared, thing.of].map(|shared| scope.named(ItemRef::Shared(shared)));
    let one = |from: &TokenStream, to: &TokenStream| {
        quote! {
            impl From<#from> for #to {
                #[inline]
                fn from(value: #from) -> Self { rt::object::recast(&value) }
            }
        }
    };
    let (there, back) = (one(&own, &documented), one(&documented, &own));
    quote!(#there #back)
}
