//! Equal types of different methods, with the same fields and texts, and equal errors. Each is emitted once per top-level
//! module, by the first method that has it. The others re-export it in their own modules, so that its paths do not change.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::kept::{is_always, split};
use super::paths;
use bitrix24_schema::model::{
    Availability, Conditions, Deprecated, ErrorEntry, Field, Item, ItemRef, Limits, Method, Model, Named, Taken, Type,
    Unit, Usage, Writable,
};

/// A type: the method that has it, and its place there.
pub(super) type Place = (usize, usize);

/// The types that are emitted elsewhere.
#[derive(Default)]
pub(super) struct Twins {
    first: HashMap<Place, Place>,
    /// The methods whose errors are emitted by another one.
    errors: HashMap<usize, usize>,
}

impl Twins {
    pub(super) fn find(model: &Model) -> Self {
        let mut known: HashMap<Key<'_>, Place> = HashMap::new();
        let mut first = HashMap::new();
        for (index, method) in model.methods.iter().enumerate() {
            for place in 0..method.items.len() {
                Class { model, method, index, known: &mut known, first: &mut first, open: Vec::new() }.of(place);
            }
        }
        first.retain(|place, twin| place != twin);
        Twins { first, errors: equal_errors(model) }
    }

    /// Returns the type that is emitted instead of this one.
    pub(super) fn of(&self, place: Place) -> Option<Place> {
        self.first.get(&place).copied()
    }

    /// Returns the method that emits the errors of this one.
    pub(super) fn of_errors(&self, method: usize) -> Option<usize> {
        self.errors.get(&method).copied()
    }
}

/// Returns the methods with the errors of an earlier one, in the same order and words, each with the first of them.
fn equal_errors(model: &Model) -> HashMap<usize, usize> {
    let mut known: HashMap<(&str, &[ErrorEntry]), usize> = HashMap::new();
    let methods = model.methods.iter().enumerate().filter(|(_, method)| !method.errors.is_empty());
    let firsts = methods.map(|(index, method)| {
        let first = *known.entry((method.feature(), &method.errors)).or_insert(index);
        (index, first)
    });
    firsts.filter(|(index, first)| index != first).collect()
}

/// The emitted parts of a type, except its name and origin, within a top-level module.
#[derive(PartialEq, Eq, Hash)]
struct Key<'m> {
    feature: &'m str,
    kind: Kind<'m>,
}

#[derive(PartialEq, Eq, Hash)]
enum Kind<'m> {
    Enum { is_numeric: bool, values: Vec<(&'m Named, Option<&'m str>)> },
    Union { usage: Usage, options: Vec<(&'m str, TypeKey<'m>)> },
    Object { usage: Usage, arguments: Vec<&'m str>, fields: Vec<FieldKey<'m>> },
}

/// A type whose references are replaced by the first equal type of each.
#[derive(PartialEq, Eq, Hash)]
struct TypeKey<'m> {
    ty: &'m Type,
    classes: Vec<Place>,
}

/// Returns the parts of a taken field, without `..`.
fn taken(taken: &Taken) -> (&str, Option<bool>, Option<String>) {
    let Taken { name, required, default } = taken;
    (name, *required, default.as_ref().map(ToString::to_string))
}

/// The emitted parts of a field.
#[derive(PartialEq, Eq, Hash)]
struct FieldKey<'m> {
    ty: TypeKey<'m>,
    is_always: bool,
    name: &'m Named,
    pattern: Option<&'m (String, String)>,
    required: Option<bool>,
    words: (&'m str, Option<&'m str>),
    limits: [Option<u64>; 4],
    values: &'m [(String, Option<String>)],
    open: bool,
    keys: &'m [(String, Option<String>)],
    characters: Option<&'m str>,
    unit: Option<Unit>,
    availability: &'m Availability,
    operators: &'m [String],
    names: Option<usize>,
    takes: Vec<(&'m str, Option<bool>, Option<String>)>,
    variants: &'m [String],
    writable: Option<Writable>,
    observed: bool,
    conditions: &'m Conditions,
    default: Option<String>,
    deprecated: Option<&'m Deprecated>,
    former: &'m [Named],
}

