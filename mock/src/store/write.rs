//! Writes rows as JSON.

use std::io::Write as _;

use serde_json::Value;

use super::cell::{self, Cell, Style};
use super::family::{Family, Form, Spelling};
use super::kind::Kind;
use super::table::{Place, Row, Table, spelled};
use super::{form, link};
use crate::things::{Field, plain};

/// The settings of a writer beside the fields that it writes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings<'c> {
    pub(super) family: &'static Family,
    /// True if identifiers are texts.
    pub(super) id_texts: bool,
    /// True if custom fields of `crm.item.*` keep their names in capitals.
    pub(super) has_original_names: bool,
    /// The address before the identifier of a file.
    pub(super) files: &'c str,
}

/// Writes rows with the selected fields.
#[derive(Debug)]
pub(super) struct Writer<'t> {
    table: &'t Table,
    settings: Settings<'t>,
    style: Style,
    camel: bool,
    /// The columns to write, each with its key.
    columns: Vec<(String, usize, Kind)>,
    /// The fields of the portal's own to write, each with its key.
    fields: Vec<(String, usize)>,
    /// True if `entityTypeId` is written.
    has_type: bool,
    own: Own,
}

/// The fields without a column to write.
#[derive(Debug, PartialEq, Eq)]
enum Own {
    All,
    /// By their plain names.
    Some(Vec<String>),
}

/// The fields that a call selects.
struct Selection<'p> {
    names: Vec<&'p str>,
    is_all: bool,
    /// True if all custom fields are selected.
    has_customs: bool,
}

impl<'p> Selection<'p> {
    fn new(select: &'p Value, family: &Family) -> Self {
        let names: Vec<&str> = match select {
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            Value::Object(names) => names.values().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let is_all = names.is_empty() || names.contains(&"*");
        // An asterisk stands for custom fields, too, in `crm.item.*` only.
        let asks = names.iter().any(|name| plain(name) == "uf*");
        let has_customs = names.is_empty() || asks || (is_all && family.form == Form::Item);
        Self { names, is_all, has_customs }
    }

    fn has(&self, wanted: &str) -> bool {
        self.names.iter().any(|name| plain(name) == wanted)
    }
}

impl<'t> Writer<'t> {
    /// Returns a writer of the fields in `select`, and of the identifier.
    pub(super) fn new(settings: Settings<'t>, table: &'t Table, select: &Value) -> Self {
        let family = settings.family;
        let selection = Selection::new(select, family);
        let mut wanted = vec![selection.is_all; table.columns().len()];
        let mut own = Vec::new();
        wanted[0] = true;
        for name in &selection.names {
            // A field of a related object in a select of REST 3.0 is not written.
            match table.place(name) {
                Some(Place::Column(index)) => wanted[index] = true,
                Some(Place::Field(_)) => {}
                Some(Place::Own(name)) => own.push(name),
                // Fields written by callers may have any name, such as `PHONE`.
                None => own.push(plain(name)),
            }
        }
        let is_all_own = selection.is_all || selection.has_customs;
        let spelling = family.spelling as usize;
        let has = |index: usize| wanted[index] && (!family.is_item() || table.has(index));
        let columns = table.columns().iter().enumerate().filter(|(index, _)| has(*index));
        let has_type = selection.is_all || selection.has("entitytypeid");
        Self {
            table,
            style: Style {
                texts: family.texts,
                id_texts: settings.id_texts,
                plain_flags: family.plain_flags,
                is_v3: family.spelling == Spelling::V3,
            },
            camel: family.spelling != Spelling::Upper,
            columns: columns.map(|(i, c)| (format!("\"{}\":", c.names[spelling]), i, c.kind)).collect(),
            fields: fields(settings, table, &selection),
            has_type: has_type && family.is_item(),
            own: if is_all_own { Own::All } else { Own::Some(own) },
            settings,
        }
    }

    pub(super) fn row(&self, body: &mut Vec<u8>, row: &Row) {
        let mut mark = b'{';
        for (key, index, kind) in &self.columns {
            body.push(mark);
            mark = b',';
            body.extend_from_slice(key.as_bytes());
            self.table.column_cell(row, *index).write(body, Some(*kind), self.style);
        }
        self.own_fields(body, row);
        for (name, value) in row.own().filter(|(name, _)| self.writes_own(name)) {
            body.push(b',');
            // Writing to a vector cannot fail.
            let _ = cell::text_to(body, &spelled(name, self.camel));
            body.push(b':');
            let linked = link::linked(value, self.camel, self.settings.files);
            Cell::any(linked.as_ref().unwrap_or(value)).write(body, None, self.style);
        }
        if let Some(number) = self.table.entity().type_number().filter(|_| self.has_type) {
            let _ = write!(body, ",\"entityTypeId\":{number}");
        }
        body.push(b'}');
    }

    /// Writes the fields of the portal's own, which are never the first ones.
    fn own_fields(&self, body: &mut Vec<u8>, row: &Row) {
        for (key, index) in &self.fields {
            let value = self.table.field_value(row, *index);
            let field = &self.table.fields()[*index];
            if let Some(value) = form::answered(field, &value, self.settings.family.form, row.id, self.settings.files) {
                // Writing to a vector cannot fail.
                let _ = write!(body, ",{key}{value}");
            }
        }
    }

    /// Returns true if a field without a column is written. Others are written as what they are.
    fn writes_own(&self, name: &str) -> bool {
        if matches!(self.table.place(name), Some(Place::Column(_) | Place::Field(_))) {
            return false;
        }
        match &self.own {
            Own::All => true,
            Own::Some(names) => names.contains(&plain(name)),
        }
    }

    pub(super) fn rows(&self, rows: &[&Row]) -> Vec<u8> {
        let mut body = Vec::with_capacity(rows.len() * self.columns.len() * 28 + 16);
        body.push(b'[');
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                body.push(b',');
            }
            self.row(&mut body, row);
        }
        body.push(b']');
        body
    }
}

/// Returns the fields of the portal's own that are selected, each with its key.
fn fields(settings: Settings<'_>, table: &Table, selection: &Selection<'_>) -> Vec<(String, usize)> {
    let family = settings.family;
    let is_wanted = |field: &Field| {
        let is_there = match field.is_custom {
            true => selection.has_customs,
            // Documented fields without a column are those of `crm.item.*`.
            false => selection.is_all && (family.is_item() || !field.is_documented),
        };
        is_there || selection.has(&field.plain)
    };
    let key = |field: &Field| {
        let is_original = field.is_custom && settings.has_original_names;
        let name = if family.spelling == Spelling::Upper || is_original { &field.upper } else { &field.camel };
        format!("\"{name}\":")
    };
    let is_beside = |index: usize| table.own().is_some_and(|own| own.is_beside(index));
    let fields = table.fields().iter().enumerate().filter(|(index, field)| is_beside(*index) && is_wanted(field));
    fields.map(|(index, field)| (key(field), index)).collect()
}
