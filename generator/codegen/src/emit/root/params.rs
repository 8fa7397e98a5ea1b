//! The parameters of a call as JSON: what a call takes, for examples in any language.

use bitrix24_schema::model::{Field, Item, ItemRef, Kind, Method, Model, Object, Type, Union, Writable};
use serde_json::{Map, Value, json};

use super::value::{is_plain, names_id, telling};
use bitrix24_schema::sample;

/// The largest depth of objects: a type that requires itself would never end.
const DEPTH: usize = 4;

/// The parameters that an example has, though it is not known that they are required.
const LIKELY: &[&str] = &["id", "fields", "entityTypeId", "entityId"];

/// Returns the parameters that an example of a call has: the required ones, and of a method that writes those without which
/// it could do nothing.
pub(crate) fn shown(method: &Method) -> Vec<&Field> {
    let named = || method.params.iter().filter(|field| field.pattern.is_none());
    let is_asked = |field: &&Field| field.required == Some(true);
    let is_write = method.kind == Some(Kind::Write);
    let is_likely = |field: &&Field| {
        let is_known = LIKELY.iter().any(|name| name.eq_ignore_ascii_case(&field.name.wire));
        field.required.is_none() && is_known && (is_write || field.name.wire.eq_ignore_ascii_case("id"))
    };
    named().filter(|field| is_asked(field) || is_likely(field)).collect()
}

/// Returns the parameters of an example of a call.
pub(crate) fn of(model: &Model, method: &Method) -> Map<String, Value> {
    let maker = Maker { model, items: &method.items, depth: 0 };
    shown(method).into_iter().map(|field| (field.name.wire.clone(), maker.value(field, &field.ty))).collect()
}

/// What makes the values of one example; the items are those of the method or the shared type around.
#[derive(Clone, Copy)]
struct Maker<'m> {
    model: &'m Model,
    items: &'m [Item],
    depth: usize,
}

impl<'m> Maker<'m> {
    fn value(self, field: &Field, ty: &Type) -> Value {
        let day = if sample::is_end(field) { "2026-02-28" } else { "2026-01-31" };
        match ty {
            Type::Any | Type::Null if names_id(field) => json!(42),
            Type::Any | Type::Null | Type::String => json!(sample::text(field)),
            Type::Integer | Type::Id(_) => number(&sample::integer(field)),
            Type::Double => number(&sample::double(field)),
            Type::Boolean(form) => sample::boolean(*form),
            Type::Date => json!(day),
            Type::DateTime | Type::Time => json!(format!("{day}T10:00:00+00:00")),
            Type::Timestamp => json!(1_769_853_600),
            Type::File(form) => sample::file(*form),
            Type::Money => json!(sample::MONEY),
            Type::Address => json!(sample::ADDRESS),
            Type::CrmLink => json!(sample::CRM_LINK),
            Type::List(inner) => json!([self.value(field, inner)]),
            Type::Map(inner) => self.entry(field, inner),
            Type::Nullable(inner) | Type::OneOrMany(inner) => self.value(field, inner),
            Type::Item(at) => self.item(*at, field),
        }
    }

    /// Returns a map with a key that the schema knows, if it knows any.
    fn entry(self, field: &Field, inner: &Type) -> Value {
        let named = field.names.and_then(|index| match self.model.types[index].items.first() {
            Some(Item::Object(object)) => telling(object, &[]).into_iter().next(),
            _ => None,
        });
        let key = field.keys.first().map(|(key, _)| key.as_str()).unwrap_or_else(|| sample::key(field));
        let (key, of) = named.map_or((key, field), |named| (named.name.wire.as_str(), named));
        let ty = if *inner == Type::Any { &of.ty } else { inner };
        let value = if is_plain(ty.some()) { self.value(of, ty) } else { json!(sample::text(of)) };
        json!({ key: value })
    }

    fn item(self, at: ItemRef, field: &Field) -> Value {
        let (items, item) = match at {
            ItemRef::Shared(index) => (self.model.types[index].items.as_slice(), self.model.types[index].items.first()),
            ItemRef::Local(place) => (self.items, self.items.get(place)),
        };
        let inside = Maker { items, depth: self.depth + 1, ..self };
        match item {
            Some(Item::Enum(list)) => match list.values.first() {
                Some(value) if list.is_numeric => number(&value.name.wire),
                Some(value) => json!(value.name.wire),
                None => json!(sample::text(field)),
            },
            Some(Item::Object(object)) if self.depth < DEPTH => inside.object(object, field),
            Some(Item::Union(Union { options, .. })) => match options.first() {
                Some((_, ty)) if self.depth < DEPTH => inside.value(field, ty),
                _ => json!(sample::text(field)),
            },
            Some(Item::Object(_)) | None => json!({}),
        }
    }

    /// Returns an object with what it requires, or else with fields that say what it is.
    fn object(self, object: &Object, around: &Field) -> Value {
        let taken = around.takes.iter().filter(|taken| taken.required == Some(true));
        let taken: Vec<&str> = taken.map(|taken| taken.name.as_str()).collect();
        let is_required = |field: &&Field| {
            let is_asked = field.required == Some(true) && around.takes.is_empty();
            (is_asked || taken.contains(&field.name.wire.as_str())) && field.writable != Some(Writable::Never)
        };
        let mut fields: Vec<&Field> = object.fields.iter().filter(is_required).collect();
        if fields.is_empty() {
            fields = telling(object, &[]).into_iter().take(2).collect();
        }
        fields.into_iter().map(|field| (field.name.wire.clone(), self.value(field, &field.ty))).collect()
    }
}

fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| json!(text))
}
