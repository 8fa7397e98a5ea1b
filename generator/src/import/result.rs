//! A method's result: the tables of returned data, placed by the example, completed by what it shows.

use serde_json::Value;

use super::examples::{self, Answer};
use super::facts::{Field, Required, Ty};
use super::fields::{Reader, Role, make_object, merge};
use super::names::{self, is_pattern};
use super::scalars::{boolean_form, is_date, is_date_like, is_integer, is_nothing, is_number, scalar_type};
use super::shape::Shape;
use super::vocabulary::Section;

/// Keys of an answer beside its result.
const ENVELOPE: &[&str] = &["time", "total", "next"];

/// Reads the result of the page. `None` when the page has neither a table nor an example of it.
pub(super) fn read(reader: &mut Reader<'_, '_>, answers: &[Answer]) -> Option<Field> {
    let shape = shape(answers);
    let rows = rows(reader);
    if rows.is_empty() && shape.is_none() {
        return None;
    }
    let nothing = Shape::default();
    let seen = shape.as_ref().unwrap_or(&nothing);
    let mut root = root(rows, &seen.without_numbers());
    refine(&mut root, seen, reader);
    // Answers of more than one kind: nothing but the result itself has to be told apart.
    let has_container = seen.object.as_ref().is_some_and(|entries| !entries.is_empty()) || seen.list.is_some();
    if has_container && !seen.scalars.is_empty() && !matches!(root.ty, Ty::OneOf(_)) {
        let scalar = scalar_type(&seen.scalars);
        root.ty = Ty::one_of(vec![std::mem::take(&mut root.ty), scalar]);
    }
    root.settle();
    mark_only_entry(&mut root, answers);
    Some(root)
}

/// What all examples show of the result.
fn shape(answers: &[Answer]) -> Option<Shape> {
    let mut shape: Option<Shape> = None;
    for json in answers.iter().filter_map(|answer| answer.json.as_ref()) {
        shape.get_or_insert_default().add(examples::result(json));
    }
    shape
}

/// The rows of the page's first table of returned data.
fn rows(reader: &mut Reader<'_, '_>) -> Vec<Field> {
    let page = reader.page;
    let first = |section: Section| page.with_fields().find(|(_, chapter)| chapter.section == section);
    let first = first(Section::Returned).or_else(|| first(Section::Response));
    first.map_or_else(Vec::new, |(at, _)| reader.chapter(at, Role::Result))
}

/// Rows put where the example has them.
fn root(rows: Vec<Field>, seen: &Shape) -> Field {
    let mut root = Field { name: "result".to_owned(), is_observed: rows.is_empty(), ..Field::default() };
    let mut rest = Vec::new();
    for row in rows {
        let is_envelope = ENVELOPE.contains(&row.name.as_str()) && seen.entry(&row.name).is_none();
        let is_result = matches!(row.name.as_str(), "result" | "$result") && seen.entry("result").is_none();
        if is_result && root.line == 0 {
            root = Field { name: "result".to_owned(), required: Required::No, ..row };
        } else if !is_envelope {
            rest.push(row);
        }
    }
    let mut last: Vec<String> = Vec::new();
    for mut row in rest {
        if let Some(inner) = row.name.strip_prefix("result.").or_else(|| row.name.strip_prefix("result[].")) {
            row.name = inner.to_owned();
        }
        let mut names: Vec<String> = row.name.split('.').map(|part| part.trim_end_matches("[]").to_owned()).collect();
        let is_literal = names.len() > 1 && !seen.find(&row.name).is_empty() || row.name.starts_with('.');
        if is_literal {
            names = vec![row.name.clone()];
        }
        let path = position(&names, seen, &last, &root);
        row.name = path.last().cloned().unwrap_or_default();
        insert(&mut root, &path, row, seen);
        last = path;
    }
    if !root.fields.is_empty() && !root.ty.has_object() {
        match seen {
            Shape { list: Some(_), .. } => root.ty = Ty::list(Ty::Object),
            _ => make_object(&mut root.ty),
        }
    }
    root
}

/// Where in the example a row belongs: below the last one, beside it or one around it, else wherever its name is.
fn position(names: &[String], seen: &Shape, last: &[String], root: &Field) -> Vec<String> {
    let Some(first) = names.first() else { return Vec::new() };
    let candidates = seen.find(first);
    let parent_of = |path: &Vec<String>| path[..path.len() - 1].to_vec();
    let near = (0..=last.len()).rev().find_map(|len| candidates.iter().find(|path| parent_of(path) == last[..len]));
    let mut path = match near.or(candidates.first()) {
        Some(path) => path.clone(),
        None => {
            // The example does not have it: beside the last one, or in what was described before.
            let around = &last[..last.len().saturating_sub(1)];
            let is_known = root.fields.iter().any(|field| field.name == *first);
            let around = if is_known && names.len() > 1 { &[] } else { around };
            around.iter().cloned().chain([first.clone()]).collect()
        }
    };
    path.extend(names[1..].iter().cloned());
    path
}

