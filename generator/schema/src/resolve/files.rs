//! Reads every file into the struct of its kind, with corrections applied.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use crate::corrections::{self, Origin};
use crate::diagnostic::{At, Finding, Trees};
use crate::naming::{Guesses, nearest};
use crate::parallel;
use crate::raw;
use crate::source::{FileId, Position, Source, Sources, Span};
use crate::yaml::{self, Tree};

/// All files of a schema.
#[derive(Default)]
pub(super) struct Files {
    pub(super) catalogue: Option<Read<raw::Catalogue>>,
    pub(super) errors: Option<Read<raw::Errors>>,
    pub(super) methods: Vec<Read<raw::Method>>,
    pub(super) types: Vec<Read<raw::Type>>,
    pub(super) events: Vec<Read<raw::Event>>,
    pub(super) words: Vec<Read<raw::Words>>,
    pub(super) history: Option<Read<raw::History>>,
    pub(super) glossary: Option<Read<raw::Glossary>>,
    pub(super) portal: Option<Read<raw::Portal>>,
    pub(super) things: Vec<Read<raw::Thing>>,
    /// The documents that were read with positions.
    pub(super) trees: Trees,
    /// Files below methods/, types/ and events/ whose subject is unknown, so that references to it are not reported.
    pub(super) unread: Vec<String>,
}

impl Files {
    /// Returns true if the list of identifiers is valid, so that unknown ones can be reported.
    pub(super) fn has_ids(&self) -> bool {
        let Some(catalogue) = &self.catalogue else { return false };
        let tree = self.trees.get(catalogue.file);
        tree.is_none_or(|tree| !tree.mended().iter().any(|key| key == "ids"))
    }
}

/// A file and its content.
pub(super) struct Read<T> {
    pub(super) file: FileId,
    pub(super) value: T,
    /// True if the file is valid; otherwise parts of it were left out.
    pub(super) is_whole: bool,
    /// The files of words and corrections that changed what it says, or added to it.
    pub(super) others: BTreeSet<FileId>,
}

impl<T> Read<T> {
    /// The paths of all files that its value is made of: its own, then those of words, then those of corrections.
    pub(super) fn sources(&self, sources: &Sources) -> Vec<String> {
        let path = |file: FileId| sources.file(file).path().to_owned();
        let mut others: Vec<String> = self.others.iter().map(|file| path(*file)).collect();
        others.sort_by_key(|path| (!path.starts_with("words/"), path.clone()));
        std::iter::once(path(self.file)).chain(others).collect()
    }
}

/// The corrections of each file.
type Corrections = BTreeMap<String, Vec<(Origin, raw::Correction)>>;

/// Reads every file; an unreadable one is reported and left out.
pub(super) fn read(sources: &Sources, findings: &mut Vec<Finding>) -> Files {
    let mut files = Files::default();
    let mut reading = Reading { sources, corrections: Corrections::new(), trees: &mut files.trees, findings };
    reading.corrections = reading.corrections_by_file();
    let mut of = ByKind::default();
    for (id, source) in sources.iter() {
        let path = source.path();
        match path.split_once('/').map_or(path, |(folder, _)| folder) {
            "catalogue.yaml" if path == "catalogue.yaml" => files.catalogue = reading.one(id, "Catalogue"),
            "errors.yaml" if path == "errors.yaml" => files.errors = reading.one(id, "Errors"),
            "history.yaml" if path == "history.yaml" => files.history = reading.one(id, "History"),
            "methods" => of.methods.push(id),
            "types" => of.types.push(id),
            "events" => of.events.push(id),
            "words" if path == "words/glossary.yaml" => files.glossary = reading.one(id, "Glossary"),
            "words" => of.words.push(id),
            "waivers.yaml" if path == "waivers.yaml" => drop(reading.one::<raw::Waivers>(id, "Waivers")),
            "corrections" => reading.no_corrections_of_corrections(path),
            _ => reading.unknown_file(id),
        }
    }
    files.methods = reading.all(&of.methods, "Method", |of: &raw::Method| &of.method, &mut files.unread);
    files.types = reading.all(&of.types, "Type", |of: &raw::Type| &of.name, &mut files.unread);
    files.events = reading.all(&of.events, "Event", |of: &raw::Event| &of.event, &mut files.unread);
    files.words = reading.each(&of.words, "Words").into_iter().flatten().collect();
    reading.no_targets();
    if !sources.iter().any(|(_, source)| source.path() == "catalogue.yaml") {
        let help = "it holds the version of the format and where the facts come from; see the schema's README";
        let finding = Finding::new("missing-file", At::Missing("catalogue.yaml"), "the schema has no catalogue.yaml");
        findings.push(finding.help(help));
    }
    files
}

