//! What is wrong with a schema: as data, and as text with the line under a caret.

use std::fmt;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::{FileId, Sources};
use crate::yaml::{Node, Position, Tree};

/// Something that is wrong, or worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is, such as `unknown-key`.
    pub code: &'static str,
    /// Whether it stops the run.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Another place that has to do with it.
    pub related: Option<(Place, String)>,
}

/// How bad a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the schema folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The column after the last character meant.
    pub end_column: usize,
    /// The text of the line.
    pub text: String,
}

/// All that is wrong, in the order of files and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Finds the places of `findings` and puts them in order.
    pub(crate) fn new(findings: Vec<Finding>, sources: &Sources) -> Self {
        let mut list: Vec<_> = findings.into_iter().map(|finding| finding.locate(sources)).collect();
        list.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
        list.dedup();
        Diagnostics { list }
    }

    /// The diagnostics, in the order of files and lines.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The text for a person; `root` is put before each file's name, and `color` is for a terminal.
    pub fn render(&self, root: &str, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let mut text = String::new();
        for diagnostic in &self.list {
            text.push_str(&renderer.render(&diagnostic.report(root)));
            text.push_str("\n\n");
        }
        let files = self.files();
        let (errors, files) = (plural(self.list.len(), "error"), plural(files, "file"));
        text.push_str(&format!("{errors} in {files}; nothing was written\n"));
        text
    }

    fn files(&self) -> usize {
        let mut files: Vec<_> = self.list.iter().map(|diagnostic| &diagnostic.place.file).collect();
        files.dedup();
        files.len()
    }
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render("", false))
    }
}

impl std::error::Error for Diagnostics {}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Diagnostic {
    fn report<'a>(&'a self, root: &str) -> Vec<Group<'a>> {
        let title = Level::ERROR.primary_title(&self.message).id(self.code);
        let mut group = title.element(self.place.snippet(root, AnnotationKind::Primary, ""));
        if let Some((place, label)) = &self.related {
            group = group.element(place.snippet(root, AnnotationKind::Context, label));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        vec![group]
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.place, self.message, self.code)
    }
}

impl Place {
    fn snippet<'a>(
        &'a self,
        root: &str,
        kind: AnnotationKind,
        label: &'a str,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let offset = |column: usize| self.text.char_indices().nth(column - 1).map_or(self.text.len(), |(at, _)| at);
        let span = offset(self.column)..offset(self.end_column);
        let label = (!label.is_empty()).then_some(label);
        let path = if root.is_empty() { self.file.clone() } else { format!("{root}/{}", self.file) };
        Snippet::source(&self.text).line_start(self.line).path(path).annotation(kind.span(span).label(label))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// What is wrong, before its place in the text is known.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    pub(crate) at: At,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) related: Option<(At, String)>,
}

impl Finding {
    pub(crate) fn new(code: &'static str, at: At, message: impl Into<String>) -> Self {
        Finding { code, at, message: message.into(), help: None, related: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn boxed(self) -> Box<Self> {
        Box::new(self)
    }

    pub(crate) fn related(mut self, at: At, label: impl Into<String>) -> Self {
        self.related = Some((at, label.into()));
        self
    }

    fn locate(self, sources: &Sources) -> Diagnostic {
        let related = self.related.map(|(at, label)| (at.locate(sources), label));
        Diagnostic {
            code: self.code,
            severity: Severity::Error,
            place: self.at.locate(sources),
            message: self.message,
            help: self.help,
            related,
        }
    }
}

/// A place in a file, by what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) file: FileId,
    pub(crate) path: Path,
    pub(crate) part: Part,
}

/// The way from a document's root to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// The value of a key; of the key's `nth` occurrence, should it repeat.
    Key {
        key: String,
        nth: usize,
    },
    Item(usize),
}

/// Which part of what a [`Path`] leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Key,
    Value,
    /// These characters of a scalar.
    Within(Range<usize>),
    /// A place that a parser gave.
    Position(Position),
}

impl Path {
    pub(crate) fn key(&self, key: &str) -> Path {
        self.nth_key(key, 0)
    }

    pub(crate) fn nth_key(&self, key: &str, nth: usize) -> Path {
        self.with(Step::Key { key: key.to_owned(), nth })
    }

    pub(crate) fn item(&self, index: usize) -> Path {
        self.with(Step::Item(index))
    }

    fn with(&self, step: Step) -> Path {
        let mut path = self.clone();
        path.0.push(step);
        path
    }
}

impl At {
    pub(crate) fn new(file: FileId, path: Path, part: Part) -> Self {
        At { file, path, part }
    }

    /// The start of a file.
    pub(crate) fn file(file: FileId) -> Self {
        At::new(file, Path::default(), Part::Position(Position { line: 1, column: 1 }))
    }

    fn locate(&self, sources: &Sources) -> Place {
        let source = sources.file(self.file);
        let (start, end) = match &self.part {
            Part::Position(position) => (*position, *position),
            _ => source.tree().map_or_else(Default::default, |tree| self.find(tree)),
        };
        Place::new(source.path(), source.text(), start, end)
    }

    /// Follows the path as far as it goes: what a correction brought in is not in the text.
    fn find(&self, root: &Tree) -> (Position, Position) {
        let (mut key, mut value, mut whole) = (None, root, true);
        for step in &self.path.0 {
            let next = match (step, &value.node) {
                (Step::Key { key, nth }, Node::Map(entries)) => {
                    let mut same = entries.iter().filter(|(name, _)| name.text() == Some(key));
                    same.nth(*nth).map(|(key, value)| (Some(key), value))
                }
                (Step::Item(index), Node::List(items)) => items.get(*index).map(|item| (None, item)),
                _ => None,
            };
            let Some(next) = next else {
                whole = false;
                break;
            };
            (key, value) = next;
        }
        match (&self.part, key) {
            (Part::Within(range), _) if whole => value.within(range),
            (Part::Key, Some(key)) => (key.start, key.end),
            // An empty value has no place of its own.
            (Part::Value, Some(key)) if value.text() == Some("") => (key.start, key.end),
            _ => (value.start, value.end),
        }
    }
}

impl Place {
    fn new(file: &str, text: &str, start: Position, end: Position) -> Place {
        let line = start.line.max(1);
        let text = text.lines().nth(line - 1).unwrap_or_default().to_owned();
        let width = text.trim_end().chars().count();
        let column = start.column.clamp(1, width + 1);
        let end_column = if end.line == start.line { end.column.min(width + 1) } else { width + 1 };
        Place { file: file.to_owned(), line, column, end_column: end_column.max(column + 1), text }
    }
}
