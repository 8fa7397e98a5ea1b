//! The order of a list.

use std::marker::PhantomData;

use super::listed::Listed;
use super::parts::{as_map, find};
use super::spelling::Spelling;
use crate::catalogue::Shape;
use crate::request::Params;
use crate::wire::Object;

/// The fields that a list is sorted by, the first one first; made by
/// [`ListRequest::order_by`](crate::ListRequest::order_by).
///
/// ```
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::{ListRequest, Request, json};
///
/// let deals = crm::deal::List::new().order_by(|order| order.desc(|deal| &deal.opportunity).asc(|deal| &deal.id));
/// assert_eq!(json!(deals.params().as_map()), json!({ "order": { "OPPORTUNITY": "DESC", "ID": "ASC" } }));
/// ```
#[must_use = "the order has to be returned"]
pub struct Order<R> {
    spelling: Spelling,
    fields: Vec<(String, Direction)>,
    problem: Option<String>,
    of: PhantomData<fn() -> R>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

impl Direction {
    /// As the method documents it, or in capitals.
    fn written(self, documented: &[&'static str]) -> &'static str {
        let name = if self == Direction::Up { "ASC" } else { "DESC" };
        documented.iter().find(|known| known.eq_ignore_ascii_case(name)).copied().unwrap_or(name)
    }
}

impl<R: Listed> Order<R> {
    pub(super) fn new(spelling: Spelling) -> Self {
        let is_two = spelling.sort.is_some();
        let problem = spelling.problem(|shape| {
            matches!(shape, Shape::Any | Shape::Map(_) | Shape::Object(_) | Shape::Shared(_) | Shape::String)
        });
        let is_text = spelling.field.is_some_and(|field| matches!(field.shape, Shape::String));
        let problem =
            problem.or_else(|| (is_text && !is_two).then(|| "its order is a text; use its setter".to_owned()));
        Order { spelling, fields: Vec::new(), problem, of: PhantomData }
    }

    /// Upwards by a field with this name on the wire.
    pub fn asc_name(mut self, name: impl Into<String>) -> Self {
        self.fields.push((name.into(), Direction::Up));
        self
    }

    /// Downwards by a field with this name on the wire.
    pub fn desc_name(mut self, name: impl Into<String>) -> Self {
        self.fields.push((name.into(), Direction::Down));
        self
    }

    /// Upwards by a custom field, in either spelling of its name.
    pub fn asc_custom(self, name: &str) -> Self {
        let name = self.spelling.custom(name);
        self.asc_name(name)
    }

    /// Downwards by a custom field, in either spelling of its name.
    pub fn desc_custom(self, name: &str) -> Self {
        let name = self.spelling.custom(name);
        self.desc_name(name)
    }

    pub(super) fn put(mut self, params: &mut Params) {
        let param = self.spelling.param;
        if let Some(problem) = self.problem.take() {
            return params.fail(param, problem);
        }
        if self.fields.is_empty() {
            return;
        }
        // `user.get` has a parameter for the field and another for the direction.
        let is_text = self.spelling.field.is_some_and(|field| matches!(field.shape, Shape::String));
        if let Some(sort) = self.spelling.sort.filter(|_| is_text) {
            return self.put_two(params, sort);
        }
        let Some(mut map) = as_map(params.get(param)) else {
            return params.fail(param, format!("`{param}` is set to something that is no map"));
        };
        for (name, direction) in self.fields {
            let direction = direction.written(self.spelling.values(&name));
            map.insert(name, direction.into());
        }
        params.insert(param, map.into());
    }

    fn put_two(self, params: &mut Params, sort: &str) {
        let param = self.spelling.param;
        match <[_; 1]>::try_from(self.fields) {
            Ok([(name, direction)]) if params.get(sort).is_none_or(|set| *set == name) => {
                let documented = self.spelling.field.map_or(&[] as &[_], |field| field.values);
                params.insert(sort, name.into());
                params.insert(param, direction.written(documented).into());
            }
            Ok(_) | Err(_) => params.fail(param, "it sorts by one field alone".to_owned()),
        }
    }
}

impl<R: Listed<Item: Object>> Order<R> {
    /// Upwards by a field.
    pub fn asc<U>(self, field: impl FnOnce(&R::Item) -> &U) -> Self {
        self.by(field, Direction::Up)
    }

    /// Downwards by a field.
    pub fn desc<U>(self, field: impl FnOnce(&R::Item) -> &U) -> Self {
        self.by(field, Direction::Down)
    }

    fn by<U>(mut self, field: impl FnOnce(&R::Item) -> &U, direction: Direction) -> Self {
        match find(field) {
            Ok(found) => {
                let name = self.spelling.name(&found.path.join("."));
                self.fields.push((name, direction));
            }
            Err(problem) => self.problem = Some(problem),
        }
        self
    }
}
