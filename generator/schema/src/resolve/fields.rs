//! Parameters and fields: names, types, and the types that are made for nested ones.

use std::collections::HashSet;
use std::ops::Range;

use super::context::Resolver;
use super::entries::{self, Entry};
use super::forms;
use super::place::{Place, written};
use super::type_names::{self, BUILT_IN};
use super::unions::{same, wish_of_option};
use super::{characters, conditions, result_keys, rules, takes, values};
use crate::diagnostic::{Finding, Path};
use crate::model::{
    Availability, BooleanForm, Conditions, Enum, Field, FileForm, Item, ItemRef, Limits, Named, Object, Page, Type,
    Union, Usage,
};
use crate::naming::{self, Numbers, Style, Wish};
use crate::raw;
use crate::source::FileId;
use crate::type_expr::{self, Expr};

/// The role of a list of fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Parameters of a request.
    Param,
    /// Fields of an object inside a request or a result.
    Nested,
    /// Fields of a shared type.
    Shared,
    /// Fields of a thing of a portal.
    Thing,
}

/// A method or a shared type, while its parts are resolved.
pub(super) struct Owner {
    file: FileId,
    /// Its name in the schema.
    pub(super) name: String,
    docs: Option<Page>,
    /// Names of other items in the module: a type of the same name gets `_` at the end.
    pub(super) beside: HashSet<String>,
    /// Names of all types in the module: equal ones are numbered.
    pub(super) taken: Taken,
    pub(super) items: Vec<Item>,
    /// The names of fields that the next list of fields continues.
    pub(super) before: Vec<Named>,
}

/// Names that are taken, and the numbers behind them.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) names: HashSet<String>,
    numbers: Numbers,
}

impl Owner {
    pub(super) fn new(file: FileId, name: String, docs: Option<Page>) -> Self {
        let (taken, items, before) = Default::default();
        Owner { file, name, docs, beside: HashSet::new(), taken, items, before }
    }

    /// Reserves a place among the items for a type that is resolved after those inside it.
    pub(super) fn reserve(&mut self, ident: &str) -> usize {
        self.taken.names.insert(ident.to_owned());
        let (ident, origin) = (ident.to_owned(), self.name.clone());
        let (docs, usage) = (self.docs.clone(), Usage::default());
        self.items.push(Item::Object(Object { ident, doc: None, origin, docs, fields: Vec::new(), usage }));
        self.items.len() - 1
    }

    /// Resolves a list of fields; `prefix` begins the names of the types made for them.
    pub(super) fn fields(
        &mut self,
        cx: &mut Resolver<'_>,
        fields: &raw::Entries<raw::Field>,
        path: &Path,
        prefix: &str,
        role: Role,
    ) -> Vec<Field> {
        let make = match role {
            Role::Param => naming::setter,
            Role::Nested | Role::Shared => naming::field,
            Role::Thing => naming::field_of_thing,
        };
        let before = std::mem::take(&mut self.before);
        let entries = entries::read(cx, fields, self.file, path);
        let (entries, mut wishes) = entries::wishes(cx, entries, make);
        if role == Role::Param {
            // A field that may be `null` has a second setter.
            let nullable = entries.iter().zip(&wishes).filter(|(entry, _)| entries::may_be_null(entry.body));
            let clear = |wish: &Wish<'_>| format!("clear_{}", wish.name.trim_end_matches('_'));
            let setters = nullable.map(|(_, wish)| Wish { name: clear(wish), is_given: true, ..Wish::default() });
            wishes.extend(setters.collect::<Vec<_>>());
        }
        wishes.extend(before.iter().map(|of| Wish { name: of.ident.clone(), is_given: true, ..Wish::default() }));
        let idents = naming::apart(&wishes, Style::Snake);
        let names = entries.iter().map(|entry| entry.wire.to_owned());
        let names: Vec<String> = names.chain(before.iter().map(|of| of.wire.clone())).collect();
        let field = |(entry, ident): (Entry<'_>, String)| {
            let conditions = conditions::read(cx, entry.body, (entry.wire, &names), &entry.here);
            Field { conditions, ..self.field(cx, entry, ident, make, prefix) }
        };
        entries.into_iter().zip(idents).map(field).collect()
    }

