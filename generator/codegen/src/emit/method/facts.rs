//! The facts of a method, as constant data.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::rules;
use super::super::scope::Scope;
use crate::tree::{Const, Listed, ident};
use bitrix24_schema::Subject;
use bitrix24_schema::model::{Api, Deprecated, Kind, Method, Pager};

/// ```text
/// pub const METHOD: &'static rt::Method = &rt::Method {
///     name: "tasks.task.delegate",
///     params: rt::Fields::Plain(&["taskId* integer", "userId* integer"]),
///     errors: rt::Errors::Rows(rt::error::row::<Error>),
///     …
/// };
/// ```
pub(crate) fn method(scope: Scope<'_>, method: &Method, subject: &Subject) -> Const {
    Const {
        docs: scope.docs(|| vec![format!("The documented facts of `{}`.", method.name.wire)]),
        is_static: false,
        name: "METHOD".to_owned(),
        ty: scope.code(|| quote!(&'static rt::Method)),
        value: scope.code(|| value(scope, method)),
        listed: Listed::with(subject, summary(method)),
    }
}

fn value(scope: Scope<'_>, method: &Method) -> TokenStream {
    let Method { name, scopes, positional, errors, .. } = method;
    let (name, docs) = (&name.wire, method.docs.as_ref().map_or("", |page| page.url.as_str()));
    let (api, kind) = (ident(&format!("{:?}", method.api)), kind(method.kind));
    let batchable = option(method.batch.map(|batch| quote!(#batch)));
    let deprecated = option(method.deprecated.as_ref().map(deprecated));
    let pager = option(method.pager.as_ref().map(pager));
    let params = rules::params(scope, method);
    let errors = if errors.is_empty() { quote!(NONE) } else { quote!(Rows(rt::error::row::<Error>)) };
    quote! {
        &rt::Method {
            name: #name,
            api: rt::Api::#api,
            scopes: &[#(#scopes),*],
            kind: rt::Kind::#kind,
            docs: #docs,
            batchable: #batchable,
            deprecated: #deprecated,
            positional: &[#(#positional),*],
            pager: #pager,
            params: rt::Fields::#params,
            errors: rt::Errors::#errors,
        }
    }
}

fn kind(kind: Option<Kind>) -> proc_macro2::Ident {
    ident(match kind {
        Some(Kind::Read) => "Read",
        Some(Kind::Write) => "Write",
        None => "Unknown",
    })
}

fn deprecated(deprecated: &Deprecated) -> TokenStream {
    let instead = text(deprecated.instead.as_deref());
    quote!(rt::catalogue::Deprecated { replaced_by: #instead })
}

fn pager(pager: &Pager) -> TokenStream {
    let (kind, id) = (ident(&format!("{:?}", pager.kind)), text(pager.id.as_deref()));
    let items = pager.items.as_deref().unwrap_or_default();
    quote!(rt::catalogue::Pager { kind: rt::catalogue::PagerKind::#kind, items: #items, id: #id })
}

/// Returns `Some("…")` or `None`.
fn text(text: Option<&str>) -> TokenStream {
    option(text.map(|text| quote!(#text)))
}

/// Returns `Some(…)` or `None`.
fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// Returns the facts for the list of public items: `writes, scope crm, no batch`.
fn summary(method: &Method) -> String {
    let kind = match method.kind {
        Some(Kind::Read) => "reads",
        Some(Kind::Write) => "writes",
        None => "reads or writes",
    };
    let mut facts = vec![kind.to_owned()];
    facts.extend((method.api == Api::V3).then(|| "REST 3.0".to_owned()));
    facts.extend(method.scopes.iter().map(|scope| format!("scope {scope}")));
    facts.extend(method.batch.map(|batch| if batch { "batch" } else { "no batch" }.to_owned()));
    if let Some(pager) = &method.pager {
        facts.push(format!("pages by {:?}", pager.kind).to_lowercase());
        facts.extend(pager.items.iter().map(|items| format!("items in {items}")));
        facts.extend(pager.id.iter().map(|id| format!("id {id}")));
    }
    facts.join(", ")
}
