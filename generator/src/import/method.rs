//! A method's page as facts.

use serde_json::Value;

use super::examples::{self, Body};
use super::facts::{Field, Method, Pager, Required, Ty, for_each_field};
use super::fields::{self, Reader, Role};
use super::page::{Chapter, Identity, Page};
use super::report::Note;
use super::scalars::{boolean_form, is_date_like, is_integer, is_number, scalar_type, text_of};
use super::shape::Shape;
use super::text::plain;
use super::types::Registry;
use super::verb::kind;
use super::vocabulary::{self as words, Section};
use super::{blocks::Block, describe, errors, names, result};
use crate::raw::{Api, Kind, PagerKind};

/// What is read of a method's page, and what could not be.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) method: Method,
    /// The page that a note of deprecation leads to, when it names no method.
    pub(super) replaced_at: Option<String>,
    pub(super) notes: Vec<Note>,
    /// What its examples show of shared types.
    pub(super) shapes: Vec<(String, Shape)>,
}

/// Reads a method's page.
pub(super) fn read(page: &Page<'_>, identity: Identity, registry: &Registry, with_docs: bool) -> Read {
    let mut reader = Reader::new(page, registry, with_docs);
    let (good, bad) = examples::answers(page);
    let bodies = examples::bodies(page);
    let mut params = params(&mut reader);
    let unread =
        bodies.iter().filter(|body| body.json.is_none()).map(|body| (body.line, "the body of this request is no JSON"));
    let unread: Vec<_> = unread
        .chain(good.iter().filter(|answer| answer.json.is_none()).map(|answer| (answer.line, "this answer is no JSON")))
        .chain(bad.iter().filter(|answer| answer.json.is_none()).map(|answer| (answer.line, "this error is no JSON")))
        .collect();
    unread.into_iter().for_each(|(line, reason)| reader.note(line, reason.to_owned()));
    learn(&mut params, &bodies, identity.api);
    one_boolean_form(&mut params);
    let result = result::read(&mut reader, &good);
    if result.is_none() {
        reader.note(1, "the page shows no result".to_owned());
    }
    let deprecated = page.deprecated();
    let replaced_at = deprecated.as_ref().and_then(|(_, target)| super::tree::resolve(page.path, (*target)?));
    let deprecated = deprecated.map(|(deprecated, _)| deprecated);
    let method = Method {
        kind: kind(&identity.name),
        pager: pager(&params, result.as_ref(), &identity),
        positional: positional(page, &params),
        docs: page.path.trim_end_matches(".md").to_owned(),
        doc: with_docs.then(|| first_sentence(page)).flatten(),
        scopes: page.scopes(),
        deprecated,
        params,
        result,
        errors: errors::read(page, &bad, with_docs),
        name: identity.name,
        api: identity.api,
    };
    let mut notes = page.notes.clone();
    notes.append(&mut reader.notes);
    let shapes = std::mem::take(&mut reader.shapes);
    Read { method, replaced_at, notes, shapes }
}

/// The parameters: the tables of their section, or right after the introduction.
fn params(reader: &mut Reader<'_, '_>) -> Vec<Field> {
    let page = reader.page;
    let Some(root) = root(page) else {
        if !says_none(page) {
            reader.note(1, "no table of parameters, and no sentence that there are none".to_owned());
        }
        return Vec::new();
    };
    let mut params = reader.chapter(root, Role::Params);
    for (at, chapter) in page.with_fields() {
        // A table before it may lead to this one.
        if chapter.section == Section::Params && !reader.is_used(at) {
            add_table(reader, at, &mut params);
        }
    }
    params.iter_mut().for_each(Field::settle);
    params
}

/// The chapter whose table is of the parameters: in their section, right after the introduction, or under a heading of
/// its own before the examples.
fn root(page: &Page<'_>) -> Option<usize> {
    let is_early = |chapter: &Chapter<'_>| chapter.section == Section::Intro && chapter.heading.level <= 1;
    let is_behind = |chapter: &Chapter<'_>| {
        matches!(
            chapter.section,
            Section::Examples | Section::Response | Section::Returned | Section::Errors | Section::Codes
        )
    };
    let behind = page.chapters.iter().position(is_behind).unwrap_or(page.chapters.len());
    let chapters = || page.with_fields();
    let found = chapters().find(|(_, chapter)| chapter.section == Section::Params);
    let found = found.or_else(|| chapters().find(|(_, chapter)| is_early(chapter)));
    found.or_else(|| chapters().next().filter(|(at, _)| *at < behind)).map(|(at, _)| at)
}