/// The files of each kind of which there are many.
#[derive(Default)]
struct ByKind {
    methods: Vec<FileId>,
    types: Vec<FileId>,
    events: Vec<FileId>,
    words: Vec<FileId>,
}

/// Reads every file of a portal's folder; an unreadable one is reported and left out.
pub(super) fn read_portal(sources: &Sources, findings: &mut Vec<Finding>) -> Files {
    let mut files = Files::default();
    let mut reading = Reading { sources, corrections: Corrections::new(), trees: &mut files.trees, findings };
    let mut things = Vec::new();
    for (id, source) in sources.iter() {
        match source.path() {
            "portal.yaml" => files.portal = reading.one(id, "Portal"),
            path if path.contains('/') || !path.ends_with(".yaml") => {
                let help = "its files are portal.yaml and one for each thing, such as project.yaml, without folders";
                let finding = Finding::new("unknown-file", At::file(id), "this file has no place in a portal's folder");
                reading.findings.push(finding.help(help));
            }
            _ => things.push(id),
        }
    }
    files.things = reading.all(&things, "Thing", |of: &raw::Thing| &of.thing, &mut files.unread);
    if !sources.iter().any(|(_, source)| source.path() == "portal.yaml") {
        let finding = Finding::new("missing-file", At::Missing("portal.yaml"), "the folder has no portal.yaml");
        findings.push(finding.help("it holds the version of the format: `portal: 1`"));
    }
    files
}

/// Reads the waivers, which are no part of the API.
pub(super) fn waivers(sources: &Sources, trees: &mut Trees, findings: &mut Vec<Finding>) -> Vec<raw::Waiver> {
    let mut reading = Reading { sources, corrections: Corrections::new(), trees, findings };
    let all: Vec<FileId> = sources.iter().map(|(id, _)| id).collect();
    let read: Vec<Option<Read<raw::Waivers>>> = reading.each(&all, "Waivers");
    read.into_iter().flatten().flat_map(|read| read.value.0).collect()
}

fn unknown_file(id: FileId, path: &str) -> Finding {
    let known = [
        "catalogue.yaml",
        "errors.yaml",
        "history.yaml",
        "waivers.yaml",
        "methods",
        "types",
        "events",
        "corrections",
        "words",
    ];
    let (first, rest) = path.split_once('/').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let near = nearest(first, known.into_iter().filter(|name| name.ends_with(".yaml") == rest.is_none()));
    let help = match (near, rest) {
        (Some(near), Some(rest)) => format!("did you mean `{near}/{rest}`?"),
        (Some(near), None) => format!("did you mean `{near}`?"),
        _ => "files are catalogue.yaml, errors.yaml, history.yaml, waivers.yaml, and those below methods/, types/, \
              events/, corrections/ and words/"
            .to_owned(),
    };
    Finding::new("unknown-file", At::file(id), "this file has no place in a schema").help(help)
}

/// The files while they are read.
struct Reading<'r> {
    sources: &'r Sources,
    corrections: Corrections,
    trees: &'r mut Trees,
    findings: &'r mut Vec<Finding>,
}

