//! Parameters and fields: names, types, and the types that are made for nested ones.

use std::ops::Range;

use super::{Namespace, Resolver, methods};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{
    BooleanForm, Enum, Field, FileForm, Item, ItemRef, Limits, Named, Object, Page, Type, Union, Usage, Value,
};
use crate::naming::{self, nearest};
use crate::raw;
use crate::source::FileId;
use crate::type_expr::{self, Expr};

/// The names of types that need no description.
const BUILT_IN: &[&str] = &[
    "any",
    "integer",
    "double",
    "string",
    "boolean",
    "date",
    "datetime",
    "timestamp",
    "time",
    "id",
    "file",
    "object",
    "array",
    "map",
];

/// What a list of fields is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Parameters of a request.
    Param,
    /// Fields of an object inside a request or a result.
    Nested,
    /// Fields of a shared type.
    Shared,
}

/// A method or a shared type, while its parts are resolved.
pub(super) struct Owner {
    file: FileId,
    name: String,
    docs: Option<Page>,
    /// Names that stand beside its types.
    beside: Vec<String>,
    names: Namespace,
    pub(super) items: Vec<Item>,
}

impl Owner {
    pub(super) fn new(file: FileId, name: String, docs: Option<Page>, beside: &[&str]) -> Self {
        let beside = beside.iter().map(|name| (*name).to_owned()).collect();
        Owner { file, name, docs, beside, names: Namespace::default(), items: Vec::new() }
    }

    /// Takes a place among the items for a type that is resolved after those inside it.
    pub(super) fn reserve(&mut self, cx: &mut Resolver<'_>, ident: &str, wire: &str, at: At) -> usize {
        self.names.take(cx, "types", ident, wire, at);
        let (ident, origin) = (ident.to_owned(), self.name.clone());
        let (docs, usage) = (self.docs.clone(), Usage::default());
        self.items.push(Item::Object(Object { ident, doc: None, origin, docs, fields: Vec::new(), usage }));
        self.items.len() - 1
    }

    /// Resolves a list of fields; `prefix` begins the names of the types made for them.
    pub(super) fn fields(
        &mut self,
        cx: &mut Resolver<'_>,
        entries: &raw::Entries<raw::Field>,
        path: &Path,
        prefix: &str,
        role: Role,
    ) -> Vec<Field> {
        let mut idents = Namespace::default();
        let mut wires: Vec<(String, At)> = Vec::new();
        let mut fields = Vec::new();
        for (index, (key, raw)) in entries.0.iter().enumerate() {
            let nth = entries.0[..index].iter().filter(|(other, _)| other == key).count();
            let here = Place { file: self.file, path: path.nth_key(key, nth), is_short: raw.is_short };
            let (wire, required) = split_mark(key);
            if let Some((_, first)) = wires.iter().find(|(name, _)| name == wire) {
                let finding = Finding::new("duplicate-param", here.key(), format!("`{wire}` is described twice"));
                cx.report(finding.related(first.clone(), "first here").help("keep one of the two"));
                continue;
            }
            wires.push((wire.to_owned(), here.key()));
            if let Some(field) = self.field(cx, wire, required, raw, &here, prefix, role) {
                idents.take(cx, "fields", &field.name.ident, wire, here.key());
                fields.push(field);
            }
        }
        fields
    }