/// A table of the section that no row leads to: another way of calling the method, what is inside the only object
/// without fields, or none of the parameters.
fn add_table(reader: &mut Reader<'_, '_>, at: usize, params: &mut Vec<Field>) {
    let heading = plain(&reader.page.chapters[at].heading.text);
    let line = reader.page.chapters[at].heading.line;
    let low = heading.to_lowercase();
    if heading.starts_with(|c: char| c.is_ascii_digit()) || words::MORE_PARAMS.iter().any(|phrase| low.contains(phrase))
    {
        reader.chapter(at, Role::Params).into_iter().for_each(|field| fields::merge(params, field));
        return;
    }
    let inner = reader.chapter(at, Role::Params);
    let is_open =
        |param: &&mut Field| param.fields.is_empty() && param.ty.has_object() && !names::names_fields(&param.name);
    let is_new = inner.iter().all(|field| params.iter().all(|param| param.name != field.name));
    let mut owners: Vec<&mut Field> = params.iter_mut().filter(is_open).collect();
    match owners.as_mut_slice() {
        [owner] if is_new => owner.fields = inner,
        _ => reader.note(line, format!("no parameter leads to the table under `{heading}`")),
    }
}

fn says_none(page: &Page<'_>) -> bool {
    let texts = page.chapters.iter().filter(|chapter| matches!(chapter.section, Section::Intro | Section::Params));
    let texts = texts.flat_map(|chapter| &chapter.blocks).filter_map(|block| match block {
        Block::Text { text, .. } => Some(plain(text).to_lowercase()),
        _ => None,
    });
    let says = |text: &str| {
        text.split(". ")
            .any(|sentence| words::NO_PARAMS.iter().any(|none| sentence.trim().trim_end_matches('.').ends_with(none)))
    };
    texts.into_iter().any(|text| says(&text))
}

/// What examples add to the parameters: how booleans are written, what lists hold, names that no table has.
fn learn(params: &mut Vec<Field>, bodies: &[Body], api: Api) {
    let mut seen = Shape::default();
    bodies.iter().filter_map(|body| body.json.as_ref()).filter(|json| json.is_object()).for_each(|json| seen.add(json));
    let Some(entries) = &seen.object else { return };
    for (key, shape) in entries {
        let is = |param: &Field| param.name == *key || api == Api::V2 && param.name.eq_ignore_ascii_case(key);
        let is_known = params.iter().any(|param| names::fits_pattern(&param.name, key))
            || matches!(key.to_lowercase().as_str(), "auth" | "access_token");
        match params.iter_mut().find(|param| is(param)) {
            Some(param) => refine(param, shape, true),
            None if is_known => {}
            None => params.push(observed(key, shape)),
        }
    }
}

/// A parameter that no table has.
fn observed(name: &str, seen: &Shape) -> Field {
    let (name, ty) = (name.to_owned(), seen.ty());
    Field { name, required: Required::Unknown, ty, is_observed: true, ..Field::default() }
}

/// Where a page writes all its booleans in one form, those that it does not show are written so, too.
fn one_boolean_form(params: &mut [Field]) {
    let mut forms: Vec<Ty> = Vec::new();
    for_each_field(params, &mut |field| {
        let is_boolean = matches!(&field.ty, Ty::Name(name) if name.starts_with("boolean("));
        if is_boolean && !forms.contains(&field.ty) {
            forms.push(field.ty.clone());
        }
    });
    if let [form] = forms.as_slice() {
        params.iter_mut().for_each(|field| set_boolean_form(field, form));
    }
}

fn set_boolean_form(field: &mut Field, form: &Ty) {
    if field.ty.is("boolean") && !field.is_shown {
        field.ty = form.clone();
        field.default = field.default.take().and_then(|default| describe::retyped(&default, form, &[]));
    }
    field.fields.iter_mut().for_each(|field| set_boolean_form(field, form));
}

