//! The result's type as the page's programs declare it: less than a table, and more than an example.

use crate::examples::declared::{Declared, Program};
use crate::facts::Field;
use crate::facts::names::{Index, names_id};
use crate::facts::ty::Ty;
use crate::fields::Reader;
use crate::page::Page;
use crate::page::blocks::Code;
use crate::vocabulary::Section;

/// The least number of entries whose keys are taken for data.
const MIN_ENTRIES: usize = 3;

/// Adds what the page declares to what it shows of the result. Where it shows nothing, the declaration was written without
/// an answer, and is not believed.
pub(crate) fn add(result: Option<&mut Field>, reader: &mut Reader<'_, '_>, method: &str) {
    let Some((declared, line)) = declared(reader.page, method) else { return };
    match result {
        Some(root) => lay(root, declared),
        None => reader.note(line, "a type is declared for an answer that the page does not show".to_owned()),
    }
}

/// Returns the type of the answer in the first program that calls the method with one.
fn declared(page: &Page<'_>, method: &str) -> Option<(Declared, usize)> {
    let sections = [Section::Examples, Section::Params, Section::Intro, Section::Response];
    let codes = sections.iter().flat_map(|section| page.codes_of(*section));
    // The word before the type, without which no program has to be read.
    let calls = |code: &Code<'_>| code.lines.iter().any(|line| line.contains("make"));
    let mut programs = codes.filter(|(_, code)| matches!(code.language, "ts" | "typescript") && calls(code));
    programs.find_map(|(_, code)| Some((Program::new(&code.text()).answer_of(method)?, code.line)))
}

/// Lays a declared type over a field.
fn lay(field: &mut Field, declared: Declared) {
    let (declared, _) = declared.without_null();
    let ty = std::mem::take(&mut field.ty);
    field.ty = laid(ty, &field.name, &mut field.fields, declared);
}

/// Returns a type with what is declared of it; the fields are those of the object in it.
fn laid(ty: Ty, name: &str, fields: &mut Vec<Field>, declared: Declared) -> Ty {
    match (ty, declared) {
        (Ty::Nullable(inner), declared) => Ty::nullable(laid(*inner, name, fields, declared)),
        (Ty::List(inner), Declared::List(of)) => Ty::list(laid(*inner, name, fields, *of)),
        (Ty::Map(inner), Declared::Map(of)) => Ty::map(laid(*inner, name, fields, *of)),
        (Ty::Object, Declared::Object(members)) => {
            add_members(fields, members);
            Ty::Object
        }
        (Ty::Object, Declared::Map(of)) => as_map(fields, *of).unwrap_or(Ty::Object),
        (Ty::Any, declared) => typed(name, fields, declared),
        (Ty::Array, declared @ Declared::List(_)) => typed(name, fields, declared),
        (ty, _) => ty,
    }
}

/// Adds the members of an object to its fields.
fn add_members(fields: &mut Vec<Field>, members: Vec<(String, Declared)>) {
    let mut index = Index::of(fields);
    for (name, declared) in members {
        let at = index.position(&name).unwrap_or_else(|| {
            index.add(&name, fields.len());
            fields.push(Field { name, is_observed: true, ..Field::default() });
            fields.len() - 1
        });
        fields[at].is_declared = true;
        lay(&mut fields[at], declared);
    }
}

/// Returns the type of a map whose entries an example shows as fields. `None` if they are names after all: a table has
/// one of them, or they are too few, or the entries are of several types.
fn as_map(fields: &mut Vec<Field>, of: Declared) -> Option<Ty> {
    let is_value = matches!(of, Declared::Text | Declared::Number | Declared::Object(_));
    if !is_value || fields.len() < MIN_ENTRIES || fields.iter().any(|field| !field.is_observed) {
        return None;
    }
    let ty = fields[0].ty.clone();
    if fields.iter().any(|field| field.ty != ty) {
        return None;
    }
    let mut inner: Vec<Field> = Vec::new();
    let mut index = Index::of(&inner);
    for field in fields.drain(..).flat_map(|field| field.fields) {
        match index.position(&field.name).map(|at| &mut inner[at]) {
            Some(own) if own.ty != field.ty => (own.ty, own.fields) = (Ty::Any, Vec::new()),
            Some(_) => {}
            None => {
                index.add(&field.name, inner.len());
                inner.push(field);
            }
        }
    }
    *fields = inner;
    Some(Ty::map(laid(ty, "", fields, of)))
}

/// Returns the type of a field of which nothing else is known, and adds its fields.
fn typed(name: &str, fields: &mut Vec<Field>, declared: Declared) -> Ty {
    let (declared, is_nullable) = declared.without_null();
    let ty = match declared {
        Declared::Unknown | Declared::Null => Ty::Any,
        Declared::Text | Declared::Literal(_) => Ty::name("string"),
        // The number that a method answers is an identifier or a count: so is each that a table describes, too.
        Declared::Number if name == "result" || names_id(name) => Ty::name("integer"),
        Declared::Number => Ty::name("double"),
        Declared::Boolean => Ty::name("boolean"),
        Declared::Date => Ty::name("datetime"),
        // So are numbers in lists, in all of those that a table or an example shows.
        Declared::List(of) if *of == Declared::Number => Ty::list(Ty::name("integer")),
        Declared::List(of) => Ty::list(typed(name, fields, *of)),
        Declared::Map(of) => Ty::map(typed("", fields, *of)),
        Declared::Object(members) => {
            add_members(fields, members);
            Ty::Object
        }
        Declared::OneOf(types) => one_of(name, fields, types),
    };
    if is_nullable { Ty::nullable(ty) } else { ty }
}

/// Returns the type of a union.
fn one_of(name: &str, fields: &mut Vec<Field>, types: Vec<Declared>) -> Ty {
    let is_letter = |ty: &Declared| matches!(ty, Declared::Literal(text) if matches!(text.as_str(), "Y" | "N"));
    if types.len() == 2 && types.iter().all(is_letter) {
        return Ty::name("boolean(Y/N)");
    }
    // The fields of two objects would be mixed.
    if types.iter().filter(|ty| matches!(ty, Declared::Object(_) | Declared::List(_) | Declared::Map(_))).count() > 1 {
        return Ty::Any;
    }
    Ty::one_of(types.into_iter().map(|ty| typed(name, fields, ty)).collect())
}