/// Puts a row at its path; what stands around it without a row of its own is observed.
fn insert(root: &mut Field, path: &[String], row: Field, seen: &Shape) {
    let Some((last, around)) = path.split_last() else { return };
    let mut here = root;
    let mut shape = Some(seen);
    for name in around {
        shape = shape.and_then(|shape| inner(shape).entry(name));
        open(here);
        let at = here.fields.iter().position(|field| field.name == *name).unwrap_or_else(|| {
            let ty = shape.map_or(Ty::Object, Shape::ty);
            here.fields.push(Field { name: name.clone(), is_observed: true, ty, ..Field::default() });
            here.fields.len() - 1
        });
        here = &mut here.fields[at];
    }
    open(here);
    merge(&mut here.fields, Field { name: last.clone(), ..row });
}

/// Through lists, to what their items are.
fn inner(shape: &Shape) -> &Shape {
    match &shape.list {
        Some(list) if shape.object.is_none() => inner(list),
        _ => shape,
    }
}

/// Makes a field one that can have fields.
fn open(field: &mut Field) {
    if !field.ty.has_object() && (field.name != "result" || field.line > 0 || field.ty.is_known()) {
        make_object(&mut field.ty);
    }
}

/// Brings a field in line with what the examples show.
fn refine(field: &mut Field, seen: &Shape, reader: &mut Reader<'_, '_>) {
    if let Some(entries) = &seen.object {
        refine_object(field, seen, entries, reader);
    } else if let Some(list) = &seen.list {
        refine_list(field, list, reader);
    } else if !seen.scalars.is_empty() {
        refine_scalar(field, seen, reader);
    }
}

fn refine_object(field: &mut Field, seen: &Shape, entries: &[(String, Shape)], reader: &mut Reader<'_, '_>) {
    if let Some(inner) = map_inner(&field.ty) {
        // Described as a map: all entries are of one kind.
        if let Some(common) = seen.as_map() {
            let mut item = Field { ty: inner, fields: std::mem::take(&mut field.fields), ..Field::default() };
            refine(&mut item, &common, reader);
            field.ty = Ty::map(item.ty);
            field.fields = item.fields;
        }
        return;
    }
    if shared_at(field, seen, entries, reader) || one_shared(&field.ty) {
        return;
    }
    let own = |key: &str| field.fields.iter().find(|own| own.name == key);
    let documented = entries.iter().filter(|(key, _)| own(key).is_some()).count();
    // `*.fields`: the rows give the fields' own types, the answer an object about each.
    let mistyped = entries
        .iter()
        .filter(|(key, shape)| shape.object.is_some() && own(key).is_some_and(|own| !own.ty.is_container()))
        .count();
    let is_about = mistyped * 2 > documented && documented > 2;
    if is_about && seen.as_map().is_some() {
        field.keys = field.fields.drain(..).map(|own| own.name).filter(|name| !is_pattern(name)).collect();
    }
    let names_entries = documented > 0 && !is_about;
    if !names_entries && let Some(common) = seen.as_map() {
        // The rows are of what the entries hold, or there are none.
        let mut item =
            Field { fields: std::mem::take(&mut field.fields), ty: item_type(&field.ty), ..Field::default() };
        let pattern = item.fields.iter().position(|own| is_pattern(&own.name)).filter(|_| item.fields.len() == 1);
        if let Some(at) = pattern {
            let row = item.fields.swap_remove(at);
            item = Field { fields: row.fields, ty: row.ty, ..item };
        }
        if !item.fields.is_empty() && !item.ty.has_object() {
            make_object(&mut item.ty);
        }
        refine(&mut item, &common, reader);
        field.ty = Ty::map(item.ty);
        field.fields = item.fields;
        return;
    }
    if entries.is_empty() || field.ty.is("time") || seen.ty().is("time") {
        if !field.ty.is_known() {
            field.ty = seen.ty();
        }
        return;
    }
    field.ty = match std::mem::take(&mut field.ty) {
        // A list that PHP wrote as an object has its items under other keys than numbers here.
        ty if ty == Ty::Object => ty,
        Ty::Nullable(inner) if *inner == Ty::Object => Ty::nullable(Ty::Object),
        Ty::OneOf(types) if seen.list.is_some() && types.iter().filter(|ty| ty.has_object()).count() == 1 => {
            Ty::OneOf(types)
        }
        Ty::Nullable(_) => Ty::nullable(Ty::Object),
        _ => Ty::Object,
    };
    field.values.clear();
    move_into_entry(field, entries);
    refine_entries(&mut field.fields, entries, reader);
}

