//! Types of TypeScript, and the interfaces that they refer to.

use std::collections::{BTreeMap, BTreeSet};

use bitrix24_schema::model::{BooleanForm, Enum, Field, FileForm, Item, ItemRef, Model, Object, Type, Union, Writable};

use super::text;
use crate::names::{Names, SENT};
use crate::scope::{Found, Owner, Scope};
use crate::{Answers, words};

/// The direction of a value, and the owner of its type.
#[derive(Clone, Copy)]
pub(super) struct At<'m> {
    pub(super) scope: Scope<'m>,
    pub(super) is_sent: bool,
    depth: usize,
}

impl<'m> At<'m> {
    pub(super) fn new(scope: Scope<'m>, is_sent: bool) -> Self {
        Self { scope, is_sent, depth: 0 }
    }
}

/// Writes types, and collects the interfaces.
pub(super) struct Types<'m> {
    model: &'m Model,
    names: &'m Names,
    answers: Answers,
    open: Vec<(Owner, usize, bool)>,
    known: BTreeSet<(Owner, usize, bool)>,
}

impl<'m> Types<'m> {
    pub(super) fn new(model: &'m Model, names: &'m Names, answers: Answers) -> Self {
        Self { model, names, answers, open: Vec::new(), known: BTreeSet::new() }
    }

