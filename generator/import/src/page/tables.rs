//! The kinds of tables: fields, values of a dictionary, errors, or something else.

use crate::page::blocks::Block;
use crate::page::table::{Columns, Row, Table};
use crate::page::text::{codes, heading_words, one_alphabet};
use crate::page::{cell, text};
use crate::vocabulary::{self as words, Column, column};

/// A table whose rows are fields.
#[derive(Debug)]
pub(crate) struct FieldTable<'p> {
    pub(crate) rows: &'p [Row],
    columns: Columns,
}

/// The kind of a table.
#[derive(Debug)]
pub(crate) enum Kind<'p> {
    Fields(FieldTable<'p>),
    /// Values, such as codes of colours.
    Dictionary,
}

/// Returns the kind of a table, from its first row.
pub(crate) fn kind(table: &Table) -> Kind<'_> {
    match *table.columns.get_or_init(|| columns_of_fields(table)) {
        Some(columns) => Kind::Fields(FieldTable { rows: &table.rows[usize::from(columns.has_header)..], columns }),
        None => Kind::Dictionary,
    }
}

fn columns_of_fields(table: &Table) -> Option<Columns> {
    let first = table.rows.first()?;
    let columns = columns(first);
    let find = |column: Column| columns.iter().position(|found| *found == Some(column));
    let since = find(Column::Since);
    let Some(name) = find(Column::Name).or_else(|| is_of_methods(table).then_some(0)) else {
        let has_types = cell::read(first.cell(0)).is_some_and(|named| !named.types.is_empty());
        let none = Columns { has_header: false, name: 0, ty: None, default: None, limits: None, since: None };
        return has_types.then_some(none);
    };
    let rows = &table.rows[1..];
    // More than half of them have names; no more cells are read than needed to know that.
    let mut named = rows.iter().filter(|row| cell::has_name(row.cell(name)));
    let ty = find(Column::Type).filter(|ty| *ty != name);
    let (default, limits) = (find(Column::Default), find(Column::Limits));
    let is_of_fields = rows.is_empty() || named.nth(rows.len() / 2).is_some();
    is_of_fields.then_some(Columns { has_header: true, name, ty, default, limits, since })
}

/// Returns true for parameters below a header that says methods: names with types, where an overview has links.
fn is_of_methods(table: &Table) -> bool {
    let Some((header, rows)) = table.rows.split_first() else { return false };
    let says_method = words::METHOD_COLUMN.contains(&heading_words(header.cell(0)).as_str());
    let is_typed = |row: &Row| cell::read(row.cell(0)).is_some_and(|named| !named.types.is_empty());
    says_method && !rows.is_empty() && rows.iter().all(is_typed)
}

/// Returns the columns of a header.
pub(crate) fn columns(header: &Row) -> Vec<Option<Column>> {
    let named = |cell: &String| {
        let first = cell.lines().next().unwrap_or_default();
        // `Field `type`` on one line
        let first = first.split(['`', '/']).next().unwrap_or_default();
        let words = one_alphabet(&heading_words(first)).into_owned();
        let is_type_only =
            words.is_empty() && codes(cell).iter().any(|code| column(&code.to_lowercase()) == Some(Column::Type));
        if is_type_only { Some(Column::Type) } else { column(&words) }
    };
    header.cells.iter().map(named).collect()
}

impl<'p> FieldTable<'p> {
    pub(crate) fn name_cell(&self, row: &'p Row) -> &'p str {
        row.cell(self.columns.name)
    }

    pub(crate) fn type_cell(&self, row: &'p Row) -> Option<&'p str> {
        self.columns.ty.map(|ty| row.cell(ty))
    }

    /// Returns all other cells, as one text.
    pub(crate) fn description(&self, row: &Row) -> String {
        let Columns { name, ty, default, since, .. } = self.columns;
        let skipped = [Some(name), ty, default, since];
        let others = row.cells.iter().enumerate().filter(|(index, _)| !skipped.contains(&Some(*index)));
        others.map(|(_, cell)| cell.as_str()).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn default_cell(&self, row: &Row) -> Option<String> {
        let text = text::literal(row.cell(self.columns.default?));
        (!text.is_empty() && text != "-" && text != "—").then_some(text)
    }

    pub(crate) fn has_limits(&self) -> bool {
        self.columns.limits.is_some()
    }
}

/// A table, and its tab.
pub(crate) type InTab<'p> = (Option<String>, &'p Table);

/// Returns all tables among blocks; those in tabs with the tab's name.
pub(crate) fn all<'p>(blocks: &'p [Block<'_>]) -> Vec<InTab<'p>> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Table(table) => found.push((None, table)),
            Block::Tabs(tabs) => {
                for (index, tab) in tabs.iter().enumerate() {
                    let name = tab_name(tab.title, &tab.blocks, index);
                    found.extend(all(&tab.blocks).into_iter().map(|(_, table)| (Some(name.clone()), table)));
                }
            }
            Block::Note { blocks, .. } => found.extend(all(blocks)),
            _ => {}
        }
    }
    found
}

/// Returns true if there is a table of fields among blocks.
pub(crate) fn have_fields(blocks: &[Block<'_>]) -> bool {
    any(blocks, &|table| matches!(kind(table), Kind::Fields(_)))
}

/// Returns true if there is such a table among blocks.
pub(crate) fn any(blocks: &[Block<'_>], is_such: &dyn Fn(&Table) -> bool) -> bool {
    blocks.iter().any(|block| match block {
        Block::Table(table) => is_such(table),
        Block::Tabs(tabs) => tabs.iter().any(|tab| any(&tab.blocks, is_such)),
        Block::Note { blocks, .. } => any(blocks, is_such),
        _ => false,
    })
}

/// Returns the tab's name, independent of the language: a literal in its text, its title if that is one, or its number.
fn tab_name(title: &str, blocks: &[Block<'_>], index: usize) -> String {
    let first = blocks.iter().find_map(|block| if let Block::Text { text, .. } = block { Some(text) } else { None });
    if let Some(text) = first.filter(|text| text.trim().ends_with('`'))
        && let Some(code) = codes(text).last().filter(|code| !code.is_empty() && code.len() < 30)
    {
        return (*code).to_owned();
    }
    let plain = text::plain(title);
    let is_literal = !plain.is_empty()
        && plain.starts_with(|c: char| c.is_ascii_lowercase())
        && plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'|' | b'.' | b'-'));
    if is_literal { plain } else { format!("{}", index + 1) }
}
