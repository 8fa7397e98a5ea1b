//! Conditions on the items of a list.

use std::marker::PhantomData;

use serde_json::{Map, Value, json};

use super::listed::Listed;
use super::operand::Comparable;
use super::operator::{
    BETWEEN, BETWEEN_NOT, CONTAINS, CONTAINS_NOT, EQ, GE, GT, LE, LIKE, LIKE_NOT, LT, NE, NONE_OF, ONE_OF, Operator,
    SEARCH,
};
use super::parts::{as_list, as_map, find};
use super::spelling::Spelling;
use super::version::{V2, V3};
use crate::catalogue::{Api, Shape};
use crate::request::Params;
use crate::wire::Object;
use crate::wire::walk::Located;

/// The conditions that items of a list meet, all of them; made by
/// [`ListRequest::filter_by`](crate::ListRequest::filter_by).
///
/// An operator that only the other version of the API has is not there:
///
/// ```compile_fail,E0599
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::tasks;
/// use bitrix24::ListRequest;
///
/// // REST 3.0 does not look inside of texts.
/// let _ = tasks::task::ListV3::new().filter_by(|filter| filter.contains(|task| &task.title, "report"));
/// ```
///
/// ```compile_fail,E0599
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::ListRequest;
///
/// // Version 2 has no groups that all methods take.
/// let _ = crm::deal::List::new().filter_by(|filter| filter.any(|any| any));
/// ```
///
/// Nor is a value of a type that the field does not have:
///
/// ```compile_fail,E0277
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::ListRequest;
///
/// let _ = crm::deal::List::new().filter_by(|filter| filter.eq(|deal| &deal.closed, "N"));
/// ```
#[must_use = "the filter has to be returned"]
pub struct Filter<R> {
    spelling: Spelling,
    conditions: Vec<Condition>,
    problem: Option<String>,
    of: PhantomData<fn() -> R>,
}

/// One condition.
enum Condition {
    /// A name, the operator as it is written, and what is compared with.
    Test(String, &'static str, Value),
    /// As it is sent: of version 2, with the operator in the key; of REST 3.0, without a key.
    Raw(String, Value),
}

impl<R: Listed> Filter<R> {
    pub(super) fn new(spelling: Spelling) -> Self {
        let problem = match spelling.api {
            Api::V2 => spelling.problem(|shape| match shape {
                Shape::Any | Shape::Shared(_) => true,
                shape => shape.has_option(|option| matches!(option, Shape::Map(_) | Shape::Object(_))),
            }),
            Api::V3 => spelling.problem(|shape| matches!(shape, Shape::Any | Shape::List(_))),
        };
        Filter { spelling, conditions: Vec::new(), problem, of: PhantomData }
    }

    pub(super) fn put(mut self, params: &mut Params) {
        let param = self.spelling.param;
        let problem = self.problem.take();
        if problem.is_none() && self.conditions.is_empty() {
            return;
        }
        let filter = match problem.map_or(Ok(()), Err) {
            Ok(()) if self.spelling.api == Api::V2 => self.map(params.get(param)),
            Ok(()) => self.list(params.get(param)),
            Err(problem) => Err(problem),
        };
        match filter {
            Ok(filter) => params.insert(param, filter),
            Err(problem) => params.fail(param, problem),
        }
    }

    /// The filter of version 2: signs and names, each with a value.
    fn map(self, before: Option<&Value>) -> Result<Value, String> {
        let param = self.spelling.param;
        let mut map = as_map(before).ok_or_else(|| format!("`{param}` is set to something that is no map"))?;
        for condition in self.conditions {
            let (key, value) = match condition {
                Condition::Test(name, sign, value) => (format!("{sign}{name}"), value),
                Condition::Raw(key, value) => (key, value),
            };
            add(&mut map, key, value)?;
        }
        Ok(Value::Object(map))
    }