    #[expect(clippy::too_many_arguments, reason = "one call, from the loop above")]
    fn field(
        &mut self,
        cx: &mut Resolver<'_>,
        wire: &str,
        required: Option<bool>,
        raw: &raw::Field,
        here: &Place,
        prefix: &str,
        role: Role,
    ) -> Option<Field> {
        let body = &raw.body;
        let pattern = pattern(cx, wire, here);
        let bare = pattern.as_ref().map_or_else(|| wire.to_owned(), |(before, after)| format!("{before}{after}"));
        let rust = cx.rust_name(body.rust.as_ref(), &|| here.value("rust"));
        let derived = if role == Role::Param { naming::setter(&bare) } else { naming::field(&bare) };
        let Some(ident) = rust.or(derived) else {
            let finding =
                Finding::new("bad-name", here.key(), format!("`{wire}` has no letter or digit to name it by"));
            cx.report(finding.help("name it with the key `rust`"));
            return None;
        };
        let own_name = body.rust.as_deref().unwrap_or(&bare);
        let ty_name = format!("{prefix}{}", naming::ty(own_name, &[]).unwrap_or_default().trim_end_matches('_'));
        let ty = self.ty(cx, body, here, TypeName { rust: &ty_name, wire, is_result: false });
        self.limits(cx, body, &ty, here);
        let values: Vec<_> = labelled(body.values.as_ref());
        self.default(cx, body, &ty, here);
        if let Some(keys) = &body.keys
            && !matches!(innermost(&ty), Type::Map(_))
        {
            cx.report(
                Finding::new("bad-type", here.value("keys"), format!("`keys` is for maps, and `{wire}` is not one"))
                    .help("give it the type `map<…>`, or list its parts under `fields`"),
            );
            let _ = keys;
        }
        Some(Field {
            name: Named { wire: wire.to_owned(), ident },
            pattern,
            required,
            ty,
            written: written(body),
            doc: body.doc.clone(),
            limits: Limits { min: body.min, max: body.max, min_length: body.min_length, max_length: body.max_length },
            values,
            keys: labelled(body.keys.as_ref()),
            default: body.default.clone(),
            deprecated: body.deprecated.as_ref().and_then(methods::deprecated),
        })
    }

    /// The type of a result; its own types begin with `Response`.
    pub(super) fn result(&mut self, cx: &mut Resolver<'_>, raw: &raw::Field, path: &Path) -> Type {
        let here = Place { file: self.file, path: path.clone(), is_short: raw.is_short };
        for (key, is_given) in [
            ("default", raw.body.default.is_some()),
            ("min", raw.body.min.is_some()),
            ("max", raw.body.max.is_some()),
            ("min_length", raw.body.min_length.is_some()),
            ("max_length", raw.body.max_length.is_some()),
            ("rust", raw.body.rust.is_some()),
        ] {
            if is_given {
                let finding = Finding::new(
                    "unknown-key",
                    At::new(self.file, path.key(key), Part::Key),
                    format!("a result has no `{key}`"),
                );
                cx.report(finding.help("take it out"));
            }
        }
        self.ty(cx, &raw.body, &here, TypeName { rust: "Response", wire: "result", is_result: true })
    }

    /// The type of a field: what is written, with its fields or values in place of `object` or the value's type.
    fn ty(&mut self, cx: &mut Resolver<'_>, body: &raw::FieldBody, here: &Place, name: TypeName<'_>) -> Type {
        let written = body.ty.as_deref().unwrap_or(if body.fields.is_some() { "object" } else { "any" });
        let expr = match type_expr::parse(written) {
            Ok(expr) => expr,
            Err(error) => {
                let finding = Finding::new(
                    "bad-type",
                    here.within_type(error.range),
                    format!("`{written}` is not a type: {}", error.message),
                );
                cx.report(
                    finding
                        .help("types: integer, user, string[], map<double>, datetime?, user | user[], tasks.Task, …"),
                );
                return Type::Any;
            }
        };
        let inner = match (&body.fields, &body.values) {
            (Some(fields), None) => Some(Inner::Fields(fields)),
            (None, Some(values)) => Some(Inner::Values(values)),
            (Some(_), Some(_)) => {
                let finding =
                    Finding::new("bad-type", here.value("values"), "a value has `fields` or `values`, not both");
                cx.report(finding.help("objects have fields; single values have allowed values"));
                None
            }
            (None, None) => None,
        };
        let mut place = TypePlace { here, name, doc: body.doc.as_ref(), inner, used: false };
        let ty = self.expr(cx, &expr, &mut place);
        if let (Some(inner), false) = (&place.inner, place.used) {
            let (key, message) = match inner {
                Inner::Fields(_) => ("fields", format!("`{written}` has no `object` that these fields could be of")),
                Inner::Values(_) => ("values", format!("`{written}` is not of a type that can have a list of values")),
            };
            cx.report(Finding::new("bad-type", here.value(key), message).help(match inner {
                Inner::Fields(_) => "leave `type` out, or write `object`, `object[]`, `map<object>` or `object?`",
                Inner::Values(_) => "allowed values go with string, integer, id and double",
            }));
        }
        ty
    }

