//! Types of different methods that are the same: fields, words and all. Each is emitted once in a top-level module, by the
//! first method that has it; the others name it in their own modules too, so that a path stays what it is.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write;

use super::constructor::split;
use super::object::is_always;
use super::paths;
use crate::model::{Item, ItemRef, Method, Model, Type};

/// A type: the method that has it, and its place there.
pub(super) type Place = (usize, usize);

/// Which types are emitted elsewhere.
#[derive(Default)]
pub(super) struct Twins {
    first: HashMap<Place, Place>,
}

impl Twins {
    pub(super) fn find(model: &Model) -> Self {
        let mut known: HashMap<String, Place> = HashMap::new();
        let mut first = HashMap::new();
        for (index, method) in model.methods.iter().enumerate() {
            for place in 0..method.items.len() {
                Class { model, method, index, known: &mut known, first: &mut first, open: Vec::new() }.of(place);
            }
        }
        first.retain(|place, twin| place != twin);
        Twins { first }
    }

    /// The type that is emitted instead of this one.
    pub(super) fn of(&self, place: Place) -> Option<Place> {
        self.first.get(&place).copied()
    }
}

struct Class<'a> {
    model: &'a Model,
    method: &'a Method,
    index: usize,
    known: &'a mut HashMap<String, Place>,
    first: &'a mut HashMap<Place, Place>,
    /// The types that are being looked at: one that holds itself has no twin.
    open: Vec<usize>,
}

impl Class<'_> {
    /// The first type that is the same.
    fn of(&mut self, place: usize) -> Place {
        let own = (self.index, place);
        if self.open.contains(&place) {
            return own;
        }
        if let Some(first) = self.first.get(&own) {
            return *first;
        }
        self.open.push(place);
        let text = self.text(place);
        self.open.pop();
        let first = match self.known.entry(text) {
            Entry::Occupied(first) => *first.get(),
            Entry::Vacant(free) => *free.insert(own),
        };
        self.first.insert(own, first);
        first
    }

    /// All that is emitted of a type but its name and what it is part of.
    fn text(&mut self, place: usize) -> String {
        let method = self.method;
        let mut text = format!("{} ", method.feature());
        match &method.items[place] {
            Item::Enum(list) => {
                text += "enum ";
                for value in &list.values {
                    add(&mut text, &(&value.name.wire, &value.name.ident, &value.label));
                }
                add(&mut text, &list.is_numeric);
            }
            Item::Union(union) => {
                text += "union ";
                for (variant, ty) in &union.options {
                    add(&mut text, variant);
                    self.add_type(&mut text, ty);
                }
            }
            Item::Object(object) => {
                text += "object ";
                add(&mut text, &object.usage);
                let path = paths::path_in_method(method, place);
                if object.usage.is_sent {
                    let arguments = split(self.model, &path, &object.fields).arguments;
                    let names: Vec<&str> = arguments.iter().map(|field| field.name.ident.as_str()).collect();
                    add(&mut text, &names);
                }
                for field in &object.fields {
                    self.add_type(&mut text, &field.ty);
                    add(&mut text, &is_always(self.model, object, &path, field));
                    add(&mut text, &(&field.name.wire, &field.name.ident, &field.pattern, field.required));
                    add(&mut text, &(&field.written, &field.doc, &field.limits, &field.keys));
                    add(&mut text, &(&field.default, &field.deprecated, &field.former));
                }
            }
        }
        text
    }

    fn add_type(&mut self, text: &mut String, ty: &Type) {
        add(text, ty);
        let mut places = Vec::new();
        ty.for_each_item(&mut |item| {
            if let ItemRef::Local(place) = item {
                places.push(place);
            }
        });
        for place in places {
            let class = self.of(place);
            add(text, &class);
        }
    }
}

fn add(text: &mut String, what: &impl std::fmt::Debug) {
    // Writing to a string does not fail.
    let _ = write!(text, "{what:?};");
}
