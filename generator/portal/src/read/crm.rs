//! The CRM: deals and other kinds by their own methods and by the universal ones, and smart processes.

use bitrix24_schema::Model;
use serde_json::{Value, json};

use super::compare::compare;
use super::field::{Described, is_name, read as read_field};
use super::status::{Categories, Directories};
use super::types;
use super::userfield::Custom;
use crate::answers::Answers;
use crate::facts::{Facts, Field, Key, Thing};
use crate::kinds::{KINDS, Kind};
use crate::plan::{all_crm_fields, smart};
use crate::shared::Shared;
use crate::text;

/// The prefix of the universal methods, and the shared type of their items.
const ITEM: (&str, &str) = ("crm.item", "crm.Item");

/// Reads all things of the CRM.
pub(super) fn read(answers: &Answers, model: &Model, facts: &mut Facts) {
    let crm = Crm { answers, model, directories: Directories::read(answers) };
    for kind in KINDS {
        crm.own(kind, facts);
        let entity = |row: &&Value| text::first(row, &["entityId"]).is_some_and(|id| is_entity(&id, kind.entity));
        crm.item(kind.number, kind.item, title_of(kind), &entity, facts);
    }
    let listed = smart(answers);
    for (number, row) in &listed {
        let title = text::first(row, &["title"]).and_then(|title| text::title(&title));
        let title = title.unwrap_or_else(|| format!("Smart process {number}"));
        let id = text::first(row, &["id"]).map(|id| format!("CRM_{id}"));
        let entity = |row: &&Value| id.is_some() && text::first(row, &["entityId"]) == id;
        crm.item(*number, &title, &title, &entity, facts);
    }
    if answers.rows("crm.type.list", &json!({}), "types").is_some() {
        facts.whole.push(Key::new(ITEM.0, &[]));
    }
}

fn is_entity(id: &str, entity: &str) -> bool {
    text::plain(id) == text::plain(entity)
}

/// Returns the English title of a kind.
fn title_of(kind: &Kind) -> &'static str {
    kind.own.map_or(kind.item, |(_, _, name)| name)
}

struct Crm<'a> {
    answers: &'a Answers,
    model: &'a Model,
    directories: Directories,
}