    fn expr(&mut self, cx: &mut Resolver<'_>, expr: &Expr, place: &mut TypePlace<'_>) -> Type {
        match expr {
            Expr::List(inner) => Type::List(Box::new(self.expr(cx, inner, place))),
            Expr::Map(inner) => Type::Map(Box::new(self.expr(cx, inner, place))),
            Expr::Nullable(inner) => Type::Nullable(Box::new(self.expr(cx, inner, place))),
            Expr::OneOf(options) => self.one_of(cx, options, place),
            Expr::Form { name, form, range } => form_type(cx, name, form, range, place),
            Expr::Name(name, range) => self.name(cx, name, range, place),
        }
    }

    fn name(&mut self, cx: &mut Resolver<'_>, name: &str, range: &Range<usize>, place: &mut TypePlace<'_>) -> Type {
        let plain = match name {
            "any" => Type::Any,
            "integer" => Type::Integer,
            "double" => Type::Double,
            "string" => Type::String,
            "boolean" => Type::Boolean(BooleanForm::Json),
            "date" => Type::Date,
            "datetime" => Type::DateTime,
            "timestamp" => Type::Timestamp,
            "time" => Type::Time,
            "id" => Type::Id(None),
            "file" => Type::File(FileForm::Pair),
            "array" => Type::List(Box::new(Type::Any)),
            "map" => Type::Map(Box::new(Type::Any)),
            "object" => return self.object(cx, place),
            name if cx.ids.iter().any(|id| id == name) => Type::Id(Some(name.to_owned())),
            name => match cx.types.get(name) {
                Some(index) => return Type::Item(ItemRef::Shared(*index)),
                None => return unknown_type(cx, name, range, place),
            },
        };
        self.with_values(cx, plain, place)
    }

    /// An object: with the fields that are given, or with any.
    fn object(&mut self, cx: &mut Resolver<'_>, place: &mut TypePlace<'_>) -> Type {
        let Some(Inner::Fields(fields)) = place.inner else {
            return Type::Map(Box::new(Type::Any));
        };
        place.used = true;
        let ident = self.free(place.name);
        let index = self.reserve(cx, &ident, place.name.wire, place.here.key());
        let fields = self.fields(cx, fields, &place.here.path.key("fields"), &ident, Role::Nested);
        let (origin, docs) = (self.name.clone(), self.docs.clone());
        let object = Object { ident, doc: place.doc.cloned(), origin, docs, fields, usage: Usage::default() };
        self.items[index] = Item::Object(object);
        Type::Item(ItemRef::Local(index))
    }

    /// A type whose allowed values are listed.
    fn with_values(&mut self, cx: &mut Resolver<'_>, ty: Type, place: &mut TypePlace<'_>) -> Type {
        let Some(Inner::Values(values)) = place.inner else { return ty };
        let is_numeric = match ty {
            Type::String | Type::Id(_) => false,
            Type::Integer | Type::Double => true,
            _ => return ty,
        };
        place.used = true;
        let ident = self.free(place.name);
        let index = self.reserve(cx, &ident, place.name.wire, place.here.key());
        let values = self.values(cx, values, &place.here.path.key("values"), is_numeric);
        let (origin, docs) = (self.name.clone(), self.docs.clone());
        self.items[index] = Item::Enum(Enum { ident, doc: place.doc.cloned(), origin, docs, is_numeric, values });
        Type::Item(ItemRef::Local(index))
    }

    fn one_of(&mut self, cx: &mut Resolver<'_>, options: &[Expr], place: &mut TypePlace<'_>) -> Type {
        if let [one, Expr::List(many)] | [Expr::List(many), one] = options
            && same(one, many)
        {
            return Type::OneOrMany(Box::new(self.expr(cx, one, place)));
        }
        let is_null = |option: &&Expr| matches!(option, Expr::Name(name, _) if name == "null");
        let types: Vec<&Expr> = options.iter().filter(|option| !is_null(option)).collect();
        let ty = match types.as_slice() {
            [one] => self.expr(cx, one, place),
            many => self.union(cx, many, place),
        };
        if types.len() < options.len() { Type::Nullable(Box::new(ty)) } else { ty }
    }

