//! Parameters and fields: names, types, and the types that are made for nested ones.

use std::ops::Range;

use super::{Namespace, Resolver, rules, types};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::model::{
    BooleanForm, Enum, Field, FileForm, Item, ItemRef, Limits, Named, Object, Page, Type, Union, Usage, Value,
};
use crate::naming::{self, nearest};
use crate::raw;
use crate::source::FileId;
use crate::type_expr::{self, Expr};

/// The names of types that need no description.
pub(super) const BUILT_IN: &[&str] = &[
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
            let (wire, required) = split_mark(key);
            let here = Place { file: self.file, path: path.nth_key(key, nth), is_short: raw.is_short };
            name_is_clean(cx, key, wire, &here);
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
        let make = if role == Role::Param { naming::setter } else { naming::field };
        let rust_at = || body.rust_at.as_deref().cloned().unwrap_or_else(|| here.value("rust"));
        let rust = cx.rust_name(body.rust.as_ref(), make, &rust_at);
        let Some(ident) = rust.or_else(|| make(&bare)) else {
            let finding =
                Finding::new("bad-name", here.key(), format!("`{wire}` has no letter or digit to name it by"));
            cx.report(finding.help("name it with the key `rust`").given(&["rust"]));
            return None;
        };
        let own_name = body.rust.as_deref().unwrap_or(&bare);
        let ty_name = format!("{prefix}{}", naming::ty(own_name, &[]).unwrap_or_default().trim_end_matches('_'));
        let known = self.ty(cx, body, here, TypeName { rust: &ty_name, wire, is_result: false });
        if let Some(ty) = &known {
            rules::limits(cx, body, ty, here);
            rules::default(cx, body, ty, here);
            rules::keys(cx, body, ty, here);
        }
        let ty = known.unwrap_or(Type::Any);
        Some(Field {
            name: Named { wire: wire.to_owned(), ident },
            pattern,
            required,
            ty,
            written: written(body),
            doc: body.doc.clone(),
            limits: Limits { min: body.min, max: body.max, min_length: body.min_length, max_length: body.max_length },
            values: labelled(body.values.as_ref()),
            keys: labelled(body.keys.as_ref()),
            default: body.default.clone(),
            deprecated: body.deprecated.as_ref().and_then(super::deprecated),
        })
    }

    /// The type of a result; its own types begin with `Response`.
    pub(super) fn result(&mut self, cx: &mut Resolver<'_>, raw: &raw::Field, path: &Path) -> Type {
        let here = Place { file: self.file, path: path.clone(), is_short: raw.is_short };
        for (key, is_given) in [
            ("default", raw.body.default.is_some()),
            ("deprecated", raw.body.deprecated.is_some()),
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
                cx.report(finding.help("take it out: it is for parameters and fields"));
            }
        }
        let known = self.ty(cx, &raw.body, &here, TypeName { rust: "Response", wire: "result", is_result: true });
        if let Some(ty) = &known {
            rules::keys(cx, &raw.body, ty, &here);
        }
        known.unwrap_or(Type::Any)
    }

    /// The type of a field: what is written, with its fields or values in place of `object` or the value's type. `None`
    /// when there is something wrong with it, which is reported.
    fn ty(&mut self, cx: &mut Resolver<'_>, body: &raw::FieldBody, here: &Place, name: TypeName<'_>) -> Option<Type> {
        let written = body.ty.as_deref().unwrap_or(if body.fields.is_some() { "object" } else { "any" });
        let expr = match type_expr::parse(written) {
            Ok(expr) => expr,
            Err(error) => {
                let finding = Finding::new(
                    "bad-type",
                    here.within_type(error.range),
                    format!("this is not a type: {}", error.message),
                );
                cx.report(
                    finding
                        .help("types: integer, user, string[], map<double>, datetime?, user | user[], tasks.Task, …"),
                );
                return None;
            }
        };
        let inner = match (&body.fields, &body.values) {
            (Some(fields), None) => Some(Inner::Fields(fields)),
            (None, Some(values)) => Some(Inner::Values(values)),
            (Some(_), Some(_)) => {
                let finding =
                    Finding::new("bad-type", here.key_of("values"), "there are `fields` or `values`, but not both");
                let finding = finding.related(here.key_of("fields"), "the fields");
                cx.report(finding.help("an object has fields; a single value may have allowed values"));
                None
            }
            (None, None) => None,
        };
        let mut place = TypePlace { here, name, doc: body.doc.as_ref(), inner, used: false, is_wrong: false };
        let ty = self.expr(cx, &expr, &mut place);
        if place.is_wrong {
            return None;
        }
        if let (Some(inner), false) = (&place.inner, place.used) {
            let (key, message, help) = match inner {
                Inner::Fields(_) => {
                    let help = "leave `type` out, or write `object`, `object[]`, `map<object>` or `object?`";
                    ("fields", format!("`{written}` cannot have fields"), help)
                }
                Inner::Values(_) if body.ty.is_none() => {
                    ("values", "these values have no type".to_owned(), "add `type: string` or `type: integer`")
                }
                Inner::Values(_) => {
                    let help = "values go with string, integer and ids, and with lists and maps of them";
                    ("values", format!("`{written}` cannot have a list of values"), help)
                }
            };
            cx.report(Finding::new("bad-type", here.key_of(key), message).help(help).given(&["type"]));
        }
        Some(ty)
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
            Type::Integer => true,
            _ => return ty,
        };
        place.used = true;
        let ident = self.free(place.name);
        let index = self.reserve(cx, &ident, place.name.wire, place.here.key());
        let values = self.values(cx, values, &place.here.path.key("values"), is_numeric);
        let (origin, docs) = (self.name.clone(), self.docs.clone());
        let doc = place.doc.cloned();
        self.items[index] = Item::Enum(Enum { ident, doc, origin, docs, of: ty, is_numeric, values });
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
            [] => return self.expr(cx, &options[0], place),
            [one] => self.expr(cx, one, place),
            many => self.union(cx, many, place),
        };
        if types.len() < options.len() { Type::Nullable(Box::new(ty)) } else { ty }
    }

    fn union(&mut self, cx: &mut Resolver<'_>, options: &[&Expr], place: &mut TypePlace<'_>) -> Type {
        let ident = self.free(place.name);
        let index = self.reserve(cx, &ident, place.name.wire, place.here.key());
        let with_type = |option: &&Expr| {
            let rust = format!("{ident}{}", variant_name(option));
            let mut inside = TypePlace { name: TypeName { rust: &rust, is_result: false, ..place.name }, ..*place };
            let ty = self.expr(cx, option, &mut inside);
            place.used |= inside.used;
            place.is_wrong |= inside.is_wrong;
            (variant_name(option), ty)
        };
        let resolved: Vec<_> = options.iter().map(with_type).collect();
        let mut names = Namespace::default();
        for (option, (variant, _)) in options.iter().zip(&resolved) {
            names.take(cx, "options", variant, &option.to_string(), place.here.within_type(option.range()));
        }
        let union = Union { ident, origin: self.name.clone(), doc: place.doc.cloned(), options: resolved };
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
                let finding = Finding::new("duplicate-value", at, format!("the value `{wire}` is listed twice"));
                cx.report(finding.help("keep one of the two"));
                continue;
            }
            if is_numeric && wire.parse::<i64>().is_err() {
                let message = format!("`{wire}` is not a whole number, and the type is one");
                let help = "write a whole number, or mend the type";
                cx.report(Finding::new("bad-value", at.clone(), message).help(help).given(&["type", "of"]));
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
}

