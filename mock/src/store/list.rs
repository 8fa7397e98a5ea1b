//! Pages of rows.

use std::ops::Range;

use serde_json::{Map, Value};

use super::cell;
use super::entity::Entity;
use super::family::Family;
use super::filter::{self, Condition, Unknown};
use super::table::{Place, Row, Table};
use crate::fail::Fail;
use crate::request::ApiVersion;

/// The number of rows of a page of v2.
const PAGE: u64 = 50;

/// The largest number of rows of a page of REST 3.0.
const LARGEST_PAGE: u64 = 1000;

/// The request of a list.
#[derive(Debug)]
pub(super) struct Query {
    condition: Condition,
    /// The fields of the order, each with true for descending.
    order: Vec<(Place, bool)>,
    /// The offset; `None` if rows are not to be counted.
    offset: Option<u64>,
    limit: u64,
    /// The filter and the order as sent.
    key: String,
}

/// A page.
#[derive(Debug)]
pub(super) struct Page<'t> {
    pub(super) rows: Vec<&'t Row>,
    pub(super) total: Option<u64>,
    pub(super) next: Option<u64>,
}

impl Query {
    /// Parses the parameters of a list method.
    pub(super) fn read(family: &Family, table: &Table, params: &Map<String, Value>) -> Result<Self, Fail> {
        let nothing = Value::Null;
        let filter = param(params, "filter").unwrap_or(&nothing);
        let order = param(params, family.order).unwrap_or(&nothing);
        let key = format!("{filter}{order}");
        if family.api == ApiVersion::V3 {
            let condition = if filter.is_null() { Condition::All(Vec::new()) } else { filter::v3(table, filter)? };
            let (offset, limit) = pagination(params.get("pagination"))?;
            let order = order_v3(table, order)?;
            return Ok(Self { condition, order, offset: Some(offset), limit, key });
        }
        let (condition, order, key) = if family.entity == Some(Entity::User) {
            let filter = user_filter(table, params);
            let sort = param(params, "sort");
            let key = format!("{} {order} {}", Value::Object(filter.clone()), sort.unwrap_or(&nothing));
            (filter::v2(table, &filter, Unknown::Ignored)?, user_order(table, sort, order), key)
        } else if family.is_element() {
            let filter = element_filter(params, filter);
            let key = format!("{}{order}", Value::Object(filter.clone()));
            (filter::v2(table, &filter, Unknown::Ignored)?, order_v2(table, order, Unknown::Ignored)?, key)
        } else {
            let unknown = if family.is_item() { Unknown::Refused } else { Unknown::Ignored };
            let filter = filter.as_object().map(|filter| filter::v2(table, filter, unknown)).transpose()?;
            (filter.unwrap_or(Condition::All(Vec::new())), order_v2(table, order, unknown)?, key)
        };
        let start = param(params, "start").and_then(cell::integer).unwrap_or_default();
        Ok(Self { condition, order, offset: u64::try_from(start).ok(), limit: PAGE, key })
    }

    /// Returns the rows of the page.
    pub(super) fn page(mut self, table: &Table) -> Page<'_> {
        let (low, high) = self.condition.take_bounds();
        let range = table.between(low, high);
        let (is_by_id, is_down) = match self.order.first() {
            None => (true, false),
            Some((place, is_down)) => (place.is_id(), *is_down),
        };
        if is_by_id && self.condition.is_empty() {
            return self.slice(range.len(), |index| &table.rows()[nth(&range, is_down, index)]);
        }
        if is_by_id && self.offset.is_none() {
            let rows = (0..range.len()).map(|index| &table.rows()[nth(&range, is_down, index)]);
            let rows = rows.filter(|row| self.condition.holds(table, row)).take(self.limit as usize).collect();
            return Page { rows, total: Some(0), next: None };
        }
        let key = std::mem::take(&mut self.key);
        let found = table.select(key, range, |row| self.condition.holds(table, row), &self.order);
        self.slice(found.len(), |index| &table.rows()[found[index] as usize])
    }

    /// Returns the page of a list of so many rows.
    fn slice<'t>(&self, count: usize, row: impl Fn(usize) -> &'t Row) -> Page<'t> {
        let total = count as u64;
        let start = self.offset.unwrap_or_default().min(total);
        let end = start.saturating_add(self.limit).min(total);
        let rows = (start as usize..end as usize).map(row).collect();
        match self.offset {
            Some(_) => Page { rows, total: Some(total), next: (end < total).then_some(end) },
            None => Page { rows, total: Some(0), next: None },
        }
    }
}

/// Returns the index of a range's `index`th place, from one of its ends.
fn nth(range: &Range<usize>, is_down: bool, index: usize) -> usize {
    if is_down { range.end - 1 - index } else { range.start + index }
}

