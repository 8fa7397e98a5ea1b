//! Writes rows as JSON.

use serde_json::Value;

use super::cell::{self, Cell, Style};
use super::family::{Family, Spelling};
use super::kind::Kind;
use super::link;
use super::table::{Place, Row, Table, plain, spelled};
use crate::quirks::Quirks;

/// Writes rows with the selected fields.
#[derive(Debug)]
pub(super) struct Writer<'t> {
    table: &'t Table,
    style: Style,
    camel: bool,
    /// The columns to write, each with its key.
    columns: Vec<(String, usize, Kind)>,
    own: Own,
    /// The address before the identifier of a file.
    files: &'t str,
}

/// The fields without a column to write.
#[derive(Debug, PartialEq, Eq)]
enum Own {
    All,
    /// By their plain names.
    Some(Vec<String>),
}

impl<'t> Writer<'t> {
    /// Returns a writer of the fields in `select`, and of the identifier.
    pub(super) fn new(family: &Family, table: &'t Table, select: &Value, quirks: Quirks, files: &'t str) -> Self {
        let names: Vec<&str> = match select {
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            Value::Object(names) => names.values().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let is_all = names.is_empty() || names.contains(&"*");
        let mut wanted = vec![is_all; table.columns().len()];
        let mut own = Vec::new();
        wanted[0] = true;
        for name in &names {
            // A field of a related object in a select of REST 3.0 is not written.
            match table.place(name) {
                Some(Place::Column(index)) => wanted[index] = true,
                Some(Place::Own(name)) => own.push(name),
                // Fields written by callers may have any name, such as `PHONE`.
                None => own.push(plain(name)),
            }
        }
        let is_all_own = is_all || names.iter().any(|name| plain(name) == "uf*");
        let spelling = family.spelling as usize;
        let columns = table.columns().iter().enumerate().filter(|(index, _)| wanted[*index]);
        Self {
            table,
            style: Style {
                texts: family.texts,
                id_texts: quirks.ids_as_strings,
                plain_flags: family.plain_flags,
                is_v3: family.spelling == Spelling::V3,
            },
            camel: family.spelling != Spelling::Upper,
            columns: columns.map(|(i, c)| (format!("\"{}\":", c.names[spelling]), i, c.kind)).collect(),
            own: if is_all_own { Own::All } else { Own::Some(own) },
            files,
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
        for (name, value) in row.own().filter(|(name, _)| self.writes_own(name)) {
            body.push(b',');
            // Writing to a vector cannot fail.
            let _ = cell::text_to(body, &spelled(name, self.camel));
            body.push(b':');
            let linked = link::linked(value, self.camel, self.files);
            Cell::any(linked.as_ref().unwrap_or(value)).write(body, None, self.style);
        }
        body.push(b'}');
    }

    /// Returns true if a field without a column is written. Those with one are written as columns.
    fn writes_own(&self, name: &str) -> bool {
        if matches!(self.table.place(name), Some(Place::Column(_))) {
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
