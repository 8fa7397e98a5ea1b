//! Conditions on custom fields.

use serde_json::Value;

use super::filter::Filter;
use super::listed::Listed;
use super::operator::{BETWEEN, CONTAINS, EQ, GE, GT, LE, LT, NE, NONE_OF, ONE_OF, Operator};
use super::version::V2;
use crate::wire::CustomValue;

/// A condition on a custom field that lacks its operator; made by [`Filter::custom`].
///
/// The name is in either of the API's spellings, and is sent in the method's. A boolean is written `1` or `0`, as filters
/// take those of custom fields.
///
/// ```
/// # mod requests { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/common/requests.rs")); }
/// # use requests::crm;
/// use bitrix24::{ListRequest, Request, json};
///
/// let deals = crm::deal::List::new()
///     .filter_by(|filter| filter.custom("UF_CRM_SIZE").ge(5).custom("ufCrmNew").eq(true))
///     .select_by(|select| select.custom("UF_CRM_SIZE"))
///     .order_by(|order| order.desc_custom("UF_CRM_SIZE"));
/// assert_eq!(json!(deals.params().as_map()), json!({
///     "filter": { ">=UF_CRM_SIZE": 5, "=UF_CRM_NEW": 1 },
///     "select": ["UF_CRM_SIZE"],
///     "order": { "UF_CRM_SIZE": "DESC" },
/// }));
/// ```
#[must_use = "a condition needs an operator"]
pub struct CustomField<R> {
    filter: Filter<R>,
    name: String,
}

/// Conditions on fields by their names.
impl<R: Listed> Filter<R> {
    /// Starts a condition on a custom field, which the type does not have: `filter.custom("UF_CRM_SIZE").ge(5)`.
    pub fn custom(self, name: &str) -> CustomField<R> {
        CustomField { filter: self, name: name.to_owned() }
    }
}

impl<R: Listed> CustomField<R> {
    fn is(self, operator: &Operator, value: impl Into<CustomValue>) -> Filter<R> {
        self.filter.on_custom(&self.name, operator, value.into().asked())
    }

    fn any(self, operator: &Operator, values: impl IntoIterator<Item = impl Into<CustomValue>>) -> Filter<R> {
        let values: Vec<Value> = values.into_iter().map(|value| value.into().asked()).collect();
        if values.is_empty() {
            self.filter.of_none(operator)
        } else {
            self.filter.on_custom(&self.name, operator, values.into())
        }
    }

    /// The field has this value.
    pub fn eq(self, value: impl Into<CustomValue>) -> Filter<R> {
        self.is(&EQ, value)
    }

    /// The field has another value.
    pub fn ne(self, value: impl Into<CustomValue>) -> Filter<R> {
        self.is(&NE, value)
    }

    /// The field is greater.
    pub fn gt(self, than: impl Into<CustomValue>) -> Filter<R> {
        self.is(&GT, than)
    }

    /// The field is greater, or equal.
    pub fn ge(self, than: impl Into<CustomValue>) -> Filter<R> {
        self.is(&GE, than)
    }

    /// The field is less.
    pub fn lt(self, than: impl Into<CustomValue>) -> Filter<R> {
        self.is(&LT, than)
    }

    /// The field is less, or equal.
    pub fn le(self, than: impl Into<CustomValue>) -> Filter<R> {
        self.is(&LE, than)
    }

    /// The field has one of these values. Of no values the request fails: servers would answer all items.
    pub fn one_of(self, values: impl IntoIterator<Item = impl Into<CustomValue>>) -> Filter<R> {
        self.any(&ONE_OF, values)
    }

    /// The field is in a range, its ends included. Few methods of version 2 have it.
    pub fn between(self, low: impl Into<CustomValue>, high: impl Into<CustomValue>) -> Filter<R> {
        self.any(&BETWEEN, [low.into(), high.into()])
    }
}

impl<R: Listed<Version = V2>> CustomField<R> {
    /// The field has none of these values.
    pub fn none_of(self, values: impl IntoIterator<Item = impl Into<CustomValue>>) -> Filter<R> {
        self.any(&NONE_OF, values)
    }

    /// The text has this in it.
    pub fn contains(self, text: impl Into<CustomValue>) -> Filter<R> {
        self.is(&CONTAINS, text)
    }
}
