//! Checks the parameters of a call.
//!
//! This is not the client's validator, because the portal tests the client. It is as tolerant as servers are, which
//! accept `"5"` as a number and `"Y"` as a boolean, and it ignores unknown keys inside objects.

use bitrix24_schema::model::{Field, Item, Method, Type};
use serde_json::{Map, Value};

use super::{Catalogue, Scope, own};
use crate::request::ApiVersion;

/// An invalid parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Its path, such as `fields.title`.
    pub(super) path: String,
    pub(super) kind: ProblemKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ProblemKind {
    Missing,
    Unknown,
    /// The value has another type than this one.
    Type(&'static str),
}

/// Parameters that any method accepts: those of the call itself, and those of lists, which clients of lists send to all
/// methods alike.
const ALWAYS: [&str; 8] = ["auth", "access_token", "start", "halt", "select", "filter", "order", "pagination"];

impl Catalogue {
    /// Returns the first invalid parameter.
    pub(super) fn problem(&self, method: &Method, params: &Map<String, Value>) -> Option<Problem> {
        let (scope, api) = (self.scope(method), super::version(method.api));
        let root = Root { fields: &method.params, any_case: api == ApiVersion::V2 };
        let mut inside = method.params.iter().filter(|field| field.pattern.is_none());
        inside.find_map(|field| member(scope, field, root.get(field, params), "")).or_else(|| {
            let mut names = params.keys().filter(|name| !is_always(name));
            let unknown = names.find(|name| !root.knows(name))?;
            Some(Problem { path: unknown.clone(), kind: ProblemKind::Unknown })
        })
    }
}

fn is_always(name: &str) -> bool {
    // Clients number and sign their requests with parameters of their own.
    ALWAYS.iter().any(|always| always.eq_ignore_ascii_case(name)) || name.starts_with("bx24_") || name.starts_with('_')
}

/// The parameters at the root, whose names have any case in v2.
#[derive(Clone, Copy)]
struct Root<'m> {
    fields: &'m [Field],
    any_case: bool,
}

impl Root<'_> {
    fn is(&self, wire: &str, name: &str) -> bool {
        wire == name || (self.any_case && wire.eq_ignore_ascii_case(name))
    }

    fn get<'v>(&self, field: &Field, params: &'v Map<String, Value>) -> Option<&'v Value> {
        let wire = field.name.wire.as_str();
        params.get(wire).or_else(|| params.iter().find(|(name, _)| self.is(wire, name)).map(|(_, value)| value))
    }

    fn knows(&self, name: &str) -> bool {
        self.fields.iter().any(|field| match &field.pattern {
            Some((before, after)) => name.starts_with(before.as_str()) && name.ends_with(after.as_str()),
            None => self.is(&field.name.wire, name),
        })
    }
}

/// Checks a field, present or not.
fn member(scope: Scope<'_>, field: &Field, value: Option<&Value>, around: &str) -> Option<Problem> {
    let path = format!("{around}{}", field.name.wire);
    match value {
        None | Some(Value::Null) => {
            // A field of only some variants of the object may be missing in the others.
            let is_missing = field.required == Some(true) && field.variants.is_empty();
            is_missing.then_some(Problem { path, kind: ProblemKind::Missing })
        }
        // A method that sorts by one field and a direction accepts a map of fields, too, and ignores it.
        Some(Value::Object(_)) if path.eq_ignore_ascii_case("order") => None,
        Some(value) => wrong(scope, &field.ty, value, &path).or_else(|| lacks(field, value, &path)),
    }
}

/// Returns the first required one of the fields that are taken of a shared type, if it is missing.
fn lacks(field: &Field, value: &Value, path: &str) -> Option<Problem> {
    let map = value.as_object()?;
    let is_missing = |name: &str| map.get(name).is_none_or(Value::is_null);
    let missing = field.takes.iter().find(|taken| taken.required == Some(true) && is_missing(&taken.name))?;
    Some(Problem { path: format!("{path}.{}", missing.name), kind: ProblemKind::Missing })
}

