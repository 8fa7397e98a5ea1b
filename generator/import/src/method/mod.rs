//! The facts of a method's page.

pub(crate) mod about;
pub(crate) mod declared;
pub(crate) mod demanded;
pub(crate) mod effect;
pub(crate) mod error_table;
pub(crate) mod errors;
pub(crate) mod insert;
pub(crate) mod messages;
pub(crate) mod pager;
pub(crate) mod params;
pub(crate) mod placeholders;
pub(crate) mod reason;
pub(crate) mod remarks;
pub(crate) mod result;
pub(crate) mod untied;
pub(crate) mod verb;
pub(crate) mod wording;

use std::collections::BTreeSet;

use bitrix24_schema::raw::Kind;
use serde_json::Value;

use crate::examples::shape::Shape;
use crate::examples::{self, Answer, Body};
use crate::facts::report::Note;
use crate::facts::{Field, Method, for_each_field};
use crate::fields::Reader;
use crate::fields::types::Registry;
use crate::learn;
use crate::page::blocks::Block;
use crate::page::said::{self, Said};
use crate::page::text::plain;
use crate::page::{Identity, Page};
use crate::vocabulary::{self as words, Section};

/// The result of reading a method's page: its facts, and the notes.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) method: Method,
    /// The page linked by a note of deprecation that names no method.
    pub(crate) replaced_at: Option<String>,
    /// The page of the method that answers the same, as the page says.
    pub(crate) answers_as: Option<String>,
    pub(crate) notes: Vec<Note>,
    /// The shapes of shared types in its examples.
    pub(crate) shapes: Vec<(String, Shape)>,
}

/// Reads a method's page.
pub(crate) fn read(page: &Page<'_>, identity: Identity, registry: &Registry, with_docs: bool) -> Read {
    let mut reader = Reader::new(page, registry, with_docs);
    let (good, bad) = examples::answers(page);
    let bodies = examples::bodies(page);
    let mut params = params::read(&mut reader);
    note_unread(&mut reader, &bodies, &good, &bad);
    learn::params(&mut params, &bodies, identity.api);
    learn::left_out::open(&mut params, &bodies, &identity.name);
    learn::one_boolean_form(&mut params);
    let mut result = result::read(&mut reader, &good);
    let mut about = about::read(&mut reader, &identity.name, &good);
    about.extend(about::without_answer(&identity.name, &good, &mut result));
    declared::add(result.as_mut(), &mut reader, &identity.name);
    if result.is_none() {
        reader.note(1, "the page shows no result".to_owned());
    }
    let deprecated = page.deprecated();
    let replaced_at = deprecated.as_ref().and_then(|(_, target)| crate::page::tree::resolve(page.path, (*target)?));
    let deprecated = deprecated.map(|(deprecated, _)| deprecated);
    let said = said::in_sections(page, &[Section::Intro, Section::Params, Section::Response]);
    let kind = effect::read(&said, &identity.name, &params);
    let reads = kind == Some(Kind::Read);
    let pager = reads.then(|| pager::read(page, &params, result.as_ref(), &good, (&identity, registry))).flatten();
    // A list of which no page is shown is read page by page.
    let result = result.or_else(|| result::told(page));
    let mut names = BTreeSet::new();
    for_each_field(&params, &mut |field| {
        names.insert(field.name.clone());
    });
    let errors = errors::read(page, &bad, &bodies, names, with_docs);
    demanded::mark(&mut params, &errors, &bodies, &identity.name);
    let method = Method {
        kind,
        pager,
        positional: positional(&said, &params),
        docs: page.path.trim_end_matches(".md").to_owned(),
        doc: with_docs.then(|| first_sentence(page)).flatten(),
        scopes: page.scopes(),
        caller: page.caller(),
        is_for_applications: is_for_applications(&said) || errors.iter().any(|error| error.is_for_applications),
        availability: remarks::availability(&said),
        is_asynchronous: remarks::is_asynchronous(&said),
        is_irreversible: remarks::is_irreversible(page, &said),
        deprecated,
        params,
        result,
        errors,
        about,
        name: identity.name,
        api: identity.api,
    };
    let mut notes = page.notes.clone();
    notes.append(&mut reader.notes);
    let shapes = std::mem::take(&mut reader.shapes);
    Read { method, replaced_at, answers_as: remarks::answers_as(page), notes, shapes }
}

/// Notes the examples that are not JSON.
fn note_unread(reader: &mut Reader<'_, '_>, bodies: &[Body], good: &[Answer], bad: &[Answer]) {
    let mut note = |json: &Option<Value>, line: usize, reason: &str| {
        if json.is_none() {
            reader.note(line, reason.to_owned());
        }
    };
    bodies.iter().for_each(|body| note(&body.json, body.line, "the body of this request is no JSON"));
    good.iter().for_each(|answer| note(&answer.json, answer.line, "this answer is no JSON"));
    bad.iter().for_each(|answer| note(&answer.json, answer.line, "this error is no JSON"));
}

/// Returns the parameters in order, if the page requires an order.
fn positional(said: &[Said<'_>], params: &[Field]) -> Vec<String> {
    let mut early = said.iter().filter(|said| matches!(said.section, Section::Intro | Section::Params));
    if !early.any(|said| said.bare.has_any(words::IN_ORDER)) {
        return Vec::new();
    }
    params.iter().filter(|param| !param.is_observed).map(|param| param.name.clone()).collect()
}

/// Returns true if the introduction says that only an application may call the method.
fn is_for_applications(said: &[Said<'_>]) -> bool {
    let mut intro = said.iter().filter(|said| said.section == Section::Intro);
    intro.any(|said| said.bare.has_any(words::APPLICATION_ONLY))
}

/// Returns the first sentence of the page.
pub(crate) fn first_sentence(page: &Page<'_>) -> Option<String> {
    let blocks = page.of(Section::Intro).flat_map(|chapter| &chapter.blocks);
    let mut texts =
        blocks.filter_map(|block| if let Block::Text { text, .. } = block { Some(plain(text)) } else { None });
    let text = texts.find(|text| !text.is_empty())?;
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    Some(text[..end].to_owned())
}
