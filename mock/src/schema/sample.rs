//! Makes results of the documented types.

use bitrix24_schema::model::{
    BooleanForm, Field, FileForm, Item, ItemRef, Kind, Method, Model, Object, Pager, PagerKind, Type,
};
use serde_json::{Map, Value, json};

use super::{Catalogue, Scope, own};
use crate::quirks::Quirks;
use crate::random::mix;

/// The depth to which objects are filled; deeper ones have only required fields, and then none.
const DEPTH: usize = 6;

/// The number of rows of a list.
const ROWS: usize = 3;

/// Methods that count their rows, though they do not page by `start` as all others that do.
const COUNTED: [&str; 7] = [
    "im.department.colleagues.list",
    "im.dialog.users.list",
    "im.recent.list",
    "im.search.chat.list",
    "im.search.department.list",
    "im.search.user.list",
    "task.elapseditem.getlist",
];

/// Returns true if an answer of a method has a `total`.
fn is_counted(method: &Method, pager: &Pager) -> bool {
    let name = method.name.wire.as_str();
    pager.kind == PagerKind::Start || COUNTED.iter().any(|counted| counted.eq_ignore_ascii_case(name))
}

/// The inputs of a result.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample<'p> {
    pub(crate) seed: u64,
    pub(crate) params: &'p Map<String, Value>,
    pub(crate) quirks: Quirks,
}

impl Catalogue {
    /// Returns a result of a method, the same for the same seed and parameters; and the number of rows of its list.
    pub(crate) fn sample(&self, method: &Method, sample: Sample<'_>) -> (Value, Option<u64>) {
        let mut maker =
            Maker { sample, next: 0, echoes: echoes(sample.params), is_param: false, is_write: false, rows: None };
        maker.is_write = method.kind == Some(Kind::Write);
        if maker.is_write && is_maker(method) {
            new_inside(&mut maker.echoes);
        }
        maker.rows = sent_rows(sample.params).filter(|_| maker.is_write);
        let scope = self.scope(method);
        let mut result = match &method.result {
            Type::Any => {
                if method.kind == Some(Kind::Write) {
                    json!(true)
                } else {
                    json!([])
                }
            }
            ty => maker.value(scope, ty, "", None, 0),
        };
        let total = method.pager.as_ref().filter(|pager| is_counted(method, pager)).map(|pager| {
            let rows = match &pager.items {
                Some(items) => result.get_mut(items.as_str()),
                None => Some(&mut result),
            };
            match rows {
                Some(Value::Array(rows)) => rows.len() as u64,
                Some(Value::Object(rows)) => rows.len() as u64,
                _ => 0,
            }
        });
        if let Some(pager) = &method.pager {
            sort_rows(&mut result, pager, sample.params);
        }
        end_list(&mut result);
        if is_beyond(sample.params) {
            empty_lists(&mut result, method.pager.as_ref());
        }
        (result, total)
    }
}

/// Returns parameters for a call of a method of the model, made from their types: the required ones, or all known ones.
/// The portal accepts them, and so does a server that follows its documentation, if the identifiers exist.
pub fn example_params(model: &Model, method: &Method, all: bool) -> Map<String, Value> {
    let none = Map::new();
    let sample = Sample { seed: 0, params: &none, quirks: Quirks::default() };
    let mut maker = Maker { sample, next: 0, echoes: Vec::new(), is_param: true, is_write: false, rows: None };
    let scope = Scope { model, items: &method.items };
    let fields = method.params.iter().filter(|field| all || field.required == Some(true));
    maker.fields(scope, fields.filter(|field| field.pattern.is_none()), 0)
}

/// Returns true if a later page than the first is requested: all rows are on the first.
fn is_beyond(params: &Map<String, Value>) -> bool {
    let number = |value: &Value| value.as_i64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    let mut all = Vec::new();
    places(params, 0, &mut all);
    let all = || all.iter().copied();
    if all().any(|(name, value)| plain(name) == "aftercursor" && !value.is_null()) {
        return true;
    }
    let mut places = all().filter_map(|(name, value)| Some((plain(name), number(value)?)));
    places.any(|(name, number)| match name.as_str() {
        "start" | "offset" | "lastid" => number > 0,
        "page" | "inumpage" => number > 1,
        _ => false,
    })
}

