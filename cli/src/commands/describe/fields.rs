//! Rows for parameters, fields and values.

use bitrix24_codegen::told;
use bitrix24_schema::Model;
use bitrix24_schema::model::{Field, Item, ItemRef, Type};
use bitrix24_schema::shown::sentence;
use bitrix24_schema::written;

use crate::page::Row;

/// The largest depth of described objects.
const DEPTH: usize = 4;

/// The largest number of fields of a shared type that are listed where it is only used.
const FIELDS: usize = 8;

/// The largest number of values in a line.
const VALUES: usize = 12;

/// Makes the rows of a method or of a shared type.
#[derive(Clone, Copy)]
pub(super) struct Rows<'m> {
    pub(super) model: &'m Model,
    pub(super) items: &'m [Item],
    /// True if names get the mark of required ones.
    pub(super) is_sent: bool,
    pub(super) all: bool,
}

impl<'m> Rows<'m> {
    /// Returns the rows of fields, each with those inside of it.
    pub(super) fn fields(self, fields: &'m [Field]) -> Vec<Row> {
        let mut rows = Vec::new();
        fields.iter().for_each(|field| self.field(field, 0, &mut rows));
        rows
    }

    /// Returns the name of a type in the language of the schema.
    pub(super) fn name(self, ty: &Type) -> String {
        written::ty(self.model, self.items, ty)
    }

    /// Adds the rows of what is inside of a type.
    pub(super) fn inside(self, ty: &'m Type, depth: usize, rows: &mut Vec<Row>) {
        let mut places = Vec::new();
        ty.for_each_item(&mut |at| places.push(at));
        for at in places {
            self.item(at, depth, rows);
        }
    }

    fn field(self, field: &'m Field, depth: usize, rows: &mut Vec<Row>) {
        let mark = match field.required {
            Some(true) if self.is_sent => "*",
            None if self.is_sent => "?",
            _ => "",
        };
        let name = format!("{}{mark}", field.name.wire);
        rows.push(Row { depth, name, ty: self.name(&field.ty), words: self.words(field) });
        if depth >= DEPTH {
            return;
        }
        if field.takes.is_empty() {
            self.inside(&field.ty, depth + 1, rows);
        } else {
            self.taken(field, depth + 1, rows);
        }
    }

    /// Adds the fields of a shared type that a parameter takes, the required ones first.
    fn taken(self, around: &'m Field, depth: usize, rows: &mut Vec<Row>) {
        let mut places = Vec::new();
        around.ty.for_each_item(&mut |at| places.push(at));
        let Some(ItemRef::Shared(index)) = places.first() else { return };
        let Some(shared) = self.model.types.get(*index) else { return };
        let Some(Item::Object(object)) = shared.items.first() else { return };
        let inner = Rows { items: &shared.items, ..self };
        let mut fields: Vec<Field> = object.fields.iter().filter_map(|field| around.takes(field)).collect();
        fields.sort_by_key(|field| field.required != Some(true));
        // That all is perhaps required says nothing.
        let is_said = fields.iter().any(|field| field.required.is_some());
        for field in &fields {
            let mark = match field.required {
                Some(true) => "*",
                None if is_said => "?",
                _ => "",
            };
            let name = format!("{}{mark}", field.name.wire);
            rows.push(Row { depth, name, ty: inner.name(&field.ty), words: inner.words(field) });
        }
    }

    fn item(self, at: ItemRef, depth: usize, rows: &mut Vec<Row>) {
        let (inner, item) = match at {
            ItemRef::Local(place) => (self, self.items.get(place)),
            ItemRef::Shared(index) => {
                let items = self.model.types.get(index).map_or(&[][..], |shared| shared.items.as_slice());
                (Rows { items, ..self }, items.first())
            }
        };
        match (item, at) {
            _ if depth > DEPTH => {}
            (Some(Item::Object(object)), ItemRef::Local(_)) => {
                object.fields.iter().for_each(|field| inner.field(field, depth, rows));
            }
            (Some(Item::Union(union)), ItemRef::Local(_)) => {
                union.options.iter().for_each(|(_, ty)| inner.inside(ty, depth + 1, rows));
            }
            // A shared type has a page of its own.
            (Some(Item::Object(object)), ItemRef::Shared(index)) if depth <= 1 => {
                let shown = if self.all { object.fields.len() } else { FIELDS };
                for field in object.fields.iter().take(shown) {
                    let (name, ty) = (field.name.wire.clone(), inner.name(&field.ty));
                    rows.push(Row { depth, name, ty, words: inner.words(field) });
                }
                if let Some(more) = object.fields.len().checked_sub(shown).filter(|more| *more > 0) {
                    let words = format!("and {more} more fields: b24 describe {}", self.model.types[index].name);
                    rows.push(Row { depth, name: "…".to_owned(), words, ..Row::default() });
                }
            }
            _ => {}
        }
    }

    /// Returns what is said of a field, on one line.
    fn words(self, field: &Field) -> String {
        let mut parts: Vec<String> = field.doc.as_deref().map(sentence).into_iter().collect();
        let rules = told::field(field);
        if !rules.is_empty() {
            parts.push(sentence(&rules.join(" · ")));
        }
        let values = self.values(field);
        if !values.is_empty() {
            parts.push(format!("One of {}.", self.listed(&values)));
        }
        if !field.keys.is_empty() {
            parts.push(format!("Keys: {}.", self.listed(&field.keys)));
        }
        if let Some(shared) = field.names.and_then(|index| self.model.types.get(index)) {
            parts.push(format!("By the fields of {}.", shared.name));
        }
        if let Some(deprecated) = &field.deprecated {
            let instead = deprecated.instead.as_ref().map_or(String::new(), |instead| format!(": use `{instead}`"));
            parts.push(format!("Deprecated{instead}."));
        }
        parts.join(" ")
    }

    fn values(self, field: &Field) -> Vec<(String, Option<String>)> {
        if !field.values.is_empty() {
            return field.values.clone();
        }
        let mut values = Vec::new();
        field.ty.for_each_item(&mut |at| {
            let items = match at {
                ItemRef::Local(place) => self.items.get(place),
                ItemRef::Shared(index) => self.model.types.get(index).and_then(|shared| shared.items.first()),
            };
            if let Some(Item::Enum(list)) = items {
                values.extend(list.values.iter().map(|value| (value.name.wire.clone(), value.label.clone())));
            }
        });
        values
    }

    fn listed(self, values: &[(String, Option<String>)]) -> String {
        let shown = if self.all { values.len() } else { VALUES };
        let one = |(value, label): &(String, Option<String>)| match label {
            Some(label) => format!("{value} ({label})"),
            None if value.is_empty() => "an empty text".to_owned(),
            None => value.clone(),
        };
        let mut list = values.iter().take(shown).map(one).collect::<Vec<_>>().join(", ");
        if let Some(more) = values.len().checked_sub(shown).filter(|more| *more > 0) {
            list += &format!(" and {more} more");
        }
        list
    }
}
