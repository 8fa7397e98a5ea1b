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
mod work;
mod write;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use bitrix24_schema::model::Method;
use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::calendar;
use crate::fail::Fail;
use crate::lock::lock;
use crate::quirks::Quirks;
use crate::request::ApiVersion;
use crate::schema::documented;
use crate::things::{Kind as Custom, Subject, Things, plain};
pub(crate) use change::Change;
use column::Column;
use entity::Entity;
use family::{Family, Op};
use kind::Kind as ColumnKind;
use list::param;
use table::Table;
use work::Work;

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
            ty: column.kind.type_name(),
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
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let sent = |name: &str| param(params, name).filter(|value| !cell::is_empty(value)).map(text);
    let (kind, id, code) = (sent("IBLOCK_TYPE_ID"), sent("IBLOCK_ID"), sent("IBLOCK_CODE"));
    if id.is_none() && code.is_none() {
        return None;
    }
    things.iter().find_map(|(subject, thing)| {
        let Subject::List(number) = subject else { return None };
        let own = |name: &str| thing.param(name).map(text);
        let is_kind = kind.is_none() || own("IBLOCK_TYPE_ID").is_none_or(|own| Some(own) == kind);
        let is_it = id.as_ref().is_none_or(|id| *id == number.to_string());
        let is_named = code.is_none() || own("IBLOCK_CODE") == code;
        (is_kind && is_it && is_named).then_some(number)
    })
}
