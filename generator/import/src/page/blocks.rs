//! A page as blocks: headings, tables, code, tabs, notes, text.

use crate::facts::report::Note;
use crate::page::lines::Line;
use crate::page::table::{self, Table};

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block<'t> {
    Heading(Heading),
    Table(Table),
    Code(Code<'t>),
    Tabs(Vec<Tab<'t>>),
    Note {
        title: &'t str,
        blocks: Vec<Block<'t>>,
    },
    /// `>` lines, without the mark.
    Quote {
        text: String,
        line: usize,
    },
    Text {
        text: String,
        line: usize,
    },
}

/// A heading: `## Text {#anchor}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Heading {
    pub(crate) level: usize,
    pub(crate) text: String,
    pub(crate) anchor: Option<String>,
    pub(crate) line: usize,
}

/// The text between two fences.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Code<'t> {
    pub(crate) language: &'t str,
    pub(crate) lines: Vec<&'t str>,
    pub(crate) line: usize,
}

impl Code<'_> {
    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// A tab: its title and its content.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tab<'t> {
    pub(crate) title: &'t str,
    pub(crate) blocks: Vec<Block<'t>>,
}

/// The largest depth of tabs and notes; deeper blocks are read as if they were not nested.
const MAX_DEPTH: usize = 16;

/// The largest number of blocks of a page whose ends are searched in vain: each search reads the rest of the page.
const MAX_OPEN: usize = 50;

/// Reads lines as blocks.
pub(crate) fn read<'t>(lines: &[Line<'t>], notes: &mut Vec<Note>) -> Vec<Block<'t>> {
    read_at(lines, &mut Account { notes, open: 0 }, 0)
}

fn read_at<'t>(lines: &[Line<'t>], account: &mut Account<'_>, depth: usize) -> Vec<Block<'t>> {
    let mut reader = Reader { lines, at: 0, account, depth, gone: Vec::new() };
    let mut blocks = Vec::new();
    while reader.at < lines.len() {
        blocks.extend(reader.block());
    }
    blocks
}

/// What is known of a whole page.
struct Account<'n> {
    notes: &'n mut Vec<Note>,
    /// The number of blocks without an end.
    open: usize,
}

struct Reader<'l, 'n, 't> {
    lines: &'l [Line<'t>],
    at: usize,
    account: &'l mut Account<'n>,
    /// The number of tabs and notes around.
    depth: usize,
    /// The ends of blocks that are missing in the rest of the page, so that they are not searched again.
    gone: Vec<&'static str>,
}

