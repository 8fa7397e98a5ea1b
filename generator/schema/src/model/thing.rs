//! The things of a portal.

use serde_json::Value;

use super::{Owner, Type};

/// A thing of a portal: a type of its own, and the calls that get, list, add, update and delete it.
#[derive(Clone, Debug)]
pub struct Thing {
    /// Its type among the shared types, by its index.
    pub shared: usize,
    /// The shared type of the documentation that it is a kind of, by its index.
    pub of: usize,
    /// The name that people see in the portal.
    pub title: Option<String>,
    /// The prefix of its methods, such as `crm.item`.
    pub methods: String,
    /// The parameters that all its calls have, with their values.
    pub with: Vec<(String, Value)>,
    /// Its calls: `get`, `list`, `add`, `update` and `delete`, as far as there are such methods.
    pub calls: Vec<Call>,
    /// The types among its own that the documentation has, and that are emitted elsewhere.
    pub borrowed: Vec<Borrowed>,
}

/// A call that gets, lists, adds, updates or deletes a thing.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its name in Rust: the last word of the method's name.
    pub ident: String,
    /// The method, by its index.
    pub method: usize,
    /// The type of its result, in terms of the thing's own items; `None` if the thing is not in it.
    pub answer: Option<Type>,
    /// The type of the items that it lists, in the same terms; `None` if it lists none.
    pub item: Option<Type>,
}

/// A type of the documentation among the types of a thing.
#[derive(Clone, Copy, Debug)]
pub struct Borrowed {
    /// Its place among the thing's items.
    pub place: usize,
    /// Its owner.
    pub owner: Owner,
    /// Its place among the owner's items.
    pub origin: usize,
}