/// Brings each field in line with its entry; what no field is of is observed.
fn refine_entries(fields: &mut Vec<Field>, entries: &[(String, Shape)], reader: &mut Reader<'_, '_>) {
    for (key, shape) in entries {
        match names::position(fields, key) {
            Some(at) if is_pattern(&fields[at].name) => {}
            Some(at) => refine(&mut fields[at], shape, reader),
            None => fields.push(shape.observed(key)),
        }
    }
}

/// Notes what an example shows of a shared type, and whether there is one, or a map of them.
fn shared_at(field: &mut Field, seen: &Shape, entries: &[(String, Shape)], reader: &mut Reader<'_, '_>) -> bool {
    let name = match &field.ty {
        Ty::Shared(name) => name,
        Ty::List(inner) => match inner.as_ref() {
            Ty::Shared(name) => name,
            _ => return false,
        },
        _ => return false,
    };
    let shared = Ty::Shared(name.clone());
    let inside = seen.as_map().filter(|_| entries.iter().all(|(key, _)| key.bytes().all(|byte| byte.is_ascii_digit())));
    let shown = inside.as_ref().unwrap_or(seen).object.as_deref().unwrap_or_default();
    // `*.fields` answers an object about each field.
    let is_about = inside.is_none() && seen.as_map().is_some_and(|common| common.object.is_some());
    if is_about || !reader.registry.can_be(name, shown.iter().map(|(key, _)| key.as_str())) {
        // The row speaks of the type, and the answer holds something else.
        field.ty = Ty::Object;
        return false;
    }
    let has_numbers =
        !entries.is_empty() && entries.iter().all(|(key, _)| key.bytes().all(|byte| byte.is_ascii_digit()));
    match seen.as_map().filter(|_| has_numbers) {
        Some(common) if common.object.is_some() => {
            reader.shapes.push((name.clone(), common));
            field.ty = Ty::map(shared);
        }
        _ => {
            reader.shapes.push((name.clone(), seen.clone()));
            if !entries.is_empty() {
                field.ty = shared;
            }
        }
    }
    true
}

/// Brings the fields of a shared type in line with what the examples of all methods show of it.
pub(super) fn refine_shared(fields: &mut Vec<Field>, seen: &Shape, reader: &mut Reader<'_, '_>) {
    if let Some(entries) = &seen.object {
        refine_entries(fields, entries, reader);
    }
}

/// Rows that are of what the only list or object inside holds, which has no row itself.
fn move_into_entry(field: &mut Field, entries: &[(String, Shape)]) {
    let rows: Vec<&str> = field.fields.iter().map(|own| own.name.as_str()).collect();
    if rows.len() < 2 || entries.iter().any(|(key, _)| rows.contains(&key.as_str())) {
        return;
    }
    let holds = |(_, shape): &&(String, Shape)| {
        let found = rows.iter().filter(|row| inner(shape).entry(row).is_some()).count();
        found * 2 >= rows.len()
    };
    let mut holders = entries.iter().filter(holds);
    let (Some((key, shape)), None) = (holders.next(), holders.next()) else { return };
    let ty = if shape.list.is_some() { Ty::list(Ty::Object) } else { Ty::Object };
    let fields = std::mem::take(&mut field.fields);
    field.fields.push(Field { name: key.clone(), ty, fields, is_observed: true, ..Field::default() });
}

fn refine_list(field: &mut Field, list: &Shape, reader: &mut Reader<'_, '_>) {
    let is_empty = *list == Shape::default();
    if is_empty {
        // `[]` is also how PHP writes an empty object.
        if !field.ty.is_known() {
            field.ty = Ty::Array;
        }
        return;
    }
    let item = match &field.ty {
        Ty::List(inner) => (**inner).clone(),
        Ty::Nullable(inner) => match inner.as_ref() {
            Ty::List(inner) => (**inner).clone(),
            Ty::Object => Ty::Object,
            _ => Ty::Any,
        },
        Ty::OneOf(types) => match types.iter().find_map(|ty| if let Ty::List(inner) = ty { Some(inner) } else { None })
        {
            Some(_) => return,
            None => Ty::Any,
        },
        Ty::Object if !field.fields.is_empty() => Ty::Object,
        Ty::Shared(name) => Ty::Shared(name.clone()),
        _ => Ty::Any,
    };
    let mut inner = Field {
        name: field.name.clone(),
        ty: item,
        fields: std::mem::take(&mut field.fields),
        values: std::mem::take(&mut field.values),
        ..Field::default()
    };
    refine(&mut inner, list, reader);
    if list.object.is_some() && !list.scalars.is_empty() && !matches!(inner.ty, Ty::OneOf(_)) {
        inner.ty = Ty::one_of(vec![inner.ty, scalar_type(&list.scalars)]);
    }
    field.ty = Ty::list(inner.ty);
    field.fields = inner.fields;
    field.values = inner.values;
}

