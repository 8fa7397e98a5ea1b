//! Helpers of filters, selections and orders.

use serde_json::{Map, Value};

use crate::wire::Object;
use crate::wire::object::locate;
use crate::wire::walk::Located;

/// The field that `field` gives, or what is wrong with it.
pub(super) fn find<T: Object, U>(field: impl FnOnce(&T) -> &U) -> Result<Located, String> {
    locate(field).ok_or_else(|| format!("no described field of {} is asked for", std::any::type_name::<T>()))
}

/// The object that a parameter is so far. An empty list is PHP's empty object.
pub(super) fn as_map(value: Option<&Value>) -> Option<Map<String, Value>> {
    match value {
        None | Some(Value::Null) => Some(Map::new()),
        Some(Value::Object(map)) => Some(map.clone()),
        Some(Value::Array(list)) if list.is_empty() => Some(Map::new()),
        Some(_) => None,
    }
}

/// The list that a parameter is so far.
pub(super) fn as_list(value: Option<&Value>) -> Option<Vec<Value>> {
    match value {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(list)) => Some(list.clone()),
        Some(_) => None,
    }
}
