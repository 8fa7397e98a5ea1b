//! The rows behind the common methods: `crm.item.*`, `crm.deal.*` and its like, `tasks.task.*`, `user.*`,
//! `catalog.product.*`, `lists.element.*`.

mod cell;
mod change;
mod check;
mod column;
mod duplicates;
mod entity;
mod family;
mod filter;
mod form;
mod kind;
mod link;
mod list;
mod own;
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
use crate::things::{Kind as Custom, Subject, Things, plain};
pub(crate) use change::Change;
use column::Column;
use entity::Entity;
use family::{Family, Op, Saved};
use kind::Kind as ColumnKind;
use list::{Query, param};
use table::{Row, Table};
use write::{Settings, Writer};

/// The tables, which are made on first use.
#[derive(Debug)]
pub(crate) struct Store {
    seed: u64,
    /// The initial number of rows of a table.
    rows: u64,
    /// The portal's own types, if they are known.
    things: Option<Arc<Things>>,
    tables: Mutex<HashMap<Entity, Arc<RwLock<Table>>>>,
}

/// The operation of a method on the store.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target {
    family: &'static Family,
    pub(crate) op: Op,
}

/// The effect of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Read,
    /// A write, with the changes of rows as far as they are known.
    Wrote(Vec<Change>),
}

