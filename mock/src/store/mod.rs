//! The rows behind the common methods: `crm.item.*`, `crm.deal.*` and its like, `tasks.task.*`, `user.*`,
//! `catalog.product.*`.

mod cell;
mod change;
mod column;
mod duplicates;
mod entity;
mod family;
mod filter;
mod kind;
mod link;
mod list;
mod table;
mod write;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use bitrix24_schema::model::Method;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::calendar;
use crate::fail::Fail;
use crate::lock::lock;
use crate::quirks::Quirks;
use crate::request::ApiVersion;
use crate::schema::{documented, not_found};
pub(crate) use change::Change;
use entity::Entity;
use family::{Family, Op, Saved};
use kind::Kind as ColumnKind;
pub(crate) use link::file;
use list::{Query, param};
use table::Table;
use write::Writer;

/// The tables, which are made on first use.
#[derive(Debug)]
pub(crate) struct Store {
    seed: u64,
    /// The initial number of rows of a table.
    rows: u64,
    tables: Mutex<HashMap<Entity, Arc<RwLock<Table>>>>,
}

/// The operation of a method on the store.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    family: &'static Family,
    pub(crate) op: Op,
}

/// The effect of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Read,
    /// A write, with the change of a row if it is known.
    Wrote(Option<Change>),
}

impl Effect {
    /// Returns the effect of a call that is known only to read or to write.
    pub(crate) fn of(writes: bool) -> Self {
        if writes { Self::Wrote(None) } else { Self::Read }
    }
}

/// Returns the operation on the store of a method, whose name is in lower case, if it has one.
pub(crate) fn target(api: ApiVersion, method: &str) -> Option<Target> {
    family::find(api, method).map(|(family, op)| Target { family, op })
}

impl Target {
    /// Returns true if the method accepts undocumented parameters, as `user.get` accepts every field as a filter.
    pub(crate) fn takes_any_params(&self) -> bool {
        self.family.entity == Some(Entity::User) && matches!(self.op, Op::List | Op::Current)
    }
}

impl Store {
    pub(crate) fn new(seed: u64, rows: u64) -> Self {
        Self { seed, rows, tables: Mutex::default() }
    }

    fn table(&self, entity: Entity) -> Arc<RwLock<Table>> {
        let mut tables = lock(&self.tables);
        let table = tables.entry(entity);
        Arc::clone(table.or_insert_with(|| Arc::new(RwLock::new(Table::new(entity, self.seed, self.rows)))))
    }

    /// Fills a table with made rows, if the table is known.
    pub(crate) fn fill(&self, name: &str, rows: u64) -> Option<()> {
        let table = self.table(Entity::parse(name)?);
        table.write().unwrap_or_else(PoisonError::into_inner).fill(rows);
        Some(())
    }

    /// Keeps the rows of a table whose identifiers pass.
    pub(crate) fn retain(&self, name: &str, keep: impl FnMut(u64) -> bool) -> Option<()> {
        let table = self.table(Entity::parse(name)?);
        table.write().unwrap_or_else(PoisonError::into_inner).retain(keep);
        Some(())
    }

    /// Returns the identifiers of a table's rows.
    pub(crate) fn ids(&self, name: &str) -> Option<Vec<u64>> {
        let table = self.table(Entity::parse(name)?);
        let table = table.read().unwrap_or_else(PoisonError::into_inner);
        Some(table.rows().iter().map(|row| row.id).collect())
    }

    /// Adds an attachment to a task, if there is one.
    pub(crate) fn attach(&self, task: u64, attachment: u64, now: std::time::Duration) -> Option<()> {
        let table = self.table(Entity::Task);
        let mut table = table.write().unwrap_or_else(PoisonError::into_inner);
        let row = table.row(task)?;
        let known = row.own().find(|(name, _)| table::plain(name) == "uftaskwebdavfiles");
        let (name, mut list) = match known {
            Some((name, Value::Array(list))) => (name.clone(), list.clone()),
            Some((name, _)) => (name.clone(), Vec::new()),
            None => ("UF_TASK_WEBDAV_FILES".to_owned(), Vec::new()),
        };
        list.push(attachment.into());
        table.update(task, &Map::from_iter([(name, list.into())]), &calendar::iso(now))
    }

