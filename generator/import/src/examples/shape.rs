//! The shape of JSON in examples.

use std::borrow::Cow;

use serde_json::Value;

use crate::facts::Field;
use crate::facts::names::pattern_of;
use crate::facts::scalars::{is_nothing, scalar_type};
use crate::facts::ty::Ty;
use crate::vocabulary::LANGUAGES;

/// The values at one place in the examples.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shape {
    pub(crate) has_null: bool,
    pub(crate) scalars: Vec<Value>,
    /// The entries of an object, in their order.
    pub(crate) object: Option<Vec<(String, Shape)>>,
    /// The items of a list.
    pub(crate) list: Option<Box<Shape>>,
}

/// The largest number of kept scalars: more add nothing.
const MAX_SCALARS: usize = 200;

impl Shape {
    pub(crate) fn of(value: &Value) -> Shape {
        let mut shape = Shape::default();
        shape.add(value);
        shape
    }

    /// Returns true if all examples are `null`.
    pub(crate) fn is_null(&self) -> bool {
        self.has_null && self.scalars.is_empty() && self.object.is_none() && self.list.is_none()
    }

    /// Adds the value of another example at the same place.
    pub(crate) fn add(&mut self, value: &Value) {
        match value {
            Value::Null => self.has_null = true,
            Value::Object(map) => {
                let entries = self.object.get_or_insert_default();
                for (place, (key, value)) in map.iter().enumerate() {
                    match entry_at(entries, place, key) {
                        Some(shape) => shape.add(value),
                        None => entries.push((key.clone(), Shape::of(value))),
                    }
                }
            }
            Value::Array(items) => {
                let list = self.list.get_or_insert_default();
                items.iter().for_each(|item| list.add(item));
            }
            scalar if self.scalars.len() < MAX_SCALARS && !self.scalars.contains(scalar) => {
                self.scalars.push(scalar.clone());
            }
            _ => {}
        }
    }

    /// Adds the shape of another place of the same kind.
    pub(crate) fn join(&mut self, other: &Shape) {
        self.has_null |= other.has_null;
        for scalar in &other.scalars {
            self.add(scalar);
        }
        if let Some(entries) = &other.object {
            let own = self.object.get_or_insert_default();
            for (place, (key, shape)) in entries.iter().enumerate() {
                match entry_at(own, place, key) {
                    Some(known) => known.join(shape),
                    None => own.push((key.clone(), shape.clone())),
                }
            }
        }
        if let Some(list) = &other.list {
            self.list.get_or_insert_default().join(list);
        }
    }

    /// Removes values, here and inside.
    pub(crate) fn retain_scalars(&mut self, keep: &dyn Fn(&Value) -> bool) {
        self.scalars.retain(keep);
        self.object.iter_mut().flatten().for_each(|(_, shape)| shape.retain_scalars(keep));
        self.list.iter_mut().for_each(|list| list.retain_scalars(keep));
    }

    pub(crate) fn entry(&self, key: &str) -> Option<&Shape> {
        self.object.as_ref()?.iter().find(|(known, _)| known == key).map(|(_, shape)| shape)
    }

    /// Returns the shape of the items, through lists of lists.
    pub(crate) fn item(&self) -> &Shape {
        match &self.list {
            Some(list) if self.object.is_none() => list.item(),
            _ => self,
        }
    }

    /// Returns the common shape of an object's entries, if its keys are data: numbers, or names of similar objects.
    pub(crate) fn as_map(&self) -> Option<Shape> {
        let entries = self.object.as_ref().filter(|entries| !entries.is_empty())?;
        let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        let is_data = |key: &str| {
            is_number(key)
                || key.contains(['|', ' ', ':', '/', '@'])
                || key.starts_with(['.', '#'])
                || starts_with_uuid(key)
                || is_access_code(key)
        };
        let is_language = |key: &str| LANGUAGES.contains(&key);
        let in_languages = entries.len() > 1 && entries.iter().all(|(key, _)| is_language(key));
        let is_map = entries.iter().all(|(key, _)| is_data(key))
            || in_languages
            || are_alike(entries)
            || are_mirrored(entries)
            || hold_their_keys(entries);
        if !is_map {
            return None;
        }
        let mut common = Shape::default();
        entries.iter().for_each(|(_, shape)| common.join(shape));
        Some(common)
    }

