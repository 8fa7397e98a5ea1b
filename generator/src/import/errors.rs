//! The errors that a page lists, from tables of all shapes.

use super::blocks::Block;
use super::examples::Answer;
use super::facts::Error;
use super::page::{Chapter, Page};
use super::table::{Row, Table};
use super::tables;
use super::text::{codes, literal, plain};
use super::vocabulary::{self as words, Column, Section};

/// Reads all tables of errors, in their order; those with the same code and message are one.
pub(super) fn read(page: &Page<'_>, examples: &[Answer], with_docs: bool) -> Vec<Error> {
    let mut reader = Reader {
        messages: messages(examples),
        shown: examples.iter().filter_map(|answer| shown(answer.json.as_ref()?)).collect(),
        status: status(page),
        code: None,
        errors: Vec::new(),
        with_docs,
    };
    let is_of = |chapter: &&Chapter<'_>| matches!(chapter.section, Section::Errors | Section::Codes);
    for chapter in page.chapters.iter().filter(is_of) {
        reader.blocks(&chapter.blocks);
    }
    reader.examples(examples);
    reader.errors
}

/// The errors of a page that is nothing but a table of them.
pub(super) fn of_system(page: &Page<'_>) -> Vec<Error> {
    let mut reader = Reader {
        shown: Vec::new(),
        messages: Vec::new(),
        status: None,
        code: None,
        errors: Vec::new(),
        with_docs: false,
    };
    page.chapters.iter().for_each(|chapter| reader.blocks(&chapter.blocks));
    reader.errors
}

struct Reader {
    /// What the page's examples show; some codes are sentences.
    shown: Vec<Error>,
    /// Messages that the page's examples show: these are literal.
    messages: Vec<String>,
    /// The status of all errors, where the page names one for all.
    status: Option<u16>,
    /// The code that a paragraph gives for the tables after it.
    code: Option<(String, Option<u16>)>,
    errors: Vec<Error>,
    with_docs: bool,
}

/// The columns of a table of errors.
#[derive(Debug, Default)]
struct Columns {
    /// What a row is about, where the code stands elsewhere.
    field: Option<usize>,
    code: Option<usize>,
    message: Option<usize>,
    status: Option<usize>,
    when: Option<usize>,
    /// A message or an explanation: only the text tells.
    either: Option<usize>,
}

