//! The rows of one entity, by their identifiers.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::sync::{Arc, Mutex};

use serde_json::{Map, Value};

use super::cell::Cell;
use super::column::Column;
use super::entity::Entity;
use super::kind::Kind;
use super::own::Own;
use crate::lock::lock;
use crate::random::mix;
use crate::things::{Field, Thing, plain, upper};

/// A table. Rows are sorted by their identifiers, which grow, so that pages by identifier and by offset are found
/// quickly.
#[derive(Debug)]
pub(super) struct Table {
    entity: Entity,
    seed: u64,
    columns: &'static [Column],
    places: HashMap<String, usize>,
    /// What the portal has of its own about them.
    own: Option<Own>,
    rows: Vec<Row>,
    last_id: u64,
    /// The version, which grows with every change.
    version: u64,
    selections: Mutex<VecDeque<Selection>>,
}

/// A row. Values that were never written are made when they are read, so that a hundred thousand rows cost almost
/// nothing.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: u64,
    /// True if the portal made it, rather than a caller.
    is_made: bool,
    /// The values written by callers, by the names of the columns and of the portal's own fields in capitals, or by their own.
    written: Option<Box<Map<String, Value>>>,
}

/// The place of a field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Column(usize),
    /// A field of the portal's own.
    Field(usize),
    /// A field without a column, such as `UF_CRM_1`.
    Own(String),
}

/// Rows that were filtered or sorted, kept for the next page.
#[derive(Debug)]
struct Selection {
    key: String,
    version: u64,
    rows: Arc<Vec<u32>>,
}

/// The user who owns the webhook and has installed the application.
const CALLER: u64 = 1;

/// The number of kept selections.
const SELECTIONS: usize = 8;

impl Place {
    pub(super) fn is_id(&self) -> bool {
        *self == Place::Column(0)
    }
}

impl Table {
    pub(super) fn new(entity: Entity, seed: u64, rows: u64, thing: Option<Arc<Thing>>) -> Self {
        let columns = entity.columns();
        let mut places = HashMap::new();
        for (index, column) in columns.iter().enumerate() {
            for name in column.names {
                places.entry(plain(name)).or_insert(index);
            }
        }
        let seed = mix(seed, entity.number());
        let selections = Mutex::default();
        let own = thing.map(|thing| Own::new(thing, columns));
        let rows_of_none = Vec::new();
        let mut table =
            Self { entity, seed, columns, places, own, rows: rows_of_none, last_id: 0, version: 0, selections };
        table.fill(rows);
        table
    }

    /// Replaces all rows by made ones with the identifiers from 1.
    pub(super) fn fill(&mut self, rows: u64) {
        self.rows = (1..=rows).map(|id| Row { id, is_made: true, written: None }).collect();
        self.last_id = rows;
        self.version += 1;
    }

