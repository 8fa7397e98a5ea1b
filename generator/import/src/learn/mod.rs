//! Adds facts from examples of requests to parameters: forms of booleans, items of lists, names that are in no table.

pub(crate) mod left_out;
mod observed;
mod paging;
pub(crate) mod refine;
pub(crate) mod rename;
pub(crate) mod spelling;

use std::borrow::Cow;

use bitrix24_schema::raw::Api;
use serde_json::Value;

use crate::examples::Body;
use crate::examples::shape::Shape;
use crate::facts::names::names_id;
use crate::facts::scalars::{boolean_form, is_date_like, is_integer, is_number, scalar_type, text_of};
use crate::facts::ty::Ty;
use crate::facts::{Field, Limits, for_each_field, names};
use crate::fields::{DIRECTION, LOWER_DIRECTION};
use crate::learn::observed::{is_placeholder, observed, without_placeholders};
use crate::prose::defaults;

/// Adds the facts of request bodies.
pub(crate) fn params(params: &mut Vec<Field>, bodies: &[Body], api: Api) {
    let mut seen = Shape::default();
    bodies.iter().filter_map(|body| body.json.as_ref()).filter(|json| json.is_object()).for_each(|json| seen.add(json));
    let Some(entries) = &seen.object else { return };
    let mut others: Vec<(&str, Cow<'_, Shape>)> = Vec::new();
    for (key, shape) in entries {
        let is_same = |other: &str| other == key || api == Api::V2 && other.eq_ignore_ascii_case(key);
        let known = others.iter_mut().find(|(other, _)| is_same(other));
        let is_known = params.iter().any(|param| names::fits_pattern(&param.name, key))
            || matches!(key.to_lowercase().as_str(), "auth" | "access_token");
        match (params.iter_mut().find(|param| is_same(&param.name)), known) {
            (Some(param), _) => refine(param, shape, true),
            (None, _) if is_known => {}
            (None, Some((_, other))) => other.to_mut().join(shape),
            (None, None) => others.push((key, Cow::Borrowed(shape))),
        }
    }
    params.extend(observed(others.iter().map(|(key, shape)| (*key, shape.as_ref()))));
}

/// Refines a parameter with the examples.
fn refine(field: &mut Field, seen: &Shape, is_root: bool) {
    if let Some(file) = file_type(field, seen) {
        put_file(&mut field.ty, file, seen);
        return;
    }
    if let Some(entries) = &seen.object {
        refine_object(field, seen, entries);
    }
    if let Some(list) = &seen.list {
        refine_list(field, &without_placeholders(list));
    }
    if field.ty.is("integer") && names_id(&field.name) && seen.scalars.iter().any(is_placeholder) {
        // A number or its text: examples write either.
        field.ty = Ty::name("id");
    }
    let says = |value: &&Value| value.as_str() != Some("") && !is_placeholder(value);
    let scalars: Vec<Value> = seen.scalars.iter().filter(says).cloned().collect();
    if !scalars.is_empty() {
        refine_scalar(field, &scalars, is_root);
    }
}

/// Refines a field whose examples have an object: the type has one, too.
fn refine_object(field: &mut Field, seen: &Shape, entries: &[(String, Shape)]) {
    match &mut field.ty {
        Ty::Any => field.ty = Ty::Object,
        Ty::Array if field.fields.is_empty() => {
            field.ty = if seen.list.is_some() { Ty::one_of(vec![Ty::Array, Ty::Object]) } else { Ty::Object };
        }
        Ty::List(_) if field.says_array && seen.list.is_none() => field.ty = Ty::Object,
        Ty::List(inner) if inner.has_object() && seen.list.is_none() => {
            field.ty = Ty::one_of(vec![field.ty.clone(), Ty::Object]);
        }
        ty if !ty.is_container() && !matches!(ty, Ty::OneOf(_)) => *ty = Ty::one_of(vec![ty.clone(), Ty::Object]),
        _ => {}
    }
    refine_directions(&mut field.ty, entries);
    if let (Ty::Shared(_), Some(_)) = (&field.ty, seen.as_map()) {
        field.ty = Ty::map(std::mem::take(&mut field.ty));
    }
    refine_entries(field, seen, entries);
    if field.ty == Ty::Object && field.fields.is_empty() && field.keys.is_empty() {
        field.fields = paging::inside(&field.name, entries);
    }
    if field.ty == Ty::Object && field.fields.is_empty() && !field.says_array && !names::names_fields(&field.name) {
        refine_numbered(field, entries);
    }
}

/// Refines an object without a description whose keys are numbers: it is a map of the common shape.
fn refine_numbered(field: &mut Field, entries: &[(String, Shape)]) {
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    if entries.is_empty() || !entries.iter().all(|(key, _)| is_number(key)) {
        return;
    }
    let mut common = Shape::default();
    entries.iter().for_each(|(_, shape)| common.join(shape));
    field.ty = Ty::map(common.ty());
}

/// Refines directions: those in another case, or numbers, are any texts.
fn refine_directions(ty: &mut Ty, entries: &[(String, Shape)]) {
    let Ty::Map(inner) = ty else { return };
    let words = match inner.as_ref() {
        Ty::Shared(name) if name == DIRECTION => ["ASC", "DESC"],
        Ty::Shared(name) if name == LOWER_DIRECTION => ["asc", "desc"],
        _ => return,
    };
    let is_one = |value: &Value| value.as_str().is_some_and(|text| words.contains(&text));
    if !entries.iter().flat_map(|(_, shape)| &shape.scalars).all(is_one) {
        **inner = Ty::name("string");
    }
}

/// Refines the inside of an object: entries of a map, if only their insides are described; else the described fields,
/// and others that are only in examples.
fn refine_entries(field: &mut Field, seen: &Shape, entries: &[(String, Shape)]) {
    let is_described = entries.iter().any(|(key, _)| names::position(&field.fields, without_operator(key)).is_some());
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
    let mut others: Vec<(&str, &Shape)> = Vec::new();
    for (key, shape) in entries {
        match names::position(&field.fields, key) {
            Some(at) if names::is_pattern(&field.fields[at].name) => {}
            Some(at) => refine(&mut field.fields[at], shape, false),
            // A condition of a filter: its name is behind the operator.
            None if without_operator(key) != key => {}
            None => others.push((key, shape)),
        }
    }
    field.fields.extend(observed(others.into_iter()));
}

/// Returns the name in a key of a filter, whose condition may have an operator.
fn without_operator(key: &str) -> &str {
    key.trim_start_matches(|c: char| "<>=!@%~?*+".contains(c))
}

/// Refines a field whose examples have a list: if they have other values, the values are not complete; its items have a
/// type.
fn refine_list(field: &mut Field, list: &Shape) {
    let is_listed = |value: &Value| value.as_str().is_some_and(|text| field.values.iter().any(|known| known == text));
    let is_all = |value: &Value| value.as_str() == Some("*");
    if !list.scalars.iter().all(|value| is_listed(value) || is_all(value)) {
        field.values.clear();
    } else if !field.values.is_empty()
        && !field.values.iter().any(|value| value == "*")
        && names::names_list(&field.name)
        && list.scalars.iter().any(is_all)
    {
        // A list of names has a sign for all of them.
        field.values.push("*".to_owned());
    }
    refine_list_type(field, list);
    for (key, shape) in list.object.iter().flatten() {
        if let Some(own) = field.fields.iter_mut().find(|own| own.name == *key) {
            refine(own, shape, false);
        }
    }
}

/// Widens a type for the list of an example.
fn refine_list_type(field: &mut Field, list: &Shape) {
    // The contents of lists inside lists differ by their places.
    let inner = if list.list.is_some() { Ty::Array } else { list.ty() };
    // Only examples say that these are numbers, and identifiers of one kind may be texts elsewhere.
    let is_id = field.says_array && names_id(&field.name) && inner.is("integer");
    let inner = if is_id { Ty::name("id") } else { inner };
    match &mut field.ty {
        Ty::Any => field.ty = Ty::list(inner),
        Ty::Array if inner.is_known() => field.ty = Ty::list(inner),
        Ty::Shared(_) if list.object.is_some() => field.ty = Ty::list(std::mem::take(&mut field.ty)),
        // The items are of another kind than documented.
        Ty::List(own) if own.is_container() && list.object.is_none() && list.list.is_none() && inner.is_known() => {
            field.fields.clear();
            field.ty = Ty::list(inner);
        }
        Ty::List(own) if !own.is_container() && own.is_known() && list.scalars.is_empty() && inner.is_known() => {
            field.values.clear();
            field.ty = Ty::list(inner);
        }
        Ty::List(own) if own.is_container() && list.list.is_some() => {
            field.fields.clear();
            field.ty = Ty::list(inner);
        }
        Ty::Object if !field.fields.is_empty() && list.object.is_some() => {
            field.ty = Ty::one_of(vec![Ty::Object, Ty::list(Ty::Object)]);
        }
        Ty::Object if *list != Shape::default() => field.ty = Ty::one_of(vec![Ty::Object, Ty::list(inner)]),
        ty if !ty.is_container() && !matches!(ty, Ty::OneOf(_) | Ty::Nullable(_)) => {
            let one = ty.clone();
            *ty = if one.is("file") { one } else { Ty::one_of(vec![one.clone(), Ty::list(one)]) };
        }
        _ => {}
    }
}

/// Replaces a type, or the member of a union that an example is about, by a file.
fn put_file(ty: &mut Ty, file: Ty, seen: &Shape) {
    let Ty::OneOf(types) = ty else {
        *ty = file;
        return;
    };
    let is_about = |ty: &&mut Ty| match ty {
        Ty::Array | Ty::List(_) => seen.list.is_some(),
        Ty::Object => seen.object.is_some(),
        Ty::Name(name) => name.starts_with("file"),
        _ => false,
    };
    let types = std::mem::take(types);
    let mut types: Vec<Ty> = types;
    if let Some(member) = types.iter_mut().find(is_about) {
        *member = file;
    }
    *ty = Ty::one_of(types);
}

/// Returns the form of a file in an example: `["name", "base64"]`, a list of these, `{"fileData": …}`, or the content
/// alone.
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
        Shape { scalars, .. } if field.says_more && !scalars.is_empty() => Some(Ty::Any),
        Shape { scalars, .. } if scalars.iter().any(Value::is_string) => Some(Ty::name("file(base64)")),
        Shape { scalars, .. } if !scalars.is_empty() => Some(scalar_type(scalars)),
        _ => None,
    }
}

