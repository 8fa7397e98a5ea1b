//! Values with different spellings on several pages: an example shows the sent spelling.

use std::collections::HashMap;

use crate::facts::{Field, Method};
use crate::learn::without_capital;

/// A parameter of a scope, and its values in small letters.
type Key = (Vec<String>, String, Vec<String>);

/// Spells the values of a parameter as in an example of another method of the same scopes.
pub(crate) fn alike(methods: &mut [Method]) {
    let mut proven: HashMap<Key, Vec<String>> = HashMap::new();
    for method in methods.iter() {
        for param in method.params.iter().filter(|param| param.is_shown && param.values.len() > 1) {
            proven.entry(key(method, param)).or_insert_with(|| param.values.clone());
        }
    }
    for method in methods {
        for at in 0..method.params.len() {
            let param = &method.params[at];
            if param.is_shown || !param.values.iter().any(|value| without_capital(value).is_some()) {
                continue;
            }
            if let Some(values) = proven.get(&key(method, param)) {
                method.params[at].values.clone_from(values);
            }
        }
    }
}

fn key(method: &Method, param: &Field) -> Key {
    let values = param.values.iter().map(|value| value.to_lowercase()).collect();
    (method.scopes.clone(), param.name.clone(), values)
}
