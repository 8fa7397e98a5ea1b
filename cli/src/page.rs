//! A page of text for a terminal: headings, facts, and rows in columns that are wrapped to its width.

use std::fmt::Write as _;

use textwrap::Options;

use crate::terminal::is_colored;

/// The largest width: longer lines are hard to read.
const WIDEST: usize = 100;

/// The smallest width that lines are wrapped to.
const NARROWEST: usize = 40;

/// The largest widths of the first two columns; what is longer has a line of its own.
const COLUMNS: (usize, usize) = (28, 26);

/// A line of a table: a name, a type, and words.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// The number of things around it.
    pub(crate) depth: usize,
    pub(crate) name: String,
    pub(crate) ty: String,
    pub(crate) words: String,
}

/// A page as it is written.
pub(crate) struct Page {
    text: String,
    is_colored: bool,
    width: usize,
}

impl Page {
    /// Returns an empty page for standard output.
    pub(crate) fn for_output() -> Self {
        let width = terminal_size::terminal_size().map_or(WIDEST, |(width, _)| usize::from(width.0));
        let width = width.clamp(NARROWEST, WIDEST);
        Page { text: String::new(), is_colored: is_colored(&std::io::stdout()), width }
    }

    /// Returns an empty page without colours.
    #[cfg(any(feature = "mcp", test))]
    pub(crate) fn plain() -> Self {
        Page { text: String::new(), is_colored: false, width: WIDEST }
    }

    /// Returns the text.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Writes a line in bold.
    pub(crate) fn title(&mut self, text: &str) {
        let text = self.styled("1", text);
        self.line(0, &text);
    }

    /// Writes a heading, after an empty line.
    pub(crate) fn heading(&mut self, text: &str) {
        let text = self.styled("1", text);
        let _ = writeln!(self.text, "\n{text}");
    }

    /// Writes a line as it is.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        let indent = if text.is_empty() { 0 } else { indent };
        let _ = writeln!(self.text, "{:indent$}{text}", "");
    }

    /// Writes words, wrapped.
    pub(crate) fn words(&mut self, indent: usize, text: &str) {
        let space = " ".repeat(indent);
        let options = Options::new(self.width).initial_indent(&space).subsequent_indent(&space).break_words(false);
        let _ = writeln!(self.text, "{}", textwrap::fill(text, options));
    }

    /// Writes a warning.
    pub(crate) fn warning(&mut self, text: &str) {
        let text = self.styled("33", text);
        self.line(0, &text);
    }

    /// Writes names with what is said of each.
    pub(crate) fn facts(&mut self, facts: &[(&str, String)]) {
        let longest = facts.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, value) in facts {
            let name = self.styled("2", &format!("{name:<longest$}"));
            let space = " ".repeat(longest + 4);
            let options = Options::new(self.width).initial_indent(&space).subsequent_indent(&space).break_words(false);
            let value = textwrap::fill(value, options);
            let _ = writeln!(self.text, "  {name}  {}", value.trim_start());
        }
    }

    /// Writes rows in columns.
    pub(crate) fn rows(&mut self, rows: &[Row]) {
        let name_of = |row: &Row| 2 * (row.depth + 1) + textwrap::core::display_width(&row.name);
        let names = rows.iter().map(name_of).filter(|width| *width <= COLUMNS.0).max().unwrap_or(0) + 2;
        let types = rows.iter().map(|row| textwrap::core::display_width(&row.ty));
        let types = types.filter(|width| *width <= COLUMNS.1).max().unwrap_or(0) + 2;
        for row in rows {
            self.row(row, names, types);
        }
    }

    fn row(&mut self, row: &Row, names: usize, types: usize) {
        let indent = 2 * (row.depth + 1);
        let width = indent + textwrap::core::display_width(&row.name);
        let _ = write!(self.text, "{:indent$}{}", "", self.styled("1", &row.name));
        let mut at = width;
        if !row.ty.is_empty() {
            at = self.column(at, names);
            self.text += &self.styled("36", &row.ty);
            at += textwrap::core::display_width(&row.ty);
        }
        if !row.words.is_empty() {
            let start = if self.width > names + types + NARROWEST / 2 { names + types } else { names };
            self.column(at, start);
            let space = " ".repeat(start);
            let options = Options::new(self.width).initial_indent(&space).subsequent_indent(&space).break_words(false);
            self.text += textwrap::fill(&row.words, options).trim_start();
        }
        self.text.push('\n');
    }

    /// Goes to a column, on the next line if the text is beyond it, and returns it.
    fn column(&mut self, at: usize, column: usize) -> usize {
        if at + 1 > column {
            let _ = write!(self.text, "\n{:column$}", "");
        } else {
            let _ = write!(self.text, "{:width$}", "", width = column - at);
        }
        column
    }

    fn styled(&self, code: &str, text: &str) -> String {
        if self.is_colored { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
