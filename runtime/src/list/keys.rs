//! Parameters that page through a list, by the facts of its method and the request.

use serde_json::{Map, Value, json};

use super::place::{self, Place};
use crate::catalogue::{Api, Field, Kind, Method, Pager, PagerKind, Shape};
use crate::query::asked;
use crate::request::Params;
use crate::request::Target;
use crate::validate::SIGNS;

/// The items of a page, unless the request says otherwise.
pub(super) const PAGE: u64 = 50;

/// A list's method, its parameters, and the names of those that page through it.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    pub(super) method: String,
    pub(super) api: Api,
    pub(super) kind: Kind,
    pub(super) positional: &'static [&'static str],
    pub(super) params: Map<String, Value>,
    pub(super) pager: Option<Pager>,
    is_batchable: bool,
    filter: Option<String>,
    order: Option<String>,
    /// The parameter for the field to sort by, where `order` is the direction alone: `user.get`.
    sort: Option<String>,
    needs_filter: bool,
    is_by_cursor: bool,
    /// The parameters for the offset, the page, the last identifier and the size of pages, if they are documented.
    places: Places,
}

#[derive(Clone, Debug, Default)]
struct Places {
    offset: Option<Place>,
    page: Option<Place>,
    last_id: Option<Place>,
    size: Option<Place>,
}

/// The filter and order that go from one identifier to the next.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    filter: &'a str,
    order: &'a str,
    sort: Option<&'a str>,
    /// The identifier's name where it is asked for.
    key: String,
}

impl Keys {
    pub(super) fn of(target: Target<'_>, params: &Params) -> Self {
        let known = match target {
            Target::Known(method) => Some(method),
            Target::Named { .. } => None,
        };
        let param = |name: &str| known?.params.find(|field| field.name.eq_ignore_ascii_case(name));
        let (filter, order) = (param("filter"), param("order"));
        let is_direction = order.is_some_and(|order| matches!(order.shape, Shape::String));
        let sort = param("sort").filter(|_| is_direction);
        // As the request has it, if it does: the server takes names in any case.
        let spelled = |field: Field| {
            let name = params.as_map().keys().find(|name| name.eq_ignore_ascii_case(field.name));
            name.map_or(field.name, String::as_str).to_owned()
        };
        Keys {
            method: target.name().to_owned(),
            api: target.api(),
            kind: Kind::Read,
            positional: known.map_or(&[], |method| method.positional),
            params: params.as_map().clone(),
            pager: known.and_then(|method| method.pager),
            is_batchable: known.is_some_and(|method| method.batchable != Some(false)),
            filter: filter.map(spelled),
            order: order.filter(|_| !is_direction || sort.is_some()).map(spelled),
            sort: sort.map(spelled),
            needs_filter: filter.is_some_and(|field| field.required == Some(true)),
            is_by_cursor: param("pagination").is_some_and(has_no_offset),
            places: Places::of(known),
        }
    }