    /// Returns the shape with lists in the place of maps whose keys are numbers: table rows describe the entries, not
    /// one of them.
    pub(crate) fn without_numbers(&self) -> Shape {
        let is_number = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
        let is_map = self.object.as_ref().is_some_and(|entries| entries.iter().all(|(key, _)| is_number(key)));
        let common = self.as_map().filter(|_| is_map);
        let list = self.list.as_deref().or(common.as_ref()).map(|list| Box::new(list.without_numbers()));
        let without = |(key, shape): &(String, Shape)| (key.clone(), shape.without_numbers());
        let object = self.object.as_ref().filter(|_| common.is_none());
        let object = object.map(|entries| entries.iter().map(without).collect());
        Shape { has_null: self.has_null, scalars: self.scalars.clone(), object, list }
    }

    /// Returns the paths of all entries called `name`, from the top.
    pub(crate) fn find(&self, name: &str) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        self.collect(name, &mut Vec::new(), &mut found);
        found.sort_by_key(Vec::len);
        found.dedup();
        found
    }

    fn collect(&self, name: &str, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
        if path.len() > 12 {
            return;
        }
        for (key, shape) in self.object.iter().flatten() {
            path.push(key.clone());
            if key == name {
                found.push(path.clone());
            }
            shape.collect(name, path, found);
            path.pop();
        }
        if let Some(list) = &self.list {
            list.collect(name, path, found);
        }
    }

    /// Returns the type of the examples.
    pub(crate) fn ty(&self) -> Ty {
        if let Some(entries) = &self.object {
            // The times of an answer, which some methods have inside their result.
            let has = |name: &str| entries.iter().any(|(key, _)| key == name);
            let is_time = ["start", "finish", "duration", "processing"].into_iter().all(has);
            return if is_time { Ty::name("time") } else { Ty::Object };
        }
        if let Some(list) = &self.list {
            return Ty::list(list.ty());
        }
        scalar_type(&self.scalars)
    }

    /// Returns a field that is in no table.
    pub(crate) fn observed(&self, name: &str) -> Field {
        let shown = self.scalars.iter().filter(|value| !is_nothing(value)).cloned().collect();
        let mut field = Field { name: name.to_owned(), is_observed: true, ty: self.ty(), shown, ..Field::default() };
        self.fill(&mut field);
        field
    }

    /// Adds to an object without fields those of the examples.
    fn fill(&self, field: &mut Field) {
        if field.ty.is("time") {
            return;
        }
        if let Some(common) = self.as_map() {
            let mut inner = common.observed("");
            field.ty = Ty::map(inner.ty);
            field.fields = std::mem::take(&mut inner.fields);
        } else if let Some(entries) = &self.object {
            field.fields = observed(entries.iter().map(|(key, shape)| (key.as_str(), shape)));
        } else if let Some(list) = &self.list {
            let inner = list.observed("");
            field.ty = Ty::list(inner.ty);
            field.fields = inner.fields;
        }
        if field.fields.is_empty()
            && field.ty.has_object()
            && self.list.is_none()
            && self.object.as_ref().is_some_and(Vec::is_empty)
        {
            field.ty = Ty::Object;
        }
    }
}

/// Returns fields that are in no table.
pub(crate) fn observed<'s>(entries: impl Iterator<Item = (&'s str, &'s Shape)>) -> Vec<Field> {
    grouped(entries).iter().map(|(name, shape)| shape.observed(name)).collect()
}