/// Refines a field whose examples have a single value: type, values and limits are dropped if it violates them.
fn refine_scalar(field: &mut Field, scalars: &[Value], is_root: bool) {
    field.is_shown = true;
    let is_nullable = matches!(field.ty, Ty::Nullable(_));
    let ty = if let Ty::Nullable(inner) = &field.ty { (**inner).clone() } else { field.ty.clone() };
    let refined = scalar_or(&ty, scalars, is_root);
    respell(&mut field.values, scalars);
    // A list of values is not complete if an example has another one.
    let is_listed = |value: &Value| field.values.contains(&text_of(value));
    if !scalars.iter().all(is_listed) || !(refined.is("string") || refined.is("integer")) {
        field.values.clear();
    }
    if refined != ty || !scalars.iter().all(|value| field.limits.allow(value)) {
        field.limits = Limits::default();
    }
    field.ty = if is_nullable { Ty::nullable(refined) } else { refined };
    defaults::retype(field);
}

/// Replaces values that begin with a capital letter in the table, as a sentence does, by those in small letters of the
/// examples, which were really sent.
fn respell(values: &mut [String], scalars: &[Value]) {
    let texts: Vec<&str> = scalars.iter().filter_map(Value::as_str).collect();
    for value in values.iter_mut().filter(|value| !texts.contains(&value.as_str())) {
        if let Some(small) = without_capital(value).filter(|small| texts.contains(&small.as_str())) {
            *value = small;
        }
    }
}