/// Collects the parameters, and those inside of ones that may have the place of a page.
fn places<'p>(params: &'p Map<String, Value>, depth: usize, all: &mut Vec<(&'p String, &'p Value)>) {
    for (name, value) in params {
        all.push((name, value));
        let is_around = matches!(plain(name).as_str(), "params" | "navparams" | "nav" | "navigation" | "pagination");
        if let Some(inside) = value.as_object().filter(|_| is_around && depth < 2) {
            places(inside, depth + 1, all);
        }
    }
}

/// Puts the identifiers of the rows into the requested order, ascending unless it is descending.
fn sort_rows(result: &mut Value, pager: &Pager, params: &Map<String, Value>) {
    let rows = match &pager.items {
        Some(items) => result.get_mut(items.as_str()),
        None => Some(result),
    };
    let (Some(rows), Some(id)) = (rows.and_then(Value::as_array_mut), &pager.id) else { return };
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    let Some(lowest) = rows.iter().map(|row| row.get(id).and_then(number)).min().flatten() else { return };
    let order = params.iter().find(|(name, _)| name.eq_ignore_ascii_case("order")).map(|(_, order)| order);
    let is_down = order.is_some_and(|order| order.to_string().to_ascii_lowercase().contains("desc"));
    for (index, row) in rows.iter_mut().enumerate() {
        let index = if is_down { ROWS.saturating_sub(index) } else { index };
        if let Some(value) = row.get_mut(id) {
            let number = lowest + index as u64;
            *value = if value.is_string() { number.to_string().into() } else { number.into() };
        }
    }
}

/// Marks a result as the last page: all rows are on the first.
fn end_list(result: &mut Value) {
    for (name, value) in result.as_object_mut().into_iter().flatten() {
        match plain(name).as_str() {
            "hasmore" | "hasmorepages" | "hasnextpage" if value.is_boolean() => *value = false.into(),
            "nextcursor" | "aftercursor" => *value = Value::Null,
            _ => {}
        }
    }
}