impl Crm<'_> {
    /// Reads a kind as its own methods have it: custom fields, and values of documented ones.
    fn own(&self, kind: &Kind, facts: &mut Facts) {
        let (Some((methods, of, name)), Some((method, custom))) = (kind.own, kind.methods) else { return };
        let key = Key::new(methods, &[]);
        let (Some(shared), Some(entries)) =
            (Shared::find(self.model, of), self.answers.entries(method, &json!({}), "fields"))
        else {
            facts.unread.push(key);
            return;
        };
        let mut all = Custom::default();
        all.add(self.answers.rows(custom, &json!({}), "fields").unwrap_or_default());
        all.add(self.custom(&|row| text::first(row, &["entityId"]).is_some_and(|id| is_entity(&id, kind.entity))));
        let described: Vec<Described> = entries.iter().map(|(wire, value)| self.complete(wire, value, &all)).collect();
        facts.undescribed.extend(compare((method, of), &described, &shared, self.model, true));
        let fields = self.fields(described.into_iter(), &shared, &self.categories(kind.number), facts);
        facts.whole.push(key.clone());
        if !fields.is_empty() {
            facts.things.push(Thing { key, of, name: name.to_owned(), title: name.to_owned(), has: None, fields });
        }
    }

    /// Reads a kind as the universal methods have it.
    fn item(&self, number: i64, name: &str, title: &str, is_its: &dyn Fn(&&Value) -> bool, facts: &mut Facts) {
        let params = json!({ "entityTypeId": number });
        let key = Key::new(ITEM.0, &[("entityTypeId", json!(number))]);
        let (Some(shared), Some(entries)) =
            (Shared::find(self.model, ITEM.1), self.answers.entries("crm.item.fields", &params, "fields"))
        else {
            facts.unread.push(key);
            return;
        };
        let mut all = Custom::default();
        all.add(self.custom(is_its));
        let described: Vec<Described> = entries.iter().map(|(wire, value)| self.complete(wire, value, &all)).collect();
        let has = described.iter().map(|field| field.wire.clone()).filter(|wire| shared.field(wire).is_some());
        let mut has: Vec<String> = has.collect();
        has.sort_unstable();
        let fields = self.fields(described.into_iter(), &shared, &self.categories(number), facts);
        let (name, title) = (name.to_owned(), title.to_owned());
        facts.things.push(Thing { key, of: ITEM.1, name, title, has: Some(has), fields });
    }

    /// Returns the settings of custom fields of a kind.
    fn custom(&self, is_its: &dyn Fn(&&Value) -> bool) -> Vec<&Value> {
        let rows = self.answers.rows("userfieldconfig.list", &all_crm_fields(), "fields").unwrap_or_default();
        rows.into_iter().filter(is_its).collect()
    }

    fn complete(&self, wire: &str, value: &Value, all: &Custom) -> Described {
        let mut field = read_field(wire, value);
        all.complete(&mut field);
        field
    }

    fn categories(&self, number: i64) -> Categories {
        let rows = self.answers.rows("crm.category.list", &json!({ "entityTypeId": number }), "categories")?;
        let named = rows.iter().filter_map(|row| {
            let name = text::first(row, &["name"]).and_then(|name| text::title(&name))?;
            Some((text::first(row, &["id"])?, name))
        });
        Some(named.collect())
    }

    /// Returns the fields that the shared type does not have, and those whose values are told.
    fn fields(
        &self,
        described: impl Iterator<Item = Described>,
        shared: &Shared<'_>,
        categories: &Categories,
        facts: &mut Facts,
    ) -> Vec<Field> {
        let mut fields: Vec<Field> = described
            .filter(|field| is_name(&field.wire))
            .filter_map(|field| match shared.field(&field.wire) {
                Some(_) => self.with_values(&field, categories),
                None => Some(self.own_field(&field, categories, facts)),
            })
            .collect();
        fields.sort_by(|a, b| a.wire.cmp(&b.wire));
        fields
    }

    /// Returns a documented field with the values that the portal has for it.
    fn with_values(&self, field: &Described, categories: &Categories) -> Option<Field> {
        let (ty, values, is_numeric) = match field.ty.as_str() {
            "crm_status" => ("string", self.directories.values(field.status.as_deref()?, categories), false),
            "crm_category" => ("integer", categories.clone(), true),
            _ => return None,
        };
        if values.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        let named = field.wire.trim_end_matches("_ID").trim_end_matches("Id").to_owned();
        let (wire, writable) = (field.wire.clone(), field.writable);
        let ty = if field.is_multiple { format!("{ty}[]") } else { ty.to_owned() };
        let says = Field { wire, named, ty, values, is_numeric, writable, ..Field::default() };
        Some(Field { open: true, says_values: true, ..says })
    }

    /// Returns a field of the portal's own.
    fn own_field(&self, field: &Described, categories: &Categories, facts: &mut Facts) -> Field {
        let typed = types::of(field, self.model);
        if !typed.is_known {
            facts.notes.push(types::untyped(&field.ty));
        }
        let is_status = field.ty == "crm_status";
        let values = match &field.status {
            Some(directory) if is_status => self.directories.values(directory, categories),
            _ => field.values.clone(),
        };
        let takes_values = is_status || matches!(field.ty.as_str(), "enumeration" | "enum");
        Field {
            wire: field.wire.clone(),
            named: own_name(field),
            title: field.title.clone(),
            ty: typed.ty,
            values: values.filter(|values| takes_values && !values.is_empty()),
            is_numeric: typed.is_numeric,
            open: is_status,
            writable: field.writable,
            ..Field::default()
        }
    }
}

/// Returns what a field of the portal's own is named by: its title, if a person gave it.
fn own_name(field: &Described) -> String {
    let title = field.title.clone().unwrap_or_else(|| field.wire.clone());
    match field.parent.filter(|_| !field.is_custom) {
        Some(number) => {
            let known = KINDS.iter().find(|kind| kind.number == number).map(|kind| kind.word.to_owned());
            format!("parent {}", known.unwrap_or(title))
        }
        None if field.is_custom => title,
        None => field.wire.clone(),
    }
}
