//! Refines fields of results, and of shared types, with examples.

use serde_json::Value;

use crate::examples::shape::{Shape, observed};
use crate::facts::Field;
use crate::facts::names::{Index, is_pattern};
use crate::facts::scalars::{boolean_form, is_date, is_date_like, is_integer, is_nothing, is_number, scalar_type};
use crate::facts::ty::Ty;
use crate::fields::Reader;
use crate::learn::rename;

/// Refines a field with the examples.
pub(crate) fn refine(field: &mut Field, seen: &Shape, reader: &mut Reader<'_, '_>) {
    if let Some(entries) = &seen.object {
        refine_object(field, seen, entries, reader);
    } else if let Some(list) = &seen.list {
        refine_list(field, list, reader);
    } else if !seen.scalars.is_empty() {
        refine_scalar(field, seen, reader);
    }
}

/// Refines a field whose examples have an object: a map, a shared type, or an object with its own fields.
fn refine_object(field: &mut Field, seen: &Shape, entries: &[(String, Shape)], reader: &mut Reader<'_, '_>) {
    if let Some(inner) = map_inner(&field.ty) {
        // Described as a map: all entries are of one kind.
        if let Some(common) = seen.as_map() {
            let item = Field { ty: inner, fields: std::mem::take(&mut field.fields), ..Field::default() };
            refine_map(field, item, &common, reader);
        }
        return;
    }
    if shared_at(field, seen, entries, reader) || one_shared(&field.ty) {
        return;
    }
    let is_about = is_about(field, entries);
    let names_entries = entries.iter().any(|(key, _)| field.fields.iter().any(|own| own.name == *key)) && !is_about;
    if !names_entries && let Some(common) = seen.as_map().or_else(|| described(field, entries)) {
        if is_about {
            reader.about.extend(field.fields.iter().filter(|own| !is_pattern(&own.name)).cloned());
            field.keys = field.fields.drain(..).map(|own| own.name).filter(|name| !is_pattern(name)).collect();
        }
        let item = item_of(field);
        return refine_map(field, item, &common, reader);
    }
    if entries.is_empty() || field.ty.is("time") || seen.ty().is("time") {
        if !field.ty.is_known() {
            field.ty = seen.ty();
        }
        return;
    }
    field.ty = object_type(std::mem::take(&mut field.ty), seen);
    field.values.clear();
    move_into_entry(field, entries);
    refine_entries(&mut field.fields, entries, reader);
}

/// Returns the common shape of entries whose keys are data, if the rows describe the inside of each.
fn described(field: &Field, entries: &[(String, Shape)]) -> Option<Shape> {
    let is_row = |key: &str| field.fields.iter().any(|own| own.name == key);
    let is_inside = |shape: &Shape| shape.object.iter().flatten().any(|(key, _)| is_row(key));
    if entries.len() < 2 || !entries.iter().all(|(_, shape)| is_inside(shape)) {
        return None;
    }
    let mut common = Shape::default();
    entries.iter().for_each(|(_, shape)| common.join(shape));
    Some(common)
}

/// Returns true if the answer has an object about each field, and the rows have the fields' own types, as with
/// `*.fields`.
fn is_about(field: &Field, entries: &[(String, Shape)]) -> bool {
    let own = |key: &str| field.fields.iter().find(|own| own.name == key);
    let documented = entries.iter().filter(|(key, _)| own(key).is_some()).count();
    let mistyped = entries
        .iter()
        .filter(|(key, shape)| shape.object.is_some() && own(key).is_some_and(|own| !own.ty.is_container()))
        .count();
    mistyped * 2 > documented && documented > 2
}

/// Makes a field a map of the item, after refining that with the common shape of the entries.
fn refine_map(field: &mut Field, mut item: Field, common: &Shape, reader: &mut Reader<'_, '_>) {
    refine(&mut item, common, reader);
    field.ty = Ty::map(item.ty);
    field.fields = item.fields;
}