impl Effect {
    /// Returns the effect of a call that is known only to read or to write.
    pub(crate) fn of(writes: bool) -> Self {
        if writes { Self::Wrote(Vec::new()) } else { Self::Read }
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
    pub(crate) fn new(seed: u64, rows: u64, things: Option<Arc<Things>>) -> Self {
        Self { seed, rows, things, tables: Mutex::default() }
    }

    /// Returns true if the store has the rows of a method: those of lists only if the portal's lists are known.
    pub(crate) fn has(&self, target: &Target) -> bool {
        !target.family.is_element() || self.things.as_ref().is_some_and(|things| things.has_lists())
    }

    /// Returns the type of a field that a call writes, and true if it has several values, if it is the portal's own.
    pub(crate) fn custom(&self, target: &Target, params: &Map<String, Value>, name: &str) -> Option<(Custom, bool)> {
        let entity = self.entity(target, params, None).ok()?;
        let thing = self.things.as_ref()?.get(entity.subject())?;
        let field = &thing.fields[thing.field(&plain(name))?];
        Some((field.kind.clone(), field.is_multiple))
    }

    /// Returns the parameters without the portal's own fields; `None` if no such field is a parameter.
    pub(crate) fn without_customs(&self, target: &Target, params: &Map<String, Value>) -> Option<Map<String, Value>> {
        let thing = self.things.as_ref()?.get(target.family.entity?.subject())?;
        let is_own = |name: &str| thing.field(&plain(name)).is_some();
        if !params.keys().any(|name| is_own(name)) {
            return None;
        }
        Some(
            params
                .iter()
                .filter(|(name, _)| !is_own(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
        )
    }

    fn table(&self, entity: Entity) -> Arc<RwLock<Table>> {
        let mut tables = lock(&self.tables);
        let table = tables.entry(entity);
        let thing = || self.things.as_ref().and_then(|things| things.get(entity.subject())).cloned();
        let made = || Arc::new(RwLock::new(Table::new(entity, self.seed, self.rows, thing())));
        Arc::clone(table.or_insert_with(made))
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
        let known = row.own().find(|(name, _)| plain(name) == "uftaskwebdavfiles");
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
        let entity = self.entity(target, params, method)?;
        let table = self.table(entity);
        let work = Work { family: target.family, params, method, quirks, files };
        if target.op.writes() {
            let mut table = table.write().unwrap_or_else(PoisonError::into_inner);
            let now = calendar::iso(now);
            let added = |id| Change { entity, op: Op::Add, id };
            if target.op == Op::Imports {
                let (answer, ids) = work.imports(&mut table, &now)?;
                return Ok((answer, Effect::Wrote(ids.into_iter().map(added).collect())));
            }
            let (op, id) = match target.op {
                Op::Add | Op::Import => (Op::Add, work.add(&mut table, &now)?),
                Op::Update => (Op::Update, work.update(&mut table, &now)?),
                op => (op, work.delete(&mut table)?),
            };
            let changes = vec![Change { entity, op, id }];
            return Ok((work.saved(&table, target.op, id), Effect::Wrote(changes)));
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

impl Store {
    /// Returns the table that a call is about.
    fn entity(&self, target: &Target, params: &Map<String, Value>, method: Option<&Method>) -> Result<Entity, Fail> {
        if let Some(entity) = target.family.entity {
            return Ok(entity);
        }
        let things = self.things.as_deref();
        if target.family.is_element() {
            let list = things.and_then(|things| list_of(things, params));
            return list
                .map(Entity::Element)
                .ok_or_else(|| Fail::new(400, "ERROR_IBLOCK_NOT_FOUND", "Iblock not found"));
        }
        let number = param(params, "entityTypeId").and_then(cell::integer);
        // A portal that is known has no other smart processes.
        let is_there = |entity: &Entity| {
            !entity.is_process() || things.is_none_or(|things| things.get(entity.subject()).is_some())
        };
        number.and_then(Entity::of_type).filter(is_there).ok_or_else(|| {
            documented(method, "SPA not found").unwrap_or_else(|| Fail::new(400, "NOT_FOUND", "SPA not found"))
        })
    }
}

impl Store {
    /// Returns the `entityTypeId` of a call of `crm.item.*`, and the names of the columns of its items.
    pub(crate) fn item_columns(
        &self,
        params: &Map<String, Value>,
        method: Option<&Method>,
    ) -> Result<(u32, Vec<&'static str>), Fail> {
        let target = target(ApiVersion::V2, "crm.item.fields").ok_or_else(Fail::unknown_method)?;
        let entity = self.entity(&target, params, method)?;
        let names = entity.columns().iter().map(|column| column.names[1]).collect();
        Ok((entity.type_number().unwrap_or_default(), names))
    }

    /// Returns the columns of a table.
    pub(crate) fn described(&self, name: &str) -> Vec<Described> {
        let columns = Entity::parse(name).map(Entity::columns).unwrap_or_default();
        let describe = |column: &Column| Described {
            upper: column.names[0],
            ty: type_name(column.kind),
            is_id: column.kind == ColumnKind::Id,
            words: column.kind.words(),
        };
        columns.iter().map(describe).collect()
    }
}

/// The description of a column.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    /// Its name in capitals.
    pub(crate) upper: &'static str,
    /// The name of its type.
    pub(crate) ty: &'static str,
    /// True if it has the identifier.
    pub(crate) is_id: bool,
    /// Its values, if these are all known.
    pub(crate) words: Vec<&'static str>,
}

/// Returns the list that a call is about, by its number or its code.
pub(crate) fn list_of(things: &Things, params: &Map<String, Value>) -> Option<u32> {
    let has = |name: &str, thing: &crate::things::Thing| {
        let wanted = param(params, name).filter(|value| !cell::is_empty(value));
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let own = thing.param(name).map(text);
        (wanted.map(text), own)
    };
    let mut lists = things.iter().filter_map(|(subject, thing)| match subject {
        Subject::List(number) => Some((number, thing)),
        _ => None,
    });
    let found = lists.find(|(_, thing)| {
        let (kind, id, code) = (has("IBLOCK_TYPE_ID", thing), has("IBLOCK_ID", thing), has("IBLOCK_CODE", thing));
        let is_same =
            |(wanted, own): &(Option<String>, Option<String>)| wanted.is_none() || own.is_none() || wanted == own;
        let is_named = id.0.is_some() || (code.0.is_some() && code.1.is_some());
        is_named && [kind, id, code].iter().all(is_same)
    });
    found.map(|(number, _)| number)
}

/// The largest number of rows of an import.
const MOST_IMPORTED: usize = 20;

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

    fn add(&self, table: &mut Table, now: &str) -> Result<u64, Fail> {
        let fields = self.kept(table, None)?;
        if self.family.is_element() && self.element_of_code(table).is_some() {
            return Err(Fail::new(400, "ERROR_ELEMENT_ALREADY_EXISTS", "Element already exists"));
        }
        Ok(table.add(&fields, now))
    }

    /// Adds several rows, each of which may be refused, and returns the identifiers of the added ones.
    fn imports(&self, table: &mut Table, now: &str) -> Result<(Answer, Vec<u64>), Fail> {
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

    fn update(&self, table: &mut Table, now: &str) -> Result<u64, Fail> {
        let id = self.id_to_change(table)?;
        let row = table.row(id).ok_or_else(|| self.not_found())?;
        let fields = self.kept(table, Some(row))?;
        table.update(id, &fields, now).map(|()| id).ok_or_else(|| self.not_found())
    }

    fn delete(&self, table: &mut Table) -> Result<u64, Fail> {
        let id = self.id_to_change(table)?;
        table.delete(id).map(|()| id).ok_or_else(|| self.not_found())
    }

    /// Returns the answer of a call that has changed a row.
    fn saved(&self, table: &Table, op: Op, id: u64) -> Answer {
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

    fn row(&self, table: &Table, id: u64) -> Result<Answer, Fail> {
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

    fn list(&self, table: &Table) -> Result<Answer, Fail> {
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

/// Returns the name of the type of a column.
fn type_name(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Id | ColumnKind::Ref | ColumnKind::Integer | ColumnKind::Numbers => "integer",
        ColumnKind::User | ColumnKind::Editor => "user",
        ColumnKind::Money => "double",
        ColumnKind::Flag => "char",
        ColumnKind::Stamp | ColumnKind::Changed | ColumnKind::Time => "datetime",
        _ => "string",
    }
}

/// Returns the description of a field.
fn about(kind: ColumnKind, title: &str) -> Value {
    let of = type_name(kind);
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
