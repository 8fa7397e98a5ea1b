//! What is wrong with a schema: as data, and as text with the line under a caret.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::{FileId, Sources, Span, line, lines};
use crate::yaml::{Node, Tree};

/// How many characters of a message are shown: what it cites may be long.
const LONGEST: usize = 400;

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
    pub(crate) fn new(findings: Vec<Finding>, sources: &Sources, trees: &Trees) -> Self {
        let mut list: Vec<_> = findings.into_iter().filter_map(|finding| finding.locate(sources, trees)).collect();
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

    /// The text for a person, where files were to be written; `root` is put before each file's name, and `color` is for
    /// a terminal.
    pub fn render(&self, root: &str, color: bool) -> String {
        format!("{}; nothing was written\n", self.listed(root, color))
    }

    /// The same text where nothing was to be written, without the end of its last line.
    pub fn listed(&self, root: &str, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let root = root.trim_end_matches(['/', '\\']);
        let mut text = String::new();
        for diagnostic in &self.list {
            text.push_str(&renderer.render(&diagnostic.report(root)));
            text.push_str("\n\n");
        }
        let files = self.files();
        let (errors, files) = (plural(self.list.len(), "error"), plural(files, "file"));
        text.push_str(&format!("{errors} in {files}"));
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
        let place = &self.place;
        let mut snippet = place.snippet(root).annotation(place.annotation(AnnotationKind::Primary, ""));
        let mut other = None;
        if let Some((related, label)) = &self.related {
            let annotation = related.annotation(AnnotationKind::Context, label);
            if (&related.file, related.line) == (&place.file, place.line) {
                snippet = snippet.annotation(annotation);
            } else {
                other = Some(related.snippet(root).annotation(annotation));
            }
        }
        let mut group = Level::ERROR.primary_title(&self.message).id(self.code).element(snippet);
        if let Some(other) = other {
            group = group.element(other);
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
    fn snippet<'a>(&'a self, root: &str) -> Snippet<'a, Annotation<'a>> {
        let path = if root.is_empty() { self.file.clone() } else { format!("{root}/{}", self.file) };
        Snippet::source(&self.text).line_start(self.line).path(path)
    }

    fn annotation<'a>(&self, kind: AnnotationKind, label: &'a str) -> Annotation<'a> {
        let offset = |column: usize| self.text.char_indices().nth(column - 1).map_or(self.text.len(), |(at, _)| at);
        let label = (!label.is_empty()).then_some(label);
        kind.span(offset(self.column)..offset(self.end_column)).label(label)
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
    /// The keys, beside the one it is at, that it was concluded from.
    needs: &'static [&'static str],
}

impl Finding {
    pub(crate) fn new(code: &'static str, at: At, message: impl Into<String>) -> Self {
        Finding { code, at, message: message.into(), help: None, related: None, needs: &[] }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the keys that this was concluded from: had one of them been wrong itself, there would be nothing to say.
    pub(crate) fn given(mut self, keys: &'static [&'static str]) -> Self {
        self.needs = keys;
        self
    }

    /// The files whose documents are needed to find its places.
    pub(crate) fn documents(&self) -> impl Iterator<Item = FileId> {
        let related = self.related.as_ref().map(|(at, _)| at);
        [Some(&self.at), related].into_iter().flatten().filter_map(|at| match at {
            At::Path { file, .. } => Some(*file),
            At::Span(_) | At::Missing(_) => None,
        })
    }

    pub(crate) fn boxed(self) -> Box<Self> {
        Box::new(self)
    }

    pub(crate) fn related(mut self, at: At, label: impl Into<String>) -> Self {
        self.related = Some((at, label.into()));
        self
    }

    /// The finding with its places; `None` when it only follows from another one.
    fn locate(self, sources: &Sources, trees: &Trees) -> Option<Diagnostic> {
        let place = self.at.locate(sources, trees, self.needs)?;
        let related = match self.related {
            Some((at, label)) => Some((at.locate(sources, trees, self.needs)?, label)),
            None => None,
        };
        let (code, severity) = (self.code, Severity::Error);
        let (message, help) = (shorten(self.message), self.help.map(shorten));
        Some(Diagnostic { code, severity, place, message, help, related })
    }
}