/// Where a field stands.
pub(super) struct Place {
    file: FileId,
    path: Path,
    is_short: bool,
}

impl Place {
    pub(super) fn key(&self) -> At {
        At::new(self.file, self.path.clone(), Part::Key)
    }

    pub(super) fn key_of(&self, key: &str) -> At {
        At::new(self.file, self.path.key(key), Part::Key)
    }

    pub(super) fn value(&self, key: &str) -> At {
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
    /// Whether there is something wrong with the expression.
    is_wrong: bool,
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
pub(super) fn split_mark(key: &str) -> (&str, Option<bool>) {
    if let Some(name) = key.strip_suffix('*') {
        (name, Some(true))
    } else if let Some(name) = key.strip_suffix('?') {
        (name, None)
    } else {
        (key, Some(false))
    }
}

/// Reports a name with marks or spaces that are hardly meant to be part of it.
fn name_is_clean(cx: &mut Resolver<'_>, key: &str, wire: &str, here: &Place) {
    if !wire.chars().any(char::is_alphanumeric) {
        // That is worse, and reported elsewhere.
        return;
    }
    if wire.ends_with(['*', '?']) {
        let message = format!("`{key}` ends with more than one mark");
        let help = "`NAME*` is required, `NAME?` is not known to be";
        cx.report(Finding::new("bad-name", here.key(), message).help(help));
    } else if wire.trim() != wire {
        let message = format!("there is a space at the end of the name `{wire}`, or before it");
        cx.report(Finding::new("bad-name", here.key(), message).help("take it out"));
    }
}

/// What stands before and after the variable part of a name.
fn pattern(cx: &mut Resolver<'_>, wire: &str, here: &Place) -> Option<(String, String)> {
    let (before, rest) = wire.split_once('<')?;
    match rest.split_once('>') {
        Some((inside, after))
            if !(inside.is_empty()
                || inside.contains('<')
                || after.contains('<')
                || before.is_empty() && after.is_empty()) =>
        {
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

fn form_type(cx: &mut Resolver<'_>, name: &str, form: &str, range: &Range<usize>, place: &mut TypePlace<'_>) -> Type {
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
        place.is_wrong = true;
        let at = place.here.within_type(range.clone());
        cx.report(Finding::new("bad-type", at, format!("there is no type `{name}({form})`")).help(known));
        Type::Any
    })
}

fn unknown_type(cx: &mut Resolver<'_>, name: &str, range: &Range<usize>, place: &mut TypePlace<'_>) -> Type {
    place.is_wrong = true;
    let is_shared = name.rsplit('.').next().is_some_and(|last| last.starts_with(char::is_uppercase));
    let is_excused = if is_shared { cx.files.unread.contains(&types::file_of(name)) } else { !cx.files.has_ids() };
    if is_excused {
        // The file that may have it is wrong itself.
        return Type::Any;
    }
    let known = BUILT_IN.iter().copied().chain(cx.ids.iter().map(String::as_str));
    let mut known: Vec<&str> = known.chain(cx.types.keys().map(String::as_str)).collect();
    known.sort_unstable();
    let help = match nearest(name, known.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_shared => format!("describe it in `{}`", types::file_of(name)),
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
pub(super) fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => innermost(inner),
        ty => ty,
    }
}

/// The type as a reader of the schema sees it.
pub(super) fn written(body: &raw::FieldBody) -> String {
    body.ty.clone().unwrap_or_else(|| if body.fields.is_some() { "object" } else { "any" }.to_owned())
}

fn labelled(values: Option<&raw::Values>) -> Vec<(String, Option<String>)> {
    values
        .map(|values| values.list.iter().map(|(value, label)| (value.text.clone(), label.clone())).collect())
        .unwrap_or_default()
}