    /// The filter of REST 3.0: conditions, each a list.
    fn list(self, before: Option<&Value>) -> Result<Value, String> {
        let param = self.spelling.param;
        let mut list = as_list(before).ok_or_else(|| format!("`{param}` is set to something that is no list"))?;
        list.extend(self.conditions.into_iter().map(|condition| match condition {
            Condition::Test(name, word, value) => json!([name, word, value]),
            Condition::Raw(_, value) => value,
        }));
        Ok(Value::Array(list))
    }
}

/// A map holds one condition of a kind for a field: a second one must not take the place of the first.
fn add(map: &mut Map<String, Value>, key: String, value: Value) -> Result<(), String> {
    match map.get(&key) {
        Some(before) if *before != value => Err(format!("two different conditions `{key}`; version 2 takes one")),
        Some(_) => Ok(()),
        None => {
            map.insert(key, value);
            Ok(())
        }
    }
}

/// Conditions on fields by their names.
impl<R: Listed> Filter<R> {
    /// Adds a condition without values. Every item has "none of" no values; no item has "one of" them, which servers take
    /// for no condition.
    pub(super) fn of_none(mut self, operator: &Operator) -> Self {
        if operator.v2 != NONE_OF.v2 {
            self.problem = Some("a condition has no values to compare with".to_owned());
        }
        self
    }

    /// Adds a condition on the custom field of this name.
    pub(super) fn on_custom(mut self, name: &str, operator: &Operator, value: Value) -> Self {
        let sign = operator.written(self.spelling.api, self.spelling.operators());
        self.conditions.push(Condition::Test(self.spelling.custom(name), sign, value));
        self
    }
}

/// Conditions that both versions have.
impl<R: Listed<Item: Object>> Filter<R> {
    fn test<U: Comparable>(
        self,
        field: impl FnOnce(&R::Item) -> &U,
        operator: &Operator,
        value: impl Into<U::With>,
    ) -> Self {
        let value = value.into();
        self.push(find(field), operator, |found| U::write(value, found.style))
    }

    fn tests<U: Comparable>(
        self,
        field: impl FnOnce(&R::Item) -> &U,
        operator: &Operator,
        values: impl IntoIterator<Item = impl Into<U::With>>,
    ) -> Self {
        let values: Vec<U::With> = values.into_iter().map(Into::into).collect();
        if values.is_empty() {
            return self.of_none(operator);
        }
        let write = |found: &Located| values.into_iter().map(|value| U::write(value, found.style)).collect();
        self.push(find(field), operator, |found| Value::Array(write(found)))
    }

    fn push(
        mut self,
        found: Result<Located, String>,
        operator: &Operator,
        value: impl FnOnce(&Located) -> Value,
    ) -> Self {
        match found {
            Ok(found) => {
                let name = self.spelling.name(&found.path.join("."));
                let sign = operator.written(self.spelling.api, self.spelling.operators());
                self.conditions.push(Condition::Test(name, sign, value(&found)));
            }
            Err(problem) => self.problem = Some(problem),
        }
        self
    }

    /// The field has this value.
    pub fn eq<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, value: impl Into<U::With>) -> Self {
        self.test(field, &EQ, value)
    }

    /// The field has another value.
    pub fn ne<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, value: impl Into<U::With>) -> Self {
        self.test(field, &NE, value)
    }

    /// The field is greater.
    pub fn gt<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, than: impl Into<U::With>) -> Self {
        self.test(field, &GT, than)
    }

    /// The field is greater, or equal.
    pub fn ge<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, than: impl Into<U::With>) -> Self {
        self.test(field, &GE, than)
    }

    /// The field is less.
    pub fn lt<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, than: impl Into<U::With>) -> Self {
        self.test(field, &LT, than)
    }

    /// The field is less, or equal.
    pub fn le<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, than: impl Into<U::With>) -> Self {
        self.test(field, &LE, than)
    }

    /// The field has one of these values. Of no values the request fails: servers would answer all items.
    pub fn one_of<U: Comparable>(
        self,
        field: impl FnOnce(&R::Item) -> &U,
        values: impl IntoIterator<Item = impl Into<U::With>>,
    ) -> Self {
        self.tests(field, &ONE_OF, values)
    }

    /// The field is in a range, its ends included. Few methods of version 2 have it.
    pub fn between<U: Comparable>(
        self,
        field: impl FnOnce(&R::Item) -> &U,
        low: impl Into<U::With>,
        high: impl Into<U::With>,
    ) -> Self {
        self.tests(field, &BETWEEN, [low.into(), high.into()])
    }
}

