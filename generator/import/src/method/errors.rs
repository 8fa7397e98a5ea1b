//! The errors that a page lists, from tables of all shapes.

use std::collections::{BTreeSet, HashMap};

use crate::examples::{Answer, Body};
use crate::facts::{Error, Method};
use crate::method::error_table::{
    Columns, codes_of, columns_of, explanation, is_code, is_one_code, literals, status, status_in, status_number,
};
use crate::method::messages::{fits, marked, pattern, without_samples};
use crate::method::placeholders::{in_code, in_quotes};
use crate::method::reason;
use crate::method::wording::common;
use crate::page::blocks::Block;
use crate::page::table::{Row, Table};
use crate::page::text::{codes, literal, plain};
use crate::page::{Chapter, Page};
use crate::vocabulary::{self as words, Section};

/// Reads all tables of errors, in their order; errors with the same code and message are merged.
pub(crate) fn read(
    page: &Page<'_>,
    examples: &[Answer],
    bodies: &[Body],
    names: BTreeSet<String>,
    with_docs: bool,
) -> Vec<Error> {
    let mut reader = Reader {
        names,
        sent: sent(bodies),
        messages: messages(examples),
        shown: examples.iter().filter_map(|answer| shown(answer.json.as_ref()?)).collect(),
        status: status(page),
        code: None,
        errors: Vec::new(),
        places: HashMap::new(),
        with_docs,
    };
    let is_of = |chapter: &&Chapter<'_>| matches!(chapter.section, Section::Errors | Section::Codes);
    for chapter in page.chapters.iter().filter(is_of) {
        reader.blocks(&chapter.blocks);
    }
    reader.literal_marks();
    reader.examples();
    for error in &mut reader.errors {
        reason::tell(error);
        reason::name(error, &reader.names);
    }
    reader.errors
}

/// Keeps backticks on all pages if the example of one page proves that the server sends them.
pub(crate) fn literal_marks(methods: &mut [Method]) {
    let errors = || methods.iter().flat_map(|method| &method.errors);
    let is_proven = |error: &&Error| error.message.as_ref().is_some_and(|message| message.contains('`'));
    let proven: BTreeSet<(String, Option<String>)> =
        errors().filter(is_proven).map(|error| (error.code.clone(), error.message.clone())).collect();
    for error in methods.iter_mut().flat_map(|method| &mut method.errors).filter(|error| error.marked.is_some()) {
        if proven.contains(&(error.code.clone(), error.marked.clone())) {
            error.message = error.marked.take();
        }
    }
}

/// Returns the errors of a page that is only a table of them.
pub(crate) fn of_system(page: &Page<'_>) -> Vec<Error> {
    let mut reader = Reader {
        names: BTreeSet::new(),
        sent: Vec::new(),
        shown: Vec::new(),
        messages: Vec::new(),
        status: None,
        code: None,
        errors: Vec::new(),
        places: HashMap::new(),
        with_docs: false,
    };
    page.chapters.iter().for_each(|chapter| reader.blocks(&chapter.blocks));
    reader.errors
}

struct Reader {
    /// The names of the method's parameters.
    names: BTreeSet<String>,
    /// The numbers that the examples send.
    sent: Vec<String>,
    /// The errors in the page's examples; some codes are sentences.
    shown: Vec<Error>,
    /// The messages in the page's examples: these are literal.
    messages: Vec<String>,
    /// The status of all errors, if the page names one for all.
    status: Option<u16>,
    /// The code that a paragraph gives for the tables after it.
    code: Option<(String, Option<u16>)>,
    errors: Vec<Error>,
    /// The places of errors, by code in small letters and message.
    places: HashMap<(String, Option<String>), usize>,
    with_docs: bool,
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

    /// Reads `Error code: `X`` and `HTTP status: **403**`.
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
            // REST 3.0: the code is in the paragraph, and the table has the fields that it is about.
            if let Some((code, status)) = self.code.clone() {
                self.add(Error { code, status: status.or(self.status), ..Error::default() });
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

    /// Adds a row below a paragraph that gives the code.
    fn row_of(&mut self, code: &str, status: Option<u16>, row: &Row, columns: &Columns) {
        let cell = columns.message.map_or_else(String::new, |at| in_quotes(row.cell(at), &self.names));
        let text = literal(&cell);
        let told = explanation(row, columns);
        let when = self.described(told);
        let message = Some(pattern(&text)).filter(|message| !message.is_empty());
        let marked = message.as_ref().and_then(|_| marked(&cell));
        let told = vec![told.to_owned()];
        let of = columns.field.map(|at| reason::names(&[row.cell(at)])).unwrap_or_default();
        self.add(Error { code: code.to_owned(), message, status, when, told, of, marked, ..Error::default() });
    }

    /// Returns an explanation as a description, if those are kept.
    fn described(&self, told: &str) -> Vec<String> {
        let text = if self.with_docs { plain(told) } else { String::new() };
        Some(text).filter(|text| !text.is_empty()).into_iter().collect()
    }

    fn row(&mut self, row: &Row, columns: &Columns) {
        let cell = |column: Option<usize>| column.map_or("", |at| row.cell(at));
        let told = explanation(row, columns);
        let when = self.described(told);
        let column = columns.status.and_then(|at| status_number(row.cell(at)));
        let status = column.or_else(|| status_in(told)).or(self.status);
        let mut source = in_quotes(cell(columns.message), &self.names);
        let (found, mut text) = self.codes_and_message(cell(columns.code), &source);
        if text.is_empty() && columns.either.is_some() {
            source = in_quotes(cell(columns.either), &self.names);
            text = self.either(&source, &found);
        }
        // Two messages in one cell, if an example has one of them.
        let parts: Vec<&str> = text.split(" / ").collect();
        let is_shown = |part: &&str| self.messages.iter().any(|shown| fits(part, shown));
        let listed = literals(&source);
        let parts = match listed.as_slice() {
            [] if parts.len() > 1 && parts.iter().any(is_shown) => parts,
            [] => vec![text.as_str()],
            listed => listed.to_vec(),
        };
        for message in &parts {
            let message = Some(pattern(message)).filter(|message| !message.is_empty());
            let marked = marked(&source).filter(|_| message.is_some() && parts.len() == 1);
            for code in &found {
                if code.is_empty() && message.is_none() {
                    continue;
                }
                let (code, message, marked) = (code.clone(), message.clone(), marked.clone());
                let (when, told) = (when.clone(), vec![told.to_owned()]);
                self.add(Error { code, message, status, when, told, marked, ..Error::default() });
            }
        }
    }

    /// Returns the codes of a row and its message, each of which may be in the other's cell.
    fn codes_and_message(&self, code_cell: &str, message_cell: &str) -> (Vec<String>, String) {
        let mut message = literal(message_cell);
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
            // The message is in the cell of the code.
            message = if message.is_empty() { only.clone() } else { message };
            found = vec![String::new()];
        }
        (found, message)
    }

