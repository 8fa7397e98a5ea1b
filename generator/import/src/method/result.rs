//! A method's result: the tables of returned data, placed by the example and completed from it.

use serde_json::Value;

use crate::examples::shape::Shape;
use crate::examples::{self, Answer, ENVELOPE};
use crate::facts::scalars::{is_value, scalar_type};
use crate::facts::ty::Ty;
use crate::facts::{Field, Required, Role};
use crate::fields::Reader;
use crate::learn::refine::refine;
use crate::method::insert::insert;
use crate::method::untied;
use crate::page::text::plain;
use crate::page::{Page, texts_of};
use crate::vocabulary::{self as words, Section};

/// Reads the result of the page. `None` if the page has neither a table nor an example of it.
pub(crate) fn read(reader: &mut Reader<'_, '_>, answers: &[Answer]) -> Option<Field> {
    let shown: Vec<&Value> = answers.iter().filter_map(|answer| answer.json.as_ref()).map(examples::result).collect();
    let page = reader.page;
    let rows = rows(reader);
    let mut result = of(reader, rows, &shown)?;
    result.may_be_nothing |= says_nothing(page);
    Some(result)
}

/// Returns what rows describe and examples show as one value: a result, or the data of an event. `None` if there are
/// neither.
pub(crate) fn of(reader: &mut Reader<'_, '_>, rows: Vec<Field>, shown: &[&Value]) -> Option<Field> {
    if rows.is_empty() && shown.is_empty() {
        return None;
    }
    let seen = shape(shown);
    let placed = seen.without_numbers();
    let mut root = root(rows, &placed);
    let of_one = of_one(&root, shown);
    let seen = of_one.as_ref().unwrap_or(&seen);
    untied::place(reader, &mut root, &placed);
    refine(&mut root, seen, reader);
    // Answers of more than one kind: only the result itself has to be distinguished.
    let has_container = seen.object.as_ref().is_some_and(|entries| !entries.is_empty()) || seen.list.is_some();
    if has_container && !seen.scalars.is_empty() && !matches!(root.ty, Ty::OneOf(_)) {
        let scalar = scalar_type(&seen.scalars);
        root.ty = Ty::one_of(vec![std::mem::take(&mut root.ty), scalar]);
    }
    let is_nothing = root.ty.is("null") || root.ty == Ty::Any && seen.is_null();
    root.settle();
    if is_nothing {
        root.ty = Ty::name("null");
    }
    mark_only_entry(&mut root, shown);
    Some(root)
}

/// Returns true if a sentence about the answer says that it is `null` in some cases.
fn says_nothing(page: &Page<'_>) -> bool {
    let sections = [Section::Response, Section::Returned];
    let mut texts = Vec::new();
    let chapters = page.chapters.iter().filter(|chapter| sections.contains(&chapter.section));
    chapters.for_each(|chapter| texts_of(&chapter.blocks, &mut texts));
    texts.into_iter().any(|text| {
        let low = text.to_lowercase();
        words::OTHERWISE_NULL.iter().any(|phrase| low.contains(phrase))
    })
}

/// Returns the result that a sentence tells, without a table or an example: `true`, a number, a list.
pub(crate) fn told(page: &Page<'_>) -> Option<Field> {
    let sections = [Section::Response, Section::Returned, Section::Intro];
    let chapters = page.chapters.iter().filter(|chapter| sections.contains(&chapter.section));
    let mut texts = Vec::new();
    chapters.for_each(|chapter| texts_of(&chapter.blocks, &mut texts));
    let ty = texts.into_iter().find_map(|text| {
        let low = plain(text).to_lowercase();
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| low.contains(phrase));
        match low.trim_matches(['.', ' ']) {
            "true" | "false" => Some(Ty::name("boolean")),
            _ if says(words::TRUE_IF) => Some(Ty::name("boolean")),
            _ if says(words::SOME_LIST) => Some(Ty::Array),
            _ if says(words::NUMERIC_ID) => Some(Ty::name("integer")),
            _ => None,
        }
    })?;
    Some(Field { name: "result".to_owned(), ty, ..Field::default() })
}

/// Returns the shape of all examples.
fn shape(shown: &[&Value]) -> Shape {
    let mut shape = Shape::default();
    shown.iter().for_each(|json| shape.add(json));
    shape
}

/// Returns the shape of one item, if some answers are the item and others a map of such items, whose keys are data.
/// `None` if all answers are of one kind.
fn of_one(root: &Field, shown: &[&Value]) -> Option<Shape> {
    let is_row = |key: &String| root.fields.iter().any(|field| field.name == *key);
    let is_thing = |json: &Value| {
        let keys = json.as_object().map(|entries| (entries.keys().filter(|key| is_row(key)).count(), entries.len()));
        keys.is_some_and(|(rows, all)| rows > 2 && rows * 2 >= all)
    };
    let is_map =
        |json: &Value| json.as_object().is_some_and(|entries| !entries.is_empty() && entries.values().all(is_thing));
    let (maps, things): (Vec<&Value>, Vec<&Value>) = shown.iter().partition(|json| is_map(json));
    if maps.is_empty() || !things.iter().any(|json| is_thing(json)) {
        return None;
    }
    let mut shape = Shape::default();
    things.into_iter().for_each(|json| shape.add(json));
    maps.into_iter().filter_map(Value::as_object).flat_map(|entries| entries.values()).for_each(|json| shape.add(json));
    Some(shape)
}