impl<'l, 't> Reader<'l, '_, 't> {
    fn block(&mut self) -> Option<Block<'t>> {
        let line = self.lines[self.at];
        let text = line.bare;
        if text.starts_with("```") {
            Some(self.code())
        } else if text.starts_with("#|") {
            self.table()
        } else if self.depth < MAX_DEPTH && directive(text, "list") {
            Some(self.tabs())
        } else if self.depth < MAX_DEPTH && directive(text, "note") {
            Some(self.note())
        } else if text.starts_with("{%") || text.is_empty() {
            self.at += 1;
            None
        } else if let Some(heading) = heading(text, line.number) {
            self.at += 1;
            Some(Block::Heading(heading))
        } else {
            Some(self.text())
        }
    }

    fn code(&mut self) -> Block<'t> {
        let line = self.lines[self.at];
        let fence = line.bare;
        let language = fence.trim_start_matches('`').trim();
        let ticks = fence.len() - fence.trim_start_matches('`').len();
        let margin = indent(line.text);
        let mut lines = Vec::new();
        self.at += 1;
        while let Some(inner) = self.lines.get(self.at) {
            self.at += 1;
            let end = inner.bare;
            if end.len() >= ticks && end.bytes().all(|byte| byte == b'`') {
                return Block::Code(Code { language, lines, line: line.number });
            }
            lines.push(&inner.text[indent(inner.text).min(margin)..]);
        }
        self.note_at(line, "a code block has no end");
        Block::Code(Code { language, lines, line: line.number })
    }

    fn table(&mut self) -> Option<Block<'t>> {
        let line = self.lines[self.at];
        let lines = if self.account.open < MAX_OPEN { &self.lines[self.at..] } else { &[] };
        if let Some((table, used)) = table::read(lines) {
            self.at += used;
            return Some(Block::Table(table));
        }
        self.account.open += 1;
        self.note_at(line, "a table has no end; it is not read");
        self.at += 1;
        None
    }

    /// Reads `{% list tabs %}`: `- Title`, then its content, indented.
    fn tabs(&mut self) -> Block<'t> {
        let start = self.lines[self.at];
        let inside = self.until("list", "endlist");
        let mut fences = Fences::default();
        let items: Vec<usize> =
            (0..inside.len()).filter(|at| fences.outside(&inside[*at]) && is_item(&inside[*at])).collect();
        let base = items.iter().map(|at| indent(inside[*at].text)).min().unwrap_or(0);
        let starts: Vec<usize> = items.into_iter().filter(|at| indent(inside[*at].text) == base).collect();
        if starts.is_empty() {
            self.note_at(start, "a list of tabs has no tab");
        }
        let ends = starts.iter().skip(1).copied().chain([inside.len()]);
        let tabs = starts.iter().zip(ends).map(|(at, end)| (inside[*at].bare[1..].trim(), &inside[at + 1..end]));
        let (account, depth) = (&mut *self.account, self.depth + 1);
        let mut blocks = |title: &str, content: &[Line<'t>]| match is_of_a_language(title) {
            true => Vec::new(),
            false => read_at(content, account, depth),
        };
        Block::Tabs(tabs.map(|(title, content)| Tab { title, blocks: blocks(title, content) }).collect())
    }

    fn note(&mut self) -> Block<'t> {
        let title = self.lines[self.at].text.split('"').nth(1).unwrap_or_default().trim();
        let inside = self.until("note", "endnote");
        Block::Note { title, blocks: read_at(inside, self.account, self.depth + 1) }
    }

    /// Returns the lines to the matching end, and skips it; none if there is no end, and then only the start is
    /// skipped.
    fn until(&mut self, open: &str, close: &'static str) -> &'l [Line<'t>] {
        let lines = self.lines;
        let start = self.at;
        let mut depth = 0_usize;
        let mut has_end = false;
        let is_searched = self.account.open < MAX_OPEN && !self.gone.contains(&close);
        while let Some(line) = lines.get(self.at).filter(|_| is_searched) {
            let text = line.bare;
            self.at += 1;
            if directive(text, open) {
                depth += 1;
            } else if directive(text, close) {
                has_end = true;
                depth -= 1;
                if depth == 0 {
                    return &lines[start + 1..self.at - 1];
                }
            }
        }
        if !has_end {
            self.gone.push(close);
        }
        self.account.open += 1;
        self.note_at(lines[start], "a block has no end");
        self.at = start + 1;
        &[]
    }

    /// Reads lines up to an empty one, or to another kind of block.
    fn text(&mut self) -> Block<'t> {
        let first = self.lines[self.at];
        let is_quote = first.bare.starts_with('>');
        let ends = |line: &Line<'_>| {
            let text = line.bare;
            text.is_empty()
                || text.starts_with("```")
                || text.starts_with("#|")
                || text.starts_with("{%")
                || heading(text, 0).is_some()
                || text.starts_with('>') != is_quote
        };
        let rest = &self.lines[self.at..];
        // The first one is of it, whatever it is.
        let count = 1 + rest[1..].iter().position(ends).unwrap_or(rest.len() - 1);
        let mut text = String::with_capacity(rest[..count].iter().map(|line| line.text.len() + 1).sum());
        for line in &rest[..count] {
            text.push_str(if is_quote { line.bare.trim_start_matches('>').trim_start() } else { line.text.trim_end() });
            text.push('\n');
        }
        self.at += count;
        let line = first.number;
        if is_quote { Block::Quote { text, line } } else { Block::Text { text, line } }
    }

    fn note_at(&mut self, line: Line<'_>, reason: &str) {
        self.account.notes.push(Note::new(line.file, line.number, reason));
    }
}

/// Returns true if a tab shows a call in a programming language. These are most of every page, and have no facts beyond
/// the same call by cURL, except those that declare the type of the answer.
fn is_of_a_language(title: &str) -> bool {
    title != "JS (TS)"
        && ["JS", "BX24.js", "PHP", "Go", "Python", "B24PhpSdk", "b24"]
            .iter()
            .any(|language| title.starts_with(language))
}

/// Distinguishes lines outside of code and tables from those inside.
#[derive(Default)]
struct Fences {
    in_code: bool,
    in_table: bool,
}

impl Fences {
    fn outside(&mut self, line: &Line<'_>) -> bool {
        let text = line.bare;
        let is_fence = text.starts_with("```");
        self.in_code ^= is_fence;
        if self.in_code || is_fence {
            return false;
        }
        if text.starts_with("#|") {
            self.in_table = true;
        }
        let is_outside = !self.in_table;
        if text.ends_with("|#") {
            self.in_table = false;
        }
        is_outside
    }
}

/// Returns true for `{% name … %}`.
fn directive(text: &str, name: &str) -> bool {
    text.strip_prefix("{%").is_some_and(|inside| {
        inside.trim_start().strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '%', '\t']))
    })
}

fn heading(text: &str, line: usize) -> Option<Heading> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    if !(1..=6).contains(&level) {
        return None;
    }
    let text = text[level..].strip_prefix([' ', '\u{a0}'])?.trim();
    let (text, anchor) = match text.split_once("{#") {
        Some((text, anchor)) => (text.trim(), Some(anchor.split('}').next().unwrap_or_default().trim().to_owned())),
        None => (text, None),
    };
    Some(Heading { level, text: text.to_owned(), anchor, line })
}

fn is_item(line: &Line<'_>) -> bool {
    line.bare.starts_with('-') && line.text.trim_start().starts_with("- ")
}

fn indent(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}