/// The text, cut where it is longer than anybody reads.
fn shorten(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The documents of all files, as they are after corrections.
#[derive(Debug, Default)]
pub(crate) struct Trees(HashMap<FileId, Tree>);

impl Trees {
    pub(crate) fn insert(&mut self, file: FileId, tree: Tree) {
        self.0.insert(file, tree);
    }

    pub(crate) fn get(&self, file: FileId) -> Option<&Tree> {
        self.0.get(&file)
    }

    pub(crate) fn has(&self, file: FileId) -> bool {
        self.0.contains_key(&file)
    }
}

/// A place in a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// What a path leads to in a file's document.
    Path { file: FileId, path: Path, part: Part },
    /// These characters.
    Span(Span),
    /// A file that is not there.
    Missing(&'static str),
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
        At::Path { file, path, part }
    }

    /// The start of a file.
    pub(crate) fn file(file: FileId) -> Self {
        At::Span(Span::start_of(file))
    }

    /// The place in the text; `None` when the key there, or one that it `needs` beside, was wrong itself.
    fn locate(&self, sources: &Sources, trees: &Trees, needs: &[&str]) -> Option<Place> {
        match self {
            At::Missing(name) => Some(Place::of_missing(name)),
            At::Span(span) => Some(Place::new(sources, *span)),
            At::Path { file, path, part } => match trees.get(*file) {
                Some(tree) => find(tree, path, part, needs, sources).map(|span| Place::new(sources, span)),
                None => Some(Place::new(sources, Span::start_of(*file))),
            },
        }
    }
}

/// Follows a path as far as it goes.
fn find(root: &Tree, path: &Path, part: &Part, needs: &[&str], sources: &Sources) -> Option<Span> {
    let (mut key, mut value) = (None, root);
    // The map around, and the key in it.
    let (mut around, mut own) = (root, "");
    for step in &path.0 {
        let next = match (step, &value.node) {
            (Step::Key { key, nth }, Node::Map(entries)) => {
                (around, own) = (value, key);
                let mut same = entries.iter().filter(|(name, _)| name.text() == Some(key));
                same.nth(*nth).map(|(key, value)| (Some(key), value))
            }
            (Step::Item(index), Node::List(items)) => items.get(*index).map(|item| (None, item)),
            _ => None,
        };
        let Some(next) = next else { break };
        (key, value) = next;
    }
    if around.mended.iter().any(|key| key == own || needs.contains(&key.as_str())) {
        return None;
    }
    Some(match (part, key) {
        (Part::Key, Some(key)) => key.span,
        // An empty value has no place of its own.
        (_, Some(key)) if value.text() == Some("") && value.span.is_empty() => key.span,
        (Part::Within(range), _) => {
            value.within(range, line(sources.file(value.span.file).text(), value.span.start.line))
        }
        _ => value.mark(),
    })
}

impl Place {
    /// The place of a span; its end is on the line where it starts, and both are inside the text.
    fn new(sources: &Sources, span: Span) -> Place {
        let source = sources.file(span.file);
        let last = lines(source.text()).count().max(1);
        let line = span.start.line.clamp(1, last);
        let text = lines(source.text()).nth(line - 1).unwrap_or_default().to_owned();
        let width = text.trim_end().chars().count();
        let end_of_line = width + 1;
        let column = if line == span.start.line { span.start.column.clamp(1, end_of_line) } else { end_of_line };
        let end = if span.end.line == line { span.end.column.min(end_of_line) } else { end_of_line };
        Place { file: source.path().to_owned(), line, column, end_column: end.max(column + 1), text }
    }

    fn of_missing(name: &str) -> Place {
        Place { file: name.to_owned(), line: 1, column: 1, end_column: 2, text: String::new() }
    }
}