fn refine(field: &mut Field, seen: &Shape, is_root: bool) {
    if let Some(file) = file_type(field, seen) {
        field.ty = file;
        return;
    }
    let scalars: Vec<Value> = seen.scalars.iter().filter(|value| value.as_str() != Some("")).cloned().collect();
    if let Some(entries) = &seen.object {
        match &mut field.ty {
            Ty::Any => field.ty = Ty::Object,
            Ty::Array if field.fields.is_empty() => {
                field.ty = if seen.list.is_some() { Ty::one_of(vec![Ty::Array, Ty::Object]) } else { Ty::Object };
            }
            Ty::List(inner) if inner.has_object() && seen.list.is_none() => {
                field.ty = Ty::one_of(vec![field.ty.clone(), Ty::Object])
            }
            ty if !ty.is_container() && !matches!(ty, Ty::OneOf(_)) => *ty = Ty::one_of(vec![ty.clone(), Ty::Object]),
            _ => {}
        }
        if let Ty::Map(inner) = &mut field.ty
            && let Ty::Shared(name) = inner.as_ref()
            && matches!(name.as_str(), fields::DIRECTION | fields::LOWER_DIRECTION)
        {
            // Directions in the other case, or numbers.
            let words = if name == fields::DIRECTION { ["ASC", "DESC"] } else { ["asc", "desc"] };
            let is_one = |value: &Value| value.as_str().is_some_and(|text| words.contains(&text));
            if !entries.iter().flat_map(|(_, shape)| &shape.scalars).all(is_one) {
                **inner = Ty::name("string");
            }
        }
        if let (Ty::Shared(_), Some(_)) = (&field.ty, seen.as_map()) {
            field.ty = Ty::map(std::mem::take(&mut field.ty));
        }
        refine_entries(field, seen, entries);
    }
    if let Some(list) = &seen.list {
        let is_listed =
            |value: &Value| value.as_str().is_some_and(|text| field.values.iter().any(|known| known == text));
        if !list.scalars.iter().all(is_listed) {
            field.values.clear();
        }
        // What lists inside lists hold differs by their places.
        let inner = if list.list.is_some() { Ty::Array } else { list.ty() };
        match &mut field.ty {
            Ty::Any => field.ty = Ty::list(inner),
            Ty::Array if inner.is_known() => field.ty = Ty::list(inner),
            Ty::Shared(_) if list.object.is_some() => field.ty = Ty::list(std::mem::take(&mut field.ty)),
            // The items are of another kind than the page says.
            Ty::List(own) if own.is_container() && list.object.is_none() && list.list.is_none() && inner.is_known() => {
                field.fields.clear();
                field.ty = Ty::list(inner);
            }
            Ty::List(own) if !own.is_container() && own.is_known() && list.scalars.is_empty() && inner.is_known() => {
                field.values.clear();
                field.ty = Ty::list(if list.list.is_some() { Ty::Array } else { inner });
            }
            Ty::List(own) if own.is_container() && list.list.is_some() => {
                field.fields.clear();
                field.ty = Ty::list(Ty::Array);
            }
            Ty::Object if !field.fields.is_empty() && list.object.is_some() => {
                field.ty = Ty::one_of(vec![Ty::Object, Ty::list(Ty::Object)])
            }
            Ty::Object if !list.eq(&Box::new(Shape::default())) => {
                field.ty = Ty::one_of(vec![Ty::Object, Ty::list(inner)])
            }
            ty if !ty.is_container() && !matches!(ty, Ty::OneOf(_) | Ty::Nullable(_)) => {
                let one = ty.clone();
                *ty = if one.is("file") { one } else { Ty::one_of(vec![one.clone(), Ty::list(one)]) };
            }
            _ => {}
        }
        for (key, shape) in list.object.iter().flatten() {
            if let Some(own) = field.fields.iter_mut().find(|own| own.name == *key) {
                refine(own, shape, false);
            }
        }
    }
    if !scalars.is_empty() {
        refine_scalar(field, &scalars, is_root);
    }
}