    /// The key under `result` that holds the items; empty when `result` is the list.
    pub(super) fn items(&self) -> &'static str {
        self.pager.map_or("", |pager| pager.items)
    }

    /// The identifier's name in an item.
    pub(super) fn id(&self) -> Option<&'static str> {
        self.pager.and_then(|pager| pager.id)
    }

    /// Returns true if pages can be asked for by their offset, many in a batch.
    pub(super) fn can_offset(&self) -> bool {
        let is_start = self.pager.is_some_and(|pager| pager.kind == PagerKind::Start);
        is_start && self.is_batchable && self.api == Api::V2 && self.positional.is_empty() && self.starts_at_zero()
    }

    /// A request that begins in the middle, or counts nothing, is left as it is.
    fn starts_at_zero(&self) -> bool {
        self.params.get("start").is_none_or(|start| start.as_i64() == Some(0))
    }

    /// The way by identifiers, if the method has one and the request does not sort by anything else.
    pub(super) fn cursor(&self) -> Option<Cursor<'_>> {
        if !self.can_offset() {
            return None;
        }
        let (filter, order, id) = (self.filter.as_deref()?, self.order.as_deref()?, self.id()?);
        let key = asked(&self.method, self.api, id);
        let is_free = |value: &Value| match value {
            Value::Object(map) => map.keys().all(|name| !strip(name).eq_ignore_ascii_case(id)),
            Value::Array(list) => list.is_empty(),
            _ => false,
        };
        let fits = self.params.get(filter).is_none_or(is_free) && self.is_by_id(order, id) && self.answers(id);
        fits.then_some(Cursor { filter, order, sort: self.sort.as_deref(), key })
    }

    /// Returns true if the request sorts by nothing, or by the identifier.
    fn is_by_id(&self, order: &str, id: &str) -> bool {
        let is = |name: &str, text: &str| match self.params.get(name) {
            None | Some(Value::Null) => true,
            Some(value) => value.as_str().is_some_and(|value| value.eq_ignore_ascii_case(text)),
        };
        if let Some(sort) = &self.sort {
            return is(sort, id) && is(order, "asc");
        }
        match self.params.get(order) {
            None | Some(Value::Null) => true,
            Some(Value::Object(map)) => {
                let mut entries = map.iter();
                let is_id = |(name, direction): (&String, &Value)| {
                    name.eq_ignore_ascii_case(id)
                        && direction.as_str().is_some_and(|way| way.eq_ignore_ascii_case("asc"))
                };
                entries.next().is_none_or(is_id) && entries.next().is_none()
            }
            Some(Value::Array(list)) => list.is_empty(),
            Some(_) => false,
        }
    }

    /// Returns true if the identifier is among the fields of the answer.
    fn answers(&self, id: &str) -> bool {
        let select = self.params.iter().find(|(name, _)| name.eq_ignore_ascii_case("select")).map(|(_, value)| value);
        match select {
            Some(Value::Array(names)) if !names.is_empty() => {
                let mut names = names.iter().filter_map(Value::as_str);
                names.any(|name| name == "*" || name.eq_ignore_ascii_case(id))
            }
            _ => true,
        }
    }

    /// The way by ranges of identifiers in REST 3.0, if the method has one and the request does not sort by anything else.
    pub(super) fn ids(&self) -> Option<Ids<'_>> {
        let (pager, id) = (self.pager?, self.id()?);
        let (filter, order) = (self.filter.as_deref()?, self.order.as_deref()?);
        let can = self.api == Api::V3 && pager.kind == PagerKind::Pagination && self.is_batchable;
        let is_list = |value: &Value| value.is_array() || value.is_null();
        let fits = self.params.get(filter).is_none_or(is_list) && self.is_by_id(order, id) && self.answers(id);
        (can && fits && self.offset() == 0 && !self.has_cursors()).then_some(Ids { keys: self, filter, order, id })
    }

    /// Returns true if all items can be found by their identifiers: not where a filter by other fields is required.
    pub(super) fn filters_freely(&self) -> bool {
        !self.needs_filter
    }

    /// Returns true if the pages of the method have cursors, or there is only one.
    pub(super) fn has_cursors(&self) -> bool {
        self.is_by_cursor
    }

    /// The number of items of a page.
    pub(super) fn size(&self) -> u64 {
        let place = self.places.size.as_ref();
        let in_pagination = || self.pagination()?.iter().find(|(name, _)| place::SIZE.contains(&lower(name).as_str()));
        let asked = place.and_then(|place| place.get(&self.params)).or_else(|| in_pagination().map(|(_, size)| size));
        let most = place.and_then(|place| place.max).map_or(PAGE, |most| (most as u64).min(PAGE)).max(1);
        asked.and_then(number).filter(|size| *size > 0).unwrap_or(most)
    }

    /// Returns true if each request tells the size of its page.
    pub(super) fn knows_size(&self) -> bool {
        self.api == Api::V3 || self.places.size.is_some()
    }

    /// Asks for pages of the known size, where a method takes it: what it gives else may be less.
    pub(super) fn put_size(&self, params: &mut Map<String, Value>) {
        if let Some(place) = &self.places.size {
            place.put(params, self.size().into());
        }
    }

    pub(super) fn start(&self) -> Place {
        Place::named("start")
    }

    pub(super) fn offset_place(&self) -> Place {
        self.places.offset.clone().unwrap_or_else(|| Place::named("offset"))
    }

    pub(super) fn page_place(&self) -> Place {
        self.places.page.clone().unwrap_or_else(|| Place::named("page"))
    }

    pub(super) fn last_id_place(&self) -> Place {
        self.places.last_id.clone().unwrap_or_else(|| Place::named("LAST_ID"))
    }

    /// The number of the first page to be read.
    pub(super) fn first_page(&self) -> u64 {
        self.page_place().get(&self.params).and_then(number).filter(|page| *page > 0).unwrap_or(1)
    }

    /// The number of items that the request itself skips.
    pub(super) fn offset(&self) -> u64 {
        if self.api == Api::V2 {
            return self.offset_place().get(&self.params).and_then(number).unwrap_or(0);
        }
        let get = |name: &str| self.pagination()?.get(name).and_then(number).filter(|number| *number > 0);
        let by_page = || Some(get("page")?.saturating_sub(1).saturating_mul(self.size()));
        get("offset").or_else(by_page).unwrap_or(0)
    }

    fn pagination(&self) -> Option<&Map<String, Value>> {
        self.params.get("pagination").and_then(Value::as_object)
    }
}