/// Conditions that only version 2 has.
impl<R: Listed<Item: Object, Version = V2>> Filter<R> {
    /// The field has none of these values; of no values, it is no condition.
    pub fn none_of<U: Comparable>(
        self,
        field: impl FnOnce(&R::Item) -> &U,
        values: impl IntoIterator<Item = impl Into<U::With>>,
    ) -> Self {
        self.tests(field, &NONE_OF, values)
    }

    /// The field is not in a range.
    pub fn not_between<U: Comparable>(
        self,
        field: impl FnOnce(&R::Item) -> &U,
        low: impl Into<U::With>,
        high: impl Into<U::With>,
    ) -> Self {
        self.tests(field, &BETWEEN_NOT, [low.into(), high.into()])
    }

    /// The text has this inside.
    pub fn contains<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, text: impl Into<U::With>) -> Self {
        self.test(field, &CONTAINS, text)
    }

    /// The text does not have this inside.
    pub fn not_contains<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, text: impl Into<U::With>) -> Self {
        self.test(field, &CONTAINS_NOT, text)
    }

    /// The text is like this pattern, in which `%` stands for anything.
    pub fn like<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, pattern: impl Into<U::With>) -> Self {
        self.test(field, &LIKE, pattern)
    }

    /// The text is not like this pattern, in which `%` stands for anything.
    pub fn not_like<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, pattern: impl Into<U::With>) -> Self {
        self.test(field, &LIKE_NOT, pattern)
    }

    /// The text is found by this search.
    pub fn search<U: Comparable>(self, field: impl FnOnce(&R::Item) -> &U, words: impl Into<U::With>) -> Self {
        self.test(field, &SEARCH, words)
    }
}

/// Conditions on fields that the type does not have.
impl<R: Listed<Version = V2>> Filter<R> {
    /// A condition by its key on the wire, with the operator before the name: `>=UF_CRM_SIZE`.
    pub fn raw(mut self, key: impl Into<String>, value: impl Into<Value>) -> Self {
        self.conditions.push(Condition::Raw(key.into(), value.into()));
        self
    }
}

/// Conditions that only REST 3.0 has.
impl<R: Listed<Version = V3>> Filter<R> {
    /// A condition on a field that the type does not know, by its name and the operator's word: `"ufAuto", "in", [1, 2]`.
    pub fn condition(mut self, name: &str, operator: &str, value: impl Into<Value>) -> Self {
        self.conditions.push(Condition::Raw(String::new(), json!([name, operator, value.into()])));
        self
    }

    /// At least one of these conditions is met; without any, the request fails:
    /// `filter.any(|any| any.eq(|task| &task.status, "done").gt(|task| &task.id, 1000))`.
    pub fn any(mut self, build: impl FnOnce(Self) -> Self) -> Self {
        let inside = Filter { spelling: self.spelling.clone(), conditions: Vec::new(), problem: None, of: PhantomData };
        let mut inside = build(inside);
        if inside.conditions.is_empty() {
            inside.problem.get_or_insert_with(|| "a group has no conditions".to_owned());
        }
        match inside.problem.take().map_or_else(|| inside.list(None), Err) {
            Ok(conditions) => {
                let group = json!({ "logic": "or", "conditions": conditions });
                self.conditions.push(Condition::Raw(String::new(), group));
            }
            Err(problem) => self.problem = Some(problem),
        }
        self
    }
}
