//! A method.

use bitrix24_codegen::told;
use bitrix24_schema::model::{Api, Method, PagerKind, Type};
use bitrix24_schema::shown::sentence;
use bitrix24_schema::{Model, export};
use serde_json::{Value, json};

use super::errors;
use super::fields::Rows;
use super::wanted::Wanted;
use crate::names;
use crate::page::{Page, Row};
use crate::params::{Place, arguments};

/// Returns a method for programs: as the exported document has it, with an example.
pub(super) fn json(model: &Model, index: usize, wanted: Wanted) -> Value {
    let method = &model.methods[index];
    let mut value = export::method_json(model, method);
    if let Value::Object(map) = &mut value {
        map.insert("page".to_owned(), json!(method.docs.as_ref().map(|page| &page.url)));
        map.insert("example".to_owned(), told::params(model, method).into());
        map.insert("command".to_owned(), json!(command(model, method)));
        if wanted.rust {
            map.insert("code".to_owned(), json!(told::rust(model, index).join("\n")));
        }
    }
    value
}

/// Writes a method for people.
pub(super) fn write(page: &mut Page, model: &Model, index: usize, wanted: Wanted) {
    let method = &model.methods[index];
    page.title(&method.name.wire);
    if let Some(summary) = &method.summary {
        page.words(2, &sentence(summary));
    }
    if let Some(deprecated) = &method.deprecated {
        page.warning(&match &deprecated.instead {
            Some(instead) => format!("  Deprecated: use {instead}."),
            None => "  Deprecated.".to_owned(),
        });
    }
    page.line(0, "");
    page.facts(&facts(model, method));
    let rows = Rows { model, items: &method.items, is_sent: true, all: wanted.all };
    if method.params.is_empty() {
        page.heading("Parameters: none");
    } else {
        page.heading("Parameters (* required, ? perhaps)");
        page.rows(&rows.fields(&method.params));
    }
    page.heading("Example");
    page.line(2, &command(model, method));
    if wanted.rust {
        page.heading("Rust");
        told::rust(model, index).iter().for_each(|line| page.line(2, line));
    }
    page.heading("Answer");
    page.rows(&answer(Rows { is_sent: false, ..rows }, method));
    page.heading(if method.errors.is_empty() { "Errors: none of its own" } else { "Errors" });
    method.errors.iter().for_each(|entry| errors::entry(page, entry));
    page.line(0, "");
    page.words(2, "Any method may answer the errors of the system besides: `b24 explain CODE`.");
}

fn facts(model: &Model, method: &Method) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    match method.scopes.as_slice() {
        [] => {}
        scopes => facts.push(("scope", scopes.join(" or "))),
    }
    let told = told::method(method).into_iter().filter(|fact| !fact.starts_with("scope "));
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        facts.push(("kind", told.join(" · ")));
    }
    if let Some(pager) = &method.pager {
        let way = match pager.kind {
            PagerKind::Start => "by `start`, 50 at a time",
            PagerKind::Offset => "by offset",
            PagerKind::Page => "by numbered pages",
            PagerKind::LastId => "from the last identifier on",
            PagerKind::Pagination => "by `pagination`",
            PagerKind::Whole => "all at once",
        };
        facts.push(("list", format!("{way}; `b24 list {}` reads it whole", method.name.wire)));
    }
    if !method.positional.is_empty() {
        facts.push(("position", format!("parameters may also be a list: {}", method.positional.join(", "))));
    }
    if method.batch == Some(false) {
        facts.push(("batch", "not in a batch".to_owned()));
    }
    if method.api == Api::V2 && names::methods(model, &method.name.wire).len() > 1 {
        facts.push(("also", format!("REST 3.0 has one of this name: b24 describe {} --v3", method.name.wire)));
    }
    facts.extend(method.docs.as_ref().map(|page| ("page", page.url.clone())));
    facts
}

/// Returns the command that calls it with plausible parameters.
fn command(model: &Model, method: &Method) -> String {
    let is_twin = method.api == Api::V3 && names::methods(model, &method.name.wire).len() > 1;
    let name = [method.name.wire.clone()];
    let version = is_twin.then(|| "--v3".to_owned());
    let what = if method.pager.is_some() { "list" } else { "call" };
    let params = arguments(&told::params(model, method), Place::of(model, method));
    let words: Vec<String> = name.into_iter().chain(params).chain(version).collect();
    format!("b24 {what} {}", words.join(" "))
}

/// Returns the rows of the answer's shape.
fn answer(rows: Rows<'_>, method: &Method) -> Vec<Row> {
    let words = method.result_doc.as_deref().map(sentence).unwrap_or_default();
    let ty = match &method.result {
        Type::Any => "any (not documented)".to_owned(),
        ty => rows.name(ty),
    };
    // The type stands where other rows have a name: the answer has none.
    let mut all = vec![Row { name: ty, words, ..Row::default() }];
    rows.inside(&method.result, 1, &mut all);
    all
}