impl Reader {
    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            match block {
                Block::Text { text, .. } => self.paragraph(text),
                Block::Table(table) => self.table(table),
                Block::Note { blocks, .. } => self.blocks(blocks),
                Block::Tabs(tabs) => tabs.iter().for_each(|tab| self.blocks(&tab.blocks)),
                _ => {}
            }
        }
    }

    /// `Error code: `X`` and `HTTP status: **403**`
    fn paragraph(&mut self, text: &str) {
        let low = text.to_lowercase();
        let status = status_in(text);
        let code = words::ERROR_CODE.iter().any(|phrase| low.contains(phrase)).then(|| codes(text));
        let code = code.and_then(|codes| codes.into_iter().find(|code| is_code(code)).map(str::to_owned));
        match (code, status) {
            (Some(code), status) => self.code = Some((code, status)),
            (None, Some(status)) => {
                if let Some((_, own)) = &mut self.code {
                    *own = own.or(Some(status));
                }
            }
            _ => {}
        }
    }

    fn table(&mut self, table: &Table) {
        let Some((header, rows)) = table.rows.split_first() else { return };
        let columns = columns_of(header);
        if columns.code.is_none() && columns.message.is_none() && columns.either.is_none() {
            // REST 3.0: the code is in the paragraph, the table says which fields it is about.
            if let Some((code, status)) = self.code.clone() {
                self.add(Error { code, message: None, status: status.or(self.status), when: Vec::new() });
            }
            return;
        }
        if columns.code.is_none()
            && let Some((code, status)) = self.code.clone()
        {
            rows.iter().for_each(|row| self.row_of(&code, status.or(self.status), row, &columns));
            return;
        }
        for row in rows {
            self.row(row, &columns);
        }
    }

    /// A row below a paragraph that gives the code.
    fn row_of(&mut self, code: &str, status: Option<u16>, row: &Row, columns: &Columns) {
        let text = columns.message.map_or_else(String::new, |at| literal(row.cell(at)));
        let explanation = explanation(row, columns);
        let mut when = Vec::new();
        let mut message = Some(pattern(&text)).filter(|message| !message.is_empty());
        let mut shown = self.shown.iter().filter(|shown| shown.code == code).filter_map(|shown| shown.message.as_ref());
        let is_of_field = is_validation(code) && columns.field.is_some_and(|at| !is_nothing(row.cell(at)));
        if is_of_field && !shown.clone().any(|shown| Some(shown) == message.as_ref()) {
            // The text is one of the list that comes with the answer; the answer's message is the same for all.
            when.extend(message.map(|_| text));
            message = shown.next().cloned();
        }
        if self.with_docs && !explanation.is_empty() {
            when.push(explanation);
        }
        self.add(Error { code: code.to_owned(), message, status, when });
    }

    fn row(&mut self, row: &Row, columns: &Columns) {
        let cell = |column: Option<usize>| column.map_or("", |at| row.cell(at));
        let mut message = literal(cell(columns.message));
        let when = explanation(row, columns);
        let status = columns.status.and_then(|at| status_number(row.cell(at)));
        let code_cell = cell(columns.code);
        let mut found = codes_of(code_cell);
        // A code with its message below it, in one cell.
        if message.is_empty()
            && let Some((first, rest)) = code_cell.split_once('\n')
            && is_code(&literal(first))
            && codes(rest).is_empty()
        {
            found = vec![literal(first)];
            message = literal(rest);
        }
        if let [only] = found.as_slice()
            && !only.is_empty()
            && !is_code(only)
            && !self.shown.iter().any(|shown| shown.code == *only)
        {
            // The message stands where the code belongs.
            message = if message.is_empty() || columns.message.is_none() { only.clone() } else { message };
            found = vec![String::new()];
        }
        if message.is_empty() && columns.either.is_some() {
            let text = cell(columns.either);
            let is_literal = found.iter().any(String::is_empty)
                || text.starts_with('`') && text.ends_with('`') && codes(text).len() == 1
                || self.messages.contains(&literal(text));
            if is_literal {
                message = literal(text);
            }
        }
        let message = Some(pattern(&message)).filter(|message| !message.is_empty());
        for code in found {
            if code.is_empty() && message.is_none() {
                continue;
            }
            let when = if self.with_docs && !when.is_empty() { vec![when.clone()] } else { Vec::new() };
            self.add(Error { code, message: message.clone(), status: status.or(self.status), when });
        }
    }

    /// Errors that the page shows, and does not list.
    fn examples(&mut self, examples: &[Answer]) {
        for json in examples.iter().filter_map(|example| example.json.as_ref()) {
            let Some(error) = shown(json) else { continue };
            let is_known = self.errors.iter().any(|known| {
                let text = error.message.as_deref().unwrap_or_default();
                let same = known.message.as_deref().is_none_or(|message| fits(message, text));
                known.code.eq_ignore_ascii_case(&error.code) && same
            });
            if !is_known {
                self.add(Error { status: self.status, ..error });
            }
        }
    }

    fn add(&mut self, error: Error) {
        let known = self
            .errors
            .iter_mut()
            .find(|known| known.code.eq_ignore_ascii_case(&error.code) && known.message == error.message);
        match known {
            Some(known) => {
                let new = error.when.into_iter().filter(|when| !known.when.contains(when)).collect::<Vec<_>>();
                known.when.extend(new);
                known.status = known.status.or(error.status);
            }
            None => self.errors.push(error),
        }
    }
}

fn explanation(row: &Row, columns: &Columns) -> String {
    columns.when.or(columns.either).map_or_else(String::new, |at| plain(row.cell(at)))
}

/// What the columns of a header mean: some names do only beside others.
fn columns_of(header: &Row) -> Columns {
    let found = tables::columns(header);
    let position = |column: Column| found.iter().position(|own| *own == Some(column));
    let is_field = |at: &usize| found.get(*at) == Some(&Some(Column::Name));
    let mut columns = Columns {
        field: None,
        code: position(Column::Code),
        message: position(Column::Message),
        status: position(Column::Status),
        when: position(Column::When),
        either: None,
    };
    let description = position(Column::Description);
    // `Value` is what a code or message means, never a field, in a table of errors.
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
        // Description alone, without a code: the text is all there is.
        columns.message = columns.either.take();
    }
    columns
}