    /// Returns the declarations of all types that were referred to, by name.
    pub(super) fn finish(mut self) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        while let Some((owner, place, is_sent)) = self.open.pop() {
            let scope = Scope::new(self.model, owner);
            let Some(found) = scope.find(ItemRef::Local(place)) else { continue };
            let name = self.name(found, is_sent);
            let declaration = self.declaration(At::new(scope, is_sent), found.item, &name);
            all.insert(name, declaration);
        }
        all
    }

    fn declaration(&mut self, at: At<'m>, item: &'m Item, name: &str) -> String {
        match item {
            Item::Object(object) => {
                let about = docs(object.doc.as_deref(), &[], object.docs.as_ref().map(|page| page.url.as_str()));
                let is_shared = matches!(at.scope.owner, Owner::Shared(_));
                let fields: Vec<Said<'m>> = object.fields.iter().map(Said::whole).collect();
                let body = self.body(at, &fields, "");
                let base = if is_shared { " extends Custom" } else { "" };
                format!("{}export interface {name}{base} {body}\n", text::comment("", &about))
            }
            Item::Enum(list) => {
                let about = docs(list.doc.as_deref(), &[], None);
                let ty = literals(list);
                format!("{}export type {name} = {ty};\n", text::comment("", &about))
            }
            Item::Union(union) => {
                let about = docs(union.doc.as_deref(), &[], None);
                let ty = self.union(at, union);
                format!("{}export type {name} = {ty};\n", text::comment("", &about))
            }
        }
    }

    /// Returns the interface of parameters.
    pub(super) fn params(&mut self, at: At<'m>, params: &'m [Field]) -> String {
        let fields: Vec<Said<'m>> = params.iter().map(Said::whole).collect();
        self.body(at, &fields, "")
    }

    fn body(&mut self, at: At<'m>, fields: &[Said<'m>], indent: &str) -> String {
        if fields.is_empty() {
            return "{ [key: string]: unknown }".to_owned();
        }
        let inner = format!("{indent}  ");
        let mut lines = String::new();
        let mut patterns = BTreeSet::new();
        for said in fields {
            if let Some((before, after)) = &said.field.pattern {
                // `unknown`, because other fields may have such a name, and another type.
                patterns.insert(format!("{inner}{}: unknown;\n", text::pattern(before, after)));
                continue;
            }
            lines.push_str(&self.field(at, *said, &inner));
        }
        lines.extend(patterns);
        format!("{{\n{lines}{indent}}}")
    }

    fn field(&mut self, at: At<'m>, said: Said<'m>, indent: &str) -> String {
        let field = said.field;
        let notes: Vec<String> = words::notes(field).into_iter().chain(words::rules(field)).collect();
        let mut about = docs(field.doc.as_deref(), &notes, None);
        if let Some(deprecated) = &field.deprecated {
            about.push(
                format!("@deprecated {}", deprecated.instead.as_deref().map(text::prose).unwrap_or_default())
                    .trim_end()
                    .to_owned(),
            );
        }
        let is_own = !at.is_sent || field.writable != Some(Writable::Never);
        let is_surely = at.is_sent || self.answers == Answers::Strict;
        let is_required = said.required == Some(true) && field.variants.is_empty() && is_own && is_surely;
        let ty = self.ty(at, &field.ty, Some(field), indent);
        // A setting of the server alone cannot be set: it is there for types that are read and written.
        let readonly = if is_own { "" } else { "readonly " };
        let mark = if is_required { "" } else { "?" };
        format!("{}{indent}{readonly}{}{mark}: {ty};\n", text::comment(indent, &about), text::key(&field.name.wire))
    }

    /// Returns a type. What is taken of a shared type is written in place, with this indentation.
    pub(super) fn ty(&mut self, at: At<'m>, ty: &'m Type, field: Option<&'m Field>, indent: &str) -> String {
        let is_loose = !at.is_sent && self.answers == Answers::Tolerant;
        match ty {
            Type::Null if !is_loose => "null".to_owned(),
            Type::Any | Type::Null => "unknown".to_owned(),
            Type::Time => "Time".to_owned(),
            Type::List(inner) => self.list(at, inner, field, indent),
            Type::Map(inner) => self.keyed(at, inner, field, indent),
            Type::Nullable(inner) => nullable(self.ty(at, inner, field, indent)),
            Type::OneOrMany(inner) => format!("OneOrMany<{}>", self.ty(at, inner, field, indent)),
            Type::Item(item) => {
                let name = self.item(at, *item, field, indent);
                // A missing object is `null`, and a missing scalar is told by its own type.
                let is_object = at.scope.find(*item).is_some_and(|found| matches!(found.item, Item::Object(_)));
                if is_loose && is_object && field.is_some() { nullable(name) } else { name }
            }
            ty if is_loose => loose(ty).to_owned(),
            ty => values(ty, field).unwrap_or_else(|| exact(ty).to_owned()),
        }
    }

    fn list(&mut self, at: At<'m>, inner: &'m Type, field: Option<&'m Field>, indent: &str) -> String {
        let named = field.filter(|_| at.is_sent && matches!(inner, Type::String)).and_then(|field| field.names);
        if let Some(name) = named.and_then(|index| self.shared(at, index)) {
            return format!("Names<{name}>");
        }
        let inner = self.ty(at, inner, field.filter(|field| field.names.is_none()), indent);
        if inner.contains([' ', '\n']) { format!("({inner})[]") } else { format!("{inner}[]") }
    }

    fn keyed(&mut self, at: At<'m>, inner: &'m Type, field: Option<&'m Field>, indent: &str) -> String {
        let values = self.ty(at, inner, field.filter(|field| !field.takes.is_empty()), indent);
        let Some(field) = field else { return format!("{{ [key: string]: {values} }}") };
        if let Some(name) = field.names.filter(|_| at.is_sent).and_then(|index| self.shared(at, index)) {
            let operators: Vec<String> = field.operators.iter().map(|operator| text::literal(operator)).collect();
            return match (operators.as_slice(), values.as_str()) {
                ([], "unknown") => format!("Filter<{name}>"),
                ([], values) => format!("Keyed<{name}, {values}>"),
                (operators, _) => format!("Filter<{name}, {}>", operators.join(" | ")),
            };
        }
        let keys: Vec<String> = field.keys.iter().map(|(key, _)| text::literal(key)).collect();
        match keys.as_slice() {
            [] => format!("{{ [key: string]: {values} }}"),
            keys => format!("Known<{}, {values}>", keys.join(" | ")),
        }
    }

    /// Returns the name of a shared type as it is answered, whose fields a query names.
    fn shared(&mut self, at: At<'m>, index: usize) -> Option<String> {
        let found = at.scope.find(ItemRef::Shared(index))?;
        matches!(found.item, Item::Object(_)).then(|| self.named(found, false))
    }

    fn item(&mut self, at: At<'m>, item: ItemRef, field: Option<&'m Field>, indent: &str) -> String {
        let Some(found) = at.scope.find(item) else { return "unknown".to_owned() };
        let inside = At { scope: found.scope, depth: at.depth + 1, ..at };
        let is_loose = !at.is_sent && self.answers == Answers::Tolerant;
        match found.item {
            Item::Enum(list) if is_loose || field.is_some_and(|field| field.open) => open(list, is_loose),
            Item::Enum(list) if matches!(item, ItemRef::Local(_)) => literals(list),
            Item::Union(union) if matches!(item, ItemRef::Local(_)) => self.union(inside, union),
            Item::Object(object) => match field.filter(|field| !field.takes.is_empty() && at.depth < 3) {
                Some(field) => {
                    let taken = object.fields.iter().filter_map(|inner| Said::taken(inner, field));
                    let body = self.body(inside, &taken.collect::<Vec<_>>(), indent);
                    format!("{body} & Custom")
                }
                None => self.named(found, at.is_sent),
            },
            Item::Enum(_) | Item::Union(_) => self.named(found, at.is_sent),
        }
    }

    fn union(&mut self, at: At<'m>, union: &'m Union) -> String {
        let mut options: Vec<String> = Vec::new();
        for (_, ty) in &union.options {
            let option = self.ty(at, ty, None, "");
            if !options.contains(&option) {
                options.push(option);
            }
        }
        options.join(" | ")
    }

    /// Returns the name of a type, which becomes an interface.
    fn named(&mut self, found: Found<'m>, is_sent: bool) -> String {
        let key = (found.scope.owner, found.place, is_sent);
        if self.known.insert(key) {
            self.open.push(key);
        }
        self.name(found, is_sent)
    }

    fn name(&self, found: Found<'m>, is_sent: bool) -> String {
        let name = self.names.item(found.scope.owner, found.place);
        let usage = match found.item {
            Item::Object(Object { usage, .. }) | Item::Union(Union { usage, .. }) => *usage,
            Item::Enum(_) => return name.to_owned(),
        };
        let is_both = matches!(found.scope.owner, Owner::Shared(_)) || usage.is_sent && usage.is_received;
        if is_sent && is_both { format!("{name}{SENT}") } else { name.to_owned() }
    }
}

