//! Examples of parameters, of answers and of events, made from types and names.

use bitrix24_schema::model::{Event, Field, Item, ItemRef, Method, PagerKind, Type, Writable};
use bitrix24_schema::sample;
use serde_json::{Map, Value, json};

use crate::scope::Scope;

/// The depth to which objects have values.
const DEPTH: usize = 3;

/// The number of fields of an object in an example, besides those that have to be there.
const FIELDS: usize = 6;

/// The number of optional parameters in an example that has no required one.
const OPTIONAL: usize = 2;

/// Returns parameters of a call: the required ones, or some if there are none.
pub(crate) fn params(scope: Scope<'_>, method: &Method) -> Value {
    let is_plain = |field: &&Field| field.pattern.is_none() && field.deprecated.is_none();
    let required: Vec<&Field> = method.params.iter().filter(is_plain).filter(|field| is_needed(field)).collect();
    let fields = match required.as_slice() {
        // A page goes on where the last one ended: an example shows the first.
        [] => method
            .params
            .iter()
            .filter(is_plain)
            .filter(|field| !field.name.wire.eq_ignore_ascii_case("start"))
            .take(OPTIONAL)
            .collect(),
        _ => required,
    };
    let maker = Maker { is_sent: true };
    let all = fields.into_iter().map(|field| (field.name.wire.clone(), maker.field(scope, field, 0)));
    Value::Object(all.collect())
}

/// Returns true if a call without it is refused. One of several that replace each other is enough.
fn is_needed(field: &Field) -> bool {
    field.required == Some(true) || !field.conditions.unless.is_empty()
}

/// Returns the answer of a call.
pub(crate) fn answer(scope: Scope<'_>, method: &Method) -> Value {
    let result = match &method.result {
        Type::Null => Value::Null,
        ty => Maker { is_sent: false }.value(scope, ty, None, 0),
    };
    let mut answer = json!({ "result": result });
    if method.pager.as_ref().is_some_and(|pager| pager.kind == PagerKind::Start) {
        answer["next"] = json!(50);
        answer["total"] = json!(120);
    }
    answer["time"] = time();
    answer
}

/// Returns an event as a handler receives it.
pub(crate) fn event(scope: Scope<'_>, event: &Event) -> Value {
    json!({
        "event": event.name,
        "data": Maker { is_sent: false }.value(scope, &event.data, None, 0),
        "ts": "1785542400",
        "auth": { "domain": "example.bitrix24.com", "application_token": "token" },
    })
}

/// Returns the time of an answer.
fn time() -> Value {
    json!({
        "start": 1_785_542_400.5,
        "finish": 1_785_542_400.75,
        "duration": 0.25,
        "processing": 0.125,
        "date_start": "2026-08-01T00:00:00+00:00",
        "date_finish": "2026-08-01T00:00:00+00:00",
        "operating_reset_at": 1_785_543_000,
        "operating": 0.125,
    })
}

/// Makes values to be sent, or to be answered.
#[derive(Clone, Copy)]
struct Maker {
    is_sent: bool,
}

impl Maker {
    fn field(self, scope: Scope<'_>, field: &Field, depth: usize) -> Value {
        self.value(scope, &field.ty, Some(field), depth)
    }

    fn value(self, scope: Scope<'_>, ty: &Type, field: Option<&Field>, depth: usize) -> Value {
        let day = if field.is_some_and(sample::is_end) { "2026-08-31" } else { "2026-08-01" };
        match ty {
            Type::Any => json!({}),
            Type::Null => Value::Null,
            Type::Integer => field.map_or(json!(42), integer),
            Type::Id(of) => id(of.as_deref(), field),
            Type::Double => field.map_or(json!(1500), double),
            Type::String => field.map_or("text".to_owned(), text).into(),
            Type::Boolean(form) => sample::boolean(*form),
            Type::Date => json!(day),
            Type::DateTime => json!(format!("{day}T10:00:00+00:00")),
            Type::Timestamp => json!(1_785_542_400),
            Type::Time => time(),
            Type::File(form) => sample::file(*form),
            Type::Money => sample::MONEY.into(),
            Type::Address => sample::ADDRESS.into(),
            Type::CrmLink => sample::CRM_LINK.into(),
            Type::List(inner) => self.list(scope, inner, field, depth),
            Type::Map(inner) => self.keyed(scope, inner, field, depth),
            Type::Nullable(inner) | Type::OneOrMany(inner) => self.value(scope, inner, field, depth),
            Type::Item(item) => self.item(scope, *item, field, depth),
        }
    }

    fn list(self, scope: Scope<'_>, inner: &Type, field: Option<&Field>, depth: usize) -> Value {
        let least = field.and_then(|field| field.limits.min_length).unwrap_or_default();
        if depth > DEPTH && least == 0 {
            return json!([]);
        }
        let names = field.and_then(|field| field.names).and_then(|index| telling(scope, index));
        let value = match names {
            Some(name) if matches!(inner, Type::String) => name.into(),
            _ => self.value(scope, inner, field, depth + 1),
        };
        Value::Array(vec![value; usize::try_from(least).unwrap_or(1).clamp(1, 10)])
    }