    fn union(&mut self, cx: &mut Resolver<'_>, options: &[&Expr], place: &mut TypePlace<'_>) -> Type {
        let ident = self.free(place.name);
        let index = self.reserve(cx, &ident, place.name.wire, place.here.key());
        let options = options.iter().map(|option| {
            let rust = format!("{ident}{}", variant_name(option));
            let mut inside = TypePlace { name: TypeName { rust: &rust, is_result: false, ..place.name }, ..*place };
            let ty = self.expr(cx, option, &mut inside);
            place.used |= inside.used;
            (variant_name(option), ty)
        });
        let options: Vec<_> = options.collect();
        let mut names = Namespace::default();
        for (variant, _) in &options {
            names.take(cx, "types", variant, variant, place.here.value("type"));
        }
        let union = Union { ident, origin: self.name.clone(), doc: place.doc.cloned(), options };
        self.items[index] = Item::Union(union);
        Type::Item(ItemRef::Local(index))
    }

    /// The name itself, with `_` after it where something else has it. `Response` is the result's own.
    fn free(&self, name: TypeName<'_>) -> String {
        let taken = self.beside.iter().map(String::as_str);
        let taken: Vec<&str> = taken.filter(|taken| !(name.is_result && *taken == name.rust)).collect();
        let name = if name.rust.is_empty() { "Value" } else { name.rust };
        naming::ty(name, &taken).unwrap_or_else(|| name.to_owned())
    }

    /// The values of an enumeration.
    pub(super) fn values(
        &mut self,
        cx: &mut Resolver<'_>,
        values: &raw::Values,
        path: &Path,
        is_numeric: bool,
    ) -> Vec<Value> {
        let mut names = Namespace::default();
        let mut list: Vec<Value> = Vec::new();
        for (index, (value, label)) in values.list.iter().enumerate() {
            let wire = value.text.clone();
            let at = At::new(
                self.file,
                if values.is_map {
                    path.nth_key(&wire, values.list[..index].iter().filter(|other| other.0 == *value).count())
                } else {
                    path.item(index)
                },
                if values.is_map { Part::Key } else { Part::Value },
            );
            if list.iter().any(|known| known.name.wire == wire) {
                cx.report(
                    Finding::new("duplicate-value", at, format!("the value `{wire}` is listed twice"))
                        .help("keep one of the two"),
                );
                continue;
            }
            if is_numeric && wire.parse::<f64>().is_err() {
                cx.report(Finding::new(
                    "bad-value",
                    at.clone(),
                    format!("`{wire}` is not a number, and the type is one"),
                ));
            }
            // A label names the variant; a value without letters has nothing else to name it by.
            let from = label.as_deref().unwrap_or(&wire);
            let ident = naming::variant(from).or_else(|| wire.is_empty().then(|| "Empty".to_owned()));
            let Some(ident) = ident else {
                let finding = Finding::new("bad-name", at, format!("`{wire}` has no letter or digit to name it by"));
                cx.report(finding.help("write the values as a map, with a label for each: `\"-\": none`"));
                continue;
            };
            names.take(cx, "values", &ident, &wire, at);
            list.push(Value { name: Named { wire, ident }, label: label.clone() });
        }
        list
    }

    fn limits(&mut self, cx: &mut Resolver<'_>, body: &raw::FieldBody, ty: &Type, here: &Place) {
        let ty = innermost(ty);
        let is_number = matches!(ty, Type::Integer | Type::Double | Type::Id(_) | Type::Timestamp | Type::Any);
        let has_length = matches!(ty, Type::String | Type::List(_) | Type::OneOrMany(_) | Type::Any);
        for (key, is_given, fits, what) in [
            ("min", body.min.is_some(), is_number, "numbers"),
            ("max", body.max.is_some(), is_number, "numbers"),
            ("min_length", body.min_length.is_some(), has_length, "texts and lists"),
            ("max_length", body.max_length.is_some(), has_length, "texts and lists"),
        ] {
            if is_given && !fits {
                let message = format!("`{key}` is for {what}, and this is `{}`", written(body));
                cx.report(Finding::new("bad-limit", here.value(key), message).help("take it out, or mend the type"));
            }
        }
        let crossed = |min: Option<f64>, max: Option<f64>| min.zip(max).is_some_and(|(min, max)| min > max);
        #[expect(clippy::cast_precision_loss, reason = "a length that large is no length")]
        let float = |length: Option<u64>| length.map(|length| length as f64);
        for (key, is_crossed) in [
            ("max", crossed(body.min, body.max)),
            ("max_length", crossed(float(body.min_length), float(body.max_length))),
        ] {
            if is_crossed {
                let finding =
                    Finding::new("bad-limit", here.value(key), "the largest value allowed is below the smallest");
                cx.report(finding.help("swap them, or mend one"));
            }
        }
    }