/// A field with its mark, which is not that of its type where a parameter takes it.
#[derive(Clone, Copy)]
struct Said<'m> {
    field: &'m Field,
    required: Option<bool>,
}

impl<'m> Said<'m> {
    fn whole(field: &'m Field) -> Self {
        Said { field, required: field.required }
    }

    fn taken(field: &'m Field, by: &'m Field) -> Option<Self> {
        let taken = by.takes.iter().find(|taken| taken.name == field.name.wire)?;
        Some(Said { field, required: taken.required })
    }
}

/// Returns the lines of a comment: a text, notes, and a page.
pub(super) fn docs(text: Option<&str>, notes: &[String], page: Option<&str>) -> Vec<String> {
    let all = text.map(str::to_owned).into_iter().chain(notes.iter().cloned());
    let mut lines: Vec<String> = words::paragraph(all).into_iter().map(|text| text::prose(&text)).collect();
    lines.extend(page.map(|page| format!("@see {page}")));
    lines
}

/// Returns a type with `null`.
fn nullable(ty: String) -> String {
    let has_null = ty == "unknown" || ty == "null" || ty.ends_with("| null") || ty.starts_with("Any");
    if has_null { ty } else { format!("{ty} | null") }
}

/// Returns the type of a scalar as servers answer it.
fn loose(ty: &Type) -> &'static str {
    match ty {
        Type::Integer => "AnyInteger",
        Type::Double => "AnyNumber",
        Type::String | Type::Money | Type::Address => "AnyText",
        Type::Boolean(_) => "AnyBoolean",
        Type::Date | Type::DateTime | Type::Timestamp => "AnyDate",
        Type::Id(_) | Type::CrmLink => "AnyId",
        _ => "unknown",
    }
}

fn exact(ty: &Type) -> &'static str {
    match ty {
        Type::Integer | Type::Double | Type::Timestamp => "number",
        Type::String | Type::Date | Type::DateTime | Type::Address | Type::File(FileForm::Base64) => "string",
        Type::Money => "`${number}|${string}` | \"\"",
        Type::CrmLink => "number | `${number}` | `${string}_${number}` | \"\"",
        Type::Id(_) => "Id",
        Type::Boolean(form) => match form {
            BooleanForm::Json => "boolean",
            BooleanForm::YesNo | BooleanForm::Custom => "\"Y\" | \"N\"",
            BooleanForm::OneZero => "1 | 0",
            BooleanForm::OneZeroText => "\"1\" | \"0\"",
            BooleanForm::TrueFalseText => "\"true\" | \"false\"",
        },
        Type::File(FileForm::Pair) => "File",
        Type::File(FileForm::Data) => "{ fileData: File }",
        Type::File(FileForm::Custom) => "File | { id: Id; [key: string]: unknown } | \"\"",
        Type::File(FileForm::CustomData) => "{ fileData: File } | { id: Id; [key: string]: unknown } | \"\"",
        _ => "unknown",
    }
}

/// Returns the numbers that are allowed, where these are all.
fn values(ty: &Type, field: Option<&Field>) -> Option<String> {
    let field = field.filter(|field| !field.open && !field.values.is_empty())?;
    let is_number = |value: &str| value.parse::<i64>().is_ok_and(|number| number.to_string() == value);
    let values: Vec<&str> = field.values.iter().map(|(value, _)| value.as_str()).collect();
    let fits = matches!(ty, Type::Integer) && values.iter().all(|value| is_number(value));
    fits.then(|| values.join(" | "))
}

/// Returns the values of an enumeration.
fn literals(list: &Enum) -> String {
    let one = |value: &str| match value.parse::<i64>() {
        Ok(number) if list.is_numeric => number.to_string(),
        _ => text::literal(value),
    };
    let values: Vec<String> = list.values.iter().map(|value| one(&value.name.wire)).collect();
    if values.is_empty() { exact(&list.of).to_owned() } else { values.join(" | ") }
}

/// Returns the values of an enumeration that may have others.
fn open(list: &Enum, is_loose: bool) -> String {
    let other = if list.is_numeric { "(number & {}) | (string & {})" } else { "(string & {})" };
    let none = if is_loose { " | null" } else { "" };
    format!("{} | {other}{none}", literals(list))
}