/// What an example shows inside an object: entries of a map, if none is described but what is inside them is; else the
/// described fields, and others that are only seen.
fn refine_entries(field: &mut Field, seen: &Shape, entries: &[(String, Shape)]) {
    let is_described = entries.iter().any(|(key, _)| names::position(&field.fields, key).is_some());
    if field.fields.is_empty() || entries.is_empty() {
        return;
    }
    if !is_described && field.ty == Ty::Object {
        let inside =
            |shape: &Shape| shape.object.iter().flatten().any(|(key, _)| names::position(&field.fields, key).is_some());
        if entries.iter().all(|(_, shape)| inside(shape)) {
            field.ty = Ty::map(Ty::Object);
        } else if seen.as_map().is_some() || entries.iter().all(|(_, shape)| shape.object.is_some()) {
            field.fields.clear();
            field.ty = Ty::map(Ty::Any);
            return;
        }
    }
    if matches!(field.ty, Ty::Map(_)) {
        for (key, shape) in entries.iter().filter_map(|(_, shape)| shape.object.as_ref()).flatten() {
            if let Some(at) = names::position(&field.fields, key) {
                refine(&mut field.fields[at], shape, false);
            }
        }
        return;
    }
    for (key, shape) in entries {
        match names::position(&field.fields, key) {
            Some(at) if names::is_pattern(&field.fields[at].name) => {}
            Some(at) => refine(&mut field.fields[at], shape, false),
            // A condition of a filter: its name is behind the operator.
            None if key.starts_with(|c: char| "<>=!@%~?*+".contains(c)) => {}
            None => field.fields.push(observed(key, shape)),
        }
    }
}

/// How an example writes a file: `["name", "base64"]`, a list of these, `{"fileData": …}`, or the content alone.
fn file_type(field: &Field, seen: &Shape) -> Option<Ty> {
    let is_file = field.says_base64 || matches!(&field.ty, Ty::Name(name) if name.starts_with("file"));
    if !is_file || !field.fields.is_empty() {
        return None;
    }
    let is_pair =
        |list: &Shape| !list.scalars.is_empty() && list.scalars.iter().all(Value::is_string) && list.list.is_none();
    match seen {
        Shape { list: Some(list), object: None, .. } => match &list.list {
            Some(inner) if is_pair(inner) => Some(Ty::list(Ty::name("file(pair)"))),
            None if is_pair(list) && list.object.is_none() && list.scalars.len() > 1 => Some(Ty::name("file(pair)")),
            _ => Some(Ty::Array),
        },
        Shape { object: Some(entries), .. } => {
            let has_data = entries.iter().any(|(key, _)| key == "fileData");
            Some(if has_data { Ty::name("file(data)") } else { Ty::Object })
        }
        Shape { scalars, .. } if scalars.iter().any(Value::is_string) => Some(Ty::name("file(base64)")),
        Shape { scalars, .. } if !scalars.is_empty() => Some(scalar_type(scalars)),
        _ => None,
    }
}