/// Returns the item of a map, with the field's rows as its fields.
fn item_of(field: &mut Field) -> Field {
    let mut item = Field { fields: std::mem::take(&mut field.fields), ty: item_type(&field.ty), ..Field::default() };
    if let [only] = item.fields.as_mut_slice()
        && is_pattern(&only.name)
    {
        let row = std::mem::take(only);
        item = Field { fields: row.fields, ty: row.ty, ..item };
    }
    if !item.fields.is_empty() && !item.ty.has_object() {
        item.ty.make_object();
    }
    item
}

/// Returns the type of an object in examples.
fn object_type(ty: Ty, seen: &Shape) -> Ty {
    match ty {
        // A list that PHP wrote as an object has its items under other keys than numbers here.
        Ty::OneOf(types) if seen.list.is_some() && types.iter().filter(|ty| ty.has_object()).count() == 1 => {
            Ty::OneOf(types)
        }
        Ty::Nullable(_) => Ty::nullable(Ty::Object),
        _ => Ty::Object,
    }
}

/// Refines each field with its entry; an entry without a field is added as observed.
fn refine_entries(fields: &mut Vec<Field>, entries: &[(String, Shape)], reader: &mut Reader<'_, '_>) {
    rename::as_shown(fields, entries, reader);
    let mut others: Vec<(&str, &Shape)> = Vec::new();
    let index = Index::of(fields);
    for (key, shape) in entries {
        match index.position(key) {
            Some(at) if is_pattern(&fields[at].name) => {}
            Some(at) => refine(&mut fields[at], shape, reader),
            None => others.push((key, shape)),
        }
    }
    fields.extend(observed(others.into_iter()));
}