    fn field(
        &mut self,
        cx: &mut Resolver<'_>,
        entry: Entry<'_>,
        ident: String,
        make: naming::Make,
        prefix: &str,
    ) -> Field {
        let bare = entry.bare();
        let Entry { wire, pattern, required, body, here } = entry;
        // The type's name is made from the same name as the field's.
        let is_plain = body.rust.is_none() && make(&bare).as_deref() == Some(ident.as_str());
        let own_name = if is_plain { &bare } else { &ident };
        let ty_name = format!("{prefix}{}", naming::ty(own_name, &[]).unwrap_or_default().trim_end_matches('_'));
        let known = self.ty(cx, body, &here, TypeName { rust: &ty_name, wire, is_result: false });
        let mut takes = Vec::new();
        if let Some(ty) = &known {
            rules::limits(cx, body, ty, &here);
            rules::default(cx, body, ty, &here);
            rules::keys(cx, body, ty, &here);
            characters::check(cx, body, ty, &here);
            rules::operators(cx, body, self.has_keys(cx, ty), &here);
            takes = takes::read(cx, body, ty, &here);
        }
        rules::variants(cx, body, &here);
        let ty = known.unwrap_or(Type::Any);
        Field {
            name: Named { wire: wire.to_owned(), ident },
            pattern,
            required,
            ty,
            written: written(body),
            doc: body.doc.clone(),
            limits: Limits { min: body.min, max: body.max, min_length: body.min_length, max_length: body.max_length },
            values: forms::labelled(body.values.as_ref()),
            open: body.open,
            keys: forms::labelled(body.keys.as_ref().map(|keys| &keys.0)),
            characters: body.characters.clone(),
            unit: body.unit,
            availability: Availability { edition: body.edition, plan: body.plan, since: body.since.clone() },
            operators: body.operators.clone(),
            names: takes::names(cx, body, &here),
            takes,
            variants: body.variants.clone(),
            writable: body.writable,
            observed: body.observed,
            conditions: Conditions::default(),
            default: body.default.clone(),
            deprecated: cx.deprecated(body.deprecated.as_ref(), &|| here.value("deprecated")),
            former: Vec::new(),
        }
    }

    /// Returns true if a value of the type has keys or conditions, which may have operators.
    fn has_keys(&self, cx: &Resolver<'_>, ty: &Type) -> bool {
        match ty {
            Type::Any | Type::Map(_) | Type::List(_) => true,
            Type::Nullable(inner) | Type::OneOrMany(inner) => self.has_keys(cx, inner),
            Type::Item(ItemRef::Shared(index)) => cx.fields_of(*index).is_some(),
            Type::Item(ItemRef::Local(place)) => match self.items.get(*place) {
                Some(Item::Object(_)) => true,
                Some(Item::Union(union)) => union.options.iter().any(|(_, ty)| self.has_keys(cx, ty)),
                _ => false,
            },
            _ => false,
        }
    }

    /// Returns the type of a result; names of its own types begin with `Response`.
    pub(super) fn result(&mut self, cx: &mut Resolver<'_>, raw: &raw::Field, path: &Path) -> Type {
        self.whole(cx, raw, path, "Response")
    }

    /// Returns the type of an event's data; names of its own types begin with `Data`.
    pub(super) fn data(&mut self, cx: &mut Resolver<'_>, raw: &raw::Field, path: &Path) -> Type {
        self.whole(cx, raw, path, "Data")
    }

    fn whole(&mut self, cx: &mut Resolver<'_>, raw: &raw::Field, path: &Path, rust: &str) -> Type {
        let here = Place::new(self.file, path.clone(), raw.is_short);
        result_keys::check(cx, &raw.body, self.file, path);
        let known = self.ty(cx, &raw.body, &here, TypeName { rust, wire: "", is_result: true });
        if let Some(ty) = &known {
            rules::keys(cx, &raw.body, ty, &here);
        }
        known.unwrap_or(Type::Any)
    }