/// Merges entries whose names differ only in a number.
pub(crate) fn grouped<'s>(entries: impl Iterator<Item = (&'s str, &'s Shape)>) -> Vec<(String, Cow<'s, Shape>)> {
    let mut named: Vec<(String, Cow<'s, Shape>)> = Vec::new();
    for (key, shape) in entries {
        let name = pattern_of(key);
        let known = name.as_ref().and_then(|name| named.iter_mut().find(|(known, _)| known == name));
        match known {
            Some((_, known)) => known.to_mut().join(shape),
            None => named.push((name.unwrap_or_else(|| key.to_owned()), Cow::Borrowed(shape))),
        }
    }
    named
}

/// Returns true for an access code of a user or group: `U1`, `SG4`.
fn is_access_code(key: &str) -> bool {
    let number = key.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = key.len() - number.len();
    matches!(letters, 1 | 2) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns true if each value equals its key.
fn are_mirrored(entries: &[(String, Shape)]) -> bool {
    let is_key = |key: &str, shape: &Shape| {
        matches!(shape.scalars.as_slice(), [Value::String(text)] if text == key)
            && shape.object.is_none()
            && shape.list.is_none()
    };
    entries.iter().all(|(key, shape)| is_key(key, shape))
}

/// Returns the entry of a key. Nearly all objects of a list have their keys in the same order, so that it is looked for at its
/// place first; where the ones before it are all that there are, it is new.
fn entry_at<'s>(entries: &'s mut [(String, Shape)], place: usize, key: &str) -> Option<&'s mut Shape> {
    let at = match entries.get(place) {
        Some((known, _)) if known == key => Some(place),
        None if entries.len() == place => None,
        _ => entries.iter().position(|(known, _)| known == key),
    };
    at.map(|at| &mut entries[at].1)
}

/// Returns true if each entry is an object that contains its own key, all in the same field.
fn hold_their_keys(entries: &[(String, Shape)]) -> bool {
    let has_key = |key: &str, shape: &Shape, field: &str| {
        let own = shape.entry(field).map(|own| own.scalars.as_slice()).unwrap_or_default();
        matches!(own, [Value::String(text)] if text == key)
    };
    let Some((_, first)) = entries.first() else { return false };
    let holds = |field: &str| {
        // One entry may have the name of its kind by chance.
        let is_sure = entries.len() > 1 || field.eq_ignore_ascii_case("code") || field.eq_ignore_ascii_case("id");
        is_sure && entries.iter().all(|(key, shape)| has_key(key, shape, field))
    };
    first.object.iter().flatten().any(|(field, _)| holds(field))
}

fn starts_with_uuid(key: &str) -> bool {
    key.len() >= 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// Returns true if at least three entries are objects with mostly the same keys; one in five may differ.
fn are_alike(entries: &[(String, Shape)]) -> bool {
    let keys = |shape: &Shape| -> Option<Vec<String>> {
        let entries = shape.object.as_ref().filter(|entries| entries.len() > 1)?;
        Some(entries.iter().map(|(key, _)| key.clone()).collect())
    };
    let all: Vec<Vec<String>> = entries.iter().filter_map(|(_, shape)| keys(shape)).collect();
    let Some(first) = all.first() else { return false };
    let is_like = |other: &&Vec<String>| {
        let same = other.iter().filter(|key| first.contains(key)).count();
        same * 3 >= first.len().max(other.len()) * 2
    };
    entries.len() > 2 && all.iter().filter(is_like).count() * 5 >= entries.len() * 4
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Shape;

    #[test]
    fn maps_are_told_from_objects() {
        assert!(Shape::of(&json!({ "1": 1, "2": 2 })).as_map().is_some());
        assert!(Shape::of(&json!({ "id": 1, "name": 2 })).as_map().is_none());
        let fields = json!({
            "id": { "type": "integer", "isRequired": false },
            "title": { "type": "string", "isRequired": false },
            "x": { "type": "string", "isRequired": false },
        });
        assert!(Shape::of(&fields).as_map().is_some());
    }
}