impl Reading<'_> {
    /// Reads a file.
    fn one<T: DeserializeOwned + Send>(&mut self, id: FileId, definition: &str) -> Option<Read<T>> {
        self.each(&[id], definition).pop().flatten()
    }

    /// Reads files of one kind, on all cores; each is `None` that cannot be read.
    fn each<T: DeserializeOwned + Send>(&mut self, ids: &[FileId], definition: &str) -> Vec<Option<Read<T>>> {
        let known = &*self.trees;
        let files = ids.iter().map(|id| {
            let source = self.sources.file(*id);
            (*id, source, self.corrections.remove(source.path()).unwrap_or_default())
        });
        let files: Vec<_> = files.collect();
        let done = parallel::map(&files, |(id, source, corrections)| {
            let sources = self.sources;
            let mut reader = Reader { id: *id, sources, source, corrections, known, tree: None, findings: Vec::new() };
            (reader.read(definition), reader.tree, reader.findings)
        });
        let mut all = Vec::with_capacity(ids.len());
        for (id, (read, tree, mut findings)) in ids.iter().zip(done) {
            self.findings.append(&mut findings);
            tree.into_iter().for_each(|tree| self.trees.insert(*id, tree));
            all.push(read);
        }
        all
    }

    /// Reads files of one kind. The paths of those whose subject is unknown are added to `unread`.
    fn all<T: DeserializeOwned + Send>(
        &mut self,
        ids: &[FileId],
        definition: &str,
        subject: impl Fn(&T) -> &String,
        unread: &mut Vec<String>,
    ) -> Vec<Read<T>> {
        let all = self.each(ids, definition);
        for (id, read) in ids.iter().zip(&all) {
            if read.as_ref().is_none_or(|read| subject(&read.value).is_empty()) {
                unread.push(self.sources.file(*id).path().to_owned());
            }
        }
        all.into_iter().flatten().collect()
    }

    fn corrections_by_file(&mut self) -> Corrections {
        let files = self.sources.iter().filter(|(_, source)| source.path().starts_with("corrections/"));
        let ids: Vec<FileId> = files.map(|(id, _)| id).collect();
        let mut by_file = Corrections::new();
        for (file, read) in ids.iter().zip(self.each(&ids, "Corrections")) {
            let Some(Read { value: raw::Corrections(list), .. }) = read else { continue };
            for (index, correction) in list.into_iter().enumerate() {
                let origin = Origin { file: *file, index };
                by_file.entry(correction.file.clone()).or_default().push((origin, correction));
            }
        }
        by_file
    }

    /// Reports the corrections of files that there are not.
    fn no_targets(&mut self) {
        let guesses = Guesses::default();
        for (path, list) in std::mem::take(&mut self.corrections) {
            for (origin, _) in list {
                let near = guesses.nearest(&path, self.sources.iter().map(|(_, source)| source.path()));
                // Paths share their folders, so only close ones are suggested.
                let help = match near.filter(|near| strsim::levenshtein(near, &path) <= 3) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "take the correction out, or point it at the new place".to_owned(),
                };
                let message = format!("there is no file `{path}`");
                self.findings.push(Finding::new("correction-gone", origin.at("file"), message).help(help));
            }
        }
    }

    fn no_corrections_of_corrections(&mut self, path: &str) {
        for (origin, _) in self.corrections.remove(path).unwrap_or_default() {
            let message = "a correction cannot repair a correction";
            self.findings
                .push(Finding::new("bad-correction", origin.at("file"), message).help("change that file itself"));
        }
    }

    fn unknown_file(&mut self, id: FileId) {
        let path = self.sources.file(id).path();
        self.corrections.remove(path);
        self.findings.push(unknown_file(id, path));
    }
}

