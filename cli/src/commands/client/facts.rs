//! The facts of a method in the schema, for the client. They are those of the emitted crate, made at run time, so that
//! no crate has to be generated and compiled first.

use bitrix24_runtime::catalogue::{
    self, Api, Deprecated, Errors, Fields, Items, Kind, Method, Pager, PagerKind, Reason, Retry, Shape,
};
use bitrix24_schema::model::{self, ErrorEntry, Field, Item, ItemRef, Model, Type, Writable};

/// The largest depth of described objects: shared types may contain themselves.
const DEPTH: usize = 6;

/// Returns a method's facts. They live as long as the process, which calls one method.
pub(crate) fn method(model: &Model, index: usize) -> &'static Method {
    let method = &model.methods[index];
    let home = Home { model, items: &method.items };
    Box::leak(Box::new(Method {
        name: keep(&method.name.wire),
        api: api(method.api),
        scopes: texts(&method.scopes),
        kind: kind(method.kind),
        docs: keep(method.docs.as_ref().map_or("", |page| &page.url)),
        batchable: method.batch,
        deprecated: method
            .deprecated
            .as_ref()
            .map(|deprecated| Deprecated { replaced_by: deprecated.instead.as_deref().map(keep) }),
        positional: texts(&method.positional),
        pager: method.pager.as_ref().map(pager),
        params: home.fields(&method.params, DEPTH),
        errors: errors(&method.errors),
    }))
}

pub(super) fn api(api: model::Api) -> Api {
    match api {
        model::Api::V2 => Api::V2,
        model::Api::V3 => Api::V3,
    }
}

/// Returns the only reason, if there is one.
fn reason(reasons: &[model::Reason]) -> Reason {
    let [reason] = reasons else { return Reason::Unknown };
    match reason {
        model::Reason::Token => Reason::Token,
        model::Reason::Scope => Reason::Scope,
        model::Reason::Application => Reason::Application,
        model::Reason::Plan => Reason::Plan,
        model::Reason::Unavailable => Reason::Unavailable,
        model::Reason::Busy => Reason::Busy,
        model::Reason::Limit => Reason::Limit,
        model::Reason::Denied => Reason::Denied,
        model::Reason::Missing => Reason::Missing,
        model::Reason::Exists => Reason::Exists,
        model::Reason::NotFound => Reason::NotFound,
        model::Reason::State => Reason::State,
        model::Reason::Invalid => Reason::Invalid,
        model::Reason::Refused => Reason::Refused,
        model::Reason::Failed => Reason::Failed,
    }
}

fn kind(kind: Option<model::Kind>) -> Kind {
    match kind {
        Some(model::Kind::Read) => Kind::Read,
        Some(model::Kind::Write) => Kind::Write,
        None => Kind::Unknown,
    }
}

fn pager(pager: &model::Pager) -> Pager {
    let kind = match pager.kind {
        model::PagerKind::Start => PagerKind::Start,
        model::PagerKind::Offset => PagerKind::Offset,
        model::PagerKind::Page => PagerKind::Page,
        model::PagerKind::LastId => PagerKind::LastId,
        model::PagerKind::Pagination => PagerKind::Pagination,
        model::PagerKind::Whole => PagerKind::Whole,
    };
    Pager { kind, items: pager.items.as_deref().map_or("", keep), id: pager.id.as_deref().map(keep) }
}

fn errors(entries: &[ErrorEntry]) -> Errors {
    let entry = |entry: &ErrorEntry| catalogue::ErrorEntry {
        code: keep(&entry.code),
        message: entry.message.as_deref().map(keep),
        status: entry.status,
        reason: reason(&entry.reasons),
        when: texts(&entry.circumstances()),
        retry: entry.advice().map(|retry| match retry {
            model::Retry::Never => Retry::Never,
            model::Retry::Backoff => Retry::Backoff,
            model::Retry::Wait => Retry::Wait,
            model::Retry::Refresh => Retry::Refresh,
        }),
    };
    Errors::List(entries.iter().map(entry).collect::<Vec<_>>().leak())
}

/// The owner of a type's own items.
#[derive(Clone, Copy)]
struct Home<'m> {
    model: &'m Model,
    items: &'m [Item],
}

impl<'m> Home<'m> {
    fn fields(self, fields: &[Field], depth: usize) -> Fields {
        Fields::List(fields.iter().map(|field| self.field(field, depth)).collect::<Vec<_>>().leak())
    }