    pub(super) fn columns(&self) -> &'static [Column] {
        self.columns
    }

    /// Returns the entity's name in REST 3.0.
    pub(super) fn dto(&self) -> &'static str {
        self.entity.dto()
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(super) fn row(&self, id: u64) -> Option<&Row> {
        self.index(id).map(|index| &self.rows[index])
    }

    fn index(&self, id: u64) -> Option<usize> {
        self.rows.binary_search_by_key(&id, |row| row.id).ok()
    }

    /// Returns the rows whose identifiers are between two.
    pub(super) fn between(&self, low: u64, high: u64) -> Range<usize> {
        let start = self.rows.partition_point(|row| row.id < low);
        let end = self.rows.partition_point(|row| row.id <= high);
        start..end.max(start)
    }

    /// Returns the place of a field, by any of its names.
    pub(super) fn place(&self, name: &str) -> Option<Place> {
        let plain = plain(name);
        if let Some(index) = self.places.get(&plain) {
            return Some(Place::Column(*index));
        }
        match self.own.as_ref().and_then(|own| own.thing().field(&plain)) {
            Some(index) => Some(Place::Field(index)),
            // A portal that is known has no other custom fields.
            None if self.own.is_some() && !is_other(&plain) => None,
            None => is_custom(&plain).then_some(Place::Own(plain)),
        }
    }

    /// Returns the place of a field that `crm.item.*` has.
    pub(super) fn item_place(&self, name: &str) -> Option<Place> {
        self.place(name).filter(|place| match place {
            Place::Column(index) => self.has(*index),
            _ => true,
        })
    }

    /// Returns true if `crm.item.*` has a column.
    pub(super) fn has(&self, index: usize) -> bool {
        self.own.as_ref().is_none_or(|own| own.has(index))
    }

    pub(super) fn own(&self) -> Option<&Own> {
        self.own.as_ref()
    }

    /// Returns the fields of the portal's own.
    pub(super) fn fields(&self) -> &[Field] {
        self.own.as_ref().map_or(&[], |own| &own.thing().fields)
    }

    /// Returns the field of the portal's own at a place.
    pub(super) fn custom(&self, place: &Place) -> Option<&Field> {
        let Place::Field(index) = place else { return None };
        self.fields().get(*index)
    }

    pub(super) fn entity(&self) -> Entity {
        self.entity
    }

    /// Returns true if a field holds whole numbers.
    pub(super) fn is_number(&self, place: &Place) -> bool {
        matches!(self.kind(place), Some(Kind::Id | Kind::User | Kind::Editor | Kind::Ref | Kind::Integer))
    }

    /// Returns the kind of a column.
    pub(super) fn kind(&self, place: &Place) -> Option<Kind> {
        let Place::Column(index) = place else { return None };
        self.columns.get(*index).map(|column| column.kind)
    }

    pub(super) fn cell<'r>(&'r self, row: &'r Row, place: &Place) -> Cell<'r> {
        match place {
            Place::Column(index) => self.column_cell(row, *index),
            Place::Field(index) => match self.fields().get(*index) {
                Some(field) => Cell::custom(&field.kind, &self.field_value(row, *index)),
                None => Cell::Null,
            },
            Place::Own(name) => {
                let own = row.own().find(|(key, _)| plain(key) == *name);
                own.map_or(Cell::Null, |(_, value)| Cell::any(value))
            }
        }
    }

    pub(super) fn column_cell<'r>(&'r self, row: &'r Row, index: usize) -> Cell<'r> {
        let Some(column) = self.columns.get(index) else { return Cell::Null };
        let written = row.written.as_ref().filter(|_| index > 0).and_then(|map| map.get(column.names[0]));
        match written {
            Some(value) => Cell::sent(column.kind, value),
            None => match self.own.as_ref().and_then(|own| own.cell(self.seed, row.id, index, row.is_made)) {
                Some(cell) => cell,
                None if row.is_made => column.made(self.seed, row.id, index),
                None => column.unset(row.id),
            },
        }
    }

    /// Returns the value of a field of the portal's own, as rows keep it.
    pub(super) fn field_value<'r>(&'r self, row: &'r Row, index: usize) -> Cow<'r, Value> {
        let Some(field) = self.fields().get(index) else { return Cow::Owned(Value::Null) };
        match row.written.as_ref().and_then(|map| map.get(&field.upper)) {
            Some(value) => Cow::Borrowed(value),
            None if row.is_made => Cow::Owned(field.made(self.seed, row.id, index)),
            None => Cow::Owned(field.unset()),
        }
    }

    /// Adds a row with these fields and returns its identifier.
    pub(super) fn add(&mut self, fields: &Map<String, Value>, now: &str) -> u64 {
        self.last_id += 1;
        let id = self.last_id;
        let mut written = Map::with_capacity(fields.len() + 3);
        for column in self.columns.iter().filter(|column| column.kind == Kind::Stamp) {
            written.insert(column.names[0].to_owned(), now.into());
        }
        self.write(&mut written, fields, now);
        self.rows.push(Row { id, is_made: false, written: Some(Box::new(written)) });
        self.version += 1;
        id
    }

    /// Changes fields of a row, if it exists.
    pub(super) fn update(&mut self, id: u64, fields: &Map<String, Value>, now: &str) -> Option<()> {
        let index = self.index(id)?;
        let mut written = self.rows[index].written.take().unwrap_or_default();
        self.write(&mut written, fields, now);
        self.rows[index].written = Some(written);
        self.version += 1;
        Some(())
    }

    /// Writes what a caller has sent, and that it has changed the row.
    fn write(&self, written: &mut Map<String, Value>, fields: &Map<String, Value>, now: &str) {
        for (name, value) in fields {
            let name = self.kept_name(name).unwrap_or(name);
            written.insert(name.to_owned(), value.clone());
        }
        for column in self.columns {
            // A caller cannot set them, nor a row's identifier.
            match column.kind {
                Kind::Changed => written.insert(column.names[0].to_owned(), now.into()),
                Kind::Editor => written.insert(column.names[0].to_owned(), CALLER.into()),
                Kind::Id => written.remove(column.names[0]),
                _ => None,
            };
        }
    }

    /// Returns the name by which rows keep a field, if the table knows it.
    pub(super) fn kept_name(&self, name: &str) -> Option<&str> {
        match self.place(name)? {
            Place::Column(index) => self.columns.get(index).map(|column| column.names[0]),
            Place::Field(index) => self.fields().get(index).map(|field| field.upper.as_str()),
            Place::Own(_) => None,
        }
    }

    /// Removes a row, if it exists.
    pub(super) fn delete(&mut self, id: u64) -> Option<()> {
        let index = self.index(id)?;
        self.rows.remove(index);
        self.version += 1;
        Some(())
    }

    /// Keeps the rows whose identifiers pass.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(u64) -> bool) {
        self.rows.retain(|row| keep(row.id));
        self.version += 1;
    }

    /// Returns the rows of a range that meet a condition, in an order; `key` identifies both, so that the next page is
    /// cached.
    pub(super) fn select(
        &self,
        key: String,
        range: Range<usize>,
        holds: impl Fn(&Row) -> bool,
        order: &[(Place, bool)],
    ) -> Arc<Vec<u32>> {
        let mut known = lock(&self.selections);
        if let Some(found) = known.iter().find(|known| known.version == self.version && known.key == key) {
            return Arc::clone(&found.rows);
        }
        let indices = range.filter(|index| holds(&self.rows[*index]));
        let mut rows: Vec<u32> = indices.filter_map(|index| u32::try_from(index).ok()).collect();
        self.sort(&mut rows, order);
        let rows = Arc::new(rows);
        if known.len() >= SELECTIONS {
            known.pop_front();
        }
        known.push_back(Selection { key, version: self.version, rows: Arc::clone(&rows) });
        rows
    }

    fn sort(&self, rows: &mut [u32], order: &[(Place, bool)]) {
        let cell = |index: &u32, place: &Place| {
            self.rows.get(*index as usize).map_or(Cell::Null, |row| self.cell(row, place)).into_owned()
        };
        // The last one first: sorting keeps the order of equal rows.
        for (place, is_descending) in order.iter().rev() {
            rows.sort_by_cached_key(|index| Key(cell(index, place), *is_descending));
        }
    }
}