fn refine_scalar(field: &mut Field, seen: &Shape, reader: &Reader<'_, '_>) {
    let values: Vec<&Value> = seen.scalars.iter().filter(|value| !is_nothing(value)).collect();
    if values.is_empty() {
        // `false` and `""` stand for nothing almost anywhere.
        if !field.ty.is_known() {
            field.ty = scalar_type(&seen.scalars);
        }
        return;
    }
    let scalars: Vec<Value> = values.into_iter().cloned().collect();
    let is_nullable = matches!(field.ty, Ty::Nullable(_));
    let ty = if let Ty::Nullable(inner) = &field.ty { inner.as_ref() } else { &field.ty };
    let refined = match ty {
        Ty::Any => scalar_type(&seen.scalars),
        Ty::Name(name) => named_scalar(name, &scalars),
        Ty::Shared(name) => Ty::Name(reader.registry.id_of(name).to_owned()),
        Ty::OneOf(_) => return,
        _ => scalar_type(&scalars),
    };
    if refined != *ty {
        field.values.retain(|_| refined.is("string") || refined.is("integer"));
        if refined.is("integer") {
            field.values.retain(|value| value.parse::<i64>().is_ok());
        }
        field.fields.clear();
    }
    field.ty = if is_nullable { Ty::nullable(refined) } else { refined };
}

/// A documented type, unless the examples show another one.
fn named_scalar(name: &str, scalars: &[Value]) -> Ty {
    let all = |is: fn(&Value) -> bool| scalars.iter().all(is);
    let fits = match name {
        _ if name.starts_with("boolean") => {
            return boolean_form(scalars).unwrap_or_else(|| scalar_type(scalars));
        }
        "integer" => all(is_integer),
        "double" => all(is_number),
        "string" => all(|value| value.is_string() || value.is_number()),
        "date" | "datetime" => all(is_date_like),
        "timestamp" => all(|value| is_date_like(value) || value.is_number()),
        "time" | "file" => false,
        // An identifier.
        _ => all(|value| value.is_i64() || value.is_string()),
    };
    let has_time = || scalars.iter().filter_map(Value::as_str).any(|text| !is_date(text) && text.contains('T'));
    match name {
        "timestamp" if fits && scalars.iter().any(Value::is_f64) => Ty::name("double"),
        "date" if fits && has_time() => Ty::name("datetime"),
        _ if fits => Ty::name(name),
        "integer" if all(Value::is_number) => Ty::name("double"),
        _ => scalar_type(scalars),
    }
}

fn map_inner(ty: &Ty) -> Option<Ty> {
    match ty {
        Ty::Map(inner) => Some((**inner).clone()),
        Ty::Nullable(inner) => map_inner(inner),
        _ => None,
    }
}

/// What the entries of a container are, if its type tells.
fn item_type(ty: &Ty) -> Ty {
    match ty {
        Ty::List(inner) | Ty::Map(inner) => (**inner).clone(),
        Ty::Nullable(inner) => item_type(inner),
        _ => Ty::Any,
    }
}

fn one_shared(ty: &Ty) -> bool {
    match ty {
        Ty::Nullable(inner) => one_shared(inner),
        Ty::OneOf(types) => types.iter().any(one_shared),
        Ty::Shared(_) => true,
        _ => false,
    }
}

/// The one thing that an answer holds is always answered.
fn mark_only_entry(root: &mut Field, answers: &[Answer]) {
    let jsons = || answers.iter().filter_map(|answer| answer.json.as_ref()).map(examples::result);
    if root.ty != Ty::Object || jsons().count() == 0 {
        return;
    }
    let documented = root.fields.iter().filter(|field| !field.is_observed).count();
    let [only] = root.fields.as_mut_slice() else { return };
    let always = jsons().all(|json| json.get(&only.name).is_some_and(|value| value.is_object() || value.is_array()));
    if documented == 1 && only.ty.is_container() && always {
        only.required = Required::Yes;
    }
}