    /// Performs a method's operation. Files are read at an address before their identifiers.
    pub(crate) fn perform(
        &self,
        target: &Target,
        params: &Map<String, Value>,
        method: Option<&Method>,
        quirks: Quirks,
        now: std::time::Duration,
        files: &str,
    ) -> Result<(Answer, Effect), Fail> {
        let entity = target.entity(params, method)?;
        let table = self.table(entity);
        let work = Work { family: target.family, params, method, quirks, files };
        if target.op.writes() {
            let mut table = table.write().unwrap_or_else(PoisonError::into_inner);
            let now = calendar::iso(now);
            let id = match target.op {
                Op::Add => table.add(&work.sent(), &now),
                Op::Update => work.update(&mut table, &now)?,
                _ => work.delete(&mut table)?,
            };
            let change = Change { entity, op: target.op, id };
            return Ok((work.saved(&table, target.op, id), Effect::Wrote(Some(change))));
        }
        let table = table.read().unwrap_or_else(PoisonError::into_inner);
        let answer = match target.op {
            Op::List => work.list(&table)?,
            Op::Fields => work.fields(&table),
            Op::Current => work.row(&table, 1)?,
            _ => work.row(&table, work.id_to_read(&table)?)?,
        };
        Ok((answer, Effect::Read))
    }
}

impl Target {
    fn entity(&self, params: &Map<String, Value>, method: Option<&Method>) -> Result<Entity, Fail> {
        if let Some(entity) = self.family.entity {
            return Ok(entity);
        }
        let number = param(params, "entityTypeId").and_then(cell::integer);
        number.and_then(Entity::of_type).ok_or_else(|| {
            documented(method, "SPA not found").unwrap_or_else(|| Fail::new(400, "NOT_FOUND", "SPA not found"))
        })
    }
}

/// A call that works on a table.
struct Work<'c> {
    family: &'static Family,
    params: &'c Map<String, Value>,
    method: Option<&'c Method>,
    quirks: Quirks,
    files: &'c str,
}

impl Work<'_> {
    fn not_found(&self) -> Fail {
        not_found(self.method, self.family.api)
    }

    fn id(&self) -> Result<u64, Fail> {
        let id = param(self.params, self.family.id).and_then(cell::integer);
        id.and_then(|id| u64::try_from(id).ok()).ok_or_else(|| self.not_found())
    }

    /// Returns the identifier of the row to read. Calls are checked against the schema, which does not require every
    /// identifier: without one, it is the first row.
    fn id_to_read(&self, table: &Table) -> Result<u64, Fail> {
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

    fn update(&self, table: &mut Table, now: &str) -> Result<u64, Fail> {
        let id = self.id()?;
        table.update(id, &self.sent(), now).map(|()| id).ok_or_else(|| self.not_found())
    }

    fn delete(&self, table: &mut Table) -> Result<u64, Fail> {
        let id = self.id()?;
        table.delete(id).map(|()| id).ok_or_else(|| self.not_found())
    }

    /// Returns the answer of a call that has changed a row.
    fn saved(&self, table: &Table, op: Op, id: u64) -> Answer {
        let saved = match op {
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

    fn row(&self, table: &Table, id: u64) -> Result<Answer, Fail> {
        let select = param(self.params, "select").unwrap_or(&Value::Null);
        self.written_row(table, id, self.family.row, select).ok_or_else(|| self.not_found())
    }

    fn written_row(&self, table: &Table, id: u64, key: Option<&str>, select: &Value) -> Option<Answer> {
        let row = table.row(id)?;
        let mut body = Vec::with_capacity(1024);
        Writer::new(self.family, table, select, self.quirks, self.files).row(&mut body, row);
        Some(Answer::written(within(key, body)))
    }

    fn list(&self, table: &Table) -> Result<Answer, Fail> {
        let page = Query::read(self.family, table, self.params)?.page(table);
        let select = param(self.params, "select").unwrap_or(&Value::Null);
        let rows = Writer::new(self.family, table, select, self.quirks, self.files).rows(&page.rows);
        let answer = Answer::written(within(self.family.rows, rows));
        if self.family.api == ApiVersion::V3 {
            return Ok(answer);
        }
        Ok(Answer { total: page.total, next: page.next, ..answer })
    }

    /// Returns the descriptions of the fields.
    fn fields(&self, table: &Table) -> Answer {
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
fn about(kind: ColumnKind, title: &str) -> Value {
    let of = match kind {
        ColumnKind::Id | ColumnKind::Ref | ColumnKind::Integer | ColumnKind::Numbers => "integer",
        ColumnKind::User | ColumnKind::Editor => "user",
        ColumnKind::Money => "double",
        ColumnKind::Flag => "char",
        ColumnKind::Stamp | ColumnKind::Changed | ColumnKind::Time => "datetime",
        _ => "string",
    };
    let is_fixed = matches!(kind, ColumnKind::Id | ColumnKind::Stamp | ColumnKind::Changed | ColumnKind::Editor);
    json!({
        "type": of,
        "isRequired": false,
        "isReadOnly": is_fixed,
        "isImmutable": false,
        "isMultiple": kind == ColumnKind::Numbers,
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