/// Returns a parameter of v2, whose name may have any case.
pub(super) fn param<'p>(params: &'p Map<String, Value>, name: &str) -> Option<&'p Value> {
    params.get(name).or_else(|| params.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

fn order_v2(table: &Table, order: &Value, unknown: Unknown) -> Result<Vec<(Place, bool)>, Fail> {
    let refused = |message: String| Err(Fail::new(400, "INVALID_ARG_VALUE", &message));
    let mut places = Vec::new();
    for (name, direction) in order.as_object().into_iter().flatten() {
        let direction = direction.as_str().unwrap_or_default();
        let is_down = direction.to_ascii_lowercase().starts_with("desc");
        if unknown == Unknown::Refused && !is_down && !direction.eq_ignore_ascii_case("asc") {
            return refused(format!(
                "Invalid order: allowed sort directions are ASC, DESC. But got '{direction}' for field '{name}'"
            ));
        }
        let place = if unknown == Unknown::Refused { table.item_place(name) } else { table.place(name) };
        match place {
            Some(place) => places.push((place, is_down)),
            None if unknown == Unknown::Refused => {
                return refused(format!("Invalid order: field '{name}' is not allowed in order"));
            }
            None => {}
        }
    }
    Ok(places)
}

fn order_v3(table: &Table, order: &Value) -> Result<Vec<(Place, bool)>, Fail> {
    let wrong =
        |what: &str| Fail::v3(400, "INVALIDORDEREXCEPTION", &format!("Unable to recognize sorting parameter `{what}`"));
    let Some(order) = order.as_object() else {
        let is_empty = order.is_null() || order.as_array().is_some_and(Vec::is_empty);
        return if is_empty { Ok(Vec::new()) } else { Err(wrong(&order.to_string())) };
    };
    let place = |(name, direction): (&String, &Value)| {
        let direction = direction.as_str().unwrap_or_default().to_ascii_lowercase();
        match (table.place(name), direction.as_str()) {
            (Some(place), "asc" | "desc") => Ok((place, direction == "desc")),
            _ => Err(wrong(name)),
        }
    };
    order.iter().map(place).collect()
}

/// Returns offset and limit of REST 3.0.
fn pagination(pagination: Option<&Value>) -> Result<(u64, u64), Fail> {
    let wrong = |what: &Value| {
        let message = format!("Unable to recognize pagination parameter `{what}`");
        Fail::v3(400, "INVALIDPAGINATIONEXCEPTION", &message)
    };
    let Some(pagination) = pagination.filter(|value| !cell::is_empty(value)) else { return Ok((0, PAGE)) };
    let map = pagination.as_object().ok_or_else(|| wrong(pagination))?;
    let number = |name: &str| match map.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_u64().map(Some).ok_or_else(|| wrong(pagination)),
    };
    let limit = number("limit")?.filter(|limit| *limit > 0).unwrap_or(PAGE).min(LARGEST_PAGE);
    let offset = match (number("offset")?, number("page")?) {
        (Some(offset), _) if offset > 0 => offset,
        (_, Some(page)) => page.saturating_sub(1).saturating_mul(limit),
        _ => 0,
    };
    Ok((offset, limit))
}

/// Returns the filter of `user.get`: the fields in `FILTER`, and those beside it.
fn user_filter(table: &Table, params: &Map<String, Value>) -> Map<String, Value> {
    let mut filter = param(params, "filter").and_then(Value::as_object).cloned().unwrap_or_default();
    let beside = params
        .iter()
        .filter(|(name, _)| table.place(name.trim_start_matches(['>', '<', '=', '!', '@', '%'])).is_some());
    filter.extend(beside.map(|(name, value)| (name.clone(), value.clone())));
    filter
}

/// Returns the filter of `lists.element.get`, with the element that a call asks for.
fn element_filter(params: &Map<String, Value>, filter: &Value) -> Map<String, Value> {
    let mut filter = filter.as_object().cloned().unwrap_or_default();
    for (name, field) in [("ELEMENT_ID", "=ID"), ("ELEMENT_CODE", "=CODE")] {
        if let Some(value) = param(params, name).filter(|value| !cell::is_empty(value)) {
            filter.insert(field.to_owned(), value.clone());
        }
    }
    filter
}

/// Returns the order of `user.get`: a field in `sort` and a direction in `order`, or a map as elsewhere.
fn user_order(table: &Table, sort: Option<&Value>, order: &Value) -> Vec<(Place, bool)> {
    let by = sort.and_then(Value::as_str).and_then(|name| table.place(name));
    match by {
        Some(place) => {
            let direction = order.as_str().unwrap_or_default();
            vec![(place, direction.to_ascii_lowercase().starts_with("desc"))]
        }
        None => order_v2(table, order, Unknown::Ignored).unwrap_or_default(),
    }
}
