//! A method's parameters: their tables, and the tables that no row refers to.

use crate::facts::merge::merge;
use crate::facts::names::{fits_pattern, is_pattern, names_fields};
use crate::facts::ty::Ty;
use crate::facts::{Field, Required, Role};
use crate::fields::Reader;
use crate::page::blocks::Block;
use crate::page::text::{distinct, plain};
use crate::page::{Chapter, Page};
use crate::vocabulary::{self as words, Section};

/// Returns the parameters: the tables of their section, or right after the introduction.
pub(crate) fn read(reader: &mut Reader<'_, '_>) -> Vec<Field> {
    let page = reader.page;
    let Some(root) = root(page) else {
        if !says_none(page) {
            reader.note(1, "no table of parameters, and no sentence that there are none".to_owned());
        }
        return Vec::new();
    };
    let mut params = reader.chapter(root, Role::Params);
    let mut ways: Vec<Vec<String>> = Vec::new();
    if is_numbered(&page.chapters[root]) {
        ways.push(names_of(&params));
    }
    for (at, chapter) in page.with_fields() {
        // A table before it may refer to this one.
        if chapter.section != Section::Params || reader.is_used(at) {
            continue;
        }
        if is_numbered(chapter) {
            let way = reader.chapter(at, Role::Params);
            ways.push(names_of(&way));
            way.into_iter().for_each(|field| merge(&mut params, field));
        } else {
            add_table(reader, at, &mut params);
        }
    }
    if is_numbered(&page.chapters[root]) {
        either(&mut params, &ways);
    }
    params.iter_mut().for_each(Field::settle);
    lift(&mut params);
    if !says_marks(page) && !has_marks(&params) {
        leave_open(&mut params);
    }
    settle_conditions(&mut params);
    params
}

/// Puts the rows of a table about all fields of a pattern, `UF_*`, beside it: they are fields of that name, not its inside.
fn lift(fields: &mut Vec<Field>) {
    let is_of = |field: &Field| {
        let fits = |inner: &Field| fits_pattern(&field.name, &inner.name);
        is_pattern(&field.name) && !field.fields.is_empty() && field.fields.iter().all(fits)
    };
    let mut lifted = Vec::new();
    for field in fields.iter_mut() {
        lift(&mut field.fields);
        if is_of(field) {
            lifted.append(&mut field.fields);
            field.ty = Ty::Any;
        }
    }
    for field in lifted {
        merge(fields, field);
    }
}

/// Returns true if the page tells how it marks what is required.
fn says_marks(page: &Page<'_>) -> bool {
    if page.says_marks {
        return true;
    }
    let blocks = page.chapters.iter().flat_map(|chapter| &chapter.blocks);
    let mut texts = blocks.filter_map(|block| if let Block::Text { text, .. } = block { Some(text) } else { None });
    texts.any(|text| {
        let low = text.to_lowercase();
        words::MARKS.iter().any(|phrase| low.contains(phrase))
    })
}

fn has_marks(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.required == Required::Yes || has_marks(&field.fields))
}

/// Leaves open what is required, where a page marks nothing and does not say that it would.
fn leave_open(fields: &mut [Field]) {
    for field in fields {
        field.required = Required::Unknown;
        // What a filter names is never required.
        if !names_fields(&field.name) {
            leave_open(&mut field.fields);
        }
    }
}