    /// Returns the message in a cell that may be an explanation instead; empty if it is one.
    fn either(&self, cell: &str, found: &[String]) -> String {
        let text = literal(cell);
        // A line that is only a literal, and its explanation below.
        let first = cell.lines().next().unwrap_or_default().trim();
        if first.len() < cell.trim().len() && is_one_code(first) {
            return literal(first);
        }
        let is_shown = self.messages.iter().any(|shown| shown.trim_end_matches('.') == text.trim_end_matches('.'));
        let is_literal = found.iter().any(String::is_empty) || is_one_code(cell) || is_shown;
        if is_literal { text } else { String::new() }
    }

    /// Keeps backticks that an example has, too: the server sends them.
    fn literal_marks(&mut self) {
        let shown: Vec<(&str, &str)> =
            self.shown.iter().filter_map(|shown| Some((shown.code.as_str(), shown.message.as_deref()?))).collect();
        for error in &mut self.errors {
            let Some(marked) = &error.marked else { continue };
            let is_proof = |(code, message): &&(&str, &str)| {
                error.code.eq_ignore_ascii_case(code) && message.contains('`') && fits(marked, message)
            };
            if shown.iter().any(|shown| is_proof(&shown)) {
                error.message = error.marked.take();
            }
        }
    }

    /// Adds errors that occur in the page's examples only.
    fn examples(&mut self) {
        for error in std::mem::take(&mut self.shown) {
            let text = error.message.as_deref().unwrap_or_default();
            let same = |known: &Error| {
                known.code.eq_ignore_ascii_case(&error.code)
                    && known.message.as_deref().is_none_or(|message| fits(message, text))
            };
            if self.errors.iter().any(same) {
                continue;
            }
            let alike = |known: &Error| {
                let is_code = known.code.eq_ignore_ascii_case(&error.code);
                known.message.as_deref().filter(|_| is_code).and_then(|message| common(message, text))
            };
            match self.errors.iter_mut().find_map(|known| alike(known).map(|common| (known, common))) {
                Some((known, common)) => known.message = Some(common),
                None => self.add(Error { status: self.status, ..error }),
            }
        }
    }

    fn add(&mut self, mut error: Error) {
        error.code = in_code(&error.code);
        error.message = error.message.map(|message| without_samples(&message, &self.sent));
        error.marked = error.marked.map(|message| without_samples(&message, &self.sent));
        let key = (error.code.to_ascii_lowercase(), error.message.clone());
        // An example may have changed the message of the one that is known by it.
        let known = self.places.get(&key).and_then(|place| self.errors.get_mut(*place));
        match known.filter(|known| known.message == error.message) {
            Some(known) => {
                let new = error.when.into_iter().filter(|when| !known.when.contains(when)).collect::<Vec<_>>();
                known.when.extend(new);
                known.told.extend(error.told.into_iter().filter(|told| !told.is_empty()));
                let of: Vec<String> = error.of.into_iter().filter(|name| !known.of.contains(name)).collect();
                known.of.extend(of);
                known.status = known.status.or(error.status);
            }
            None => {
                self.places.insert(key, self.errors.len());
                self.errors.push(error);
            }
        }
    }
}

/// Returns the error of an answer.
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

/// Returns the messages in the page's own examples.
fn messages(examples: &[Answer]) -> Vec<String> {
    let jsons = examples.iter().filter_map(|answer| answer.json.as_ref());
    let text = |json: &serde_json::Value| {
        let text = json.get("error_description").or_else(|| json.get("error")?.get("message"));
        text.and_then(|text| text.as_str()).map(str::to_owned)
    };
    jsons.filter_map(text).collect()
}

/// Returns the numbers in the bodies of requests.
fn sent(bodies: &[Body]) -> Vec<String> {
    fn collect(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Number(number) => found.push(number.to_string()),
            serde_json::Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                found.push(text.clone())
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
            serde_json::Value::Object(map) => map.values().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    bodies.iter().filter_map(|body| body.json.as_ref()).for_each(|json| collect(json, &mut found));
    found
}
