//! What a portal has of its own about the rows of a table.

use std::borrow::Cow;
use std::sync::Arc;

use super::cell::Cell;
use super::column::{Column, any};
use crate::random::mix;
use crate::things::{Thing, plain, stage_category};

/// The own fields of a portal beside the columns of a table, and what they say about these.
#[derive(Debug)]
pub(super) struct Own {
    thing: Arc<Thing>,
    /// The fields of the thing that are columns.
    columns: Vec<usize>,
    /// The columns that `crm.item.*` does not have.
    hidden: Vec<usize>,
    /// The columns whose values the portal knows, such as the stages.
    words: Vec<(usize, Vec<String>)>,
    /// The column with the stage, and the one with its funnel.
    stage: Option<usize>,
    category: Option<usize>,
}

impl Own {
    pub(super) fn new(thing: Arc<Thing>, columns: &[Column]) -> Self {
        let names = |column: &Column| [plain(column.names[0]), plain(column.names[1])];
        let find = |wanted: &str| columns.iter().position(|column| plain(column.names[1]) == wanted);
        let is_hidden = |column: &Column| {
            let has = |known: &Vec<String>| known.contains(&plain(column.names[1]));
            thing.has.as_ref().is_some_and(|known| !has(known))
        };
        // The identifier is always there.
        let hidden = (1..columns.len()).filter(|index| is_hidden(&columns[*index])).collect();
        let words = columns.iter().enumerate().filter_map(|(index, column)| {
            let choices = names(column).iter().find_map(|name| thing.words(name))?;
            Some((index, choices.iter().map(|choice| choice.value.clone()).collect()))
        });
        let words: Vec<(usize, Vec<String>)> = words.collect();
        let stage = find("stageid").filter(|index| words.iter().any(|(known, _)| known == index));
        let category = find("categoryid").filter(|_| stage.is_some());
        let is_column =
            |index: &usize| columns.iter().any(|column| names(column).contains(&thing.fields[*index].plain));
        let columns = (0..thing.fields.len()).filter(is_column).collect();
        Self { columns, hidden, words, stage, category, thing }
    }

    pub(super) fn thing(&self) -> &Thing {
        &self.thing
    }

    /// Returns true if a field of the thing is no column.
    pub(super) fn is_beside(&self, field: usize) -> bool {
        !self.columns.contains(&field)
    }

    /// Returns true if `crm.item.*` has a column.
    pub(super) fn has(&self, index: usize) -> bool {
        !self.hidden.contains(&index)
    }

    /// Returns the columns with the stage and with its funnel, if the portal knows its stages.
    pub(super) fn stage_columns(&self) -> Option<(usize, Option<usize>)> {
        self.stage.map(|stage| (stage, self.category))
    }

    /// Returns the values of a column, if the portal knows them.
    pub(super) fn words(&self, index: usize) -> Option<&[String]> {
        self.words.iter().find(|(known, _)| *known == index).map(|(_, words)| words.as_slice())
    }

    /// Returns the value of a column that nobody has written, if the portal knows its values: one of them in a made
    /// row, and else the first one. The funnel is that of the stage.
    pub(super) fn cell(&self, seed: u64, row: u64, index: usize, is_made: bool) -> Option<Cell<'_>> {
        if Some(index) == self.category {
            let stage = self.word(seed, row, self.stage?, is_made)?;
            return Some(Cell::Integer(
                stage_category(stage).and_then(|id| i64::try_from(id).ok()).unwrap_or_default(),
            ));
        }
        self.word(seed, row, index, is_made).map(|word| Cell::Text(Cow::Borrowed(word)))
    }

    fn word(&self, seed: u64, row: u64, index: usize, is_made: bool) -> Option<&str> {
        let words = self.words(index)?;
        let number = if is_made { mix(seed, row.wrapping_mul(64).wrapping_add(index as u64)) } else { 0 };
        any(words, number).map(String::as_str)
    }
}