    fn default(&mut self, cx: &mut Resolver<'_>, body: &raw::FieldBody, ty: &Type, here: &Place) {
        let (Some(default), Some(values)) = (&body.default, &body.values) else {
            return self.default_type(cx, body, ty, here);
        };
        let text = match default {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        if !values.list.iter().any(|(value, _)| value.text == text) && !default.is_null() && !default.is_array() {
            let finding = Finding::new(
                "bad-default",
                here.value("default"),
                format!("the default `{text}` is not among the values"),
            );
            let near = nearest(&text, values.list.iter().map(|(value, _)| value.text.as_str()));
            cx.report(match near {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("add it to the values, or mend it"),
            });
        }
    }

    fn default_type(&mut self, cx: &mut Resolver<'_>, body: &raw::FieldBody, ty: &Type, here: &Place) {
        let Some(default) = &body.default else { return };
        let fits = match innermost(ty) {
            Type::Integer | Type::Timestamp => default.is_i64() || default.is_u64(),
            Type::Double => default.is_number(),
            Type::String | Type::Date => default.is_string(),
            Type::List(_) => default.is_array(),
            Type::Map(_) => default.is_object(),
            _ => true,
        };
        if !fits && !default.is_null() {
            let message = format!("the default `{default}` is not of type `{}`", written(body));
            cx.report(
                Finding::new("bad-default", here.value("default"), message).help("mend the default, or the type"),
            );
        }
    }
}

/// Where a field stands.
struct Place {
    file: FileId,
    path: Path,
    is_short: bool,
}

impl Place {
    fn key(&self) -> At {
        At::new(self.file, self.path.clone(), Part::Key)
    }

    fn value(&self, key: &str) -> At {
        At::new(self.file, self.path.key(key), Part::Value)
    }

    /// Characters of the type's text.
    fn within_type(&self, range: Range<usize>) -> At {
        let path = if self.is_short { self.path.clone() } else { self.path.key("type") };
        At::new(self.file, path, Part::Within(range))
    }
}

/// What stands in a type's place while its expression is resolved.
#[derive(Clone, Copy)]
struct TypePlace<'p> {
    here: &'p Place,
    /// The name of a type made here.
    name: TypeName<'p>,
    doc: Option<&'p String>,
    /// What the innermost type holds.
    inner: Option<Inner<'p>>,
    /// Whether it found its place.
    used: bool,
}

/// The name of a type that is made for a field.
#[derive(Clone, Copy)]
struct TypeName<'p> {
    rust: &'p str,
    wire: &'p str,
    is_result: bool,
}

