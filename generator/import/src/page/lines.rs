//! Reads a page's lines, with includes in place, and without hidden parts.

use crate::facts::report::Note;
use crate::page::tree::{Tree, resolve};

/// The largest depth of includes.
const MAX_DEPTH: usize = 8;

/// The largest number of lines of a page that still includes others: each of them may include more.
const MAX_LINES: usize = 100_000;

/// The largest number of includes in a page, those of its includes among them: a few pages that include each other are
/// a page without end.
const MAX_INCLUDES: usize = 1_000;

/// The largest size of a page in bytes, and of its lines. Pages of the documentation are a fourth of it, and lines too.
const MAX_PAGE: usize = 512 * 1024;
const MAX_LINE: usize = 16 * 1024;

/// A line and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    /// The text without spaces around it.
    pub(crate) bare: &'t str,
    /// The page, from the documentation's root.
    pub(crate) file: &'t str,
    /// The line's number, from 1.
    pub(crate) number: usize,
}

impl<'t> Line<'t> {
    pub(crate) fn new(text: &'t str, file: &'t str, number: usize) -> Self {
        Line { text, bare: trimmed(text), file, number }
    }
}

/// Reads the lines of a page; and true if it has the footnote on marks of what is required.
pub(crate) fn read<'t>(tree: &'t Tree, path: &'t str, notes: &mut Vec<Note>) -> (Vec<Line<'t>>, bool) {
    let open = Vec::new();
    let mut reader = Reader { tree, lines: Vec::new(), size: 0, includes: 0, notes, open, says_marks: false };
    reader.push(path);
    (reader.lines, reader.says_marks)
}

struct Reader<'t, 'n> {
    tree: &'t Tree,
    lines: Vec<Line<'t>>,
    /// The number of bytes of the lines.
    size: usize,
    /// The number of includes so far.
    includes: usize,
    notes: &'n mut Vec<Note>,
    /// The page and the includes that are being read.
    open: Vec<&'t str>,
    /// True if the footnote on marks was included.
    says_marks: bool,
}

impl<'t> Reader<'t, '_> {
    fn push(&mut self, path: &'t str) {
        self.open.push(path);
        let text = self.tree.page(path).unwrap_or_default();
        let mut hidden_from = None;
        for (index, line) in lines_of(text.trim_start_matches('\u{feff}')).enumerate() {
            let number = index + 1;
            let line = Line::new(line, path, number);
            let directive = line.bare;
            let is_directive = directive.starts_with("{%");
            if is_directive && is_hidden(directive) {
                hidden_from = (!directive.ends_with("{% endif %}")).then_some(number);
            } else if hidden_from.is_some() {
                if directive.ends_with("{% endif %}") {
                    hidden_from = None;
                }
            } else if let Some(target) = include(directive).filter(|_| is_directive) {
                self.include(target, path, number);
            } else if self.size >= MAX_PAGE {
                let reason = format!("the page is larger than {MAX_PAGE} bytes; the rest is not read");
                self.notes.push(Note::new(path, number, reason));
                break;
            } else {
                self.line(line);
            }
        }
        if let Some(line) = hidden_from {
            self.notes.push(Note::new(path, line, "a hidden block has no end; what follows it is not read"));
        }
        self.open.pop();
    }

    fn line(&mut self, mut line: Line<'t>) {
        let Line { text, file, number, .. } = line;
        if text.len() > MAX_LINE {
            let end = (0..=MAX_LINE).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            let reason = format!("the line is longer than {MAX_LINE} bytes; the rest is not read");
            self.notes.push(Note::new(file, number, reason));
            line = Line::new(&text[..end], file, number);
        }
        self.size += line.text.len() + 1;
        self.lines.push(line);
    }

    fn include(&mut self, target: &str, from: &'t str, number: usize) {
        self.includes += 1;
        if self.includes > MAX_INCLUDES {
            if self.includes == MAX_INCLUDES + 1 {
                let reason = format!("the page has more than {MAX_INCLUDES} includes; the others are not read");
                self.notes.push(Note::new(from, number, reason));
            }
            return;
        }
        let path = resolve(from, target);
        // Texts that every page includes: footnotes, and the errors of the system.
        if let Some(path) = path.as_ref().filter(|path| path.starts_with("_includes/")) {
            self.says_marks |= path.ends_with("/required.md");
            return;
        }
        let known = path.as_ref().and_then(|path| self.tree.paths_at(path));
        let reason = match known {
            Some(path) if self.open.contains(&path) => format!("the include {target} leads back to itself"),
            Some(_) if self.open.len() > MAX_DEPTH => format!("includes nest too deeply at {target}"),
            Some(_) if self.lines.len() > MAX_LINES => format!("the page is too long for the include {target}"),
            Some(path) => return self.push(path),
            None => format!("the include {target} is not there"),
        };
        self.notes.push(Note::new(from, number, reason));
    }
}

/// Returns a text without spaces around it, as [`str::trim`] does: nearly all lines have spaces and tabs alone.
fn trimmed(text: &str) -> &str {
    let bare = text.trim_ascii();
    let is_sign = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if is_sign(bare.as_bytes().first()) && is_sign(bare.as_bytes().last()) { bare } else { bare.trim() }
}

/// Returns the lines of a text, as [`str::lines`] does, which takes longer to find their ends.
fn lines_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let Some(end) = memchr::memchr(b'\n', rest.as_bytes()) else {
            return Some(std::mem::take(&mut rest)).filter(|last| !last.is_empty());
        };
        let line = &rest[..end];
        rest = &rest[end + 1..];
        Some(line.strip_suffix('\r').unwrap_or(line))
    })
}

/// Returns true for a block for the documentation's own authors.
fn is_hidden(directive: &str) -> bool {
    let condition = directive.trim_start_matches("{%").trim_start();
    condition.strip_prefix("if").is_some_and(|condition| {
        let condition: String = condition.chars().filter(|c| !c.is_whitespace()).collect();
        condition.starts_with("build=='dev'") || condition.starts_with("build==\"dev\"")
    })
}

/// Returns the target of `{% include [title](target) %}`.
fn include(directive: &str) -> Option<&str> {
    let inside = directive.strip_prefix("{%")?.trim_start().strip_prefix("include")?.strip_suffix("%}")?;
    let (_, target) = inside.rsplit_once("](")?;
    Some(target.trim().trim_end_matches(')'))
}

#[cfg(test)]
mod tests {
    use super::{include, is_hidden, lines_of, trimmed};

    #[test]
    fn lines_are_those_of_the_text() {
        for text in ["", "\n", "a", "a\n", "a\r\n\nb", "a\rb\r\n\n", "\r"] {
            assert!(lines_of(text).eq(text.lines()), "{text:?}");
        }
        for text in ["", " ", "\u{a0} a\u{2003}", "\t— b \u{b}", "ж", "\u{85}"] {
            assert_eq!(trimmed(text), text.trim(), "{text:?}");
        }
    }

    #[test]
    fn includes_have_any_title() {
        assert_eq!(include("{% include [Note](../_includes/x.md) %}"), Some("../_includes/x.md"));
        assert_eq!(include("{% include notitle [a (b)](./y.md#z) %}"), Some("./y.md#z"));
        assert_eq!(include("{% note info %}"), None);
    }

    #[test]
    fn blocks_for_authors_are_hidden() {
        assert!(is_hidden("{% if build == 'dev' %}"));
        assert!(is_hidden("{% if build == \"dev\" %} TO-DO {% endif %}"));
        assert!(!is_hidden("{% if build == 'public' %}"));
    }
}