/// Returns a word with one capital letter, at its beginning, in small letters.
pub(crate) fn without_capital(word: &str) -> Option<String> {
    let is_rest_small = word.chars().skip(1).all(|c| !c.is_uppercase());
    (word.starts_with(char::is_uppercase) && is_rest_small).then(|| word.to_lowercase())
}

/// Widens a type for the values of examples.
fn scalar_or(ty: &Ty, scalars: &[Value], is_root: bool) -> Ty {
    let is_id = |value: &Value| value.is_string() || value.is_number();
    match ty {
        Ty::Any => scalar_type(scalars),
        Ty::Name(name) => named_or(name, scalars),
        Ty::Shared(_) if !is_root || scalars.iter().all(is_id) => Ty::name("id"),
        Ty::Object | Ty::Array | Ty::List(_) | Ty::Map(_) => {
            let one = scalar_type(scalars);
            if one.is_known() { Ty::one_of(vec![ty.clone(), one]) } else { ty.clone() }
        }
        _ => ty.clone(),
    }
}

/// Widens a type that has a name; see [`scalar_or`].
fn named_or(name: &str, scalars: &[Value]) -> Ty {
    let all = |is: fn(&Value) -> bool| scalars.iter().all(is);
    let or = |other: &str| Ty::one_of(vec![Ty::name(name), Ty::name(other)]);
    match name {
        "boolean" => boolean_form(scalars).unwrap_or_else(|| Ty::name(name)),
        _ if name.starts_with("boolean") && boolean_form(scalars).is_none() => Ty::name("string"),
        "integer" if !all(is_integer) && all(is_number) => Ty::name("double"),
        "integer" if !all(is_integer) => or("string"),
        "double" if !all(is_number) => or("string"),
        "string" if scalars.iter().any(Value::is_boolean) => or("boolean"),
        "date" | "datetime" | "timestamp" if !all(is_date_like) => Ty::name("string"),
        _ => Ty::name(name),
    }
}

/// Applies the form of all booleans of a page, if there is only one, to those without an example.
pub(crate) fn one_boolean_form(params: &mut [Field]) {
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
        let default = field.default.take();
        field.default = default.and_then(|default| defaults::in_form(default.as_bool()?, form));
    }
    field.fields.iter_mut().for_each(|field| set_boolean_form(field, form));
}
