//! Free maps as arguments: whatever has names and values.

use std::marker::PhantomData;

use serde_json::Value;

use crate::wire::{Extra, Map, Object, Wire};

/// Names and values as an argument: pairs, in an array, a map or an iterator; an object of JSON, whose values can be of
/// different types; or a typed object, such as a `tasks::TaskV3`, of which the fields that are set are sent.
///
/// `How` tells the kinds apart, and is never named.
///
/// ```
/// use bitrix24::{Entries, json};
///
/// fn fields<How>(_: impl Entries<How>) {}
///
/// fields([("TITLE", "A house"), ("STAGE_ID", "NEW")]);
/// fields(json!({ "TITLE": "A house", "OPPORTUNITY": 1_000, "OBSERVERS": [1, 2] }));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no names and values",
    note = "pass pairs, such as `[(\"TITLE\", \"A house\")]`, `json!({{ … }})`, or an object, such as `crm::Item::new()`"
)]
pub trait Entries<How> {
    /// The map as it is sent.
    #[doc(hidden)]
    fn into_json(self) -> Value;
}

/// Pairs of names and values.
#[derive(Debug)]
pub struct Pairs<K, V>(PhantomData<(K, V)>);

/// JSON.
#[derive(Debug)]
pub enum Json {}

/// A typed object.
#[derive(Debug)]
pub enum Typed {}

impl<I, K, V> Entries<Pairs<K, V>> for I
where
    I: IntoIterator<Item = (K, V)>,
    K: Into<String>,
    V: Into<Value>,
{
    fn into_json(self) -> Value {
        Value::Object(self.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// JSON that is no object is sent as it is, and reported by `validate`.
impl Entries<Json> for Value {
    fn into_json(self) -> Value {
        self
    }
}

impl Entries<Json> for &Value {
    fn into_json(self) -> Value {
        self.clone()
    }
}

impl<T: Object> Entries<Typed> for T {
    fn into_json(self) -> Value {
        T::encode(&self)
    }
}

#[doc(hidden)]
impl Extra {
    /// Returns the map for the field `key` of an object; what is no map is kept beside the fields.
    pub fn keep_entries<H>(&mut self, key: &str, fields: impl Entries<H>) -> Option<Map<Value>> {
        match fields.into_json() {
            Value::Object(map) => {
                self.remove(key);
                Some(map.into_iter().collect())
            }
            other => {
                self.insert(key, other);
                None
            }
        }
    }
}