/// The codes of a cell: none stands for an empty one.
fn codes_of(cell: &str) -> Vec<String> {
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

/// Whether errors of a code are made of several messages, one for each field.
fn is_validation(code: &str) -> bool {
    code.to_ascii_uppercase().ends_with("VALIDATIONEXCEPTION")
}

/// Whether a cell says that there is nothing.
fn is_nothing(cell: &str) -> bool {
    words::NO_CODE.contains(&literal(cell).to_lowercase().as_str())
}

/// Whether a text is a code: one word that is no word of a sentence.
fn is_code(text: &str) -> bool {
    !text.is_empty() && !text.contains(' ') && text.len() < 100 && text.is_ascii() && !text.ends_with('.')
}

/// A message as the catalogue has it: `*` where the server puts something in.
fn pattern(message: &str) -> String {
    let mut text = message.trim().to_owned();
    if let Some(inside) =
        text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|text| !text.contains('"'))
    {
        text = inside.trim().to_owned();
    }
    // Pages copy messages out of JSON, with its escapes.
    for (escape, letter) in [("\\u003C", "<"), ("\\u003E", ">"), ("\\u0022", "\""), ("\\u0027", "'"), ("\\/", "/")] {
        text = text.replace(escape, letter).replace(&escape.to_lowercase(), letter);
    }
    while let Some(kept) = text.trim_end().strip_suffix("<br>").or_else(|| text.trim_end().strip_suffix("<br/>")) {
        text = kept.trim_end().to_owned();
    }
    for mark in ["***", "%s", "%d", "...", "…"] {
        text = text.replace(mark, "*");
    }
    while let Some((start, end)) = placeholder(&text) {
        text.replace_range(start..end, "*");
    }
    if matches!(text.as_str(), "-" | "—" | "*") || words::NO_CODE.contains(&text.to_lowercase().as_str()) {
        return String::new();
    }
    text
}

/// The error of an answer.
fn shown(json: &serde_json::Value) -> Option<Error> {
    let error = json.get("error")?;
    let (code, message) = match error {
        serde_json::Value::Object(error) => (error.get("code")?, error.get("message")),
        code => (code, json.get("error_description")),
    };
    let code = match code {
        serde_json::Value::String(code) => code.trim().to_owned(),
        serde_json::Value::Number(code) => code.to_string(),
        _ => return None,
    };
    let message = message.and_then(|message| message.as_str()).map(str::trim).filter(|message| !message.is_empty());
    let is_named = code.len() < 100 && !(code.is_empty() && message.is_none());
    is_named.then(|| Error { code, message: message.map(pattern), ..Error::default() })
}

/// Whether a message is one of a pattern, a stop at its end aside.
fn fits(pattern: &str, message: &str) -> bool {
    let bare = |text: &str| text.to_lowercase().trim_end_matches('.').to_owned();
    let (pattern, message) = (bare(pattern), bare(message));
    let mut parts = pattern.split('*');
    let Some(mut rest) = message.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut is_open = false;
    for part in parts {
        is_open = part.is_empty();
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || is_open
}

/// Where `#NAME#` stands in a message.
fn placeholder(text: &str) -> Option<(usize, usize)> {
    let mut marks = text.match_indices('#').map(|(at, _)| at);
    let mut start = marks.next()?;
    for end in marks {
        let inside = &text[start + 1..end];
        if !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_') {
            return Some((start, end + 1));
        }
        start = end;
    }
    None
}

/// Messages in the page's own examples.
fn messages(examples: &[Answer]) -> Vec<String> {
    let jsons = examples.iter().filter_map(|answer| answer.json.as_ref());
    let text = |json: &serde_json::Value| {
        let text = json.get("error_description").or_else(|| json.get("error")?.get("message"));
        text.and_then(|text| text.as_str()).map(str::to_owned)
    };
    jsons.filter_map(text).collect()
}

/// The status of all errors, where there is one for all.
fn status(page: &Page<'_>) -> Option<u16> {
    let texts = page.of(Section::Errors).flat_map(|chapter| &chapter.blocks);
    let statuses =
        |text: &str| -> Vec<u16> { text.split(|c: char| !c.is_ascii_digit()).filter_map(status_number).collect() };
    texts
        .filter_map(|block| if let Block::Text { text, .. } = block { Some(text) } else { None })
        .filter(|text| has_status(text))
        .find_map(|text| if let [one] = statuses(text).as_slice() { Some(*one) } else { None })
}

fn has_status(text: &str) -> bool {
    let low = text.to_lowercase();
    words::STATUS.iter().any(|phrase| low.contains(phrase))
}

fn status_in(text: &str) -> Option<u16> {
    let low = text.to_lowercase();
    let at = words::STATUS.iter().find_map(|phrase| low.find(phrase).map(|at| at + phrase.len()))?;
    low.get(at..)?.split(|c: char| !c.is_ascii_digit()).find_map(status_number)
}

fn status_number(text: &str) -> Option<u16> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|status| (100..600).contains(status) && *status != 160)
}
