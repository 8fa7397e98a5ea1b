//! The methods of the schema: their parameters, and their answers.

mod check;
mod errors;
mod own;
mod sample;

use std::collections::HashMap;
use std::sync::Arc;

use bitrix24_schema::Model;
use bitrix24_schema::model::{Api, Field, Item, ItemRef, Method};

use crate::request::ApiVersion;

pub(crate) use errors::{documented, not_found};
pub(crate) use sample::Sample;
pub use sample::example_params;

/// The methods of a schema, by version and name.
#[derive(Debug)]
pub(crate) struct Catalogue {
    model: Arc<Model>,
    places: HashMap<(ApiVersion, String), usize>,
}

/// The place in the model that a type's references start from.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'m> {
    model: &'m Model,
    items: &'m [Item],
}

impl Catalogue {
    pub(crate) fn new(model: Arc<Model>) -> Self {
        let key = |method: &Method| (version(method.api), method.name.wire.to_ascii_lowercase());
        let places = model.methods.iter().enumerate().map(|(index, method)| (key(method), index)).collect();
        Self { model, places }
    }

    /// Returns the method of this name, which is in lower case.
    pub(crate) fn find(&self, api: ApiVersion, name: &str) -> Option<&Method> {
        self.places.get(&(api, name.to_owned())).map(|index| &self.model.methods[*index])
    }

    /// Returns the methods, in order.
    pub(crate) fn methods(&self) -> impl Iterator<Item = &Method> {
        self.model.methods.iter()
    }

    /// Returns the fields of a shared type by its name; none if there is no such type.
    pub(crate) fn fields(&self, name: &str) -> &[Field] {
        let shared = self.model.types.iter().find(|shared| shared.name == name);
        match shared.and_then(|shared| shared.items.first()) {
            Some(Item::Object(object)) => &object.fields,
            _ => &[],
        }
    }

    fn scope<'m>(&'m self, method: &'m Method) -> Scope<'m> {
        Scope { model: &self.model, items: &method.items }
    }
}

impl<'m> Scope<'m> {
    /// Returns the type of a reference, and the scope of its own references.
    fn item(self, item: ItemRef) -> Option<(&'m Item, Scope<'m>)> {
        match item {
            ItemRef::Local(index) => Some((self.items.get(index)?, self)),
            ItemRef::Shared(index) => {
                let items = self.model.types.get(index)?.items.as_slice();
                Some((items.first()?, Scope { items, ..self }))
            }
        }
    }
}

pub(crate) fn version(api: Api) -> ApiVersion {
    match api {
        Api::V2 => ApiVersion::V2,
        Api::V3 => ApiVersion::V3,
    }
}