/// Keeps conditions that name parameters beside the one that has them. A parameter with one is required only under it.
fn settle_conditions(fields: &mut [Field]) {
    let names = names_of(fields);
    let mutual: Vec<Vec<String>> = fields
        .iter()
        .filter(|field| field.conditions.is_mutual)
        .map(|field| field.conditions.unless.iter().filter(|name| names.contains(name)).cloned().collect())
        .filter(|group: &Vec<String>| group.len() > 1)
        .collect();
    let instead = |name: &str| -> Vec<String> {
        let replaces = |field: &&Field| field.conditions.replaces.iter().any(|other| other == name);
        fields.iter().filter(replaces).map(|field| field.name.clone()).collect()
    };
    let instead: Vec<Vec<String>> = names.iter().map(|name| instead(name)).collect();
    for (field, instead) in fields.iter_mut().zip(instead) {
        let name = field.name.clone();
        // Only what is required can be so unless another one is there.
        if field.required == Required::Yes {
            field.conditions.unless.extend(instead);
        }
        let own = &mut field.conditions;
        if own.is_mutual && !own.unless.contains(&name) {
            own.unless.clear();
        }
        let groups = mutual.iter().filter(|group| group.contains(&name));
        own.unless.extend(groups.flatten().cloned());
        own.unless = distinct(std::mem::take(&mut own.unless));
        own.unless.retain(|other| *other != name && names.contains(other));
        own.when.retain(|(other, _)| *other != name && names.contains(other));
        for (other, _) in &mut own.only {
            // A sentence about a type says it in its own letters.
            if let Some(beside) = names.iter().find(|beside| beside.eq_ignore_ascii_case(other)) {
                other.clone_from(beside);
            }
        }
        own.only.retain(|(other, _)| *other != name && names.contains(other));
        // What has an effect only in some calls is not demanded in all of them.
        let is_contradicted = own.may_be_left_out || !own.only.is_empty();
        if !own.is_empty() || is_contradicted && field.required == Required::Yes {
            field.required = Required::Unknown;
        }
        settle_conditions(&mut field.fields);
    }
}

/// Returns the chapter with the table of parameters: in their section, right after the introduction, or under a heading
/// of its own before the examples.
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

/// Returns true if a heading has a number: then its table is of one of several ways to call the method.
fn is_numbered(chapter: &Chapter<'_>) -> bool {
    let heading = plain(&chapter.heading.text);
    let rest = heading.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < heading.len() && rest.starts_with(['.', ')'])
}

fn names_of(fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| field.name.clone()).collect()
}

/// Makes parameters that only some ways require unknown, because the page does not tell which way is used.
fn either(params: &mut [Field], ways: &[Vec<String>]) {
    for param in params {
        if param.required == Required::Yes && !ways.iter().all(|way| way.contains(&param.name)) {
            param.required = Required::Unknown;
        }
    }
}

/// Adds a table of the section that no row refers to: more parameters, the inside of the only object without fields, or
/// no parameters.
fn add_table(reader: &mut Reader<'_, '_>, at: usize, params: &mut Vec<Field>) {
    let heading = plain(&reader.page.chapters[at].heading.text);
    let line = reader.page.chapters[at].heading.line;
    let low = heading.to_lowercase();
    if words::MORE_PARAMS.iter().any(|phrase| low.contains(phrase)) {
        reader.chapter(at, Role::Params).into_iter().for_each(|field| merge(params, field));
        return;
    }
    let inner = reader.chapter(at, Role::Params);
    if let Some((owner, name)) = between(params, &heading) {
        // The heading names a part of it that has no row.
        owner.fields.push(Field { name, ty: Ty::Object, fields: inner, line, ..Field::default() });
        return;
    }
    let is_open = |param: &&mut Field| param.fields.is_empty() && param.ty.has_object() && !names_fields(&param.name);
    let is_new = inner.iter().all(|field| params.iter().all(|param| param.name != field.name));
    let mut owners: Vec<&mut Field> = params.iter_mut().filter(is_open).collect();
    match owners.as_mut_slice() {
        [owner] if is_new => owner.fields = inner,
        _ => reader.note(line, format!("no parameter leads to the table under `{heading}`")),
    }
}

/// Returns the only parameter whose description has a name as code that the heading has, and which is no parameter
/// itself.
fn between<'f>(params: &'f mut [Field], heading: &str) -> Option<(&'f mut Field, String)> {
    let is_param = |name: &str| params.iter().any(|param| param.name == name);
    let words: Vec<String> = heading.split_whitespace().map(str::to_owned).collect();
    let names: Vec<String> = words.into_iter().filter(|word| !is_param(word)).collect();
    let named = |param: &Field| names.iter().find(|name| param.mentions.contains(*name)).cloned();
    let mut found = params.iter_mut().filter_map(|param| named(param).map(|name| (param, name)));
    let first = found.next()?;
    found.next().is_none().then_some(first)
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