fn refine_scalar(field: &mut Field, scalars: &[Value], is_root: bool) {
    field.is_shown = true;
    let is_nullable = matches!(field.ty, Ty::Nullable(_));
    let ty = if let Ty::Nullable(inner) = &field.ty { (**inner).clone() } else { field.ty.clone() };
    let refined = match &ty {
        Ty::Any => scalar_type(scalars),
        Ty::Name(name) if name == "boolean" => boolean_form(scalars).unwrap_or(ty.clone()),
        Ty::Name(name) if name.starts_with("boolean") => match boolean_form(scalars) {
            Some(_) => ty.clone(),
            None => Ty::name("string"),
        },
        Ty::Name(name) if name == "integer" && !scalars.iter().all(is_integer) => {
            if scalars.iter().all(is_number) {
                Ty::name("double")
            } else {
                Ty::one_of(vec![ty.clone(), Ty::name("string")])
            }
        }
        Ty::Name(name) if name == "double" && !scalars.iter().all(is_number) => {
            Ty::one_of(vec![ty.clone(), Ty::name("string")])
        }
        Ty::Name(name) if name == "string" && scalars.iter().any(Value::is_boolean) => {
            Ty::one_of(vec![ty.clone(), Ty::name("boolean")])
        }
        Ty::Name(name)
            if matches!(name.as_str(), "date" | "datetime" | "timestamp") && !scalars.iter().all(is_date_like) =>
        {
            Ty::name("string")
        }
        Ty::Shared(_) if !is_root || scalars.iter().all(|value| value.is_string() || value.is_number()) => {
            Ty::name("id")
        }
        Ty::Object | Ty::Array | Ty::List(_) | Ty::Map(_) => {
            let one = scalar_type(scalars);
            if one.is_known() { Ty::one_of(vec![ty.clone(), one]) } else { ty.clone() }
        }
        _ => ty.clone(),
    };
    // A list of values that an example does not keep is not whole.
    let keeps = |value: &Value| field.values.contains(&text_of(value));
    if !field.values.is_empty() && !scalars.iter().all(keeps) || !(refined.is("string") || refined.is("integer")) {
        field.values.clear();
    }
    if refined != ty || !scalars.iter().all(|value| field.limits.allow(value)) {
        field.limits = Default::default();
    }
    field.ty = if is_nullable { Ty::nullable(refined) } else { refined };
    let default = field.default.take();
    field.default = default.and_then(|default| describe::retyped(&default, &field.ty, &field.values));
}

/// How the list is read page by page, if the method is one of lists.
fn pager(params: &[Field], result: Option<&Field>, identity: &Identity) -> Option<Pager> {
    if kind(&identity.name) != Some(Kind::Read) {
        return None;
    }
    let has = |name: &str| params.iter().any(|param| param.name.eq_ignore_ascii_case(name));
    let size = ["limit", "pageSize", "page_size", "count", "perPage", "PAGE_SIZE"];
    let kind = match () {
        () if has("pagination") => PagerKind::Pagination,
        () if has("LAST_ID") || has("lastId") || has("last_id") => PagerKind::LastId,
        () if has("start") => PagerKind::Start,
        () if has("offset") && has("limit") => PagerKind::Offset,
        () if has("page") && size.iter().any(|size| has(size)) => PagerKind::Page,
        () => return None,
    };
    let result = result?;
    let is_list = |field: &Field| matches!(field.ty, Ty::List(_) | Ty::Array);
    let (items, of) = match &result.ty {
        _ if is_list(result) => (None, result),
        _ => {
            let lists: Vec<&Field> = result.fields.iter().filter(|field| is_list(field)).collect();
            match lists.as_slice() {
                [one] => (Some(one.name.clone()), *one),
                _ => return None,
            }
        }
    };
    let id = of.fields.iter().find(|field| field.name.eq_ignore_ascii_case("id")).map(|field| field.name.clone());
    Some(Pager { kind, items, id })
}

/// The parameters in their order, where the page makes the order a rule.
fn positional(page: &Page<'_>, params: &[Field]) -> Vec<String> {
    let blocks = page.chapters.iter().filter(|chapter| matches!(chapter.section, Section::Intro | Section::Params));
    let says = |text: &str| {
        let text = plain(text).to_lowercase();
        words::IN_ORDER.iter().any(|phrase| text.contains(phrase))
    };
    let mut texts = Vec::new();
    blocks.for_each(|chapter| texts_of(&chapter.blocks, &mut texts));
    if !texts.into_iter().any(says) {
        return Vec::new();
    }
    params.iter().filter(|param| !param.is_observed).map(|param| param.name.clone()).collect()
}

fn texts_of<'b>(blocks: &'b [Block<'_>], texts: &mut Vec<&'b str>) {
    for block in blocks {
        match block {
            Block::Text { text, .. } => texts.push(text),
            Block::Note { blocks, .. } => texts_of(blocks, texts),
            _ => {}
        }
    }
}

/// What the page says first.
fn first_sentence(page: &Page<'_>) -> Option<String> {
    let blocks = page.of(Section::Intro).flat_map(|chapter| &chapter.blocks);
    let mut texts =
        blocks.filter_map(|block| if let Block::Text { text, .. } = block { Some(plain(text)) } else { None });
    let text = texts.find(|text| !text.is_empty())?;
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    Some(text[..end].to_owned())
}
