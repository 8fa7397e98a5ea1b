//! Custom fields of objects that are answered or sent: `UF_CRM_SIZE`, `ufCrm2_1639669411830`, `parentId128`, `PROPERTY_7`.
//!
//! A trait for all objects, not a function of each: it costs the generated crate nothing.

use serde_json::Value;

use crate::dom::{Document, Node};
use crate::error::CustomFieldError;
use crate::validate::similar_custom;
use crate::wire::custom::CustomValue;
use crate::wire::object::{find, names_of, with};
use crate::wire::{Cx, Finding, Map, Object, Wire, names};

/// Fields by their names: those of a portal's own, which no description has.
///
/// Every object that is answered or sent has it, and JSON that is answered where nothing is described. Names may be in
/// either of the API's spellings: `UF_CRM_SIZE` finds `ufCrmSize`, too.
///
/// ```
/// # #[derive(Clone, Default)]
/// # struct Deal { extra: bitrix24::Extra }
/// # impl bitrix24::rt::Object for Deal {
/// #     fn walk(&self, cx: &mut bitrix24::rt::Cx<'_>) -> Self { Self { extra: cx.extra(&self.extra) } }
/// # }
/// use bitrix24::{CustomFields, Date, Id, Money, from_slice};
///
/// let answer = br#"{
///     "UF_CRM_SIZE": "3.5", "UF_CRM_FLOORS": ["1", 2], "UF_CRM_KIND": "44", "UF_CRM_NEW": "1", "UF_CRM_DUE": "",
///     "UF_CRM_BUDGET": "1000.50|EUR"
/// }"#;
/// let (deal, _drift) = from_slice::<Deal>(answer).expect("an object");
/// assert_eq!(deal.custom::<f64>("UF_CRM_SIZE")?, 3.5);
/// assert_eq!(deal.custom::<Vec<i64>>("UF_CRM_FLOORS")?, [1, 2]);
/// assert_eq!(deal.custom::<bool>("ufCrmNew")?, true);
/// // A field of a list of values holds the identifier of one.
/// assert_eq!(deal.custom::<Id>("UF_CRM_KIND")?, 44);
/// assert_eq!(deal.custom::<Money>("UF_CRM_BUDGET")?.amount(), Some(1000.5));
/// // A field that may have no value.
/// assert_eq!(deal.custom::<Option<Date>>("UF_CRM_DUE")?, None);
///
/// let deal = Deal::default().with_custom("UF_CRM_SIZE", 3.5).with_custom("UF_CRM_NEW", true);
/// assert_eq!(deal.custom::<f64>("UF_CRM_SIZE")?, 3.5);
/// # Ok::<(), bitrix24::CustomFieldError>(())
/// ```
pub trait CustomFields: Sized {
    /// Reads a field as `T`: a number, a text, a `bool`, an [`Id`](crate::Id), a [`Date`](crate::Date), a
    /// [`Money`](crate::Money), an [`Address`](crate::Address), a [`CrmLink`](crate::CrmLink), a
    /// [`FileValue`](crate::FileValue), JSON ([`Value`]), a `Vec` of them, or an `Option` of a value that may be missing.
    /// Described fields are found, too.
    ///
    /// Fails if there is no such field, if it has no value and `T` is no `Option` or `Vec`, and if its value is of another
    /// type; then nothing is left out of a list silently.
    fn custom<T: Wire>(&self, name: &str) -> Result<T::Out, CustomFieldError>;

    /// Sets a field, as it is written where names are spelled as this one: for `ufCrmNew` a boolean is `"Y"` or `"N"`, for
    /// `UF_CRM_NEW` it is `1` or `0`.
    #[must_use]
    fn with_custom(self, name: &str, value: impl Into<CustomValue>) -> Self;
}

impl<O: Object> CustomFields for O {
    fn custom<T: Wire>(&self, name: &str) -> Result<T::Out, CustomFieldError> {
        read::<T>(name, find(self, name), || names_of(self))
    }

    fn with_custom(self, name: &str, value: impl Into<CustomValue>) -> Self {
        with(&self, name, value.into().written(name))
    }
}

impl CustomFields for Map<Value> {
    fn custom<T: Wire>(&self, name: &str) -> Result<T::Out, CustomFieldError> {
        read::<T>(name, of_entries(self.iter(), name), || self.keys().cloned().collect())
    }

    fn with_custom(mut self, name: &str, value: impl Into<CustomValue>) -> Self {
        self.insert(name.to_owned(), value.into().written(name));
        self
    }
}

/// A value that is no object has no fields, and becomes an object of one.
impl CustomFields for Value {
    fn custom<T: Wire>(&self, name: &str) -> Result<T::Out, CustomFieldError> {
        let map = self.as_object();
        let names = || map.map_or_else(Vec::new, |map| map.keys().cloned().collect());
        read::<T>(name, map.map_or_else(Vec::new, |map| of_entries(map.iter(), name)), names)
    }

    fn with_custom(mut self, name: &str, value: impl Into<CustomValue>) -> Self {
        if !self.is_object() {
            self = Value::Object(serde_json::Map::new());
        }
        self[name] = value.into().written(name);
        self
    }
}

/// Returns the entries that have the name: the one that has it exactly, or those that spell it otherwise.
fn of_entries<'e>(entries: impl Iterator<Item = (&'e String, &'e Value)> + Clone, name: &str) -> Vec<(String, Value)> {
    let owned = |(key, value): (&String, &Value)| (key.clone(), value.clone());
    match entries.clone().find(|(key, _)| *key == name) {
        Some(entry) => vec![owned(entry)],
        None => entries.filter(|(key, _)| names::is_same(key, name)).map(owned).collect(),
    }
}

/// Reads the one entry that was found. `names` returns those that there are.
fn read<T: Wire>(
    name: &str,
    mut found: Vec<(String, Value)>,
    names: impl FnOnce() -> Vec<String>,
) -> Result<T::Out, CustomFieldError> {
    let field = name.to_owned();
    match (found.pop(), found.is_empty()) {
        (None, _) => {
            let names = names();
            let similar = similar_custom(name, &names).cloned();
            Err(CustomFieldError::Missing { field, similar, names })
        }
        (Some((key, value)), true) => decode::<T>(field, &key, value),
        (Some((key, _)), false) => {
            let names = found.into_iter().map(|(key, _)| key).chain([key]).collect();
            Err(CustomFieldError::Ambiguous { field, names })
        }
    }
}

fn decode<T: Wire>(field: String, key: &str, found: Value) -> Result<T::Out, CustomFieldError> {
    let document = Document::read(&found).ok();
    let found = Box::new(found);
    let node = if let Some(document) = &document { document.root() } else { Node::null() };
    let mut cx = Cx::new("");
    let value = T::decode(node, &mut cx);
    let misfit = cx.into_drift().findings().iter().find_map(|finding| match finding {
        Finding::Misfit { path, expected, .. } => Some((format!("{key}{path}"), *expected)),
        _ => None,
    });
    match (value, misfit) {
        (Some(value), None) => Ok(value),
        (Some(_), Some((path, expected))) => Err(CustomFieldError::Misfit { field, path, expected, found }),
        // A field of several values that has none is `false`.
        (None, _) if T::is_nothing(node) => T::decode(Node::empty_list(), &mut Cx::new(""))
            .ok_or(CustomFieldError::Empty { field, expected: T::NAME, found }),
        (None, _) => Err(CustomFieldError::Misfit { field, path: key.to_owned(), expected: T::NAME, found }),
    }
}