    fn keyed(self, scope: Scope<'_>, inner: &Type, field: Option<&Field>, depth: usize) -> Value {
        let Some(field) = field else { return json!({}) };
        let key = field.keys.first().map(|(key, _)| key.clone());
        let named = || field.names.and_then(|index| telling(scope, index));
        match key.or_else(named).filter(|_| depth <= DEPTH) {
            Some(key) if matches!(inner, Type::Any) => json!({ key: sample::text(field) }),
            Some(key) => json!({ key: self.value(scope, inner, None, depth + 1) }),
            None => json!({}),
        }
    }

    fn item(self, scope: Scope<'_>, item: ItemRef, field: Option<&Field>, depth: usize) -> Value {
        let Some(found) = scope.find(item) else { return Value::Null };
        match found.item {
            Item::Enum(list) => match list.values.first() {
                Some(value) => {
                    let wire = value.name.wire.as_str();
                    let number = wire.parse::<i64>().ok().filter(|_| list.is_numeric);
                    number.map_or_else(|| wire.into(), Value::from)
                }
                None => self.value(found.scope, &list.of, field, depth),
            },
            Item::Union(union) => match union.options.first() {
                Some((_, ty)) => self.value(found.scope, ty, field, depth + 1),
                None => Value::Null,
            },
            Item::Object(object) => {
                let takes = field.filter(|field| !field.takes.is_empty());
                let fields: Vec<Field> = object
                    .fields
                    .iter()
                    .filter_map(|inner| takes.map_or(Some(inner.clone()), |field| field.takes(inner)))
                    .collect();
                self.object(found.scope, &fields, depth)
            }
        }
    }

    /// Returns an object with what has to be there, and some fields that say what it is.
    fn object(self, scope: Scope<'_>, fields: &[Field], depth: usize) -> Value {
        let is_plain = |field: &&Field| field.pattern.is_none() && field.variants.is_empty();
        let is_own = |field: &&Field| !self.is_sent || field.writable != Some(Writable::Never);
        let is_needed = |field: &Field| field.required == Some(true);
        let is_shown = |field: &Field| field.deprecated.is_none() && !field.observed;
        let mut room = if depth >= DEPTH {
            0
        } else if self.is_sent {
            OPTIONAL
        } else {
            FIELDS
        };
        let mut map = Map::new();
        for field in fields.iter().filter(is_plain).filter(is_own) {
            if !is_needed(field) {
                if room == 0 || !is_shown(field) {
                    continue;
                }
                room -= 1;
            }
            // A limit, because a type may require itself.
            if depth < 3 * DEPTH {
                map.insert(field.name.wire.clone(), self.field(scope, field, depth + 1));
            }
        }
        Value::Object(map)
    }
}

/// Returns the name of a field of a shared type, for a selection or an order.
fn telling(scope: Scope<'_>, index: usize) -> Option<String> {
    let found = scope.find(ItemRef::Shared(index))?;
    let Item::Object(object) = found.item else { return None };
    let plain = || object.fields.iter().filter(|field| field.pattern.is_none());
    let id = plain().find(|field| field.name.wire.eq_ignore_ascii_case("id"));
    id.or_else(|| plain().next()).map(|field| field.name.wire.clone())
}

fn integer(field: &Field) -> Value {
    sample::integer(field).parse::<f64>().map_or(json!(42), |number| json!(number as i64))
}

fn double(field: &Field) -> Value {
    sample::double(field).parse::<f64>().map_or(json!(1500), |number| json!(number))
}

/// Returns a text that its rules allow.
fn text(field: &Field) -> String {
    let limits = field.limits;
    let is_free = field.characters.is_none();
    let text = if is_free { sample::text(field) } else { "abc" };
    // Sets of one case are of small letters, or of capital ones.
    let text = match field.characters.as_deref() {
        Some(set) if !set.contains("a-z") => "ABC".to_owned(),
        _ => text.to_owned(),
    };
    let longest = limits.max_length.and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
    let shortest = limits.min_length.and_then(|length| usize::try_from(length).ok()).unwrap_or_default().min(100);
    let mut text: String = text.chars().take(longest).collect();
    while text.chars().count() < shortest {
        text.push('a');
    }
    text
}

/// Returns an identifier: some things have a code, and not a number.
fn id(of: Option<&str>, field: Option<&Field>) -> Value {
    let of = of.unwrap_or_default();
    let codes = [("currency", "EUR"), ("status", "NEW"), ("lid", "en"), ("symbol", "pcs"), ("code", "796")];
    match codes.iter().find(|(part, _)| of.contains(part)) {
        Some((_, code)) => (*code).into(),
        None => field.map_or(json!(42), integer),
    }
}
