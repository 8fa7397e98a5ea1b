//! Tables of errors: the meanings of their columns and cells.

use crate::page::blocks::Block;
use crate::page::table::Row;
use crate::page::text::{codes, literal};
use crate::page::{Page, tables};
use crate::vocabulary::{self as words, Column, Section};

/// The columns of a table of errors.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    pub(crate) code: Option<usize>,
    pub(crate) message: Option<usize>,
    pub(crate) status: Option<usize>,
    pub(crate) when: Option<usize>,
    /// The parameters that the error is about.
    pub(crate) field: Option<usize>,
    /// A message or an explanation: only the text tells.
    pub(crate) either: Option<usize>,
}

/// Returns the messages of a cell with several, each as code: `` `One thing`, `another thing` ``. None if there is one.
pub(crate) fn literals(cell: &str) -> Vec<&str> {
    let parts: Vec<&str> = cell.trim().split('`').collect();
    // The parts outside of backticks are every other one.
    let (outside, inside): (Vec<_>, Vec<_>) = parts.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let is_joint = |text: &str| text.is_empty() || text == "," || words::OR.iter().any(|or| text == or.trim());
    let are_messages = inside.len() > 1 && inside.iter().all(|(_, text)| text.trim().contains(' '));
    if parts.len() % 2 == 1 && are_messages && outside.iter().all(|(_, text)| is_joint(text.trim())) {
        inside.into_iter().map(|(_, text)| text.trim()).collect()
    } else {
        Vec::new()
    }
}

/// Returns the explanation of a row, as the page writes it.
pub(crate) fn explanation<'r>(row: &'r Row, columns: &Columns) -> &'r str {
    columns.when.or(columns.either).map_or("", |at| row.cell(at))
}

/// Returns the meanings of a header's columns, some of which depend on the others.
pub(crate) fn columns_of(header: &Row) -> Columns {
    let found = tables::columns(header);
    let position = |column: Column| found.iter().position(|own| *own == Some(column));
    let is_field = |at: &usize| found.get(*at) == Some(&Some(Column::Name));
    let mut columns = Columns {
        code: position(Column::Code),
        message: position(Column::Message),
        status: position(Column::Status),
        when: position(Column::When),
        field: None,
        either: None,
    };
    let description = position(Column::Description);
    // In a table of errors `Value` is a code or a message, never a field.
    let name = found.iter().rposition(|own| *own == Some(Column::Name)).filter(|at| *at > 0);
    if columns.code.is_none() && is_field(&0) {
        // Field | Error description | How to fix
        return Columns { field: Some(0), ..columns };
    }
    match (columns.message, description, name) {
        (None, Some(description), Some(name)) => {
            columns.message = Some(description);
            columns.when = columns.when.or(Some(name));
        }
        (None, Some(description), None) if columns.when.is_some() => columns.message = Some(description),
        (None, Some(description), None) => columns.either = Some(description),
        (Some(_), Some(description), _) => columns.when = columns.when.or(Some(description)),
        _ => {}
    }
    if columns.code.is_none() && columns.message.is_none() {
        // A description alone, without a code: the text is the message.
        columns.message = columns.either.take();
    }
    columns
}

/// Returns the codes of a cell; a word for "none" gives an empty one.
pub(crate) fn codes_of(cell: &str) -> Vec<String> {
    let text = literal(cell);
    let bare = text.to_lowercase();
    if words::NO_CODE.contains(&bare.trim_matches(['"', '\'', '`', ' ', '(', ')']))
        || words::NO_CODE.contains(&bare.as_str())
    {
        return vec![String::new()];
    }
    let found = codes(cell);
    if found.len() > 1 && found.iter().all(|code| is_code(code)) {
        return found.into_iter().map(str::to_owned).collect();
    }
    match found.as_slice() {
        [code] if is_code(code) => vec![(*code).to_owned()],
        _ => vec![text],
    }
}

/// Returns true if the text is exactly one literal.
pub(crate) fn is_one_code(text: &str) -> bool {
    text.starts_with('`') && text.ends_with('`') && codes(text).len() == 1
}

/// Returns true if a text is a code: one word that is no word of a sentence.
pub(crate) fn is_code(text: &str) -> bool {
    !text.is_empty() && !text.contains(' ') && text.len() < 100 && text.is_ascii() && !text.ends_with('.')
}

/// Returns the status of all errors, if there is one for all.
pub(crate) fn status(page: &Page<'_>) -> Option<u16> {
    let texts = page.of(Section::Errors).flat_map(|chapter| &chapter.blocks);
    let statuses =
        |text: &str| -> Vec<u16> { text.split(|c: char| !c.is_ascii_digit()).filter_map(status_number).collect() };
    texts
        .filter_map(|block| if let Block::Text { text, .. } = block { Some(text) } else { None })
        .filter(|text| has_status(text))
        .find_map(|text| if let [one] = statuses(text).as_slice() { Some(*one) } else { None })
}

pub(crate) fn has_status(text: &str) -> bool {
    let low = text.to_lowercase();
    words::STATUS.iter().any(|phrase| low.contains(phrase))
}

pub(crate) fn status_in(text: &str) -> Option<u16> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let low = text.to_lowercase();
    let at = words::STATUS.iter().find_map(|phrase| low.find(phrase).map(|at| at + phrase.len()))?;
    low.get(at..)?.split(|c: char| !c.is_ascii_digit()).find_map(status_number)
}

pub(crate) fn status_number(text: &str) -> Option<u16> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|status| (100..600).contains(status) && *status != 160)
}