#[derive(Clone, Copy)]
enum Inner<'p> {
    Fields(&'p raw::Entries<raw::Field>),
    Values(&'p raw::Values),
}

/// A key's name and mark: `ID*` has to be there, `ID?` is not known to.
fn split_mark(key: &str) -> (&str, Option<bool>) {
    if let Some(name) = key.strip_suffix('*') {
        (name, Some(true))
    } else if let Some(name) = key.strip_suffix('?') {
        (name, None)
    } else {
        (key, Some(false))
    }
}

/// What stands before and after the variable part of a name.
fn pattern(cx: &mut Resolver<'_>, wire: &str, here: &Place) -> Option<(String, String)> {
    let (before, rest) = wire.split_once('<')?;
    match rest.split_once('>') {
        Some((_, after)) if !(after.contains('<') || before.is_empty() && after.is_empty()) => {
            Some((before.to_owned(), after.to_owned()))
        }
        _ => {
            let finding =
                Finding::new("bad-name", here.key(), format!("`{wire}` is not a name with one variable part"));
            cx.report(finding.help("write it like `UF_<name>`; a value whose keys are all data is a `map<…>`"));
            None
        }
    }
}

fn form_type(cx: &mut Resolver<'_>, name: &str, form: &str, range: &Range<usize>, place: &TypePlace<'_>) -> Type {
    let (ty, known) = match (name, form) {
        ("boolean", "true/false") => (Some(Type::Boolean(BooleanForm::Json)), ""),
        ("boolean", "Y/N" | "\"Y\"/\"N\"") => (Some(Type::Boolean(BooleanForm::YesNo)), ""),
        ("boolean", "1/0") => (Some(Type::Boolean(BooleanForm::OneZero)), ""),
        ("boolean", "\"1\"/\"0\"") => (Some(Type::Boolean(BooleanForm::OneZeroText)), ""),
        ("boolean", "\"true\"/\"false\"") => (Some(Type::Boolean(BooleanForm::TrueFalseText)), ""),
        ("file", "pair") => (Some(Type::File(FileForm::Pair)), ""),
        ("file", "data") => (Some(Type::File(FileForm::Data)), ""),
        ("file", "base64") => (Some(Type::File(FileForm::Base64)), ""),
        ("boolean", _) => (None, "ways to write a boolean: Y/N, 1/0, \"1\"/\"0\", true/false, \"true\"/\"false\""),
        ("file", _) => (None, "ways to write a file: pair, data, base64"),
        _ => (None, "only `boolean` and `file` are written in several ways"),
    };
    ty.unwrap_or_else(|| {
        let at = place.here.within_type(range.clone());
        cx.report(Finding::new("bad-type", at, format!("`{name}({form})` is not a way to write a value")).help(known));
        Type::Any
    })
}

fn unknown_type(cx: &mut Resolver<'_>, name: &str, range: &Range<usize>, place: &TypePlace<'_>) -> Type {
    let known =
        BUILT_IN.iter().copied().chain(cx.ids.iter().map(String::as_str)).chain(cx.types.keys().map(String::as_str));
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    let is_type = name.rsplit('.').next().and_then(|last| last.chars().next()).is_some_and(char::is_uppercase);
    let help = match nearest(name, known.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_type => "describe it in a file below types/".to_owned(),
        None => "describe it below types/, or declare it as an identifier under `ids` in catalogue.yaml".to_owned(),
    };
    let at = place.here.within_type(range.clone());
    cx.report(Finding::new("unknown-type", at, format!("unknown type `{name}`")).help(help));
    Type::Any
}

/// Whether two types are written alike.
fn same(a: &Expr, b: &Expr) -> bool {
    match (a, b) {
        (Expr::Name(a, _), Expr::Name(b, _)) => a == b,
        (Expr::Form { name: a, form: x, .. }, Expr::Form { name: b, form: y, .. }) => a == b && x == y,
        (Expr::List(a), Expr::List(b)) | (Expr::Map(a), Expr::Map(b)) | (Expr::Nullable(a), Expr::Nullable(b)) => {
            same(a, b)
        }
        _ => false,
    }
}

/// The variant of a union that holds this type.
fn variant_name(expr: &Expr) -> String {
    match expr {
        Expr::Name(name, _) | Expr::Form { name, .. } => {
            let last = name.rsplit('.').next().unwrap_or(name);
            naming::variant(last).unwrap_or_else(|| "Value".to_owned())
        }
        Expr::List(inner) => format!("{}List", variant_name(inner)),
        Expr::Map(inner) => format!("{}Map", variant_name(inner)),
        Expr::Nullable(inner) => format!("{}OrNull", variant_name(inner)),
        Expr::OneOf(_) => "Union".to_owned(),
    }
}

/// The type without "or nothing".
fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => innermost(inner),
        ty => ty,
    }
}

/// The type as a reader of the schema sees it.
fn written(body: &raw::FieldBody) -> String {
    body.ty.clone().unwrap_or_else(|| if body.fields.is_some() { "object" } else { "any" }.to_owned())
}

fn labelled(values: Option<&raw::Values>) -> Vec<(String, Option<String>)> {
    values
        .map(|values| values.list.iter().map(|(value, label)| (value.text.clone(), label.clone())).collect())
        .unwrap_or_default()
}
