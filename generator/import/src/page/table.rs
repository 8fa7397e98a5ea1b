//! Tables of Diplodoc's dialect: `#|` … `|#`, a row between `||`s, cells split by `|`.

use std::sync::OnceLock;

use crate::page::lines::Line;
use crate::page::text::one_of;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Row>,
    /// The line where it starts.
    pub(crate) line: usize,
    /// The columns of fields, if its rows are fields. They are cached, because many cells have to be read.
    pub(crate) columns: OnceLock<Option<Columns>>,
}

/// The columns of the facts of fields in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    /// True if the first row names the columns.
    pub(crate) has_header: bool,
    pub(crate) name: usize,
    pub(crate) ty: Option<usize>,
    pub(crate) default: Option<usize>,
    pub(crate) limits: Option<usize>,
    pub(crate) since: Option<usize>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The texts of the cells, without spaces around them.
    pub(crate) cells: Vec<String>,
    pub(crate) line: usize,
}

impl Row {
    /// Returns a cell's text; empty if there is none.
    pub(crate) fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }
}

/// Reads a table that starts in the first of `lines`; returns it and its number of lines. `None` if it has no end.
pub(crate) fn read(lines: &[Line<'_>]) -> Option<(Table, usize)> {
    let mut scan = Scan::default();
    for (index, line) in lines.iter().enumerate() {
        let mut text = line.text;
        if index == 0 {
            text = &text[text.find("#|")? + 2..];
            scan.table.line = line.number;
        }
        // A row without its end: the next one starts with its name in bold.
        if scan.row.is_some() && !scan.in_code && line.bare.starts_with("|| **") {
            scan.end_row();
        }
        if scan.line(text, line.number) {
            return Some((scan.table, index + 1));
        }
        scan.push("\n");
    }
    None
}

/// The number of bytes before a mark, and after it, that may be a type.
const MAX_TYPE: usize = 1_000;

#[derive(Default)]
struct Scan {
    table: Table,
    row: Option<Row>,
    /// The text of the row's last cell, as far as it is read.
    cell: String,
    in_code: bool,
    /// The number of tables inside a cell.
    depth: usize,
}

impl Scan {
    /// Reads one line; returns true if the table ended in it.
    fn line(&mut self, text: &str, number: usize) -> bool {
        let mut rest = text;
        let mut has_braces = true;
        while let Some(at) = rest.bytes().position(|byte| IS_MARK[usize::from(byte)]) {
            self.push(&rest[..at]);
            let here = &rest[at..];
            let used = if here.starts_with("```") {
                self.in_code = !self.in_code;
                self.text("```")
            } else if self.in_code {
                self.text(&here[..1])
            } else if here.starts_with("\\|") || here.starts_with("\\#") {
                self.push(&here[1..2]);
                2
            } else if here.starts_with("{{") {
                let end = if has_braces { here.find("}}") } else { None };
                has_braces = end.is_some();
                self.text(&here[..end.map_or(2, |end| end + 2)])
            } else if here.starts_with("#|") {
                self.depth += 1;
                self.text("#|")
            } else if here.starts_with("|#") {
                if self.depth == 0 {
                    self.end_row();
                    return true;
                }
                self.depth -= 1;
                self.text("|#")
            } else if self.depth > 0 {
                self.text(&here[..1])
            } else if here.starts_with("||") {
                self.row_mark(number);
                2
            } else if here.starts_with('|') && self.is_in_type(&here[1..]) {
                self.text("|")
            } else if here.starts_with('|') {
                self.end_cell();
                1
            } else {
                self.text(&here[..1])
            };
            rest = &here[used..];
        }
        self.push(rest);
        false
    }

    /// Returns true if a mark between cells is inside a type: `` `string|null` ``, or between the types of one link.
    /// Pages often forget to escape it.
    fn is_in_type(&self, after: &str) -> bool {
        if self.row.is_none() {
            return false;
        }
        let line = &self.cell[memchr::memrchr(b'\n', self.cell.as_bytes()).map_or(0, |at| at + 1)..];
        if line.len() > MAX_TYPE {
            return false;
        }
        let after = after.get(..MAX_TYPE).unwrap_or(after);
        let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
        let is_name = |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_sign);
        let is_type = |text: &str| text.split('|').all(|name| is_name(name.trim()));
        let marks = line.bytes().filter(|byte| *byte == b'`').count();
        if marks % 2 == 1 {
            let before = line.rsplit('`').next().unwrap_or_default();
            return is_type(before) && after.split_once('`').is_some_and(|(inside, _)| is_type(inside));
        }
        let is_open = line.rfind('[').is_some_and(|at| line[at..].starts_with("[`") && !line[at..].contains(']'));
        is_open && after.trim_start().starts_with('`') && after.contains("](")
    }

    fn row_mark(&mut self, number: usize) {
        if self.row.is_some() {
            self.end_row();
        } else {
            self.row = Some(Row { cells: Vec::new(), line: number });
        }
    }

    fn text(&mut self, text: &str) -> usize {
        self.push(text);
        text.len()
    }

    fn push(&mut self, text: &str) {
        if self.row.is_some() {
            self.cell.push_str(text);
        }
    }

    fn end_cell(&mut self) {
        if let Some(row) = &mut self.row {
            row.cells.push(self.cell.trim().to_owned());
            self.cell.clear();
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(row) = self.row.take()
            && row.cells.iter().any(|cell| !cell.is_empty())
        {
            self.table.rows.push(row);
        }
    }
}

/// True for the first byte of a mark, which is no part of another character.
const IS_MARK: [bool; 256] = one_of(b"`\\{#|");

#[cfg(test)]
mod tests {
    use super::read;
    use crate::page::lines::Line;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let lines = text.lines().enumerate();
        let lines: Vec<Line<'_>> = lines.map(|(index, text)| Line::new(text, "x.md", index + 1)).collect();
        let (table, _) = read(&lines).expect("the table has an end");
        table.rows.iter().map(|row| (0..row.cells.len()).map(|index| row.cell(index).to_owned()).collect()).collect()
    }

    #[test]
    fn cells_span_lines_and_keep_escaped_pipes() {
        let table = "#|\n|| **Name**\n`type` | **Text** ||\n|| **a\\|b**\n[`x`](y) | one\n\n- two ||\n|#";
        assert_eq!(rows(table), [["**Name**\n`type`", "**Text**"], ["**a|b**\n[`x`](y)", "one\n\n- two"]]);
    }

    #[test]
    fn code_between_three_backticks_is_not_split() {
        assert_eq!(rows("#|\n|| [```a | b```](x) | c ||\n|#"), [["[```a | b```](x)", "c"]]);
    }

    #[test]
    fn a_type_is_not_split() {
        assert_eq!(rows("#|\n|| **a**\n[`x|y`](z) | c ||\n|#"), [["**a**\n[`x|y`](z)", "c"]]);
        assert_eq!(rows("#|\n|| **a**\n[`x`|`y`](z) | c ||\n|#"), [["**a**\n[`x`|`y`](z)", "c"]]);
        assert_eq!(rows("#|\n|| `x`|`y` | c ||\n|#"), [["`x`", "`y`", "c"]]);
        assert_eq!(rows("#|\n|| `x | it is `y` ||\n|#"), [["`x", "it is `y`"]]);
    }

    #[test]
    fn a_table_in_a_cell_is_its_text() {
        assert_eq!(rows("#|\n|| a | #|\n|| b | c ||\n|# d ||\n|#"), [["a", "#|\n|| b | c ||\n|# d"]]);
    }

    #[test]
    fn a_row_without_an_end_does_not_swallow_the_next() {
        assert_eq!(rows("#|\n|| **a** | 1\n|| **b** | 2 ||\n|#"), [["**a**", "1"], ["**b**", "2"]]);
    }
}
