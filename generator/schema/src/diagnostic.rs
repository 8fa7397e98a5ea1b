//! Diagnostics of a schema: as data, and as text that marks the place in its line.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::shown;
use crate::source::{FileId, Sources, Span};
use crate::yaml::{Node, Tree};

/// The maximum length of a message in characters, because it may cite a long text.
const LONGEST: usize = 400;

/// The number of characters of a line that are shown; of a longer one, those around the place.
const LONGEST_LINE: usize = 500;

/// The number of characters before the place that are shown of a long line.
const BEFORE: usize = 100;

/// A problem in a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of problem, such as `unknown-key`.
    pub code: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// Its place.
    pub place: Place,
    /// The problem in one sentence.
    pub message: String,
    /// The advice on fixing it.
    pub help: Option<String>,
    /// A related place, with a label.
    pub related: Option<(Place, String)>,
}

/// The severity of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// An error: nothing is written.
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
    /// The column after the last character.
    pub end_column: usize,
    /// The text of the line; of a very long one, the part around the place.
    pub text: String,
    /// The number of characters of the line before that part.
    left_out: usize,
}

/// The problems of a schema, in the order of files and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Locates `findings` and sorts them.
    pub(crate) fn new(findings: Vec<Finding>, sources: &Sources, trees: &Trees) -> Self {
        let mut keys = Keys::default();
        let locate = |finding: Finding| finding.locate(sources, trees, &mut keys);
        let mut list: Vec<_> = findings.into_iter().filter_map(locate).collect();
        list.sort_by(|a, b| (&a.place, a.code, &a.message).cmp(&(&b.place, b.code, &b.message)));
        list.dedup();
        Diagnostics { list }
    }

    /// Returns the diagnostics, in the order of files and lines.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Returns true if there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the number of diagnostics.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns the text for people, with a note that nothing was written; `root` is put before each file's name, and
    /// `color` adds terminal colors.
    pub fn render(&self, root: &str, color: bool) -> String {
        format!("{}; nothing was written\n", self.listed(root, color))
    }

    /// Returns the text for people without that note, and without a final line break.
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
        let origin = |place: &Place| (place.left_out > 0).then(|| place.origin(root));
        if let Some((related, label)) = &self.related {
            let annotation = related.annotation(AnnotationKind::Context, label);
            // The same part of the same line; sources in memory may have two files of one name.
            let at = |place: &'a Place| (&place.file, place.line, &place.text, place.left_out);
            if at(related) == at(place) {
                snippet = snippet.annotation(annotation);
            } else {
                other = Some((origin(related), related.snippet(root).annotation(annotation)));
            }
        }
        let mut group = Level::ERROR.primary_title(&self.message).id(self.code).elements(None::<Origin<'_>>);
        for (origin, snippet) in [Some((origin(place), snippet)), other].into_iter().flatten() {
            group = group.elements(origin).element(snippet);
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
        let snippet = Snippet::source(&self.text).line_start(self.line);
        // The column of a part of a line is not that of the line: it is said before.
        if self.left_out > 0 { snippet } else { snippet.path(self.path(root)) }
    }

    fn origin<'a>(&self, root: &str) -> Origin<'a> {
        Origin::path(self.path(root)).line(self.line).char_column(self.column)
    }

    fn path(&self, root: &str) -> String {
        let file = shown::name(&self.file);
        if root.is_empty() { file } else { format!("{root}/{file}") }
    }

    fn annotation<'a>(&self, kind: AnnotationKind, label: &'a str) -> Annotation<'a> {
        let offset = |column: usize| {
            let before = (column - 1).saturating_sub(self.left_out);
            self.text.char_indices().nth(before).map_or(self.text.len(), |(at, _)| at)
        };
        let label = (!label.is_empty()).then_some(label);
        kind.span(offset(self.column)..offset(self.end_column)).label(label)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", shown::name(&self.file), self.line, self.column)
    }
}

/// A problem before its place in the text is known.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    pub(crate) at: At,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) related: Option<(At, String)>,
    /// Other keys of the same map on which the finding depends.
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

    /// Sets the keys on which the finding depends. If one of them is itself invalid, the finding is dropped.
    pub(crate) fn given(mut self, keys: &'static [&'static str]) -> Self {
        self.needs = keys;
        self
    }

    /// Returns the files whose documents are needed to locate it.
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

    /// Returns the diagnostic with its places, or `None` if the finding is a consequence of another one.
    fn locate<'t>(self, sources: &Sources, trees: &'t Trees, keys: &mut Keys<'t>) -> Option<Diagnostic> {
        let place = self.at.locate(sources, trees, self.needs, keys)?;
        let related = match self.related {
            Some((at, label)) => Some((at.locate(sources, trees, self.needs, keys)?, label)),
            None => None,
        };
        let (code, severity) = (self.code, Severity::Error);
        let (message, help) = (shorten(self.message), self.help.map(shorten));
        Some(Diagnostic { code, severity, place, message, help, related })
    }
}