/// Records the shape of a shared type in an example; returns true if it is one, or a map of them.
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
    // `*.fields` answers an object about each field, of which an example may show two.
    let is_map = seen.as_map().is_some_and(|common| common.object.is_some());
    let is_about = inside.is_none() && (is_map || tell_of_fields(entries));
    if let Some(common) = entries_of(name, seen, entries, reader) {
        reader.shapes.push((name.clone(), common));
        field.ty = Ty::map(shared);
        return true;
    }
    if is_about || !reader.registry.can_be(name, shown.iter().map(|(key, _)| key.as_str())) {
        // The row names the type, and the answer has something else: the object around it, or another one.
        let around = around(name, entries, reader);
        field.ty = Ty::Object;
        field.fields.extend(around);
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

/// Returns true if each of several entries describes a field: whether it is required, and whether it can be written.
fn tell_of_fields(entries: &[(String, Shape)]) -> bool {
    let tells = |shape: &Shape| {
        let keys = shape.object.iter().flatten().map(|(key, _)| key.as_str());
        keys.filter(|key| matches!(*key, "isRequired" | "isReadOnly")).count() == 2
    };
    entries.len() > 1 && entries.iter().all(|(_, shape)| tells(shape))
}

/// Returns the only entry of an answer that can be the shared type, or a list of it, as a field of it.
fn around(name: &str, entries: &[(String, Shape)], reader: &Reader<'_, '_>) -> Option<Field> {
    let can_be = |shape: &Shape| {
        let inside = shape.item().object.as_deref().unwrap_or_default();
        !inside.is_empty() && reader.registry.can_be(name, inside.iter().map(|(key, _)| key.as_str()))
    };
    let mut found = entries.iter().filter(|(_, shape)| can_be(shape));
    let (Some((key, shape)), None) = (found.next(), found.next()) else { return None };
    let shared = Ty::Shared(name.to_owned());
    let ty = if shape.list.is_some() { Ty::list(shared) } else { shared };
    Some(Field { name: key.clone(), ty, is_observed: true, ..Field::default() })
}

/// Returns the common shape of a map's entries, if they are of the shared type and the map itself is not.
fn entries_of(name: &str, seen: &Shape, entries: &[(String, Shape)], reader: &Reader<'_, '_>) -> Option<Shape> {
    let can_be = |keys: &[(String, Shape)]| reader.registry.can_be(name, keys.iter().map(|(key, _)| key.as_str()));
    if can_be(entries) {
        return None;
    }
    let common = seen.as_map()?;
    common.object.as_deref().is_some_and(|inside| !inside.is_empty() && can_be(inside)).then_some(common)
}

/// Refines the fields of a shared type with the examples of all methods.
pub(crate) fn refine_shared(fields: &mut Vec<Field>, seen: &Shape, reader: &mut Reader<'_, '_>) {
    if let Some(entries) = &seen.object {
        refine_entries(fields, entries, reader);
    }
}

/// Moves rows that describe the only list or object inside, if that has no row itself.
fn move_into_entry(field: &mut Field, entries: &[(String, Shape)]) {
    let rows: Vec<&str> = field.fields.iter().map(|own| own.name.as_str()).collect();
    if rows.len() < 2 || entries.iter().any(|(key, _)| rows.contains(&key.as_str())) {
        return;
    }
    let holds = |(_, shape): &&(String, Shape)| {
        let found = rows.iter().filter(|row| shape.item().entry(row).is_some()).count();
        found * 2 >= rows.len()
    };
    let mut holders = entries.iter().filter(holds);
    let (Some((key, shape)), None) = (holders.next(), holders.next()) else { return };
    let ty = if shape.list.is_some() { Ty::list(Ty::Object) } else { Ty::Object };
    let fields = std::mem::take(&mut field.fields);
    let anchors = std::mem::take(&mut field.anchors);
    field.fields.push(Field { name: key.clone(), ty, fields, anchors, is_observed: true, ..Field::default() });
}

/// Refines a field whose examples have a list.
fn refine_list(field: &mut Field, list: &Shape, reader: &mut Reader<'_, '_>) {
    let is_empty = *list == Shape::default();
    if is_empty {
        // `[]` is also an empty object in PHP.
        if !field.ty.is_known() {
            field.ty = Ty::Array;
        }
        return;
    }
    let Some(item) = listed(field) else { return };
    let mut inner = Field {
        name: field.name.clone(),
        ty: item,
        fields: std::mem::take(&mut field.fields),
        values: std::mem::take(&mut field.values),
        is_open: field.is_open,
        ..Field::default()
    };
    refine(&mut inner, list, reader);
    if list.object.is_some() && !list.scalars.is_empty() && !matches!(inner.ty, Ty::OneOf(_)) {
        inner.ty = Ty::one_of(vec![inner.ty, scalar_type(&list.scalars)]);
    }
    field.ty = Ty::list(inner.ty);
    field.fields = inner.fields;
    field.values = inner.values;
    field.is_open = inner.is_open;
}

/// Returns the documented type of a list's items; `None` if it is one of several types.
fn listed(field: &Field) -> Option<Ty> {
    let item = match &field.ty {
        Ty::List(inner) => (**inner).clone(),
        Ty::Nullable(inner) => match inner.as_ref() {
            Ty::List(inner) => (**inner).clone(),
            Ty::Object => Ty::Object,
            _ => Ty::Any,
        },
        Ty::OneOf(types) if types.iter().any(|ty| matches!(ty, Ty::List(_))) => return None,
        Ty::Object if !field.fields.is_empty() => Ty::Object,
        Ty::Shared(name) => Ty::Shared(name.clone()),
        _ => Ty::Any,
    };
    Some(item)
}

/// Refines a field whose examples have single values, if they contradict the documented type.
fn refine_scalar(field: &mut Field, seen: &Shape, reader: &Reader<'_, '_>) {
    let values: Vec<&Value> = seen.scalars.iter().filter(|value| !is_nothing(value)).collect();
    if values.is_empty() {
        // `false` and `""` stand for a missing value almost everywhere.
        if !field.ty.is_known() {
            field.ty = scalar_type(&seen.scalars);
        }
        return;
    }
    let scalars: Vec<Value> = values.into_iter().cloned().collect();
    field.shown.clone_from(&scalars);
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

/// Returns the documented type, unless the examples show another one.
pub(crate) fn named_scalar(name: &str, scalars: &[Value]) -> Ty {
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

/// Returns the type of a container's entries, if it is known.
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