struct Class<'a, 'm> {
    model: &'m Model,
    method: &'m Method,
    index: usize,
    known: &'a mut HashMap<Key<'m>, Place>,
    first: &'a mut HashMap<Place, Place>,
    /// The types that are being compared. A type that contains itself has no twin.
    open: Vec<usize>,
}

impl<'m> Class<'_, 'm> {
    /// Returns the first equal type.
    fn of(&mut self, place: usize) -> Place {
        let own = (self.index, place);
        if self.open.contains(&place) {
            return own;
        }
        if let Some(first) = self.first.get(&own) {
            return *first;
        }
        self.open.push(place);
        let key = Key { feature: self.method.feature(), kind: self.kind(place) };
        self.open.pop();
        let first = match self.known.entry(key) {
            Entry::Occupied(first) => *first.get(),
            Entry::Vacant(free) => *free.insert(own),
        };
        self.first.insert(own, first);
        first
    }

    fn kind(&mut self, place: usize) -> Kind<'m> {
        let method = self.method;
        match &method.items[place] {
            Item::Enum(list) => {
                let values = list.values.iter().map(|value| (&value.name, value.label.as_deref()));
                Kind::Enum { is_numeric: list.is_numeric, values: values.collect() }
            }
            Item::Union(union) => {
                let options = union.options.iter().map(|(variant, ty)| (variant.as_str(), self.ty(ty)));
                Kind::Union { usage: union.usage, options: options.collect() }
            }
            Item::Object(object) => {
                let path = paths::path_in_method(method, place);
                let arguments = match object.usage.is_sent {
                    true => split(self.model, &path, &object.fields).arguments,
                    false => Vec::new(),
                };
                let fields = object.fields.iter().map(|field| {
                    let is_always = is_always(self.model, object, &path, field);
                    self.field(field, is_always)
                });
                Kind::Object {
                    usage: object.usage,
                    fields: fields.collect(),
                    arguments: arguments.iter().map(|field| field.name.ident.as_str()).collect(),
                }
            }
        }
    }

    /// Returns the key of a field. It is destructured without `..`, so that a new member is not forgotten.
    fn field(&mut self, field: &'m Field, is_always: bool) -> FieldKey<'m> {
        let Field {
            name,
            pattern,
            required,
            ty,
            written,
            doc,
            limits,
            values,
            open,
            keys,
            characters,
            unit,
            availability,
            operators,
            names,
            takes,
            variants,
            writable,
            observed,
            conditions,
            default,
            deprecated,
            former,
        } = field;
        let Limits { min, max, min_length, max_length } = limits;
        FieldKey {
            ty: self.ty(ty),
            is_always,
            name,
            pattern: pattern.as_ref(),
            required: *required,
            words: (written, doc.as_deref()),
            limits: [min.map(f64::to_bits), max.map(f64::to_bits), *min_length, *max_length],
            values,
            open: *open,
            keys,
            characters: characters.as_deref(),
            unit: *unit,
            availability,
            operators,
            names: *names,
            takes: takes.iter().map(taken).collect(),
            variants,
            writable: *writable,
            observed: *observed,
            conditions,
            default: default.as_ref().map(ToString::to_string),
            deprecated: deprecated.as_ref(),
            former,
        }
    }

    fn ty(&mut self, ty: &'m Type) -> TypeKey<'m> {
        let mut places = Vec::new();
        ty.for_each_item(&mut |item| {
            if let ItemRef::Local(place) = item {
                places.push(place);
            }
        });
        TypeKey { ty, classes: places.into_iter().map(|place| self.of(place)).collect() }
    }
}