    fn field(self, field: &Field, depth: usize) -> catalogue::Field {
        let shape = self.taken(field, depth).unwrap_or_else(|| self.shape(&field.ty, depth));
        let name = keep(&field.name.wire);
        let mut made = match field.required {
            Some(true) => catalogue::Field::required(name, shape),
            Some(false) => catalogue::Field::optional(name, shape),
            None => catalogue::Field::unknown(name, shape),
        };
        (made.min, made.max) = (field.limits.min, field.limits.max);
        (made.min_length, made.max_length) = (field.limits.min_length, field.limits.max_length);
        let names = |index: usize| match self.item(ItemRef::Shared(index)) {
            (home, Item::Object(object)) if depth > 0 => home.fields(&object.fields, 0),
            _ => Fields::NONE,
        };
        let names = field.names.map_or(Fields::NONE, names);
        let values = self.values(&field.ty);
        let made = if field.open { made.known(values) } else { made.values(values) };
        let values_of = |values: &[String]| -> &'static [&'static str] { texts(values) };
        let pairs = |all: &[(String, Vec<String>)]| -> &'static [(&'static str, &'static [&'static str])] {
            all.iter().map(|(name, values)| (keep(name), values_of(values))).collect::<Vec<_>>().leak()
        };
        let conditions = &field.conditions;
        let made = made.unless(texts(&conditions.unless)).when(pairs(&conditions.when)).only(pairs(&conditions.only));
        let made = if field.writable == Some(Writable::Never) { made.read_only() } else { made };
        let made = made.characters(field.characters.as_deref().map_or("", keep));
        made.operators(texts(&field.operators)).names(names)
    }

    /// Returns the type of a field that takes some fields of a shared type: that type with these fields.
    fn taken(self, field: &Field, depth: usize) -> Option<Shape> {
        let mut found = None;
        field.ty.for_each_item(&mut |item| found = Some(item));
        let (home, item) = self.item(found.filter(|_| !field.takes.is_empty() && depth > 0)?);
        let Item::Object(object) = item else { return None };
        // It may take others, too: the documentation does not tell.
        let untold = |inner: &Field| Field { required: None, ..inner.clone() };
        // A method that names a field takes it, whatever another one tells.
        let named = |inner: &Field| Some(Field { writable: None, ..field.takes(inner)? });
        let taken = |inner: &Field| named(inner).unwrap_or_else(|| untold(inner));
        let fields: Vec<Field> = object.fields.iter().map(taken).collect();
        let shape = Shape::Object(home.fields(&fields, depth - 1));
        Some(around(&field.ty, shape))
    }

    fn shape(self, ty: &Type, depth: usize) -> Shape {
        let inner = |ty: &Type| Items::of(self.shape(ty, depth));
        match ty {
            Type::Any | Type::Null => Shape::Any,
            Type::Integer => Shape::Integer,
            Type::Double => Shape::Double,
            Type::String => Shape::String,
            Type::Boolean(_) => Shape::Boolean,
            Type::Date => Shape::Date,
            Type::DateTime => Shape::DateTime,
            Type::Timestamp => Shape::Timestamp,
            Type::Time => Shape::Object(Fields::NONE),
            Type::Id(_) => Shape::Id,
            Type::File(_) => Shape::File,
            Type::Money => Shape::Money,
            Type::Address => Shape::Address,
            Type::CrmLink => Shape::CrmLink,
            Type::List(item) => Shape::List(inner(item)),
            Type::Map(item) => Shape::Map(inner(item)),
            Type::Nullable(item) => Shape::Nullable(inner(item)),
            Type::OneOrMany(item) => Shape::OneOrMany(inner(item)),
            Type::Item(at) => self.item_shape(*at, depth),
        }
    }

    fn item_shape(self, at: ItemRef, depth: usize) -> Shape {
        let (home, item) = self.item(at);
        match item {
            _ if depth == 0 => Shape::Any,
            Item::Enum(list) if list.is_numeric => Shape::Integer,
            Item::Enum(_) => Shape::String,
            Item::Union(union) => {
                let options = union.options.iter().map(|(_, ty)| catalogue::Field::option(home.shape(ty, depth - 1)));
                Shape::OneOf(Fields::List(options.collect::<Vec<_>>().leak()))
            }
            Item::Object(object) => Shape::Object(home.fields(&object.fields, depth - 1)),
        }
    }

    fn item(self, at: ItemRef) -> (Home<'m>, &'m Item) {
        match at {
            ItemRef::Shared(index) => {
                let items = &self.model.types[index].items;
                (Home { items, ..self }, &items[0])
            }
            ItemRef::Local(index) => (self, &self.items[index]),
        }
    }

    /// Returns the allowed values, of one or of each in a list.
    fn values(self, ty: &Type) -> &'static [&'static str] {
        match ty {
            Type::Nullable(inner) | Type::List(inner) | Type::OneOrMany(inner) => self.values(inner),
            Type::Item(at) => match self.item(*at).1 {
                Item::Enum(list) => list.values.iter().map(|value| keep(&value.name.wire)).collect::<Vec<_>>().leak(),
                _ => &[],
            },
            _ => &[],
        }
    }
}

/// Returns the type with this one in the place of the item inside.
fn around(ty: &Type, shape: Shape) -> Shape {
    match ty {
        Type::List(inner) => Shape::List(Items::of(around(inner, shape))),
        Type::Map(inner) => Shape::Map(Items::of(around(inner, shape))),
        Type::Nullable(inner) => Shape::Nullable(Items::of(around(inner, shape))),
        Type::OneOrMany(inner) => Shape::OneOrMany(Items::of(around(inner, shape))),
        _ => shape,
    }
}

fn keep(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn texts(texts: &[String]) -> &'static [&'static str] {
    texts.iter().map(|text| keep(text)).collect::<Vec<_>>().leak()
}
