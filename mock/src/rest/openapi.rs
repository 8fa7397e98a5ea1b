//! The description of REST 3.0 by itself.

use serde_json::{Map, Value, json};

use crate::request::ApiVersion;
use crate::schema::{Catalogue, version};

/// Returns true if a method answers with the description.
pub(crate) fn is_it(api: ApiVersion, method: &str) -> bool {
    api == ApiVersion::V3 && matches!(method, "rest.documentation.openapi" | "documentation")
}

/// Returns the methods of REST 3.0 as OpenAPI.
pub(crate) fn document(catalogue: &Catalogue) -> Value {
    let methods = catalogue.methods().filter(|method| version(method.api) == ApiVersion::V3);
    let path = |name: &str| (format!("/{name}"), json!({ "post": { "tags": [name.split('.').next()] } }));
    let paths: Map<String, Value> = methods.map(|method| path(&method.name.wire)).collect();
    json!({
        "openapi": "3.0.0",
        "info": { "title": "Bitrix24 REST V3 API", "version": "1.0.0" },
        "paths": paths,
        "components": { "schemas": {} },
    })
}
