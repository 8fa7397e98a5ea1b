//! How a list's pages are asked for, from what is known of its method and from the request.

use serde_json::{Map, Value};

use crate::catalogue::{Api, Kind, Pager, PagerKind};
use crate::params::Params;
use crate::query::asked;
use crate::request::Target;
use crate::validate::SIGNS;

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
    filter: Option<&'static str>,
    order: Option<&'static str>,
}

/// What to filter and sort by, to go from one identifier to the next.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    filter: &'a str,
    order: &'a str,
    /// The identifier's name where it is asked for.
    key: String,
}

impl Keys {
    pub(super) fn of(target: Target<'_>, params: &Params) -> Self {
        let known = match target {
            Target::Known(method) => Some(method),
            Target::Named { .. } => None,
        };
        let param =
            |name: &str| known?.params.iter().map(|field| field.name).find(|known| known.eq_ignore_ascii_case(name));
        Keys {
            method: target.name().to_owned(),
            api: target.api(),
            kind: Kind::Read,
            positional: known.map_or(&[], |method| method.positional),
            params: params.as_map().clone(),
            pager: known.and_then(|method| method.pager),
            is_batchable: known.is_some_and(|method| method.batchable != Some(false)),
            filter: param("filter"),
            order: param("order"),
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

    /// Whether pages can be asked for by their offset, many in a batch.
    pub(super) fn can_offset(&self) -> bool {
        let is_start = self.pager.is_some_and(|pager| pager.kind == PagerKind::Start);
        is_start && self.is_batchable && self.api == Api::V2 && self.positional.is_empty() && self.starts_at_zero()
    }

    /// A request that begins in the middle, or counts nothing, is left as it is.
    fn starts_at_zero(&self) -> bool {
        self.params.get("start").is_none_or(|start| start.as_i64() == Some(0))
    }

    /// How to go by identifiers, if the method can and the request does not sort by anything else.
    pub(super) fn cursor(&self) -> Option<Cursor<'_>> {
        if !self.can_offset() {
            return None;
        }
        let (filter, order, id) = (self.filter?, self.order?, self.id()?);
        let key = asked(&self.method, self.api, id);
        let is_free = |value: &Value| match value {
            Value::Object(map) => map.keys().all(|name| !strip(name).eq_ignore_ascii_case(id)),
            Value::Array(list) => list.is_empty(),
            _ => false,
        };
        let is_by_id = |value: &Value| match value {
            Value::Object(map) => {
                let mut entries = map.iter();
                let is_id = |(name, direction): (&String, &Value)| {
                    name.eq_ignore_ascii_case(id)
                        && direction.as_str().is_some_and(|way| way.eq_ignore_ascii_case("asc"))
                };
                entries.next().is_none_or(is_id) && entries.next().is_none()
            }
            Value::Array(list) => list.is_empty(),
            _ => false,
        };
        let select = self.params.iter().find(|(name, _)| name.eq_ignore_ascii_case("select")).map(|(_, value)| value);
        let answers_id = match select {
            Some(Value::Array(names)) if !names.is_empty() => {
                let names = || names.iter().filter_map(Value::as_str);
                names().any(|name| name == "*" || name.eq_ignore_ascii_case(id))
            }
            _ => true,
        };
        let fits = self.params.get(filter).is_none_or(is_free) && self.params.get(order).is_none_or(is_by_id);
        (fits && answers_id).then_some(Cursor { filter, order, key })
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
        let order = Map::from_iter([(self.key.clone(), direction.into())]);
        params.insert(self.order.to_owned(), Value::Object(order));
        params
    }
}

/// The field's name behind the operator of a condition.
fn strip(name: &str) -> &str {
    name.trim_start_matches(|sign| SIGNS.contains(sign))
}