/// Returns the rows of the page's first table of returned data.
fn rows(reader: &mut Reader<'_, '_>) -> Vec<Field> {
    let page = reader.page;
    let first = |section: Section| page.with_fields().find(|(_, chapter)| chapter.section == section);
    let first = first(Section::Returned).or_else(|| first(Section::Response));
    first.map_or_else(Vec::new, |(at, _)| reader.chapter(at, Role::Result))
}

/// Places rows as the example has them.
fn root(rows: Vec<Field>, seen: &Shape) -> Field {
    let mut root = Field { name: "result".to_owned(), is_observed: rows.is_empty(), ..Field::default() };
    let mut rest = Vec::new();
    for row in rows {
        let is_envelope = ENVELOPE.contains(&row.name.as_str()) && seen.entry(&row.name).is_none();
        // A result may have a `result` of its own, which then is in the table of the result.
        let is_around = row.fields.iter().any(|inner| inner.name == "result");
        let is_result =
            matches!(row.name.as_str(), "result" | "$result") && (is_around || seen.entry("result").is_none());
        if is_result && root.line == 0 {
            root = Field { name: "result".to_owned(), required: Required::No, ..row };
        } else if !is_envelope {
            rest.push(row);
        }
    }
    let mut last: Vec<String> = Vec::new();
    let mut closed = Closed::default();
    for mut row in rest {
        if let Some(inner) = row.name.strip_prefix("result.").or_else(|| row.name.strip_prefix("result[].")) {
            row.name = inner.to_owned();
        }
        let mut names: Vec<String> = row.name.split('.').map(|part| part.trim_end_matches("[]").to_owned()).collect();
        let is_literal = names.len() > 1 && !seen.find(&row.name).is_empty() || row.name.starts_with('.');
        if is_literal {
            names = vec![row.name.clone()];
        }
        let path = position(&names, seen, &last, &root, &closed);
        row.name = path.last().cloned().unwrap_or_default();
        closed.add(&path, &row);
        insert(&mut root, &path, row, seen);
        last = path;
    }
    if !root.fields.is_empty() && !root.ty.has_object() {
        match seen {
            Shape { list: Some(_), .. } => root.ty = Ty::list(Ty::Object),
            _ => root.ty.make_object(),
        }
    }
    root
}

/// The places below which no further row belongs, each with the names of its own table.
#[derive(Debug, Default)]
struct Closed(Vec<(Vec<String>, Vec<String>)>);

impl Closed {
    /// Adds the place of a row that has a table of its own, or is a single value.
    fn add(&mut self, path: &[String], row: &Field) {
        let is_value = matches!(&row.ty, Ty::Name(name) if is_value(name));
        if !row.fields.is_empty() || is_value {
            self.0.push((path.to_vec(), row.fields.iter().map(|field| field.name.clone()).collect()));
        }
    }

    /// Returns true if a place is below one of them.
    fn holds(&self, path: &[String]) -> bool {
        self.0.iter().any(|(around, _)| path.len() > around.len() && path.starts_with(around))
    }

    /// Returns true if a place is below one of them whose table has it.
    fn has(&self, path: &[String]) -> bool {
        let is_row = |around: &[String], names: &[String]| {
            path.len() > around.len() && path.starts_with(around) && names.contains(&path[around.len()])
        };
        self.0.iter().any(|(around, names)| is_row(around, names))
    }
}

/// Returns the place of a row in the example: below the last one, beside it or one around it, else anywhere by name.
fn position(names: &[String], seen: &Shape, last: &[String], root: &Field, closed: &Closed) -> Vec<String> {
    let Some(first) = names.first() else { return Vec::new() };
    let (inside, mut candidates): (Vec<_>, Vec<_>) = seen.find(first).into_iter().partition(|path| closed.holds(path));
    if candidates.is_empty() {
        candidates = inside.into_iter().filter(|path| !closed.has(path)).collect();
    }
    let parent_of = |path: &Vec<String>| path[..path.len() - 1].to_vec();
    let near = (0..=last.len()).rev().find_map(|len| candidates.iter().find(|path| parent_of(path) == last[..len]));
    let mut path = match near.or(candidates.first()) {
        Some(path) => path.clone(),
        None => {
            // The example does not have it: beside the last one, or inside an earlier one.
            let around = &last[..last.len().saturating_sub(1)];
            let is_known = root.fields.iter().any(|field| field.name == *first);
            let around = if is_known && names.len() > 1 { &[] } else { around };
            around.iter().cloned().chain([first.clone()]).collect()
        }
    };
    path.extend(names[1..].iter().cloned());
    path
}

/// Marks the only entry of every answer as always answered.
fn mark_only_entry(root: &mut Field, shown: &[&Value]) {
    if root.ty != Ty::Object || shown.is_empty() {
        return;
    }
    let documented = root.fields.iter().filter(|field| !field.is_observed).count();
    let [only] = root.fields.as_mut_slice() else { return };
    let always =
        shown.iter().all(|json| json.get(&only.name).is_some_and(|value| value.is_object() || value.is_array()));
    if documented == 1 && only.ty.is_container() && always {
        only.required = Required::Yes;
    }
}