/// Empties the lists at the top of a result, and its items.
fn empty_lists(result: &mut Value, pager: Option<&Pager>) {
    let is_items = |name: &str| pager.is_some_and(|pager| pager.items.as_deref() == Some(name));
    match result {
        Value::Array(rows) => rows.clear(),
        Value::Object(rows) if pager.is_some_and(|pager| pager.items.is_none()) => rows.clear(),
        Value::Object(map) => {
            for (name, value) in map {
                match value {
                    Value::Array(rows) => rows.clear(),
                    Value::Object(rows) if is_items(name) => rows.clear(),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Returns the scalars among the parameters, by their plain names: an answer repeats them.
fn echoes(params: &Map<String, Value>) -> Vec<(String, Value)> {
    let is_around = |name: &str| matches!(plain(name).as_str(), "fields" | "field" | "data");
    let inside = params.iter().filter(|(name, _)| is_around(name));
    let inside = inside.filter_map(|(_, value)| value.as_object()).flatten();
    let scalars =
        params.iter().chain(inside).filter(|(_, value)| !value.is_array() && !value.is_object() && !value.is_null());
    scalars.map(|(name, value)| (plain(name), value.clone())).collect()
}

/// Returns true if a method makes something new.
fn is_maker(method: &Method) -> bool {
    let name = method.name.wire.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["add", "create", "copy"].iter().any(|start| name.starts_with(start))
}

/// Takes the identifier in a call that makes something new for that of the thing that it is made in.
fn new_inside(echoes: &mut Vec<(String, Value)>) {
    let Some(place) = echoes.iter().position(|(name, _)| name == "id") else { return };
    let (_, id) = echoes.remove(place);
    if !echoes.iter().any(|(name, _)| name == "parentid") {
        echoes.push(("parentid".to_owned(), id));
    }
}

/// Returns the number of objects in the list among the parameters, if there is one such list.
fn sent_rows(params: &Map<String, Value>) -> Option<usize> {
    let is_rows = |list: &&Vec<Value>| list.first().is_some_and(Value::is_object);
    let mut lists = params.values().filter_map(Value::as_array).filter(is_rows);
    let rows = lists.next()?.len();
    lists.next().is_none().then_some(rows)
}

fn plain(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

struct Maker<'p> {
    sample: Sample<'p>,
    next: u64,
    echoes: Vec<(String, Value)>,
    /// True if parameters are made, rather than a result.
    is_param: bool,
    /// True if the method changes something, so that its answer tells that it succeeded.
    is_write: bool,
    /// The number of objects that the caller has sent: a method answers each one.
    rows: Option<usize>,
}

impl Maker<'_> {
    /// Returns a number below `end`.
    fn number(&mut self, end: u64) -> u64 {
        self.next += 1;
        mix(self.sample.seed, self.next) % end.max(1)
    }

    fn value(&mut self, scope: Scope<'_>, ty: &Type, name: &str, field: Option<&Field>, depth: usize) -> Value {
        if let Some(known) = self.echo(ty, name, depth) {
            return known;
        }
        match ty {
            Type::Any if self.is_param => json!({}),
            Type::Any | Type::Null => Value::Null,
            Type::Integer => self.integer(name, field),
            Type::Double => json!(self.integer(name, field).as_i64().unwrap_or_default() as f64 + 0.5),
            Type::String => self.text(name, field).into(),
            Type::Boolean(form) => {
                let value = self.number(2) == 1;
                boolean(*form, value || self.is_success(name, depth))
            }
            Type::Date => format!("2026-01-{:02}", self.number(28) + 1).into(),
            Type::DateTime => format!("2026-01-{:02}T10:00:00+03:00", self.number(28) + 1).into(),
            Type::Timestamp => json!(1_767_225_600 + self.number(86_400 * 300)),
            Type::Time => time(),
            Type::Id(of) => self.id(of.as_deref()),
            Type::File(form @ (FileForm::Custom | FileForm::CustomData)) if !self.is_param => {
                own::answered_file(*form, self.number(10_000) + 1)
            }
            Type::File(form) => own::sent_file(*form),
            Type::Money => format!("{}.50|EUR", self.number(10_000)).into(),
            Type::Address => format!("{} Main Street", self.number(200) + 1).into(),
            Type::CrmLink => format!("D_{}", self.number(1000) + 1).into(),
            Type::List(inner) => self.list(scope, inner, name, depth),
            Type::Map(inner) => self.map(scope, inner, field, depth),
            Type::Nullable(inner) if matches!(**inner, Type::Boolean(_)) && self.is_success(name, depth) => {
                self.value(scope, inner, name, field, depth)
            }
            Type::Nullable(_) if !self.is_param && self.number(4) == 0 => Value::Null,
            Type::Nullable(inner) => self.value(scope, inner, name, field, depth),
            Type::OneOrMany(inner) => json!([self.value(scope, inner, name, field, depth + 1)]),
            Type::Item(item) => match field.filter(|field| !field.takes.is_empty()) {
                Some(field) => self.taken(scope, *item, field, depth),
                None => self.item(scope, *item, name, depth),
            },
        }
    }

    /// Returns the value that the caller has sent under this name, if the type accepts it.
    fn echo(&self, ty: &Type, name: &str, depth: usize) -> Option<Value> {
        if depth > 2 || name.is_empty() || self.echoes.is_empty() {
            return None;
        }
        let name = plain(name);
        let (_, value) = self.echoes.iter().find(|(known, _)| *known == name)?;
        match ty {
            Type::Integer => value.as_i64().or_else(|| value.as_str()?.parse().ok()).map(Value::from),
            Type::Id(_) => value.as_i64().or_else(|| value.as_str()?.parse().ok()).map(|id| self.written_id(id)),
            Type::String => value.as_str().map(Value::from).or_else(|| Some(value.to_string().into())),
            Type::Double => value.as_f64().or_else(|| value.as_str()?.parse().ok()).map(Value::from),
            Type::Boolean(form) => flag(value).map(|value| boolean(*form, value)),
            _ => None,
        }
    }

    /// Returns true if a boolean of this name tells that the call has done what it should.
    fn is_success(&self, name: &str, depth: usize) -> bool {
        let is_outcome = |name: &str| matches!(name, "" | "result" | "deleted" | "task" | "data");
        let name = plain(name);
        self.is_write && (name == "success" || (depth < 2 && is_outcome(&name)))
    }

    fn integer(&mut self, name: &str, field: Option<&Field>) -> Value {
        if self.is_param && plain(name) == "entitytypeid" {
            return json!(2);
        }
        let limits = field.map(|field| field.limits).unwrap_or_default();
        let (low, high) = (limits.min.unwrap_or(1.0).max(0.0), limits.max.unwrap_or(1000.0));
        if self.is_param {
            return json!(low as u64);
        }
        let number = low as u64 + self.number((high - low).clamp(0.0, 1000.0) as u64 + 1);
        if plain(name) == "id" { self.written_id(number as i64) } else { json!(number) }
    }

    fn id(&mut self, of: Option<&str>) -> Value {
        let of = of.unwrap_or_default();
        let text = [("currency", "EUR"), ("status", "NEW"), ("lid", "en"), ("symbol", "pcs"), ("code", "796")];
        match text.iter().find(|(part, _)| of.contains(part)) {
            Some((_, text)) => (*text).into(),
            None if self.is_param => json!(1),
            None => {
                let id = self.number(1000) as i64 + 1;
                self.written_id(id)
            }
        }
    }

    fn written_id(&self, id: i64) -> Value {
        if self.sample.quirks.ids_as_strings && !self.is_param { id.to_string().into() } else { id.into() }
    }

    fn text(&mut self, name: &str, field: Option<&Field>) -> String {
        if let Some((value, _)) = field.and_then(|field| field.values.first()) {
            return value.clone();
        }
        let (number, lower) = (self.number(1000) + 1, name.to_ascii_lowercase());
        let text = if lower.ends_with("id") || lower.ends_with("sort") {
            number.to_string()
        } else if lower.contains("email") {
            format!("user{number}@example.com")
        } else if lower.contains("url") || lower.contains("link") {
            format!("https://example.com/{number}")
        } else if name.is_empty() {
            format!("text {number}")
        } else {
            format!("{name} {number}")
        };
        let limits = field.map(|field| field.limits).unwrap_or_default();
        let longest = limits.max_length.and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
        text.chars().take(longest).collect()
    }

    fn list(&mut self, scope: Scope<'_>, inner: &Type, name: &str, depth: usize) -> Value {
        let is_open = matches!(inner, Type::Any | Type::List(_) | Type::Map(_));
        let rows = match depth {
            // The items of such a list are unknown.
            _ if self.is_param && is_open => 0,
            _ if self.is_param => 1,
            0 | 1 => self.rows.unwrap_or(ROWS),
            depth if depth < DEPTH => 1,
            _ => 0,
        };
        (0..rows).map(|_| self.value(scope, inner, name, None, depth + 1)).collect()
    }

    fn map(&mut self, scope: Scope<'_>, inner: &Type, field: Option<&Field>, depth: usize) -> Value {
        let keys = field.map(|field| field.keys.as_slice()).unwrap_or_default();
        let keys: Vec<&str> = match keys {
            [] => vec!["KEY"],
            keys => keys.iter().map(|(key, _)| key.as_str()).collect(),
        };
        if depth >= DEPTH || self.is_param {
            return self.written(Map::new());
        }
        let map = keys.iter().map(|key| ((*key).to_owned(), self.value(scope, inner, "", None, depth + 1)));
        Value::Object(map.collect())
    }

    fn item(&mut self, scope: Scope<'_>, item: ItemRef, name: &str, depth: usize) -> Value {
        let Some((item, scope)) = scope.item(item) else { return Value::Null };
        match item {
            Item::Enum(list) => {
                let index = self.number(list.values.len() as u64) as usize;
                let Some(value) = list.values.get(index) else { return self.value(scope, &list.of, name, None, depth) };
                let wire = value.name.wire.as_str();
                let number = wire.parse::<i64>().ok().filter(|_| list.is_numeric);
                number.map_or_else(|| wire.into(), Value::from)
            }
            Item::Union(union) => match union.options.first() {
                Some((_, ty)) => self.value(scope, ty, name, None, depth + 1),
                None => Value::Null,
            },
            Item::Object(object) => self.object(scope, object, depth),
        }
    }

    /// Returns what a parameter has to have of a shared type.
    fn taken(&mut self, scope: Scope<'_>, item: ItemRef, field: &Field, depth: usize) -> Value {
        let Some((Item::Object(object), scope)) = scope.item(item) else { return Value::Null };
        let taken: Vec<Field> = object.fields.iter().filter_map(|inner| field.takes(inner)).collect();
        let required = taken.iter().filter(|inner| inner.required == Some(true) && inner.pattern.is_none());
        Value::Object(self.fields(scope, required, depth + 1))
    }

    fn object(&mut self, scope: Scope<'_>, object: &Object, depth: usize) -> Value {
        let only_required = self.is_param || depth >= DEPTH;
        let fields = object.fields.iter().filter(|field| field.pattern.is_none() && depth < 2 * DEPTH);
        // An answer is a success, and has no error of one of its rows.
        let is_write = self.is_write;
        let is_error = move |field: &Field| matches!(field.name.wire.as_str(), "error" | "error_description");
        let fields = fields.filter(|field| !is_error(field) || field.required == Some(true) || !is_write);
        let fields = fields.filter(|field| !only_required || field.required == Some(true));
        let map = self.fields(scope, fields, depth + 1);
        self.written(map)
    }

    fn fields<'f>(
        &mut self,
        scope: Scope<'_>,
        fields: impl Iterator<Item = &'f Field>,
        depth: usize,
    ) -> Map<String, Value> {
        fields
            .map(|field| {
                let name = field.name.wire.as_str();
                (name.to_owned(), self.value(scope, &field.ty, name, Some(field), depth))
            })
            .collect()
    }

    /// Returns a map, as the portal writes it.
    fn written(&self, map: Map<String, Value>) -> Value {
        let is_quirk = self.sample.quirks.empty_objects_as_lists && !self.is_param;
        if map.is_empty() && is_quirk { json!([]) } else { Value::Object(map) }
    }
}

/// Returns the boolean that a caller has sent.
fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Number(number) => number.as_u64().filter(|number| *number < 2).map(|number| number == 1),
        Value::String(text) => match text.as_str() {
            "Y" | "1" | "true" => Some(true),
            "N" | "0" | "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn boolean(form: BooleanForm, value: bool) -> Value {
    match (form, value) {
        (BooleanForm::Json, value) => value.into(),
        (BooleanForm::YesNo | BooleanForm::Custom, true) => "Y".into(),
        (BooleanForm::YesNo | BooleanForm::Custom, false) => "N".into(),
        (BooleanForm::OneZero, value) => u8::from(value).into(),
        (BooleanForm::OneZeroText, value) => u8::from(value).to_string().into(),
        (BooleanForm::TrueFalseText, value) => value.to_string().into(),
    }
}

fn time() -> Value {
    json!({
        "start": 1_767_225_600.5,
        "finish": 1_767_225_600.75,
        "duration": 0.25,
        "processing": 0.25,
        "date_start": "2026-01-01T03:00:00+03:00",
        "date_finish": "2026-01-01T03:00:00+03:00",
    })
}
