//! The features of a crate that need each shared type.

use std::collections::BTreeMap;

use bitrix24_schema::graph;
use bitrix24_schema::model::{Method, Model};

/// Returns the methods of each feature, in their order.
pub(super) fn methods(model: &Model) -> BTreeMap<&str, Vec<&Method>> {
    let mut features: BTreeMap<&str, Vec<&Method>> = BTreeMap::new();
    for method in &model.methods {
        features.entry(method.feature()).or_default().push(method);
    }
    features
}

/// Returns the features that need each shared type. A type that none needs is not emitted.
pub(super) fn by_type(model: &Model) -> BTreeMap<usize, Vec<&str>> {
    let mut by_type: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (index, method) in model.methods.iter().enumerate() {
        for ty in graph::shared_types(model, index) {
            by_type.entry(ty).or_default().push(method.feature());
        }
    }
    for features in by_type.values_mut() {
        features.sort_unstable();
        features.dedup();
    }
    by_type
}