/// Returns the text, cut off at [`LONGEST`].
fn shorten(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The documents of the files, after corrections.
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
    /// The target of a path in a file's document.
    Path { file: FileId, path: Path, part: Part },
    /// A range of characters.
    Span(Span),
    /// A missing file.
    Missing(&'static str),
}

/// The path from a document's root to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// The value of a key, or of its `nth` occurrence if the key is repeated.
    Key {
        key: String,
        nth: usize,
    },
    Item(usize),
}

/// The part of a [`Path`]'s target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Key,
    Value,
    /// A range of characters in a scalar.
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

    /// Returns the start of a file.
    pub(crate) fn file(file: FileId) -> Self {
        At::Span(Span::start_of(file))
    }

    /// Returns the place in the text, or `None` if the key there, or a sibling key that it `needs`, is itself invalid.
    fn locate<'t>(&self, sources: &Sources, trees: &'t Trees, needs: &[&str], keys: &mut Keys<'t>) -> Option<Place> {
        match self {
            At::Missing(name) => Some(Place::of_missing(name)),
            At::Span(span) => Some(Place::new(sources, *span)),
            At::Path { file, path, part } => match trees.get(*file) {
                Some(tree) => keys.find(tree, (path, part), needs, sources).map(|span| Place::new(sources, span)),
                None => Some(Place::new(sources, Span::start_of(*file))),
            },
        }
    }
}

/// The keys of the maps that paths lead through, so that each is found at once, however many there are.
#[derive(Default)]
struct Keys<'t>(HashMap<*const Tree, Map<'t>>);

/// The keys of a map.
struct Map<'t> {
    /// The entries of each key.
    entries: HashMap<&'t str, Vec<&'t (Tree, Tree)>>,
    mended: HashSet<&'t str>,
}

impl<'t> Keys<'t> {
    fn of(&mut self, tree: &'t Tree, list: &'t [(Tree, Tree)]) -> &Map<'t> {
        self.0.entry(std::ptr::from_ref(tree)).or_insert_with(|| {
            let mut entries: HashMap<&str, Vec<_>> = HashMap::new();
            for entry in list {
                if let Some(name) = entry.0.text() {
                    entries.entry(name).or_default().push(entry);
                }
            }
            Map { entries, mended: tree.mended().iter().map(String::as_str).collect() }
        })
    }

    /// Follows a path as far as it resolves. Returns `None` if the key there, or one that it `needs`, is invalid.
    fn find(
        &mut self,
        root: &'t Tree,
        (path, part): (&Path, &Part),
        needs: &[&str],
        sources: &Sources,
    ) -> Option<Span> {
        let (mut key, mut value) = (None, root);
        let mut is_mended = needs.iter().any(|key| root.mended().iter().any(|of| of == key));
        for step in &path.0 {
            let next = match (step, &value.node) {
                (Step::Key { key, nth }, Node::Map(list)) => {
                    let map = self.of(value, list);
                    // The last map on the path counts, and the key in it.
                    is_mended = std::iter::once(&key.as_str()).chain(needs).any(|key| map.mended.contains(key));
                    let same = map.entries.get(key.as_str()).and_then(|same| same.get(*nth));
                    same.map(|(key, value)| (Some(key), value))
                }
                (Step::Item(index), Node::List(items)) => items.get(*index).map(|item| (None, item)),
                _ => None,
            };
            let Some(next) = next else { break };
            (key, value) = next;
        }
        if is_mended {
            return None;
        }
        Some(match (part, key) {
            (Part::Key, Some(key)) => key.span,
            // An empty value has no place of its own.
            (_, Some(key)) if value.text() == Some("") && value.span.is_empty() => key.span,
            (Part::Within(range), _) => {
                let (source, start) = (sources.file(value.span.file), value.span.start);
                value.within(range, source.lines().rest(source.text(), start.line(), start.column()))
            }
            _ => value.mark(),
        })
    }
}

impl Place {
    /// Returns the place of a span. Its end is on the line where it starts, and both are inside the text.
    fn new(sources: &Sources, span: Span) -> Place {
        let source = sources.file(span.file);
        let (text, lines) = (source.text(), source.lines());
        let line = span.start.line().clamp(1, lines.last());
        let width = lines.width(line);
        let end_of_line = width + 1;
        let column = if line == span.start.line() { span.start.column().clamp(1, end_of_line) } else { end_of_line };
        let end = if span.end.line() == line { span.end.column().min(end_of_line) } else { end_of_line };
        let end_column = end.max(column + 1);
        let file = source.path().to_owned();
        if width <= LONGEST_LINE {
            let text = lines.line(text, line).to_owned();
            return Place { file, line, column, end_column, text, left_out: 0 };
        }
        let left_out = column.saturating_sub(BEFORE + 1).min(width - LONGEST_LINE);
        let text = lines.rest(text, line, left_out + 1).chars().take(LONGEST_LINE).collect();
        Place { file, line, column, end_column, text, left_out }
    }

    fn of_missing(name: &str) -> Place {
        Place { file: name.to_owned(), line: 1, column: 1, end_column: 2, text: String::new(), left_out: 0 }
    }
}