impl Places {
    fn of(method: Option<&Method>) -> Places {
        let Some(method) = method else { return Places::default() };
        let find = |names| Place::find(method.params, names);
        Places {
            offset: find(place::OFFSET),
            page: find(place::PAGE),
            last_id: find(place::LAST_ID),
            size: find(place::SIZE),
        }
    }
}

impl Cursor<'_> {
    /// The parameters of a page of items after one identifier and up to another, in their order.
    pub(super) fn page(
        &self,
        params: &Map<String, Value>,
        after: Option<Value>,
        to: Option<i64>,
    ) -> Map<String, Value> {
        let mut params = self.sorted(params, "ASC");
        let mut filter = match params.get(self.filter) {
            Some(Value::Object(filter)) => filter.clone(),
            _ => Map::new(),
        };
        filter.extend(after.map(|after| (format!(">{}", self.key), after)));
        filter.extend(to.map(|to| (format!("<={}", self.key), to.into())));
        if !filter.is_empty() {
            params.insert(self.filter.to_owned(), Value::Object(filter));
        }
        params
    }

    /// The parameters with the order of identifiers.
    pub(super) fn sorted(&self, params: &Map<String, Value>, direction: &str) -> Map<String, Value> {
        let mut params = params.clone();
        let order = match self.sort {
            Some(sort) => {
                params.insert(sort.to_owned(), self.key.as_str().into());
                direction.into()
            }
            None => Value::Object(Map::from_iter([(self.key.clone(), direction.into())])),
        };
        params.insert(self.order.to_owned(), order);
        params
    }
}

/// Returns true if `pagination` is described without an offset.
fn has_no_offset(pagination: Field) -> bool {
    match pagination.shape {
        Shape::Object(fields) => {
            !fields.is_empty() && fields.find(|field| matches!(field.name, "offset" | "page")).is_none()
        }
        _ => false,
    }
}

fn lower(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// The filter and order of REST 3.0 that go by ranges of identifiers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ids<'a> {
    keys: &'a Keys,
    filter: &'a str,
    order: &'a str,
    id: &'a str,
}

impl Ids<'_> {
    /// The parameters of a page of items after one identifier and up to another.
    pub(super) fn page(&self, after: Option<i64>, to: Option<i64>, limit: u64, way: &str) -> Map<String, Value> {
        let mut params = self.keys.params.clone();
        let mut filter = match params.get(self.filter) {
            Some(Value::Array(conditions)) => conditions.clone(),
            _ => Vec::new(),
        };
        filter.extend(after.map(|after| json!([self.id, ">", after])));
        filter.extend(to.map(|to| json!([self.id, "<=", to])));
        params.insert(self.filter.to_owned(), filter.into());
        params.insert(self.order.to_owned(), json!({ self.id: way }));
        params.insert("pagination".to_owned(), json!({ "limit": limit }));
        params
    }
}

/// The field's name behind the operator of a condition.
fn strip(name: &str) -> &str {
    name.trim_start_matches(|sign| SIGNS.contains(sign))
}
