//! A call that works on a table.

use bitrix24_schema::model::Method;
use serde_json::{Map, Value, json};

use super::cell;
use super::check;
use super::entity::Entity;
use super::family::{Family, Op, Saved};
use super::kind::Kind;
use super::list::{Query, param};
use super::table::{Row, Table};
use super::write::{Settings, Writer};
use crate::answer::Answer;
use crate::fail::Fail;
use crate::quirks::Quirks;
use crate::request::ApiVersion;
use crate::schema::not_found;

/// The largest number of rows of an import.
const MOST_IMPORTED: usize = 20;

/// A call that works on a table.
pub(super) struct Work<'c> {
    pub(super) family: &'static Family,
    pub(super) params: &'c Map<String, Value>,
    pub(super) method: Option<&'c Method>,
    pub(super) quirks: Quirks,
    pub(super) files: &'c str,
}

impl Work<'_> {
    fn not_found(&self) -> Fail {
        not_found(self.method, self.family.api)
    }

    /// Returns the identifier of the row to change.
    fn id_to_change(&self, table: &Table) -> Result<u64, Fail> {
        if !self.family.is_element() || param(self.params, self.family.id).is_some() {
            return self.id();
        }
        self.element_of_code(table).ok_or_else(|| self.not_found())
    }

    fn id(&self) -> Result<u64, Fail> {
        let id = param(self.params, self.family.id).and_then(cell::integer);
        id.and_then(|id| u64::try_from(id).ok()).ok_or_else(|| self.not_found())
    }

    /// Returns the identifier of the row to read. Calls are checked against the schema, which does not require every
    /// identifier: without one, it is the first row.
    pub(super) fn id_to_read(&self, table: &Table) -> Result<u64, Fail> {
        match param(self.params, self.family.id) {
            Some(_) => self.id(),
            None => table.rows().first().map(|row| row.id).ok_or_else(|| self.not_found()),
        }
    }

    /// Returns the fields to write: those in `fields`, or, for users, the parameters themselves.
    fn sent(&self) -> Map<String, Value> {
        match param(self.params, "fields") {
            Some(Value::Object(fields)) => fields.clone(),
            _ if self.family.entity == Some(Entity::User) => self.params.clone(),
            _ => Map::new(),
        }
    }

    /// Returns the fields to write, with those of a list's element that are beside `FIELDS`.
    fn sent_of_element(&self) -> Map<String, Value> {
        let mut sent = self.sent();
        if self.family.is_element() {
            for (param_name, field) in [("ELEMENT_CODE", "CODE"), ("IBLOCK_SECTION_ID", "IBLOCK_SECTION_ID")] {
                if let Some(value) = param(self.params, param_name) {
                    sent.insert(field.to_owned(), value.clone());
                }
            }
        }
        sent
    }

    /// Returns the fields to keep.
    fn kept(&self, table: &Table, row: Option<&Row>) -> Result<Map<String, Value>, Fail> {
        check::kept(self.family, table, self.sent_of_element(), row)
    }

    pub(super) fn add(&self, table: &mut Table, now: &str) -> Result<u64, Fail> {
        let fields = self.kept(table, None)?;
        if self.family.is_element() && self.element_of_code(table).is_some() {
            return Err(Fail::new(400, "ERROR_ELEMENT_ALREADY_EXISTS", "Element already exists"));
        }
        Ok(table.add(&fields, now))
    }

    /// Adds several rows, each of which may be refused, and returns the identifiers of the added ones.
    pub(super) fn imports(&self, table: &mut Table, now: &str) -> Result<(Answer, Vec<u64>), Fail> {
        let rows = match param(self.params, "data") {
            Some(Value::Array(rows)) => rows.iter().collect(),
            Some(Value::Object(rows)) => rows.values().collect(),
            _ => Vec::new(),
        };
        if rows.len() > MOST_IMPORTED {
            let message = format!("You cannot import more than {MOST_IMPORTED} items");
            return Err(Fail::new(400, "MAX_IMPORT_BATCH_SIZE_EXCEEDED", &message));
        }
        let mut ids = Vec::with_capacity(rows.len());
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let fields = row.as_object().cloned().unwrap_or_default();
            match check::kept(self.family, table, fields, None) {
                Ok(fields) => {
                    let id = table.add(&fields, now);
                    ids.push(id);
                    items.push(json!({ "item": { "id": id } }));
                }
                Err(fail) => items.push(fail.body(ApiVersion::V2)),
            }
        }
        Ok((Answer::of(&json!({ "items": items })), ids))
    }

    /// Returns the element of a list with the code in the call.
    fn element_of_code(&self, table: &Table) -> Option<u64> {
        let code = param(self.params, "ELEMENT_CODE").filter(|code| !cell::is_empty(code))?;
        let place = table.place("CODE")?;
        let wanted = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
        let mut rows = table.rows().iter();
        rows.find(|row| matches!(table.cell(row, &place), cell::Cell::Text(text) if text == wanted)).map(|row| row.id)
    }

    pub(super) fn update(&self, table: &mut Table, now: &str) -> Result<u64, Fail> {
        let id = self.id_to_change(table)?;
        let row = table.row(id).ok_or_else(|| self.not_found())?;
        let fields = self.kept(table, Some(row))?;
        table.update(id, &fields, now).map(|()| id).ok_or_else(|| self.not_found())
    }

    pub(super) fn delete(&self, table: &mut Table) -> Result<u64, Fail> {
        let id = self.id_to_change(table)?;
        table.delete(id).map(|()| id).ok_or_else(|| self.not_found())
    }

    /// Returns the answer of a call that has changed a row.
    pub(super) fn saved(&self, table: &Table, op: Op, id: u64) -> Answer {
        let saved = match op {
            Op::Import => return Answer::of(&json!({ "item": { "id": id } })),
            Op::Add => self.family.added,
            Op::Update => self.family.updated,
            _ => self.family.deleted,
        };
        match saved {
            Saved::Id => Answer::of(&json!(id)),
            Saved::True => Answer::of(&json!(true)),
            Saved::Nothing => Answer::of(&json!([])),
            Saved::TrueIn(key) => Answer::of(&json!({ key: true })),
            Saved::RowIn(key) => self.written_row(table, id, Some(key), &Value::Null).unwrap_or_default(),
        }
    }

    pub(super) fn row(&self, table: &Table, id: u64) -> Result<Answer, Fail> {
        let select = param(self.params, "select").unwrap_or(&Value::Null);
        self.written_row(table, id, self.family.row, select).ok_or_else(|| self.not_found())
    }

    fn settings(&self) -> Settings<'_> {
        let original = param(self.params, "useOriginalUfNames").and_then(cell::flag);
        Settings {
            family: self.family,
            id_texts: self.quirks.ids_as_strings,
            has_original_names: original == Some(true),
            files: self.files,
        }
    }

    fn written_row(&self, table: &Table, id: u64, key: Option<&str>, select: &Value) -> Option<Answer> {
        let row = table.row(id)?;
        let mut body = Vec::with_capacity(1024);
        Writer::new(self.settings(), table, select).row(&mut body, row);
        Some(Answer::written(within(key, body)))
    }

    pub(super) fn list(&self, table: &Table) -> Result<Answer, Fail> {
        let page = Query::read(self.family, table, self.params)?.page(table);
        let select = param(self.params, "select").unwrap_or(&Value::Null);
        let rows = Writer::new(self.settings(), table, select).rows(&page.rows);
        let answer = Answer::written(within(self.family.rows, rows));
        if self.family.api == ApiVersion::V3 {
            return Ok(answer);
        }
        Ok(Answer { total: page.total, next: page.next, ..answer })
    }

    /// Returns the descriptions of the fields.
    pub(super) fn fields(&self, table: &Table) -> Answer {
        let spelling = self.family.spelling as usize;
        let is_user = self.family.entity == Some(Entity::User);
        let is_task = self.family.entity == Some(Entity::Task);
        let fields: Map<String, Value> = table
            .columns()
            .iter()
            .map(|column| {
                let name = if is_task { column.names[0] } else { column.names[spelling] };
                let about = if is_user { json!(column.names[0]) } else { about(column.kind, column.names[0]) };
                (name.to_owned(), about)
            })
            .collect();
        match self.family.rows {
            Some(_) => Answer::of(&json!({ "fields": fields })),
            None => Answer::of(&Value::Object(fields)),
        }
    }
}

/// Returns the description of a field.
fn about(kind: Kind, title: &str) -> Value {
    let of = kind.type_name();
    let is_fixed = matches!(kind, Kind::Id | Kind::Stamp | Kind::Changed | Kind::Editor);
    json!({
        "type": of,
        "isRequired": false,
        "isReadOnly": is_fixed,
        "isImmutable": false,
        "isMultiple": kind == Kind::Numbers,
        "isDynamic": false,
        "title": title,
    })
}

/// Puts a key around JSON, if there is one.
fn within(key: Option<&str>, body: Vec<u8>) -> Vec<u8> {
    let Some(key) = key else { return body };
    let mut whole = format!("{{\"{key}\":").into_bytes();
    whole.extend_from_slice(&body);
    whole.push(b'}');
    whole
}