    /// Returns the type of a field: the written one, with its fields or values in place of `object` or the value's
    /// type. `None` is an invalid type, which is reported.
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
                    let help = "values go with string, integer, double and ids, and with lists and maps of them";
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
            "null" => Type::Null,
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
            "money" => Type::Money,
            "address" => Type::Address,
            "crm_link" => Type::CrmLink,
            "array" => Type::List(Box::new(Type::Any)),
            "map" => Type::Map(Box::new(Type::Any)),
            "object" => return self.object(cx, place),
            name if cx.ids.contains(name) => Type::Id(Some(name.to_owned())),
            name => match cx.types.get(name) {
                Some(index) => return Type::Item(ItemRef::Shared(*index)),
                None => return unknown_type(cx, name, range, place),
            },
        };
        self.with_values(cx, plain, place)
    }

    /// Returns the type of an object: with the given fields, or with any.
    fn object(&mut self, cx: &mut Resolver<'_>, place: &mut TypePlace<'_>) -> Type {
        let Some(Inner::Fields(fields)) = place.inner else {
            return Type::Map(Box::new(Type::Any));
        };
        place.used = true;
        let ident = self.free(place.name);
        let index = self.reserve(&ident);
        let fields = self.fields(cx, fields, &place.here.path.key("fields"), &ident, Role::Nested);
        let (origin, docs) = (self.name.clone(), self.docs.clone());
        let object = Object { ident, doc: place.doc.cloned(), origin, docs, fields, usage: Usage::default() };
        self.items[index] = Item::Object(object);
        Type::Item(ItemRef::Local(index))
    }

    /// Returns a type whose allowed values are listed.
    fn with_values(&mut self, cx: &mut Resolver<'_>, ty: Type, place: &mut TypePlace<'_>) -> Type {
        let Some(Inner::Values(values)) = place.inner else { return ty };
        let is_numeric = match ty {
            Type::String | Type::Id(_) => false,
            Type::Integer => true,
            Type::Double => {
                // Numbers make no names for variants: the type remains a number, and its values are a rule.
                place.used = true;
                values::numbers(cx, values, self.file, &place.here.path.key("values"));
                return ty;
            }
            _ => return ty,
        };
        place.used = true;
        let ident = self.free(place.name);
        let index = self.reserve(&ident);
        let values = values::resolve(cx, values, self.file, &place.here.path.key("values"), is_numeric);
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
        // Duplicate options count once.
        let mut seen = HashSet::new();
        let is_first = |option: &&Expr| seen.insert(option.to_string());
        let types: Vec<&Expr> = options.iter().filter(|option| !is_null(option)).filter(is_first).collect();
        let has_null = options.iter().any(|option| is_null(&option));
        let ty = match types.as_slice() {
            [] => return self.expr(cx, &options[0], place),
            [one] => self.expr(cx, one, place),
            many => self.union(cx, many, place),
        };
        if has_null { Type::Nullable(Box::new(ty)) } else { ty }
    }

    fn union(&mut self, cx: &mut Resolver<'_>, options: &[&Expr], place: &mut TypePlace<'_>) -> Type {
        let ident = self.free(place.name);
        let index = self.reserve(&ident);
        let names =
            naming::apart(&options.iter().map(|option| wish_of_option(option)).collect::<Vec<_>>(), Style::Camel);
        let mut resolved = Vec::new();
        for (option, variant) in options.iter().zip(names) {
            let rust = format!("{ident}{variant}");
            let mut inside = TypePlace { name: TypeName { rust: &rust, is_result: false, ..place.name }, ..*place };
            let ty = self.expr(cx, option, &mut inside);
            place.used |= inside.used;
            place.is_wrong |= inside.is_wrong;
            resolved.push((variant, ty));
        }
        let union = Union {
            ident,
            origin: self.name.clone(),
            doc: place.doc.cloned(),
            options: resolved,
            usage: Usage::default(),
        };
        self.items[index] = Item::Union(union);
        Type::Item(ItemRef::Local(index))
    }

    /// Returns a free name for a type, made of this one.
    pub(super) fn named(&mut self, rust: &str) -> String {
        self.free(TypeName { rust, wire: "", is_result: false })
    }

    /// Returns the name, with `_` or a number after it if it is taken. `Response` is reserved for the result.
    fn free(&mut self, name: TypeName<'_>) -> String {
        let reserved = name.is_result.then_some(name.rust);
        let is_beside = |name: &str| reserved != Some(name) && self.beside.contains(name);
        let name = if name.rust.is_empty() { "Value" } else { name.rust };
        let name = naming::ty_beside(name, is_beside).unwrap_or_else(|| name.to_owned());
        let Taken { names, numbers } = &mut self.taken;
        if !names.contains(&name) {
            return name;
        }
        numbers.numbered(&name, Style::Camel, |name| names.contains(name) || is_beside(name))
    }
}

/// The context of a type while its expression is resolved.
#[derive(Clone, Copy)]
struct TypePlace<'p> {
    here: &'p Place,
    /// The name of a type made here.
    name: TypeName<'p>,
    doc: Option<&'p String>,
    /// The fields or values of the innermost type.
    inner: Option<Inner<'p>>,
    /// True if `inner` was used.
    used: bool,
    /// True if the expression is invalid.
    is_wrong: bool,
}

/// The name of a type that is made for a field.
#[derive(Clone, Copy)]
struct TypeName<'p> {
    rust: &'p str,
    /// The field's name on the wire; empty for a result.
    wire: &'p str,
    is_result: bool,
}

#[derive(Clone, Copy)]
enum Inner<'p> {
    Fields(&'p raw::Entries<raw::Field>),
    Values(&'p raw::Values),
}

fn form_type(cx: &mut Resolver<'_>, name: &str, form: &str, range: &Range<usize>, place: &mut TypePlace<'_>) -> Type {
    let (ty, known) = forms::of(name, form, place.name.wire);
    ty.unwrap_or_else(|| {
        place.is_wrong = true;
        let at = place.here.within_type(range.clone());
        cx.report(Finding::new("bad-type", at, format!("there is no type `{name}({form})`")).help(known));
        Type::Any
    })
}

fn unknown_type(cx: &mut Resolver<'_>, name: &str, range: &Range<usize>, place: &mut TypePlace<'_>) -> Type {
    place.is_wrong = true;
    let is_shared = type_names::is_name(name);
    let is_excused = if is_shared { cx.files.unread.contains(&type_names::file_of(name)) } else { !cx.has_ids() };
    if is_excused {
        // The file that may define it is itself invalid.
        return Type::Any;
    }
    let known = BUILT_IN.iter().copied().chain(cx.ids.iter().map(String::as_str));
    let known = known.chain(cx.types.keys().map(String::as_str));
    let help = match cx.guesses.nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None if is_shared => format!("describe it in `{}`", type_names::file_of(name)),
        None => "describe it below types/, or declare it as an identifier under `ids` in catalogue.yaml".to_owned(),
    };
    let at = place.here.within_type(range.clone());
    cx.report(Finding::new("unknown-type", at, format!("unknown type `{name}`")).help(help));
    Type::Any
}
