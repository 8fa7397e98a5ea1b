//! Reads every file into the struct of its kind, with corrections applied.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use crate::corrections::{self, Origin};
use crate::diagnostic::{At, Finding, Trees};
use crate::naming::{Guesses, nearest};
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
        tree.is_none_or(|tree| !tree.mended.iter().any(|key| key == "ids"))
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
    let mut corrections = corrections_by_file(sources, &mut files.trees, findings);
    for (id, source) in sources.iter() {
        let path = source.path();
        let corrections = corrections.remove(path).unwrap_or_default();
        let mut reader = Reader { id, source, corrections, trees: &mut files.trees, findings };
        match path.split_once('/').map_or(path, |(folder, _)| folder) {
            "catalogue.yaml" if path == "catalogue.yaml" => files.catalogue = reader.read("Catalogue"),
            "errors.yaml" if path == "errors.yaml" => files.errors = reader.read("Errors"),
            "history.yaml" if path == "history.yaml" => files.history = reader.read("History"),
            "methods" => {
                let read = reader.read::<raw::Method>("Method");
                if read.as_ref().is_none_or(|read| read.value.method.is_empty()) {
                    files.unread.push(path.to_owned());
                }
                files.methods.extend(read);
            }
            "types" => {
                let read = reader.read::<raw::Type>("Type");
                if read.as_ref().is_none_or(|read| read.value.name.is_empty()) {
                    files.unread.push(path.to_owned());
                }
                files.types.extend(read);
            }
            "events" => {
                let read = reader.read::<raw::Event>("Event");
                if read.as_ref().is_none_or(|read| read.value.event.is_empty()) {
                    files.unread.push(path.to_owned());
                }
                files.events.extend(read);
            }
            "words" if path == "words/glossary.yaml" => files.glossary = reader.read("Glossary"),
            "words" => files.words.extend(reader.read("Words")),
            "waivers.yaml" if path == "waivers.yaml" => drop(reader.read::<raw::Waivers>("Waivers")),
            "corrections" => reader.no_corrections_of_corrections(),
            _ => findings.push(unknown_file(id, path)),
        }
    }
    let guesses = Guesses::default();
    for (path, list) in corrections {
        for (origin, _) in list {
            let near = guesses.nearest(&path, sources.iter().map(|(_, source)| source.path()));
            // Paths share their folders, so only close ones are suggested.
            let help = match near.filter(|near| strsim::levenshtein(near, &path) <= 3) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take the correction out, or point it at the new place".to_owned(),
            };
            let message = format!("there is no file `{path}`");
            findings.push(Finding::new("correction-gone", origin.at("file"), message).help(help));
        }
    }
    if !sources.iter().any(|(_, source)| source.path() == "catalogue.yaml") {
        let help = "it holds the version of the format and where the facts come from; see the schema's README";
        let finding = Finding::new("missing-file", At::Missing("catalogue.yaml"), "the schema has no catalogue.yaml");
        findings.push(finding.help(help));
    }
    files
}

/// Reads every file of a portal's folder; an unreadable one is reported and left out.
pub(super) fn read_portal(sources: &Sources, findings: &mut Vec<Finding>) -> Files {
    let mut files = Files::default();
    for (id, source) in sources.iter() {
        let path = source.path();
        let mut reader = Reader { id, source, corrections: Vec::new(), trees: &mut files.trees, findings };
        match path {
            "portal.yaml" => files.portal = reader.read("Portal"),
            path if path.contains('/') || !path.ends_with(".yaml") => {
                let help = "its files are portal.yaml and one for each thing, such as project.yaml, without folders";
                let finding = Finding::new("unknown-file", At::file(id), "this file has no place in a portal's folder");
                findings.push(finding.help(help));
            }
            path => {
                let read = reader.read::<raw::Thing>("Thing");
                if read.as_ref().is_none_or(|read| read.value.thing.is_empty()) {
                    files.unread.push(path.to_owned());
                }
                files.things.extend(read);
            }
        }
    }
    if !sources.iter().any(|(_, source)| source.path() == "portal.yaml") {
        let finding = Finding::new("missing-file", At::Missing("portal.yaml"), "the folder has no portal.yaml");
        findings.push(finding.help("it holds the version of the format: `portal: 1`"));
    }
    files
}

/// Reads the waivers, which are no part of the API.
pub(super) fn waivers(sources: &Sources, trees: &mut Trees, findings: &mut Vec<Finding>) -> Vec<raw::Waiver> {
    let mut waivers = Vec::new();
    for (id, source) in sources.iter() {
        let mut reader = Reader { id, source, corrections: Vec::new(), trees, findings };
        waivers.extend(reader.read::<raw::Waivers>("Waivers").map(|read| read.value.0).unwrap_or_default());
    }
    waivers
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

fn corrections_by_file(sources: &Sources, trees: &mut Trees, findings: &mut Vec<Finding>) -> Corrections {
    let mut by_file = Corrections::new();
    for (id, source) in sources.iter().filter(|(_, source)| source.path().starts_with("corrections/")) {
        let mut reader = Reader { id, source, corrections: Vec::new(), trees, findings };
        let Some(Read { value: raw::Corrections(list), .. }) = reader.read("Corrections") else { continue };
        for (index, correction) in list.into_iter().enumerate() {
            let origin = Origin { file: id, index };
            by_file.entry(correction.file.clone()).or_default().push((origin, correction));
        }
    }
    by_file
}

struct Reader<'r> {
    id: FileId,
    source: &'r Source,
    corrections: Vec<(Origin, raw::Correction)>,
    trees: &'r mut Trees,
    findings: &'r mut Vec<Finding>,
}

impl Reader<'_> {
    /// Reads the file: without positions if it is valid, otherwise with them.
    fn read<T: DeserializeOwned>(&mut self, definition: &str) -> Option<Read<T>> {
        // The values that corrections add need their positions.
        let is_plain = self.corrections.is_empty() && definition != "Corrections" && !self.source.is_lossy();
        if is_plain && let Some(value) = yaml::from_str(self.source.text()) {
            return Some(Read { file: self.id, value, is_whole: true, others: BTreeSet::new() });
        }
        self.read_with_positions(definition)
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
        self.trees.insert(self.id, tree);
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
        for (origin, correction) in &self.corrections {
            let Some(written) = self.trees.get(origin.file).and_then(|list| list.item(origin.index)) else { continue };
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

    fn no_corrections_of_corrections(&mut self) {
        for (origin, _) in &self.corrections {
            let message = "a correction cannot repair a correction";
            self.findings
                .push(Finding::new("bad-correction", origin.at("file"), message).help("change that file itself"));
        }
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
