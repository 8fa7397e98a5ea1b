//! The state of one decoding: its position, and its findings.

use crate::dom::{Cursor, Node, Str, text};
use crate::wire::walk::{Entry, Walk};
use crate::wire::{Drift, Finding, Leaves};

/// The maximum number of keys and indices in the path to an object: more than any documented answer has. An object of
/// many fields takes some 30 KiB of stack per level.
const MAX_DEPTH: usize = 32;

/// The state of one decoding.
#[derive(Debug)]
pub struct Cx<'a> {
    root: &'static str,
    path: Vec<Segment<'a>>,
    drift: Drift,
    exact: bool,
    closed: bool,
    /// The reason why a value does not fit a type of the caller's own.
    refused: Option<String>,
    /// The numbers of values by their place, when they are asked for. A codec that gives `None` counts nothing: its
    /// caller does.
    pub(crate) leaves: Option<Leaves>,
    /// The purpose of the walk over an object's fields.
    pub(crate) walk: Walk<'a>,
    /// The place in the text that is read.
    pub(crate) cursor: Cursor,
    /// The entries that the objects which are being read have passed over, those of the innermost last.
    pub(crate) entries: Vec<Entry<'a>>,
}

/// A value decoded on trial: its findings count only when it is [accepted](Cx::accept).
#[derive(Debug)]
pub(crate) struct Trial<T> {
    value: Option<T>,
    exact: bool,
    findings: Vec<Finding>,
    leaves: Option<Leaves>,
}

impl<T> Trial<T> {
    pub(crate) fn fit(&self) -> Fit {
        match &self.value {
            None => Fit::None,
            Some(_) if self.exact && self.findings.is_empty() => Fit::Exact,
            Some(_) => Fit::Tolerated,
        }
    }
}

/// The degree to which a value fits a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    None,
    Tolerated,
    Exact,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Key(Str<'a>),
    Index(usize),
}

impl<'a> Cx<'a> {
    /// Starts at `root`, the first word of every path.
    pub fn new(root: &'static str) -> Self {
        Cx {
            root,
            path: Vec::new(),
            drift: Drift::default(),
            exact: true,
            closed: false,
            refused: None,
            leaves: None,
            walk: Walk::Copy,
            cursor: Cursor::any(),
            entries: Vec::new(),
        }
    }

    /// Starts a decoding that opens no object: each keeps its entries as they are.
    pub(crate) fn closed() -> Self {
        Cx { closed: true, ..Cx::new("") }
    }

    /// Reads the one value of an answer's text; `None` when it is not valid JSON.
    pub(crate) fn whole<T>(&mut self, bytes: &'a [u8], read: impl FnOnce(Node<'a>, &mut Self) -> T) -> Option<T> {
        let text = text(bytes)?;
        self.cursor = Cursor::start(text);
        let node = self.cursor.value(text)?;
        let value = read(node, self);
        self.cursor.settle(node);
        self.cursor.is_at_end(text).then_some(value)
    }

    /// Passes over an array or object of a text, and gives what is written there.
    pub(crate) fn text_of(&mut self, node: Node<'a>) -> Option<&'a str> {
        self.cursor.settle(node);
        if self.cursor.is_broken() { None } else { self.cursor.written(node) }
    }

    /// Returns the differences that were found.
    pub fn into_drift(self) -> Drift {
        self.drift
    }

    /// Notes why a value does not fit a type of the caller's own.
    pub(crate) fn refuse(&mut self, why: String) {
        self.refused = Some(why);
    }

    /// Takes that note.
    pub(crate) fn refused(&mut self) -> Option<String> {
        self.refused.take()
    }

    /// Marks the value being read as not written as its codec would write it.
    pub fn inexact(&mut self) {
        self.exact = false;
    }

    pub(crate) fn enter(&mut self, key: Str<'a>) {
        self.path.push(Segment::Key(key));
    }

    pub(crate) fn enter_item(&mut self, index: usize) {
        self.path.push(Segment::Index(index));
    }

    pub(crate) fn leave(&mut self) {
        self.path.pop();
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Returns true if the entries of the object that is reached are to be decoded.
    pub(crate) fn opens_object(&mut self) -> bool {
        let too_deep = self.path.len() > MAX_DEPTH;
        if too_deep {
            self.report(Finding::TooDeep { path: self.path() });
        }
        !too_deep && !self.closed
    }

    /// Runs `decode` and tells whether what it read was written as its codec would.
    pub(crate) fn exactly<T>(&mut self, decode: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        let outer = std::mem::replace(&mut self.exact, true);
        let value = decode(self);
        (value, std::mem::replace(&mut self.exact, outer))
    }

    /// Runs `decode` and takes back all it reported.
    pub(crate) fn trial<T>(&mut self, decode: impl FnOnce(&mut Self) -> Option<T>) -> Trial<T> {
        let (before, leaves) = (self.drift.len(), self.leaves);
        let (value, exact) = self.exactly(decode);
        let leaves = std::mem::replace(&mut self.leaves, leaves);
        Trial { value, exact, findings: self.drift.split_off(before), leaves }
    }

    /// Reports what a trial reported, and gives its value.
    pub(crate) fn accept<T>(&mut self, trial: Trial<T>) -> Option<T> {
        self.drift.extend(trial.findings);
        self.exact &= trial.exact;
        if trial.value.is_some() {
            self.leaves = trial.leaves;
        }
        trial.value
    }

    pub(crate) fn report(&mut self, finding: Finding) {
        self.drift.push(finding);
    }

    /// Reports a value that does not fit its type; it is kept aside.
    pub(crate) fn misfit(&mut self, node: Node<'_>, expected: &'static str) {
        self.count_extra(node);
        self.report(Finding::Misfit { path: self.path(), expected, found: node.type_name() });
    }

    /// Counts a leaf that a codec read.
    pub(crate) fn count_typed(&mut self) {
        if let Some(leaves) = &mut self.leaves {
            leaves.typed += 1;
        }
    }

    /// The same, around the value.
    pub(crate) fn typed<T>(&mut self, value: T) -> T {
        self.count_typed();
        value
    }

    /// Counts the leaves of a value that is kept beside the fields.
    pub(crate) fn count_extra(&mut self, node: Node<'_>) {
        if let Some(leaves) = &mut self.leaves {
            leaves.extra += node.leaves();
        }
    }

    /// Counts the leaves of `whole` that are not in `part` of it.
    pub(crate) fn count_extra_beside(&mut self, whole: Node<'_>, part: Node<'_>) {
        if let Some(leaves) = &mut self.leaves {
            leaves.extra += whole.leaves() - part.leaves();
        }
    }

    /// Counts the leaves of a value that is described as any JSON.
    pub(crate) fn count_untyped(&mut self, node: Node<'_>) {
        if let Some(leaves) = &mut self.leaves {
            leaves.untyped += node.leaves();
        }
    }

    pub(crate) fn path(&self) -> String {
        let mut path = self.root.to_owned();
        for segment in &self.path {
            match segment {
                Segment::Key(key) => {
                    path.push('.');
                    path.push_str(&key.text());
                }
                Segment::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    pub(crate) fn path_of(&self, key: Str<'_>) -> String {
        format!("{}.{}", self.path(), key.text())
    }
}