struct Reader<'r> {
    id: FileId,
    sources: &'r Sources,
    source: &'r Source,
    corrections: &'r [(Origin, raw::Correction)],
    /// The documents of corrections.
    known: &'r Trees,
    /// The file's own document, if it was read with positions.
    tree: Option<Tree>,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    /// Reads the file: without positions if it is valid, otherwise with them.
    fn read<T: DeserializeOwned>(&mut self, definition: &str) -> Option<Read<T>> {
        // The values that corrections add need their positions.
        let is_plain = self.corrections.is_empty() && definition != "Corrections" && !self.source.is_lossy();
        if is_plain && let Some(value) = self.read_plain() {
            return Some(Read { file: self.id, value, is_whole: true, others: BTreeSet::new() });
        }
        self.read_with_positions(definition)
    }

    /// Reads a valid file. Where its document is kept, it is read from that: serde_yaml would parse it once more.
    fn read_plain<T: DeserializeOwned>(&self) -> Option<T> {
        let tree = if self.sources.keeps_trees() { self.sources.tree(self.id) } else { None };
        tree.and_then(|tree| yaml::read(tree).ok()).or_else(|| yaml::from_str(self.source.text()))
    }

    /// Reads the file with positions. Problems are reported and repaired, so that the rest of it can be checked, too.
    fn read_with_positions<T: DeserializeOwned>(&mut self, definition: &str) -> Option<Read<T>> {
        let mut tree = self.tree()?;
        let others = self.correct(&mut tree);
        let mut is_whole = true;
        let value = yaml::read(&tree).or_else(|error| {
            is_whole = false;
            let found = raw::check(json_schema(), definition, &mut tree);
            if found.is_empty() {
                // The JSON Schema allows it and serde does not: serde's message is better than none.
                let finding = Finding::new("wrong-type", place(self.id, &error), error.message);
                self.findings.push(finding.help("the format is described in the schema's README"));
                return Err(());
            }
            self.findings.extend(found);
            yaml::read(&tree).map_err(drop)
        });
        self.tree = Some(tree);
        value.ok().map(|value| Read { file: self.id, value, is_whole, others })
    }

    fn tree(&mut self) -> Option<Tree> {
        if self.source.is_lossy() {
            let at = self.first_bad_byte();
            self.findings.push(Finding::new("not-utf8", at, "the file is not UTF-8").help("save it as UTF-8"));
            return None;
        }
        match Tree::parse(self.source.text(), self.id) {
            Ok(tree) => Some(tree),
            Err(error) => {
                self.findings.push(not_yaml(self.id, error));
                None
            }
        }
    }

    /// Lays the corrections over the document; returns the files of those that changed it.
    fn correct(&mut self, document: &mut Tree) -> BTreeSet<FileId> {
        let mut changed = BTreeSet::new();
        for (origin, correction) in self.corrections {
            let Some(written) = self.known.get(origin.file).and_then(|list| list.item(origin.index)) else { continue };
            match corrections::apply(document, correction, written, *origin) {
                Ok(()) => drop(changed.insert(origin.file)),
                Err(finding) => self.findings.push(*finding),
            }
        }
        changed
    }

    fn first_bad_byte(&self) -> At {
        let text = self.source.text();
        let start = Position::of(text, text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default());
        At::Span(Span { file: self.id, start, end: start })
    }
}

/// Reads the documents that findings refer to, unless they are known: only now are positions needed.
pub(super) fn read_again(sources: &Sources, trees: &mut Trees, findings: &mut Vec<Finding>) {
    let mut files: Vec<FileId> = findings.iter().flat_map(Finding::documents).collect();
    files.sort_unstable();
    files.dedup();
    for file in files.into_iter().filter(|file| !trees.has(*file)).collect::<Vec<_>>() {
        match Tree::parse(sources.file(file).text(), file) {
            Ok(tree) => trees.insert(file, tree),
            Err(error) => {
                // serde_yaml accepts more than YAML 1.2; then nothing in the file has a place.
                findings.retain(|finding| finding.documents().all(|other| other != file));
                findings.push(not_yaml(file, error));
            }
        }
    }
}

/// Returns the finding for a text that is not YAML.
fn not_yaml(file: FileId, error: yaml::Error) -> Finding {
    let mut finding = Finding::new("yaml-syntax", place(file, &error), error.message);
    finding.help = error.help;
    match error.bracket {
        Some(bracket) => finding.related(At::Span(*bracket), "the bracket around it"),
        None => finding,
    }
}

fn place(file: FileId, error: &yaml::Error) -> At {
    let (start, end) = error.place.unwrap_or((Position::START, Position::START));
    At::Span(Span { file, start, end })
}

/// Returns the JSON Schema of all files, made once: only an invalid file needs it.
fn json_schema() -> &'static serde_json::Value {
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(raw::json_schema)
}