/// Checks a value.
fn wrong(scope: Scope<'_>, ty: &Type, value: &Value, path: &str) -> Option<Problem> {
    let unfit = |expected| Some(Problem { path: path.to_owned(), kind: ProblemKind::Type(expected) });
    let fits = match ty {
        Type::Any | Type::Null | Type::File(_) | Type::Time => true,
        Type::Integer | Type::Timestamp => return if is_number(value) { None } else { unfit("integer") },
        Type::Double => return if is_number(value) { None } else { unfit("double") },
        Type::Boolean(_) => return if is_boolean(value) { None } else { unfit("boolean") },
        Type::Id(_) => value.is_number() || value.is_string(),
        Type::Money => return if own::is_money(value) { None } else { unfit("money") },
        Type::Address => value.is_string(),
        Type::CrmLink => return if own::is_link(value) { None } else { unfit("crm_link") },
        Type::String | Type::Date | Type::DateTime => !value.is_array() && !value.is_object(),
        Type::Nullable(inner) => return if value.is_null() { None } else { wrong(scope, inner, value, path) },
        Type::List(inner) => return list(scope, inner, value, path),
        Type::Map(_) => return if value.is_object() || value.is_array() { None } else { unfit("array") },
        Type::OneOrMany(inner) => {
            let one = wrong(scope, inner, value, path);
            return one.and_then(|problem| list(scope, inner, value, path).and(Some(problem)));
        }
        Type::Item(item) => {
            let (item, scope) = scope.item(*item)?;
            return of_item(scope, item, value, path);
        }
    };
    if fits { None } else { unfit("string") }
}

/// Checks a list. A map is a list, too: PHP has one type for both.
fn list(scope: Scope<'_>, inner: &Type, value: &Value, path: &str) -> Option<Problem> {
    let item = |(index, value): (usize, &Value)| wrong(scope, inner, value, &format!("{path}[{index}]"));
    match value {
        Value::Array(values) => values.iter().enumerate().find_map(item),
        Value::Object(values) => values.values().enumerate().find_map(item),
        _ => Some(Problem { path: path.to_owned(), kind: ProblemKind::Type("array") }),
    }
}

fn of_item(scope: Scope<'_>, item: &Item, value: &Value, path: &str) -> Option<Problem> {
    match (item, value) {
        (Item::Enum(list), value) => wrong(scope, &list.of, value, path),
        (Item::Union(union), value) => {
            let mut problems = union.options.iter().map(|(_, ty)| wrong(scope, ty, value, path));
            if problems.any(|problem| problem.is_none()) {
                return None;
            }
            Some(Problem { path: path.to_owned(), kind: ProblemKind::Type("array") })
        }
        (Item::Object(object), Value::Object(map)) => {
            let around = format!("{path}.");
            let mut fields = object.fields.iter().filter(|field| field.pattern.is_none());
            fields.find_map(|field| member(scope, field, map.get(&field.name.wire), &around))
        }
        // A list is a map whose keys are numbers, so it has none of the fields.
        (Item::Object(object), Value::Array(_)) => {
            object.fields.iter().find_map(|field| member(scope, field, None, &format!("{path}.")))
        }
        (Item::Object(_), _) => Some(Problem { path: path.to_owned(), kind: ProblemKind::Type("array") }),
    }
}

fn is_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::String(text) => text.is_empty() || text.trim().parse::<f64>().is_ok_and(f64::is_finite),
        _ => false,
    }
}

fn is_boolean(value: &Value) -> bool {
    match value {
        Value::Bool(_) => true,
        Value::Number(number) => matches!(number.as_u64(), Some(0 | 1)),
        Value::String(text) => {
            let known = ["Y", "N", "D", "1", "0", "", "true", "false"];
            known.iter().any(|known| known.eq_ignore_ascii_case(text))
        }
        _ => false,
    }
}