impl Row {
    /// Returns the values that callers have written into fields without a column.
    pub(super) fn own(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.written.iter().flat_map(|map| map.iter())
    }
}

/// A cell with a direction of sorting.
#[derive(PartialEq)]
struct Key(super::cell::Cell<'static>, bool);

impl Eq for Key {}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let order = self.0.order(&other.0);
        if self.1 { order.reverse() } else { order }
    }
}

/// Fields that rows may have beside their columns, by their plain names: empty, unless they are written.
const OTHERS: [&str; 34] = [
    "address",
    "birthdate",
    "companytitle",
    "contactids",
    "dateclosed",
    "email",
    "fm",
    "hasemail",
    "hasimol",
    "hasphone",
    "honorific",
    "isconvert",
    "isnew",
    "isreturncustomer",
    "lastactivityby",
    "lastactivitytime",
    "lastname",
    "locationid",
    "movedby",
    "movedtime",
    "mycompanyid",
    "name",
    "observers",
    "phone",
    "post",
    "previousstageid",
    "productid",
    "searchcontent",
    "secondname",
    "stagesemanticid",
    "statusdescription",
    "utmcontent",
    "utmterm",
    "webformid",
];

/// Returns true if rows may have a field without a column of this plain name: portals add custom ones.
fn is_custom(plain: &str) -> bool {
    let prefixes = ["uf", "parentid", "property"];
    prefixes.iter().any(|prefix| plain.starts_with(prefix)) || is_other(plain)
}

fn is_other(plain: &str) -> bool {
    OTHERS.binary_search(&plain).is_ok()
}

/// Returns the name of a field without a column in an answer: `UF_CRM_1` or `ufCrm1`.
pub(super) fn spelled(name: &str, is_camel: bool) -> String {
    let known = name.bytes().any(|byte| byte.is_ascii_lowercase());
    match is_camel {
        true if known => name.to_owned(),
        true => undivided(name),
        false => upper(name),
    }
}

/// Returns a name in capitals without underscores: the portal does not know which numbers are apart.
fn undivided(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    let mut starts = false;
    for c in name.chars() {
        match c {
            '_' => starts = true,
            c if starts => {
                spelled.push(c);
                starts = false;
            }
            c => spelled.push(c.to_ascii_lowercase()),
        }
    }
    spelled
}
