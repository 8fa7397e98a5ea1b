//! A page in Markdown: its blocks of code and its tables.

use std::collections::BTreeMap;
use std::ops::Range;

/// Files by their path.
pub(crate) type Files = BTreeMap<String, String>;

/// A page's parts, in their order.
pub(crate) struct Page {
    pub(crate) path: &'static str,
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) tables: Vec<Table>,
}

/// Text between fences, and which lines of the page it is.
pub(crate) struct Block {
    pub(crate) language: String,
    pub(crate) text: String,
    pub(crate) lines: Range<usize>,
}

/// A table, by its cells.
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// The line of the first row.
    pub(crate) line: usize,
}

/// What some lines of a page should be.
pub(crate) struct Edit {
    pub(crate) lines: Range<usize>,
    pub(crate) text: String,
}

impl Page {
    pub(crate) fn read(path: &'static str) -> Page {
        let text = std::fs::read_to_string(path).expect("the page is there");
        let (mut blocks, mut tables, mut open) = (Vec::new(), Vec::<Table>::new(), None::<Block>);
        let mut in_table = false;
        for (index, line) in text.lines().enumerate() {
            let fence = line.strip_prefix("```");
            let is_row = open.is_none() && line.starts_with('|');
            match (&mut open, fence) {
                (Some(block), Some(_)) => {
                    block.lines.end = index;
                    blocks.extend(open.take());
                }
                (Some(block), None) => block.text.extend([line, "\n"]),
                (None, Some(language)) => {
                    let lines = index + 1..index + 1;
                    open = Some(Block { language: language.to_owned(), text: String::new(), lines });
                }
                (None, None) if is_row && !in_table => {
                    tables.push(Table { head: cells(line), rows: Vec::new(), line: index + 2 });
                }
                (None, None) if is_row => tables.last_mut().into_iter().for_each(|table| {
                    if index >= table.line {
                        table.rows.push(cells(line));
                    }
                }),
                (None, None) => {}
            }
            in_table = is_row;
        }
        assert!(open.is_none(), "{path}: a fence is not closed");
        Page { path, text, blocks, tables }
    }

    /// Fails if the page has to be edited; or edits it, if that is wanted.
    #[track_caller]
    pub(crate) fn settle(&self, mut edits: Vec<Edit>) {
        if edits.is_empty() || std::env::var_os("UPDATE_REFERENCE").is_none() {
            let show = |edit: &Edit| format!("{}:{} should be:\n{}", self.path, edit.lines.start + 1, edit.text);
            return nothing(edits.iter().map(show).collect());
        }
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.lines.start));
        let mut lines: Vec<String> = self.text.lines().map(str::to_owned).collect();
        for edit in edits {
            lines.splice(edit.lines, edit.text.lines().map(str::to_owned));
        }
        std::fs::write(self.path, lines.join("\n") + "\n").expect("the page can be written");
    }

    /// The files that the page shows as right.
    pub(crate) fn files(&self) -> Files {
        let mut files = Files::new();
        for block in &self.blocks {
            if let Some(path) = block.path("# file: ") {
                assert!(files.insert(path.to_owned(), block.text.clone()).is_none(), "{path} is shown twice");
            }
        }
        files
    }

    /// The table with these words at its head.
    pub(crate) fn table(&self, head: &[&str]) -> &Table {
        self.tables.iter().find(|table| table.head == head).unwrap_or_else(|| panic!("there is no table {head:?}"))
    }

    /// The tables whose first column is named so and then by a definition, with that definition.
    pub(crate) fn tables_of(&self, column: &str) -> Vec<(&str, &Table)> {
        self.tables.iter().filter_map(|table| Some((code(table.head[0].strip_prefix(column)?)?, table))).collect()
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.text.contains(&format!("`{word}`"))
    }
}

impl Block {
    pub(crate) fn path(&self, mark: &str) -> Option<&str> {
        self.text.lines().next().filter(|_| self.language == "yaml")?.strip_prefix(mark)
    }
}

pub(crate) fn cells(line: &str) -> Vec<String> {
    let line = line.trim().trim_matches('|').replace("\\|", "\0");
    line.split('|').map(|cell| cell.trim().replace('\0', "|")).collect()
}

/// The reverse of [`cells`].
pub(crate) fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join("\0").replace('|', "\\|").replace('\0', " | "))
}

/// What a cell has in backticks, if it has nothing else.
pub(crate) fn code(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.strip_suffix('`').filter(|code| !code.contains('`'))
}

pub(crate) fn nothing(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
